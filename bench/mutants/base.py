"""The built project that is mutated: its seeds and its compiled SQL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb
import polars as pl

from bench.mutants.operators import CURRENT, EARLIER, Row
from jukinet.environment import database_path

FIGURES = {
    "printed_annual_counts": "case_count",
    "printed_monthly_counts": "case_count",
    "printed_totals": "value",
    "printed_statements": "value",
    "printed_authenticated_users": "user_count",
    "printed_inspections": "office_count",
    "printed_inspected_offices": None,
    "printed_training_attendance": "attendee_count",
}
"""Seeds whose rows are cells, and the column of the figure."""

TOTALS = {"total": "annual totals", "subtotal": "subtotals", "line": "summary lines", "grand_total": "grand totals"}

TABLES = {
    "printed_monthly_counts": "monthly",
    "printed_statements": "statements",
    "printed_authenticated_users": "users",
    "printed_inspections": "inspections and offices",
    "printed_inspected_offices": "inspections and offices",
    "printed_training_attendance": "training",
}


@dataclass(frozen=True)
class Base:
    """A built project.

    catalog: name of the database in the compiled SQL. publication: the one that is mutated.
    seeds: rows of each seed, with `_row`, their number. models, tests: compiled SQL by name.
    """

    catalog: str
    publication: str
    seeds: dict[str, pl.DataFrame]
    models: dict[str, str]
    tests: dict[str, str]

    def relations(self, sql: str) -> list[str]:
        """Names of the project's relations that a compiled query reads, not those that a comment only waits for."""
        read = re.sub(r"--.*", "", sql)
        return sorted(set(re.findall(rf'"{self.catalog}"\."main"\."(\w+)"', read)))

    @cached_property
    def rows(self) -> list[Row]:
        """Every row that holds a cell."""
        return [_row(seed, row, figure) for seed, figure in FIGURES.items() for row in self._printed(seed)]

    def _printed(self, seed: str) -> list[dict[str, object]]:
        return self.seeds[seed].filter(pl.col("publication_id") == self.publication).to_dicts()


def read_base(root: Path) -> Base:
    """Read the project built in `root`, of it the newest publication.

    Raises FileNotFoundError where it has not been built.
    """
    database, compiled = database_path(root), root / "target" / "compiled" / "jukinet"
    if not database.is_file() or not compiled.is_dir():
        raise FileNotFoundError(f"{root} is not built; run `make build` first")
    models = {
        path.stem: path.read_text(encoding="utf-8")
        for path in sorted(compiled.glob("models/**/*.sql"))
        if path.parent.suffix != ".yml"
    }
    tests = {path.stem: path.read_text(encoding="utf-8") for path in sorted(compiled.glob("**/*.sql"))}
    with duckdb.connect(str(database), read_only=True) as connection:
        seeds = {path.stem: _seed(connection, path.stem) for path in sorted((root / "seeds").glob("*/*.csv"))}
        register = seeds["publication_register"].sort("fiscal_year", "publication_id")
        newest = str(register["publication_id"].to_list()[-1])
    return Base(database.stem, newest, seeds, models, tests)


def _seed(connection: duckdb.DuckDBPyConnection, name: str) -> pl.DataFrame:
    frame: pl.DataFrame = connection.sql(f'select * from "{name}"').pl()
    # A database keeps no order of rows, and a mutant must be the same in every run.
    return frame.sort(frame.columns, nulls_last=True).with_row_index("_row")


def _row(seed: str, row: dict[str, object], figure: str | None) -> Row:
    number, value = int(str(row["_row"])), row[figure] if figure else None
    known = None if value is None else int(str(value))
    if seed == "printed_annual_counts":
        table = CURRENT if str(row["publication_id"]).endswith(f"-{row['fiscal_year']}") else EARLIER
        label, year = str(row["affair_name"]), int(str(row["fiscal_year"]))
        return Row(seed, number, table, known, label, f"{row['annex']}|{label}", f"{row['annex']}|{year}", year)
    if seed == "printed_monthly_counts":
        label, month = str(row["affair_name"]), str(row["month"])
        place = int(month[:4]) * 12 + int(month[5:7])
        return Row(
            seed, number, "monthly", known, label, f"{row['section']}|{label}", f"{row['section']}|{month}", place
        )
    if seed == "printed_totals":
        table = "users" if row["section"] == "users" else TOTALS[str(row["role"])]
        return Row(seed, number, table, known)
    column = "users" if seed == "printed_authenticated_users" else None
    return Row(seed, number, TABLES[seed], known, column=column)
