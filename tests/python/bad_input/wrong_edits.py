"""Tables about which assertions of edits and of marts are asked, each wrong or right in one way."""

from __future__ import annotations

from bad_input.table_changes import Case, again, more, publication, rows

FORM = "assert_balance_edits_are_well_formed"
FORCED = "assert_every_forced_cell_is_deduced"
EDITIONS_AGREE = "assert_editions_agree_on_derived_figures"


def _forced(balances: str, *lost: str) -> str:
    """Edits e and f, in two publications, of a part x each; lost: the publications in which it is."""
    members = [f"('{name}', '{edit}', 'x', 'sum')" for name in ("p", "q") for edit in ("e", "f")]
    return (
        rows("edit_members", "publication_id, edit_id, cell_id, counting", *members)
        + rows("resolved_cells", "publication_id, cell_id, cell_status", *(f"('{name}', 'x', 'lost')" for name in lost))
        + rows("edit_balances", "publication_id, edit_id, lost_count, lost_sum, member_count", balances)
    )


DECLARED = "publication_id, edit_id, difference"
DEDUCED = "publication_id, cell_id, case_count, edit_id"
FOLLOWS = "x still follows from e: raise the variable deduction_rounds"


OF_ANOTHER = publication(2022, "010014") + again("cells", publication_id="010014-2022")
THREE = publication(2020) + publication(2022) + again("cells")

EDITS: dict[str, Case] = {
    "an anomaly of another publication or of another kind is another one": Case(
        "assert_acknowledged_anomalies_exist",
        more("anomalies", "publication_id, anomaly, cell_ids", "('p', 'exchange', 'x y')")
        + rows(
            "stg_acknowledged_anomalies",
            "publication_id, anomaly, cell_ids",
            "('p', 'exchange', 'x y')",
            "('q', 'exchange', 'x y')",
            "('p', 'jump', 'x y')",
        ),
        "",
        [
            f"seeds/registers/acknowledged_anomalies.csv: there is no {anomaly} of x y in {name}; take the cells as "
            "the table anomalies names them"
            for name, anomaly in (("q", "exchange"), ("p", "jump"))
        ],
    ),
    "what another publisher has printed of a year before asks for no edit between editions": Case(
        FORM, OF_ANOTHER, "editions_agree", []
    ),
    "the newest edition before says how many edits there are between editions": Case(
        FORM, THREE, "editions_agree gives", ["140007-2022: editions_agree gives 0 edits, expected 123"]
    ),
    "a number of a publication's own goes before that of the publication whose names it has": Case(
        FORM,
        publication(2022, names_as_in="140007-2021")
        + more(
            "stg_edit_instances",
            "publication_id, edit_group, instances",
            "('140007-2021', 'summary_lines_add_up', 4)",
            "('140007-2022', 'summary_lines_add_up', 3)",
            "('140007-2021', 'everything_together', 5)",
        ),
        "/edit_instances.csv\0",
        [
            f"{name}: {edit}, expected {number}: seeds/registers/edit_instances.csv"
            for name, edit, number in (
                ("140007-2021", "everything_together gives 1 edit", 5),
                ("140007-2021", "summary_lines_add_up gives 2 edits", 4),
                ("140007-2022", "everything_together gives 0 edits", 5),
                ("140007-2022", "summary_lines_add_up gives 0 edits", 3),
            )
        ],
    ),
    "a total that is not there is declared without a figure, for its own publication": Case(
        FORM,
        "delete from edit_members where side = 'total' and (edit_id like 'summary_lines_add_up/%' or edit_group = "
        "'everything_together' or edit_id = 'offices_covered'); "
        + more(
            "stg_known_differences",
            "publication_id, edit_id, difference",
            "('140007-2021', 'summary_lines_add_up/use', 1)",
            "('140007-2020', 'summary_lines_add_up/provision', null)",
            "('140007-2021', 'everything_together', null)",
        ),
        " totals",
        [
            "140007-2021: offices_covered has 0 totals",
            "140007-2021: summary_lines_add_up/provision has 0 totals",
            "140007-2021: summary_lines_add_up/use has 0 totals",
        ],
    ),
    "the edit that a mart asks for by its name is there": Case(
        FORM,
        "delete from stg_balance_edits where edit_group = 'months_add_up_to_annual_count'",
        "months_add_up_to_annual_count",
        [
            "seeds/registers/balance_edits.csv: months_add_up_to_annual_count is not there, and is asked for by "
            "its name: "
            "keep it"
        ],
    ),
    "a year before all edits has none": Case(
        FORM,
        publication(1999),
        "1999",
        [
            "140007-1999: no edit of seeds/registers/balance_edits.csv applies to fiscal year 1999: write it, or an "
            "earlier one, into the column valid_from of those that hold for this print"
        ],
    ),
    "edits of affairs that nobody lists are too many": Case(
        FORM,
        "delete from stg_printed_affairs",
        "",
        [
            "140007-2021: months_add_up_to_annual_count gives 39 edits, expected another number (printed_affairs lists "
            "none), one for each listed affair, as the column instances of seeds/registers/balance_edits.csv is empty"
        ],
    ),
    "what is added up and what is a member are the same, whichever lacks an edit": Case(
        FORM,
        more("edit_sums", "publication_id, edit_id, member_count", "('140007-2021', 'nonsense', 1)")
        + "delete from edit_sums where edit_id = 'everything_together'; "
        "update edit_sums set member_count = 1 where edit_id = 'stated_users_equal_total'",
        "",
        [
            "140007-2021: everything_together adds up 0 cells, but has 5 members",
            "140007-2021: nonsense adds up 1 cells, but has 0 members",
            "140007-2021: stated_users_equal_total adds up 1 cells, but has 2 members",
        ],
    ),
    "a figure that is derived in two editions is compared where it is of the same year": Case(
        EDITIONS_AGREE,
        publication(2022)
        + more(
            "deduced_cells",
            DEDUCED,
            "('140007-2021', 'annual/a/2020', 5, 'e')",
            "('140007-2022', 'earlier_edition/a/2020', 5, 'f')",
            "('140007-2021', 'annual/b/2020', 5, 'e')",
            "('140007-2022', 'earlier_edition/b/2020', 7, 'f')",
            "('140007-2021', 'statement/cases/annex1', 5, 'e')",
            "('140007-2022', 'statement/cases/annex1', 6, 'f')",
        ),
        "",
        [
            "annual/b/2020: lost in 140007-2021, where it follows from e as 5; 140007-2022 prints 7: compare "
            "both prints, "
            "and where the figure was restated, declare 2 for f of 140007-2022 in seeds/registers/known_differences.csv"
        ],
    ),
    "a declaration is that of its own publication": Case(
        "assert_every_balance_edit_holds_or_is_declared",
        "update reconciliation set status = 'accepted' where edit_id = 'offices_covered'; "
        + more(
            "stg_known_differences", DECLARED, "('q', 'offices_covered', 1)", "('140007-2021', 'offices_covered', 1)"
        ),
        "",
        [
            "seeds/registers/known_differences.csv: q declares 1 for offices_covered, which is no edit: correct or "
            "remove the declaration"
        ],
    ),
    "a row is expected of each publication": Case(
        "assert_every_expected_cell_is_printed",
        again("int_expected_cells", "cell_id = 'summary/1/grand_total'"),
        "",
        [
            "140007-2022: summary/1/grand_total (1 grand_total, R03) is not transcribed: add its row to "
            "seeds/disclosures/"
            "printed_totals.csv, or, where the print has none, correct the row that names its section, affair or year"
        ],
    ),
    "a lost cell that an edit forces is told": Case(FORCED, _forced("('p', 'e', 1, 3, 2)", "p"), "", [FOLLOWS]),
    "of two lost cells none is forced": Case(FORCED, _forced("('p', 'e', 2, 3, 3)", "p"), "", []),
    "a lost cell beside one that is not known is not forced": Case(
        FORCED, _forced("('p', 'e', 1, null, 2)", "p"), "", []
    ),
    "a lost total without a part is not forced": Case(FORCED, _forced("('p', 'e', 1, 0, 1)", "p"), "", []),
    "a cell that an edit merely counts is not forced": Case(
        FORCED, _forced("('p', 'e', 1, 3, 2)", "p") + "update edit_members set counting = 'nonzero'", "", []
    ),
    "a cell that is not lost is not forced": Case(
        FORCED, _forced("('p', 'e', 1, 3, 2)", "p") + "update resolved_cells set cell_status = 'derived'", "", []
    ),
    "a cell that another publication has lost is not forced": Case(FORCED, _forced("('p', 'e', 1, 3, 2)", "q"), "", []),
    "a declared edit forces nothing, and one that another publication declares does": Case(
        FORCED,
        _forced("('p', 'e', 1, 3, 2), ('q', 'e', 1, 3, 2)", "p", "q")
        + more("stg_known_differences", DECLARED, "('p', 'e', 1)"),
        "",
        [FOLLOWS],
    ),
    "a cell that two edits force below zero is told once, and of its own publication": Case(
        FORCED,
        _forced("('p', 'e', 1, -3, 2), ('p', 'f', 1, -3, 2)", "p")
        + more("deduced_cells", DEDUCED, "('p', 'x', -3, 'e')", "('q', 'x', -4, 'e')"),
        "",
        ["x would be -3 by e: another figure of that edit is wrong"],
    ),
    "lost cells may be zero together, and not less": Case(
        FORCED,
        _forced("('p', 'e', 2, 0, 3), ('p', 'f', 2, -1, 3), ('q', 'f', 1, -1, 3)", "none"),
        "",
        ["the 2 lost cells of f would add up to -1: another figure of that edit is wrong"],
    ),
    "rows of a mart that are doubled are as wrong as rows that are lost": Case(
        "assert_governance_marts_keep_every_row",
        "insert into stated_figures from stated_figures where source_line = 78; "
        "delete from training_sessions where source_line = 8",
        "",
        [
            "stated_figures: 11 rows of 140007-2021, 10 are transcribed",
            "training_sessions: 4 rows of 140007-2021, 5 are transcribed",
        ],
    ),
    "rows and sums of counts are held, each alone, and those of every affair that is listed": Case(
        "assert_marts_keep_the_cells",
        "update monthly_counts set case_count = case_count + 1 where affair_id = 'passports' and month = '2021-05-01'; "
        "insert into annual_counts from annual_counts where affair_id = 'special-maternal-loan-claims' "
        "and fiscal_year = 2019; "
        + more("int_annual_counts", "publication_id, fiscal_year, period", "('140007-2021', 2020, 'earlier')"),
        "",
        [
            "annual_counts, 140007-2021, act-30-15-1-2, 2019: 11 rows with 51322 look-ups, expected 10 with 51322",
            "annual_counts, 140007-2021, no legal basis, 2020: 0 rows with 0 look-ups, expected 1 with 0",
            "monthly_counts, 140007-2021, act-30-15-1-1, 2021: 264 rows with 1064109 look-ups, expected 264 "
            "with 1064108",
        ],
    ),
    "use and provision are the look-ups of a year, and none of the three is unknown alone": Case(
        "assert_marts_keep_the_cells",
        "update yearly_totals set use_count = use_count + 1 where fiscal_year = 2019; "
        "update yearly_totals set use_count = null where fiscal_year = 2020; "
        "update yearly_totals set use_count = null, case_count = null where fiscal_year = 2021",
        "",
        [
            "yearly_totals, 140007, 2019: use 1312786 and provision 268644 are not 1581429",
            "yearly_totals, 140007, 2020: use unknown and provision 98818 are not 931448",
        ],
    ),
    "the years are those of the newest edition, whatever affairs it has left out, and none of another publisher": Case(
        "assert_marts_keep_the_cells",
        publication(2020)
        + publication(2021, "010014")
        + more(
            "yearly_trends",
            "publisher_code, affair_id, activity, fiscal_year, case_count, publication_id",
            "('140007', 'ended', 'use', 2020, 7, '140007-2020')",
            "('140007', 'ended', 'use', 2021, null, '140007-2021')",
        )
        + "update yearly_trends set case_count = case_count + 1 where affair_id = 'passports' and fiscal_year = 2021; "
        "delete from yearly_trends where affair_id = 'passports' and fiscal_year = 2019; "
        "update yearly_trends set case_count = 0 where fiscal_year = 2020 and affair_id = 'local-taxes'; "
        + more(
            "resolved_cells",
            "publication_id, cell_id, table_name, role, fiscal_year, value",
            "('140007-2020', 'annual/ended/2020', 'annual', 'affair', 2020, 7)",
        ),
        "yearly_trends",
        [
            f"yearly_trends, 140007-2021, {year}: {found} look-ups, expected {expected}"
            for year, found, expected in (
                (2019, 1249585, 1581429),
                (2020, 246635, 931448),
                (2021, 1251360, 1251359),
            )
        ],
    ),
}
