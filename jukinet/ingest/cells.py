"""The figures just read as cells, as the models make them of the same rows (models/intermediate/cell_tables/)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jukinet.ingest.editions import figures_before
from jukinet.ingest.reading import Reading, SeedRow, Tables


@dataclass(frozen=True)
class Cell:
    """One figure; `value` is None where there is none, `status` is printed, lost or not_applicable.

    `attributes` are what edits select and bind by, those that the cell has. `line` is that of the file that was read,
    None where another publication printed the figure.
    """

    table: str
    role: str
    attributes: dict[str, str]
    label: str
    value: int | None
    status: str
    line: int | None


def cells(reading: Reading, registers: Tables) -> list[Cell]:
    """Every figure of the reading, and what the edition before printed of the same years."""
    seeds = _Seeds(reading, registers)
    annual = [*seeds.annual(), *seeds.totals()]
    return [
        *annual,
        *seeds.monthly(),
        *seeds.statements(),
        *seeds.users(),
        *seeds.training(),
        *seeds.inspections(),
        *seeds.offices(),
        *_earlier_edition(annual, reading, registers),
    ]


class _Seeds:
    """The rows of a reading, seed by seed, as cells."""

    def __init__(self, reading: Reading, registers: Tables) -> None:
        self._rows = reading.seeds
        self._year = str(reading.fiscal_year)
        self._sections = {row["section"]: row for row in self._of("printed_sections")}
        self._affairs = {row["affair_id"]: row for row in registers["affair_register"]}
        self._meanings = {
            (row["section"], row["affair_name"]): row["affair_id"] for row in self._of("printed_affair_names")
        }

    def annual(self) -> Iterator[Cell]:
        for row in self._of("printed_annual_counts"):
            affair_id = self._affair_id(f"annex{row['annex']}", row["affair_name"])
            affair = self._affairs.get(affair_id, {})
            yield _cell(
                row, "annual", "affair", "case_count", row["affair_name"],
                annex=row["annex"], affair_id=affair_id, activity=affair.get("activity", ""),
                legal_basis_id=affair.get("legal_basis_id", ""), fiscal_year=row["fiscal_year"],
                period=self._period(row),
            )  # fmt: skip

    def totals(self) -> Iterator[Cell]:
        for row in self._of("printed_totals"):
            section = self._sections[row["section"]]
            role = "line_without_detail" if row["role"] == "line" and not section["annex"] else row["role"]
            yield _cell(
                row, section["table_name"], role, "value", f"{row['section']} {row['role']}",
                annex=section["annex"], activity=section["activity"], legal_basis_id=section["legal_basis_id"],
                fiscal_year=row["fiscal_year"], period=self._period(row),
            )  # fmt: skip

    def monthly(self) -> Iterator[Cell]:
        for row in self._of("printed_monthly_counts"):
            section = self._sections[row["section"]]
            yield _cell(
                row, "monthly", "month", "case_count", f"{row['affair_name']} {row['month'][:7]}",
                annex=section["annex"], activity=section["activity"], legal_basis_id=section["legal_basis_id"],
                affair_id=self._affair_id(row["section"], row["affair_name"]), fiscal_year=self._year,
                period="current",
            )  # fmt: skip

    def statements(self) -> Iterator[Cell]:
        inspections = {row["inspection_id"] for row in self._of("printed_inspections")}
        for row in self._of("printed_statements"):
            subject = row["subject"]
            yield _cell(
                row, "statement", row["statement"], "value", f"{row['statement']} {subject}",
                annex=self._sections.get(subject, {}).get("annex", ""),
                inspection_id=subject if subject in inspections else "", fiscal_year=self._year, period="current",
            )  # fmt: skip

    def users(self) -> Iterator[Cell]:
        for row in self._of("printed_authenticated_users"):
            yield _cell(
                row, "users", "division", "user_count", row["division_name"],
                fiscal_year=self._year, period="current",
            )  # fmt: skip

    def training(self) -> Iterator[Cell]:
        for row in self._of("printed_training_attendance"):
            yield _cell(row, "training", "attendees", "attendee_count", f"{row['session_id']} {row['audience']}")

    def inspections(self) -> Iterator[Cell]:
        for row in self._of("printed_inspections"):
            yield _cell(
                row, "inspections", row["inspection_kind"], "office_count", row["inspection_id"],
                inspection_id=row["inspection_id"], is_planned=row["is_planned"], fiscal_year=row["fiscal_year"],
            )  # fmt: skip

    def offices(self) -> Iterator[Cell]:
        # A listed office is no number; it is a row that a count edit counts.
        for row in self._of("printed_inspected_offices"):
            yield Cell(
                "offices", "office", {"inspection_id": row["inspection_id"]}, row["office_name"], None,
                "not_applicable", int(row["source_line"]),
            )  # fmt: skip

    def _of(self, seed: str) -> list[SeedRow]:
        return self._rows.get(seed, [])

    def _affair_id(self, section: str, name: str) -> str:
        """The affair that a printed name means; where that is not known yet, one of its own."""
        return self._meanings.get((section, name), f"?{name}")

    def _period(self, row: SeedRow) -> str:
        return "current" if row["fiscal_year"] == self._year else "earlier"


def _cell(row: SeedRow, table: str, role: str, column: str, label: str, **attributes: str) -> Cell:
    value = row[column]
    return Cell(
        table=table,
        role=role,
        attributes={name: text for name, text in attributes.items() if text},
        label=label,
        value=int(value) if value else None,
        status=row.get("cell_status", "printed"),
        line=int(row["source_line"]),
    )


def _earlier_edition(annual: list[Cell], reading: Reading, registers: Tables) -> Iterator[Cell]:
    """What the edition before printed of the same annual figures under the same ids; others are left to the build."""
    before = figures_before(reading, registers)
    for cell in annual:
        if cell.table != "annual":
            continue
        annex, year = cell.attributes["annex"], cell.attributes["fiscal_year"]
        figure = before.get((cell.attributes.get("affair_id", f"annex{annex}"), year))
        if figure and figure.annex == annex:
            shared = ("annex", "affair_id", "fiscal_year")
            yield Cell(
                "earlier_edition",
                cell.role,
                {name: cell.attributes[name] for name in shared if name in cell.attributes},
                figure.label,
                int(figure.value) if figure.value else None,
                figure.status,
                None,
            )
