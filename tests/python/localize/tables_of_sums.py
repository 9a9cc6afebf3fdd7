"""Tables with their totals, and the frames of cells and members that localization reads."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

import polars as pl

Member = tuple[str | int, ...]
"""Edit, cell, weight and, where not the value counts, the measure."""


def table_with_totals(lines: Sequence[Sequence[int]]) -> tuple[dict[str, int], list[tuple[str, str, int]]]:
    """Values by cell (r0c0, ...) and the members of a table with line totals, a total line and a grand total."""
    full = [[*line, sum(line)] for line in lines]
    full.append([sum(column) for column in zip(*full, strict=True)])
    height, width = len(lines), len(full[0]) - 1
    values = {f"r{r}c{c}": value for r, line in enumerate(full) for c, value in enumerate(line)}
    places = [(r, c) for r in range(height + 1) for c in range(width + 1)]
    members: list[tuple[str, str, int]] = [(f"row{r}", f"r{r}c{c}", -1 if c == width else 1) for r, c in places]
    members += [(f"col{c}", f"r{r}c{c}", -1 if r == height else 1) for r, c in places]
    return values, members


def members_of(members: Sequence[Member]) -> pl.DataFrame:
    """The members as a frame; all of them have a measure, or none."""
    names = ["edit_id", "cell_id", "weight", "measure"][: len(members[0])]
    return pl.DataFrame(members, schema=names, orient="row").with_columns(publication_id=pl.lit("p"))


def cells_of(
    values: Mapping[str, int | None], *, immovable: Collection[str] = (), deduced: Collection[str] = ()
) -> pl.DataFrame:
    """The cells as a frame; none that is deduced may be blamed."""
    return pl.DataFrame(
        {
            "publication_id": "p",
            "cell_id": list(values),
            "value": pl.Series(list(values.values()), dtype=pl.Int64),
            "movable": [cell not in immovable and cell not in deduced for cell in values],
            "printed": [cell not in deduced for cell in values],
        }
    )


def admits(reason: str, figure: int) -> bool:
    """Whether the words name a range that holds the figure."""
    found = re.search(r"any figure (?:from (\d+))? ?(?:on|(?:up )?to (\d+))? would do", reason)
    return found is not None and int(found[1] or 0) <= figure <= int(found[2] or figure)
