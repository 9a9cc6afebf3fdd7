"""Where the peers read: the tables of a landing folder, and the registers as CSV."""

from __future__ import annotations

from pathlib import Path

from bench import ROOT

TABLES = (
    "printed_monthly_counts",
    "printed_annual_counts",
    "printed_totals",
    "printed_statements",
    "printed_inspections",
    "printed_inspected_offices",
    "printed_authenticated_users",
)
"""Landed tables that the edits ask for."""

RESULT = (
    "publication_id",
    "edit_id",
    "edit_group",
    "description",
    "printed",
    "computed",
    "difference",
    "status",
    "member_count",
    "derived_count",
)
"""Columns of every answer, one row per publication and balance edit: the published contract of `reconciliation`."""

NUMBERS = ("printed", "computed", "difference", "member_count", "derived_count")
"""Those that are whole numbers; the others are texts."""


def files(folder: Path, table: str) -> str:
    """Glob of a table's Parquet files; the folders' fiscal_year is the publication's, so it is not read as a column."""
    return (folder / table / "**" / "*.parquet").as_posix()


def register(folder: Path, name: str) -> Path:
    """A register of the made publications where the folder brings one, else the project's seed."""
    own = folder / "registers" / f"{name}.csv"
    return own if own.is_file() else ROOT / "seeds" / "registers" / f"{name}.csv"
