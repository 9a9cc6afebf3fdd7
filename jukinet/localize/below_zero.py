"""A deduced count below zero although every edit holds: one of the figures that it follows from is wrong.

An edit that is violated says by how much one of its figures is off; a count below zero says by how much at least. That
leaves many figures for a cell, of which those are weighed that a slip could have made into the printed one.
"""

from __future__ import annotations

from collections.abc import Mapping

from jukinet.labels import reason_en
from jukinet.localize.answer import Finding
from jukinet.localize.ranking import Ranking, favourite
from jukinet.localize.slips import origins
from jukinet.localize.system import Follower, Item, System


def below_zero(system: System, follower: Follower, settled: Mapping[int, int], *, no_cell: str, reread: str) -> Finding:
    """Say which cells, changed alone, lift the deduced cell to 0 or more and break nothing.

    settled: the change of cells that explains the violated edits, beside which a cell would be wrong. no_cell, reread:
    the words where no cell that may be blamed is among those it follows from, and where none of them can be wrong
    alone.
    """
    sources = {
        cell: shares
        for cell, shares in sorted(system.following.items())
        if follower.cell in shares and system.movable[cell]
    }
    if not sources:
        return Finding(frozenset(), "unexplained", [], no_cell, follower.edit_ids)
    options = [_options(system, cell, shares, settled) for cell, shares in sources.items() if cell not in settled]
    scored = Ranking(system).likeliest([changes for changes in options if changes])
    if not scored:
        return Finding(frozenset(), "multiple", [], reread, follower.edit_ids)
    return Finding(frozenset(), "ranked" if favourite(scored) else "candidates", scored, edit_ids=follower.edit_ids)


def _options(system: System, cell: int, shares: dict[int, int], settled: Mapping[int, int]) -> list[Item]:
    """The changes of a cell that leave no deduced cell below zero and break nothing: the least, and those that undo a
    slip."""
    printed = system.values[cell]
    least: int = 0
    most: int | None = None
    moved = system.moved(settled)
    for other, share in shares.items():
        # As far as the deduced cell stays a count.
        count = system.values[other] + moved.get(other, 0)
        if share > 0:
            least = max(least, printed - count // share)
        else:
            bound = printed + count // -share
            most = bound if most is None else min(most, bound)
    nearest = least if most is None or printed < least else most
    figures = {figure for figure in origins(printed) if least <= figure and (most is None or figure <= most)}
    return [
        Item("single_cell", ((cell, figure - printed),), frozenset(), f"; {would_do(least, most)}")
        for figure in sorted(figures | {nearest})
        if system.keeps({cell: figure - printed}, settled)
    ]


def would_do(least: int, most: int | None) -> str:
    """The words for the figures from `least` to `most`, or without an end."""
    if most is None:
        return reason_en("at_least", least=least)
    return reason_en("between", least=least, most=most) if least else reason_en("at_most", most=most)
