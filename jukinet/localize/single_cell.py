"""The cells that, changed alone, repair every edit they touch: one query over all faulty publications."""

from __future__ import annotations

import polars as pl

from jukinet.localize.residuals import CELL, Faulty
from jukinet.localize.schema import INT64


def single_cells(faulty: Faulty) -> pl.DataFrame:
    """Return one row per explaining cell: publication_id, cell_id, delta (Int128).

    A cell explains the violated edits it belongs to when one common delta repairs all of them and no balanced
    edit breaks (the deterministic case of Fellegi & Holt 1976, with one field to impute). The work is linear
    in the number of members.
    """
    value = pl.col("value").cast(pl.Int128)
    weight, flag_weight, residual = pl.col("weight"), pl.col("flag_weight"), pl.col("residual")
    # Not lazy: reordered, the joins would pair every cell with every edit of its publication.
    touched = faulty.members.join(faulty.cells.filter("movable").select("cell", value), on="cell").join(
        faulty.edits.select("edit", "residual"), on="edit"
    )
    # Only an edit that sees the value, and not also its being 0, tells the delta at once.
    tells = (weight != 0) & (flag_weight == 0)
    needed, flipped = (0 - residual) // weight, (0 - residual - flag_weight) // weight
    violated = touched.filter(residual != 0)
    told = violated.filter(tells).group_by("cell").agg(delta=needed.min())
    # Where nothing tells it, the cell may become 0 or, in an edit that sees both, start to be counted or go on so.
    untold = violated.join(told, on="cell", how="anti")
    both = untold.filter(weight != 0)
    options = [untold.select("cell", delta=0 - pl.col("value")), both.select("cell", delta=needed)]
    options.append(both.filter(pl.col("value") == 0).select("cell", delta=flipped))
    deltas = pl.concat([told, *options]).unique().filter(pl.col("delta") != 0)
    delta, proposed = pl.col("delta"), pl.col("value") + pl.col("delta")
    flip = (proposed != 0).cast(pl.Int128) - (pl.col("value") != 0).cast(pl.Int128)
    effect = weight * delta + flag_weight * flip
    fits = proposed.is_between(INT64[0], INT64[-1]) & delta.is_between(INT64[0], INT64[-1])
    return (
        touched.join(deltas, on="cell")
        .filter(fits, (proposed >= 0) | (pl.col("value") < 0))
        .select("cell", "delta", effect=effect, repaired=residual + effect == 0)
        .filter(pl.col("effect") != 0)
        .group_by("cell", "delta")
        .agg(pl.col("repaired").all())
        .filter("repaired")
        .join(faulty.cells.select("cell", *CELL), on="cell")
        .sort("cell", "delta")
        .select(*CELL, "delta")
    )
