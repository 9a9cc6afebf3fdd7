"""Understand a whole publication: the parts one after the other, then what must be there."""

from __future__ import annotations

from jukinet.ingest import annual, findings, governance, monthly, normalize, statements, summary, users
from jukinet.ingest.errors import NO_CELLS
from jukinet.ingest.names import Names
from jukinet.ingest.reading import Reading, Tables
from jukinet.ingest.rows import RawRow, Source
from jukinet.ingest.sections import Block, find_blocks
from jukinet.ingest.table_rows import tell_marks

# Tables that a publication has, by kind, and section or activity.
REQUIRED_TABLES = {
    ("annual", "annex1"): "the annual table of the Act (別添1)",
    ("annual", "annex2"): "the annual table of the ordinance (別添2)",
    ("summary", "use"): "the summary of use (利用状況(総括))",
    ("summary", "provision"): "the summary of provision (提供状況(総括))",
    ("users", "users"): "the table of authenticated users (照合情報認証)",
}
# Parts that a publication may lack, by what tells them apart: kind, section, and whether they are planned.
EXPECTED_PROSE = {
    ("training", "", False): "セキュリティ研修",
    ("inspections", "", False): "外部監査等",
    ("statements", "annex1", False): "法別表に規定された事務における利用又は提供",
    ("statements", "annex2", False): "条例に規定された事務における利用又は提供",
    ("disclosure", "disclosure", False): "利用・提供状況の開示",
    ("findings", "", False): "指摘事項一覧",
    ("training", "", True): "セキュリティ研修 of the year that is planned",
    ("inspections", "", True): "外部監査等 of the year that is planned",
}
READ_FOR_FIGURES = frozenset({"training", "inspections", "statements", "disclosure"})


def understand(source: Source, publisher_code: str, fiscal_year: int, registers: Tables) -> Reading:
    """Read all parts of a publication. What is wrong or unknown stands in the reading; nothing is raised for it."""
    reading = Reading(f"{publisher_code}-{fiscal_year}", publisher_code, fiscal_year)
    rows = [row for row in source.rows if row.filled]
    if not rows:
        nowhere = RawRow(1, "file", ())
        reading.problem(nowhere, "the file holds no text", "", "Fetch or extract the publication again.")
        return reading
    blocks = find_blocks(rows, reading)
    names = Names(registers, reading)
    if reading.problems:
        # Two publications at once: whatever else is wrong follows from that.
        return reading
    if not _read_title(blocks, rows, reading, registers):
        # Of another year, every month of the tables would be told as wrong.
        return reading
    if not reading.title and not any(block.kind == "annual" for block in blocks):
        return reading
    tables = [block for block in blocks if block.kind in ("annual", "summary", "monthly", "users")]
    if tables and all(len(row.filled) == 1 for row in rows):
        # Every line of every table would be told as wrong.
        reading.problem(tables[0].heading, "no line of the tables has more than one cell", advice=NO_CELLS)
        return reading
    bases = {(row["article"], row["paragraph"], row["item"]): row for row in registers["legal_basis_register"]}
    result = findings.result_of([block for block in blocks if block.kind == "inspections"])
    # The monthly tables last, wherever they stand: names that are broken there are told by those of the annual tables.
    for block in sorted(blocks, key=lambda one: one.kind == "monthly"):
        if block.kind == "annual":
            reading.add(
                "printed_sections", section=block.section, table_name="annual", activity=None,
                annex=block.section.removeprefix("annex"), legal_basis_id=None,
            )  # fmt: skip
            annual.read(block, reading, names)
        elif block.kind == "summary":
            summary.read(block, reading, bases)
        elif block.kind == "monthly":
            monthly.read(block, reading, names, bases.get(block.basis))
        elif block.kind == "users":
            users.read(block, reading, names)
        elif block.kind == "training":
            governance.read_training(block, reading)
        elif block.kind == "inspections":
            governance.read_inspections(block, reading, names)
        elif block.kind == "findings":
            findings.read(block, reading, result)
        elif block.kind in {"statements", "disclosure"}:
            statements.read(block, reading)
        else:
            _no_table_here(block, reading)
            statements.note_unread_figures(block, reading)
        tell_marks([block.heading, *block.rows], reading)
        if block.kind in READ_FOR_FIGURES:
            statements.tell_joined_digits(block, reading)
    _require_parts(blocks, rows[0], reading)
    return reading


def _read_title(blocks: list[Block], rows: list[RawRow], reading: Reading, registers: Tables) -> bool:
    """Read publisher and title into the reading; whether the title, if there is one, speaks of the wanted year."""
    publisher = next(row for row in registers["publisher_register"] if row["publisher_code"] == reading.publisher_code)
    if not any(publisher["publisher_name"] in normalize.key(cell) for row in rows for cell in row.cells):
        reading.problem(
            rows[0], f"the file nowhere names {publisher['publisher_name']}", "", "Check --publisher and the file."
        )
    title = next((block for block in blocks if block.kind == "title"), None)
    if title is None:
        reading.problem(
            rows[0], "the title (令和…年度住民基本台帳ネットワークシステム…) is missing", "",
            "Check that the file is such a publication, from its first page on.",
        )  # fmt: skip
        return True
    if title.fiscal_year != reading.fiscal_year:
        fault = f"the title speaks of fiscal year {title.fiscal_year}, not {reading.fiscal_year}"
        reading.problem(title.heading, fault, advice="Check --fiscal-year.")
    reading.title = normalize.key("".join(title.heading.cells))
    for row in title.rows[:3]:
        if reading.title.endswith("について"):
            break
        reading.title += normalize.key("".join(row.cells))
    if not reading.title.endswith("について"):
        reading.note(title.heading, f"the title may go on behind: {reading.title}")
    return title.fiscal_year == reading.fiscal_year


def _no_table_here(block: Block, reading: Reading) -> None:
    rows = [row for row in block.rows if len(row.filled) > 1]
    if rows:
        above = [block.heading, *block.rows[: block.rows.index(rows[0])]][-1]
        reading.problem(
            rows[0], "a row of a table stands under no heading that is known",
            advice=f"So do {len(rows) - 1} behind it. Above it stands {' '.join(above.filled)!r}: restore the heading "
            "as docs/add-a-publication.md gives it, or remove the rows.",
        )  # fmt: skip


def _require_parts(blocks: list[Block], first: RawRow, reading: Reading) -> None:
    present = {(block.kind, one) for block in blocks for one in (block.section, block.activity)}
    for table, what in REQUIRED_TABLES.items():
        if table not in present:
            reading.problem(
                first, f"{what} is missing", "", "Check that the file is complete and its headings whole. "
                "Those that are looked for are listed in docs/add-a-publication.md.",
            )  # fmt: skip
    _compare_summary_and_months(first, reading)
    parts = {(block.kind, block.section, block.is_planned) for block in blocks}
    for part, what in EXPECTED_PROSE.items():
        if part not in parts:
            reading.note(first, f"no part has the heading {what}: its seeds get no rows")
    if reading.as_of is None:
        reading.problem(first, "no day of reference (…年…月…日現在) stands over an annual table", "")


def _compare_summary_and_months(first: RawRow, reading: Reading) -> None:
    """Say so where a line of the summary that has a figure lacks its monthly table, or a monthly table its line."""
    sections = reading.rows("printed_sections")
    listed, detailed = (
        {row["legal_basis_id"] for row in sections if row["table_name"] == table} for table in ("summary", "monthly")
    )
    totals = reading.rows("printed_totals")
    nothing = {row["section"] for row in totals if row["value"] == "0" or row["cell_status"] == "not_applicable"}
    for row in sections:
        table, basis = row["table_name"], row["legal_basis_id"]
        if table == "summary" and row["annex"] and row["section"] not in nothing and basis not in detailed:
            reading.problem(
                first, f"the monthly table behind line {row['section']} of the summary is missing", basis,
                "Check that the file is complete and its headings whole.",
            )  # fmt: skip
        elif table == "monthly" and basis not in listed:
            reading.problem(first, f"the summary has no line for section {row['section']}", basis)
