"""Which of several explanations is likelier: the habits of people and machines that copy figures.

Score of an explanation: product over its errors of prior(kind) / ways(kind) x plausibility of the proposed
figure, normalized together with the weight of "there are more errors than this". All constants stand here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median

from jukinet.labels import reason_en
from jukinet.localize.slips import Slip, row_slip, slips
from jukinet.localize.system import Item, System, together

PRIOR = {
    # Slips of one cell. Whoever keys or reads figures mostly gets one digit wrong or swaps two neighbours.
    "transposition": 0.25,
    "digit": 0.20,
    # A reader confuses few pairs: a share of its own beside that of any wrong digit.
    "alike": 0.15,
    "dropped": 0.08,
    "zero": 0.05,
    # Copying from the next row or column of the table.
    "neighbour": 0.05,
    "inserted": 0.04,
    "doubled": 0.04,
    # An empty field filled with 0.
    "emptied": 0.03,
    "column neighbour": 0.02,
    "far transposition": 0.01,
    "zeros": 0.01,
    "sign": 0.01,
    # A row left out, or doubled; its weight falls with the number of rows.
    "row": 0.05,
    # Anything at all; its weight falls with the number of figures of that length.
    "other": 0.05,
    # Operations on several cells; rarer than one wrong cell, but they leave no residual to choose.
    "exchange": 0.04,
    "shift": 0.04,
    "permutation": 0.02,
    "unit_slip": 0.02,
}
"""Share of each kind among the errors; only the proportions count."""

MORE_ERRORS = 0.01
"""Weight, per error, of the explanation by further errors: about one faulty component in a hundred has a
second."""

COINCIDENCE = 1e-4
"""Weight of each further violated edit under it: independent errors rarely leave related residuals."""

PLAUSIBILITY_LIMIT = 20.0
"""Plausibility changes odds by this factor at most: series of counts do have jumps."""

LEAST_SPREAD = 0.25
"""Least spread of a series in natural logarithms (a quarter up or down), so that a flat series forgives a
change."""

LEAST_OTHERS = 3
"""A median of fewer other values says nothing."""

RANKED_SCORE = 0.6
"""The best must carry at least this share to be called the favourite: likelier than all else together."""

RANKED_LEAD = 4.0
"""The best must be this many times as likely as the second."""


@dataclass(frozen=True)
class Scored:
    """An explanation with its share of the whole and, per cell, the reason why it is likely."""

    errors: tuple[Item, ...]
    score: float
    reasons: dict[int, str]


class Ranking:
    """Scores explanations within one publication."""

    def __init__(self, system: System) -> None:
        self._system = system

    def scored(self, explanations: list[tuple[Item, ...]], violated: int) -> list[Scored]:
        """Return the explanations by falling score, equal scores in order of their cells.

        violated: number of violated edits that each of them explains.
        """
        weighed: list[tuple[tuple[Item, ...], float, dict[int, str]]] = []
        for errors in explanations:
            weight, reasons = self._weighed(errors)
            # What leaves a deduced cell below zero needs one more error.
            left = len(self._system.left_below_zero(together(errors)))
            weighed.append((errors, weight + left * math.log(MORE_ERRORS), reasons))
        fewest = min(len(errors) for errors in explanations)
        return _shares(weighed, fewest * math.log(MORE_ERRORS) + max(violated - fewest, 0) * math.log(COINCIDENCE))

    def likeliest(self, options: list[list[Item]]) -> list[Scored]:
        """Return the cells of which any of several changes would do, by falling score, each with its likeliest change.

        options: changes of one cell each; those of a list are of the same cell.
        """
        weighed: list[tuple[tuple[Item, ...], float, dict[int, str]]] = []
        for changes in options:
            found = [((change,), *self._weighed((change,))) for change in changes]
            errors, top, reasons = max(found, key=lambda one: (round(one[1], 12), -abs(one[0][0].deltas[0][1])))
            weighed.append((errors, top + math.log(math.fsum(math.exp(one[1] - top) for one in found)), reasons))
        return _shares(weighed, math.log(MORE_ERRORS)) if weighed else []

    def weight(self, error: Item) -> float:
        """The natural logarithm of how likely one error is, beside others."""
        return self._weighed((error,))[0]

    def _weighed(self, errors: tuple[Item, ...]) -> tuple[float, dict[int, str]]:
        weight = 0.0
        reasons: dict[int, str] = {}
        for error in errors:
            if error.kind == "single_cell":
                cell, delta = error.deltas[0]
                slip, plausibility = self._best_slip(cell, delta), self._plausibility(cell, delta)
                weight += math.log(PRIOR[slip.kind]) - math.log(slip.ways) + math.log(plausibility)
                reasons[cell] = slip.reason + error.reason
            else:
                weight += math.log(PRIOR[error.kind]) - math.log(error.ways)
                reasons |= {cell: error.reason for cell, _ in error.deltas}
        return weight, reasons

    def _best_slip(self, cell: int, delta: int) -> Slip:
        if self._system.counted[cell]:
            return row_slip(delta)
        printed = self._system.values[cell]
        found = slips(printed, printed + delta) + self._copied(cell)
        return max(found, key=lambda slip: PRIOR[slip.kind] / slip.ways)

    def _copied(self, cell: int) -> list[Slip]:
        """Slips by which the cell bears another cell's value; a zero is too common to be taken for a copy."""
        system = self._system
        printed, series, position, column = (
            system.values[cell],
            system.series[cell],
            system.position[cell],
            system.column[cell],
        )
        found: list[Slip] = []
        if printed and series is not None and position is not None:
            near = [
                other
                for other in system.lines[series]
                if (place := system.position[other]) is not None and abs(place - position) == 1
            ]
            if any(system.values[other] == printed for other in near):
                found.append(Slip("neighbour", len(near), reason_en("neighbour")))
        if printed and column is not None:
            others = [other for other in system.columns[column] if other != cell]
            if any(system.values[other] == printed for other in others):
                found.append(Slip("column neighbour", len(others), reason_en("column_neighbour")))
        return found

    def _plausibility(self, cell: int, delta: int) -> float:
        """How much better the proposed figure fits its series than the printed one (1 = no better)."""
        system = self._system
        series = system.series[cell]
        others = [] if series is None else [other for other in system.lines[series] if other != cell]
        if len(others) < LEAST_OTHERS:
            return 1.0
        levels = [_level(system.values[other]) for other in others]
        middle = median(levels)
        spread = max(median(abs(level - middle) for level in levels), LEAST_SPREAD)
        printed = abs(_level(system.values[cell]) - middle)
        proposed = abs(_level(system.values[cell] + delta) - middle)
        bound = math.log(PLAUSIBILITY_LIMIT)
        return math.exp(max(-bound, min(bound, (printed - proposed) / spread)))


def _shares(weighed: list[tuple[tuple[Item, ...], float, dict[int, str]]], rest: float) -> list[Scored]:
    """The explanations with their shares, best first; `rest` is the weight of further errors."""
    top = max(rest, *(weight for _, weight, _ in weighed))
    total = math.exp(rest - top) + math.fsum(sorted(math.exp(weight - top) for _, weight, _ in weighed))
    scored = [Scored(errors, math.exp(weight - top) / total, reasons) for errors, weight, reasons in weighed]
    # Rounded: the same explanation must not change places over the last bit.
    scored.sort(key=lambda one: (-round(one.score, 12), [error.deltas for error in one.errors]))
    return scored


def _level(value: int) -> float:
    """Order of magnitude of a count; 0 has one too."""
    return math.copysign(math.log1p(abs(value)), value)


def favourite(scored: list[Scored]) -> bool:
    """Whether the first explanation clearly leads."""
    second = scored[1].score if len(scored) > 1 else 0.0
    return scored[0].score >= RANKED_SCORE and scored[0].score >= RANKED_LEAD * second
