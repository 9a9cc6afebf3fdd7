"""Tables about which assertions of registers and rows are asked, each wrong or right in one way."""

from __future__ import annotations

from bad_input.table_changes import Case, more, publication, rows

NAMES = "assert_every_printed_name_is_registered"
TWICE = "assert_no_look_ups_count_twice"
AGREE = "assert_registers_agree"

AFFAIRS, BASIS_REGISTER = (f"seeds/registers/{name}_register.csv" for name in ("affair", "legal_basis"))
NAME = "correct the name or these columns"

CONTINUED = "affair_id, continued_as"
BASES = "legal_basis_id, legal_basis_name, activity, article, paragraph, item"


def _counts(*counts: str) -> str:
    """Annual counts of editions of one publisher."""
    columns = "publication_id, affair_id, activity, fiscal_year, case_count, cell_status, source_line"
    editions = "".join(publication(year) for year in (2020, 2022, 2023))
    return editions + rows("int_annual_counts", columns, *(f"({count}, 'printed', 9)" for count in counts))


def _twice(publication_id: str, new: str, earlier: str, old: str) -> str:
    return (
        f"{publication_id} line 9: of earlier years {new} has the figures that {earlier} prints of {old}, which "
        "is listed "
        f"no more, so that they would count twice: register its names in printed_affair_names.csv for {old}, or, where "
        f"its legal basis is another, add {old},{new} to continued_affairs.csv, both in seeds/registers"
    )


OLD, NEW = "'140007-2021', 'old', 'use'", "'140007-2022', 'new', 'use'"
NEW_IS_OLD = _twice("140007-2022", "new", "140007-2021", "old")

REGISTERS: dict[str, Case] = {
    "names in annual tables, recipients of all that is provided, and none of what is used": Case(
        NAMES,
        "update int_annual_counts set affair_id = null where source_line = 190 and fiscal_year = 2021; "
        "update int_monthly_counts set recipient_id = null, printed_recipient = '県' where source_line = 463; "
        "update int_monthly_counts set recipient_id = null, printed_recipient = null where source_line = 464",
        "",
        [
            "printed_annual_counts, 140007-2021 line 190: the affair 旅券法による一般旅券の発給等に関する事務 is in no "
            "register",
            "printed_monthly_counts, 140007-2021 line 463: the recipient 県 is in no register",
            "printed_monthly_counts, 140007-2021 line 464: the recipient (empty) is in no register",
        ],
    ),
    "a division and an office of another publisher": Case(
        NAMES,
        "update stg_division_register set publisher_code = '010014' where division_name = '財務課'; "
        "update stg_office_register set publisher_code = '010014' where office_name = '財務課'",
        "",
        [
            "printed_authenticated_users, 140007-2021 line 103: the division 財務課 is in no register",
            "printed_inspected_offices, 140007-2021 line 168: the office 財務課 is in no register",
        ],
    ),
    "a section and an inspection of another publication": Case(
        NAMES,
        "update int_publication_sections set publication_id = 'q' where section = 'users'; "
        "update stg_printed_inspections set publication_id = 'q' where inspection_id = '2021-external-audit'",
        "",
        [
            f"printed_statements, 140007-2021 line {line}: the subject {subject} is no section and no "
            "inspection of the "
            "publication"
            for line, subject in ((72, "2021-external-audit"), (72, "2021-external-audit"), (92, "users"))
        ],
    ),
    "one affair under two ids": Case(TWICE, _counts(f"{OLD}, 2021, 5", f"{NEW}, 2021, 5"), "", [NEW_IS_OLD]),
    "a dash is no look-up, in either edition": Case(
        TWICE,
        _counts(f"{OLD}, 2021, 5", f"{NEW}, 2021, 5", f"{OLD}, 2020, null", f"{NEW}, 2020, 0"),
        "",
        [NEW_IS_OLD],
    ),
    "look-ups where the other edition has a dash": Case(
        TWICE, _counts(f"{OLD}, 2021, 5", f"{NEW}, 2021, 5", f"{OLD}, 2020, null", f"{NEW}, 2020, 7"), "", []
    ),
    "another figure in a year that both editions print": Case(
        TWICE, _counts(f"{OLD}, 2021, 5", f"{NEW}, 2021, 5", f"{OLD}, 2020, 6", f"{NEW}, 2020, 7"), "", []
    ),
    "an affair that has another's figure in another year": Case(
        TWICE, _counts(f"{OLD}, 2020, 5", f"{NEW}, 2021, 5"), "", []
    ),
    "an affair of the other activity": Case(
        TWICE, _counts(f"{OLD}, 2021, 5", "'140007-2022', 'new', 'provision', 2021, 5"), "", []
    ),
    "affairs without look-ups": Case(TWICE, _counts(f"{OLD}, 2021, 0", f"{NEW}, 2021, 0"), "", []),
    "an affair that had been listed before the edition before": Case(
        TWICE,
        _counts("'140007-2020', 'new', 'use', 2020, 7", f"{OLD}, 2020, 6", f"{OLD}, 2021, 5", f"{NEW}, 2021, 5"),
        "",
        [NEW_IS_OLD],
    ),
    "an affair that is listed again after the next edition": Case(
        TWICE,
        _counts(f"{OLD}, 2021, 5", f"{NEW}, 2021, 5", "'140007-2023', 'old', 'use', 2023, 6"),
        "",
        [NEW_IS_OLD],
    ),
    "an affair that had ended before the edition before": Case(
        TWICE,
        _counts(f"{OLD}, 2021, 5", "'140007-2022', 'other', 'use', 2021, 4", "'140007-2023', 'new', 'use', 2021, 5"),
        "",
        [],
    ),
    "activities and bases that are in no register": Case(
        AGREE,
        "update stg_affair_register set legal_basis_id = 'act-9' where affair_id = 'passports'; "
        "update stg_printed_sections set activity = null where section = '3(2)'",
        "",
        [
            f"{AFFAIRS}: passports is use, but its legal basis is of no register: correct the one or the other",
            "seeds/registers/printed_sections.csv: 3(2) of 140007-2021 is nothing, but its legal basis is of use: "
            "correct the one or the other",
        ],
    ),
    "affairs that cannot be continued": Case(
        AGREE,
        "update stg_affair_register set activity = 'provision', legal_basis_id = 'act-30-15-2-1' "
        "where affair_id = 'care-managers'; "
        "update stg_affair_register set recipient_id = null where affair_id = 'passports-fujisawa'; "
        + more(
            "stg_continued_affairs",
            CONTINUED,
            "('cancer-registry', 'care-managers')",
            "('passports', 'passports-fujisawa')",
            "('nonprofit-corporations-fujisawa', 'passports-fujisawa')",
            "('local-taxes', 'atomic-bomb-survivors')",
            "('atomic-bomb-survivors', 'intractable-diseases')",
        ),
        "continued_affairs",
        [
            f"seeds/registers/continued_affairs.csv: {old} cannot go on as {new}"
            for old, new in (
                (
                    "cancer-registry",
                    "care-managers, which is not of the same activity and recipient: correct or remove the row",
                ),
                (
                    "local-taxes",
                    "atomic-bomb-survivors, which itself goes on as intractable-diseases: write the last id",
                ),
                (
                    "nonprofit-corporations-fujisawa",
                    "passports-fujisawa, which is not of the same activity and recipient: correct or remove the row",
                ),
                (
                    "passports",
                    "passports-fujisawa, which is not of the same activity and recipient: correct or remove the row",
                ),
            )
        ],
    ),
    "a name that monthly tables alone print": Case(
        AGREE,
        "update stg_printed_affair_names set affair_name = '別' where affair_id = 'passports' and section like "
        "'annex%'",
        "",
        [
            f"{AFFAIRS}: passports is called 旅券法による一般旅券の発給等に関する事務, but in print 別: take its name "
            "and recipient as an annex prints them"
        ],
    ),
    "the name of a legal basis has its article, paragraph and item": Case(
        AGREE,
        more(
            "stg_legal_basis_register",
            BASES,
            "('act-9-1', '法第9条第1項', 'use', '9', 1, null)",
            "('act-9-2.3-1', '法第9条の2の3第1項', 'use', '9-2.3', 1, null)",
            "('act-9-1-2', '法第9条第1項第3号', 'use', '9', 1, 2)",
            "('act-9-4-1', '法第9条第1項第1号', 'use', '9', 4, 1)",
            "('act-9-5-1', '法第9条の6第1項', 'use', '9-5', 1, null)",
        ),
        "",
        [
            f"{BASIS_REGISTER}: 法第9条の6第1項 is not the article, paragraph and item of act-9-5-1: {NAME}",
            f"{BASIS_REGISTER}: 法第9条第1項第1号 is not the article, paragraph and item of act-9-4-1: {NAME}",
            f"{BASIS_REGISTER}: 法第9条第1項第3号 is not the article, paragraph and item of act-9-1-2: {NAME}",
        ],
    ),
}
