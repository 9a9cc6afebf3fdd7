"""A slip moves a count of figures that are not 0: by the cell itself, or by a deduced cell that follows from it."""

from __future__ import annotations

import polars as pl

from jukinet.localize import localize
from localize.tables_of_sums import Member, cells_of, members_of

LINE: list[Member] = [
    *[("line", cell, 1, "value") for cell in ("a", "b", "lost")],
    ("line", "total", -1, "value"),
    *[("used", cell, 1, "nonzero") for cell in ("a", "b", "lost")],
    ("used", "n", -1, "value"),
]
"""A line with a lost figure, and the statement how many of its figures are not 0."""


def proposals(found: pl.DataFrame) -> set[tuple[str, int, str]]:
    words = pl.col("reason").str.extract("(any figure.*)").fill_null("")
    return set(found.select("cell_id", "proposed", words).rows())


def test_a_slip_by_which_the_lost_figure_becomes_0_has_all_figures_that_would_do() -> None:
    """a is 6 and makes the lost figure 0, which the statement counts; b cannot be 0, or the count would be 2 again."""
    found = localize(cells_of({"a": 7, "b": 3, "lost": 0, "total": 10, "n": 3}, deduced={"lost"}), members_of(LINE))
    assert proposals(found) == {
        ("a", 2, "any figure from 1 to 6 would do"),
        ("b", 2, "any figure from 1 to 2 would do"),
        ("total", 100, "any figure from 11 on would do"),
        ("n", 2, ""),
    }
    assert set(found["edit_ids"].list.first()) == {"used"}
    assert set(found["hypothesis"]) == {"single_cell"}


def test_a_slip_by_which_the_lost_figure_is_no_more_0_has_the_figure_that_makes_it_0() -> None:
    found = localize(cells_of({"a": 4, "b": 3, "lost": 3, "total": 10, "n": 2}, deduced={"lost"}), members_of(LINE))
    assert proposals(found) == {
        ("a", 7, ""),
        ("a", 0, ""),
        ("b", 6, ""),
        ("b", 0, ""),
        ("total", 7, ""),
        ("n", 3, ""),
    }


def test_a_figure_that_becomes_0_as_the_lost_one_stops_to_be_leaves_the_count() -> None:
    """The column tells by how much a is off; the count is 2 either way."""
    column: list[Member] = [("column", "a", 1, "value"), ("column", "c", -1, "value")]
    cells = cells_of({"a": 0, "b": 3, "lost": 7, "total": 10, "n": 2, "c": 7}, deduced={"lost"})
    found = localize(cells, members_of([*LINE, *column]))
    assert proposals(found) == {("a", 7, ""), ("c", 0, "")}


def test_figures_that_would_do_are_not_unique_though_two_counts_ask_for_them() -> None:
    members: list[Member] = [*LINE, *[(f"again {edit}", *rest) for edit, *rest in LINE if edit == "used"]]
    cells = cells_of({"a": 7, "b": 3, "lost": 0, "total": 10, "n": 3}, deduced={"lost"}, immovable={"b", "total", "n"})
    found = localize(cells, members_of(members))
    assert proposals(found) == {("a", 2, "any figure from 1 to 6 would do")}
    assert found["edit_ids"].to_list() == [["again used", "used"]]
    assert "unique" not in found["verdict"].to_list()


def test_one_figure_that_makes_the_lost_one_0_is_unique_where_two_counts_ask_for_it() -> None:
    members: list[Member] = [*LINE, *[(f"again {edit}", *rest) for edit, *rest in LINE if edit == "used"]]
    cells = cells_of({"a": 4, "b": 3, "lost": 3, "total": 10, "n": 2}, deduced={"lost"}, immovable={"a", "b", "n"})
    found = localize(cells, members_of(members))
    assert found.select("cell_id", "proposed", "verdict").rows() == [("total", 7, "unique")]


def test_figures_by_which_a_count_would_break_do_not_lift_what_is_below_0() -> None:
    """a is neither 0 nor 4: the statement counts it, and the lost figure that 4 would make 0."""
    cells = cells_of({"a": 7, "b": 3, "lost": -3, "total": 7, "n": 3}, deduced={"lost"}, immovable={"b", "total", "n"})
    assert proposals(localize(cells, members_of(LINE))) == {("a", 2, "any figure from 1 to 3 would do")}


def test_one_figure_that_mends_all_is_enough_though_another_that_leaves_a_count_below_0_is_likelier() -> None:
    """That w is 20 makes the lost x 1. That v is 7, as its neighbours, mends the sum too and leaves x at -5."""
    members: list[Member] = [(edit, cell, 1, "value") for edit in ("first", "second") for cell in ("x", "a")]
    members += [("first", "b", 1, "value"), ("first", "v", -1, "value")]
    members += [("second", "v", 1, "value"), ("second", "w", -1, "value")]
    cells = cells_of({"x": -11, "a": 6, "b": 6, "v": 13, "w": 8, "y": 6, "z": 6}, deduced={"x"}, immovable={"a", "b"})
    in_line = pl.col("cell_id").is_in(["v", "w", "y", "z"])
    found = localize(cells.with_columns(series=pl.when(in_line).then(pl.lit("line"))), members_of(members))
    assert found.select("component", "cell_id", "proposed", "rank").rows() == [(1, "v", 7, 1), (1, "w", 20, 2)]


def test_a_lost_count_follows_from_the_sum_though_the_count_holds_as_well() -> None:
    """With 0 in a, which is 2 in print, all is 0; x and y follow from a, and n from x."""
    members: list[Member] = [
        *[("e1", "x", 1, "value"), ("e1", "a", 1, "value"), ("e1", "t", -1, "value")],
        *[("e2", "a", 1, "value"), ("e2", "y", -1, "value")],
        *[("e3", "n", 1, "value"), ("e3", "x", 1, "value"), ("e3", "s", -1, "value")],
        *[("some", "a", 1, "nonzero"), ("some", "y", 1, "nonzero"), ("some", "n", -1, "value")],
        *[("one", "x", 1, "nonzero"), ("one", "m", -1, "value")],
    ]
    cells = cells_of({"x": -2, "a": 2, "t": 0, "y": 2, "n": 2, "s": 0, "m": 0}, deduced={"x", "y", "n"})
    found = localize(cells, members_of(members))
    assert ("a", 0) in found.select("cell_id", "proposed").rows()
