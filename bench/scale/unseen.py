"""Why no edit shows a slip: what the warehouse's own `cell_coverage` says of its cell."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import duckdb
import polars as pl

from bench.scale.inputs import files
from bench.scale.models import COMPILED, compile_as_for, make

COVERAGE = "cell_coverage"

REASONS = {"none": "in no edit", "absorbed": "absorbed by a lost month"}
"""Coverage of a cell -> why a slip in it breaks nothing."""


def why_unseen(folder: Path, slips: pl.DataFrame, scratch: Path) -> dict[str, int]:
    """Number of the slips by reason; `unexplained` are those in a cell that an edit should show.

    slips: rows of truth.parquet of `folder`, for which the models are compiled. scratch: a folder to make and remove;
    all publications of the publishers concerned are balanced there anew, because coverage asks for every member of
    every edit.
    """
    if slips.is_empty():
        return {}
    shutil.rmtree(scratch, ignore_errors=True)
    publishers = slips["publication_id"].str.head(6).unique().sort().to_list()
    chosen = f"publication_id[:6] in ({str(publishers)[1:-1]})"
    try:
        for table in sorted(path.name for path in folder.iterdir() if path.is_dir() and path.name != "registers"):
            (scratch / table).mkdir(parents=True)
            duckdb.sql(
                f"copy (from read_parquet('{files(folder, table)}', hive_partitioning = false) where {chosen})"
                f" to '{(scratch / table / '0.parquet').as_posix()}'"
            )
        shutil.copytree(folder / "registers", scratch / "registers")
        compile_as_for(folder, scratch)
        coverage = _coverage(scratch)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    joined = slips.join(coverage, on=["publication_id", "cell_id"], how="left")
    return dict(Counter(REASONS.get(kind, "unexplained") for kind in joined["coverage"]))


def _coverage(folder: Path) -> pl.DataFrame:
    """Coverage of each cell."""
    with duckdb.connect(str(folder / "models.duckdb")) as connection:
        for step in json.loads((folder / COMPILED).read_text(encoding="utf-8")):
            make(step, connection, folder)
        found: pl.DataFrame = connection.sql(f"select publication_id, cell_id, coverage from {COVERAGE}").pl()
    return found
