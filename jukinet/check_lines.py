"""Whether the lines of print that rows name can be theirs: what print has in order stands in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from jukinet.seeds import Row

_LOOK = "look the line up in the print"


def misplaced_lines(rows: Mapping[str, list[Row]]) -> Iterator[tuple[str, int, str]]:
    """Each row that names a line where it cannot stand: its seed, the line of its row, and what to do.

    rows: those of every seed by its name. The months of an affair stand under one another, or all on one line; the
    years of an affair stand on one line.
    """
    name = "printed_monthly_counts"
    for months in _grouped(rows[name], "publication_id", "section", "affair_name", "recipient_name"):
        months.sort(key=lambda row: row.values["month"])
        if len({row.values["source_line"] for row in months}) > 1:
            for before, row in pairwise(months):
                if int(before.values["source_line"]) >= int(row.values["source_line"]):
                    what = f"source_line {row.values['source_line']} is not below {before.values['source_line']}"
                    yield name, row.line, f"{what}, where the affair's month before stands; {_LOOK}"
    name = "printed_annual_counts"
    for first, *others in _grouped(rows[name], "publication_id", "annex", "row_no"):
        for row in others:
            if row.values["source_line"] != first.values["source_line"]:
                what = f"source_line {row.values['source_line']} is not {first.values['source_line']}"
                yield name, row.line, f"{what}, where another year of that row stands; {_LOOK}"


def _grouped(rows: list[Row], *columns: str) -> list[list[Row]]:
    groups: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row.values[column] for column in columns), []).append(row)
    return list(groups.values())
