"""The monthly tables (別添3): affair, recipient where it is provision, month, count.

A row is understood by what its cells hold, because extraction shifts cells: a month is a month in any column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from jukinet.ingest import normalize
from jukinet.ingest.errors import CHECK_YEAR, MEND_FIGURE
from jukinet.ingest.names import AFFAIR, Names, SectionKind, refuse_name, unwrap
from jukinet.ingest.normalize import LOST, Figure
from jukinet.ingest.reading import Reading, SeedRow
from jukinet.ingest.rows import RawRow
from jukinet.ingest.sections import Block, mend_basis
from jukinet.ingest.table_rows import TOTALS, behind_total, is_header, no_rows, with_words, with_years

HEADER_WORDS = frozenset(["名称", "事務", "事務の名称", "提供先", "年月", "件数", "利用件数", "提供件数"])


@dataclass(frozen=True)
class MonthRow:
    """One row, its month and its figure."""

    row: RawRow
    month: date
    figure: Figure


@dataclass
class Group:
    """The rows that follow one printed name."""

    row: RawRow
    name: str
    recipient: str = ""
    rows: list[MonthRow] = field(default_factory=list)


def read(block: Block, reading: Reading, names: Names, basis: SeedRow | None) -> None:
    """Rows of printed_monthly_counts, printed_totals and printed_sections from one section."""
    if basis is None or basis["activity"] != block.activity:
        advice = mend_basis("heading", block.basis if basis is None else None)
        reading.problem(block.heading, "the heading names no legal basis that is registered", advice=advice)
        return
    reading.add(
        "printed_sections", section=block.section, table_name="monthly", activity=block.activity,
        annex=basis["annex"], legal_basis_id=basis["legal_basis_id"],
    )  # fmt: skip
    kind = ("monthly", block.activity, basis["annex"], basis["legal_basis_id"])
    table = _Monthly(block, reading, names, kind)
    for row, words in with_words(with_years(block.rows, reading), reading):
        table.take(row, words)
    table.finish()


class _Monthly:
    def __init__(self, block: Block, reading: Reading, names: Names, kind: SectionKind) -> None:
        self.block, self.reading, self.names, self.kind = block, reading, names, kind
        self.has_recipients = block.activity == "provision"
        self.groups: list[Group] = []
        self.closed = False

    def take(self, row: RawRow, words: list[str]) -> None:
        """Understand one row."""
        if is_header(words, HEADER_WORDS) and not self._goes_on(words):
            if len(words) > 1 and not any("月" in word for word in words):
                at = words.index("件数") if "件数" in words else len(words) - 1
                self.reading.repair(row, f"the header says {words[at]} where the months stand")
        elif self.closed:
            behind_total(row, self.reading)
        elif TOTALS & set(words):
            self._subtotal(row)
        else:
            self._month_row(row, self._split(row))

    def _subtotal(self, row: RawRow) -> None:
        figures = [figure for cell in row.filled if (figure := normalize.figure(cell))]
        if len(figures) != 1 or len(row.filled) != 2:
            self.reading.problem(row, "the subtotal has not one figure", advice=MEND_FIGURE)
        else:
            self.reading.total(row, self.block.section, "subtotal", self.reading.fiscal_year, figures[0])
        self.closed = True

    def _month_row(self, row: RawRow, cells: list[str]) -> None:
        months: list[tuple[int, date]] = []
        counts: list[tuple[int, Figure]] = []
        texts: list[tuple[int, str]] = []
        for place, cell in enumerate(cells):
            if not cell.strip():
                continue
            if month := normalize.month(cell):
                months.append((place, month))
            elif (figure := normalize.figure(cell)) and not normalize.is_dash(cell):
                counts.append((place, figure))
            elif self.names.is_affair(self.kind, cell):
                texts.append((place, cell))
            elif normalize.is_dash(cell) or re.search(r"\d", cell):
                # A figure that cannot be trusted must not pass as a name.
                self.reading.problem(row, "this is neither a month, a count nor a name", cell)
                self._open_known(row, cells)
                return
            else:
                texts.append((place, cell))
        if not months and not counts and texts:
            self._names_alone(row, texts)
            return
        fault = ""
        if len(months) != 1 or len(counts) > 1:
            fault = f"the row has {len(months)} months and {len(counts)} counts"
        elif counts and counts[0][0] < months[0][0]:
            fault = "the count stands before the month, so it may be another row's"
        elif texts and texts[-1][0] > months[0][0]:
            fault = "a name stands behind the month, so it may be another row's"
        if fault:
            self.reading.problem(row, fault)
            self._open_known(row, cells)
            return
        self._open_group(row, [text for _, text in texts])
        if not self.groups:
            self.reading.problem(row, "the first row of the table names no affair")
            return
        month, figure = months[0][1], counts[0][1] if counts else LOST
        if normalize.fiscal_year_of(month) != self.reading.fiscal_year:
            fault = f"the month {month:%Y-%m} is not of fiscal year {self.reading.fiscal_year}"
            self.reading.problem(row, fault, advice=CHECK_YEAR)
        self._list_shift(row, months[0][0], bool(texts), figure == LOST)
        self.groups[-1].rows.append(MonthRow(row, month, figure))

    def _open_known(self, row: RawRow, cells: list[str]) -> None:
        """Begin the affair that a row names although its figures are not understood, for the rows below it."""
        names = [cell for cell in cells if self.names.is_affair(self.kind, cell)]
        recipients = [cell for cell in cells if self.names.is_recipient(self.kind, cell)]
        if len(names) == 1 and len(recipients) <= 1:
            self._open_group(row, names + recipients)

    def _open_group(self, row: RawRow, texts: list[str]) -> None:
        """Begin a new affair where the row names one; blank cells continue the last."""
        if not texts:
            return
        if self.has_recipients and self.groups and len(texts) == 1 and not self._is_name(texts[0]):
            recipient = unwrap(texts[0])
            if normalize.key(recipient) != normalize.key(self.groups[-1].recipient):
                self.reading.problem(row, "the recipient changes without a new affair", recipient)
            return
        if len(texts) > (2 if self.has_recipients else 1):
            self.reading.problem(row, "more names stand in the row than it has columns for")
            return
        recipient = texts[1] if len(texts) == 2 else ""
        last = self.groups[-1] if self.groups else None
        same = last is not None and normalize.key(last.name) == normalize.key(texts[0])
        if not same or (last is not None and recipient and normalize.key(last.recipient) != normalize.key(recipient)):
            self.groups.append(Group(row, texts[0], recipient))

    def _names_alone(self, row: RawRow, texts: list[tuple[int, str]]) -> None:
        """A name on a row of its own: the beginning of an affair, or the rest of a broken name."""
        words = [text for _, text in texts]
        if (len(words) == 1 and self._is_name(words[0])) or (len(words) == 2 and self.has_recipients):
            self.reading.repair(row, "the name stands on a row of its own")
            self._open_group(row, words)
        elif len(words) == 1:
            self.groups.append(Group(row, words[0]))
        else:
            self.reading.problem(row, "the row has neither month nor count")

    def _is_name(self, text: str) -> bool:
        if self.names.is_affair(self.kind, text):
            return True
        return not self.names.is_recipient(self.kind, text) and bool(AFFAIR.fullmatch(normalize.key(text)))

    def _list_shift(self, row: RawRow, month_at: int, named: bool, is_lost: bool) -> None:
        expected = 2 if self.has_recipients else 1
        if is_lost:
            shifted = "the row is shifted right and its" if month_at > expected else "the"
            self.reading.repair(row, f"{shifted} count is lost")
        elif month_at < expected and len(row.cells) > expected:
            where = "the name's column" if month_at == 0 else f"column {month_at + 1}"
            by = expected - month_at
            self.reading.repair(
                row, f"the month stands in {where}, {by} too far left" + (" behind a name" if named else "")
            )
        elif month_at > expected:
            self.reading.repair(row, f"the month stands {month_at - expected} too far right")

    def finish(self) -> None:
        """Join broken names, resolve them, and write the rows out."""
        heading = self.block.heading
        if not self.closed:
            self.reading.problem(heading, "the table under this heading has no subtotal (小計)")
        if not self.groups:
            no_rows(heading, self.reading)
        seen: dict[tuple[str, date], RawRow] = {}
        groups = self._joined()
        self._tell_recipients(groups)
        for group in groups:
            if not self._is_name(group.name):
                refuse_name(group.row, group.name, self.reading)
            if self.has_recipients and not group.recipient:
                self.reading.problem(group.row, "the affair has no recipient", group.name)
            section = self.block.section
            name = self.names.affair(self.kind, section, group.name, group.row, group.recipient)
            recipient = self.names.recipient(self.kind, section, group.recipient, group.row) if group.recipient else ""
            self._write(group, name, recipient, seen)

    def _tell_recipients(self, groups: list[Group]) -> None:
        """Write a name that stands for several recipients with each, as the annual table prints it: a row an affair."""
        pairs = {(normalize.key(one.name), normalize.key(one.recipient)) for one in groups}
        names = [name for name, _ in pairs]
        for group in groups:
            whole = self.names.listed_with(self.kind, group.name, group.recipient)
            if names.count(normalize.key(group.name)) > 1 and whole:
                self.reading.repair(
                    group.row, f"the name has several recipients, and is written as in annex {self.kind[2]}"
                )
                group.name = whole

    def _joined(self) -> list[Group]:
        joined: list[Group] = []
        rest = list(self.groups)
        while rest:
            group = rest.pop(0)
            # A name may be broken over as many rows as a narrow column needs.
            for pieces in range(1, 6):
                following = rest[:pieces]
                words = group.name + "".join(one.name for one in following)
                if len(following) == pieces and self._joins(group, words):
                    del rest[:pieces]
                    group.name = words
                    group.recipient = "".join([group.recipient, *(one.recipient for one in following)])
                    for one in following:
                        self.reading.repair(one.row, f"the name that begins at {group.row.place} goes on here")
                        group.rows += one.rows
                    break
            joined.append(group)
        return joined

    def _joins(self, group: Group, words: str) -> bool:
        is_known = self.names.is_affair(self.kind, words) or self.names.is_listed(self.kind, words)
        return is_known and not self.names.is_affair(self.kind, group.name)

    def _goes_on(self, words: list[str]) -> bool:
        """Whether a word of the header is the rest of the name above: 事務 is both."""
        return bool(self.groups) and self._joins(self.groups[-1], self.groups[-1].name + words[0])

    def _write(self, group: Group, name: str, recipient: str, seen: dict[tuple[str, date], RawRow]) -> None:
        section, last, year = self.block.section, date.min, self.reading.fiscal_year
        months = {date(year + at // 12, at % 12 + 1, 1) for at in range(3, 15)}
        # Beside a lost count no sum tells whether these months are 0, or their rows are lost as well.
        is_lost = any(one.figure == LOST for one in group.rows)
        absent = [f"{month:%Y-%m}" for month in sorted(months - {one.month for one in group.rows}) if is_lost]
        for one in group.rows:
            earlier = seen.setdefault((name, one.month), one.row)
            if earlier is not one.row:
                self.reading.problem(
                    one.row, f"{one.month:%Y-%m} of this affair stood before, at {earlier.place}", name,
                    "Compare with the print: the row may be doubled, or a name between them lost.",
                )  # fmt: skip
            elif one.month < last:
                self.reading.problem(
                    one.row, "the months do not follow each other", f"{last:%Y-%m}, {one.month:%Y-%m}",
                    "A name between them may be lost: compare with the print.",
                )  # fmt: skip
            last = one.month
            called = f"{section} {name}, {one.month:%Y-%m}" + (f"; no row for {', '.join(absent)}" if absent else "")
            self.reading.figure(
                one.row, "printed_monthly_counts", one.figure, called, column="case_count", section=section,
                affair_name=name, recipient_name=recipient, month=one.month,
            )  # fmt: skip
        if not group.rows and not any(problem.place == group.row.place for problem in self.reading.problems):
            self.reading.problem(group.row, "no month follows this name", group.name)

    def _split(self, row: RawRow) -> list[str]:
        """The cells; a month that stands in one cell with its count or its affair's name is parted from them."""
        cells: list[str] = []
        for cell in row.cells:
            words = normalize.plain(cell).split()
            at = next((place for place, word in enumerate(words) if normalize.month(word)), None)
            if at is None or len(words) == 1:
                cells.append(cell)
                continue
            name, count = "".join(words[:at]), words[at + 1 :]
            if (not name or self.names.is_affair(self.kind, name)) and len(count) <= 1:
                self.reading.repair(row, "a month stood in one cell with its neighbour")
                cells += [*([name] if name else []), *words[at:]]
            else:
                cells.append(cell)
        return cells
