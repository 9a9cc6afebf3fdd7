"""Figures of a publication for which a later edition gives others."""

from __future__ import annotations

import polars as pl

from jukinet.warehouse import Warehouse

STATUSES_OF_A_SUM = ("lost", "derived", "printed", "not_applicable")
"""The first that one of the parts has is that of their sum."""


def moved_ids(warehouse: Warehouse) -> dict[str, str]:
    """The ids under which the tables of the years count affairs that have moved since, by their affair_id."""
    return dict(warehouse.sql("select affair_id, continued_as from affairs").drop_nulls().iter_rows())


def counted_as(warehouse: Warehouse) -> pl.Expr:
    """The id under which the tables of the years count an affair, by its affair_id."""
    return pl.col("affair_id").replace(moved_ids(warehouse))


def restated_counts(warehouse: Warehouse, publication_id: str) -> pl.DataFrame:
    """The annual counts that a later edition gives otherwise than this publication, the newest year first.

    The trends and totals of the years count what the newest edition prints, all else what the publication prints.

    Returns affair_id (that of this publication, also where the affair has moved since, unless it lists several that are
    one by now), activity, fiscal_year, case_count and cell_status (here, of all of these; null where the affair is not
    listed), case_count_now and cell_status_now (in the edition in force) and edition, the fiscal year of that edition.
    Counts are in look-ups.
    """
    publications = warehouse.table("publications")
    this = publications.row(by_predicate=pl.col("publication_id") == publication_id, named=True)
    later = publications.filter(pl.col("fiscal_year") > this["fiscal_year"]).select(
        "publication_id", edition="fiscal_year"
    )
    key = ["affair_id", "activity", "fiscal_year"]
    here = warehouse.table_of(publication_id, "annual_counts").select(*key, "case_count", "cell_status")
    here = _added_up(here.with_columns(listed_as="affair_id", affair_id=counted_as(warehouse)), key)
    now = warehouse.table_of(publication_id, "yearly_trends").join(later, on="publication_id")
    now = now.filter(pl.col("fiscal_year").is_in(here["fiscal_year"].unique().to_list()))
    both = now.select(*key, "case_count", "cell_status", "edition").join(here, on=key, how="left", suffix="_here")
    differing = both.filter(pl.col("case_count").ne_missing(pl.col("case_count_here")))
    return differing.select(
        pl.coalesce("listed_as", "affair_id").alias("affair_id"),
        *key[1:],
        case_count="case_count_here",
        cell_status="cell_status_here",
        case_count_now="case_count",
        cell_status_now="cell_status",
        edition="edition",
    ).sort("fiscal_year", "affair_id", descending=[True, False])


def _added_up(counts: pl.DataFrame, key: list[str]) -> pl.DataFrame:
    """Counts with one row for affairs that are one by now, as int_yearly_counts has it."""
    status, count = pl.col("cell_status"), pl.col("case_count")
    is_lost = (status == "lost").any()
    of_the_sum = (pl.when((status == one).any()).then(pl.lit(one)) for one in STATUSES_OF_A_SUM)
    return counts.group_by(key).agg(
        listed_as=pl.when(pl.len() == 1).then(pl.col("listed_as").first()),
        case_count=pl.when(~is_lost & (count.count() > 0)).then(count.sum()),
        cell_status=pl.coalesce(*of_the_sum),
    )
