"""One slip in a printed figure, as a person who copies figures makes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from bench.slips import dropped, exchanged, inserted, printable, replaced

OF_DIGITS: dict[str, Callable[[str], list[str]]] = {
    "digit_substituted": replaced,
    "digits_exchanged": exchanged,
    "digit_lost": dropped,
    "digit_added": inserted,
}
KINDS = (*OF_DIGITS, "neighbour_copied")

Printed = Sequence[int | None]


def slip(column: Printed, rng: np.random.Generator) -> tuple[int, int, str]:
    """Row, wrong figure and kind of a slip in one column of figures, of which at least one is known."""
    while True:
        row = int(rng.integers(len(column)))
        value = column[row]
        if value is None:
            continue
        kind = KINDS[rng.integers(len(KINDS))]
        options = wrong_figures(kind, value, [column[n] for n in (row - 1, row + 1) if 0 <= n < len(column)])
        if options:
            return row, options[rng.integers(len(options))], kind


def wrong_figures(kind: str, value: int, neighbours: Printed) -> list[int]:
    """The other figures that a slip of this kind can make of `value`, in rising order."""
    if kind in OF_DIGITS:
        made = printable(OF_DIGITS[kind](str(value)))
    else:
        made = [neighbour for neighbour in neighbours if neighbour is not None]
    return sorted(set(made) - {value})
