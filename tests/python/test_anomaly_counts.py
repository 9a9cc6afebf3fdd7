"""The report shows more anomalies than the sheet has of its publication; each says which it counts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from conftest import Project
from jukinet.excel.cover import _WORDS, reconciled_figures
from jukinet.report.cells import open_publication
from jukinet.report.facts import tiles
from jukinet.warehouse import Warehouse

FIRST, LATER = "140007-2021", "140007-2022"


@pytest.fixture
def warehouse(built_project: Project, tmp_path: Path) -> Warehouse:
    """Both editions print the same cells; of the later one the anomalies have one row of its own."""
    (tmp_path / "published").mkdir()
    tables = {path.stem: pl.read_parquet(path) for path in built_project.published.glob("*.parquet")}

    def add(name: str, change: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
        new = change(tables[name]).with_columns(publication_id=pl.lit(LATER)).select(tables[name].columns)
        tables[name] = pl.concat([tables[name], new], how="vertical_relaxed")

    add("publications", lambda rows: rows.with_columns(fiscal_year=pl.lit(2022)))
    add("cells", lambda rows: rows)
    add("anomalies", lambda rows: rows.filter(anomaly="jump").head(1).with_columns(cell_ids=pl.lit("another")))
    for name, table in tables.items():
        table.write_parquet(tmp_path / "published" / f"{name}.parquet")
    return Warehouse(tmp_path / "published")


def test_the_tile_says_how_many_are_of_earlier_publications(warehouse: Warehouse) -> None:
    """The first publication has ten."""
    for publication_id, count, earlier in ((FIRST, 10, None), (LATER, 11, 10)):
        (tile,) = (one for one in tiles(open_publication(warehouse, publication_id)) if one.href == "#odd")
        assert f'value="{count}"' in tile.value
        assert re.findall(r"(\d+)</?[^>]*> of them found in earlier|(\d+) of them found in earlier", tile.note) == (
            [] if earlier is None else [("", str(earlier))]
        )
        assert (f"うち{earlier}件は以前の公表物で分かったもの" in tile.note) == (earlier is not None)


def test_the_cover_says_that_it_counts_those_of_its_publication(warehouse: Warehouse, built_project: Project) -> None:
    first, later = (reconciled_figures(open_publication(warehouse, one)) for one in (FIRST, LATER))
    assert (first["anomalies_of_edition"], later["anomalies_of_edition"]) == (10, 1)
    assert not {"anomalies"} & {*first, *later}
    alone = reconciled_figures(open_publication(Warehouse(built_project.published), FIRST))
    assert (_WORDS["anomalies"], alone["anomalies"]) == ("要確認事項", 10)
    assert _WORDS["anomalies_of_edition"] == "要確認事項（この公表物で分かったもの）"
