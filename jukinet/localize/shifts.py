"""Lines whose values slipped by one position from some point on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from jukinet.labels import reason_en
from jukinet.localize.system import Item, Member, System

MIN_MOVED = 2
"""A shift must repair this many moved cells' own edits; with fewer, a single cell or an exchange says the
same."""


def shifts(system: System) -> Iterator[Item]:
    """Yield shifts that explain violated edits exactly.

    The moved values must fit the edits that no other cell of the line is in. The value at the end was overwritten,
    or stands at the start; either way the end cell takes what its edits ask for.
    """
    violated = [frozenset(member.other for member in system.of_edit[edit]) for edit in system.violated]
    touched: frozenset[int] = frozenset().union(*violated)
    for line in system.lines.values():
        if len(touched.intersection(line)) < MIN_MOVED:
            continue
        for run in _runs(system, line):
            alone = [cells for edit in violated if len(cells := edit.intersection(run)) == 1]
            if len(frozenset().union(*alone)) < MIN_MOVED:
                continue
            own = _own_edits(system, run)
            for ordered, reason in ((run, reason_en("shifted_late")), (run[::-1], reason_en("shifted_early"))):
                yield from _along(system, ordered, own, reason)


def _runs(system: System, line: list[int]) -> Iterator[list[int]]:
    """Cut a line into stretches of movable cells at consecutive positions."""
    run: list[int] = []
    for cell in line:
        position = system.position[cell]
        if position is None or not system.movable[cell]:
            continue
        if run and position != (system.position[run[-1]] or 0) + 1:
            yield run
            run = []
        run.append(cell)
    if run:
        yield run


def _own_edits(system: System, run: list[int]) -> dict[int, list[Member]]:
    count: dict[int, int] = {}
    for cell in run:
        for edit, _, _ in system.of_cell[cell]:
            count[edit] = count.get(edit, 0) + 1
    return {cell: [member for member in system.of_cell[cell] if count[member.other] == 1] for cell in run}


def _along(system: System, run: list[int], own: dict[int, list[Member]], reason: str) -> Iterator[Item]:
    """Each cell from some start takes the value of the next one, up to some end."""
    values = [system.values[cell] for cell in run]
    moved = [after - value for value, after in pairwise(values)]
    fits = [_fits(system, cell, change, own[cell]) for cell, change in zip(run, moved, strict=False)]
    for start, change in enumerate(moved):
        if not change:
            continue
        deltas: dict[int, int] = {}
        matched = 0
        for place in range(start, len(moved)):
            if not fits[place]:
                break
            deltas[run[place]] = moved[place]
            matched += bool(moved[place] and own[run[place]])
            if matched < MIN_MOVED:
                continue
            end = run[place + 1]
            item = system.item("shift", {**deltas, end: _lost_end(system, deltas, end)}, reason, 2 * len(run))
            if item:
                yield item


def _fits(system: System, cell: int, change: int, edits: list[Member]) -> bool:
    old = system.values[cell]
    flip = int(old + change != 0) - int(old != 0)
    return all(system.residuals[edit] + weight * change + flag * flip == 0 for edit, weight, flag in edits)


def _lost_end(system: System, deltas: dict[int, int], end: int) -> int:
    """Change of the end cell that its first unrepaired edit asks for, 0 if none does."""
    changes = system.effects(deltas)
    for edit, weight, _ in system.of_cell[end]:
        left = system.residuals[edit] + changes.get(edit, 0)
        if left and weight and left % weight == 0:
            return -left // weight
    return 0
