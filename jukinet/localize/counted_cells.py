"""Single cells whose change makes counts of figures change: they, or deduced cells that follow from them, become 0 or
are it no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from jukinet.localize.figures import likely_figures, runs, would_do
from jukinet.localize.system import Item, System


def counted_cells(system: System) -> set[int]:
    """Return the movable cells that a violated edit could count, or that a deduced and counted cell follows from."""
    if not system.violated:
        return set()
    zeros = {
        member.other
        for edit in system.violated
        for member in system.of_edit[edit]
        if member.flag_weight and not system.values[member.other]
    }
    return {cell for cell in zeros if system.movable[cell]} | counted_sources(system)


def counted_sources(system: System) -> set[int]:
    """Return the movable cells that a deduced and counted cell follows from."""
    followers = {one.cell for one in system.followers if any(m.flag_weight for m in system.of_cell[one.cell])}
    if not followers:
        return set()
    return {
        cell for cell, shares in system.following.items() if system.movable[cell] and not followers.isdisjoint(shares)
    }


def explanations(system: System, cells: Iterable[int], weigh: Callable[[Item], float]) -> Iterator[Item]:
    """Yield every change of one of the cells that explains violated edits.

    Where any figure of a run would do, the likeliest stands for all, and the item has the words for them.

    weigh: the weight of one error.
    """
    asked = {edit: -system.residuals[edit] for edit in system.violated}
    for cell in sorted(cells):
        printed = system.values[cell]

        def explains(change: int, cell: int = cell) -> object:
            group = system.explained({cell: change} if change else {})
            return group and (group, len(system.left_below_zero({cell: change})))

        for run in runs(system, cell, explains, asked, {}):
            words = "" if run[0] == run[1] else f"; {would_do(*run)}"
            items = [
                item
                for figure in likely_figures(printed, run)
                if (item := system.item("single_cell", {cell: figure - printed}, words))
            ]
            yield max(items, key=lambda item: (round(weigh(item), 12), -abs(item.deltas[0][1])))
