"""python -m bench.scale.peer_polars FOLDER OUTPUT: the groups of edits with Polars, lazy and streaming.

Like the floor it assumes unique keys and registered names, and has numbers in place of texts up to the answer.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from bench.scale.inputs import RESULT
from bench.scale.names import Names, names
from bench.scale.polars_edits import edits_of
from bench.scale.polars_read import read

COL = pl.col


def balance(folder: Path, output: Path) -> None:
    """Write the columns of inputs.RESULT to the Parquet file `output`.

    Raises polars.exceptions.ComputeError or FileNotFoundError where the folder lacks a table.
    """
    publications, tables, printed = read(folder)
    found = names(folder, printed)
    difference = COL("printed") - COL("computed")
    status = (
        pl.when(difference.is_null())
        .then(pl.lit("not_evaluable"))
        .when(difference == 0)
        .then(pl.lit("balanced"))
        .otherwise(pl.lit("broken"))
        .cast(pl.Enum(["not_evaluable", "balanced", "broken"]))
    )
    edits = pl.concat(edits_of(tables, found.groups)).with_columns(difference=difference, status=status)
    for texts in (publications, *_texts(found)):
        edits = edits.join(texts.lazy(), on=texts.columns[0])
    edits.select(RESULT).sink_parquet(output, compression="snappy", engine="streaming")


def _texts(found: Names) -> tuple[pl.DataFrame, pl.DataFrame]:
    ids, groups = zip(*found.ids.values(), strict=True)
    return (
        pl.DataFrame({"id_no": list(found.ids), "edit_id": enum(ids), "edit_group": enum(groups)}),
        pl.DataFrame({"description_no": list(found.descriptions), "description": enum(found.descriptions.values())}),
    )


def enum(texts: Iterable[str]) -> pl.Series:
    """The texts as numbers of their values, in which form they are joined, copied and written."""
    values = list(texts)
    return pl.Series(values, dtype=pl.Enum(list(dict.fromkeys(values))))


if __name__ == "__main__":
    balance(Path(sys.argv[1]), Path(sys.argv[2]))
