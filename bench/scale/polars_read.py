"""What the Polars peer reads: registers and tables, with numbers in place of texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import polars as pl

from bench.scale.inputs import files, register
from bench.scale.names import ACTIVITIES, ROLES, YEARS, Printed

ID, COL = "publication_id", pl.col


class Tables(NamedTuple):
    """What is printed, by number of the publication."""

    lines: pl.LazyFrame
    annual: pl.LazyFrame
    totals: pl.LazyFrame
    statements: pl.LazyFrame
    inspections: pl.LazyFrame
    offices: pl.LazyFrame
    users: pl.LazyFrame


class Registers(NamedTuple):
    """Registers with a number on each row; sections and names by `names_as_in` of a publication."""

    publications: pl.DataFrame
    affairs: pl.DataFrame
    bases: pl.DataFrame
    sections: pl.DataFrame
    places: pl.DataFrame
    names: pl.DataFrame
    rows_of_annexes: pl.DataFrame

    def printed(self, subjects: pl.DataFrame, **combinations: list[tuple[Any, ...]]) -> Printed:
        """Names of the registers and subjects, and the combinations that are printed."""
        return Printed(
            affairs=self.affairs.select("affair_id", "affair_label").rows(),
            bases=self.bases["legal_basis_id"].to_list(),
            places=self.places.select("section", "printed_role", "table_name", "annex").rows(),
            subjects=subjects["subject"].to_list(),
            **combinations,
        )


def read(folder: Path) -> tuple[pl.DataFrame, Tables, Printed]:
    """Publications by number, their tables, each read once, and what those print."""
    registers = read_registers(folder)
    tables = _tables(folder, registers)
    subjects = pl.concat([table.select("subject") for table in tables[3:6]]).unique().with_row_index("subject_no")
    numbered = subjects.with_columns(label_no="subject_no")
    tables[3:6] = [table.join(numbered, on="subject").drop("subject") for table in tables[3:6]]
    _, annual, totals, statements, inspections, *_ = tables

    def distinct(table: pl.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
        return table.select(columns).unique("label_no" if "label_no" in columns else None).rows()

    printed = registers.printed(
        subjects,
        figures=distinct(annual, "label_no", "annex", "affair_no", "fiscal_year"),
        totals=distinct(totals, "label_no", "place_no", "fiscal_year"),
        statements=distinct(statements, "statement", "subject_no"),
        inspections=distinct(inspections, "kind", "subject_no"),
    )
    publications = registers.publications.select("number", COL(ID).cast(pl.Enum(registers.publications[ID])))
    return publications, Tables(*(table.lazy() for table in tables)), printed


def read_registers(folder: Path) -> Registers:
    """The registers of the publications in `folder`."""

    def registered(name: str) -> pl.DataFrame:
        return pl.read_csv(register(folder, name), infer_schema=False)

    publications = (
        registered("publication_register")
        .with_columns(own_year=COL("fiscal_year").cast(pl.Int32))
        .with_row_index("number")
    )
    earlier = publications.select("publisher_code", own_year=COL("own_year") + 1, earlier_number="number")
    bases = registered("legal_basis_register").select("legal_basis_id").with_row_index("basis_no")
    affairs = (
        registered("affair_register")
        .join(bases, on="legal_basis_id")
        .join(registered("recipient_register"), on="recipient_id", how="left")
        .with_columns(affair_label=pl.concat_str("affair_name", "recipient_name", separator=" → ", ignore_nulls=True))
        .with_row_index("affair_no")
    )
    sections = (
        registered("printed_sections")
        .join(bases, on="legal_basis_id", how="left")
        .select(
            "section", "table_name", "basis_no", COL("annex").cast(pl.Int32),
            names_as_in=ID, activity=COL("activity").cast(pl.Enum(ACTIVITIES)),
        )
    )  # fmt: skip
    without_detail = (COL("printed_role") == "line") & COL("annex").is_null()
    places = (
        sections.join(pl.DataFrame({"printed_role": ROLES}), how="cross")
        .with_columns(role=pl.when(without_detail).then(pl.lit("line_without_detail")).otherwise(COL("printed_role")))
        .with_row_index("place_no")
    )
    names = (
        registered("printed_affair_names")
        .join(affairs.select("affair_id", "affair_no", "basis_no"), on="affair_id")
        .select("section", "affair_name", "affair_no", "basis_no", names_as_in=ID)
    )
    rows_of_annexes = names.filter(COL("section").str.starts_with("annex")).with_columns(
        line_no=pl.struct("section", "affair_no").rank("dense").cast(pl.Int64),
        annex=COL("section").str.strip_prefix("annex").cast(pl.Int32),
    )
    publications = publications.join(earlier, on=["publisher_code", "own_year"], how="left")
    return Registers(publications, affairs, bases, sections, places, names, rows_of_annexes)


def _tables(folder: Path, registers: Registers) -> list[pl.DataFrame]:
    """The tables in the order of Tables, with `subject` still a text."""

    def scan(table: str) -> pl.LazyFrame:
        return pl.scan_parquet(files(folder, table), hive_partitioning=False)

    publications = registers.publications.select(ID, "number", "own_year", "names_as_in", "earlier_number").lazy()
    sections, places, names = registers.sections.lazy(), registers.places.lazy(), registers.names.lazy()
    is_own = COL("fiscal_year") == COL("own_year")
    is_absent = COL("cell_status") == "not_applicable"
    lines = (
        scan("printed_monthly_counts")
        .group_by(ID, "section", "affair_name")
        .agg(known=COL("case_count").sum(), lost=COL("case_count").null_count(), members=pl.len())
        .join(publications, on=ID)
        .join(names, on=["names_as_in", "section", "affair_name"])
        .select("number", "affair_no", "basis_no", "known", "lost", "members")
    )
    annual = (
        scan("printed_annual_counts")
        .join(publications, on=ID)
        .join(registers.rows_of_annexes.lazy(), on=["names_as_in", "annex", "affair_name"])
        .select(
            "number", "earlier_number", "annex", "affair_no", "basis_no", "fiscal_year", is_own=is_own,
            label_no=COL("line_no") * YEARS + COL("fiscal_year"),
            figure=pl.when(is_absent).then(0).otherwise(COL("case_count")),
        )
    )  # fmt: skip
    totals = (
        scan("printed_totals")
        .join(publications, on=ID)
        .join(places, left_on=["names_as_in", "section", "role"], right_on=["names_as_in", "section", "printed_role"])
        .select(
            "number", "earlier_number", "place_no", "table_name", "annex", "activity", "basis_no", "fiscal_year",
            is_own=is_own, role="role_right", figure=pl.when(is_absent).then(0).otherwise(COL("value")),
            label_no=-(COL("place_no").cast(pl.Int64) * YEARS + COL("fiscal_year")),
        )
    )  # fmt: skip
    statements = (
        scan("printed_statements")
        .join(publications, on=ID)
        .join(sections, left_on=["names_as_in", "subject"], right_on=["names_as_in", "section"], how="left")
        .select("number", "statement", "subject", "annex", figure=pl.when(is_absent).then(0).otherwise(COL("value")))
    )
    inspections = (
        scan("printed_inspections")
        .join(publications.drop("names_as_in"), on=ID)
        .select(
            "number", "is_planned", "own_year", subject="inspection_id", kind="inspection_kind",
            figure=pl.when(is_absent).then(0).otherwise(COL("office_count")).cast(pl.Int64),
        )
    )  # fmt: skip
    offices = (
        scan("printed_inspected_offices")
        .group_by(ID, "inspection_id")
        .agg(members=pl.len())
        .join(publications, on=ID)
        .select("number", "members", subject="inspection_id")
    )
    users = (
        scan("printed_authenticated_users")
        .group_by(ID)
        .agg(
            computed=COL("user_count").sum(),
            members=pl.len(),
            is_unknown=(COL("user_count").is_null() & ~is_absent).any(),
        )
        .join(publications, on=ID)
        .select("number", "computed", "members", "is_unknown")
    )
    return pl.collect_all([lines, annual, totals, statements, inspections, offices, users], engine="streaming")
