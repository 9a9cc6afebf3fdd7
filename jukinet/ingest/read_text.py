"""Extracted text: one raw row per line, cells between tabs."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

from jukinet.ingest.errors import IngestError
from jukinet.ingest.normalize import key
from jukinet.ingest.rows import RawRow, Source
from jukinet.ingest.running_titles import running_titles
from jukinet.ingest.sections import is_heading

LONGEST_LINE = 100_000
MOST_LINES = 200_000
# Not a figure alone, which may be a count that has lost its row.
PAGE_NUMBER = re.compile(r"[-‐–—][0-9]{1,3}[-‐–—]|[0-9]{1,3}/[0-9]{1,3}|p\.?[0-9]{1,3}", re.IGNORECASE)


def read(path: Path, content: bytes) -> Source:
    """Raw rows of a text in UTF-8, UTF-16 (with its mark) or CP932.

    Raises IngestError where the encoding is none of these or the text is absurdly long.
    """
    text, encoding = decode(path, content)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        raise IngestError.single(
            path.name, f"line {MOST_LINES}", "the text goes on for too long", f"{len(lines)} lines",
            "A publication has some hundred lines: check the file.",
        )  # fmt: skip
    rows = []
    for line_no, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            raise IngestError.single(
                path.name, f"line {line_no}", "the line is too long", f"{len(line)} characters",
                "Extract the text again, with line breaks.",
            )  # fmt: skip
        rows.append(RawRow(line_no, f"line {line_no}", tuple(line.split("\t"))))
    notes = [] if encoding == "UTF-8" else [f"the text was decoded from {encoding}"]
    rows = _without_page_edges(rows, notes)
    return Source(path.name, "text", hashlib.sha256(text.encode()).hexdigest(), rows, tuple(notes))


def _without_page_edges(rows: list[RawRow], notes: list[str]) -> list[RawRow]:
    """The rows without page numbers, and without the running title that stands beside most of them.

    A heading that pages repeat stays where it stands first.
    """
    filled = [row for row in rows if row.filled]
    alone = {at: key(row.filled[0]) for at, row in enumerate(filled) if len(row.filled) == 1}
    numbers = [at for at, text in alone.items() if PAGE_NUMBER.fullmatch(text)]
    beside = [filled[at + step] for at in numbers for step in (-1, 1) if at + step in alone]
    counts = Counter(row.filled[0] for row in beside)
    if numbers:
        notes.append(f"{len(numbers)} page numbers, such as {filled[numbers[0]].filled[0].strip()}, were left out")
    running = running_titles(counts, len(numbers), notes)
    left_out = {filled[at].line for at in numbers} | {row.line for row in beside if row.filled[0] in running}
    first = {text: next(row.line for row in filled if row.filled[0] == text) for text in running if is_heading(text)}
    return [row for row in rows if row.line not in left_out - set(first.values())]


def decode(path: Path, content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. UTF-8 is tried first: Japanese CP932 is practically never valid UTF-8."""
    marks = ((b"\xef\xbb\xbf", "utf-8-sig", "UTF-8"), ((b"\xff\xfe", b"\xfe\xff"), "utf-16", "UTF-16"))
    candidates = [(codec, name) for mark, codec, name in marks if content.startswith(mark)]
    for codec, name in candidates or [("utf-8", "UTF-8"), ("cp932", "CP932")]:
        try:
            text = content.decode(codec)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        # Another double-byte encoding also decodes as CP932, but into half-width katakana and rare signs.
        if name == "CP932" and (("令和" not in text and "平成" not in text) or _is_garbled(text)):
            break
        return text, name
    raise IngestError.single(
        path.name, "line 1", "the text is in no encoding that can be read with certainty", content[:24].hex(" "),
        "Save it as UTF-8.",
    )  # fmt: skip


def _is_garbled(text: str) -> bool:
    return sum("｡" <= char <= "ﾟ" for char in text) > len(text) / 50
