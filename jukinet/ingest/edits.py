"""Which balance edits of the register already hold among the rows just read, and what editions say twice.

The warehouse evaluates the same register in SQL; this is the quick look before anything is loaded. Lost figures are
not deduced here: an edit with a lost figure cannot be evaluated.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from jukinet.ingest.reading import Reading, SeedRow

Tables = dict[str, list[SeedRow]]
SELECTOR = re.compile(r"([+-]?)\s*([a-z_]+)/([a-z_]+)(?:\[([^\]]*)\])?")


@dataclass(frozen=True)
class Cell:
    """One figure; `value` is None where it is lost, and `is_dash` where the print says not applicable."""

    table: str
    role: str
    attributes: dict[str, str]
    label: str
    value: int | None
    is_dash: bool
    line: int


@dataclass(frozen=True)
class Balance:
    """One balance edit: balanced, broken or not_evaluable, and where its total and its parts stand."""

    edit_id: str
    description: str
    status: str
    printed: int | None
    computed: int | None
    total_label: str
    lines: tuple[int, ...]
    lost_lines: tuple[int, ...]


@dataclass(frozen=True)
class Restatement:
    """A figure that two publications print differently."""

    label: str
    fiscal_year: int
    earlier_publication: str
    earlier: str
    now: str
    line: int


def cells(reading: Reading, registers: Tables) -> list[Cell]:
    """The figures of the reading, with the attributes that edits select and bind by (see models/.../cells)."""
    tables, year = reading.seeds, str(reading.fiscal_year)
    sections = {row["section"]: row for row in tables.get("printed_sections", [])}
    affairs = {row["affair_id"]: row for row in registers["affair_register"]}
    meanings = {
        (row["section"], row["affair_name"]): row["affair_id"] for row in tables.get("printed_affair_names", [])
    }
    found: list[Cell] = []

    def add(table: str, role: str, row: SeedRow, label: str, column: str, attributes: dict[str, str]) -> None:
        value = row.get(column, "")
        is_dash = row.get("cell_status") == "not_applicable" or not column
        found.append(
            Cell(table, role, attributes, label, int(value) if value else None, is_dash, int(row["source_line"]))
        )

    for row in tables.get("printed_annual_counts", []):
        affair_id = meanings.get((f"annex{row['annex']}", row["affair_name"]), f"?{row['affair_name']}")
        affair = affairs.get(affair_id, {})
        add("annual", "affair", row, row["affair_name"], "case_count", {
            "annex": row["annex"], "affair_id": affair_id, "activity": affair.get("activity", ""),
            "legal_basis_id": affair.get("legal_basis_id", ""), "fiscal_year": row["fiscal_year"],
            "period": "current" if row["fiscal_year"] == year else "earlier",
        })  # fmt: skip
    for row in tables.get("printed_monthly_counts", []):
        section = sections[row["section"]]
        add("monthly", "month", row, f"{row['affair_name']} {row['month'][:7]}", "case_count", {
            "annex": section["annex"], "activity": section["activity"], "legal_basis_id": section["legal_basis_id"],
            "affair_id": meanings.get((row["section"], row["affair_name"]), f"?{row['affair_name']}"),
            "fiscal_year": year, "period": "current",
        })  # fmt: skip
    for row in tables.get("printed_totals", []):
        section = sections[row["section"]]
        role = "line_without_detail" if row["role"] == "line" and not section["annex"] else row["role"]
        add(section["table_name"], role, row, f"{row['section']} {row['role']}", "value", {
            "annex": section["annex"], "activity": section["activity"], "legal_basis_id": section["legal_basis_id"],
            "fiscal_year": row["fiscal_year"], "period": "current" if row["fiscal_year"] == year else "earlier",
        })  # fmt: skip
    for row in tables.get("printed_statements", []):
        subject = row["subject"]
        add("statement", row["statement"], row, f"{row['statement']} {subject}", "value", {
            "annex": sections.get(subject, {}).get("annex", ""), "inspection_id": subject, "fiscal_year": year,
            "period": "current",
        })  # fmt: skip
    for row in tables.get("printed_authenticated_users", []):
        add("users", "division", row, row["division_name"], "user_count", {"fiscal_year": year, "period": "current"})
    for row in tables.get("printed_inspections", []):
        add("inspections", row["inspection_kind"], row, row["inspection_id"], "office_count", {
            "inspection_id": row["inspection_id"], "is_planned": row["is_planned"], "fiscal_year": row["fiscal_year"],
        })  # fmt: skip
    for row in tables.get("printed_inspected_offices", []):
        add("offices", "office", row, row["office_name"], "", {"inspection_id": row["inspection_id"]})
    return found + _earlier_edition(found, reading, registers)


def _earlier_edition(found: list[Cell], reading: Reading, registers: Tables) -> list[Cell]:
    """What last year's publication printed for the same annual figures; its lines are not those of this file."""
    earlier = _annual_figures(registers, f"{reading.publisher_code}-{reading.fiscal_year - 1}")
    cells_before = []
    for cell in found:
        if cell.table != "annual":
            continue
        annex, year = cell.attributes["annex"], cell.attributes["fiscal_year"]
        name = cell.attributes["affair_id"] if cell.role == "affair" else f"annex{annex}"
        if figure := earlier.get((name, year)):
            label, value, _ = figure
            attributes = {"annex": annex, "affair_id": cell.attributes.get("affair_id", ""), "fiscal_year": year}
            cells_before.append(
                Cell("earlier_edition", cell.role, attributes, label, int(value) if value else None, not value, 0)
            )
    return cells_before


def evaluate(reading: Reading, registers: Tables) -> list[Balance]:
    """All balance edits that apply to the publication, in the order of the register."""
    figures = cells(reading, registers)
    unknown = any(one.register == "printed_affair_names" for one in reading.unknown)
    balances: list[Balance] = []
    for edit in registers["balance_edits"]:
        if not int(edit["valid_from"]) <= reading.fiscal_year <= int(edit["valid_to"] or reading.fiscal_year):
            continue
        bound_on = edit["bound_on"].split()
        totals = _select(figures, edit["total_selector"], bound_on)
        parts = _select(figures, edit["part_selectors"], bound_on)
        # Such an edit compares with something that need not exist, as an earlier publication.
        instances = set(parts) if edit.get("only_with_parts") == "true" else {*totals, *parts}
        for instance in sorted(instances):
            total, members = totals.get(instance, []), parts.get(instance, [])
            # What is printed under a name that is not known yet is missing on the other side of these edits.
            waits = unknown and (
                ("affair_id" in bound_on and not (total and members))
                or ("legal_basis_id" in bound_on and any(cell.table == "annual" for _, cell in members))
            )
            balances.append(_balance(edit, instance, total, members, waits))
    return balances


Members = dict[tuple[str, ...], list[tuple[int, Cell]]]


def _select(figures: list[Cell], selectors: str, bound_on: list[str]) -> Members:
    members: Members = defaultdict(list)
    for sign, table, role, filters in SELECTOR.findall(selectors):
        wanted = dict(one.split("=", 1) for one in filters.split(",") if one)
        for cell in figures:
            if (cell.table, cell.role) != (table, role):
                continue
            if all(cell.attributes.get(name, "") == value for name, value in wanted.items()):
                instance = tuple(cell.attributes.get(name) or "?" for name in bound_on)
                members[instance].append((-1 if sign == "-" else 1, cell))
    return members


def _balance(
    edit: SeedRow, instance: tuple[str, ...], totals: list[tuple[int, Cell]], parts: list[tuple[int, Cell]],
    waits: bool,
) -> Balance:  # fmt: skip
    def contribution(cell: Cell) -> int | None:
        if edit["counting"] == "rows":
            return 1
        if cell.is_dash:
            return 0
        return int(cell.value != 0) if edit["counting"] == "nonzero" and cell.value is not None else cell.value

    known = [(weight, contribution(cell)) for weight, cell in parts]
    computed = None
    if all(value is not None for _, value in known):
        computed = sum(weight * value for weight, value in known if value is not None)
    printed = None
    if len(totals) == 1:
        printed = 0 if totals[0][1].is_dash else totals[0][1].value
    evaluable = printed is not None and computed is not None
    # Known parts that exceed the total break the edit whatever the lost figures were: none is negative.
    if printed is not None and computed is None and edit["counting"] == "sum" and all(sign > 0 for sign, _ in parts):
        least = sum(value or 0 for _, value in known)
        computed, evaluable = (least, True) if least > printed else (None, False)
    return Balance(
        edit_id="/".join([edit["edit_group"], *instance]),
        description=edit["description"],
        status="not_evaluable"
        if not evaluable or (waits and printed != computed)
        else "balanced"
        if printed == computed
        else "broken",
        printed=printed,
        computed=computed,
        total_label=totals[0][1].label if totals else "no total",
        lines=tuple(sorted({cell.line for _, cell in [*totals, *parts]} - {0})),
        lost_lines=tuple(
            sorted({cell.line for _, cell in [*totals, *parts] if cell.value is None and not cell.is_dash})
        ),
    )


def restatements(reading: Reading, registers: Tables) -> list[Restatement]:
    """Figures of the annual tables that an earlier or later publication of the same publisher prints differently."""
    now = _annual_figures(reading.seeds, reading.publication_id)
    found: list[Restatement] = []
    others = {row["publication_id"] for row in registers["publication_register"]} - {reading.publication_id}
    for other in sorted(one for one in others if one.startswith(f"{reading.publisher_code}-")):
        for figure, (label, value, _) in _annual_figures(registers, other).items():
            if figure in now and value != now[figure][1]:
                found.append(
                    Restatement(label, int(figure[1]), other, value or "-", now[figure][1] or "-", now[figure][2])
                )
    return found


def _annual_figures(tables: Tables, publication_id: str) -> dict[tuple[str, str], tuple[str, str, int]]:
    meanings = {
        (row["section"], row["affair_name"]): row["affair_id"]
        for row in tables.get("printed_affair_names", [])
        if row["publication_id"] == publication_id
    }
    figures: dict[tuple[str, str], tuple[str, str, int]] = {}
    for row in tables.get("printed_annual_counts", []):
        affair_id = meanings.get((f"annex{row['annex']}", row["affair_name"]))
        if row["publication_id"] == publication_id and affair_id and row["cell_status"] != "lost":
            key = (affair_id, row["fiscal_year"])
            figures[key] = (row["affair_name"], row["case_count"], int(row["source_line"]))
    for row in tables.get("printed_totals", []):
        if row["publication_id"] == publication_id and row["section"].startswith("annex"):
            figures[row["section"], row["fiscal_year"]] = (
                f"{row['section']} 計",
                row["value"],
                int(row["source_line"]),
            )
    return figures
