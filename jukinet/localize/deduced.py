"""Deduced cells taken out of the edits, so that only what was printed can be blamed.

A cell that was deduced from one edit carries an error of its neighbours on into its other edits: the edit
it came from balances, the others break. Combining the edits so that the deduced cell drops out (Gaussian
elimination) leaves the edits that the printed cells alone must obey.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from jukinet.localize.residuals import EDIT, Faulty

Sources = dict[tuple[str, str], frozenset[str]]
"""(publication_id, edit_id) of a combined edit -> the printed edits it was combined from."""


@dataclass
class _Edit:
    residual: int
    weights: dict[str, int] = field(default_factory=dict)
    flags: dict[str, int] = field(default_factory=dict)
    sources: frozenset[str] = frozenset()


def without_deduced(faulty: Faulty) -> tuple[Faulty, Sources]:
    """Return the faulty publications with deduced cells eliminated, and what the combined edits stand for.

    Deduced are cells with printed = false and movable = false. A combined edit keeps the name of one of its
    edits. A deduced cell stays in as a constant where nothing can replace it: its one edit fails, no weight
    is +1 or -1, or an edit counts whether it is 0.
    """
    deduced = faulty.cells.filter(~pl.col("printed"), ~pl.col("movable")).join(
        faulty.members, on=["publication_id", "cell_id"], how="semi"
    )
    if deduced.is_empty():
        return faulty, {}
    # Only edits that hold a deduced cell can change, and combining them makes others of no other edit.
    held = faulty.members.join(deduced, on=["publication_id", "cell_id"], how="semi").select(EDIT).unique()
    systems = _edits_of(faulty.edits.join(held, on=EDIT, how="semi"), faulty.members.join(held, on=EDIT, how="semi"))
    sources: Sources = {}
    members: list[tuple[str, str, str, int, int]] = []
    edits: list[tuple[str, str, int]] = []
    for publication, cell in deduced.select("publication_id", "cell_id").iter_rows():
        if publication in systems:
            _eliminate(systems[publication], cell)
    for publication, system in systems.items():
        for edit_id, edit in system.items():
            sources[publication, edit_id] = edit.sources
            edits.append((publication, edit_id, edit.residual))
            for cell in edit.weights.keys() | edit.flags.keys():
                members.append((publication, edit_id, cell, edit.weights.get(cell, 0), edit.flags.get(cell, 0)))
    return (
        Faulty(
            cells=faulty.cells,
            members=_replaced(faulty.members, held, members),
            edits=_replaced(faulty.edits, held, edits),
        ),
        sources,
    )


def _edits_of(edits: pl.DataFrame, members: pl.DataFrame) -> dict[str, dict[str, _Edit]]:
    """The edits by publication and name."""
    systems: dict[str, dict[str, _Edit]] = {}
    for publication, edit_id, residual in edits.select(*EDIT, "residual").iter_rows():
        systems.setdefault(publication, {})[edit_id] = _Edit(residual, sources=frozenset((edit_id,)))
    for publication, edit_id, cell_id, weight, flag_weight in members.select(
        *EDIT, "cell_id", "weight", "flag_weight"
    ).iter_rows():
        edit = systems[publication][edit_id]
        if weight:
            edit.weights[cell_id] = weight
        if flag_weight:
            edit.flags[cell_id] = flag_weight
    return systems


def _eliminate(system: dict[str, _Edit], cell: str) -> None:
    holders = [edit_id for edit_id, edit in system.items() if cell in edit.weights]
    if not holders or any(cell in edit.flags for edit in system.values()):
        return
    if len(holders) == 1:
        # Its only edit is true by construction and says nothing of the others.
        if system[holders[0]].residual == 0:
            del system[holders[0]]
        return
    pivots = [edit_id for edit_id in holders if abs(system[edit_id].weights[cell]) == 1]
    if not pivots:
        return
    pivot_id = min(pivots, key=lambda name: (system[name].residual != 0, len(system[name].weights), name))
    pivot = system.pop(pivot_id)
    for edit_id in holders:
        if edit_id == pivot_id:
            continue
        edit = system[edit_id]
        factor = edit.weights[cell] * pivot.weights[cell]
        edit.residual -= factor * pivot.residual
        edit.weights = _difference(edit.weights, pivot.weights, factor)
        edit.flags = _difference(edit.flags, pivot.flags, factor)
        edit.sources |= pivot.sources


def _difference(left: dict[str, int], right: dict[str, int], factor: int) -> dict[str, int]:
    combined = {key: left.get(key, 0) - factor * right.get(key, 0) for key in left.keys() | right.keys()}
    return {key: weight for key, weight in combined.items() if weight}


def _replaced(frame: pl.DataFrame, held: pl.DataFrame, rows: Sequence[tuple[str | int, ...]]) -> pl.DataFrame:
    """The rows of other edits than `held`, with new ones for those."""
    made = pl.DataFrame(rows, schema=frame.schema, orient="row")
    return pl.concat([frame.join(held, on=EDIT, how="anti"), made]).sort(
        frame.columns[:3] if "cell_id" in frame.columns else EDIT
    )
