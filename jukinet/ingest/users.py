"""The table of authenticated users: pairs of division and persons, two or more to a row."""

from __future__ import annotations

import re

from jukinet.ingest import normalize
from jukinet.ingest.errors import MEND_FIGURE
from jukinet.ingest.names import Names
from jukinet.ingest.normalize import FIGURE_WITHIN, ILLEGIBLE
from jukinet.ingest.reading import Reading
from jukinet.ingest.rows import RawRow
from jukinet.ingest.sections import Block
from jukinet.ingest.table_rows import TOTALS, behind_total, is_header, is_note, list_note, without_marks

HEADER_WORDS = frozenset(["所属", "所属名", "課名", "人数", "認証人数"])
PAIR = re.compile(rf"(\D+?) ?([0-9,]+人|{ILLEGIBLE}人?)")
STATED = re.compile(rf"認証人数[は:]、?{FIGURE_WITHIN}[人名]")


def read(block: Block, reading: Reading, names: Names) -> None:
    """Rows of printed_authenticated_users, and their total and the stated number."""
    reading.add("printed_sections", section="users", table_name="users", activity=None, annex=None, legal_basis_id=None)
    totals = 0
    for row in block.rows:
        filled = row.filled
        keys = without_marks(filled)
        if not keys:
            continue
        if stated := STATED.search(keys[0]):
            reading.state(row, "authenticated_users", "users", stated[1])
        elif is_note(row):
            list_note(row, reading)
        elif totals and len(filled) == 1 and not _is_pair(filled[0], names):
            behind_total(row, reading)
        elif "認証" in keys[0] and len(filled) == 1:
            reading.phrase(row, "printed_statements", "authenticated_users", keys[0])
        elif not is_header(keys, HEADER_WORDS):
            totals += _pairs(row, filled, reading, names)
    if totals != 1:
        reading.problem(block.heading, f"the table of users has {totals} totals (計)")
    divisions = [row["division_name"] for row in reading.rows("printed_authenticated_users")]
    for name in sorted({name for name in divisions if divisions.count(name) > 1}):
        reading.problem(block.heading, "a division stands twice in the table of users", name)


def _pair(cell: str) -> re.Match[str] | None:
    """Name and persons in one cell: the tab between them was lost."""
    return PAIR.fullmatch(" ".join(normalize.plain(cell).split()))


def _is_pair(cell: str, names: Names) -> bool:
    pair = _pair(cell)
    return pair is not None and names.is_division(pair[1])


def _pairs(row: RawRow, filled: list[str], reading: Reading, names: Names) -> int:
    """Read the pairs of one row; how many of them are totals."""
    totals = 0
    cells: list[str] = []
    for cell in filled:
        pair = _pair(cell)
        cells += [pair[1].strip(), pair[2]] if pair else [cell]
    for place in range(0, len(cells), 2):
        name = cells[place]
        figure = normalize.figure_before("人", cells[place + 1]) if place + 1 < len(cells) else None
        if figure is None or (re.search(r"\d", name) and not names.is_division(name)):
            reading.problem(row, "the row is not: division, persons, division, persons", advice=MEND_FIGURE)
            return totals
        if normalize.key(name) in TOTALS:
            reading.total(row, "users", "total", reading.fiscal_year, figure)
            totals += 1
        else:
            division, seed = names.registered("division_register", name, row), "printed_authenticated_users"
            reading.figure(row, seed, figure, f"users of {division}", column="user_count", division_name=division)
    return totals
