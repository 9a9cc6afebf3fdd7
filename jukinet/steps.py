"""What each affair changed from one year to the next, as charts and report show it."""

from __future__ import annotations

import polars as pl

from jukinet.publication import Publication


def affair_steps(publication: Publication, fiscal_year: int) -> pl.DataFrame:
    """Each affair's step to `fiscal_year`, what moved the total most first; an affair that is in neither year has none.

    Returns the columns of yearly_trends and cell_status_before, is_part_year_before, step (look-ups, an absent figure
    taken as none; null beside a lost one), is_new and is_gone.
    """
    trends = publication.table("yearly_trends")
    before = trends.filter(fiscal_year=fiscal_year - 1).select("affair_id", "cell_status", "is_part_year")
    # The year has a row of an affair that ended with the year before, too.
    both = trends.filter(fiscal_year=fiscal_year).join(before, on="affair_id", how="left", suffix="_before")
    statuses = pl.col("cell_status", "cell_status_before")
    step = pl.col("case_count").fill_null(0) - pl.col("previous_count").fill_null(0)
    was_absent = pl.col("cell_status_before").fill_null("not_applicable") == "not_applicable"
    steps = both.with_columns(
        step=pl.when(~pl.any_horizontal((statuses == "lost").fill_null(False))).then(step),
        is_new=was_absent & pl.col("case_count").is_not_null(),
        is_gone=~was_absent & (pl.col("cell_status") == "not_applicable"),
    )
    # A later edition shows an affair that is new in it as a dash in the years before: there it was not yet.
    steps = steps.filter(~(was_absent & (pl.col("cell_status") == "not_applicable")))
    return steps.sort(pl.col("step").abs(), "affair_id", descending=[True, False], nulls_last=True)
