"""Operations on several cells at once: exchange, shift, exchanged lines, wrong unit."""

from __future__ import annotations

import polars as pl
import pytest

from jukinet.localize import localize
from localize.tables_of_sums import cells_of, members_of, table_with_totals

WIDTH = 6
LINES = [[812, 947, 1034, 1180, 655, 720], [35, 62, 48, 71, 90, 17], [205, 311, 44, 390, 128, 267]]


def table(lines: list[list[int]]) -> tuple[dict[str, int], pl.DataFrame]:
    values, members = table_with_totals(lines)
    return values, members_of(members)


def placed_cells_of(values: dict[str, int]) -> pl.DataFrame:
    """The cells of a table with their places in it; totals have none in their line."""
    return cells_of(values).with_columns(
        series=pl.col("cell_id").str.head(2),
        column=pl.col("cell_id").str.tail(2),
        position=pl.Series([int(name[3:]) if int(name[3:]) < WIDTH else None for name in values]),
        block=pl.Series([name[:2] if int(name[3:]) < WIDTH else None for name in values]),
    )


def proposals(found: pl.DataFrame, hypothesis_id: int = 1) -> dict[str, int]:
    rows = found.filter(pl.col("hypothesis_id") == hypothesis_id)
    return dict(zip(rows["cell_id"], rows["proposed"], strict=True))


def test_two_cells_exchanged_in_a_line() -> None:
    values, members = table(LINES)
    truth = {"r0c1": values["r0c1"], "r0c4": values["r0c4"]}
    found = localize(placed_cells_of(values | {"r0c1": truth["r0c4"], "r0c4": truth["r0c1"]}), members)
    assert proposals(found) == truth
    assert found.select("hypothesis", "verdict").unique().rows() == [("exchange", "ranked")]


def test_two_cells_exchanged_in_a_column() -> None:
    values, members = table(LINES)
    truth = {"r0c1": values["r0c1"], "r2c1": values["r2c1"]}
    found = localize(placed_cells_of(values | {"r0c1": truth["r2c1"], "r2c1": truth["r0c1"]}), members)
    assert proposals(found) == truth
    assert found["reason"][0] == "two cells of the column exchanged"


def test_a_part_exchanged_with_its_total() -> None:
    values, members = table(LINES)
    truth = {"r1c0": values["r1c0"], "r1c6": values["r1c6"]}
    found = localize(placed_cells_of(values | {"r1c0": truth["r1c6"], "r1c6": truth["r1c0"]}), members)
    assert proposals(found) == truth
    assert found["hypothesis"][0] == "exchange"


def test_a_line_shifted_and_its_last_value_lost() -> None:
    values, members = table(LINES)
    truth = {f"r0c{c}": LINES[0][c] for c in range(2, 6)}
    printed = {"r0c2": 9, "r0c3": 1034, "r0c4": 1180, "r0c5": 655}
    found = localize(placed_cells_of(values | printed), members)
    assert proposals(found) == truth
    assert found.select("hypothesis", "reason").unique().rows() == [("shift", "values printed one place too late")]


def test_a_line_shifted_the_other_way_round() -> None:
    values, members = table(LINES)
    truth = {f"r2c{c}": LINES[2][c] for c in range(4)}
    found = localize(placed_cells_of(values | {"r2c0": 311, "r2c1": 44, "r2c2": 390, "r2c3": 205}), members)
    assert proposals(found) == truth
    assert found.select("hypothesis", "reason").unique().rows() == [("shift", "values printed one place too early")]


def test_two_lines_exchanged_are_seen_where_another_edit_tells_them_apart() -> None:
    values, members = table(LINES)
    # Copies of two lines in another table: the columns cannot see the exchange, the copies can.
    copies = {f"s{name[1:]}": value for name, value in values.items() if name[:2] in ("r0", "r2")}
    links = [(f"same{name}", name, 1) for name in copies] + [(f"same{name}", f"r{name[1:]}", -1) for name in copies]
    extra = members_of(links)
    changed = dict(values)
    for c in range(WIDTH + 1):
        changed |= {f"r0c{c}": values[f"r2c{c}"], f"r2c{c}": values[f"r0c{c}"]}
    cells = placed_cells_of(changed | copies).with_columns(movable=pl.col("cell_id").str.starts_with("r"))
    found = localize(cells, pl.concat([members, extra]))
    assert set(found["hypothesis"]) == {"permutation"}
    assert proposals(found) == {name: values[name] for name in values if name[:2] in ("r0", "r2")}


def test_a_block_in_the_wrong_unit() -> None:
    values, members = table([[812000, 947000, 1034000, 1180000, 655000, 720000], *LINES[1:]])
    changed = {name: value // 1000 for name, value in values.items() if name[:2] == "r0" and name != "r0c6"}
    found = localize(placed_cells_of(values | changed), members)
    assert found.select("hypothesis", "reason").unique().rows() == [("unit_slip", "the block is 1000 times too small")]
    assert proposals(found) == {name: values[name] for name in changed}


def test_a_cell_and_an_operation_that_explain_the_same_are_not_unique() -> None:
    values = {"t": 40, "u": 10, "a": 10}
    members = [("e", "t", 1), ("e", "u", -1), ("f", "t", 2), ("f", "a", -1), ("f", "u", -1)]
    frame = members_of(members)
    cells = cells_of(values, immovable=("u", "a")).with_columns(column=pl.lit("c"))
    alone = localize(cells, frame)
    assert alone.select("cell_id", "proposed", "verdict").rows() == [("t", 10, "unique")]
    # A partner in the column that no edit watches: t may have been exchanged with it.
    unwatched = cells.filter(pl.col("cell_id") == "a").with_columns(cell_id=pl.lit("b"), movable=pl.lit(True))
    both = localize(pl.concat([cells, unwatched]), frame)
    assert set(both["hypothesis"]) == {"single_cell", "exchange"}
    assert "unique" not in both["verdict"].to_list()


def test_a_part_exchanged_with_its_total_where_one_edit_watches_both() -> None:
    values = {"a": 412, "b": 95, "t": 317}
    cells = placed_cells_of({"r0c0": values["a"], "r0c1": values["b"], "r0c6": values["t"]})
    members = members_of([("e", "r0c0", 1), ("e", "r0c1", 1), ("e", "r0c6", -1)])
    exchange = localize(cells, members).filter(pl.col("hypothesis") == "exchange")
    assert dict(zip(exchange["cell_id"], exchange["proposed"], strict=True)) == {"r0c0": 317, "r0c6": 412}


def test_a_cell_that_may_not_be_blamed_takes_no_part_in_an_exchange() -> None:
    values, members = table(LINES)
    cells = placed_cells_of(values | {"r0c1": values["r0c4"], "r0c4": values["r0c1"]})
    found = localize(cells.with_columns(movable=pl.col("cell_id") != "r0c4"), members)
    assert "exchange" not in found["hypothesis"].to_list()
    assert "r0c4" not in found["cell_id"].to_list()


@pytest.mark.parametrize(
    ("printed", "is_shift"),
    [
        # One value that moved on says no more than two wrong cells do.
        ({"r0c1": 9, "r0c2": 947}, False),
        ({"r0c1": 9, "r0c2": 947, "r0c3": 1034}, True),
    ],
)
def test_two_values_that_moved_on_are_a_shift_and_one_is_none(printed: dict[str, int], is_shift: bool) -> None:
    values, members = table(LINES)
    found = localize(placed_cells_of(values | printed), members)
    assert ("shift" in found["hypothesis"].to_list()) == is_shift
    assert proposals(found) == {cell: values[cell] for cell in printed}


def test_the_rest_of_a_block_in_the_wrong_unit_is_found_where_one_of_its_cells_may_not_be_blamed() -> None:
    values, members = table([[812000, 947000, 1034000, 1180000, 655000, 720000], *LINES[1:]])
    changed = {f"r0c{c}": values[f"r0c{c}"] // 1000 for c in range(5)}
    cells = placed_cells_of(values | changed).with_columns(movable=pl.col("cell_id") != "r0c5")
    found = localize(cells, members)
    assert set(found["hypothesis"]) == {"unit_slip"}
    assert proposals(found) == {cell: values[cell] for cell in changed}


def test_one_figure_of_a_block_of_zeros_is_a_cell_and_no_block() -> None:
    values, members = table([[0, 0, 1034, 0, 0, 0], *LINES[1:]])
    found = localize(placed_cells_of(values | {"r0c2": 1034000}), members)
    assert found.select("hypothesis", "cell_id", "verdict").rows() == [("single_cell", "r0c2", "unique")]


def test_a_shift_does_not_go_on_beyond_a_gap() -> None:
    """What is printed behind a place that is left out is not what stood before it."""
    values, members = table(LINES)
    cells = placed_cells_of(values | {"r0c2": LINES[0][3], "r0c3": LINES[0][4], "r0c4": LINES[0][2]})
    assert set(localize(cells, members)["hypothesis"]) == {"shift"}
    apart = cells.with_columns(position=pl.col("position") + pl.when(pl.col("position") > 2).then(1).otherwise(0))
    assert "shift" not in localize(apart, members)["hypothesis"].to_list()
