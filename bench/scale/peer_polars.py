"""python -m bench.scale.peer_polars FOLDER OUTPUT: the 18 groups of edits with Polars, lazy and streaming.

Like the floor it assumes unique keys and registered names.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from bench.scale.inputs import RESULT, files, register

ID, COL = "publication_id", pl.col


def balance(folder: Path, output: Path) -> None:
    """Write the columns of inputs.RESULT to the Parquet file `output`.

    Raises polars.exceptions.ComputeError or FileNotFoundError where the folder lacks a table.
    """
    edits = pl.concat(_edits(*_read(folder)))
    difference = COL("printed") - COL("computed")
    status = (
        pl.when(difference.is_null())
        .then(pl.lit("not_evaluable"))
        .when(difference == 0)
        .then(pl.lit("balanced"))
        .otherwise(pl.lit("broken"))
    )
    edits.with_columns(difference=difference, status=status).select(RESULT).sink_parquet(output, engine="streaming")


def _read(folder: Path) -> tuple[pl.LazyFrame, ...]:
    """Publications, months, annual, totals, statements, inspections, offices and users, each read once."""

    def scan(table: str) -> pl.LazyFrame:
        return pl.scan_parquet(files(folder, table), hive_partitioning=False)

    def registered(name: str) -> pl.LazyFrame:
        return pl.read_csv(register(folder, name), infer_schema=False).lazy()

    register_rows = registered("publication_register").with_columns(own_year=COL("fiscal_year").cast(pl.Int32))
    earlier = register_rows.select("publisher_code", own_year=COL("own_year") + 1, earlier_id=ID)
    publications = register_rows.join(earlier, on=["publisher_code", "own_year"], how="left").select(
        ID, "own_year", "names_as_in", "earlier_id"
    )
    sections = registered("printed_sections").select(
        "section", "table_name", "activity", COL("annex").cast(pl.Int32), "legal_basis_id", names_as_in=ID
    )
    names = (
        registered("printed_affair_names")
        .join(registered("affair_register").select("affair_id", "legal_basis_id"), on="affair_id")
        .select("section", "affair_name", "affair_id", "legal_basis_id", names_as_in=ID)
    )
    name_keys = ["names_as_in", "section", "affair_name"]
    months = (
        scan("printed_monthly_counts")
        .group_by(ID, "section", "affair_name")
        .agg(known=COL("case_count").sum(), lost=COL("case_count").null_count())
        .join(publications, on=ID)
        .join(names, on=name_keys)
        .select(ID, "affair_id", "legal_basis_id", "known", "lost")
    )
    annual = (
        scan("printed_annual_counts")
        .with_columns(
            section=pl.concat_str(pl.lit("annex"), "annex"),
            figure=pl.when(COL("cell_status") == "not_applicable").then(0).otherwise(COL("case_count")),
        )
        .join(publications, on=ID)
        .join(names, on=name_keys)
        .select(
            ID, "annex", "affair_id", "legal_basis_id", "fiscal_year", "figure", "earlier_id",
            is_own=COL("fiscal_year") == COL("own_year"),
        )
    )  # fmt: skip
    without_detail = (COL("role") == "line") & COL("annex").is_null()
    totals = (
        scan("printed_totals")
        .join(publications, on=ID)
        .join(sections, on=["names_as_in", "section"])
        .select(
            ID, "table_name", "annex", "activity", "legal_basis_id", "fiscal_year", "earlier_id", figure="value",
            role=pl.when(without_detail).then(pl.lit("line_without_detail")).otherwise(COL("role")),
            is_own=COL("fiscal_year") == COL("own_year"),
        )
    )  # fmt: skip
    statements = (
        scan("printed_statements")
        .join(publications, on=ID)
        .join(sections, left_on=["names_as_in", "subject"], right_on=["names_as_in", "section"], how="left")
        .select(ID, "statement", "annex", inspection_id="subject", figure="value")
    )
    inspections = (
        scan("printed_inspections")
        .join(publications.select(ID, "own_year"), on=ID)
        .with_columns(figure=pl.when(COL("cell_status") == "not_applicable").then(0).otherwise(COL("office_count")))
        .select(ID, "inspection_id", "is_planned", "own_year", COL("figure").cast(pl.Int64), kind="inspection_kind")
    )
    offices = scan("printed_inspected_offices").select(ID, "inspection_id")
    users = scan("printed_authenticated_users").select(ID, figure=COL("user_count").cast(pl.Int64))
    tables = pl.collect_all([months, annual, totals, statements, inspections, offices, users], engine="streaming")
    return tuple(table.lazy() for table in tables)


def _sums(parts: pl.LazyFrame, *keys: str, of: pl.Expr | None = None) -> pl.LazyFrame:
    """Sum of the figures, or of another expression, by publication and keys; unknown where a figure is."""
    added = COL("figure").sum() if of is None else of
    return parts.group_by(ID, *keys).agg(computed=added.cast(pl.Int64), is_unknown=COL("figure").is_null().any())


def _compared(group: str, totals: pl.LazyFrame, parts: pl.LazyFrame, *keys: str) -> pl.LazyFrame:
    """The edits of one group: totals with `figure` against parts with `computed` and perhaps `is_unknown`."""
    if "is_unknown" not in parts.collect_schema():
        parts = parts.with_columns(is_unknown=COL("computed").is_null())
    on = [ID, *keys]
    return (
        totals.select(*on, printed="figure")
        .join(parts.select(*on, "computed", "is_unknown"), on=on, how="full", coalesce=True)
        .with_columns(computed=pl.when(COL("is_unknown").fill_null(False)).then(None).otherwise(
            COL("computed").fill_null(0)
        ))
        .select(ID, _edit_id(group, *keys), pl.lit(group).alias("edit_group"), "printed", "computed")
    )  # fmt: skip


def _edit_id(group: str, *keys: str) -> pl.Expr:
    return pl.concat_str(pl.lit(group), *(COL(key).cast(pl.String) for key in keys), separator="/").alias("edit_id")


def _edits(
    lines: pl.LazyFrame,
    annual: pl.LazyFrame,
    totals: pl.LazyFrame,
    statements: pl.LazyFrame,
    inspections: pl.LazyFrame,
    offices: pl.LazyFrame,
    users: pl.LazyFrame,
) -> Iterator[pl.LazyFrame]:
    own = annual.filter("is_own")
    annual_totals = totals.filter(COL("table_name") == "annual")
    own_totals = annual_totals.filter("is_own")
    summary = totals.filter(COL("table_name") == "summary")
    summary_lines = summary.filter(COL("role") == "line")
    subtotals = totals.filter(COL("table_name") == "monthly")
    user_totals = totals.filter(COL("table_name") == "users")

    def stated(name: str) -> pl.LazyFrame:
        return statements.filter(COL("statement") == name)

    # A lost month is what the annual figure leaves, unless that is less than nothing.
    months = (
        lines.with_columns(is_printed=True)
        .join(own.select(ID, "affair_id", "figure"), on=[ID, "affair_id"], how="full", coalesce=True)
        .with_columns(
            computed=pl.when(COL("lost").fill_null(0) == 0)
            .then(COL("known").fill_null(0))
            .when((COL("lost") == 1) & (COL("figure") >= COL("known")))
            .then(COL("figure"))
        )
    )
    month_sums = _sums(months.filter("is_printed").select(ID, "legal_basis_id", figure="computed"), "legal_basis_id")
    yield _compared(
        "affairs_add_up_to_annual_total", annual_totals, _sums(annual, "annex", "fiscal_year"), "annex", "fiscal_year"
    )
    second = COL("annex") == 2
    listed = own.filter(second).group_by(ID, "annex").agg(computed=pl.len().cast(pl.Int64))
    yield _compared("affairs_listed", stated("affairs_permitted").filter(second), listed, "annex")
    yield _compared("affairs_used", stated("affairs_used"), _sums(own, "annex", of=(COL("figure") != 0).sum()), "annex")
    yield _compared("annex_subset_equals_summary_line", summary_lines, _sums(own, "legal_basis_id"), "legal_basis_id")
    yield _compared("annex_total_equals_summary_lines", own_totals, _sums(summary_lines, "annex"), "annex")
    yield _compared("division_users_add_up", user_totals, _sums(users))
    editions = "annex", "affair_id", "fiscal_year"
    for printed in (annual, annual_totals.with_columns(affair_id=pl.lit("?"))):
        yield (
            printed.select("earlier_id", ID, *editions, printed="figure")
            .join(
                printed.select(*editions, earlier_id=ID, computed="figure"),
                on=["earlier_id", *editions],
            )
            .select(
                ID, _edit_id("editions_agree", *editions), pl.lit("editions_agree").alias("edit_group"), "printed",
                "computed",
            )
        )  # fmt: skip
    together = pl.concat([
        own_totals.select(ID, "figure"),
        summary.filter(COL("role") == "line_without_detail").select(ID, "figure"),
        summary.filter((COL("role") == "grand_total") & (COL("activity") == "provision")).select(ID, -COL("figure")),
    ])  # fmt: skip
    grand_totals = summary.filter(COL("role") == "grand_total")
    yield _compared("everything_together", grand_totals.filter(COL("activity") == "use"), _sums(together))
    yield months.select(
        ID, _edit_id("months_add_up_to_annual_count", "affair_id"),
        pl.lit("months_add_up_to_annual_count").alias("edit_group"), "computed", printed="figure",
    ).select(ID, "edit_id", "edit_group", "printed", "computed")  # fmt: skip
    yield _compared("months_add_up_to_subtotal", subtotals, month_sums, "legal_basis_id")
    audits = inspections.filter((COL("kind") == "external_audit") & ~COL("is_planned"))
    yield _compared(
        "offices_audited", stated("offices_audited"), audits.rename({"figure": "computed"}), "inspection_id"
    )
    is_visit = COL("kind").is_in(["manager_inspection", "external_audit"])
    first = inspections.filter(COL("own_year") == 2021)
    of_all = first.filter(COL("kind") == "self_inspection")
    yield _compared("offices_covered", of_all.filter(~COL("is_planned")), _sums(first.filter(is_visit)))
    counted = offices.group_by(ID, "inspection_id").agg(computed=pl.len().cast(pl.Int64))
    yield _compared("offices_listed", inspections.filter(is_visit), counted, "inspection_id")
    yield _compared(
        "offices_self_inspection_plan", of_all.filter("is_planned"), _sums(of_all.filter(~COL("is_planned")))
    )
    yield _compared(
        "stated_cases_equal_annex_total", stated("cases"), own_totals.rename({"figure": "computed"}), "annex"
    )
    yield _compared(
        "stated_users_equal_total", stated("authenticated_users"), user_totals.rename({"figure": "computed"})
    )
    yield _compared(
        "subtotal_equals_summary_line", summary_lines, subtotals.rename({"figure": "computed"}), "legal_basis_id"
    )
    yield _compared(
        "summary_lines_add_up",
        grand_totals,
        _sums(summary.filter(COL("role") != "grand_total"), "activity"),
        "activity",
    )


if __name__ == "__main__":
    balance(Path(sys.argv[1]), Path(sys.argv[2]))
