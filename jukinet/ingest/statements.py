"""The figures that the prose states of an annex or of disclosure, and those that no rule reads."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jukinet.ingest import normalize
from jukinet.ingest.normalize import FIGURE_AT_START, FIGURE_WITHIN
from jukinet.ingest.paragraphs import Passage, passage
from jukinet.ingest.reading import Reading
from jukinet.ingest.rows import RawRow
from jukinet.ingest.sections import Block

PERMITTED = re.compile(rf"{FIGURE_AT_START}事務(?:\([^)]*\))?で[^0-9]*可能")
USED = re.compile(rf"{FIGURE_AT_START}事務で{FIGURE_WITHIN}件")
REQUESTS = re.compile(rf"{FIGURE_AT_START}件の開示請求|開示請求は(?:なかった|ありませんでした)")
DIGITS_APART = re.compile(r"[0-9,]{0,40}[0-9]\s[0-9][0-9,]{0,40}(?=\s?(?:件|人|名|所属|事務))")
UNREAD_FIGURE = re.compile(r"[0-9](?:件|人|名|所属|事務)")


def read(block: Block, reading: Reading) -> None:
    """The figures that the prose states of an annex, or of disclosure, as rows of printed_statements."""
    whole = passage(block.rows)
    if block.kind == "disclosure":
        since = normalize.day(whole.text.split("から")[0]) if "から" in whole.text else None
        if found := REQUESTS.search(whole.text):
            # The sentence that there was none has no figure to lose.
            figure = "0" if found[1] is None else found[1]
            reading.state(whole.row_at(found.start()), "disclosure_requests", "disclosure", figure, since)
            if since is None:
                reading.note(block.heading, "no day is read since when there is disclosure")
        else:
            reading.phrase(block.heading, "printed_statements", "disclosure_requests", whole.text)
        note_unread_figures(block, reading, _rows_of(whole, found))
        return
    permitted, used = PERMITTED.search(whole.text), USED.search(whole.text)
    if permitted:
        reading.state(whole.row_at(permitted.start()), "affairs_permitted", block.section, permitted[1])
    if used:
        reading.state(whole.row_at(used.start()), "affairs_used", block.section, used[1])
        reading.state(whole.row_at(used.start()), "cases", block.section, used[2])
    if not permitted or not used:
        reading.phrase(block.heading, "printed_statements", "affairs_permitted, affairs_used, cases", whole.text)
    note_unread_figures(block, reading, _rows_of(whole, permitted, used))


def _rows_of(whole: Passage, *found: re.Match[str] | None) -> list[RawRow]:
    """The rows over which what was found goes."""
    return [whole.row_at(at) for one in found if one for at in range(one.start(), one.end())]


def note_unread_figures(block: Block, reading: Reading, read: Sequence[RawRow] = ()) -> None:
    """List prose with figures that no rule reads, so that a person can judge whether they matter.

    read: rows with a figure that was read.
    """
    for row in block.rows:
        if row not in read and UNREAD_FIGURE.search(normalize.key("".join(row.cells))):
            reading.note(row, "figures in prose, not read")


def note_digits_apart(block: Block, reading: Reading) -> None:
    """List figures of the prose with a space or tab between their digits.

    Justified text has spaces there, and two figures that were joined have one too.
    """
    for row in block.rows:
        for found in DIGITS_APART.finditer(normalize.plain(" ".join(row.cells))):
            reading.note(row, f"the digits {found[0]} stand apart, read as one figure")
