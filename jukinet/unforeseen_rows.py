"""Rows that no register foresees, such as offices and divisions: one that is missing has no place among the cells.

A figure of the edit would be accused alone of what may be a row too few, or one too many.
"""

from __future__ import annotations

import polars as pl

UNFORESEEN = "unforeseen"
"""Table of the cells that stand for such rows; no seed prints it."""

_OPEN_TABLE = "users"
"""The table of which many figures are added up and nothing says what rows it has."""

_EDIT = ["publication_id", "edit_id"]
_CELL = ["publication_id", "cell_id"]


def with_unforeseen_rows(cells: pl.DataFrame, members: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The cells and members with one cell more, `rows/<edit_id>`, for each edit over rows that nothing foresees.

    Where the edit counts rows, the cell is their number, in place of the rows, with the labels of the total. A row that
    is missing and foreseen stays beside it, and counts where a figure is proposed for it. Where the edit adds up
    figures, the cell is a row that is missing. Rows that the edit subtracts have one of their own,
    `rows/subtracted/<edit_id>`.

    cells, members: rows of int_searched_cells and int_searched_members.
    """
    is_counted = (pl.col("counting") == "rows") & ~pl.col("is_missing")
    known = cells.filter(~pl.col("is_missing")).select(
        *_CELL, "table_name", "role", "seed_name", "row_label", "column_label"
    )
    counted, labels = members.filter(is_counted), cells.select(*_CELL, "row_label", "column_label")
    totals = members.filter(pl.col("side") == "total").join(counted, on=_EDIT, how="semi").join(labels, on=_CELL)
    # What an edit subtracts is a list of its own: one longer by a row makes the other side less.
    lists = (
        counted.join(known, on=_CELL)
        .group_by(*_EDIT, "weight")
        .agg(value=pl.len(), seed_name=pl.col("seed_name").first())
        .join(totals.group_by(_EDIT).agg(pl.col("row_label", "column_label").first()), on=_EDIT)
        .with_columns(cell_status=pl.lit("printed"), is_missing=pl.lit(False))
    )
    further = (
        members.filter(pl.col("side") == "part", pl.col("counting") == "sum")
        .join(known.filter(pl.col("table_name") == _OPEN_TABLE, pl.col("role") != "total"), on=_CELL)
        .group_by(*_EDIT, "weight")
        .agg(pl.col("seed_name", "column_label").first())
        .with_columns(row_label=pl.lit("one more row"), is_missing=pl.lit(True))
    )
    added = pl.concat([lists, further], how="diagonal").with_columns(
        cell_id=pl.concat_str(
            pl.when(pl.col("weight") < 0).then(pl.lit("rows/subtracted/")).otherwise(pl.lit("rows/")), "edit_id"
        ),
        table_name=pl.lit(UNFORESEEN),
    )
    places = added.select(
        *_CELL,
        "edit_id",
        "is_missing",
        "weight",
        side=pl.lit("part"),
        counting=pl.lit("sum"),
        has_printed_part=pl.lit(True),
    )
    return (
        pl.concat([cells, added.drop("edit_id", "weight")], how="diagonal_relaxed"),
        pl.concat([members.filter(~is_counted), places], how="diagonal_relaxed"),
    )
