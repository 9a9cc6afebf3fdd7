"""Residuals of balance edits, and the part of the input that belongs to publications that do not balance."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

EDIT = ["publication_id", "edit_id"]


@dataclass(frozen=True)
class Faulty:
    """The publications with at least one violated edit.

    cells: the checked cells of these publications.
    members: one row per (publication_id, edit_id, cell_id) of their evaluable edits: weight (of the value)
        and flag_weight (of value != 0), both Int128; members counted as rows only are left out.
    edits: one row per evaluable edit: residual (Int128; 0 = balanced).
    """

    cells: pl.DataFrame
    members: pl.DataFrame
    edits: pl.DataFrame


def find_faulty(cells: pl.DataFrame, members: pl.DataFrame) -> Faulty | None:
    """Sum every edit and keep the publications where one fails; None when everything balances.

    An edit with a null-valued member is not evaluable: it neither breaks nor balances.
    Raises ValueError for a member that names an unknown cell.
    """
    known = cells.lazy().select("publication_id", "cell_id", "value", known=True)
    joined = members.lazy().join(known, on=["publication_id", "cell_id"], how="left")
    # 128 bits: a sum of 64-bit values may leave 64 bits, and a wrapped sum could look balanced.
    sums = joined.group_by(EDIT).agg(
        residual=_contribution().sum(),
        lost=pl.col("value").is_null().any(),
        unknown=pl.col("known").is_null().any(),
    )
    summed = sums.filter((pl.col("residual") != 0) | pl.col("lost") | pl.col("unknown")).collect()
    if summed["unknown"].any():
        raise ValueError(_unknown_cell(cells, members))
    broken = summed.filter(~pl.col("lost"), pl.col("residual") != 0)
    if broken.is_empty():
        return None
    publications = broken.select("publication_id").unique()
    return _restricted(
        cells.join(publications, on="publication_id", how="semi"),
        members.join(publications, on="publication_id", how="semi"),
        summed.filter("lost"),
    )


def _contribution() -> pl.Expr:
    value, weight, measure = pl.col("value"), pl.col("weight").cast(pl.Int128), pl.col("measure")
    counted = (measure == "rows") | ((measure == "nonzero") & (value != 0))
    return weight * pl.when(measure == "value").then(value.cast(pl.Int128)).otherwise(counted.cast(pl.Int128))


def _restricted(cells: pl.DataFrame, members: pl.DataFrame, lost: pl.DataFrame) -> Faulty:
    joined = members.join(lost, on=EDIT, how="anti").join(
        cells.select("publication_id", "cell_id", "value"), on=["publication_id", "cell_id"]
    )
    weight = pl.col("weight").cast(pl.Int128)
    return Faulty(
        cells=cells.sort("publication_id", "cell_id"),
        members=joined.group_by(*EDIT, "cell_id")
        .agg(
            weight=weight.filter(pl.col("measure") == "value").sum(),
            flag_weight=weight.filter(pl.col("measure") == "nonzero").sum(),
        )
        .filter((pl.col("weight") != 0) | (pl.col("flag_weight") != 0))
        .sort(*EDIT, "cell_id"),
        edits=joined.group_by(EDIT).agg(residual=_contribution().sum()).sort(EDIT),
    )


def _unknown_cell(cells: pl.DataFrame, members: pl.DataFrame) -> str:
    row = members.join(cells, on=["publication_id", "cell_id"], how="anti").sort(*EDIT, "cell_id").row(0, named=True)
    return (
        f"edit {row['edit_id']!r} of publication {row['publication_id']!r} names the unknown cell {row['cell_id']!r}."
    )
