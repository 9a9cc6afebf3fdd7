"""Deduced cells taken out of the edits, so that only what was printed can be blamed.

A cell that was deduced from one edit carries an error of its neighbours on into its other edits: the edit
it came from balances, the others break. Combining the edits so that the deduced cell drops out (Gaussian
elimination) leaves the edits that the printed cells alone must obey.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from jukinet.localize.residuals import Faulty, is_deduced
from jukinet.localize.system import Follower

Sources = dict[int, frozenset[str]]
"""Number of a combined edit -> names of the printed edits it was combined from."""

Followers = dict[str, list[Follower]]
"""Publication -> eliminated cells, by number. What one of them takes from another stands after that."""


@dataclass
class _Edit:
    residual: int
    weights: dict[int, int] = field(default_factory=dict)
    flags: dict[int, int] = field(default_factory=dict)
    sources: frozenset[str] = frozenset()


def without_deduced(faulty: Faulty) -> tuple[Faulty, Sources, Followers]:
    """Return the faulty publications with deduced cells eliminated, what the combined edits stand for, and how the
    eliminated cells follow from others.

    Deduced are cells with printed = false and movable = false. A combined edit keeps the number of one of its
    edits. A deduced cell stays in as a constant where nothing can replace it: its one edit fails, or none that adds it
    up has the weight +1 or -1 and does not also count whether it is 0. An edit that counts that keeps the cell. What is
    deduced from such a count follows only from what that edit adds up, not from what it counts.
    """
    deduced = faulty.cells.filter(is_deduced()).join(faulty.members, on="cell", how="semi")
    if deduced.is_empty():
        return faulty, {}, {}
    # Only edits that hold a deduced cell can change, and combining them makes others of no other edit.
    held = faulty.members.join(deduced, on="cell", how="semi").select("edit").unique()
    systems = _edits_of(
        faulty.edits.join(held, on="edit", how="semi"), faulty.members.join(held, on="edit", how="semi")
    )
    followers: Followers = {}
    for publication, cell in deduced.select("publication_id", "cell").iter_rows():
        pivot = _eliminate(systems[publication], cell)
        if pivot and not pivot.residual and abs(weight := pivot.weights[cell]) == 1:
            shares = {other: -weight * own for other, own in pivot.weights.items() if other != cell}
            # What was eliminated first may follow from what is eliminated later.
            followers.setdefault(publication, []).insert(0, Follower(cell, shares, pivot.sources))
    combined = {number: edit for system in systems.values() for number, edit in system.items()}
    members = [
        (number, cell, edit.weights.get(cell, 0), edit.flags.get(cell, 0))
        for number, edit in combined.items()
        for cell in edit.weights.keys() | edit.flags.keys()
    ]
    residuals = pl.DataFrame(
        [(number, edit.residual) for number, edit in combined.items()],
        schema={name: faulty.edits.schema[name] for name in ("edit", "residual")},
        orient="row",
    )
    return (
        Faulty(
            cells=faulty.cells,
            members=pl.concat(
                [
                    faulty.members.join(held, on="edit", how="anti"),
                    pl.DataFrame(members, schema=faulty.members.schema, orient="row"),
                ]
            ).sort("edit", "cell"),
            edits=pl.concat(
                [
                    faulty.edits.join(held, on="edit", how="anti"),
                    faulty.edits.drop("residual").join(residuals, on="edit").select(faulty.edits.columns),
                ]
            ).sort("edit"),
        ),
        {number: edit.sources for number, edit in combined.items()},
        followers,
    )


def _edits_of(edits: pl.DataFrame, members: pl.DataFrame) -> dict[str, dict[int, _Edit]]:
    """The edits by publication and number."""
    systems: dict[str, dict[int, _Edit]] = {}
    found: dict[int, _Edit] = {}
    for publication, number, name, residual in edits.select(
        "publication_id", "edit", "edit_id", "residual"
    ).iter_rows():
        found[number] = systems.setdefault(publication, {})[number] = _Edit(residual, sources=frozenset((name,)))
    for number, cell, weight, flag_weight in members.select("edit", "cell", "weight", "flag_weight").iter_rows():
        if weight:
            found[number].weights[cell] = weight
        if flag_weight:
            found[number].flags[cell] = flag_weight
    return systems


def _eliminate(system: dict[int, _Edit], cell: int) -> _Edit | None:
    """Take the cell out of the edits that add it up; returns the edit that gives it, which is an edit no more."""
    holders = [number for number, edit in system.items() if cell in edit.weights]
    # An edit that also counts whether it is 0 does not say what it is.
    givers = [number for number in holders if cell not in system[number].flags]
    if len(holders) == 1:
        # Its only edit is true by construction and says nothing of the others.
        return system.pop(holders[0]) if givers and system[holders[0]].residual == 0 else None
    pivots = [number for number in givers if abs(system[number].weights[cell]) == 1]
    if not pivots:
        return None
    # What follows from a count would not show how other cells move it.
    chosen = min(
        pivots,
        key=lambda number: (
            system[number].residual != 0,
            bool(system[number].flags),
            len(system[number].weights),
            number,
        ),
    )
    pivot = system.pop(chosen)
    for number in holders:
        if number == chosen:
            continue
        edit = system[number]
        factor = edit.weights[cell] * pivot.weights[cell]
        edit.residual -= factor * pivot.residual
        _subtract(edit.weights, pivot.weights, factor)
        _subtract(edit.flags, pivot.flags, factor)
        edit.sources |= pivot.sources
    return pivot


def _subtract(weights: dict[int, int], others: dict[int, int], factor: int) -> None:
    for cell, weight in others.items():
        left = weights.pop(cell, 0) - factor * weight
        if left:
            weights[cell] = left
