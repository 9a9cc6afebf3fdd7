"""Cells that were deduced: they are blamed for nothing, and what follows for them forbids what cannot be."""

from __future__ import annotations

import polars as pl
import pytest

from jukinet.localize import localize
from localize.tables_of_sums import cells_of, members_of

TWICE = members_of([("e1", "x", 1), ("e1", "a", 1), ("e1", "t", -1), ("e2", "x", 1), ("e2", "b", 1), ("e2", "u", -1)])


def proposed(found: pl.DataFrame) -> dict[str, int]:
    rows = found.filter(pl.col("hypothesis") == "single_cell").select("cell_id", "proposed").rows()
    assert len(rows) == len(dict(rows))
    return dict(rows)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"a": 4, "t": 6, "b": 3, "u": 0}, {"u": 5}),
        ({"a": 3, "t": 0, "b": 4, "u": 6}, {"t": 5}),
    ],
)
def test_it_follows_from_the_edit_that_holds_whichever_that_is(
    values: dict[str, int], expected: dict[str, int]
) -> None:
    """It would fall below 0 by 5 more in a part of that edit, or 5 less in its total; the other part has no 5."""
    assert proposed(localize(cells_of({"x": 2, **values}, deduced="x"), TWICE)) == expected


def test_an_edit_that_fails_says_nothing_of_what_it_would_become() -> None:
    """Of edits that both fail neither gives the cell, so that its 2 is no measure of what may be taken from it."""
    values = {"x": 2, "a": 10, "t": 22, "b": 14, "u": 20}
    assert proposed(localize(cells_of(values, deduced="x"), TWICE)) == {"a": 16, "t": 16, "b": 8, "u": 26}


def test_its_only_edit_is_looked_into_where_it_fails() -> None:
    cells = cells_of({"x": 5, "a": 1, "t": 10}, deduced="x")
    found = localize(cells, members_of([("e", "x", 1), ("e", "a", 1), ("e", "t", -1)]))
    assert proposed(found) == {"a": 5, "t": 6}


def test_one_that_follows_from_another_forbids_what_that_forbids() -> None:
    """5 more in u would be 5 more in y, and by it 5 less in x, which has 2."""
    cells = cells_of({"x": 2, "y": 3, "t": 5, "b": 4, "u": 7, "c": 6, "v": 3}, immovable="t", deduced="xy")
    members = [("e1", "x", 1), ("e1", "y", 1), ("e1", "t", -1), ("e2", "y", 1), ("e2", "b", 1), ("e2", "u", -1)]
    members += [("e3", "x", 1), ("e3", "c", 1), ("e3", "v", -1)]
    assert proposed(localize(cells, members_of(members))) == {"c": 1, "v": 8}


def test_a_count_that_was_deduced_leads_to_the_cells_that_it_counts() -> None:
    """One of a and b should be 0, or the total of the counts is wrong."""
    members = [("e1", cell, 1, "nonzero") for cell in "abc"] + [("e1", "n", -1, "value")]
    members += [("e2", "n", 1, "value"), ("e2", "m", 1, "value"), ("e2", "s", -1, "value")]
    cells = cells_of({"a": 5, "b": 7, "c": 0, "n": 2, "m": 4, "s": 5}, deduced="n")
    assert proposed(localize(cells, members_of(members))) == {"a": 0, "b": 0, "m": 3, "s": 6}


def test_a_cell_that_an_edit_both_adds_and_counts_is_a_candidate() -> None:
    """The lost x is how many of a are not 0, so that both sums see a twice: a is 2 and makes x 1, or b is 3."""
    members = [("count", "a", 1, "nonzero"), ("count", "x", -1, "value")]
    members += [(edit, cell, 1, "value") for edit in ("e1", "e2") for cell in ("x", "a", "b")]
    members += [("e1", "t", -1, "value"), ("e2", "t", 1, "value"), ("e2", "u", -1, "value")]
    found = localize(cells_of({"a": 0, "b": 0, "x": 0, "t": 3, "u": 6}, deduced="x"), members_of(members))
    assert proposed(found) == {"a": 2, "b": 3}
    assert set(found["verdict"]) == {"candidates"}


def test_one_that_is_not_counted_singly_stays_as_it_is() -> None:
    """Half of a change need not be whole: what fails is explained by the cells of its own edit alone."""
    weighted = TWICE.with_columns(weight=pl.when(pl.col("cell_id") == "x").then(2).otherwise("weight"))
    values = {"x": 3, "a": 10, "t": 16, "b": 20, "u": 30}
    assert proposed(localize(cells_of(values, deduced="x"), weighted)) == {"b": 24, "u": 26}
