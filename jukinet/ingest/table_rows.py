"""What any table of the print may have beside its figures: notes, the mark of its annex, words behind its total."""

from __future__ import annotations

import re

from jukinet.ingest import normalize
from jukinet.ingest.errors import MEND, NO_CELLS
from jukinet.ingest.reading import Reading
from jukinet.ingest.rows import RawRow

TOTALS = frozenset({"計", "合計", "総計"})

_NOTE = re.compile(r"※|\*|\(?注[0-9]*[):]")
_ANNEX = re.compile(r"\(?別添[0-9]*\)?")
_PIECE = re.compile(r"[0-9,]+")
# A comma parts three digits, which no page of a publication has.
_PAGE = re.compile(r"[1-9][0-9]?")


def is_note(row: RawRow) -> bool:
    """Whether the row is a note under the table."""
    return len(row.filled) == 1 and bool(_NOTE.match(normalize.key(row.filled[0])))


def is_annex_mark(row: RawRow) -> bool:
    """Whether the row only says which annex the page belongs to."""
    return len(row.filled) == 1 and bool(_ANNEX.fullmatch(normalize.key(row.filled[0])))


def list_note(row: RawRow, reading: Reading) -> None:
    """List a note as not read."""
    reading.note(row, "a note under the table, not read")


def behind_total(row: RawRow, reading: Reading) -> None:
    """Prose may stand behind the total of a table, and the number of a page; rows and pieces of figures may not."""
    if len(row.filled) > 1:
        reading.problem(row, "a row stands behind the total of the table", None, MEND)
    elif _PAGE.fullmatch(normalize.key(row.filled[0])):
        reading.note(row, f"{row.filled[0].strip()} behind the total of the table, not read")
    elif is_piece(row.filled[0]):
        reading.problem(row, "this may be the rest of the figure above", None, MEND)


def is_piece(cell: str) -> bool:
    """Whether the cell is a figure or what a break within one leaves, such as ,289."""
    return bool(_PIECE.fullmatch(normalize.key(cell)))


def no_rows(heading: RawRow, reading: Reading) -> None:
    """Say that a table has nothing under its heading."""
    reading.problem(heading, "the table under this heading has no rows that can be read", None, NO_CELLS)
