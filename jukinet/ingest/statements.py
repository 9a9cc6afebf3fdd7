"""The figures that the prose states of an annex or of disclosure, and those that no rule reads."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from jukinet.ingest import normalize
from jukinet.ingest.normalize import FIGURE_AT_START, FIGURE_WITHIN, YEAR
from jukinet.ingest.paragraphs import Passage, passage
from jukinet.ingest.reading import Reading
from jukinet.ingest.rows import RawRow
from jukinet.ingest.sections import Block

PERMITTED = re.compile(rf"{FIGURE_AT_START}事務(?:\([^()]{{0,99}}\))?で[^0-9]{{0,99}}?可能")
USED = re.compile(rf"{FIGURE_AT_START}事務(?:\([^()]{{0,99}}\))?で{FIGURE_WITHIN}件")
REQUESTS = re.compile(
    rf"{FIGURE_AT_START}件の開示請求|開示請求(?:件数)?[はが]、?(?:{FIGURE_WITHIN}件|な[いしか]|ありません|該当な)"
)
# Behind these words stands what a part has, but behind 73事務のうち, 累計5件のうち and このうち all that is asked for.
OF_A_PART = re.compile(r"(?:(?<![務件こそ]の)うち|(?<![務件こそ])の内)[^、。()]{0,20}$")
# A year with which the one that is meant is compared is not the one of which figures are said.
SAID_YEAR = re.compile(rf"(?:{YEAR}|[前昨])年度(?!から|より|と?比|に比)")
DIGITS_APART = re.compile(r"[0-9,]{0,40}[0-9]\s[0-9][0-9,]{0,40}(?=\s?(?:件|人|名|所属|事務))")
SIGN_AMID = re.compile(r"[0-9][^0-9,年月日回]([0-9][0-9,]{0,40})(?:件|人|名|所属|事務)")
LAST_DIGITS, FIRST_DIGITS = re.compile(r"(?<![0-9,])[0-9,]{1,40}$"), re.compile(r"[0-9,]{1,40}")
UNREAD_FIGURE = re.compile(r"[0-9](?:件|人|名|所属|事務)")


def read(block: Block, reading: Reading) -> None:
    """The figures that the prose states of an annex, or of disclosure, as rows of printed_statements."""
    whole = passage(block.rows)
    if block.kind == "disclosure":
        since = normalize.day(whole.text.split("から")[0]) if "から" in whole.text else None
        if found := _only(REQUESTS, whole, reading.fiscal_year):
            # The sentence that there was none has no figure to lose.
            figure = next((one for one in found.group(1, 2) if one is not None), "0")
            reading.state(whole.row_at(found.start()), "disclosure_requests", "disclosure", figure, since)
            if since is None:
                reading.note(block.heading, "no day is read since when there is disclosure")
        else:
            reading.phrase(block.heading, "printed_statements", "disclosure_requests", whole.text)
        _note_others(whole, reading, found)
        return
    permitted, used = (_only(pattern, whole, reading.fiscal_year) for pattern in (PERMITTED, USED))
    if permitted:
        reading.state(whole.row_at(permitted.start()), "affairs_permitted", block.section, permitted[1])
    if used:
        reading.state(whole.row_at(used.start()), "affairs_used", block.section, used[1])
        reading.state(whole.row_at(used.start()), "cases", block.section, used[2])
    if not permitted or not used:
        reading.phrase(block.heading, "printed_statements", "affairs_permitted, affairs_used, cases", whole.text)
    _note_others(whole, reading, permitted, used)


def _only(pattern: re.Pattern[str], whole: Passage, fiscal_year: int) -> re.Match[str] | None:
    """What the passage says of the fiscal year, or of none; None where it says two things, as of use and provision."""
    years = list(SAID_YEAR.finditer(whole.text))
    said = [None, *(normalize.fiscal_year(one[0]) or 0 for one in years)]
    ends = [one.end() for one in years]
    found = [
        one
        for one in pattern.finditer(whole.text)
        if said[bisect_right(ends, one.start())] in (None, fiscal_year)
        and not OF_A_PART.search(whole.text[: one.start()])
    ]
    return found[0] if len({one[0] for one in found}) == 1 else None


def _note_others(whole: Passage, reading: Reading, *read: re.Match[str] | None) -> None:
    """List the rows with figures beside those that were read."""
    others = (
        whole.row_at(one.start())
        for one in UNREAD_FIGURE.finditer(whole.text)
        if not any(been and been.start() <= one.start() < been.end() for been in read)
    )
    for row in dict.fromkeys(others):
        reading.note(row, "figures in prose, not read")


def note_unread_figures(block: Block, reading: Reading, read: Sequence[RawRow] = ()) -> None:
    """List prose with figures that no rule reads, so that a person can judge whether they matter.

    read: rows with a figure that was read.
    """
    known = {row.line for row in read}
    for row in block.rows:
        if row.line not in known and UNREAD_FIGURE.search(normalize.key("".join(row.cells))):
            reading.note(row, "figures in prose, not read")


def tell_joined_digits(block: Block, reading: Reading) -> None:
    """List figures of the prose with a space, a tab, a sign or the end of a line between their digits.

    Justified text has spaces there, and two figures that were joined have one too.
    """
    above = ""
    for row in block.rows:
        for found in DIGITS_APART.finditer(normalize.plain(" ".join(row.cells))):
            reading.note(row, f"the digits {found[0]} stand apart, read as one figure")
        text = normalize.key("".join(row.cells))
        for found in SIGN_AMID.finditer(text):
            reading.note(row, f"{found[0]} may be one figure, of which {found[1]} alone is read")
        first, rest = LAST_DIGITS.search(above), FIRST_DIGITS.match(text)
        if first and rest:
            reading.repair(row, f"the digits {first[0]} of the line above go on here, read as {first[0]}{rest[0]}")
        above = text
