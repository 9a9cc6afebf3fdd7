"""One wrong cell: what structure settles, what it leaves open, and that no size of figure makes it inexact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl
import pytest

from jukinet.localize import OUTPUT, localize
from jukinet.localize.residuals import find_faulty
from jukinet.localize.schema import checked_cells, checked_members
from jukinet.localize.single_cell import single_cells
from jukinet.localize.slips import slips
from localize.tables_of_sums import Member, cells_of, members_of, table_with_totals


def frames(
    values: Mapping[str, int | None],
    members: Sequence[Member],
    *,
    immovable: tuple[str, ...] = (),
    deduced: tuple[str, ...] = (),
) -> tuple[pl.DataFrame, pl.DataFrame]:
    return cells_of(values, immovable=immovable, deduced=deduced), members_of(members)


LINES = [[812, 947, 1034, 1180], [35, 62, 48, 71], [20, 0, 44, 3]]


def test_a_balanced_table_gives_no_rows_and_the_right_columns() -> None:
    found = localize(*frames(*table_with_totals(LINES)))
    assert found.is_empty()
    assert found.schema == OUTPUT


def test_one_slip_in_a_table_is_unique_with_its_reason() -> None:
    values, members = table_with_totals(LINES)
    found = localize(*frames({**values, "r0c1": 974}, members))
    assert found.to_dicts() == [
        {
            "publication_id": "p",
            "component": 1,
            "hypothesis_id": 1,
            "hypothesis": "single_cell",
            "cell_id": "r0c1",
            "printed": 974,
            "proposed": 947,
            "delta": -27,
            "verdict": "unique",
            "rank": 1,
            "score": pytest.approx(1, abs=0.01),
            "reason": "two adjacent digits exchanged",
            "edit_ids": ["col1", "row0"],
        }
    ]


def test_a_single_line_accuses_every_cell_and_is_never_unique() -> None:
    values = {"a": 10, "b": 20, "c": 30, "t": 87}
    found = localize(*frames(values, [("e", "a", 1), ("e", "b", 1), ("e", "c", 1), ("e", "t", -1)]))
    assert set(found["cell_id"]) == {"a", "b", "c", "t"}
    assert not set(found["verdict"]) & {"unique", "multiple"}
    # No slip that people make explains 27: further errors are likelier than any of the four.
    assert set(found["verdict"]) == {"candidates"}
    assert found["score"].sum() < 0.5


def test_one_edit_with_one_movable_cell_is_still_not_unique() -> None:
    values = {"a": 10, "b": 20, "t": 87}
    cells, members = frames(values, [("e", "a", 1), ("e", "b", 1), ("e", "t", -1)], immovable=("a", "b"))
    found = localize(cells, members)
    assert found["cell_id"].to_list() == ["t"]
    assert found["verdict"][0] != "unique"


@pytest.mark.parametrize("size", [10**7 + 9, 2**31 + 5, 2**53 + 1, 2**60 + 3])
def test_the_size_of_the_figures_does_not_matter(size: int) -> None:
    values, members = table_with_totals([[size, 62, 48], [35, 11, 71]])
    found = localize(*frames({**values, "r0c0": size + 1}, members))
    assert found.select("cell_id", "proposed", "delta", "verdict").rows() == [("r0c0", size, -1, "unique")]


def test_sums_beyond_64_bits_do_not_wrap_into_balance() -> None:
    big = 2**62
    values = {"a": big, "b": big, "c": big, "d": big, "t": 0}
    members = [("e", name, -1 if name == "t" else 1) for name in values]
    found = localize(*frames(values, members))
    assert set(found["verdict"]) <= {"unexplained", "multiple"}
    assert found.height > 0


def test_an_edit_with_a_lost_member_neither_breaks_nor_balances() -> None:
    values, members = table_with_totals(LINES)
    lost = {**values, "r0c0": None}
    assert localize(*frames(lost, members)).is_empty()
    found = localize(*frames({**lost, "r0c1": 974}, members))
    assert found["edit_ids"].to_list() == [["col1"]] * found.height
    assert "unique" not in found["verdict"].to_list()


def test_an_immovable_cell_is_not_blamed() -> None:
    values, members = table_with_totals(LINES)
    found = localize(*frames({**values, "r0c1": 974}, members, immovable=("r0c1",)))
    assert "r0c1" not in found["cell_id"].to_list()
    assert "unique" not in found["verdict"].to_list()


def test_a_count_is_not_proposed_below_zero() -> None:
    found = localize(*frames({"a": 5, "b": 500, "t": 405}, [("e", "a", 1), ("e", "b", 1), ("e", "t", -1)]))
    assert set(found["cell_id"]) == {"b", "t"}


def test_a_sign_is_recognized() -> None:
    values, members = table_with_totals(LINES)
    found = localize(*frames({**values, "r1c1": -62}, members))
    assert found.select("cell_id", "proposed", "reason").rows() == [("r1c1", 62, "sign")]


def test_a_row_counted_twice_is_proposed_as_absent() -> None:
    values, members = table_with_totals(LINES)
    values["again"] = 62
    members = [*members, ("row1", "again", 1), ("col1", "again", 1)]
    found = localize(*frames(values, members))
    again = found.filter(pl.col("cell_id") == "again")
    assert again.select("proposed", "reason").rows() == [(0, "row doubled or should be absent")]


def test_an_error_carried_on_by_a_deduced_cell_is_found_at_its_origin() -> None:
    values, members = table_with_totals(LINES)
    # The deduced cell took up the slip of r0c1 from the line's total, so the line balances.
    values |= {"r0c1": 974, "r0c2": 1034 - 27}
    found = localize(*frames(values, members, deduced=("r0c2",)))
    assert found.select("cell_id", "proposed", "verdict").rows() == [("r0c1", 947, "unique")]
    assert found["edit_ids"].to_list() == [["col1", "col2"]]


def test_a_cell_that_may_not_be_blamed_is_said_where_it_alone_would_do() -> None:
    values = {"own": 5, "other": 7, "total": 12, "before": 8}
    members = [
        ("sum", "own", 1),
        ("sum", "other", 1),
        ("sum", "total", -1),
        ("again", "own", 1),
        ("again", "before", -1),
    ]
    found = localize(*frames(values, members, immovable=("other", "total", "before")))
    assert found.select("verdict", "cell_id", "reason").rows() == [
        ("unexplained", None, "no movable cell can explain it, but before would: 8 -> 5")
    ]
    # Another edit holds it to what it is.
    members += [("held", "before", 1), ("held", "same", -1)]
    found = localize(*frames(values | {"same": 8}, members, immovable=("other", "total", "before", "same")))
    assert found["reason"].to_list() == ["no movable cell can explain it"]


TWICE = [("e1", "x", 1), ("e1", "a", 1), ("e1", "t", -1), ("e2", "x", 1), ("e2", "b", 1), ("e2", "u", -1)]


def test_a_deduced_cell_that_contradicts_its_own_edits_is_reported() -> None:
    found = localize(*frames({"x": 15, "a": 1, "t": 11, "b": 2, "u": 12}, TWICE, deduced=("x",)))
    assert found.select("verdict", "cell_id", "edit_ids").rows() == [("unexplained", None, ["e1", "e2"])]


def test_a_proposal_that_would_make_a_deduced_cell_negative_is_none() -> None:
    values = {"x": 2, "a": 10, "t": 12, "b": 1, "u": 8}
    found = localize(*frames(values, TWICE, deduced=("x",)))
    assert sorted(found.select("cell_id", "proposed").rows()) == [("a", 5), ("b", 6), ("t", 17), ("u", 3)]
    found = localize(*frames(values | {"u": 1, "b": 4}, TWICE, deduced=("x",)))
    # 5 less in t, or 5 more in a, would leave -3 for x; 5 less in b are not there.
    assert found.select("cell_id", "proposed").rows() == [("u", 6)]


def test_the_edits_behind_a_combined_edit_are_named() -> None:
    found = localize(*frames({"x": 15, "a": 10, "t": 20, "b": 2, "u": 14}, TWICE, deduced=("x",)))
    assert set(found["cell_id"]) == {"a", "b", "t", "u"}
    assert found["edit_ids"].to_list() == [["e1", "e2"]] * found.height
    assert "unique" not in found["verdict"].to_list()


@pytest.mark.parametrize(
    ("measure", "total", "found_cells"),
    [
        ("rows", 3, []),
        ("rows", 4, ["n"]),
        ("nonzero", 2, []),
        ("nonzero", 3, ["n", "zero"]),
        ("nonzero", 1, ["a", "b", "n"]),
    ],
)
def test_rows_and_nonzero_values_are_counted(measure: str, total: int, found_cells: list[str]) -> None:
    values = {"a": 7, "b": 8, "zero": 0, "n": total}
    members = [(("e"), cell, 1, measure) for cell in ("a", "b", "zero")] + [("e", "n", -1, "value")]
    assert sorted(localize(*frames(values, members))["cell_id"].to_list()) == found_cells


def test_a_cell_that_would_upset_the_count_of_nonzero_values_is_cleared() -> None:
    values = {"a": 5, "b": 5, "t": 5, "n": 2}
    members = [("sum", "a", 1, "value"), ("sum", "b", 1, "value"), ("sum", "t", -1, "value")]
    members += [("count", "a", 1, "nonzero"), ("count", "b", 1, "nonzero"), ("count", "n", -1, "value")]
    assert localize(*frames(values, members))["cell_id"].to_list() == ["t"]


def test_publications_do_not_see_each_other() -> None:
    values, members = table_with_totals(LINES)
    cells, edits = frames({**values, "r0c1": 974}, members)
    alone = localize(cells, edits)
    good, _ = frames(values, members)
    both = localize(
        pl.concat([good.with_columns(publication_id=pl.lit("a")), cells]),
        pl.concat([edits.with_columns(publication_id=pl.lit("a")), edits]),
    )
    assert both.equals(alone)


@pytest.mark.parametrize(
    ("printed", "proposed", "kind", "reason"),
    [
        (974, 947, "transposition", "two adjacent digits exchanged"),
        (15, 105, "transposition", "two adjacent digits exchanged"),
        (123, 723, "alike", "digit 7 read as 1"),
        (128, 728, "alike", "digit 7 read as 1"),
        (523, 723, "digit", "digit 7 read as 5"),
        (4200, 420, "zero", "a zero too many"),
        (42, 420, "zero", "a zero too few"),
        (42, 42000, "zeros", "3 zeros too few"),
        (4420, 420, "doubled", "digit 4 doubled"),
        (4720, 420, "inserted", "digit 7 inserted"),
        (42, 472, "dropped", "a digit dropped"),
        (-42, 42, "sign", "sign"),
        (-974, -947, "transposition", "two adjacent digits exchanged"),
        (0, 42, "emptied", "printed as zero"),
        (42, 0, "other", "row doubled or should be absent"),
        (6, 0, "alike", "digit 0 read as 6"),
        (5, 0, "digit", "digit 0 read as 5"),
        (321, 123, "far transposition", "two digits exchanged"),
        (987, 123, "other", "another figure"),
    ],
)
def test_a_slip_is_named(printed: int, proposed: int, kind: str, reason: str) -> None:
    assert (kind, reason) in [(slip.kind, slip.reason) for slip in slips(printed, proposed)]


def test_a_slip_of_digits_keeps_the_sign() -> None:
    assert [slip.kind for slip in slips(-52, 42)] == ["other"]


def test_a_figure_that_happens_to_be_the_difference_is_no_likelier_than_a_digit_slip_of_another() -> None:
    members = [("e", "a", 1), ("e", "b", 1), ("e", "t", -1)]
    found = localize(*frames({"a": 30, "b": 73, "t": 73}, members, immovable=("t",)))
    assert found.select("cell_id", "proposed").rows() == [("b", 43), ("a", 0)]


def test_the_query_leaves_out_what_may_not_be_blamed_or_would_fall_below_zero() -> None:
    values = {"a": 5, "b": 500, "c": 600, "t": 705}
    members = [("e", "a", 1), ("e", "b", 1), ("e", "c", 1), ("e", "t", -1), ("f", "c", 1), ("f", "d", -1)]
    cells, edits = frames({**values, "d": 600}, members, immovable=("b",))
    faulty = find_faulty(checked_cells(cells), checked_members(edits))
    assert faulty is not None
    assert single_cells(faulty).select("cell_id", "delta").rows() == [("t", 400)]


@pytest.mark.parametrize(("others", "ranks", "verdict"), [(3, [1, 2], "ranked"), (2, [1, 1], "candidates")])
def test_the_cell_that_stands_out_of_its_series_is_preferred_where_there_are_enough_others(
    others: int, ranks: list[int], verdict: str
) -> None:
    low, high = [18, 20, 22], [70, 72, 75]
    values = {"a": 71, "b": 71, "t": 88}
    values |= {f"{line[0]}{k}": line[1][k] for line in (("l", low), ("h", high)) for k in range(others)}
    cells, edits = frames(values, [("e", "a", 1), ("e", "b", 1), ("e", "t", -1)], immovable=("t",))
    series = {"a": "low", "l": "low", "b": "high", "h": "high"}
    cells = cells.with_columns(series=pl.col("cell_id").str.head(1).replace_strict(series, default=None))
    found = localize(cells, edits)
    assert found.select("cell_id", "proposed", "rank").rows() == [("a", 17, ranks[0]), ("b", 17, ranks[1])]
    assert found["verdict"].to_list() == [verdict, verdict]


@pytest.mark.parametrize(
    ("context", "reason"),
    [("series", "the neighbour's value"), ("column", "the value of another cell of the column")],
)
def test_a_copied_value_is_recognized(context: str, reason: str) -> None:
    values = {"a": 5083, "b": 5083, "c": 612, "t": 5083 + 7316 + 612}
    members = [("e", name, -1 if name == "t" else 1) for name in values]
    cells, edits = frames(values, members, immovable=("a", "c", "t"))
    cells = cells.with_columns(pl.lit("s").alias(context), position=pl.int_range(pl.len()) + 1)
    assert localize(cells, edits).select("cell_id", "proposed", "reason").rows() == [("b", 7316, reason)]


@pytest.mark.parametrize(("printed", "reason"), [(5083, "another figure"), (0, "printed as zero")])
def test_neither_a_value_from_farther_along_the_line_nor_a_zero_is_a_copy(printed: int, reason: str) -> None:
    values = {"b": printed, "c": 0, "d": 5083, "t": 7316 + 5083}
    members = [("e", name, -1 if name == "t" else 1) for name in values]
    cells, edits = frames(values, members, immovable=("c", "d", "t"))
    cells = cells.with_columns(series=pl.lit("s"), position=pl.int_range(pl.len()) + 1)
    assert localize(cells, edits).select("cell_id", "proposed", "reason").rows() == [("b", 7316, reason)]
