"""Exact cover of a component's violated edits by disjoint explanations: several independent errors."""

from __future__ import annotations

from collections.abc import Callable

from jukinet.localize.system import Item

MAX_ERRORS = 5
"""More errors than this in one component are no localization any more: re-reading the table is cheaper."""

MAX_COVERS = 256
"""Covers kept before ranking; beyond it the ties say nothing that a reader could use."""


def covers(group: frozenset[int], items: list[Item], expired: Callable[[], bool]) -> list[tuple[Item, ...]]:
    """Return the covers of `group` with the fewest items, at most MAX_ERRORS items each; empty if there is
    none.

    A cover's items explain disjoint sets of violated edits, so no two of its changes meet in an edit.
    """
    by_edit: dict[int, list[Item]] = {edit: [] for edit in group}
    for item in items:
        if item.group <= group:
            for edit in item.group:
                by_edit[edit].append(item)
    if not all(by_edit.values()):
        return []
    for size in range(1, MAX_ERRORS + 1):
        found: list[tuple[Item, ...]] = []
        _search(group, by_edit, size, (), found, expired)
        if found:
            return found
    return []


def _search(
    open_edits: frozenset[int],
    by_edit: dict[int, list[Item]],
    size: int,
    chosen: tuple[Item, ...],
    found: list[tuple[Item, ...]],
    expired: Callable[[], bool],
) -> None:
    if not open_edits:
        found.append(chosen)
        return
    if size == 0 or (chosen and len(found) >= MAX_COVERS):
        return
    # A single explanation is never cut off: the true one must be among the candidates.
    if (chosen or size > 1) and expired():
        return
    edit = min(open_edits, key=lambda edit: (len(by_edit[edit]), edit))
    for item in by_edit[edit]:
        if item.group <= open_edits and (size > 1 or item.group == open_edits):
            _search(open_edits - item.group, by_edit, size - 1, (*chosen, item), found, expired)
