"""Cells that no edit tells apart: a change that repairs the edits at one of them repairs them at each."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping

from jukinet.localize.system import Item, System, together


def alike(system: System, cell: int) -> list[int]:
    """The movable cells that stand with the same weights in the same edits, the cell itself among them."""
    own = system.of_cell[cell]
    return [
        other for other, _, _ in system.of_edit[own[0].other] if system.movable[other] and system.of_cell[other] == own
    ]


def elsewhere(
    system: System, changes: Mapping[int, int], weigh: Callable[[Item], float], most: int
) -> Iterator[tuple[Item, ...]]:
    """Yield the `most` heaviest sets of errors that repair what `changes` do, each at the same cells or ones alike.

    changes: change by cell, none without an edit. weigh: the weight of one error; those of a set are added up.
    """
    group = system.explained(changes)
    # The heaviest sums of several lists need no more than the heaviest sums of all but one of them.
    heaviest: list[tuple[float, tuple[Item, ...]]] = [(0.0, ())]
    for cell, delta in sorted(changes.items()):
        items = [
            Item("single_cell", ((other, delta),), group)
            for other in alike(system, cell)
            if system.allowed(other, delta)
        ]
        weighed = [(weigh(item), item) for item in items]
        heaviest = heapq.nsmallest(
            most,
            (
                (weight + own, (*chosen, item))
                for weight, chosen in heaviest
                for own, item in weighed
                if all(item.deltas[0][0] != other.deltas[0][0] for other in chosen)
            ),
            key=lambda one: (-round(one[0], 12), [item.deltas for item in one[1]]),
        )
    for _, errors in heaviest:
        if system.explained(together(errors)) == group:
            yield errors
