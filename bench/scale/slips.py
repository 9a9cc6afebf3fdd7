"""One slip in a printed figure, as a person who copies figures makes it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

KINDS = ("digit_substituted", "digits_exchanged", "digit_lost", "digit_added", "neighbour_copied")

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
    text = str(value)
    if kind == "digit_substituted":
        made = {text[:n] + digit + text[n + 1 :] for n in range(len(text)) for digit in "0123456789"}
    elif kind == "digits_exchanged":
        made = {text[:n] + text[n + 1] + text[n] + text[n + 2 :] for n in range(len(text) - 1)}
    elif kind == "digit_lost":
        made = {text[:n] + text[n + 1 :] for n in range(len(text))}
    elif kind == "digit_added":
        made = {text[:n] + digit + text[n:] for n in range(len(text) + 1) for digit in "0123456789"}
    else:
        made = {str(neighbour) for neighbour in neighbours if neighbour is not None}
    # Nobody prints a figure without digits or with a zero before it.
    return sorted({int(figure) for figure in made if figure and (figure == "0" or figure[0] != "0")} - {value})
