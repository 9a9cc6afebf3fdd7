"""What has been read of a publication so far: rows for the seeds, and everything a person should know of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from jukinet.ingest import normalize
from jukinet.ingest.errors import MEND, Problem
from jukinet.ingest.normalize import LOST, Figure
from jukinet.ingest.rows import RawRow

MARKED_FIGURE = re.compile(r"[0-9][人件]?\(?[※*注]|[※*][0-9]")

SeedRow = dict[str, str]
"""One row of a seed as text, null as the empty string."""

Tables = dict[str, list[SeedRow]]
"""Rows by the name of their seed."""


@dataclass(frozen=True)
class Gap:
    """Cells that a reading leaves empty: in which columns of which row of a seed, and the words printed there."""

    seed: str
    place: int
    columns: tuple[str, ...]
    words: str = ""


@dataclass(frozen=True)
class Remark:
    """Something that was done or seen at one place: a repair, a lost figure, a note."""

    place: str
    text: str
    gap: Gap | None = field(default=None, compare=False)


@dataclass(frozen=True)
class UnknownName:
    """A printed name that no earlier publication explains, with the nearest names that are known.

    `moved_from` is the affair that an annual table printed under the very same name on another legal basis.
    """

    place: str
    register: str
    section: str
    name: str
    nearest: tuple[tuple[str, str, int], ...]
    moved_from: str = ""


@dataclass
class Reading:
    """The rows of every seed for one publication, as text, null as the empty string.

    Nothing may be written while `problems` holds anything.
    """

    publication_id: str
    publisher_code: str
    fiscal_year: int
    seeds: dict[str, list[SeedRow]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    repairs: list[Remark] = field(default_factory=list)
    lost: list[Remark] = field(default_factory=list)
    notes: list[Remark] = field(default_factory=list)
    unknown: list[UnknownName] = field(default_factory=list)
    phrases: list[Remark] = field(default_factory=list)
    kept: list[Remark] = field(default_factory=list)
    as_of: date | None = None
    title: str = ""

    def add(self, seed: str, **values: str | int | bool | date | None) -> None:
        """Append one row to a seed."""
        row = {"publication_id": self.publication_id}
        row.update({name: as_text(value) for name, value in values.items()})
        self.seeds.setdefault(seed, []).append(row)

    def rows(self, seed: str) -> list[SeedRow]:
        """The rows of a seed so far."""
        return self.seeds.get(seed, [])

    def figure(
        self,
        row: RawRow,
        seed: str,
        figure: Figure,
        called: str,
        *,
        column: str = "value",
        **values: str | int | date | None,
    ) -> None:
        """Append one row with its figure in `column` and its cell_status; a lost one is listed as it is called."""
        value, status = figure
        self.add(seed, **values, **{column: value}, cell_status=status, source_line=row.line)
        if status == "lost":
            gap = Gap(seed, len(self.seeds[seed]) - 1, (column, "cell_status"))
            self.lost.append(Remark(row.place, called, gap))

    def total(self, row: RawRow, section: str, role: str, fiscal_year: int, figure: Figure) -> None:
        """Append a row of printed_totals."""
        called = f"{section} {role}, fiscal year {fiscal_year}"
        self.figure(row, "printed_totals", figure, called, section=section, role=role, fiscal_year=fiscal_year)

    def prose_figure(self, row: RawRow, text: str) -> Figure:
        """A figure of the prose; lost where it is not there, and a problem where its digits are no count."""
        figure = normalize.figure(text) if text else LOST
        if figure is None:
            self.problem(row, "this is no figure", text)
        return figure or LOST

    def state(self, row: RawRow, statement: str, subject: str, text: str, since: date | None = None) -> None:
        """Append a row of printed_statements with the figure that stands in its text."""
        figure, called = self.prose_figure(row, text), f"{statement} of {subject}, stated"
        self.figure(row, "printed_statements", figure, called, statement=statement, subject=subject, since=since)

    def problem(self, row: RawRow, message: str, value: str | None = None, advice: str = MEND) -> None:
        """Note something that must be mended; `value` defaults to the row's cells."""
        shown = " | ".join(" ".join(cell.split()) for cell in row.cells) if value is None else value
        note = " Leave the mark of a note beside a figure out." if MARKED_FIGURE.search(shown) else ""
        self.problems.append(Problem(row.place, message, shown, advice + note))

    def repair(self, row: RawRow, text: str) -> None:
        """List a repair."""
        self.repairs.append(Remark(row.place, text))

    def phrase(self, row: RawRow, seed: str, column: str, text: str) -> None:
        """List words that no rule understands and that get no row."""
        self.phrases.append(Remark(row.place, f"{seed}.{column}: {text}"))

    def no_code(self, row: RawRow, seed: str, column: str, text: str) -> None:
        """List words that no rule turns into a code; in the row that is added next, a person fills it in."""
        gap = Gap(seed, len(self.rows(seed)), (column,), text)
        self.phrases.append(Remark(row.place, f"{seed}.{column}: {text}", gap))

    def note(self, row: RawRow, text: str) -> None:
        """List something that was left alone."""
        self.notes.append(Remark(row.place, text))


def as_text(value: str | int | bool | date | None) -> str:
    """A value as the seeds write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)
