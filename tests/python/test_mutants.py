"""Every slip that addition can see is caught, and its cell is named; a verdict `unique` is never wrong.

A small sample of what `python -m bench.mutants` does, whose whole result is docs/mutants.md.
"""

from __future__ import annotations

import polars as pl
import pytest

from bench.mutants.base import Base, read_base
from bench.mutants.build import CONTROL, Findings, run_mutants
from bench.mutants.operators import FIGURE_SLIPS, Change, Mutant, figure_slips, make_mutants
from bench.mutants.report import report
from bench.mutants.score import ABSORBED, BLIND, Score, score_mutants
from conftest import Project

PER_TABLE, SEED = 2, 7


@pytest.fixture(scope="module")
def base(built_project: Project) -> Base:
    return read_base(built_project.root)


@pytest.fixture(scope="module")
def mutants(base: Base) -> list[Mutant]:
    return make_mutants(base.rows, PER_TABLE, SEED)


@pytest.fixture(scope="module")
def findings(base: Base, mutants: list[Mutant]) -> Findings:
    return run_mutants(base, mutants)


@pytest.fixture(scope="module")
def scores(mutants: list[Mutant], findings: Findings) -> list[Score]:
    return score_mutants(mutants, findings)


def _figure_slips(scores: list[Score]) -> list[Score]:
    """One figure changed where an edit, that no derived cell makes void, holds it."""
    found = [score for score in scores if score.mutant.operator in FIGURE_SLIPS and score.where not in BLIND]
    assert {score.mutant.operator for score in found} == FIGURE_SLIPS.keys()
    return found


def test_every_change_of_a_figure_in_an_edit_is_caught(scores: list[Score]) -> None:
    assert [score for score in _figure_slips(scores) if not score.in_edits] == []


def test_the_true_cell_and_figure_are_among_the_candidates_of_a_single_slip(scores: list[Score]) -> None:
    assert [score for score in _figure_slips(scores) if not score.found] == []


SLIPPED = {
    ("annual, current year", 134819, 138419): "annual/intractable-diseases/2021",
    ("subtotals", 1064108, 1604108): "monthly/3(1)/subtotal",
    ("summary lines", 78962, 79862): "summary/1(2)/line",
    ("annual totals", 1156943, 1156493): "annual/annex1/total/2021",
}
"""Cells whose slips nothing else explains: table, printed figure, slip."""


def test_the_one_cell_that_explains_a_slip_is_called_unique(base: Base) -> None:
    mutants, expected = [], []
    for number, ((table, printed, slipped), cell_id) in enumerate(SLIPPED.items(), start=1):
        row = next(row for row in base.rows if (row.table, row.value) == (table, printed))
        publication_id = f"m{number:06d}"
        mutants.append(Mutant(publication_id, "slip", table, (Change(row.seed, row.number, "figure", slipped),)))
        expected.append((publication_id, cell_id, printed, "unique", 1))
    candidates = run_mutants(base, mutants).candidates
    found = candidates.select("publication_id", "cell_id", "proposed", "verdict", "rank").sort("publication_id", "rank")
    assert found.rows() == expected


def test_a_verdict_unique_is_never_wrong(scores: list[Score]) -> None:
    assert sum(score.unique for score in scores) > 50
    assert [score for score in scores if score.unique_wrong] == []


def test_a_verdict_unique_is_never_wrong_where_a_row_is_missing(base: Base) -> None:
    totals = [row for row in base.rows if row.seed == "printed_totals"]
    mutants = make_mutants(totals, 10, SEED, ["row deleted"])
    assert [score for score in score_mutants(mutants, run_mutants(base, mutants)) if score.unique_wrong] == []


@pytest.mark.parametrize("operator", ["blank", "row doubled", "sign"])
def test_a_cell_that_cannot_be_is_named_by_a_test(scores: list[Score], operator: str) -> None:
    found = [score for score in scores if score.mutant.operator == operator]
    assert found
    assert [score for score in found if not score.named_by_test] == []


def test_where_addition_sees_nothing_only_a_count_below_zero_accuses_and_the_wrong_cell_is_among_the_accused(
    scores: list[Score], findings: Findings
) -> None:
    blind = [score for score in scores if score.where in BLIND]
    assert {score.where for score in blind} == set(BLIND)
    accused = [score for score in blind if score.localized]
    assert {score.where for score in accused} == {ABSORBED}
    answers = findings.candidates.filter(
        pl.col("publication_id").is_in([score.mutant.publication_id for score in accused])
    )
    assert answers["reason"].str.contains("any figure").all()
    named = findings.truth.join(answers, on=["publication_id", "cell_id"], how="semi")
    assert named["publication_id"].n_unique() == len(accused)


def test_a_publication_without_a_slip_stays_green(findings: Findings) -> None:
    for frame in (findings.faults, findings.statuses, findings.candidates):
        assert CONTROL not in frame["publication_id"].to_list()


def test_every_mutant_differs_from_the_original(mutants: list[Mutant], scores: list[Score]) -> None:
    in_place = {mutant.publication_id for mutant in mutants if mutant.operator in FIGURE_SLIPS}
    assert in_place <= {score.mutant.publication_id for score in scores}


def test_the_same_seed_makes_the_same_mutants(base: Base, mutants: list[Mutant]) -> None:
    assert make_mutants(base.rows, PER_TABLE, SEED) == mutants
    assert make_mutants(base.rows, PER_TABLE, SEED + 1) != mutants


def test_the_report_counts_every_mutant_once_by_place(scores: list[Score]) -> None:
    lines = report(scores, "command", 1).split("## By slip and place")[1].splitlines()
    counts = [int(line.split("|")[3]) for line in lines if line.startswith("| ") and not line.startswith("| slip")]
    assert sum(counts) == len(scores)


@pytest.mark.parametrize(
    ("operator", "printed", "expected"),
    [
        ("±1", 10, [9, 11]),
        ("±1", 0, [1]),
        ("adjacent digits transposed", 4228, [2428, 4282]),
        ("adjacent digits transposed", 100, [10]),
        ("adjacent digits transposed", 77, []),
        ("digit replaced", 7, [0, 1, 2, 3, 4, 5, 6, 8, 9]),
        ("digit dropped", 133, [13, 33]),
        ("digit dropped", 105, [10, 15]),
        ("digit dropped", 7, []),
        ("digit doubled", 133, [1133, 1333]),
        ("sign", 0, []),
        ("sign", 12, [-12]),
        ("×10", 12, [120]),
        ("×1000", 0, []),
        ("zero", 12, [0]),
        ("zero", 0, []),
    ],
)
def test_figure_slips(operator: str, printed: int, expected: list[int]) -> None:
    assert figure_slips(printed, operator) == expected
