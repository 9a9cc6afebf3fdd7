"""The summary tables: one line per legal basis and the grand total."""

from __future__ import annotations

import re

from jukinet.ingest import normalize
from jukinet.ingest.errors import MEND_FIGURE
from jukinet.ingest.reading import Reading, SeedRow
from jukinet.ingest.rows import RawRow
from jukinet.ingest.sections import ACTIVITIES, LEGAL_BASIS, Block, basis_of, mend_basis
from jukinet.ingest.table_rows import TOTALS, behind_total, is_header, is_piece, with_words

HEADER_WORDS = frozenset(["利用区分", "提供区分", "区分", "利用件数", "提供件数", "件数"])
LINE = re.compile(r"\((?P<number>[0-9]{1,9})\)")


def read(block: Block, reading: Reading, bases: dict[tuple[str, str, str], SeedRow]) -> None:
    """Rows of printed_totals and printed_sections from one summary table."""
    reading.add(
        "printed_sections", section=block.section, table_name="summary", activity=block.activity, annex=None,
        legal_basis_id=None,
    )  # fmt: skip
    line: list[RawRow] = []
    last_no, closed = 0, False
    for row, words in with_words(block.rows, reading):
        filled = row.filled
        if is_header(words, HEADER_WORDS):
            continue
        if closed:
            behind_total(row, reading)
        elif words[0] in TOTALS:
            last_no, line = _line(block, reading, bases, line, last_no), []
            figure = normalize.figure(filled[-1])
            if figure is None or len(filled) != 2:
                reading.problem(row, "the total has not one figure", advice=MEND_FIGURE)
            else:
                reading.total(row, block.section, "grand_total", reading.fiscal_year, figure)
            closed = True
        elif (
            len(filled) > 2
            or is_piece(filled[0])
            or normalize.figure(filled[0])
            or (len(filled) == 2 and not normalize.figure(filled[1]))
        ):
            reading.problem(row, "this row of a summary is not: words, count")
        elif LINE.match(words[0]) or (len(filled) == 2 and any(len(one.filled) == 2 for one in line)):
            last_no, line = _line(block, reading, bases, line, last_no), [row]
        else:
            line.append(row)
    if not closed:
        _line(block, reading, bases, line, last_no)
        reading.problem(block.heading, "the summary under this heading has no total (合計)")


def _line(
    block: Block, reading: Reading, bases: dict[tuple[str, str, str], SeedRow], rows: list[RawRow], last_no: int
) -> int:  # fmt: skip
    """Read one line, whose words may go on over rows, its figure beside any of them; the number of the last line."""
    if not rows:
        return last_no
    row = next((one for one in rows if len(one.filled) == 2), None)
    figure = normalize.figure(row.filled[1]) if row else None
    if row is None or figure is None:
        reading.problem(rows[0], "the line has no figure", rows[0].filled[0], MEND_FIGURE)
        # Its number is used up; words of no line have none.
        return last_no + bool(LINE.match(normalize.key(rows[0].filled[0])))
    if len(rows) > 1:
        reading.repair(row, "a line of the summary was broken over rows")
    words = "".join(one.filled[0] for one in rows)
    text = normalize.key(words)
    number, found = LINE.match(text), list(LEGAL_BASIS.finditer(text))
    basis = bases.get(basis_of(found[0])) if len(found) == 1 else None
    if number is None or basis is None or ACTIVITIES[found[0]["activity"]] != block.activity:
        advice = mend_basis("row", basis_of(found[0]) if len(found) == 1 and basis is None else None)
        reading.problem(row, "the line names no legal basis that is registered", words, advice)
        return last_no
    if int(number["number"]) != last_no + 1:
        reading.problem(row, f"line {number['number']} follows line {last_no}", words)
    section = f"{block.section}({number['number']})"
    reading.total(row, section, "line", reading.fiscal_year, figure)
    reading.add(
        "printed_sections", section=section, table_name="summary", activity=block.activity, annex=basis["annex"],
        legal_basis_id=basis["legal_basis_id"],
    )  # fmt: skip
    return int(number["number"])
