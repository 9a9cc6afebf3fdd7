"""Lost cells that would have to add up to less than 0: together they are a count that follows from other cells."""

from __future__ import annotations

import polars as pl

from jukinet.localize.residuals import CELL, EDIT, contribution
from jukinet.localize.schema import INT64

_LOST = ["publication_id", "lost"]


def with_lost_sums(cells: pl.DataFrame, members: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Put one deduced cell in place of lost cells whose sum an edit forces below 0, in every edit that lost just those.

    cells, members: as schema.checked_cells and schema.checked_members return them. Where several edits give that sum,
    the deduced cell has the least, so that the others are violated.
    """
    lost = cells.filter(pl.col("value").is_null()).select(CELL)
    held = members.join(lost, on=CELL, how="semi")
    # One sum is known only of cells that the edit adds with one sign.
    sets = (
        held.group_by(EDIT)
        .agg(
            lost=pl.lit("lost ") + pl.col("cell_id").sort().str.join(" "),
            weight=pl.col("weight").first(),
            is_sum=(pl.col("weight").n_unique() == 1)
            & (pl.col("weight").first().abs() == 1)
            & (pl.col("measure") == "value").all(),
        )
        .filter("is_sum")
    )
    known = members.join(sets, on=EDIT, how="semi").join(cells.select(*CELL, "value").drop_nulls(), on=CELL)
    sums = (
        known.group_by(EDIT)
        .agg(residual=contribution().sum())
        .join(sets, on=EDIT)
        .with_columns(value=0 - pl.col("weight") * pl.col("residual"))
    )
    least = sums.group_by(_LOST).agg(pl.col("value").min()).filter(pl.col("value").is_between(INT64[0], -1))
    if least.is_empty():
        return cells, members
    chosen = sums.join(least, on=_LOST, how="semi")
    deduced = least.select(
        "publication_id", pl.col("value").cast(pl.Int64), cell_id="lost", movable=pl.lit(False), printed=pl.lit(False)
    )
    others = members.join(chosen, on=EDIT, how="anti")
    kept = members.join(chosen, on=EDIT, how="semi").join(lost, on=CELL, how="anti")
    stand_in = chosen.select(*EDIT, "weight", cell_id="lost", measure=pl.lit("value"))
    return (
        pl.concat([cells, deduced], how="diagonal"),
        pl.concat([others, kept, stand_in.select(members.columns)]),
    )
