"""Whether the lines of print that rows name can be theirs: what print has in order stands in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from jukinet.seeds import Row

MONTHLY, ANNUAL = "printed_monthly_counts", "printed_annual_counts"
MONTHLY_LINE = ("publication_id", "section", "affair_name", "recipient_name")
"""What the months of an affair share."""

ANNUAL_ROW = ("publication_id", "annex", "row_no")
"""What the years of an affair share."""

_LOOK = "look the line up in the print"


def not_below(line: object, before: object) -> str:
    """What to say of a month whose line is not below that of the month before."""
    return f"source_line {line} is not below {before}, where the affair's month before stands; {_LOOK}"


def not_the_same(line: object, other: object) -> str:
    """What to say of a year whose line is not that of another year of its row."""
    return f"source_line {line} is not {other}, where another year of that row stands; {_LOOK}"


def misplaced_lines(rows: Mapping[str, list[Row]]) -> Iterator[tuple[str, int, str]]:
    """Each row that names a line where it cannot stand: its seed, the line of its row, and what to do.

    rows: those of every seed by its name. The months of an affair stand under one another, or all on one line; the
    years of an affair stand on one line.
    """
    for months in _grouped(rows[MONTHLY], *MONTHLY_LINE):
        months.sort(key=lambda row: row.values["month"])
        if len({row.values["source_line"] for row in months}) > 1:
            for before, row in pairwise(months):
                line, line_before = row.values["source_line"], before.values["source_line"]
                if int(line_before) >= int(line):
                    yield MONTHLY, row.line, not_below(line, line_before)
    for first, *others in _grouped(rows[ANNUAL], *ANNUAL_ROW):
        for row in others:
            line, other = row.values["source_line"], first.values["source_line"]
            if line != other:
                yield ANNUAL, row.line, not_the_same(line, other)


def _grouped(rows: list[Row], *columns: str) -> list[list[Row]]:
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row.values[column] for column in columns), []).append(row)
    return list(groups.values())
