"""One faulty publication as plain integers: cells, edits, and what a change of cells does to the
residuals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

import polars as pl

from jukinet.localize.residuals import Faulty

_INT64 = range(-(2**63), 2**63)


class Member(NamedTuple):
    """A membership seen from either side: `other` is an edit index of a cell, or a cell index of an edit."""

    other: int
    weight: int
    flag_weight: int


@dataclass(frozen=True)
class Item:
    """One error that explains the violated edits of `group` exactly and breaks none.

    kind: single_cell, exchange, shift, permutation or unit_slip.
    deltas: (cell index, change) sorted by cell; ways: how many slips of this kind could have been made here.
    """

    kind: str
    deltas: tuple[tuple[int, int], ...]
    group: frozenset[int]
    reason: str = ""
    ways: int = 1


@dataclass
class System:
    """Cells and evaluable edits of one publication, by index.

    Only cells with a value are held. `sources` names, per edit, the printed edits it was combined from.
    Arithmetic is on Python integers, so no size of value can make it inexact.
    """

    publication_id: str
    cell_ids: list[str]
    values: list[int]
    movable: list[bool]
    series: list[str | None]
    position: list[int | None]
    block: list[str | None]
    column: list[str | None]
    edit_ids: list[str]
    residuals: list[int]
    sources: list[frozenset[str]]
    of_cell: list[list[Member]] = field(default_factory=list)
    of_edit: list[list[Member]] = field(default_factory=list)

    @property
    def violated(self) -> list[int]:
        """Indexes of the violated edits."""
        return [edit for edit, residual in enumerate(self.residuals) if residual]

    def effects(self, deltas: Mapping[int, int]) -> dict[int, int]:
        """Return the change of each edit's residual, zero changes left out."""
        changes: dict[int, int] = {}
        for cell, delta in deltas.items():
            old = self.values[cell]
            flip = int(old + delta != 0) - int(old != 0)
            for edit, weight, flag_weight in self.of_cell[cell]:
                changes[edit] = changes.get(edit, 0) + weight * delta + flag_weight * flip
        return {edit: change for edit, change in changes.items() if change}

    def allowed(self, cell: int, delta: int) -> bool:
        """Whether the cell may be blamed and its new value is a 64-bit count (negative only if it was)."""
        new = self.values[cell] + delta
        return self.movable[cell] and new in _INT64 and delta in _INT64 and (new >= 0 or self.values[cell] < 0)

    def explained(self, deltas: Mapping[int, int]) -> frozenset[int]:
        """Return the violated edits that the change repairs; empty if it breaks one or leaves one half
        done."""
        if not all(self.allowed(cell, delta) for cell, delta in deltas.items()):
            return frozenset()
        changes = self.effects(deltas)
        if any(self.residuals[edit] + change for edit, change in changes.items()):
            return frozenset()
        return frozenset(changes)

    def item(self, kind: str, deltas: Mapping[int, int], reason: str = "", ways: int = 1) -> Item | None:
        """Return the change as an Item, or None if it does not explain anything exactly."""
        changed = {cell: delta for cell, delta in deltas.items() if delta}
        group = self.explained(changed)
        return Item(kind, tuple(sorted(changed.items())), group, reason, max(ways, 1)) if group else None

    def lines(self) -> dict[str, list[int]]:
        """Cells by series, in order of position (cells without one last)."""
        found: dict[str, list[int]] = {}
        for cell, series in enumerate(self.series):
            if series is not None:
                found.setdefault(series, []).append(cell)
        for cells in found.values():
            cells.sort(key=lambda cell: (self.position[cell] is None, self.position[cell] or 0, cell))
        return found

    def columns(self) -> dict[str, list[int]]:
        """Cells by column, in the order of their ids."""
        found: dict[str, list[int]] = {}
        for cell, column in enumerate(self.column):
            if column is not None:
                found.setdefault(column, []).append(cell)
        return found

    def printed_edits(self, edits: frozenset[int]) -> frozenset[str]:
        """Names of the printed edits that stand behind the given ones."""
        return frozenset().union(*(self.sources[edit] for edit in edits))


def systems(faulty: Faulty, sources: Mapping[tuple[str, str], frozenset[str]]) -> Iterator[System]:
    """Yield one System per faulty publication, in order of publication_id.

    sources: the printed edits behind an edit that deduction combined, by (publication_id, edit_id).
    """
    cells = faulty.cells.filter(pl.col("value").is_not_null()).partition_by("publication_id", as_dict=True)
    members = faulty.members.partition_by("publication_id", as_dict=True)
    for (publication,), edits in faulty.edits.partition_by("publication_id", as_dict=True, maintain_order=True).items():
        frame = cells[(publication,)]
        edit_ids = edits["edit_id"].to_list()
        system = System(
            publication_id=str(publication),
            cell_ids=frame["cell_id"].to_list(),
            values=frame["value"].to_list(),
            movable=frame["movable"].to_list(),
            series=frame["series"].to_list(),
            position=frame["position"].to_list(),
            block=frame["block"].to_list(),
            column=frame["column"].to_list(),
            edit_ids=edit_ids,
            residuals=edits["residual"].to_list(),
            sources=[sources.get((str(publication), edit), frozenset((edit,))) for edit in edit_ids],
        )
        _link(system, members.get((publication,)))
        yield system


def _link(system: System, members: pl.DataFrame | None) -> None:
    system.of_cell = [[] for _ in system.cell_ids]
    system.of_edit = [[] for _ in system.edit_ids]
    if members is None:
        return
    cell_index = {cell_id: index for index, cell_id in enumerate(system.cell_ids)}
    edit_index = {edit_id: index for index, edit_id in enumerate(system.edit_ids)}
    for edit_id, cell_id, weight, flag_weight in members.select(
        "edit_id", "cell_id", "weight", "flag_weight"
    ).iter_rows():
        cell, edit = cell_index[cell_id], edit_index[edit_id]
        system.of_cell[cell].append(Member(edit, weight, flag_weight))
        system.of_edit[edit].append(Member(cell, weight, flag_weight))
