"""Violated edits grouped by what could have broken them together."""

from __future__ import annotations

from collections.abc import Iterable

from jukinet.localize.system import Item, System


class _Sets:
    """Disjoint sets of edits."""

    def __init__(self, members: Iterable[int]) -> None:
        self.parent = {member: member for member in members}

    def find(self, member: int) -> int:
        while self.parent[member] != member:
            self.parent[member] = self.parent[self.parent[member]]
            member = self.parent[member]
        return member

    def join(self, members: Iterable[int]) -> None:
        first: int | None = None
        for member in members:
            root = self.find(member)
            if first is None:
                first = root
            elif root != first:
                # The smaller index stays root, so that the result does not depend on the order.
                first, root = min(first, root), max(first, root)
                self.parent[root] = first

    def groups(self) -> list[frozenset[int]]:
        found: dict[int, set[int]] = {}
        for member in self.parent:
            found.setdefault(self.find(member), set()).add(member)
        return [frozenset(group) for _, group in sorted(found.items())]


def components(system: System, items: Iterable[Item]) -> list[frozenset[int]]:
    """Return sets of violated edits that share no movable cell and no explanation with each other."""
    sets = _Sets(system.violated)
    violated_of: dict[int, list[int]] = {}
    for edit in system.violated:
        for member in system.of_edit[edit]:
            if system.movable[member.other]:
                violated_of.setdefault(member.other, []).append(edit)
    for edits in violated_of.values():
        sets.join(edits)
    for item in items:
        sets.join(item.group)
    return sets.groups()


def linked(system: System, groups: list[frozenset[int]]) -> list[list[frozenset[int]]]:
    """Collect the groups that movable cells connect through any edits, balanced ones included.

    Two errors may cancel in a balanced edit, so groups that are apart may still have one explanation.
    """
    if len(groups) == 1:
        return [groups]
    sets = _Sets(range(len(system.edit_ids)))
    for cell, is_movable in enumerate(system.movable):
        if is_movable:
            sets.join(member.other for member in system.of_cell[cell])
    found: dict[int, list[frozenset[int]]] = {}
    for group in groups:
        found.setdefault(sets.find(min(group)), []).append(group)
    return list(found.values())


def errors_at_least(system: System, group: frozenset[int]) -> int:
    """Return a lower bound on the number of wrong cells.

    Violated edits that share no movable cell need one each (greedy packing), and a cell repairs no more
    violated edits than it stands in. Cheap, and enough to see at once that a whole table is wrong.
    """
    taken: set[int] = set()
    reach: dict[int, int] = {}
    apart = 0
    for edit in sorted(group, key=lambda edit: (len(system.of_edit[edit]), edit)):
        cells = {member.other for member in system.of_edit[edit] if system.movable[member.other]}
        for cell in cells:
            reach[cell] = reach.get(cell, 0) + 1
        if not cells & taken:
            taken |= cells
            apart += 1
    return max(apart, -(-len(group) // max(reach.values(), default=1)))
