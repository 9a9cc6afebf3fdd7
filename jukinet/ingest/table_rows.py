"""What any table of the print may have beside its figures: notes, the mark of its annex, words behind its total."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace

from jukinet.ingest import normalize
from jukinet.ingest.errors import MEND, NO_CELLS
from jukinet.ingest.reading import Reading
from jukinet.ingest.rows import RawRow

TOTALS = frozenset({"計", "小計", "合計", "総計"})

_NOTE = re.compile(r"※|\*|\(?注[0-9]*[):]")
_NOTED = re.compile(r"\(?([※*注])([0-9]{0,2})")
# Behind a word; before one it is a note by itself.
_MARKED = re.compile(r"(?<=[^(])\(?([※*注])([0-9]{0,2})(?:\)|(?=$|[)、。]))")
_MARK = re.compile(r"[(【\[]?(?:別[添紙][0-9]*|単位:[件人名]数?)[)】\]]?")
_UNIT = re.compile(r"\((?:単位:)?[件人]\)$")
_PIECE = re.compile(r"[0-9,]+")
# A comma parts three digits, which no page of a publication has.
_PAGE = re.compile(r"[1-9][0-9]?")


def is_note(row: RawRow) -> bool:
    """Whether the row is a note under the table."""
    return len(row.filled) == 1 and bool(_NOTE.match(normalize.key(row.filled[0])))


def without_marks(filled: Sequence[str]) -> list[str]:
    """The words of cells, but for what only says to which annex the page belongs, or in which unit its figures are."""
    return [_UNIT.sub("", word) for word in map(normalize.key, filled) if not _MARK.fullmatch(word)]


def with_words(rows: Iterable[RawRow], reading: Reading) -> Iterator[tuple[RawRow, list[str]]]:
    """The rows of a table that have words of their own, with these; notes are listed and left out."""
    for row in rows:
        words = without_marks(row.filled)
        if words and is_note(row):
            list_note(row, reading)
        elif words:
            yield row, words


def with_years(rows: Sequence[RawRow], reading: Reading) -> list[RawRow]:
    """The rows with the year of every month, where most months of the table lack it: a fiscal year has each once.

    One alone may be what is left of another month.
    """
    year = reading.fiscal_year
    bare = {cell: month for row in rows for cell in row.filled if (month := normalize.month_without_year(cell, year))}
    months = [cell in bare for row in rows for cell in row.filled if cell in bare or normalize.month(cell)]
    if 2 * sum(months) <= len(months):
        return list(rows)
    whole = []
    for row in rows:
        if any(cell in bare for cell in row.cells):
            reading.repair(row, f"the month has no year, and is read as one of fiscal year {year}")
            cells = (f"{bare[cell]:%Y-%m}" if cell in bare else cell for cell in row.cells)
            row = replace(row, cells=tuple(cells))
        whole.append(row)
    return whole


def is_header(keys: Sequence[str], words: Set[str]) -> bool:
    """Whether the words are those of a header: known ones, or others without digits beside a known one."""
    return any(word in words for word in keys) and not re.search(r"\d", "".join(keys))


def list_note(row: RawRow, reading: Reading) -> None:
    """List a note as not read."""
    reading.note(row, "a note under the table, not read")


def tell_marks(rows: Sequence[RawRow], reading: Reading) -> None:
    """List marks of notes, such as 件数※1, without a note among these rows: it may be lost."""
    notes = {found.groups() for row in rows if (found := _NOTED.match(normalize.key("".join(row.cells))))}
    for row in rows:
        for found in (found for cell in row.filled for found in _MARKED.finditer(normalize.key(cell))):
            if found.groups() not in notes:
                reading.note(row, f"the mark {found[0]} has no note under this heading: it may be lost")


def behind_total(row: RawRow, reading: Reading) -> None:
    """Prose may stand behind the total of a table, and the number of a page; rows and pieces of figures may not."""
    if len(row.filled) > 1:
        reading.problem(
            row, "a row stands behind the total of the table",
            advice=f"{MEND} Where another table begins above it, its heading is not known: see "
            "docs/add-a-publication.md.",
        )  # fmt: skip
    elif _PAGE.fullmatch(normalize.key(row.filled[0])):
        reading.note(row, f"{row.filled[0].strip()} behind the total of the table, not read")
    elif is_piece(row.filled[0]):
        reading.problem(row, "this may be the rest of the figure above")
    elif without_marks(row.filled):
        reading.note(row, "words behind the total of the table, not read")


def is_piece(cell: str) -> bool:
    """Whether the cell is a figure or what a break within one leaves, such as ,289."""
    return bool(_PIECE.fullmatch(normalize.key(cell)))


def no_rows(heading: RawRow, reading: Reading) -> None:
    """Say that a table has nothing under its heading."""
    reading.problem(heading, "the table under this heading has no rows that can be read", advice=NO_CELLS)
