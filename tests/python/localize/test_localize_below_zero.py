"""A lost cell that the edits force below zero accuses the figures that it follows from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jukinet.localize import localize
from jukinet.localize.slips import origins, slips
from localize.random_sums import Sums, sums
from localize.tables_of_sums import Member, admits, cells_of, members_of

LINE = {"m1": 82, "m2": 149, "m3": 3, "lost": -52, "year": 182}
"""The month m1 is 28, and 2 is lost."""


def members(**edits: str) -> list[tuple[str, str, int]]:
    """Edits as `total = part part ...`."""
    rows = []
    for edit, text in edits.items():
        total, _, parts = text.partition(" = ")
        rows += [(edit, total, -1), *((edit, part, 1) for part in parts.split())]
    return rows


def frames(
    values: Mapping[str, int | None], rows: Sequence[Member], **marks: Collection[str]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    return cells_of(values, **marks), members_of(rows)


def told(found: pl.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    return found.select(columns).rows()


def test_the_cells_that_lift_it_are_named_with_the_bound_and_the_likeliest_figure() -> None:
    found = localize(*frames(LINE, members(line="year = m1 m2 m3 lost"), deduced=("lost",)))
    assert set(told(found, "cell_id", "proposed", "reason")) == {
        ("year", 812, "two adjacent digits exchanged; any figure from 234 on would do"),
        ("m1", 28, "two adjacent digits exchanged; any figure up to 30 would do"),
        ("m2", 0, "row doubled or should be absent; any figure up to 97 would do"),
    }
    assert found["edit_ids"].to_list() == [["line"]] * 3
    assert set(found["verdict"]) == {"candidates"}
    assert found["score"].sum() < 1


def test_it_does_not_matter_whether_the_cell_was_deduced() -> None:
    rows = members(line="year = m1 m2 m3 lost")
    assert localize(*frames(LINE | {"lost": None}, rows)).equals(localize(*frames(LINE, rows, deduced=("lost",))))


def test_lost_cells_of_one_edit_are_below_zero_together() -> None:
    """The line says -52 for both months and the column 7: a figure of the line that says 7 too is the likeliest."""
    values = LINE | {"lost": None, "too": None, "n1": 7, "column": 14}
    rows = members(line="year = m1 m2 m3 lost too", column="column = n1 lost too")
    found = localize(*frames(values, rows))
    assert set(told(found[:3], "cell_id", "proposed")) == {("year", 241), ("m1", 23), ("m2", 90)}
    # That the column says -52 too would leave them below zero.
    assert told(found[3:], "cell_id", "proposed") == [("n1", 66)]
    assert {tuple(edits) for edits in found["edit_ids"]} == {("column", "line")}
    alone = localize(*frames(values, members(line="year = m1 m2 m3 lost too", column="column = n1 lost")))
    assert set(alone["cell_id"]) == {"year", "m1", "m2"}
    assert set(alone["edit_ids"].list.first()) == {"line"}


@pytest.mark.parametrize("edit", ["year = m1 m2 lost", "lost = m1 m2 too"])
def test_lost_cells_that_have_no_sum_or_one_that_can_be_say_nothing(edit: str) -> None:
    values = {"m1": 82, "m2": 149, "lost": None, "too": None, "year": 300}
    assert localize(*frames(values, members(line=edit))).is_empty()


def test_a_figure_that_another_edit_guards_is_not_named() -> None:
    """The year's figure would break the total of the years; m2 cannot be 0 where another edit counts it."""
    values = LINE | {"other": 5, "total": 187, "count": 1}
    rows = [(*row, "value") for row in members(line="year = m1 m2 m3 lost", years="total = year other")]
    rows += [("used", "m2", 1, "nonzero"), ("used", "count", -1, "value")]
    found = localize(*frames(values, rows, deduced=("lost",)))
    assert set(told(found, "cell_id", "proposed")) == {("m1", 28), ("m2", 49)}


def test_the_bound_itself_is_proposed_where_no_slip_reaches_beyond_it() -> None:
    values = {"part": 500, "lost": -490, "total": 10}
    found = localize(*frames(values, members(line="total = part lost"), deduced=("lost",), immovable=("part",)))
    assert told(found, "cell_id", "proposed", "reason") == [
        ("total", 510, "a digit dropped; any figure from 500 on would do")
    ]
    values = {"part": 123456, "lost": -123455, "total": 1}
    found = localize(*frames(values, members(line="total = part lost"), deduced=("lost",), immovable=("part",)))
    assert told(found, "proposed", "reason") == [(123456, "another figure; any figure from 123456 on would do")]


def test_no_figure_is_proposed_by_which_another_deduced_cell_falls_below_zero() -> None:
    """The lost month y is what the column of 30 leaves of x, and x is what the line leaves of a."""
    values = {"a": 90, "x": -40, "line": 50, "y": 70, "column": 30}
    found = localize(*frames(values, members(first="line = a x", column="column = x y"), deduced=("x", "y")))
    assert set(told(found, "cell_id", "proposed", "reason")) == {
        ("a", 40, "digit 4 read as 9; any figure from 20 to 50 would do"),
        ("line", 90, "digit 9 read as 5; any figure from 90 to 120 would do"),
    }


def test_an_explanation_that_lifts_it_goes_before_one_that_does_not() -> None:
    """The year's figure is 812: that mends the years and lifts the lost month, where another year mends the years."""
    values = LINE | {"other": 181, "total": 993}
    rows = members(line="year = m1 m2 m3 lost", years="total = year other")
    first = localize(*frames(values, rows, deduced=("lost",))).row(0, named=True)
    assert (first["cell_id"], first["proposed"], first["edit_ids"]) == ("year", 812, ["line", "years"])
    alone = localize(*frames(values | {"lost": 0, "m2": 97}, rows, deduced=("lost",)))
    assert alone["cell_id"].to_list() == ["other", "year", "total"]


def test_a_count_that_stays_below_zero_is_a_second_error_beside_a_unique_one() -> None:
    """Another figure b would mend what a does at the price of the third edit, which a second error could mend."""
    values = {"a": 50, "b": 70, "c": 1, "s": 75, "t": 75, "u": 71}
    rows = members(first="s = a b", second="t = a b", third="u = b c")
    alone = localize(*frames(values, rows, immovable=("s", "t", "u")))
    assert told(alone, "cell_id", "proposed", "verdict") == [("a", 5, "unique")]
    values |= {"m": 9, "x": -4, "year": 5}
    rows += members(line="year = m x")
    found = localize(*frames(values, rows, immovable=("s", "t", "u"), deduced=("x",)))
    assert told(found.filter(component=1), "cell_id", "proposed", "verdict") == [("a", 5, "ranked")]
    assert set(found.filter(component=2)["cell_id"]) == {"m", "year"}


def test_a_slip_is_mended_though_another_one_keeps_the_lost_cell_below_zero() -> None:
    values = {"a1": 110, "a2": 20, "a": 30, "p1": 51, "p2": None, "p": 5, "all": 35}
    found = localize(*frames(values, members(a="a = a1 a2", p="p = p1 p2", column="all = a1 a2 p1 p2")))
    assert ("a1", 10) in told(found, "cell_id", "proposed")
    # The column would break with the total of the line.
    assert told(found.filter(component=2), "cell_id", "proposed", "reason") == [
        ("p1", 5, "another figure; any figure up to 5 would do")
    ]


def test_a_cell_counts_by_all_figures_that_would_do() -> None:
    found = localize(
        *frames(LINE, members(line="year = m1 m2 m3 lost"), deduced=("lost",), immovable=("m2", "m3", "year"))
    )
    # Beside further errors, 28 alone has a share of 0.25 / (0.25 + 0.01).
    assert told(found, "cell_id", "proposed") == [("m1", 28)]
    assert found["score"][0] > 0.965


@pytest.mark.parametrize(
    ("immovable", "verdict", "reason"),
    [
        (("m1", "m2", "m3", "year"), "unexplained", "no movable cell can explain it"),
        (("m1", "m2", "year"), "multiple", "re-read the table"),
    ],
)
def test_what_no_cell_can_lift_is_told(immovable: tuple[str, ...], verdict: str, reason: str) -> None:
    rows = members(line="year = m1 m2 m3 lost")
    found = localize(*frames(LINE, rows, deduced=("lost",), immovable=immovable))
    assert told(found, "cell_id", "verdict", "reason") == [(None, verdict, reason)]
    assert found["edit_ids"].to_list() == [["line"]]


def test_a_deduced_cell_of_zero_is_no_error() -> None:
    rows = members(line="year = m1 m2 m3 lost")
    assert localize(*frames(LINE | {"lost": 0, "m1": 30}, rows, deduced=("lost",))).is_empty()


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_every_slip_of_digits_is_traced_back(true: int, seed: int) -> None:
    text = str(true)
    place, digit = seed % len(text), str(seed // 7 % 10)
    printed = [
        text[:place] + digit + text[place + 1 :],
        text[:place] + digit + text[place:],
        text[:place] + text[place + 1 :] or "0",
        text[:place] + text[place:][1::-1] + text[place + 2 :],
        text + "00",
    ][seed % 5]
    assume(int(printed) != true)
    kinds = {slip.kind for slip in slips(int(printed), true)} - {"other", "emptied"}
    assert not kinds or true in origins(int(printed))


@given(sums(), st.data())
def test_the_wrong_cell_is_among_those_named(system: Sums, data: st.DataObject) -> None:
    total, parts = data.draw(st.sampled_from(system.edits))
    lost = data.draw(st.sampled_from(parts))
    others = [part for part in parts if part != lost]
    # What the lost cell has must be taken from it: the total falls, or another part grows by more.
    name = data.draw(
        st.sampled_from([*others, total] if system.values[lost] < system.values[total] else others or [total])
    )
    over = data.draw(st.integers(1, 100)) + system.values[lost]
    wrong = system.values[name] + (-over if name == total else over)
    assume(wrong >= 0)
    printed = system.values | {name: wrong}
    deduced = printed[total] - sum(printed[part] for part in others)
    assert deduced < 0
    is_printed = pl.col("cell_id") != lost
    cells = system.cells(**{name: wrong, lost: deduced}).with_columns(printed=is_printed, movable=is_printed)
    if data.draw(st.booleans()):
        gone = {lost, *data.draw(st.lists(st.sampled_from(others or [lost]), max_size=2))} - {name}
        cells = cells.with_columns(value=pl.when(pl.col("cell_id").is_in(gone)).then(None).otherwise("value"))
        assume(printed[total] < sum(printed[part] for part in parts if part not in gone))
    found = localize(cells, system.members())
    assert "unique" not in found.filter(pl.col("proposed") != system.values.get(name, 0))["verdict"].to_list()
    named = found.filter(hypothesis="single_cell", cell_id=name)
    assert any(
        proposed == system.values[name] or admits(reason, system.values[name])
        for reason, proposed in named.select("reason", "proposed").rows()
    )
