"""An affair that goes on as another bears its own name, and where an edition lists both, no two bear one."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from conftest import Project
from jukinet.charts.source import Source, open_source
from jukinet.warehouse import Warehouse

OLD, NEW = "cancer-registry", "care-managers"


def moved(built: Project, directory: Path, *, lists_both: bool) -> Source:
    """The real publication, as if OLD went on as NEW, which has its name."""
    directory.mkdir()
    for path in built.published.glob("*.parquet"):
        table = pl.read_parquet(path)
        if path.stem == "affairs":
            (name,) = table.filter(affair_id=OLD)["affair_name"]
            table = table.with_columns(
                affair_name=pl.when(affair_id=NEW).then(pl.lit(name)).otherwise("affair_name"),
                continued_as=pl.when(affair_id=OLD).then(pl.lit(NEW)),
            )
        elif path.stem == "yearly_trends" or (path.stem == "annual_counts" and not lists_both):
            table = table.filter(pl.col("affair_id") != (OLD if path.stem == "yearly_trends" else NEW))
        table.write_parquet(directory / path.name)
    return open_source(Warehouse(directory), None, "ja")


@pytest.mark.parametrize("lists_both", [True, False])
def test_labels_of_an_affair_under_two_ids(built_project: Project, tmp_path: Path, lists_both: bool) -> None:
    labels = moved(built_project, tmp_path / "published", lists_both=lists_both).affair_labels
    assert labels.height == labels["affair_id"].n_unique() == 39
    old, new = (labels.filter(affair_id=one)["label"].item() for one in (OLD, NEW))
    assert (old == new) == (not lists_both)
    assert old == "地域がん登録"
