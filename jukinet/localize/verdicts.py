"""How sure the answer is: what structure alone decides, and what only the ranking prefers."""

from __future__ import annotations

from jukinet.localize.ranking import Scored, favourite
from jukinet.localize.system import System

LEAST_EDITS = 2
"""One violated edit accuses all of its cells alike; a second one must agree before a cell is called
unique."""


def verdict_of(system: System, group: frozenset[int], scored: list[Scored], groups: int) -> str:
    """Return unique, ranked, candidates or multiple for explanations of equal size, best first.

    groups: number of components of the publication, counts below zero that the best leaves among them.
    """
    best = scored[0]
    if len(best.errors) > 1:
        return "multiple"
    if (
        len(scored) == 1
        and best.errors[0].kind == "single_cell"
        # A reason of its own says that other figures would do as well.
        and not best.errors[0].reason
        and len(group) >= LEAST_EDITS
        and not (groups > 1 and _rivals(system, group, best.errors[0].deltas[0][0]))
    ):
        return "unique"
    return "ranked" if favourite(scored) else "candidates"


def _rivals(system: System, group: frozenset[int], accused: int) -> bool:
    """Whether another cell repairs the whole group, at the price of edits that a second error may repair.

    Where the publication has further violated edits, such a pair of errors is no larger than two separate
    ones.
    """
    first = min(group)
    for cell, weight, flag_weight in system.of_edit[first]:
        if cell == accused or not system.movable[cell]:
            continue
        options = {-system.values[cell]}
        if weight:
            options |= {-system.residuals[first] // weight, -(system.residuals[first] + flag_weight) // weight}
        for delta in options:
            if delta and system.allowed(cell, delta):
                changes = system.effects({cell: delta})
                if all(system.residuals[edit] + changes.get(edit, 0) == 0 for edit in group):
                    return True
    return False
