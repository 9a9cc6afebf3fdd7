"""Figures that one cell could have where edits count which cells are 0 and deduced cells may not fall below it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from jukinet.labels import reason_en
from jukinet.localize.slips import origins
from jukinet.localize.system import System

Run = tuple[int, int | None]
"""Figures from the least to the greatest, or without an end."""


def runs(
    system: System, cell: int, fits: Callable[[int], object], asked: Mapping[int, int], beside: Mapping[int, int]
) -> list[Run]:
    """Return the longest runs of counts that the cell could have so that `fits` says the same of each, and no nothing.

    fits: what is true of a change of the cell; it may depend on the edits, and on which cells are 0 or below it.
    asked: by how much the change must move an edit, where that is not 0. beside: changes of other cells.
    """
    starts = sorted({0, *_starts(system, cell, asked, beside)})
    found: list[tuple[Run, object]] = []
    for start, after in pairwise([*starts, None]):
        assert start is not None
        told = fits(start - system.values[cell])
        end = None if after is None else after - 1
        if found and found[-1][1] == told:
            found[-1] = (found[-1][0][0], end), told
        else:
            found.append(((start, end), told))
    return [run for run, told in found if told]


def _starts(system: System, cell: int, asked: Mapping[int, int], beside: Mapping[int, int]) -> Iterator[int]:
    """The figures with which something begins to be otherwise."""
    printed, shares = system.values[cell], system.following.get(cell, {})
    counting: dict[int, int] = {}
    for member in (member for one in (cell, *shares) for member in system.of_cell[one]):
        counting[member.other] = counting.get(member.other, 0) + abs(member.flag_weight)
    adding = [(counting[member.other], member.other, member.weight) for member in system.of_cell[cell] if member.weight]
    if adding:
        # One edit that adds the cell up tells all changes there can be: those that counts in it may complete.
        reach, edit, weight = min(adding)
        for counted in range(-reach, reach + 1):
            change, rest = divmod(asked.get(edit, 0) - counted, weight)
            if not rest:
                yield from (printed + change, printed + change + 1)
        return
    turns = [1, printed, printed + 1]
    moved = system.moved(beside)
    for other, share in shares.items():
        # Where the deduced cell is 0.
        zero, rest = divmod(printed * share - system.values[other] - moved.get(other, 0), share)
        turns += [zero + 1] if rest else [zero, zero + 1]
    yield from (turn for turn in turns if turn >= 0)


def likely_figures(printed: int, run: Run) -> list[int]:
    """Return the figures of a run that a slip could have made into the printed one, and the one next to it."""
    least, most = run
    nearest = least if most is None or printed < least else most
    return sorted(
        {nearest, *(figure for figure in origins(printed) if least <= figure <= (figure if most is None else most))}
    )


def would_do(least: int, most: int | None) -> str:
    """The words for the figures of a run."""
    if most is None:
        return reason_en("at_least", least=least)
    return reason_en("between", least=least, most=most) if least else reason_en("at_most", most=most)
