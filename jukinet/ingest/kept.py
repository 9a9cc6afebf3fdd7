"""What a person filled in where ingest left a cell empty is kept when the publication is read anew.

Ingest notes which cells it leaves empty, with a digest of what is printed there: a print's words are not kept.
A cell that is filled by now was filled in by hand, and stays so where the same is printed again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from jukinet.ingest.reading import Gap, Reading, Remark, SeedRow
from jukinet.seeds import Seed

LEFT_EMPTY = "left_empty.jsonl"
"""Under the seeds: the cells that ingest left empty, of all publications."""
# What tells the file and the place in it, and is of no person's making.
_OF_THE_FILE = frozenset({"source_line", "source_file", "source_sha256", "seal"})
_EMPTY = {("",), ("", "lost")}


@dataclass(frozen=True)
class LeftEmpty:
    """Cells of a row that ingest left empty, a code or a figure with its status: what is printed there, and the row."""

    seed: str
    columns: tuple[str, ...]
    digest: str
    """That of the words; empty where a figure is lost."""
    row: SeedRow

    def prints_as(self, other: LeftEmpty) -> bool:
        """Whether both have the same words, or else stand in the same row."""
        same = (self.seed, self.columns, self.digest) == (other.seed, other.columns, other.digest)
        return same and (bool(self.digest) or self.is_in_row_of(other))

    def is_of(self, seeds: Mapping[str, Seed]) -> bool:
        """Whether there still are such cells: a later version may have other seeds or columns."""
        return self.seed in seeds and {*self.columns, *self.row} <= set(seeds[self.seed].header)

    def is_in_row_of(self, other: LeftEmpty) -> bool:
        """Whether the rows of both are the same, wherever they stand in the file."""
        return self.row | {"source_line": ""} == other.row | {"source_line": ""}


def load(directory: Path) -> list[LeftEmpty]:
    """The cells that were left empty; raises ValueError where nobody can read which."""
    path = directory / LEFT_EMPTY
    try:
        # Not by what else ends a line in Unicode: a name may hold it.
        lines = path.read_text(encoding="utf-8").split("\n") if path.is_file() else []
        cells = [LeftEmpty(**one | {"columns": tuple(one["columns"])}) for one in map(json.loads, filter(None, lines))]
        return _ordered(cells)
    except (ValueError, TypeError, KeyError) as error:
        raise ValueError(f"{LEFT_EMPTY} is not as jukinet ingest writes it ({error})") from None


def as_file(cells: list[LeftEmpty]) -> bytes:
    """What `load` reads."""
    return "".join(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in _ordered(cells)).encode("utf-8")


def _ordered(cells: list[LeftEmpty]) -> list[LeftEmpty]:
    return sorted(cells, key=lambda one: one.row["publication_id"])


def _left(reading: Reading, gap: Gap) -> LeftEmpty:
    row = reading.seeds[gap.seed][gap.place]
    rest = {name: value for name, value in row.items() if value not in ("", "lost") and name not in gap.columns}
    digest = hashlib.sha256(gap.words.encode()).hexdigest()[:16] if gap.words else ""
    return LeftEmpty(gap.seed, gap.columns, digest, rest)


def keep(reading: Reading, seeds: Mapping[str, Seed], before: list[LeftEmpty]) -> list[LeftEmpty]:
    """Fill in what a person had filled in where the same is printed, and list it as kept.

    before: the cells that were noted. Returns those that the reading leaves empty, filled in by now or not.
    """
    filled_in = [
        (one, values)
        for one in before
        if one.row["publication_id"] == reading.publication_id and one.is_of(seeds)
        for values in sorted({tuple(row[name] for name in one.columns) for row in _rows_of(one, seeds[one.seed])})
        if values not in _EMPTY
    ]
    remarks = (*reading.phrases, *reading.lost)
    left = [(remark, remark.gap, _left(reading, remark.gap)) for remark in remarks if remark.gap]
    for remark, gap, now in left:
        # Where words stand twice, each row has its own, and none where it is empty still.
        is_noted = any(one.prints_as(now) and one.is_in_row_of(now) for one in before)
        same = {values for one, values in filled_in if one.prints_as(now) and (one.is_in_row_of(now) or not is_noted)}
        if len(same) != 1:
            continue
        (values,) = same
        reading.seeds[gap.seed][gap.place].update(zip(gap.columns, values, strict=True))
        reading.kept.append(Remark(remark.place, f"{remark.text} = {values[0] or '-'}"))
        for open_ones in (reading.phrases, reading.lost):
            open_ones[:] = [one for one in open_ones if one is not remark]
    return [now for _, _, now in left]


def _rows_of(one: LeftEmpty, seed: Seed) -> list[SeedRow]:
    return [row for row in seed.rows if row | one.row == row]


def overwritten(seed: Seed, before: list[SeedRow], after: list[SeedRow]) -> list[str]:
    """What rows of one publication said, and say no more when these take their place."""
    columns = [name for name in seed.header if name not in _OF_THE_FILE]
    new = {tuple(row[name] for name in seed.key): row for row in after}
    said = []
    for row in before:
        now = new.get(tuple(row[name] for name in seed.key))
        told = {name: row[name] for name in columns if row[name] not in ("", "lost")}
        if now is None:
            said.append(f"{seed.name}: no row for {', '.join(f'{name} {value}' for name, value in told.items())}")
            continue
        place = " ".join(row[name] for name in seed.key)
        said += [
            f"{seed.name} {place}: {name} was {value} and is {now[name] or 'empty'}"
            for name, value in told.items() if now[name] != value
        ]  # fmt: skip
    return said
