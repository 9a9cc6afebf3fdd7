"""Seeds that can be loaded and are wrong: what is changed, and what `dbt build` says of it."""

from __future__ import annotations

from bad_input.damages import Damage, each
from conftest import Project

MONTHLY = "disclosures/printed_monthly_counts"
LINE_275 = "140007-2021,3(1),恩給法による年金の支給に関する事務,,2021-06-01,133,printed,275\n"
LINE_284 = "140007-2021,3(1),地方税法等による地方税等の賦課徴収又は調査に関する事務,,2021-05-01,42894,printed,284\n"
LINE_437 = "140007-2021,3(2),地域がん登録に関する事務,,2021-05-01,31270,printed,437\n"


def _unload_everything(project: Project) -> None:
    """Take the rows of every publication out of disclosures, seals and registers: nothing is left to disagree."""
    for path in (project.root / "seeds").rglob("*.csv"):
        header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [] if header.startswith("publication_id,") else rows
        path.write_text(header + "".join(kept), encoding="utf-8", newline="\n")


def _contradict(project: Project) -> None:
    """One slip of each kind that a rule about registers and rows names; each stands in a row of its own."""
    affairs, bases = "registers/affair_register", "registers/legal_basis_register"
    listed, stated = "disclosures/printed_affairs", "disclosures/printed_statements"
    for seed, old, new in (
        (affairs, ",use,act-30-15-1-1,,2002-11-01\nhazardous", ",provision,act-30-15-1-1,,2002-11-01\nhazardous"),
        (affairs, "act-30-13-1,fujisawa-city,2012-07-01", "act-30-13-1,education-board,2012-07-01"),
        (affairs, ",旅券法による一般旅券の発給等に関する事務,Issuance", ",旅券の事務,Issuance"),
        ("registers/recipient_register", ",神奈川県監査委員,", ",神奈川県監査局,"),
        (bases, "法第30条の13第1項（", "法第30条の14第1項（"),
        ("registers/printed_sections", "3(2),monthly,use,", "3(2),monthly,provision,"),
        (bases, ",use,30-15,1,3,", ",use,30-15,1,4,"),
        (bases, ",provision,30-15,2,1,1", ",provision,30-15,2,1,2"),
        ("registers/publisher_register", "140007,神奈川県", "140015,神奈川県"),
        ("registers/affair_divisions", "local-taxes,3,automobile-tax-office\n", ""),
        (listed, "H14.11,187", "H14.12,187"),
        (listed, "1,2,通訳案内士法による通訳案内士の登録等に関する事務,", "1,2,通訳案内士の事務,"),
        (listed, "H15.2,189", "H15.2,190"),
        (MONTHLY, "42894,printed", "-42894,printed"),
        (MONTHLY, LINE_437, LINE_437.replace("2021-05", "2020-05")),
        (stated, "with_findings,2021-external-audit,8,", "with_findings,2021-external-audit,14,"),
        (stated, "affairs_permitted,annex1,73,", "affairs_permitted,annex1,17,"),
    ):
        project.replace(seed, old, new)


def _shift_times(project: Project) -> None:
    """One time of each kind that is not where it may be; no sum holds any of them."""
    inspections, sessions = "disclosures/printed_inspections", "disclosures/printed_training_sessions"
    for seed, old, new in (
        ("disclosures/printed_totals", "140007-2021,1(1),line,2021,", "140007-2021,1(1),line,2020,"),
        (inspections, "2021-11-01,2022-01-01", "2022-01-01,2021-11-01"),
        (inspections, "2021-09-01,2021-12-01", "2021-01-01,2021-12-01"),
        (inspections, "140007-2021,2021-self-inspection,2021,", "140007-2021,2021-self-inspection,2020,"),
        (sessions, "140007-2021,2022-1,2022,", "140007-2021,2022-1,2021,"),
        (sessions, "2021-06-01,2021-06-01", "1921-06-01,2021-06-01"),
        (
            "registers/affair_register",
            "cancer registry,use,act-30-15-1-2,,2012-04",
            "cancer registry,use,act-30-15-1-2,,2021-10",
        ),
    ):
        project.replace(seed, old, new)


def _leave_out_numbered_rows(project: Project) -> None:
    """An affair that had no look-ups this year, with its years, and the first finding."""
    project.drop("disclosures/printed_affairs", "140007-2021,1,2,")
    project.drop("disclosures/printed_annual_counts", "140007-2021,1,2,")
    project.drop("disclosures/printed_inspection_findings", "140007-2021,2021-external-audit,1,")


FAULTS: dict[str, tuple[Damage, list[str]]] = {
    "two digits exchanged in a month": (
        lambda project: project.replace(MONTHLY, "42894,printed", "48294,printed"),
        ["months_add_up_to_annual_count/local-taxes", "months_add_up_to_subtotal/act-30-15-1-1", "-5400"],
    ),
    "a digit in a year without months": (
        lambda project: project.replace("disclosures/printed_annual_counts", ",837068,", ",837069,"),
        ["affairs_add_up_to_annual_total/1/2019"],
    ),
    "a digit in the grand total": (
        lambda project: project.replace("disclosures/printed_totals", ",1143082,", ",1143083,"),
        ["summary_lines_add_up/use", "everything_together"],
    ),
    "a month that a deduced cell absorbs": (
        lambda project: project.replace(MONTHLY, LINE_275, LINE_275.replace(",133,", ",132,")),
        ["assert_sealed_rows_are_unchanged", "|132|printed|275"],
    ),
    "a figure that stands in no edit": (
        lambda project: project.replace("disclosures/printed_training_attendance", ",693,", ",639,"),
        ["assert_sealed_rows_are_unchanged", "|639|printed|10"],
    ),
    "a monthly row deleted": (
        lambda project: project.replace(MONTHLY, LINE_284, ""),
        ["months_add_up_to_annual_count/local-taxes", "difference 42894"],
    ),
    "a monthly row doubled": (
        lambda project: project.replace(MONTHLY, LINE_284, LINE_284 * 2),
        ["cells: 2 rows for publication_id 140007-2021, cell_id monthly/3(1)/local-taxes/2021-05"],
    ),
    "two printed names of one affair": (
        lambda project: project.replace(
            "registers/printed_affair_names",
            "登録、更新等に関する事務,fluorocarbons",
            "登録、更新等に関する事務,real-estate-appraisal",
        ),
        [
            "cell_id monthly/3(1)/real-estate-appraisal/2021-04 (source lines 383 and 410); two names in "
            "seeds/registers/printed_affair_names.csv may lead to one affair",
        ],
    ),
    "a cell blanked": (
        lambda project: project.replace(MONTHLY, LINE_437, LINE_437.replace("31270", "")),
        ["line 437: monthly/3(2)/cancer-registry/2021-05: the status says printed, but there is no figure"],
    ),
    "an affair renamed": (
        lambda project: project.replace(MONTHLY, LINE_437, LINE_437.replace("がん登録", "ガン登録")),
        ["line 437: the affair 地域ガン登録に関する事務 is in no register"],
    ),
    "a division registered twice": (
        lambda project: project.replace(
            "registers/division_register",
            "tourism,140007,観光課,Tourism Division,",
            "tourism-2,140007,観光課,Tourism Division,,\ntourism,140007,観光課,Tourism Division,",
        ),
        ["authenticated_users: 2 rows for publication_id 140007-2021, division_name 観光課"],
    ),
    "a month that makes a derived cell negative": (
        lambda project: project.replace(MONTHLY, LINE_275, LINE_275.replace(",133,", ",933,")),
        ["public-officer-pensions/2021-04 would be -798", "assert_every_balance_edit_holds_or_is_declared"],
    ),
    "two lost months of a line that is too long without them": (
        each(
            lambda project: project.replace(MONTHLY, ",4098,printed,321\n", ",94098,printed,321\n"),
            lambda project: project.replace(MONTHLY, ",3435,printed,320\n", ",,lost,320\n"),
            lambda project: project.declare(
                "140007-2021,months_add_up_to_annual_count/passports,,Two months are illegible.,open\n",
                "140007-2021,months_add_up_to_subtotal/act-30-15-1-1,,Two months are illegible.,open\n",
            ),
        ),
        [
            "the 2 lost cells of months_add_up_to_annual_count/passports would add up to -82279: another figure of "
            "that edit is wrong",
        ],
    ),
    "an annual row left out": (
        lambda project: project.replace(
            "disclosures/printed_annual_counts",
            "140007-2021,2,4,特別母子福祉資金に係る債権の管理に関する事務,2019,0,printed,224\n",
            "",
        ),
        [
            "annual/special-maternal-loan-claims/2019 (特別母子福祉資金に係る債権の管理に関する事務, R01) is not",
            "R01) is not transcribed: add its row to seeds/disclosures/printed_annual_counts.csv, or",
        ],
    ),
    "an acknowledged anomaly that nobody finds": (
        lambda project: project.replace(
            "registers/acknowledged_anomalies",
            "cell_ids,reason\n",
            "cell_ids,reason\n140007-2021,exchange,nonsense,Asked.\n",
        ),
        ["seeds/registers/acknowledged_anomalies.csv: there is no exchange of nonsense in 140007-2021"],
    ),
    "no publication at all": (
        _unload_everything,
        ["assert_a_publication_is_loaded: 1", "no publication is loaded: the disclosures have no row; restore them"],
    ),
    "a name that a spreadsheet would run": (
        lambda project: project.replace(
            "registers/affair_register",
            "Assessment, collection and investigation of local taxes (Local Tax Act)",
            "=HYPERLINK(0)",
        ),
        ["assert_tables_were_published: 1", "affairs.affair_name_en: '=HYPERLINK(0)' begins like a spreadsheet"],
    ),
    "a status that the contract does not know": (
        lambda project: project.replace(MONTHLY, LINE_437, LINE_437.replace("31270,printed", ",guessed")),
        ["monthly/3(2)/cancer-registry/2021-05 is guessed, which the public contract does not know"],
    ),
    "times that are not those of the publication": (
        _shift_times,
        [
            "line 244: 1(1) line is of fiscal year 2020, and the table prints its own year alone",
            "line 36: 2021-self-inspection is of fiscal year 2020, but is done",
            "line 136: 2022-1 is of fiscal year 2021, but is only planned",
            "line 58: 2021-external-audit goes from 2022-01-01 to 2021-11-01, which are not months of fiscal year 2021",
            "line 46: 2021-manager-inspection goes from 2021-01-01 to 2021-12-01",
            "line 8: 2021-1 goes from 1921-06-01 to 2021-06-01",
            "line 227: fiscal year 2019 has a count, but the affair cancer-registry began in 2021-10-01",
            "line 437: the month 2021-05-01 has a count, but the affair cancer-registry began in 2021-10-01",
        ],
    ),
    "rows left out of lists that print numbers": (
        _leave_out_numbered_rows,
        [
            "line 189: number 3 of annex 1 follows on 1: add the row that was left out, or correct the number, in "
            "seeds/disclosures/printed_affairs.csv",
            "line 120: number 2 of 2021-external-audit follows on nothing",
        ],
    ),
    "a statement about what is not there": (
        lambda project: project.replace("disclosures/printed_statements", "permitted,annex1,", "permitted,annex3,"),
        ["line 78: the subject annex3 is no section and no inspection of the publication"],
    ),
    "a division and an office that no register has": (
        each(
            lambda project: project.replace("disclosures/printed_authenticated_users", ",財務課,", ",財政課,"),
            lambda project: project.replace("disclosures/printed_inspected_offices", ",15,財務課,", ",15,財政課,"),
        ),
        [
            "printed_authenticated_users, 140007-2021 line 103: the division 財政課 is in no register",
            "printed_inspected_offices, 140007-2021 line 168: the office 財政課 is in no register",
        ],
    ),
    "registers and rows that contradict each other": (
        _contradict,
        [
            "seeds/registers/affair_register.csv: guide-interpreters is provision, but its legal basis is of use: ",
            "seeds/registers/printed_sections.csv: 3(2) of 140007-2021 is provision, but its legal basis is of use: ",
            "legal_basis_register.csv: act-30-15-1-3 does not name its article, paragraph and item: correct ",
            "publication_register.csv: 140007-2021 has the publisher 140007, which is in no register: ",
            "line 198: the divisions 総務局 税務指導課 各県税事務所 自動車税管理事務所 are not those",
            "legal_basis_register.csv: 法第30条の14第1項（条例） is not the article, paragraph and item of act-30-13-1",
            "register.csv: passports is called 旅券の事務, but in print 旅券法による一般旅券の発給等に関する事務",
            "住民監査請求に関する事務 to 神奈川県監査局, but in print 地方自治法による住民監査請求に関する事務 (",
            "line 187: the start H14.12 of 宅地建物取引業法による免許・登録に関する事務 is not that of the register",
            "line 188: the name 通訳案内士の事務 is not that of the counts of the same row, 通訳案内士法",
            "line 190: 恩給法による年金の支給に関する事務 stands on this line, its counts on line 189",
            "and its recipient do not fit the affair passports-fujisawa",
            "annex 1 does not list affairs of act-30-15-2-1",
            "line 284: monthly/3(1)/local-taxes/2021-05: a count below zero",
            "line 437: the month 2020-05-01 is not in fiscal year 2021",
            "line 72: statement/offices_with_findings/2021-external-audit: 14 is more than the 13 of offices_audited",
            "line 79: statement/affairs_used/annex1: 18 is more than the 17 of affairs_permitted",
        ],
    ),
}
