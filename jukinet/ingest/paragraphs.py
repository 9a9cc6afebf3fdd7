"""Prose as items with labelled fields, so that a sentence may break over any number of lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from jukinet.ingest import normalize
from jukinet.ingest.reading import Reading
from jukinet.ingest.rows import RawRow

ITEM = re.compile(r"\(([0-9]{1,9})\)(.*)")
# Not that of 毎月1回.
MONTH = re.compile(r"[0-9]月|月[0-9]{1,2}(?![0-9回])")
# A line may be joined to the one before. Behind a comma or an opening parenthesis the word is one of a sentence.
LABEL = re.compile(r"(?<![(、])(受講者|講師|対象|内容|備考|実施者|実施方法|実施概要|監査結果)者?:")


@dataclass
class Passage:
    """Text without spaces, and the rows that it came from."""

    text: str = ""
    starts: list[int] = field(default_factory=list)
    rows: list[RawRow] = field(default_factory=list)

    def append(self, row: RawRow, text: str) -> None:
        """Go on with the text of one more row."""
        self.starts.append(len(self.text))
        self.rows.append(row)
        self.text += text

    def row_at(self, offset: int) -> RawRow:
        """The row in which the character at `offset` stands."""
        return self.rows[bisect_right(self.starts, offset) - 1]


@dataclass
class Item:
    """One numbered item, or a remark (※) without number: its heading and its fields by label."""

    number: int
    heading: Passage
    fields: dict[str, Passage] = field(default_factory=dict)

    @property
    def row(self) -> RawRow:
        """The row of the heading."""
        return self.heading.rows[0]

    def text(self, *labels: str) -> str:
        """The texts of these fields, one after the other; absent ones are empty."""
        return "".join(self.fields[label].text for label in labels if label in self.fields)

    def rows(self, *labels: str) -> list[RawRow]:
        """The rows of these fields."""
        return [row for label in labels if label in self.fields for row in self.fields[label].rows]


def labelled(row: RawRow) -> tuple[str, list[tuple[str, str]]]:
    """The words before the first label of a row, and each label with the words behind it."""
    text, *parts = LABEL.split(normalize.key("".join(row.cells)))
    return text, list(zip(parts[::2], parts[1::2], strict=True))


def passage(rows: Iterable[RawRow]) -> Passage:
    """All rows as one passage."""
    whole = Passage()
    for row in rows:
        whole.append(row, normalize.key("".join(row.cells)))
    return whole


def items(rows: Iterable[RawRow], reading: Reading) -> list[Item]:
    """The items of a part. Text without a label goes on with the field before it."""
    found: list[Item] = []
    current: Passage | None = None
    last_no = 0
    for row in rows:
        text, fields = labelled(row)
        numbered = ITEM.fullmatch(text)
        if numbered or text.startswith("※"):
            current = Passage()
            current.append(row, numbered[2] if numbered else text)
            found.append(Item(int(numbered[1]) if numbered else 0, current))
            if numbered and int(numbered[1]) != last_no + 1:
                reading.note(row, f"item {numbered[1]} follows item {last_no}: one between them may be lost")
            last_no = int(numbered[1]) if numbered else last_no
        elif text and current is not None:
            current.append(row, text)
            if MONTH.search(text):
                reading.note(row, "a month within an item, not read: the mark or number of another may be lost")
        for place, (label, words) in enumerate(fields):
            if not found:
                reading.note(row, "a label above the first item, not read")
                continue
            if label in found[-1].fields and current is not None and (text or place):
                reading.note(row, f"the label {label} stands again behind other words, read as one of them")
                current.append(row, f"{label}:{words}")
                continue
            if label in found[-1].fields:
                reading.problem(
                    row, f"the label {label} stands twice in an item", advice="The heading of an item between them may "
                    "be lost: compare with the print, and mend it in the file.",
                )  # fmt: skip
            current = found[-1].fields.setdefault(label, Passage())
            current.append(row, words)
    return found
