"""The project of a whole build knows the made publications and the real one, and its seeds are sound."""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl
import pytest

from bench.scale.build import main, prepare
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


def test_a_share_that_is_none_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JUKINET_MEMORY_LIMIT", "1GB")  # The command sets it; here it goes again.
    monkeypatch.setattr(sys, "argv", ["build", str(tmp_path), "--publications", "3", "--faulty", "2"])
    assert main() == 2
    assert capsys.readouterr().err == "error: --faulty 2.0: a share lies between 0 and 1\n"


def test_slips_are_landed_with_their_truth(tmp_path: Path) -> None:
    _, landing = prepare(tmp_path, publications=4, years=2, faulty=0.5)
    assert pl.read_parquet(landing / "truth.parquet").height == 2
