"""PDF: the rows of its ruled tables, and the lines between them, in reading order.

Lines are counted as in a text that keeps the layout: a line or a row of a table is one line, white space as high as a
line is an empty one, and so is a page break.
"""

from __future__ import annotations

import hashlib
import io
import logging
import math
import re
import statistics
import zlib
from bisect import bisect
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from jukinet.ingest.errors import IngestError
from jukinet.ingest.rows import RAISED, RawRow, Source
from jukinet.ingest.running_titles import running_titles
from jukinet.ingest.sections import is_heading

MOST_PAGES = 500
MOST_CHARACTERS_ON_PAGE = 50_000
MOST_CURVES_OF_ORNAMENT = 20
MOST_BYTES_UNPACKED = 256 * 1024 * 1024
MOST_ABREAST = 300
"""Digits that are compared with one: more do not stand one above another on a page."""
MOST_RULES = 1000
"""Lines near a digit of which one may end its cell; the others are not looked at."""
STREAM = re.compile(rb"stream\r?\n")
PAGE_NUMBER = re.compile(r"[-‐–—\s]*(?:p\.?\s*)?[0-9]{1,3}(?:\s*/\s*[0-9]{1,3})?[-‐–—\s]*", re.IGNORECASE)
BESIDE_TITLE = re.compile(r"(?<=\S)\s+[0-9]{1,3}\s?/\s?[0-9]{1,3}$|^[0-9]{1,3}\s?/\s?[0-9]{1,3}\s+(?=\S)")


@dataclass(frozen=True)
class Piece:
    """A line of text or a row of a table, and where it stands on its page in points from the top."""

    place: str
    cells: tuple[str, ...]
    top: float
    bottom: float
    is_table: bool
    is_at_edge: bool = False

    @cached_property
    def title(self) -> str:
        """The words without the number of the page that a browser prints beside them, such as 3/12."""
        return BESIDE_TITLE.sub("", self.cells[0])


def read(path: Path, content: bytes) -> Source:
    """Raw rows of a PDF that holds text. Raises IngestError for a scan, a password, a cut or an absurdly large file."""
    if b"%%EOF" not in content[-2048:]:
        raise IngestError.single(path.name, "end of file", "the PDF is cut off", "", "Fetch it again.")
    _refuse_bomb(path, content)
    pages, notes = _pages(path, content)
    pitch = _pitch(pages)
    margin = min((page[0].top for page in pages if page), default=0.0)
    rows: list[RawRow] = []
    line = 0
    for page_no, page in enumerate(pages, start=1):
        above = margin
        line += page_no > 1 and bool(page)
        for piece in page:
            line += 1 + max(0, round((piece.top - above) / pitch))
            rows.append(RawRow(line, piece.place, piece.cells))
            above = piece.bottom
    return Source(path.name, "PDF", hashlib.sha256(content).hexdigest(), rows, tuple(notes))


def _pages(path: Path, content: bytes) -> tuple[list[list[Piece]], list[str]]:
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    # It warns of every character whose font lacks a bounding box, which changes no text.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    pages: list[list[Piece]] = []
    numbers: list[tuple[int, str]] = []
    try:
        with pdfplumber.open(io.BytesIO(content)) as pdf:
            if len(pdf.pages) > MOST_PAGES:
                raise IngestError.single(
                    path.name, f"page {MOST_PAGES}", "the PDF has too many pages", str(len(pdf.pages)),
                    "A publication has some dozen pages: check the file.",
                )  # fmt: skip
            for page in _with_progress(pdf.pages, path.name):
                pages.append(_read_page(path, page, numbers))
                page.close()
    except PdfminerException as error:
        if "Password" in repr(error):
            raise IngestError.single(
                path.name, "file", "the PDF needs a password", "", "Save it without one, or ask the publisher."
            ) from None
        raise _broken(path, error) from None
    except IngestError:
        raise
    except Exception as error:
        # pdfminer raises whatever a broken file makes it stumble over: KeyError, struct.error, RecursionError.
        raise _broken(path, error) from None
    if not any(pages):
        raise IngestError.single(path.name, "page 1", "the PDF holds no text", "", "Recognize its text first (OCR).")
    notes = _page_numbers_note(numbers)
    return _without_running_titles(pages, notes), notes


def _page_numbers_note(numbers: list[tuple[int, str]]) -> list[str]:
    """That page numbers were left out, which stand at the edge of these pages."""
    if not numbers:
        return []
    (first, text), *others = numbers
    if not others:
        return [f"page {first}: the page number {text} was left out"]
    last, last_text = others[-1]
    return [f"{len(numbers)} page numbers were left out, from {text} on page {first} to {last_text} on page {last}"]


def _without_running_titles(pages: list[list[Piece]], notes: list[str]) -> list[list[Piece]]:
    """The pages without what stands at the edge of most of them: within a table it would be no row of it.

    A heading that pages repeat stays where it stands first.
    """
    counts = Counter(text for page in pages for text in {piece.title for piece in page if piece.is_at_edge})
    running = running_titles(counts, len(pages), notes)
    first = {text: next(one for page in pages for one in page if one.title == text) for text in running}
    kept = [piece for text, piece in first.items() if is_heading(text)]
    return [
        [one for one in page if not (one.is_at_edge and one.title in running) or any(one is own for own in kept)]
        for page in pages
    ]


def _broken(path: Path, error: Exception) -> IngestError:
    said = type(error).__name__ + (f": {error}" if str(error) else "")
    return IngestError.single(path.name, "file", "the PDF cannot be read", said, "Fetch it again; it may be cut off.")


def _with_progress(pages: list[Any], name: str) -> Iterable[Any]:
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    return track(pages, name, console=console, transient=True, disable=not console.is_terminal)


def _read_page(path: Path, page: Any, numbers: list[tuple[int, str]]) -> list[Piece]:
    """The rows and lines of a page from top to bottom, without its number, which goes to `numbers`."""
    number = page.page_number
    if len(page.chars) > MOST_CHARACTERS_ON_PAGE:
        raise IngestError.single(
            path.name, f"page {number}", "the page holds absurdly much text", f"{len(page.chars)} characters",
            "Check the file.",
        )  # fmt: skip
    # Letters that are drawn as outlines are many curves, an ornament is few.
    if not page.chars and (page.images or len(page.curves) > MOST_CURVES_OF_ORNAMENT):
        raise IngestError.single(
            path.name, f"page {number}", "the page is a picture without text", "", "Recognize its text first (OCR)."
        )
    _set_apart_raised(page)
    tables = page.find_tables()
    pieces: list[Piece] = []
    for table_no, table in enumerate(tables, start=1):
        texts = table.extract()
        for row_no, (row, cells) in enumerate(zip(table.rows, texts, strict=True), start=1):
            place = f"page {number}, table {table_no}, row {row_no}"
            bottom = _row_bottom(row, table)
            pieces.append(Piece(place, tuple(cell or "" for cell in cells), row.bbox[1], bottom, True))
    boxes = [table.bbox for table in tables]
    outside = page.filter(lambda thing: not any(_is_inside(thing, box) for box in boxes))
    lines = outside.extract_text_lines(return_chars=False)
    for line_no, line in enumerate(lines, start=1):
        if PAGE_NUMBER.fullmatch(line["text"]) and _is_at_edge(line, page):
            numbers.append((number, line["text"].strip()))
            continue
        place = f"page {number}, line {line_no} outside tables"
        pieces.append(Piece(place, (line["text"],), line["top"], line["bottom"], False, _is_at_edge(line, page)))
    return sorted(pieces, key=lambda piece: piece.top)


def _set_apart_raised(page: Any) -> None:
    """Make raised digits of those that follow a larger digit closely, such as the 1 of a note behind 12."""
    rules = sorted(page.vertical_edges, key=lambda rule: float(rule["x0"]))
    digits = sorted((char for char in page.chars if char["text"].isdecimal()), key=lambda char: float(char["x0"]))
    for place, large in enumerate(digits):
        end, wall = large["x1"], _wall_behind(large, rules)
        for char in digits[place + 1 : place + 1 + MOST_ABREAST]:
            if char["x0"] > min(end + 0.4 * large["size"], wall):
                break
            if _is_raised(char, large):
                char["text"], end = char["text"].translate(RAISED), max(end, char["x1"])


def _is_raised(char: dict[str, Any], large: dict[str, Any]) -> bool:
    """Whether a digit is small and beside the other; browsers make one that they raise hardly smaller."""
    size, shift = large["size"], abs(char["bottom"] - large["bottom"])
    is_small = char["size"] < 0.8 * size or (char["size"] < 0.9 * size and shift > 0.15 * size)
    return bool(is_small and large["top"] < (char["top"] + char["bottom"]) / 2 < large["bottom"])


def _wall_behind(large: dict[str, Any], rules: list[dict[str, Any]]) -> float:
    """Where the cell of a digit ends, if it does near it: the next cell may be set smaller to fit its figure."""
    ends = ((large["x0"] + large["x1"]) / 2, large["x1"] + 3 * large["size"])
    first, last = (bisect(rules, end, key=lambda rule: float(rule["x0"])) for end in ends)
    height = (large["top"] + large["bottom"]) / 2
    near = rules[first : min(last, first + MOST_RULES)]
    return next((float(rule["x0"]) for rule in near if rule["top"] <= height <= rule["bottom"]), math.inf)


def _row_bottom(row: Any, table: Any) -> float:
    """Where a row ends: at its lowest cell, or where the next row begins if a cell spans further."""
    tops = {one.bbox[1] for one in table.rows if one.bbox[1] > row.bbox[1] + 1}
    return float(min([row.bbox[3], *tops]))


def _is_inside(thing: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    middle_x, middle_y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= middle_x <= box[2] and box[1] <= middle_y <= box[3])


def _is_at_edge(line: dict[str, Any], page: Any) -> bool:
    return bool(line["top"] < page.height * 0.08 or line["bottom"] > page.height * 0.92)


def _pitch(pages: list[list[Piece]]) -> float:
    """The distance from line to line: that of the lines which follow each other most closely."""
    distances: list[float] = []
    heights: list[float] = []
    for page in pages:
        lines = [piece for piece in page if not piece.is_table]
        heights += [piece.bottom - piece.top for piece in lines]
        for before, after in pairwise(page):
            distance = after.top - before.top
            if not before.is_table and not after.is_table and distance > 0.9 * (before.bottom - before.top):
                distances.append(distance)
    height = statistics.median(heights) if heights else 12.0
    close = [distance for distance in distances if distance < 1.8 * height]
    return statistics.median(close) if close else 1.35 * height


def _refuse_bomb(path: Path, content: bytes) -> None:
    """Refuse a file whose compressed streams unpack to absurdly much, before any library unpacks them."""
    total = 0
    for found in STREAM.finditer(content):
        unpacking = zlib.decompressobj()
        data = content[found.end() : content.find(b"endstream", found.end())]
        try:
            total += len(unpacking.decompress(data, MOST_BYTES_UNPACKED - total + 1))
        except zlib.error:
            continue
        if total > MOST_BYTES_UNPACKED:
            raise IngestError.single(
                path.name, f"byte {found.start()}", "the PDF unpacks to absurdly much",
                f"more than {MOST_BYTES_UNPACKED} bytes", "Do not open it; fetch it again from the publisher.",
            )  # fmt: skip
