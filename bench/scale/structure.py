"""What a made publication has in common with the real one: its rows, without their figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from pyarrow import csv

from jukinet.seeds import Seed, load_seeds

TEMPLATE = "140007-2021"
"""The publication whose structure is taken, and under which the printed names are registered."""

YEARS_PRINTED = 3
"""Years that an annual table shows, its own the last."""

HEADING_LINES = 8
"""Lines between the last row of a monthly section and the first of the next."""

TYPES = {
    "string": pa.string(),
    "integer": pa.int32(),
    "bigint": pa.int64(),
    "date": pa.date32(),
    "boolean": pa.bool_(),
}

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class Affair:
    """An affair of the annual tables and how the monthly tables print it. started_year is a fiscal year."""

    affair_id: str
    annex: int
    activity: str
    legal_basis_id: str
    started_year: int
    level: float
    monthly_name: str
    recipient_name: str | None


@dataclass(frozen=True)
class Totals:
    """How each printed total follows: (totals, affairs) summed over, (totals,) the rest.

    offset: years before the publication's own. consent, users: whether these are added. cell_ids: without the year.
    """

    affairs: Flags
    offset: Ints
    consent: Flags
    users: Flags
    cell_ids: list[str]


@dataclass(frozen=True)
class Structure:
    """Rows of one publication by table; annual, monthly and totals with what their rows are about."""

    year: int
    tables: dict[str, pa.Table]
    affairs: list[Affair]
    annual_affair: Ints
    annual_offset: Ints
    monthly_affair: Ints
    monthly_month: Ints
    totals: Totals
    unregistered_names: list[tuple[str, str, str]]
    """Section, name, affair of monthly rows that the real publication does not print, for they are all zero."""


def read_csv(seed: Seed) -> pa.Table:
    """A seed with the types of its YAML; an empty field is null."""
    types = {column.name: TYPES[column.type] for column in seed.columns}
    options = csv.ConvertOptions(column_types=types, strings_can_be_null=True, null_values=[""])
    return csv.read_csv(seed.path, convert_options=options)


def read_structure(root: Path) -> Structure:
    """Read the real publication of the project in `root`.

    Raises FileNotFoundError where `root` is no project.
    """
    seeds = load_seeds(root)
    tables = {
        name: _of_template(read_csv(seed)).sort_by([(column, "ascending") for column in seed.sorted_by])
        for name, seed in seeds.items()
        if seed.is_disclosure
    }
    registers = {
        name: _of_template(read_csv(seeds[name])).to_pylist()
        for name in ("printed_affair_names", "printed_sections", "affair_register", "publication_register")
    }
    year = int(registers["publication_register"][0]["fiscal_year"])
    affairs, unregistered = _affairs(tables, registers)
    places = {(affair.annex, affair.affair_id): number for number, affair in enumerate(affairs)}
    names = {(row["section"], row["affair_name"]): row["affair_id"] for row in registers["printed_affair_names"]}
    annual = tables["printed_annual_counts"].to_pylist()
    monthly, monthly_affair, monthly_month, subtotal_lines = _monthly(tables, registers, affairs, year)
    totals = tables["printed_totals"]
    lines = [subtotal_lines.get(row["section"], row["source_line"]) for row in totals.to_pylist()]
    tables["printed_totals"] = totals.set_column(
        totals.schema.get_field_index("source_line"), "source_line", pa.array(lines, pa.int32())
    )
    tables["printed_monthly_counts"] = monthly
    return Structure(
        year=year,
        tables={name: encoded(table) for name, table in tables.items()},
        affairs=affairs,
        annual_affair=np.array(
            [places[row["annex"], names[f"annex{row['annex']}", row["affair_name"]]] for row in annual]
        ),
        annual_offset=np.array([year - row["fiscal_year"] for row in annual]),
        monthly_affair=monthly_affair,
        monthly_month=monthly_month,
        totals=_totals(tables, registers, affairs, year),
        unregistered_names=unregistered,
    )


def encoded(table: pa.Table) -> pa.Table:
    """The table with its texts as dictionaries, so that a row repeated thousands of times costs an index each."""
    columns = [
        pc.dictionary_encode(column).combine_chunks() if pa.types.is_string(column.type) else column.combine_chunks()
        for column in table.columns
    ]
    return pa.Table.from_arrays(columns, names=table.column_names)


def shifted(table: pa.Table, years: int) -> pa.Table:
    """The rows as the publication `years` later has them: fiscal years, months and the years in names move."""
    for number, name in enumerate(table.column_names):
        column = table.column(name)
        if name == "fiscal_year":
            moved = pc.add(column, pa.scalar(years, column.type))
        elif name in ("month", "first_month", "last_month"):
            days = [day and date(day.year + years, day.month, day.day) for day in column.to_pylist()]
            moved = pa.array(days, pa.date32())
        elif name in ("inspection_id", "session_id", "subject"):
            texts = [
                re.sub(r"^\d{4}(?=-)", lambda found: str(int(found[0]) + years), text) for text in column.to_pylist()
            ]
            moved = pa.array(texts, pa.string()).dictionary_encode()
        else:
            continue
        table = table.set_column(number, name, moved)
    return table


def _of_template(table: pa.Table) -> pa.Table:
    if "publication_id" not in table.column_names:
        return table
    return table.filter(pc.equal(table.column("publication_id"), TEMPLATE))


Rows = list[dict[str, object]]


def _affairs(
    tables: dict[str, pa.Table], registers: dict[str, Rows]
) -> tuple[list[Affair], list[tuple[str, str, str]]]:
    """The affairs in the order of the annual tables; an affair without a month keeps its annual name."""
    names = {(row["section"], row["affair_name"]): row["affair_id"] for row in registers["printed_affair_names"]}
    register = {row["affair_id"]: row for row in registers["affair_register"]}
    sections = {
        row["legal_basis_id"]: str(row["section"])
        for row in registers["printed_sections"]
        if row["table_name"] == "monthly"
    }
    monthly = {names[row["section"], row["affair_name"]]: row for row in tables["printed_monthly_counts"].to_pylist()}
    levels: dict[object, list[int]] = {}
    for row in tables["printed_annual_counts"].to_pylist():
        levels.setdefault((row["annex"], row["affair_name"]), []).append(row["case_count"] or 0)
    affairs, unregistered = [], []
    for row in tables["printed_affairs"].to_pylist():
        affair_id = str(names[f"annex{row['annex']}", row["affair_name"]])
        entry = register[affair_id]
        started = entry["started_month"]
        assert isinstance(started, date)
        printed = monthly.get(affair_id)
        if printed is None:
            unregistered.append((sections[entry["legal_basis_id"]], str(row["affair_name"]), affair_id))
        counts = [count for count in levels[row["annex"], row["affair_name"]] if count]
        affairs.append(
            Affair(
                affair_id=affair_id,
                annex=row["annex"],
                activity=str(entry["activity"]),
                legal_basis_id=str(entry["legal_basis_id"]),
                started_year=started.year - (started.month < 4),
                level=sum(counts) / len(counts) if counts else 1.0,
                monthly_name=str((printed or row)["affair_name"]),
                recipient_name=printed["recipient_name"] if printed else None,
            )
        )
    return affairs, unregistered


def _monthly(
    tables: dict[str, pa.Table], registers: dict[str, Rows], affairs: list[Affair], year: int
) -> tuple[pa.Table, Ints, Ints, dict[str, int]]:
    """All twelve months of all affairs, section by section, and the line of each section's subtotal."""
    printed = tables["printed_monthly_counts"].to_pylist()
    order = {row["affair_name"]: row["source_line"] for row in reversed(printed)}
    line = min(order.values())
    rows, about, months, subtotal_lines = [], [], [], {}
    for section in registers["printed_sections"]:
        if section["table_name"] != "monthly":
            continue
        members = [n for n, affair in enumerate(affairs) if affair.legal_basis_id == section["legal_basis_id"]]
        members.sort(key=lambda n: (order.get(affairs[n].monthly_name, 10**6), n))
        for number in members:
            for month in range(12):
                rows.append(
                    {
                        "publication_id": TEMPLATE,
                        "section": section["section"],
                        "affair_name": affairs[number].monthly_name,
                        "recipient_name": affairs[number].recipient_name,
                        "month": date(year + (month + 3) // 12, (month + 3) % 12 + 1, 1),
                        "case_count": None,
                        "cell_status": "printed",
                        "source_line": line,
                    }
                )
                about.append(number)
                months.append(month)
                line += 1
        subtotal_lines[str(section["section"])] = line
        line += HEADING_LINES
    table = pa.Table.from_pylist(rows, schema=tables["printed_monthly_counts"].schema)
    return table, np.array(about), np.array(months), subtotal_lines


def _totals(tables: dict[str, pa.Table], registers: dict[str, Rows], affairs: list[Affair], year: int) -> Totals:
    sections = {row["section"]: row for row in registers["printed_sections"]}
    added, offsets, consent, users, cell_ids = [], [], [], [], []
    for row in tables["printed_totals"].to_pylist():
        section = sections[row["section"]]
        kind, annex, basis = section["table_name"], section["annex"], section["legal_basis_id"]
        if kind == "users":
            chosen = [False] * len(affairs)
        elif kind == "annual":
            chosen = [affair.annex == annex for affair in affairs]
        elif basis is not None:
            chosen = [affair.legal_basis_id == basis for affair in affairs]
        else:
            chosen = [affair.activity == section["activity"] for affair in affairs]
        # The line of consent has no annex behind it; it is a use, and stands in that grand total alone.
        is_consent = kind == "summary" and annex is None and section["activity"] == "use"
        added.append(chosen)
        offsets.append(year - row["fiscal_year"])
        consent.append(is_consent)
        users.append(kind == "users")
        cell_ids.append(f"{kind}/{row['section']}/{row['role']}")
    return Totals(np.array(added), np.array(offsets), np.array(consent), np.array(users), cell_ids)
