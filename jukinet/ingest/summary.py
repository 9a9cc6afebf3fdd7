"""The summary tables: one line per legal basis and the grand total."""

from __future__ import annotations

import re

from jukinet.ingest import normalize
from jukinet.ingest.normalize import Figure
from jukinet.ingest.reading import Reading, SeedRow
from jukinet.ingest.rows import RawRow
from jukinet.ingest.sections import ACTIVITIES, LEGAL_BASIS, Block, basis_of, basis_row
from jukinet.ingest.table_rows import MEND, MEND_FIGURE, TOTALS, behind_total, is_note, list_note

HEADER_WORDS = frozenset(["利用区分", "提供区分", "区分", "利用件数", "提供件数", "件数"])
LINE = re.compile(r"\((?P<number>[0-9]{1,9})\)")


def read(block: Block, reading: Reading, bases: dict[tuple[str, str, str], SeedRow]) -> None:
    """Rows of printed_totals and printed_sections from one summary table."""
    reading.add(
        "printed_sections", section=block.section, table_name="summary", activity=block.activity, annex=None,
        legal_basis_id=None,
    )  # fmt: skip
    broken: list[RawRow] = []
    last_no, closed = 0, False
    for row in block.rows:
        filled = row.filled
        keys = [normalize.key(cell) for cell in filled]
        if all(word in HEADER_WORDS or re.fullmatch(r"別添[0-9]*", word) for word in keys):
            continue
        if is_note(row):
            list_note(row, reading)
            continue
        if closed:
            behind_total(row, reading)
            continue
        figure = normalize.figure(filled[-1])
        if broken and (keys[0] in TOTALS or LINE.match(keys[0])):
            reading.problem(broken[0], "the line has no figure", broken[0].filled[0], MEND_FIGURE)
            # Its number is used up; words of no line have none.
            last_no += bool(LINE.match(normalize.key(broken[0].filled[0])))
            broken = []
        if keys[0] in TOTALS:
            if figure is None or len(filled) != 2:
                reading.problem(row, "the total has not one figure", None, MEND_FIGURE)
            else:
                reading.total(row, block.section, "grand_total", reading.fiscal_year, figure)
            closed = True
        elif figure is None and len(filled) == 1:
            broken.append(row)
        elif figure is not None and len(filled) == 2:
            if broken:
                reading.repair(row, "a line of the summary was broken over rows")
            last_no = _line(
                block, reading, bases, row, "".join([*(one.filled[0] for one in broken), filled[0]]), figure, last_no
            )
            broken = []
        else:
            reading.problem(row, "this row of a summary is not: words, count", None, MEND)
    if not closed:
        reading.problem(block.heading, "the summary under this heading has no total (合計)", None, MEND)


def _line(
    block: Block,
    reading: Reading,
    bases: dict[tuple[str, str, str], SeedRow],
    row: RawRow,
    words: str,
    figure: Figure,
    last_no: int,
) -> int:
    text = normalize.key(words)
    number, found = LINE.match(text), list(LEGAL_BASIS.finditer(text))
    basis = bases.get(basis_of(found[0])) if len(found) == 1 else None
    if number is None or basis is None or ACTIVITIES[found[0]["activity"]] != block.activity:
        is_new = len(found) == 1 and basis is None
        advice = f"Where it is printed so, {basis_row(basis_of(found[0]))}; else mend" if is_new else "Mend"
        reading.problem(row, "the line names no legal basis that is registered", words, f"{advice} the row.")
        return last_no
    if int(number["number"]) != last_no + 1:
        reading.problem(row, f"line {number['number']} follows line {last_no}", words, MEND)
    section = f"{block.section}({number['number']})"
    reading.total(row, section, "line", reading.fiscal_year, figure)
    reading.add(
        "printed_sections", section=section, table_name="summary", activity=block.activity, annex=basis["annex"],
        legal_basis_id=basis["legal_basis_id"],
    )  # fmt: skip
    return int(number["number"])
