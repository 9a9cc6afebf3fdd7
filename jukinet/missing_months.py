"""Affairs of which no month is there: one row stands for all their months, which no edit tells apart.

Each month would be a candidate of its own, and none would have the figure that it had in print.
"""

from __future__ import annotations

import polars as pl

_CELL = ["publication_id", "cell_id"]
_LINE = ["publication_id", "line"]


def with_months_as_one(cells: pl.DataFrame, members: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The cells and members in which one missing cell, `monthly/<section>/<affair_id>`, stands for the months of each
    affair of which no month has a row.

    Its label tells the first and the last of them; it has no month.

    cells, members: rows of int_searched_cells and int_searched_members.
    """
    months = cells.filter(pl.col("role") == "month").with_columns(line=pl.col("cell_id").str.replace("/[^/]*$", ""))
    bare = months.join(months.filter(~pl.col("is_missing")), on=_LINE, how="anti")
    if bare.is_empty():
        return cells, members
    first, last = pl.col("column_label").min(), pl.col("column_label").max()
    together = (
        bare.with_columns(column_label=pl.format("{} to {}", first.over(_LINE), last.over(_LINE)))
        .unique(_LINE)
        .with_columns(cell_id="line", month=pl.lit(None, pl.Date))
    )
    lines = members.join(bare.select(*_CELL, "line"), on=_CELL)
    return (
        pl.concat([cells.join(bare, on=_CELL, how="anti"), together.select(cells.columns)]),
        pl.concat(
            [
                members.join(bare, on=_CELL, how="anti"),
                lines.with_columns(cell_id="line").unique([*_CELL, "edit_id"]).select(members.columns),
            ]
        ),
    )
