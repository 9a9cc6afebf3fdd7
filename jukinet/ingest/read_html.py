"""HTML: one raw row per row of a table, and one per paragraph or heading between tables."""

from __future__ import annotations

import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

from jukinet.ingest import read_text
from jukinet.ingest.errors import IngestError
from jukinet.ingest.rows import RAISED, RawRow, Source

SKIPPED = frozenset({"script", "style", "template", "noscript", "title"})
APART = frozenset({"sup", "sub", "del", "s", "strike"})
BREAKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "dl", "dt", "dd", "hr", "caption"}
    | {"body", "div", "section", "article", "header", "footer", "main"}
)
MOST_ROWS = 100_000
WIDEST_SPAN = 256


def read(path: Path, content: bytes) -> Source:
    """Raw rows of an HTML page, numbered from 1 without gaps.

    Raises IngestError where it is absurdly long, or where a declaration in it is none.
    """
    text, encoding = read_text.decode(path, content)
    parser = _Rows()
    try:
        parser.feed(text)
        parser.close()
    except AssertionError as error:
        # So the parser of Python says it, up to some version, of a page with such as <![.
        raise IngestError.single(
            path.name, f"line {parser.getpos()[0]} of the file", "a declaration (<!...) cannot be read", str(error),
            "Fetch the page again, or take the declaration out.",
        ) from None  # fmt: skip
    parser.end_line()
    if len(parser.rows) > MOST_ROWS:
        raise IngestError.single(
            path.name, f"row {MOST_ROWS}", "the page is absurdly long", f"{len(parser.rows)} rows", "Check the file."
        )
    notes = () if encoding == "UTF-8" else (f"the page was decoded from {encoding}",)
    return Source(path.name, "HTML", hashlib.sha256(content).hexdigest(), parser.rows, notes)


class _Rows(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[RawRow] = []
        self._line: list[str] = []
        self._cells: list[str] | None = None
        self._cell: list[str] | None = None
        self._span = (1, 1)
        self._spanned: dict[int, int] = {}
        self._skipping = 0
        self._apart = self._apart_around = 0
        self._table = 0
        self._row = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SKIPPED:
            self._skipping += 1
        elif tag in APART:
            self._apart += 1
        elif tag == "table":
            self.end_line()
            self._table, self._row, self._spanned = self._table + 1, 0, {}
        elif tag == "tr":
            self._end_row()
            self._cells, self._row = [], self._row + 1
        elif tag in {"td", "th"} and self._cells is not None:
            self._end_cell()
            values = dict(attrs)
            self._skip_spanned()
            self._cell, self._apart_around = [], self._apart
            self._span = (_span(values.get("colspan")), _span(values.get("rowspan")))
        elif tag == "br":
            self.handle_data("\n")
        elif tag in BREAKS:
            self.end_line()

    def handle_endtag(self, tag: str) -> None:
        if tag in SKIPPED:
            self._skipping = max(0, self._skipping - 1)
        elif tag in APART:
            self._apart = max(0, self._apart - 1)
        elif tag in {"td", "th"}:
            self._end_cell()
        elif tag in {"tr", "table", "thead", "tbody"}:
            self._end_row()
        elif tag in BREAKS:
            self.end_line()

    def handle_data(self, data: str) -> None:
        if self._skipping:
            return
        # A line break of the source is a space; only br breaks a line.
        text = data if data == "\n" else re.sub(r"\s+", " ", data)
        if self._apart:
            text = text.translate(RAISED)
        if self._cell is not None:
            self._cell.append(text)
        elif self._cells is None:
            if data == "\n":
                self.end_line()
            else:
                self._line.append(text)

    def end_line(self) -> None:
        """Finish a line of text outside tables."""
        text = "".join(self._line).strip()
        self._line = []
        if text:
            self.rows.append(RawRow(len(self.rows) + 1, f"line {self.getpos()[0]} of the file", (text,)))

    def _skip_spanned(self) -> None:
        assert self._cells is not None
        while self._spanned.get(len(self._cells), 0) > 0:
            self._spanned[len(self._cells)] -= 1
            self._cells.append("")

    def _end_cell(self) -> None:
        if self._cell is None or self._cells is None:
            return
        columns, rows = self._span
        for offset in range(columns):
            self._spanned[len(self._cells)] = rows - 1
            self._cells.append("".join(self._cell).strip() if offset == 0 else "")
        # What is never closed ends with its cell; what stands around the table goes on.
        self._cell, self._apart = None, self._apart_around

    def _end_row(self) -> None:
        self._end_cell()
        if self._cells is not None:
            self._skip_spanned()
            place = f"table {self._table}, row {self._row} (line {self.getpos()[0]} of the file)"
            self.rows.append(RawRow(len(self.rows) + 1, place, tuple(self._cells)))
        self._cells = None


def _span(value: str | None) -> int:
    if not (value and value.isascii() and value.isdecimal()):
        return 1
    # Python reads no more than a few thousand digits; four are more than the widest.
    return min(int(value.lstrip("0")[:4] or 1), WIDEST_SPAN)
