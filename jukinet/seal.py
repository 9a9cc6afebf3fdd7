"""Seals a transcription: keeps a copy of its rows and the digest of that copy, so that any later change shows.

The build compares both (models int_changed_rows and seal_breaks); nothing but this module writes them.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path

from jukinet.check.cells import SEAL_BAR
from jukinet.files import write_all
from jukinet.seeds import Seed

SEALS = "assert_sealed_rows_are_unchanged"
"""The test of the SQL that holds rows against the seal."""

REMEDY = "Compare each with the print: restore the row, or, where the print is so, run {}."
"""What to do about a broken seal, by the command that seals the publication."""

_OF_A_ROW = re.compile(r", (?:missing|not in the seal): |^  and [0-9]+ more$")


@dataclass(frozen=True)
class SealedRow:
    """One row of a disclosure seed as text: its columns in order, joined by bars, null as nothing."""

    publication_id: str
    seed_name: str
    row_text: str

    @property
    def cells(self) -> list[str]:
        """The texts of its columns."""
        return self.row_text.split(SEAL_BAR)


@dataclass(frozen=True)
class Change:
    """One row that differs from the sealed copy: as it was (None where it is new), as it is (None where it is gone).

    `line` is the row's line in the seed or, where the row is gone, the one it would have; `columns` are those of the
    seed.
    """

    path: Path
    line: int
    columns: tuple[str, ...]
    before: SealedRow | None
    after: SealedRow | None

    def text(self, root: Path) -> str:
        """The change as one line: the file and row, the line of the print, and what differs."""
        known = self.after or self.before
        assert known is not None
        values = dict(zip(self.columns, known.cells, strict=False))
        path = self.path.relative_to(root) if self.path.is_relative_to(root) else self.path
        place = f"{path.as_posix()}:{self.line}"
        printed = f" (line {values['source_line']} of {known.publication_id})" if "source_line" in values else ""
        return f"{place}{printed}: {self._difference()}"

    def _difference(self) -> str:
        if self.before is None:
            return "the row is new"
        if self.after is None:
            return f"the row that stood here is gone: {self.before.row_text}"
        cells = zip(self.columns, self.before.cells, self.after.cells, strict=False)
        return ", ".join(f"{name} was {old or 'empty'}, is {new or 'empty'}" for name, old, new in cells if old != new)


@dataclass(frozen=True)
class Sealing:
    """What sealing changes: the digest, the rows that differ from the sealed copy, and whether there was none."""

    publication_id: str
    digest: str
    changes: tuple[Change, ...]
    is_first: bool

    @property
    def added(self) -> list[SealedRow]:
        """Rows that enter the sealed copy."""
        return [change.after for change in self.changes if change.after]

    @property
    def removed(self) -> list[SealedRow]:
        """Rows that leave it."""
        return [change.before for change in self.changes if change.before]


def seal(seeds: dict[str, Seed], publication_id: str, *, dry_run: bool = False) -> Sealing:
    """Seal a publication anew and return what that changes; with `dry_run` nothing is written.

    The publication is registered. Raises ValueError where it has no rows to be written.
    """
    register, copy = seeds["publication_register"], seeds["sealed_rows"]
    new = transcription(seeds, publication_id)
    if not new and not dry_run:
        raise ValueError(publication_id)
    old = [SealedRow(**row) for row in copy.rows if row["publication_id"] == publication_id]
    others = [SealedRow(**row) for row in copy.rows if row["publication_id"] != publication_id]
    digest = digest_of(new)
    # What cannot be told must not be written either.
    changes = _changes(seeds, old, new)
    if not dry_run:
        sealed_rows = sorted(others + new, key=lambda row: (row.publication_id, row.seed_name, row.row_text))
        registered = [
            {**row, "seal": digest} if row["publication_id"] == publication_id else row for row in register.rows
        ]
        write_all(
            copy.path.parents[1],
            {
                copy.path: copy.to_csv([vars(row) for row in sealed_rows]),
                register.path: register.to_csv(registered),
            },
        )
    return Sealing(publication_id, digest, changes, is_first=not old)


def broken_seals(seeds: dict[str, Seed]) -> list[Sealing]:
    """What sealing anew would change in each sealed publication of which a row has changed."""
    sealed = [row["publication_id"] for row in seeds["publication_register"].rows if row["seal"]]
    sealings = [seal(seeds, publication_id, dry_run=True) for publication_id in sealed]
    return [sealing for sealing in sealings if sealing.changes]


class ExplainedSeals:
    """The summary of a red build, line by line, with each row that a broken seal is about told once, by file and line.

    The test of the SQL sees only texts: it tells a changed row as one that is missing and one that is not in the seal.
    """

    TEST = f"{SEALS}: "

    def __init__(self, seeds: dict[str, Seed], root: Path, most: int) -> None:
        """`most`: how many rows are shown before it is said how many more there are."""
        # They are read while dbt works, in the project's directory, where a path given from elsewhere leads nowhere.
        self._seeds = {name: replace(seed, path=seed.path.absolute()) for name, seed in seeds.items()}
        self._root, self._most = root.absolute(), most
        self._is_told = False

    def __call__(self, line: str) -> list[str]:
        """What to show in place of a line of the summary."""
        if line.startswith(self.TEST):
            told = self._rows()
            self._is_told = bool(told)
            return told or [line]
        self._is_told = self._is_told and line.startswith("  ")
        return [] if self._is_told and _OF_A_ROW.search(line) else [line]

    def _rows(self) -> list[str]:
        broken = broken_seals(self._seeds)
        changes = [change for sealing in broken for change in sealing.changes]
        if not changes:
            return []
        lines = [f"{self.TEST}{len(changes)}", *(f"  {change.text(self._root)}" for change in changes[: self._most])]
        if len(changes) > self._most:
            more = len(changes) - self._most
            shown_by = " and ".join(f"`jukinet seal {sealing.publication_id} --dry-run`" for sealing in broken)
            lines.append(f"  and {more} more row{'s' * (more > 1)}; see {shown_by}")
        commands = " or ".join(f"`jukinet seal {sealing.publication_id}`" for sealing in broken)
        return [*lines, f"  {REMEDY.format(commands)}"]


def _changes(seeds: dict[str, Seed], old: list[SealedRow], new: list[SealedRow]) -> tuple[Change, ...]:
    changes: list[Change] = []
    once, now = set(old), set(new)
    removed = [row for row in old if row not in now]
    added = [row for row in new if row not in once]
    for name in sorted({row.seed_name for row in removed + added}):
        seed = seeds[name]
        lines = {_row_text(seed, row): line for line, row in enumerate(seed.rows, start=2)}
        left = [row for row in removed if row.seed_name == name]
        for after in (row for row in added if row.seed_name == name):
            # A row that was changed stands on the same line of the print as before; of several the likest is it.
            distances = {row: distance for row in left if (distance := _distance(seed, row, after)) is not None}
            before = min(distances, key=distances.__getitem__, default=None)
            if before:
                left.remove(before)
            changes.append(Change(seed.path, lines[after.row_text], tuple(seed.header), before, after))
        places = [seed.sort_key(row) for row in seed.rows]
        for before in left:
            stood = seed.sort_key(dict(zip_longest(seed.header, before.cells, fillvalue="")))
            changes.append(Change(seed.path, bisect_left(places, stood) + 2, tuple(seed.header), before, None))
    return tuple(sorted(changes, key=lambda change: (change.path, change.line)))


def _distance(seed: Seed, before: SealedRow, after: SealedRow) -> int | None:
    """In how many columns two rows of one printed line differ; None where they cannot be the same row."""
    old, new = before.cells, after.cells
    if len(old) != len(seed.header) or len(new) != len(seed.header):
        return None
    place = seed.header.index("source_line") if "source_line" in seed.header else None
    if place is not None and old[place] != new[place]:
        return None
    return sum(one != other for one, other in zip(old, new, strict=True))


def transcription(seeds: dict[str, Seed], publication_id: str) -> list[SealedRow]:
    """All disclosure rows of a publication, sorted by seed and text."""
    rows = [
        SealedRow(publication_id, seed.name, _row_text(seed, row))
        for seed in seeds.values()
        if seed.is_disclosure
        for row in seed.rows
        if row["publication_id"] == publication_id
    ]
    return sorted(rows, key=lambda row: (row.seed_name, row.row_text))


def _row_text(seed: Seed, row: dict[str, str]) -> str:
    return SEAL_BAR.join(row[name] for name in seed.header)


def digest_of(rows: list[SealedRow]) -> str:
    """SHA-256 of the sorted rows, one `seed|row` per line; the SQL of seal_breaks computes the same."""
    text = "\n".join(f"{row.seed_name}{SEAL_BAR}{row.row_text}" for row in rows)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
