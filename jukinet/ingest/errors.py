"""What ingest says when it cannot go on: where, what stands there, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jukinet.ingest.normalize import ILLEGIBLE

MEND = "Compare with the print and mend the row in the file."
MEND_FIGURE = (
    f"{MEND} Where nobody can read a figure, write {ILLEGIBLE} into its cell; where the print has none, as of an "
    "affair that ended, write -."
)
CHECK_YEAR = "Check --fiscal-year, and that the file is one publication."
NO_CELLS = "Cells must stand between tabs, or in ruled tables."


@dataclass(frozen=True)
class Problem:
    """One thing that must be mended before anything is written.

    `place` is a line, page, table, row or sheet in the words of the reader; `value` is what stands there.
    """

    place: str
    message: str
    value: str
    advice: str

    def text(self) -> str:
        """The problem as one line."""
        shown = self.value if len(self.value) <= 120 else self.value[:117] + "..."
        said = f" Read: {shown!r}." if shown else ""
        # The advice stands last, so that a long value never hides it.
        return f"{self.place}: {self.message}.{said} {self.advice}".rstrip()


class IngestError(Exception):
    """A file that cannot be ingested. Nothing has been written when this is raised, but `text` if it is given."""

    def __init__(self, file: str, problems: list[Problem], *, text: Path | None = None) -> None:
        super().__init__(f"{file}: {problems[0].text()}" if problems else file)
        self.file = file
        self.problems = problems
        self.text = text

    @classmethod
    def single(cls, file: str, place: str, message: str, value: str = "", advice: str = "") -> IngestError:
        """An error with one problem."""
        return cls(file, [Problem(place, message, value, advice)])
