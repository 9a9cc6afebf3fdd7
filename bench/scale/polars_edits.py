"""The Polars peer's groups of edits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from bench.scale.names import NO_LABEL, YEARS
from bench.scale.polars_read import Tables

COL = pl.col
COLUMNS = {
    "number": pl.UInt32,
    "id_no": pl.Int64,
    "description_no": pl.Int64,
    "printed": pl.Int64,
    "computed": pl.Int64,
    "member_count": pl.Int32,
    "derived_count": pl.Int32,
}


def edits_of(tables: Tables, groups: Mapping[str, int]) -> Iterator[pl.LazyFrame]:
    """All edits with the columns COLUMNS, a frame or two for each group; groups: what it adds to its numbers."""
    for group, edits in _edits(tables):
        yield edits.with_columns(COL("id_no", "description_no") + groups[group]).select(
            COL(name).cast(type_) for name, type_ in COLUMNS.items()
        )


def _key(*keys: str) -> pl.Expr:
    """What an edit is bound on as a number."""
    if keys == ("annex", "fiscal_year"):
        return _dated("annex")
    return COL(keys[0]).to_physical().cast(pl.Int64) if keys else pl.lit(0, pl.Int64)


def _dated(number: str) -> pl.Expr:
    return COL(number).cast(pl.Int64) * YEARS + COL("fiscal_year")


def _parts(parts: pl.LazyFrame, *keys: str, of: pl.Expr | None = None) -> pl.LazyFrame:
    """Sum of the figures, or of another expression, by publication and keys; unknown where a figure is."""
    return parts.group_by("number", *keys).agg(
        computed=COL("figure").sum() if of is None else of,
        is_unknown=COL("figure").is_null().any(),
        members=pl.len(),
        derived=pl.lit(0),
    )


def _alone(parts: pl.LazyFrame, *keys: str) -> pl.LazyFrame:
    """Parts that are one figure each."""
    return parts.select(
        "number", *keys, computed="figure", is_unknown=COL("figure").is_null(), members=pl.lit(1), derived=pl.lit(0)
    )


def _counts(parts: pl.LazyFrame, *keys: str) -> pl.LazyFrame:
    """Numbers of parts, counted in `members`."""
    return parts.select("number", *keys, "members", computed="members", is_unknown=pl.lit(False), derived=pl.lit(0))


def _compared(totals: pl.LazyFrame, parts: pl.LazyFrame, *keys: str) -> pl.LazyFrame:
    """The edits of one group: totals with `figure` and `label_no` against parts made by one of the functions above."""
    on = ["number", *keys]
    return (
        totals.select(*on, "label_no", "figure")
        .join(parts, on=on, how="full", coalesce=True)
        .select(
            "number",
            id_no=_key(*keys),
            description_no=COL("label_no").fill_null(NO_LABEL),
            printed="figure",
            computed=pl.when(COL("is_unknown").fill_null(False)).then(None).otherwise(COL("computed").fill_null(0)),
            member_count=COL("label_no").is_not_null() + COL("members").fill_null(0),
            derived_count=COL("derived").fill_null(0),
        )
    )


def _edits(tables: Tables) -> Iterator[tuple[str, pl.LazyFrame]]:
    lines, annual, totals, statements, inspections, offices, users = tables
    own = annual.filter("is_own")
    annual_totals = totals.filter(COL("table_name") == "annual")
    own_totals = annual_totals.filter("is_own")
    summary = totals.filter(COL("table_name") == "summary")
    summary_lines = summary.filter(COL("role") == "line")
    grand_totals = summary.filter(COL("role") == "grand_total")
    subtotals = totals.filter(COL("table_name") == "monthly")
    user_totals = totals.filter(COL("table_name") == "users")

    def stated(name: str) -> pl.LazyFrame:
        return statements.filter(COL("statement") == name)

    # A lost month is what the annual figure leaves, unless that is less than nothing.
    is_forced = (COL("lost") == 1) & (COL("figure") >= COL("known"))
    months = (
        lines.join(
            own.select("number", "affair_no", "figure", "label_no"),
            on=["number", "affair_no"],
            how="full",
            coalesce=True,
        )
        .with_columns(derived=is_forced.fill_null(False))
        .with_columns(
            computed=pl.when(COL("lost").fill_null(0) == 0)
            .then(COL("known").fill_null(0))
            .when("derived")
            .then(COL("figure"))
        )
    )
    by_basis = (
        months.filter(COL("members").is_not_null())
        .group_by("number", "basis_no")
        .agg(
            COL("computed").sum(), COL("members").sum(), COL("derived").sum(),
            is_unknown=COL("computed").is_null().any(),
        )
    )  # fmt: skip
    yield (
        "affairs_add_up_to_annual_total",
        _compared(annual_totals, _parts(annual, "annex", "fiscal_year"), "annex", "fiscal_year"),
    )
    second = COL("annex") == 2
    listed = own.filter(second).group_by("number", "annex").agg(members=pl.len())
    yield "affairs_listed", _compared(stated("affairs_permitted").filter(second), _counts(listed, "annex"), "annex")
    used = _parts(own, "annex", of=(COL("figure") != 0).sum())
    yield "affairs_used", _compared(stated("affairs_used"), used, "annex")
    yield "annex_subset_equals_summary_line", _compared(summary_lines, _parts(own, "basis_no"), "basis_no")
    yield "annex_total_equals_summary_lines", _compared(own_totals, _parts(summary_lines, "annex"), "annex")
    yield "division_users_add_up", _compared(user_totals, users.with_columns(derived=pl.lit(0)))
    for printed, key, on in (
        (annual, COL("label_no"), ["label_no"]),
        (annual_totals, -_dated("annex"), ["annex", "fiscal_year"]),
    ):
        yield (
            "editions_agree",
            printed.join(
                printed.select(*on, earlier_number="number", computed="figure"), on=["earlier_number", *on]
            ).select(
                "number", "computed", id_no=key, description_no="label_no", printed="figure",
                member_count=pl.lit(2), derived_count=pl.lit(0),
            ),
        )  # fmt: skip
    provided = grand_totals.filter(COL("activity") == "provision")
    together = pl.concat(
        [
            own_totals.select("number", "figure"),
            summary.filter(COL("role") == "line_without_detail").select("number", "figure"),
            provided.select("number", -COL("figure")),
        ]
    )
    yield "everything_together", _compared(grand_totals.filter(COL("activity") == "use"), _parts(together))
    yield (
        "months_add_up_to_annual_count",
        months.select(
            "number", "computed", id_no=_key("affair_no"), printed="figure",
            description_no=pl.coalesce("label_no", "affair_no"),
            member_count=COL("members").fill_null(0) + COL("label_no").is_not_null(),
            derived_count="derived",
        ),
    )  # fmt: skip
    yield "months_add_up_to_subtotal", _compared(subtotals, by_basis, "basis_no")
    audits = inspections.filter((COL("kind") == "external_audit") & ~COL("is_planned"))
    yield "offices_audited", _compared(stated("offices_audited"), _alone(audits, "subject_no"), "subject_no")
    is_visit = COL("kind").is_in(["manager_inspection", "external_audit"])
    first = inspections.filter(COL("own_year") == 2021)
    of_all = first.filter(COL("kind") == "self_inspection")
    own_offices = of_all.filter(~COL("is_planned"))
    yield "offices_covered", _compared(own_offices, _parts(first.filter(is_visit)))
    yield "offices_listed", _compared(inspections.filter(is_visit), _counts(offices, "subject_no"), "subject_no")
    yield "offices_self_inspection_plan", _compared(of_all.filter("is_planned"), _parts(own_offices))
    yield "stated_cases_equal_annex_total", _compared(stated("cases"), _alone(own_totals, "annex"), "annex")
    yield "stated_users_equal_total", _compared(stated("authenticated_users"), _alone(user_totals))
    yield "subtotal_equals_summary_line", _compared(summary_lines, _alone(subtotals, "basis_no"), "basis_no")
    others = summary.filter(COL("role") != "grand_total")
    yield "summary_lines_add_up", _compared(grand_totals, _parts(others, "activity"), "activity")
