"""What is said of suspects, in a build's summary and to CI: in which order to look at them, and how likely each is."""

from __future__ import annotations

import polars as pl

from jukinet.localize.ranking import RANKED_LEAD
from jukinet.missing_rows import MISSING_ROWS
from jukinet.seal_remarks import seal_remarks

_ERROR = ["publication_id", "component"]
_EXPLANATION = [*_ERROR, "hypothesis_id"]


def in_words(
    suspects: pl.DataFrame, changed: pl.DataFrame, editions: pl.DataFrame, names: pl.DataFrame
) -> pl.DataFrame:
    """The suspects with what is said of each.

    suspects: what find_suspects returns. changed, editions, names: as seal_remarks takes them.

    Returns the columns of `suspects` and seal_remark (null for a row that is as it was sealed), priority (of the
    explanation within its component, 1 to be looked at first, the same for those that nothing tells apart), likelihood
    (of the explanation, in words; null without a cell) and message (line of the print, labels, figures, reason and
    remark; of an explanation without a cell what it says instead).
    """
    remarks = seal_remarks(suspects, changed, editions, names)
    remarked = suspects.with_columns(seal_remark=pl.Series(remarks, dtype=pl.String))
    return remarked.join(_explanations(remarked), on=_EXPLANATION).with_columns(
        likelihood=pl.when(pl.col("cell_id").is_not_null()).then("likelihood"), message=_message()
    )


def _explanations(suspects: pl.DataFrame) -> pl.DataFrame:
    # Whoever has sealed a row has read it against the print: one that is another now is looked at first.
    by_figures = (
        suspects.group_by(_EXPLANATION)
        .agg(
            pl.col("rank", "score", "verdict").first(),
            is_all_unchanged=pl.col("seal_remark").is_null().all(),
            is_any_unchanged=pl.col("seal_remark").is_null().any(),
        )
        .sort(*_ERROR, "rank", "hypothesis_id")
        .with_columns(
            count=pl.len().over(_ERROR),
            # None leads those that are near, as `localize` has it.
            is_near=pl.col("score") * RANKED_LEAD > pl.col("score").first().over(_ERROR),
        )
        .with_columns(
            near_count=pl.col("is_near").sum().over(_ERROR),
            is_equal=pl.col("rank").filter("is_near").n_unique().over(_ERROR) == 1,
            is_told_apart=pl.col("is_all_unchanged").filter("is_near").n_unique().over(_ERROR) > 1,
        )
    )
    order = pl.struct("is_any_unchanged", "is_all_unchanged", "rank")
    ordered = by_figures.sort(*_ERROR, order, "hypothesis_id").with_columns(
        priority=order.rle_id().over(_ERROR).cast(pl.Int32) + 1,
        # What the figures leave open, or say otherwise, the seal may have settled.
        is_settled=pl.col("is_told_apart") | (pl.col("rank").diff() < 0).any().over(_ERROR),
    )
    return ordered.select(*_EXPLANATION, "priority", likelihood=_likelihood())


def _likelihood() -> pl.Expr:
    of_near = pl.format(
        "one of {}{}",
        "near_count",
        pl.when("is_equal").then(pl.lit(" equally likely")).otherwise(pl.lit(", none much likelier")),
    )
    likelihood = (
        pl.when(pl.col("count") == 1)
        .then(pl.lit("the only explanation found"))
        .when(~pl.col("is_near"))
        .then(pl.lit("less likely"))
        .when(pl.col("near_count") == 1)
        .then(pl.lit("likeliest"))
        .otherwise(of_near)
    )
    several = pl.when(pl.col("verdict") == "multiple").then(pl.lit(", several errors at once")).otherwise(pl.lit(""))
    by = pl.when("is_settled").then(pl.lit(" by the figures alone")).otherwise(pl.lit(""))
    return pl.concat_str(likelihood, several, by)


def _message() -> pl.Expr:
    line = pl.format("(line {} of {}) ", "source_line", "publication_id").fill_null("")
    printed = pl.col("printed").cast(pl.String).fill_null("nothing")
    remark = pl.format(" ({})", "seal_remark").fill_null("")
    labels = [pl.col(name).fill_null("–") for name in ("row_label", "column_label")]
    of_cell = pl.format("{}{}, {}: {} -> {}, {}{}", line, *labels, printed, "proposed", "reason", remark)
    return (
        pl.when(pl.col("cell_id").is_not_null())
        .then(of_cell)
        .when(pl.col("hypothesis") == MISSING_ROWS)
        .then("reason")
        .otherwise(pl.format("suspect: {}, {}", "verdict", "reason"))
    )
