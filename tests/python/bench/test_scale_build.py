"""The project of a whole build knows the made publications and the real one, and its seeds are sound."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from bench.scale.build import prepare
from jukinet.check import check_seeds
from jukinet.seeds import load_seeds


def test_made_publications_are_landed_beside_the_real_one(tmp_path: Path) -> None:
    for _ in range(2):
        project, landing = prepare(tmp_path, publications=3, years=2)
    seeds = load_seeds(project)
    assert check_seeds(seeds) == []
    known = {row["publication_id"] for row in seeds["publication_register"].rows}
    assert len(known) == 4
    assert "140007-2021" in known
    for name, seed in seeds.items():
        if seed.is_disclosure:
            rows = pl.read_parquet(landing / name / "**" / "*.parquet", hive_partitioning=False)
            assert set(rows["publication_id"]) == known, name
