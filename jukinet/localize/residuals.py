"""Residuals of balance edits, and the part of the input that belongs to publications that do not balance."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

CELL = ["publication_id", "cell_id"]
EDIT = ["publication_id", "edit_id"]


@dataclass(frozen=True)
class Faulty:
    """The publications with at least one violated edit, or with a cell that was deduced as a count below zero.

    Names are codes, and looked up once; from here on cells and edits go by number, in the order of their ids.

    cells: the checked cells of these publications that have a value, with their number `cell`.
    members: one row per (edit, cell) of their evaluable edits: weight (of the value) and flag_weight
        (of value != 0), both Int128; members counted as rows only are left out.
    edits: one row per evaluable edit: its number `edit`, publication_id, edit_id, residual (Int128; 0 = balanced).
    """

    cells: pl.DataFrame
    members: pl.DataFrame
    edits: pl.DataFrame


def find_faulty(cells: pl.DataFrame, members: pl.DataFrame) -> Faulty | None:
    """Sum every edit and keep the publications where one fails or gives a count below zero; None when there are none.

    An edit with a null-valued member is not evaluable: it neither breaks nor balances.
    Raises ValueError for a member that names an unknown cell.
    """
    coded_cells, coded_members = _coded(cells, members)
    numbered = coded_cells.filter(pl.col("value").is_not_null()).sort(CELL).with_row_index("cell")
    joined = coded_members.join(numbered.select(*CELL, "cell", "value"), on=CELL, how="left")
    without_value = joined.filter(pl.col("cell").is_null())
    if not without_value.join(coded_cells, on=CELL, how="anti").is_empty():
        raise ValueError(_unknown_cell(cells, members))
    # 128 bits: a sum of 64-bit values may leave 64 bits, and a wrapped sum could look balanced.
    edits = joined.join(without_value, on=EDIT, how="anti").group_by(EDIT).agg(residual=contribution().sum())
    broken = edits.filter(pl.col("residual") != 0)
    below_zero = numbered.filter(is_deduced(), pl.col("value") < 0)
    publications = pl.concat([broken.select("publication_id"), below_zero.select("publication_id")]).unique()
    if publications.is_empty():
        return None
    edits = edits.join(publications, on="publication_id", how="semi").sort(EDIT).with_row_index("edit")
    weight, measure = pl.col("weight").cast(pl.Int128), pl.col("measure")
    return Faulty(
        # The cells stay in the order of their numbers.
        cells=numbered.join(publications, on="publication_id", how="semi", maintain_order="left"),
        members=joined.join(edits.select(*EDIT, "edit"), on=EDIT)
        .group_by("edit", "cell")
        .agg(
            weight=pl.when(measure == "value").then(weight).otherwise(0).sum(),
            flag_weight=pl.when(measure == "nonzero").then(weight).otherwise(0).sum(),
        )
        .filter((pl.col("weight") != 0) | (pl.col("flag_weight") != 0))
        .sort("edit", "cell"),
        edits=edits,
    )


def is_deduced() -> pl.Expr:
    """Whether a cell is not printed, but follows from others."""
    return ~pl.col("printed") & ~pl.col("movable")


def _coded(cells: pl.DataFrame, members: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Both frames with names as codes, which sort as the names do; a name that no cell has is null."""
    publication, cell = (pl.col(name).cast(pl.Enum(cells[name].unique().sort()), strict=False) for name in CELL)
    edit = pl.col("edit_id").cast(pl.Enum(members["edit_id"].unique().sort()))
    return cells.with_columns(publication, cell), members.with_columns(publication, cell, edit)


def contribution() -> pl.Expr:
    """What a member adds to its edit (Int128), from its columns value, weight and measure."""
    value, weight, measure = pl.col("value"), pl.col("weight").cast(pl.Int128), pl.col("measure")
    counted = (measure == "rows") | ((measure == "nonzero") & (value != 0))
    return weight * pl.when(measure == "value").then(value.cast(pl.Int128)).otherwise(counted.cast(pl.Int128))


def _unknown_cell(cells: pl.DataFrame, members: pl.DataFrame) -> str:
    row = members.join(cells, on=CELL, how="anti").sort(*EDIT, "cell_id").row(0, named=True)
    return (
        f"edit {row['edit_id']!r} of publication {row['publication_id']!r} names the unknown cell {row['cell_id']!r}."
    )
