"""Tables of which a part is lost: their header, their rows, the cell of a name, the heading above them."""

from __future__ import annotations

import re

import pytest

from ingest.changed_print import TEXT, understood

HEADING_OF_ANNEX_2, HEADING_OF_4_2 = "line 215", "line 490"


@pytest.mark.parametrize(
    ("pattern", "new", "place", "message"),
    [
        (r"\t\t\tR01\tR02\tR03\t\n", "", HEADING_OF_ANNEX_2, "the table under this heading has no row of fiscal years"),
        (r"県土整備局 建設業課(?=\tH14)", "19", "line 187",
         "a figure stands where the name or the division is expected"),
        (r"(?<=R03\t\n)(?:[0-9]+\t.*\n)+(?=計)", "", HEADING_OF_ANNEX_2,
         "the table under this heading has no rows that can be read"),
        (r"高校無償化法による(?:.*\n)+?(?=小計\t\t\t92,835)", "", HEADING_OF_4_2,
         "the table under this heading has no rows that can be read"),
        (r"特定非営利活動促進法による法人設立の認証に関する事務(?=\t令和3年4月)", "", "line 262",
         "the first row of the table names no affair"),
        (r"(?=\t令和3年5月\t42,894)", "令和の\t注記\n", "line 284", "the row has neither month nor count"),
        (r"(?=小計\t\t78,962)", "新しい制度に関する事務\t\t\n", "line 456", "no month follows this name"),
        (r"令和4年3月31日現在\n", "\n", "line 3",
         "no day of reference (…年…月…日現在) stands over an annual table"),
        (r"(?<=利用提供状況の公表\n)", "閲覧の件数\t5\n", "line 87",
         "a row of a table stands under no heading that is known"),
    ],
)  # fmt: skip
def test_what_a_table_has_lost_is_told_where_it_is_missing(pattern: str, new: str, place: str, message: str) -> None:
    text, number = re.subn(pattern, new, TEXT)
    assert number > 0
    problems = [(problem.place, problem.message) for problem in understood((TEXT, text)).problems]
    assert (place, message) in problems
