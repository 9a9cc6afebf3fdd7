"""A deduced count below zero although every edit holds: one of the figures that it follows from is wrong.

An edit that is violated says by how much one of its figures is off; a count below zero says by how much at least. That
leaves many figures for a cell, of which those are weighed that a slip could have made into the printed one.
"""

from __future__ import annotations

from collections.abc import Mapping

from jukinet.labels import reason_en
from jukinet.localize.answer import Finding
from jukinet.localize.figures import likely_figures, runs, would_do
from jukinet.localize.ranking import Ranking, favourite
from jukinet.localize.system import Follower, Item, System


def below_zero(system: System, follower: Follower, settled: Mapping[int, int]) -> Finding:
    """Say which cells, changed alone, lift the deduced cell to 0 or more and break nothing, or why none does.

    settled: the change of cells that explains the violated edits, beside which a cell would be wrong.
    """
    sources = {
        cell: shares
        for cell, shares in sorted(system.following.items())
        if follower.cell in shares and system.movable[cell]
    }
    if not sources:
        return Finding(frozenset(), "unexplained", [], reason_en("no_cell"), follower.edit_ids)
    options = [
        changes
        for cell, shares in sources.items()
        if cell not in settled
        for changes in _options(system, cell, shares, settled)
    ]
    scored = Ranking(system).likeliest(options)
    if not scored:
        return Finding(frozenset(), "multiple", [], reason_en("reread"), follower.edit_ids)
    return Finding(frozenset(), "ranked" if favourite(scored) else "candidates", scored, edit_ids=follower.edit_ids)


def _options(system: System, cell: int, shares: dict[int, int], settled: Mapping[int, int]) -> list[list[Item]]:
    """The changes of a cell that leave no deduced cell below zero and break nothing: by run of figures, the least and
    those that undo a slip."""
    printed, moved = system.values[cell], system.moved(settled)

    def lifts(change: int) -> bool:
        # As far as the deduced cells stay counts.
        return all(
            system.values[other] + moved.get(other, 0) + share * change >= 0 for other, share in shares.items()
        ) and system.keeps({cell: change}, settled)

    return [
        [
            Item("single_cell", ((cell, figure - printed),), frozenset(), f"; {would_do(*run)}")
            for figure in likely_figures(printed, run)
        ]
        for run in runs(system, cell, lifts, {}, settled)
    ]
