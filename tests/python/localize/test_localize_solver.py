"""When the solver is asked, how far it is believed, and what a clear lead is."""

from __future__ import annotations

import random

import polars as pl
import pytest

from jukinet.localize import localize
from jukinet.localize.ranking import Scored, favourite
from localize.tables_of_sums import Member, cells_of, members_of, table_with_totals

SIZE = 5


def hypotheses(found: pl.DataFrame) -> list[dict[str, int]]:
    """What each proposes by cell, the likeliest first."""
    parts = found.partition_by("hypothesis_id", maintain_order=True)
    return [dict(zip(part["cell_id"], part["proposed"], strict=True)) for part in parts]


def transposed(prefix: str = "") -> tuple[dict[str, int], dict[str, int], list[tuple[str, str, int]]]:
    """What a table prints with a slip of 27 in each line, the truth of these cells, and the members.

    Any cells that meet each of these lines and columns once would repair the same sums: 120 ways, of which one is made
    of exchanged digits.
    """
    rng = random.Random(3)
    lines = [[rng.randrange(1000, 9000) for _ in range(SIZE + 1)] for _ in range(SIZE + 1)]
    for place in range(SIZE):
        lines[place][place] = 1947 + 1000 * place
    values, members = table_with_totals(lines)
    truth = {f"r{place}c{place}": lines[place][place] for place in range(SIZE)}
    printed = values | {cell: value + 27 for cell, value in truth.items()}
    return (
        {prefix + cell: value for cell, value in printed.items()},
        {prefix + cell: value for cell, value in truth.items()},
        [(prefix + edit, prefix + cell, weight) for edit, cell, weight in members],
    )


def test_of_many_sets_of_disjoint_errors_the_likeliest_is_among_those_that_are_told() -> None:
    """The solver knows no likelihood: it is asked for fewer errors than are known, and not for the first ten of 120."""
    printed, truth, members = transposed()
    found = localize(cells_of(printed), members_of(members), time_limit=60.0)
    assert hypotheses(found)[0] == truth
    assert len(hypotheses(found)) == 10


def test_so_is_that_of_each_of_two_tables_that_a_sum_links() -> None:
    first, truth, members = transposed()
    second, other_truth, other_members = transposed("x")
    links = [("link", "r5c5", 1), ("link", "xr5c5", 1), ("link", "k", -1)]
    cells = cells_of(first | second | {"k": first["r5c5"] + second["xr5c5"]}, immovable="k")
    found = localize(cells, members_of([*members, *other_members, *links]), time_limit=60.0)
    best = [hypotheses(part)[0] for part in found.partition_by("component", maintain_order=True)]
    assert best == [truth, other_truth]


MEETING = members_of(
    [
        *(("left", "a", 1), ("left", "x", 1), ("left", "k", -1)),
        *(("right", "b", 1), ("right", "y", 1), ("right", "l", -1)),
        *(("both", "a", 1), ("both", "b", 1), ("both", "z", 1), ("both", "m", -1)),
    ]
)


@pytest.mark.parametrize("right", [{"a": 100, "b": 200}, {"a": 0, "b": 200}, {"a": -100, "b": 200}])
@pytest.mark.parametrize("slips", [{"a": 9, "b": -70}, {"a": -9, "b": 70}])
def test_two_errors_that_meet_in_an_edit_go_before_three_that_do_not(
    right: dict[str, int], slips: dict[str, int]
) -> None:
    """x, y and z stand in one edit each; a figure that is printed below 0 may have to fall or to rise."""
    values = {**right, "x": 900, "y": 900, "z": 900}
    totals = {"k": right["a"] + 900, "l": right["b"] + 900, "m": sum(right.values()) + 900}
    printed = {cell: values[cell] + delta for cell, delta in slips.items()}
    found = localize(cells_of(values | totals | printed, immovable="klm"), MEETING)
    assert hypotheses(found) == [right]


@pytest.mark.parametrize(
    ("right", "printed"),
    [({"a": 0, "b": 200}, {"a": 9, "b": 130}), ({"a": 100, "b": 200}, {"a": 0, "b": 130})],
)
def test_a_cell_that_should_be_0_or_should_not_is_found_with_one_that_meets_it(
    right: dict[str, int], printed: dict[str, int]
) -> None:
    values = {**right, "x": 900, "y": 900, "z": 900, "n": sum(value != 0 for value in right.values())}
    totals = {"k": right["a"] + 900, "l": right["b"] + 900, "m": sum(right.values()) + 900}
    counted = members_of(
        [("counted", "a", 1, "nonzero"), ("counted", "b", 1, "nonzero"), ("counted", "n", -1, "value")]
    )
    members = pl.concat([MEETING.with_columns(measure=pl.lit("value")), counted.select(*MEETING.columns, "measure")])
    found = localize(cells_of(values | totals | printed, immovable="klmn"), members)
    assert hypotheses(found) == [right]


@pytest.mark.parametrize(
    ("scores", "leads"),
    [([0.6, 0.15], True), ([0.61, 0.16], False), ([0.75, 0.24], False), ([0.59, 0.01], False), ([0.6], True)],
)
def test_what_leads_is_likelier_than_all_else_and_four_times_as_likely_as_the_next(
    scores: list[float], leads: bool
) -> None:
    assert favourite([Scored((), score, {}) for score in scores]) == leads


def test_a_printed_0_and_its_total_that_only_counts_miss_are_found_together() -> None:
    """That they are 1 is a guess: no edit says what they are."""
    values = {"a": 0, "t": 0, "n": 1, "m": 1}
    members: list[Member] = [("sum", "a", 1, "value"), ("sum", "t", -1, "value")]
    members += [("parts", "a", 1, "nonzero"), ("parts", "n", -1, "value")]
    members += [("totals", "t", 1, "nonzero"), ("totals", "m", -1, "value")]
    found = localize(cells_of(values, immovable={"n", "m"}), members_of(members))
    assert found.select("cell_id", "proposed", "verdict").rows() == [("a", 1, "multiple"), ("t", 1, "multiple")]


def test_two_slips_that_make_deduced_cells_0_are_not_called_impossible() -> None:
    """a and b make x and y 0, which the count misses; the total of the count is stated twice."""
    values = {"x": 0, "a": 5, "t": 5, "y": 0, "b": 4, "u": 4, "n": 2, "s": 2}
    members: list[Member] = [("e", cell, weight, "value") for cell, weight in (("x", 1), ("a", 1), ("t", -1))]
    members += [("f", cell, weight, "value") for cell, weight in (("y", 1), ("b", 1), ("u", -1))]
    members += [("used", "x", 1, "nonzero"), ("used", "y", 1, "nonzero"), ("used", "n", -1, "value")]
    members += [("stated", "n", 1, "value"), ("stated", "s", -1, "value")]
    found = localize(cells_of(values, deduced="xy", immovable="ns"), members_of(members))
    assert found.select("cell_id", "verdict", "reason").rows() == [(None, "multiple", "re-read the table")]


def test_a_counted_cell_that_is_too_large_for_the_solver_is_not_called_impossible() -> None:
    """a and its part of the sum should be 0; their 500 is far beyond what the count is off by."""
    values = {"a": 500, "t": 500, "n": 0, "s": 0}
    members: list[Member] = [("sum", "a", 1, "value"), ("sum", "t", -1, "value")]
    members += [("used", "a", 1, "nonzero"), ("used", "n", -1, "value"), ("stated", "n", 1, "value")]
    members += [("stated", "s", -1, "value")]
    found = localize(cells_of(values, immovable={"n", "s"}), members_of(members))
    assert found["verdict"].to_list() == ["multiple"]
