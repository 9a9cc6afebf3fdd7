"""One faulty publication as plain integers: cells, edits, and what a change of cells does to the
residuals."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import polars as pl

from jukinet.localize.residuals import Faulty
from jukinet.localize.schema import INT64


class Member(NamedTuple):
    """A membership seen from either side: `other` is an edit index of a cell, or a cell index of an edit."""

    other: int
    weight: int
    flag_weight: int


class Follower(NamedTuple):
    """A deduced cell that no edit adds up any more, as an index or number.

    shares: what a change of 1 in other cells changes in it; edit_ids: the printed edits that it follows from.
    """

    cell: int
    shares: dict[int, int]
    edit_ids: frozenset[str]


class Memberships:
    """Memberships by the index of a cell or of an edit, made when they are asked for: most never are.

    keys: rising indexes, one per membership; others, weights, flag_weights: the fields of its Member.
    """

    def __init__(self, keys: list[int], others: list[int], weights: list[int], flag_weights: list[int]) -> None:
        self._keys, self._fields = keys, (others, weights, flag_weights)
        self._made: dict[int, list[Member]] = {}

    def __getitem__(self, index: int) -> list[Member]:
        made = self._made.get(index)
        if made is None:
            start = bisect_left(self._keys, index)
            end = bisect_left(self._keys, index + 1, start)
            made = [Member(*member) for member in zip(*(values[start:end] for values in self._fields), strict=True)]
            self._made[index] = made
        return made


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


def together(errors: Iterable[Item]) -> dict[int, int]:
    """What several errors change in each cell; two of them may change one cell."""
    changes: dict[int, int] = {}
    for cell, delta in (change for error in errors for change in error.deltas):
        changes[cell] = changes.get(cell, 0) + delta
    return {cell: delta for cell, delta in changes.items() if delta}


@dataclass
class System:
    """Cells and evaluable edits of one publication, by index.

    Only cells with a value are held. `sources` names the printed edits that a combined edit was made from; what one of
    the `followers` takes from another stands after that.
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
    counted: list[bool]
    edit_ids: list[str]
    residuals: list[int]
    sources: dict[int, frozenset[str]]
    followers: list[Follower]
    of_cell: Memberships
    of_edit: Memberships

    @cached_property
    def violated(self) -> list[int]:
        """Indexes of the violated edits."""
        return [edit for edit, residual in enumerate(self.residuals) if residual]

    @cached_property
    def needed_changes(self) -> list[tuple[int, int, int]]:
        """(edit, cell, change) that a violated edit asks of a movable member.

        The half is asked where the cell's partner stands in the same edit with the opposite weight.
        """
        return [
            (edit, cell, change)
            for edit in self.violated
            for cell, weight, _ in self.of_edit[edit]
            if weight and self.movable[cell]
            for change, remainder in (divmod(-self.residuals[edit], weight), divmod(-self.residuals[edit], 2 * weight))
            if not remainder
        ]

    @cached_property
    def holders(self) -> dict[int, list[int]]:
        """Cells by value, for the values that the needed changes would give."""
        found: dict[int, list[int]] = {self.values[cell] + change: [] for _, cell, change in self.needed_changes}
        for cell, value in enumerate(self.values):
            if value in found:
                found[value].append(cell)
        return found

    @cached_property
    def violated_weights(self) -> dict[int, dict[int, int]]:
        """Weights by cell of each violated edit, to reject at once a change that leaves it violated."""
        return {edit: {member.other: member.weight for member in self.of_edit[edit]} for edit in self.violated}

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
        return self.movable[cell] and new in INT64 and delta in INT64 and (new >= 0 or self.values[cell] < 0)

    def explained(self, deltas: Mapping[int, int]) -> frozenset[int]:
        """Return the violated edits that the change repairs; empty if it breaks one, leaves one half done, or makes a
        deduced cell fall below 0 or further below it."""
        changes = self._changes(deltas)
        if changes is None or any(self.residuals[edit] + change for edit, change in changes.items()):
            return frozenset()
        return frozenset(changes)

    def keeps(self, deltas: Mapping[int, int], beside: Mapping[int, int]) -> bool:
        """Whether the change may be made beside another one and leaves every edit as that does."""
        return self._changes({**beside, **deltas}) == self._changes(beside)

    def _changes(self, deltas: Mapping[int, int]) -> dict[int, int] | None:
        """The change of each edit's residual, or None if the cells may not change so."""
        if not all(self.allowed(cell, delta) for cell, delta in deltas.items()):
            return None
        moved = self.moved(deltas)
        if any(change < 0 and self.values[cell] + change < 0 for cell, change in moved.items()):
            return None
        return self.effects({**deltas, **moved})

    @cached_property
    def following(self) -> dict[int, dict[int, int]]:
        """By cell, the deduced cells that follow from it, with what a change of 1 in it changes in each."""
        whole: dict[int, dict[int, int]] = {}
        for follower, shares, _ in self.followers:
            own = whole.setdefault(follower, {})
            for cell, share in shares.items():
                for source, part in whole.get(cell, {cell: 1}).items():
                    own[source] = own.get(source, 0) + share * part
        found: dict[int, dict[int, int]] = {}
        for follower, own in whole.items():
            for cell, share in own.items():
                if share:
                    found.setdefault(cell, {})[follower] = share
        return found

    def moved(self, deltas: Mapping[int, int]) -> dict[int, int]:
        """Return the changes of deduced cells that follow from the changes of others."""
        moved: dict[int, int] = {}
        for cell, delta in deltas.items():
            for follower, share in self.following.get(cell, {}).items():
                moved[follower] = moved.get(follower, 0) + share * delta
        return moved

    @cached_property
    def below_zero(self) -> list[Follower]:
        """Deduced cells that would be counts below zero: some figure that they follow from is wrong."""
        return [follower for follower in self.followers if self.values[follower.cell] < 0]

    def left_below_zero(self, deltas: Mapping[int, int]) -> list[Follower]:
        """Return those of them that stay so after the change."""
        if not self.below_zero:
            return []
        moved = self.moved(deltas)
        return [one for one in self.below_zero if self.values[one.cell] + moved.get(one.cell, 0) < 0]

    def item(self, kind: str, deltas: Mapping[int, int], reason: str = "", ways: int = 1) -> Item | None:
        """Return the change as an Item, or None if it does not explain anything exactly."""
        changed = {cell: delta for cell, delta in deltas.items() if delta}
        group = self.explained(changed)
        return Item(kind, tuple(sorted(changed.items())), group, reason, max(ways, 1)) if group else None

    @cached_property
    def lines(self) -> dict[str, list[int]]:
        """Cells by series, in order of position (cells without one last)."""
        found: dict[str, list[int]] = {}
        for cell, series in enumerate(self.series):
            if series is not None:
                found.setdefault(series, []).append(cell)
        for cells in found.values():
            cells.sort(key=lambda cell: (self.position[cell] is None, self.position[cell] or 0, cell))
        return found

    @cached_property
    def columns(self) -> dict[str, list[int]]:
        """Cells by column, in the order of their ids."""
        found: dict[str, list[int]] = {}
        for cell, column in enumerate(self.column):
            if column is not None:
                found.setdefault(column, []).append(cell)
        return found

    def printed_edits(self, edits: frozenset[int]) -> frozenset[str]:
        """Names of the printed edits that stand behind the given ones."""
        return frozenset().union(*(self.sources.get(edit, (self.edit_ids[edit],)) for edit in edits))


def systems(
    faulty: Faulty, sources: Mapping[int, frozenset[str]], followers: Mapping[str, list[Follower]]
) -> Iterator[System]:
    """Yield one System per faulty publication, in order of publication_id.

    sources: names of the printed edits behind an edit that deduction combined, by its number. followers: the cells of
    each publication that deduction took out of the edits, by number, as System has them by index.
    """
    places = faulty.edits.select("edit", "publication_id", edit_place=_place_in_publication())
    members = (
        faulty.members.join(places, on="edit")
        .join(faulty.cells.select("cell", cell_place=_place_in_publication()), on="cell")
        .select("publication_id", "weight", "flag_weight", cell="cell_place", edit="edit_place")
    )
    by_cell, by_edit = (_by_publication(members.sort(*order)) for order in (("cell", "edit"), ("edit", "cell")))
    own_edits = _by_publication(faulty.edits)
    # Deduction may have taken the only edit of a publication.
    no_edits, no_members = faulty.edits.clear(), members.clear()
    for publication, frame in _by_publication(faulty.cells).items():
        own = own_edits.get(publication, no_edits)
        numbers = own["edit"].to_list()
        # The cells of a publication are numbered in a row.
        first = frame["cell"][0]
        yield System(
            publication_id=publication,
            cell_ids=frame["cell_id"].to_list(),
            values=frame["value"].to_list(),
            movable=frame["movable"].to_list(),
            series=frame["series"].to_list(),
            position=frame["position"].to_list(),
            block=frame["block"].to_list(),
            column=frame["column"].to_list(),
            counted=frame["counted"].to_list(),
            edit_ids=own["edit_id"].to_list(),
            residuals=own["residual"].to_list(),
            sources={edit: sources[number] for edit, number in enumerate(numbers) if number in sources},
            followers=[
                Follower(cell - first, {other - first: share for other, share in shares.items()}, edit_ids)
                for cell, shares, edit_ids in followers.get(publication, ())
            ],
            of_cell=_memberships(by_cell.get(publication, no_members), "cell", "edit"),
            of_edit=_memberships(by_edit.get(publication, no_members), "edit", "cell"),
        )


def _place_in_publication() -> pl.Expr:
    return pl.int_range(pl.len()).over("publication_id")


def _by_publication(frame: pl.DataFrame) -> dict[str, pl.DataFrame]:
    # With as_dict, polars would run a query for each part.
    return {str(part["publication_id"][0]): part for part in frame.partition_by("publication_id")}


def _memberships(members: pl.DataFrame, key: str, other: str) -> Memberships:
    return Memberships(*(members[name].to_list() for name in (key, other, "weight", "flag_weight")))
