"""Several errors: disjoint, meeting in an edit, too many, or beyond explanation."""

from __future__ import annotations

import random

import polars as pl
import pytest

from jukinet.localize import localize
from jukinet.localize import milp as milp_module
from jukinet.localize.components import errors_at_least
from jukinet.localize.cover import covers
from jukinet.localize.residuals import find_faulty
from jukinet.localize.schema import checked_cells, checked_members
from jukinet.localize.system import Item, systems
from localize.tables_of_sums import cells_of, members_of, table_with_totals

HEIGHT, WIDTH = 4, 6


def generated(seed: int, scale: int = 1000) -> tuple[dict[str, int], pl.DataFrame]:
    """Values by cell and the members of a balanced random table with all its totals."""
    rng = random.Random(seed)
    values, members = table_with_totals(
        [[rng.randrange(scale, 9 * scale) for _ in range(WIDTH)] for _ in range(HEIGHT)]
    )
    return values, members_of(members)


def best(found: pl.DataFrame) -> dict[str, int]:
    rows = found.filter(pl.col("rank") == 1)
    return dict(zip(rows["cell_id"], rows["proposed"], strict=True))


@pytest.mark.parametrize("scale", [1000, 2**31, 2**53, 2**55])
@pytest.mark.parametrize(
    "slips",
    [
        {"r0c0": 9, "r2c3": -700},
        {"r0c0": 9, "r0c3": -700},
        {"r0c0": 9, "r0c3": -700, "r3c3": 41},
        {"r0c0": 9, "r1c1": 90, "r2c2": -7, "r3c3": 11},
        {"r0c0": 9, "r0c6": 90, "r4c6": -7},
    ],
)
def test_several_slips_are_found_and_never_called_certain(slips: dict[str, int], scale: int) -> None:
    values, members = generated(1, scale)
    changed = {name: values[name] + delta for name, delta in slips.items()}
    found = localize(cells_of(values | changed), members)
    assert set(found["verdict"]) == {"multiple"}
    hypotheses = [
        dict(zip(part["cell_id"], part["delta"], strict=True)) for part in found.partition_by("hypothesis_id")
    ]
    assert {name: -delta for name, delta in slips.items()} in hypotheses


@pytest.mark.parametrize("scale", [1000, 2**53])
def test_changes_too_far_apart_for_floats_are_still_right(scale: int) -> None:
    values, members = generated(2, scale)
    slips = {"r0c0": 1, "r0c3": scale - 1, "r2c3": -2}
    found = localize(cells_of(values | {name: values[name] + delta for name, delta in slips.items()}), members)
    assert set(found["verdict"]) == {"multiple"}
    assert found["reason"].to_list() != ["re-read the table"]
    hypotheses = [
        dict(zip(part["cell_id"], part["delta"], strict=True)) for part in found.partition_by("hypothesis_id")
    ]
    assert {name: -delta for name, delta in slips.items()} in hypotheses


def test_ties_are_all_listed_up_to_the_limit() -> None:
    values, members = generated(3)
    changed = values | {"r0c0": values["r0c0"] + 50, "r0c1": values["r0c1"] - 50}
    found = localize(cells_of(changed), members)
    assert found["hypothesis_id"].n_unique() == HEIGHT + 1
    assert localize(cells_of(changed), members, max_ties=2)["hypothesis_id"].n_unique() == 2


@pytest.mark.parametrize("size", [(4, 6), (12, 30)])
def test_a_table_where_everything_is_wrong_ends(size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "HEIGHT", size[0])
    monkeypatch.setitem(globals(), "WIDTH", size[1])
    values, members = generated(4)
    rng = random.Random(4)
    found = localize(cells_of({name: rng.randrange(10**6) for name in values}), members, time_limit=5.0)
    assert found.select("verdict", "cell_id", "reason").rows() == [("multiple", None, "re-read the table")]
    assert len(found["edit_ids"][0]) == size[0] + size[1] + 2


def test_six_errors_are_too_many() -> None:
    values, members = generated(5)
    changed = {f"r{k % 5}c{k}": values[f"r{k % 5}c{k}"] + 10**k for k in range(6)}
    found = localize(cells_of(values | changed), members)
    assert found.select("verdict", "reason").rows() == [("multiple", "re-read the table")]


def test_no_time_gives_a_timeout_and_not_a_guess() -> None:
    values, members = generated(6)
    changed = {"r0c0": values["r0c0"] + 9, "r0c3": values["r0c3"] - 700}
    found = localize(cells_of(values | changed), members, time_limit=1e-9)
    assert found.select("verdict", "cell_id").rows() == [("timeout", None)]


def test_no_time_still_names_the_cell_that_explains_all_alone() -> None:
    """The cell is known before the search begins; that nothing else would do is not."""
    values, members = generated(6)
    found = localize(cells_of(values | {"r0c0": values["r0c0"] + 9}), members, time_limit=1e-9)
    assert best(found) == {"r0c0": values["r0c0"]}
    assert found["verdict"].to_list() == ["candidates"]


def test_a_violated_edit_without_a_movable_cell_is_unexplained() -> None:
    values, members = generated(7)
    line = [name for name in values if name.startswith("r0")]
    found = localize(cells_of(values | {"r0c0": values["r0c0"] + 1}, immovable=line), members)
    assert "unexplained" in found["verdict"].to_list()
    assert "unique" not in found["verdict"].to_list()


def test_errors_in_parts_that_share_nothing_are_settled_apart() -> None:
    values, members = generated(8)
    other = {f"x{name}": value for name, value in values.items()}
    both = pl.concat([members, members.with_columns(pl.col("edit_id", "cell_id").str.replace("^", "x"))])
    changed = values | other | {"r0c0": values["r0c0"] + 9, "xr1c1": values["r1c1"] + 90}
    found = localize(cells_of(changed), both)
    assert found.select("component", "cell_id", "verdict").rows() == [(1, "r0c0", "unique"), (2, "xr1c1", "unique")]


def test_a_pair_that_cancels_in_a_balanced_edit_takes_certainty_away() -> None:
    # a and b are certain by themselves, but a2 and b2 repair the same and cancel in "link".
    members = [("e1", "a", 1), ("e2", "a", 1), ("e1", "a2", 1), ("e2", "a2", 1), ("link", "a2", 1)]
    members += [("f1", "b", 1), ("f2", "b", 1), ("f1", "b2", 1), ("f2", "b2", 1), ("link", "b2", -1)]
    members += [("e1", "k", -1), ("e2", "k", -1), ("f1", "k", -1), ("f2", "k", -1)]
    values = {"a": 60, "a2": 50, "b": 60, "b2": 50, "k": 100}
    found = localize(cells_of(values, immovable="k"), members_of(members))
    assert set(found["cell_id"]) == {"a", "b"}
    assert "unique" not in found["verdict"].to_list()


def test_the_solver_is_not_needed_for_a_balanced_table(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(deadline: float) -> None:
        raise AssertionError("the solver was called")

    monkeypatch.setattr(milp_module, "_solver", refused)
    values, members = generated(9)
    assert localize(cells_of(values), members).is_empty()
    assert localize(cells_of(values | {"r0c0": 1}), members).height == 1
    changed = {"r0c0": values["r0c0"] + 9, "r0c3": values["r0c3"] - 700}
    with pytest.raises(AssertionError, match="solver"):
        localize(cells_of(values | changed), members)


def test_a_false_proposal_of_the_solver_is_rejected_in_integers(monkeypatch: pytest.MonkeyPatch) -> None:
    values, members = generated(10)
    changed = {"r0c0": values["r0c0"] + 9, "r0c3": values["r0c3"] - 700}
    names = sorted(values)
    real = milp_module._Model.solve
    lies = [[names.index("r1c1"), names.index("r2c2")]]

    def solve(self: milp_module._Model, max_errors: int, deadline: float) -> tuple[str, list[int], dict[int, int]]:
        if lies:
            support = lies.pop()
            return "found", support, dict.fromkeys(support, 1)
        return real(self, max_errors, deadline)

    monkeypatch.setattr(milp_module._Model, "solve", solve)
    found = localize(cells_of(values | changed), members)
    assert best(found) == {name: values[name] for name in changed}


def test_the_answer_is_sorted() -> None:
    values, members = generated(11)
    cells = cells_of(values | {"r0c0": values["r0c0"] + 50, "r1c1": values["r1c1"] + 50})
    found = localize(
        pl.concat([cells.with_columns(publication_id=pl.lit(name)) for name in ("b", "a")]),
        pl.concat([members.with_columns(publication_id=pl.lit(name)) for name in ("b", "a")]),
    )
    keys = ["publication_id", "component", "rank", "hypothesis_id", "cell_id"]
    assert found.equals(found.sort(keys))
    assert found["publication_id"].unique(maintain_order=True).to_list() == ["a", "b"]


def test_ties_of_disjoint_errors_are_cut_at_the_limit() -> None:
    values, members = generated(12)
    cells = cells_of(values | {"r0c0": values["r0c0"] + 50, "r1c1": values["r1c1"] + 50})
    assert localize(cells, members)["hypothesis_id"].n_unique() == 2
    assert localize(cells, members, max_ties=1)["hypothesis_id"].n_unique() == 1


def test_contradicting_edits_that_no_cells_can_repair_are_unexplained() -> None:
    members = members_of([("e", "a", 1), ("e", "k", -1), ("f", "a", 1), ("f", "m", -1)])
    found = localize(cells_of({"a": 10, "k": 11, "m": 12}, immovable="km"), members)
    assert found.select("verdict", "cell_id").rows() == [("unexplained", None)]


def test_a_settled_error_nearby_is_left_alone_by_the_solver() -> None:
    values, members = generated(13)
    extra = members_of([("extra", "r3c1", 1), ("extra", "z", 1), ("extra", "s", -1)])
    values |= {"z": 77, "s": values["r3c1"] + 77}
    slips = {"r0c0": 9, "r0c3": -700}
    changed = {name: values[name] + delta for name, delta in slips.items()} | {"s": values["s"] + 5}
    found = localize(cells_of(values | changed), pl.concat([members, extra.select(members.columns)]))
    several = found.filter(pl.col("verdict") == "multiple")
    assert best(several) == {name: values[name] for name in slips}
    assert set(found.filter(pl.col("verdict") != "multiple")["cell_id"]) == {"s", "z"}


def test_a_cover_is_disjoint() -> None:
    items = [Item("single_cell", ((k, 1),), frozenset(group)) for k, group in enumerate(([1, 2], [2, 3], [3, 4]))]
    assert covers(frozenset((1, 2, 3, 4)), items, lambda: False) == [(items[0], items[2])]
    assert covers(frozenset((1, 2, 3)), items, lambda: False) == []


def test_the_lower_bound_counts_edits_apart_and_edits_per_cell() -> None:
    rows = [(f"e{k}", f"a{k}", 1) for k in range(3)]
    rows += [(f"f{k}", f"b{cell % 4}", 1) for k in range(4) for cell in (k, k + 1)]
    members = members_of(rows)
    cells = cells_of(dict.fromkeys(sorted({row[1] for row in rows}), 1))
    faulty = find_faulty(checked_cells(cells), checked_members(members))
    assert faulty is not None
    (system,) = systems(faulty, {}, {})
    group = {name: edit for edit, name in enumerate(system.edit_ids)}
    assert errors_at_least(system, frozenset(group[f"e{k}"] for k in range(3))) == 3
    # A ring of four edits, each cell in two of them.
    assert errors_at_least(system, frozenset(group[f"f{k}"] for k in range(4))) == 2


def test_only_a_printed_negative_may_stay_negative() -> None:
    members = members_of([("e", name, 1) for name in ("count", "negative")])
    faulty = find_faulty(checked_cells(cells_of({"count": 5, "negative": -3})), checked_members(members))
    assert faulty is not None
    (system,) = systems(faulty, {}, {})
    assert (system.allowed(0, -5), system.allowed(0, -6), system.allowed(1, -1)) == (True, False, True)


def test_a_pair_is_found_among_cells_that_no_edit_tells_apart() -> None:
    """Two months of 2 x 20 are wrong and meet in an edit: of 400 pairs the one of likely slips is first."""
    months = {f"{line}{month}": 1000 * month + 234 for line in "ab" for month in range(1, 21)}
    sums = {line: sum(count for name, count in months.items() if name[0] == line) for line in "ab"}
    members = [(f"line {name[0]}", name, 1) for name in months] + [(f"line {line}", line, -1) for line in "ab"]
    members += [("all", name, 1) for name in [*months, "b"]] + [("all", "total", -1)]
    values = months | sums | {"total": sum(months.values()) + sums["b"]}
    frame = members_of(members)
    assert localize(cells_of(values), frame).is_empty()
    found = localize(cells_of(values | {"a17": 17324, "b18": 18243}), frame)
    assert best(found) == {"a17": 17234, "b18": 18234}
    assert set(found["verdict"]) == {"multiple"}
    assert found["hypothesis_id"].max() == 10
