"""The exact test of a proposed set of wrong cells: integers only, whatever the solver's floats said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product

from jukinet.localize.system import System


def changes_of(
    system: System, support: list[int], targets: frozenset[int], guess: Mapping[int, int]
) -> dict[int, int] | None:
    """Return the change of every cell of `support` that repairs exactly `targets`, or None if there is none.

    guess: the change to take for a cell that the edits leave free (several cells sharing one residual).
    """
    # The solver may leave a cell as it is that is only counted, or only tied to others that are.
    free = [guess[cell] or 1 for cell in support]
    for flips in _flips(system, support):
        solved = _solve(_equations(system, support, targets, flips), len(support), free)
        if solved is None or not all(solved):
            continue
        deltas = dict(zip(support, solved, strict=True))
        if system.explained(deltas) == targets:
            return deltas
    return None


def _flips(system: System, support: list[int]) -> Iterator[tuple[int, ...]]:
    """Ways in which the cells may start (+1) or stop (-1) being different from 0."""
    options: list[tuple[int, ...]] = []
    for cell in support:
        counted = any(member.flag_weight for member in system.of_cell[cell])
        if not counted:
            options.append((0,))
        elif system.values[cell] == 0:
            options.append((1,))
        else:
            options.append((0, -1))
    yield from product(*options)


def _equations(
    system: System, support: list[int], targets: frozenset[int], flips: tuple[int, ...]
) -> list[list[Fraction]]:
    """One row per touched edit: the weights of the support, then the right-hand side."""
    rows: dict[int, list[Fraction]] = {}
    for place, (cell, flip) in enumerate(zip(support, flips, strict=True)):
        for edit, weight, flag_weight in system.of_cell[cell]:
            if edit not in rows:
                goal = -system.residuals[edit] if edit in targets else 0
                rows[edit] = [Fraction(0)] * len(support) + [Fraction(goal)]
            rows[edit][place] += weight
            rows[edit][-1] -= flag_weight * flip
    equations = [rows[edit] for edit in sorted(rows)]
    for place, (cell, flip) in enumerate(zip(support, flips, strict=True)):
        if flip == -1:
            equations.append([Fraction(int(other == place)) for other in range(len(support))])
            equations[-1].append(Fraction(-system.values[cell]))
    return equations


def _solve(rows: list[list[Fraction]], size: int, guess: list[int]) -> list[int] | None:
    """Gauss-Jordan elimination; None if contradictory or not integer."""
    pivots: list[int] = []
    for column in range(size):
        done = len(pivots)
        found = next((row for row in range(done, len(rows)) if rows[row][column]), None)
        if found is None:
            continue
        rows[done], rows[found] = rows[found], rows[done]
        pivot = rows[done][column]
        rows[done] = [entry / pivot for entry in rows[done]]
        for other, row in enumerate(rows):
            if other != done and row[column]:
                factor = row[column]
                rows[other] = [entry - factor * own for entry, own in zip(row, rows[done], strict=True)]
        pivots.append(column)
    if any(row[-1] for row in rows[len(pivots) :]):
        return None
    solved = [Fraction(change) for change in guess]
    for row, column in zip(rows, pivots, strict=False):
        solved[column] = row[-1] - sum(row[other] * solved[other] for other in range(size) if other not in pivots)
    return [int(change) for change in solved] if all(change.denominator == 1 for change in solved) else None
