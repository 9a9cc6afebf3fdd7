"""Raw rows: all that a reader may say about a file. Understanding them is done elsewhere, once for all readers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

RAISED = str.maketrans("0123456789０１２３４５６７８９", "⁰¹²³⁴⁵⁶⁷⁸⁹" * 2)
"""Digits as a reader gives them that are raised, lowered or struck out: the 1 of a note behind 12 makes no 121."""


@dataclass(frozen=True)
class RawRow:
    """One line of text, or one row of a table, as it stands in the file.

    `line` goes into the seeds as source_line; `place` tells a person where to look; `cells` are unchanged texts, one
    per column, empty where the cell is empty or continues a spanned one.
    """

    line: int
    place: str
    cells: tuple[str, ...]

    @cached_property
    def filled(self) -> list[str]:
        """The cells that hold something."""
        return [cell for cell in self.cells if cell.strip()]


@dataclass(frozen=True)
class Source:
    """A file that was read.

    `name` and `sha256` identify it in the register of publications: of a text the hash is that of its UTF-8 form with
    LF line ends, so that the same text has one hash in every encoding; of other files it is that of the bytes.
    """

    name: str
    kind: str
    sha256: str
    rows: Sequence[RawRow]
    notes: tuple[str, ...] = ()

    def as_text(self) -> str:
        """The rows as tab-separated text, each on its own line, to look up a source_line in."""
        lines: dict[int, str] = {}
        for row in self.rows:
            cells = (" ".join(cell.split()) for cell in row.cells)
            lines[row.line] = "\t".join(cells)
        last = max(lines, default=0)
        return "".join(lines.get(number, "") + "\n" for number in range(1, last + 1))
