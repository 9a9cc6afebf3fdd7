"""The annual tables (別添1, 別添2): one row per affair, one column per fiscal year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jukinet.ingest import normalize
from jukinet.ingest.errors import CHECK_YEAR, MEND_FIGURE
from jukinet.ingest.names import AFFAIR, Names, SectionKind, parted, refuse_name
from jukinet.ingest.normalize import Figure
from jukinet.ingest.reading import Reading
from jukinet.ingest.rows import RawRow
from jukinet.ingest.sections import AS_OF, Block
from jukinet.ingest.table_rows import TOTALS, behind_total, is_header, no_rows, with_words

HEADER_WORDS = frozenset(
    {"No.", "No", "番号", "事務", "事務名", "事務の名称", "名称", "所管課", "所管課等", "所属", "年度", "件数"}
    | {"利用開始時期", "利用開始", "開始時期", "時期"}
)
STARTED = re.compile(r"[MTSHR][0-9]{1,2}\.[0-9]{1,2}")
NUMBERED = re.compile(r"([0-9]{1,3}) ?(\D.*)", re.DOTALL)


def read(block: Block, reading: Reading, names: Names) -> None:
    """Rows of printed_affairs, printed_annual_counts and printed_totals from one annual table."""
    table = _Annual(block, reading, names)
    for row, words in with_words(block.rows, reading):
        table.take(row, words)
    table.finish()


@dataclass
class _Affair:
    """A row of the table whose name may go on below it; the texts are as printed, `figures` from the start on."""

    row: RawRow
    row_no: int
    name: str
    division: str
    started: str
    figures: list[str]


def _is_start(cell: str) -> bool:
    return bool(STARTED.fullmatch(normalize.key(cell)) or normalize.short_month(cell))


class _Annual:
    def __init__(self, block: Block, reading: Reading, names: Names) -> None:
        self.block, self.reading, self.names = block, reading, names
        self.annex = block.section.removeprefix("annex")
        self.kind: SectionKind = ("annual", "", self.annex, "")
        self.years: list[int] = []
        self.last_no = 0
        self.closed = False
        self.pending: _Affair | None = None

    def take(self, row: RawRow, words: list[str]) -> None:
        """Understand one row by what its cells hold."""
        filled = row.filled
        # A header may have years alone.
        others = [word for word in words if not normalize.fiscal_year(word)]
        if len(words) == 1 and AS_OF.fullmatch(words[0]):
            self._as_of(row, words[0])
        elif len(filled) == 1 and self.pending and self._goes_on(self.pending, filled[0]):
            self.pending.name += filled[0]
            self.reading.repair(row, f"the name of {self.pending.row.place} was broken over two rows")
        elif not others or is_header(others, HEADER_WORDS):
            self._header(row, words)
        elif self.closed:
            behind_total(row, self.reading)
        elif words[0] in TOTALS:
            self._flush()
            self._total(row)
        elif any(_is_start(word) for word in words):
            self._flush()
            self._affair(row)
        else:
            self.reading.problem(row, "this row of an annual table is not understood")

    def _as_of(self, row: RawRow, text: str) -> None:
        day = normalize.day(text)
        if day is None or (self.reading.as_of not in (None, day)):
            self.reading.problem(row, "the day of reference differs from an earlier one")
        self.reading.as_of = day

    def _header(self, row: RawRow, words: list[str]) -> None:
        years = [year for word in words if (year := normalize.fiscal_year(word))]
        if any("No" in word for word in words) and not any("事務" in word or "名称" in word for word in words):
            self.reading.repair(row, "the header lacks 事務; the column was found by its cells")
        if not years:
            return
        current = self.reading.fiscal_year
        if len(years) > 1 and years == sorted(years, reverse=True):
            self.reading.problem(
                row, "the columns of years do not begin with the oldest", advice="Put them into that order in the file."
            )
        elif years != list(range(years[0], current + 1)) or (self.years and years != self.years):
            self.reading.problem(row, f"the columns of years do not end with fiscal year {current}", advice=CHECK_YEAR)
        self.years = years

    def _total(self, row: RawRow) -> None:
        figures = [figure for cell in row.filled[1:] if (figure := normalize.figure(cell))]
        if not len(row.filled) - 1 == len(figures) == len(self.years):
            self.reading.problem(row, f"the total has not {len(self.years)} figures", advice=MEND_FIGURE)
        for year, figure in zip(self.years, figures, strict=False):
            self.reading.total(row, self.block.section, "total", year, figure)
        self.closed = True

    def _affair(self, row: RawRow) -> None:
        started_at = [place for place, cell in enumerate(row.cells) if _is_start(cell)]
        left = [cell for cell in row.cells[: started_at[0]] if cell.strip()]
        right = list(row.cells[started_at[0] + 1 :])
        printed = normalize.key(row.cells[started_at[0]])
        started = printed if STARTED.fullmatch(printed) else normalize.short_month(printed)
        if started != printed:
            self.reading.repair(row, f"the start {printed} is written {started}")
        # A number and a name in one cell: the tab between them was lost.
        if len(left) == 2 and normalize.number(left[0]) is None:
            found = NUMBERED.fullmatch(normalize.plain(left[0]))
            if found:
                left = [found[1], found[2], left[1]]
                self.reading.repair(row, f"number and name stood in one cell: {found[1]}")
        row_no = normalize.number(left[0]) if left else None
        if len(started_at) != 1 or len(left) != 3 or row_no is None or normalize.month(started) is None:
            self.reading.problem(row, "the row is not: number, name, division, start, figures")
            return
        if any(normalize.number(cell) is not None for cell in left[1:]):
            self.reading.problem(row, "a figure stands where the name or the division is expected")
            return
        if row_no != self.last_no + 1:
            self.reading.problem(row, f"number {row_no} follows {self.last_no}: rows are missing, moved or doubled")
        self.last_no = row_no
        self.pending = _Affair(row, row_no, left[1], left[2], started, right)

    def _goes_on(self, pending: _Affair, words: str) -> bool:
        """Whether words alone in a row make a known name of the one above, or the whole name that it is not yet."""
        begun, rest, joined = pending.name, normalize.key(words), pending.name + words
        if self.names.is_affair(self.kind, joined):
            return True
        # A row that has lost its other cells is an affair of its own, and must not be taken for the rest of another.
        if self.names.is_affair(self.kind, words):
            return False
        is_begun_whole = self.names.is_affair(self.kind, begun) or AFFAIR.fullmatch(normalize.key(begun)) is not None
        is_whole = AFFAIR.fullmatch(normalize.key(joined)) is not None and not re.search(r"\d", rest)
        return is_whole and (not is_begun_whole or parted(rest)[0] in {"", "等"})

    def _flush(self) -> None:
        if self.pending is None:
            return
        affair, self.pending = self.pending, None
        row = affair.row
        if not self.names.is_affair(self.kind, affair.name) and not AFFAIR.fullmatch(normalize.key(affair.name)):
            refuse_name(row, affair.name, self.reading)
        name = self.names.affair(self.kind, self.block.section, affair.name, row)
        common: dict[str, str | int] = {"annex": self.annex, "row_no": affair.row_no, "affair_name": name}
        self.reading.add(
            "printed_affairs",
            **common,
            division_names=self.names.division_cell(affair.division),
            started_label=affair.started,
            source_line=row.line,
        )
        for year, figure in zip(self.years, self._figures(row, affair.figures), strict=False):
            called = f"{self.block.section} {name}, fiscal year {year}"
            self.reading.figure(
                row, "printed_annual_counts", figure, called, column="case_count", **common, fiscal_year=year
            )

    def _figures(self, row: RawRow, right: list[str]) -> list[Figure]:
        """One figure per year. A gap counts as a lost figure only between figures: at an end it may be a shift."""
        filled = [place for place, cell in enumerate(right) if cell.strip()]
        cells = right[filled[0] : filled[-1] + 1] if filled else []
        if len(cells) != len(self.years):
            message = f"the row has {len(filled)} figures for {len(self.years)} fiscal years"
            if len(filled) == len(self.years):
                message = f"empty cells stand between the {len(filled)} figures of the row"
            self.reading.problem(row, message, advice=MEND_FIGURE)
            return []
        figures: list[Figure] = []
        for cell in cells:
            figure = normalize.figure(cell) if cell.strip() else normalize.LOST
            if figure is None:
                self.reading.problem(row, "this is no count", cell, MEND_FIGURE)
            figures.append(figure or (None, "not_applicable"))
        return figures

    def finish(self) -> None:
        """Close the table; it must have had its header and its total."""
        self._flush()
        heading = self.block.heading
        if not self.years:
            self.reading.problem(heading, "the table under this heading has no row of fiscal years")
        elif not self.closed:
            self.reading.problem(heading, "the table under this heading has no total (計)")
        if not self.last_no:
            no_rows(heading, self.reading)
