"""Tables about which assertions of printed rows are asked, each wrong or right in one way."""

from __future__ import annotations

from bad_input.table_changes import Case, again, more, publication

TIMES = "assert_times_fit_the_publication"
CONSISTENT = "assert_transcription_is_consistent"
PRINTED = "assert_printed_affairs_agree"

DIVISIONS = "seeds/registers/affair_divisions.csv and division_register.csv"

ROWS: dict[str, Case] = {
    "divisions that are not printed, or that no register gives": Case(
        PRINTED,
        "update stg_printed_affairs set division_names = null where source_line in (187, 188); "
        "delete from stg_affair_divisions where affair_id in ('guide-interpreters', 'passports')",
        "",
        [
            "140007-2021 line 187: the divisions not printed are not those that the registers give for "
            f"real-estate-brokerage, 県土整備局 建設業課: {DIVISIONS}",
            "140007-2021 line 190: the divisions パスポートセンター are not those that the registers give for "
            "passports, "
            f"which are none: {DIVISIONS}",
        ],
    ),
    "the bureau is that of the first division": Case(
        PRINTED,
        "update stg_division_register set bureau_name = '龍' where division_id = 'automobile-tax-office'",
        "",
        [],
    ),
    "a division that has moved since is the first of its affair": Case(
        PRINTED,
        publication(2022)
        + again("int_annual_counts", "affair_id = 'cancer-registry'")
        + again("stg_printed_affairs", "source_line = 227")
        + "update stg_division_register set bureau_name = '新設局' where division_id = 'cancer-disease-control'; "
        "update stg_printed_affairs set division_names = '新設局 がん・疾病対策課' where publication_id = "
        "'140007-2022'; "
        "update stg_affair_divisions set division_id = 'cancer-disease-control' where affair_id = 'local-taxes' "
        "and division_no = 1; "
        "update stg_printed_affairs set division_names = '健康医療局 がん・疾病対策課 各県税事務所 自動車税管理事務所' "
        "where source_line = 198",
        "line 198",
        [],
    ),
    "counts that are not there, and a start that the register has not": Case(
        PRINTED,
        "delete from int_annual_counts where source_line = 188 and fiscal_year = 2021; "
        "update stg_affair_register set started_month = null where affair_id = 'passports'",
        "",
        [
            "140007-2021 line 188: the name 通訳案内士法による通訳案内士の登録等に関する事務 is not that of the "
            "counts of the same row, which are not there",
            "140007-2021 line 190: the start H15.4 of 旅券法による一般旅券の発給等に関する事務 is not that of "
            "the register, "
            "which has none",
        ],
    ),
    "what another edition than the newest prints of divisions, by years before publishers": Case(
        PRINTED,
        publication(2022, "010014")
        + again("int_annual_counts", publication_id="010014-2022")
        + "update stg_printed_affairs set division_names = '税務課'",
        "",
        [],
    ),
    "zeros before an affair began, and counts since": Case(
        TIMES,
        "update stg_affair_register set started_month = date '2021-06-01' where affair_id = 'cancer-registry'; "
        "update int_monthly_counts set case_count = 0 where affair_id = 'cancer-registry' and month = date "
        "'2021-05-01'; "
        "update int_annual_counts set case_count = 0 where affair_id = 'cancer-registry' and fiscal_year < 2021",
        "",
        [],
    ),
    "what is done is of the publication's year": Case(
        TIMES,
        "update stg_printed_training_sessions set fiscal_year = 2022, first_month = date '2022-06-01', "
        "last_month = date '2022-06-01' where session_id = '2021-1'",
        "",
        ["140007-2021 line 8: 2021-1 is of fiscal year 2022, but is done"],
    ),
    "sessions of which one month alone is printed": Case(
        TIMES,
        "update stg_printed_training_sessions set first_month = date '2022-06-01', last_month = null "
        "where session_id = '2021-1'; "
        "update stg_printed_training_sessions set first_month = null, last_month = date '2021-03-01' "
        "where session_id = '2021-2'; "
        "update stg_printed_training_sessions set last_month = null where session_id = '2022-1'",
        "",
        [
            f"140007-2021 line {line} goes {months}, which are not months of fiscal year 2021 in their order"
            for line, months in (
                ("18: 2021-2", "from nothing to 2021-03-01"),
                ("8: 2021-1", "from 2022-06-01 to nothing"),
            )
        ],
    ),
    "a figure without a status, a section of another basis, a recipient less and a basis of no annex": Case(
        CONSISTENT,
        "update cells set cell_status = null where cell_id = 'annual/passports/2021'; "
        "update int_monthly_counts set legal_basis_id = null where source_line = 463; "
        "update int_monthly_counts set recipient_id = null where source_line = 464; "
        "update stg_legal_basis_register set annex = null where legal_basis_id = 'act-30-13-1'",
        "",
        [
            "140007-2021 line 190: annual/passports/2021: the status says nothing, but there is a figure",
            *(
                f"140007-2021 line {line}: annex 2 does not list affairs of act-30-13-1, which "
                f"seeds/registers/affair_register.csv gives {affair}"
                for line, affair in ((235, "passports-fujisawa"), (236, "nonprofit-corporations-fujisawa"))
            ),
            *(
                f"140007-2021 line {line}: section 4(1) and its recipient do not fit the affair "
                "nonprofit-corporations-fujisawa, which seeds/registers/affair_register.csv gives act-30-13-1 and "
                "fujisawa-city"
                for line in (463, 464)
            ),
        ],
    ),
    "numbers that are printed twice, or begin at zero": Case(
        "assert_numbered_lists_are_whole",
        "update stg_printed_inspection_findings set finding_no = finding_no - 1; "
        "update stg_printed_affairs set row_no = 3 where annex = 1 and row_no = 2",
        "",
        [
            f"140007-2021 line {line}: number {place}: add the row that was left out, or correct the number, in "
            f"seeds/disclosures/{seed}.csv"
            for line, place, seed in (
                (119, "0 of 2021-external-audit follows on nothing", "printed_inspection_findings"),
                (188, "3 of annex 1 follows on 1", "printed_affairs"),
                (189, "3 of annex 1 follows on 3", "printed_affairs"),
            )
        ],
    ),
    "a smaller figure of the same subject in another publication": Case(
        "assert_statements_are_within_their_bounds",
        more(
            "resolved_cells",
            "publication_id, cell_id, table_name, role, column_label, value",
            "('q', 's/used/annex1', 'statement', 'affairs_used', 'annex1', 80)",
            "('r', 's/permitted/annex1', 'statement', 'affairs_permitted', 'annex1', 17)",
            "('r', 's/used/annex1', 'statement', 'affairs_used', 'annex1', 18)",
        ),
        "",
        ["r line unknown: s/used/annex1: 18 is more than the 17 of affairs_permitted"],
    ),
    "a month that stands twice and in no line of the print": Case(
        "monthly_counts__one_row_per_publication_and_affair_and_month",
        "insert into monthly_counts from monthly_counts where source_line = 284 "
        "or (affair_id = 'hazardous-materials' and source_line is null)",
        "",
        [
            f"monthly_counts: 2 rows for publication_id 140007-2021, affair_id {month}"
            for month in (
                "hazardous-materials, month 2021-08-01",
                "local-taxes, month 2021-05-01 (source lines 284 and 284)",
            )
        ],
    ),
    "a status that is not there": Case(
        "assert_statuses_are_those_of_the_contract",
        more("resolved_cells", "publication_id, cell_id, cell_status", "('p', 'x', null)", "('p', 'y', 'implied_zero')")
        + more("reconciliation", "publication_id, edit_id, status", "('p', 'e', null)")
        + more(
            "suspect_cells",
            "publication_id, cell_id, edit_ids, verdict",
            "('p', null, 'e f', null)",
            *(f"('p', 'x', 'e', '{verdict}')" for verdict in ("multiple", "timeout")),
        ),
        "",
        [f"p: {place} is nothing, which the public contract does not know" for place in ("e f", "e", "x")],
    ),
}
