"""What keeps localization from saying too much: each is seen only where it is the last thing that decides."""

from __future__ import annotations

import polars as pl

from jukinet.localize import localize
from localize.tables_of_sums import Member, cells_of, members_of


def test_a_figure_that_fits_its_line_gains_by_a_factor_that_has_a_limit() -> None:
    """81 among nines gains twenty-fold as another figure: more than a zero too many, less than digits exchanged."""
    values = {"a": 81, "n1": 9, "n2": 9, "n3": 9, "n4": 9, "b": 91, "c": 80, "t": 180}
    cells = cells_of(values, immovable=["t"]).with_columns(
        series=pl.when(pl.col("cell_id").is_in(["a", "n1", "n2", "n3", "n4"])).then(pl.lit("line"))
    )
    members: list[Member] = [("e", "a", 1), ("e", "b", 1), ("e", "c", 1), ("e", "t", -1)]
    found = localize(cells, members_of(members)).filter(hypothesis="single_cell")
    assert found.select("cell_id", "proposed").rows() == [("b", 19), ("a", 9), ("c", 8)]


def test_an_exchange_is_the_less_likely_the_more_partners_there_are() -> None:
    short = {"s1": 100, "s2": 170, "s3": 500}
    long = {"l1": 300, "l2": 370, **{f"l{place}": 1000 + place for place in range(3, 8)}}
    values = {**short, **long, "t": 470}
    cells = cells_of(values, immovable=["t"]).with_columns(
        series=pl.when(pl.col("cell_id") != "t").then(pl.col("cell_id").str.head(1)),
        position=pl.col("cell_id").str.tail(1).cast(pl.Int64, strict=False),
    )
    found = localize(cells, members_of([("e", "s1", 1), ("e", "l1", 1), ("e", "t", -1)]))
    score = dict(found.filter(hypothesis="exchange").select("cell_id", "score").rows())
    # Two partners against six.
    assert round(score["s1"] / score["l1"], 6) == 3


COUNTED: list[Member] = [
    *(("counted", cell, 1, "nonzero") for cell in ("x", "r")),
    ("counted", "n", -1, "value"),
    *(("counted again", cell, 1, "nonzero") for cell in ("x", "r")),
    ("counted again", "m", -1, "value"),
    ("other", "r", 1, "value"),
    ("other", "s", -1, "value"),
]


def test_a_cell_that_could_be_zero_beside_another_error_is_a_rival_of_the_only_one() -> None:
    """Where something else is wrong too, r can be 0 as well as x: a second error would mend what breaks by it."""
    values = {"x": 5, "r": 7, "n": 1, "m": 1, "s": 7, "u": 3, "v": 8}
    alone = localize(cells_of(values, immovable="nmsuv"), members_of(COUNTED))
    assert alone.select("cell_id", "proposed", "verdict").rows() == [("x", 0, "unique")]
    broken: list[Member] = [("far", "u", 1, "value"), ("far", "v", -1, "value")]
    found = localize(cells_of(values, immovable="nms"), members_of([*COUNTED, *broken]))
    assert found.filter(cell_id="x").select("proposed", "verdict").rows() == [(0, "ranked")]


def test_lines_with_other_places_are_not_exchanged() -> None:
    """Labels of two lines exchanged: each cell has an edit of its own, and two lines of two cells change sides."""
    true = {"a1": 30, "a2": 50, "b1": 10, "b2": 20}
    printed = {"a1": 10, "a2": 20, "b1": 30, "b2": 50}
    totals = {f"t{cell}": value for cell, value in true.items()}
    members: list[Member] = [
        ("e" + cell, name, weight) for cell in true for name, weight in ((cell, 1), (f"t{cell}", -1))
    ]

    def hypotheses(values: dict[str, int], more: list[Member]) -> set[str]:
        cells = cells_of(values | totals, immovable=totals).with_columns(
            series=pl.when(~pl.col("cell_id").is_in(list(totals))).then(pl.col("cell_id").str.head(1)),
            position=pl.col("cell_id").str.tail(1).cast(pl.Int64),
        )
        return set(localize(cells, members_of([*members, *more]))["hypothesis"])

    assert hypotheses(printed, []) == {"permutation"}
    assert "permutation" not in hypotheses(printed | {"b3": 7}, [])
    assert "permutation" not in hypotheses(printed | {"a3": 7}, [])


def test_a_deduced_cell_that_one_edit_adds_up_and_counts_leads_to_what_gave_it() -> None:
    """With 8 in b it would be 4, and still count as 1."""
    members: list[Member] = [
        ("e", "x", 1, "value"),
        ("e", "x", 1, "nonzero"),
        ("e", "a", 1, "value"),
        ("e", "t", -1, "value"),
        ("f", "x", 1, "value"),
        ("f", "b", 1, "value"),
        ("f", "s", -1, "value"),
    ]
    values = {"x": 5, "a": 11, "t": 16, "b": 7, "s": 12}
    found = localize(cells_of(values, immovable="ts", deduced="x"), members_of(members))
    assert found.select("cell_id", "proposed").rows() == [("b", 8), ("a", 10)]
