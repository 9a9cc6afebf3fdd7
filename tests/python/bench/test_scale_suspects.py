"""Every slip that breaks an edit is found in made-up publications, and no right cell is called unique."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from bench.scale import suspects
from bench.scale.generate import generate
from bench.scale.models import compile_as_for
from bench.scale.unseen import REASONS, why_unseen

PUBLICATIONS, YEARS = 60, 3


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory, compiled_models: Path) -> Iterator[Path]:
    """Publications of which every second one has a slip, and the suspects of the project's own models."""
    root = tmp_path_factory.mktemp("suspects")
    generate(root / "made", PUBLICATIONS, YEARS, 0.5, seed=11)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(suspects, "compile_models", lambda folder: compile_as_for(compiled_models, folder))
        suspects.find_suspects(root / "made", root / "models.duckdb")
        yield root


def test_the_true_cell_and_figure_are_listed_and_no_other_is_called_unique(work: Path) -> None:
    judged, unseen = suspects.judge(work / "models.duckdb", work / "made")
    assert judged.slips == PUBLICATIONS // 2
    assert judged.slips - judged.seen - judged.below_zero == len(unseen)
    assert judged.seen > judged.slips // 2
    assert judged.listed == judged.seen
    assert judged.falsely_unique == 0
    assert judged.first > judged.seen // 2
    assert judged.named == judged.below_zero > 0


def test_a_slip_that_breaks_nothing_lies_where_coverage_says_so(work: Path) -> None:
    _, unseen = suspects.judge(work / "models.duckdb", work / "made")
    assert len(unseen)
    reasons = why_unseen(work / "made", unseen, work / "scratch")
    assert sum(reasons.values()) == len(unseen)
    assert set(reasons) == {REASONS["absorbed"]}
    assert not (work / "scratch").exists()
    seen = pl.read_parquet(work / "made" / "truth.parquet").join(unseen, on="publication_id", how="anti").head(1)
    assert why_unseen(work / "made", seen, work / "scratch") == {"unexplained": 1}


def test_another_truth_is_not_found(work: Path, tmp_path: Path) -> None:
    """The judgement can fail: against a truth with other figures nothing is listed, and what was unique is false."""
    truth = pl.read_parquet(work / "made" / "truth.parquet")
    truth.with_columns(pl.col("true_value") + 1_000_003).write_parquet(tmp_path / "truth.parquet")
    judged, _ = suspects.judge(work / "models.duckdb", tmp_path)
    assert judged.listed == 0
    assert judged.falsely_unique > 0


def test_the_solver_is_the_peer(work: Path) -> None:
    peer = suspects.solve(work / "models.duckdb", work / "made", 3)
    assert peer.solved == 3
    assert peer.right > 0
    assert peer.seconds > 0


def test_one_row_is_printed_per_size(
    work: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    options = ["--sizes", "1", "--unit", "10", "--years", "2", "--faulty", "0.5", "--peer", "1"]
    monkeypatch.setattr(sys, "argv", ["suspects", str(tmp_path), *options])
    assert suspects.main() == 0
    rows = [row for row in capfd.readouterr().out.splitlines() if row.startswith("|")]
    assert rows[:2] == list(suspects.HEAD)
    assert len(rows) == 3
    assert rows[2].count("|") == rows[0].count("|")
