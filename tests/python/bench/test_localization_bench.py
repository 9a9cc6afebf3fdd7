"""The comparison of error localization with a plain solver judges both by the same truth."""

from __future__ import annotations

import sys

import pytest

from bench import localization
from bench.fewest_cells import solve_all
from jukinet.localize import localize


def test_one_slip_in_a_table_is_found_by_both_and_another_truth_by_neither() -> None:
    case = localization.generate(tables=4, lines=localization.LINES, share=1.0, slips=1, seed=1)
    found = localize(case.cells, case.members)
    assert localization.judged(found, case.truth)["right"] == 4
    assert solve_all(case.cells, case.members, case.truth)[:2] == (4, 4)
    other = {table: {cell: figure + 1 for cell, figure in changed.items()} for table, changed in case.truth.items()}
    assert localization.judged(found, other)["right"] == 0
    assert solve_all(case.cells, case.members, other)[:2] == (4, 0)


def test_tables_without_a_slip_are_solved_by_neither() -> None:
    case = localization.generate(tables=4, lines=localization.LINES, share=0.0, slips=0, seed=1)
    case.truth.clear()
    assert localize(case.cells, case.members).is_empty()
    assert solve_all(case.cells, case.members, case.truth)[:2] == (0, 0)


def test_it_prints_one_row_per_case(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "argv", ["localization", "--tables", "20", "--several", "1"])
    localization.main()
    head, rule, *rows = capsys.readouterr().out.splitlines()
    assert {line.count("|") for line in (head, rule, *rows)} == {head.count("|")}
    assert [row.split(" | ")[0] for row in rows] == [
        "| tables, one slip",
        "| single lines, one slip",
        "| tables, no slip",
        "| tables, two slips",
        "| tables, three slips",
    ]
