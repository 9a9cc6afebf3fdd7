"""What each affair changed from one year to the next, as rows and as phrases."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from jukinet.charts.source import Source
from jukinet.charts.text import Lang, percent, quantity, say, signed
from jukinet.publication import Publication
from jukinet.restated import counted_as
from jukinet.steps import affair_steps

_SIGNS = {"is_marked": "entry_sign", "is_suspect": "suspect_sign"}


def affair_changes(source: Source, fiscal_year: int) -> pl.DataFrame:
    """Each affair's step to `fiscal_year`, in the order and with the change of `affair_steps`.

    Returns affair_id, label, name, case_count and case_count_before (look-ups; null where nothing is counted), change
    (an absent figure taken as none; null beside a lost one), contribution (to the growth of the total, as a share),
    is_marked (new, gone, or a part year), is_suspect (looks exchanged) and marked (the label with the signs of both).
    """
    suspects = suspect_years(source)
    steps = source.named(affair_steps(source, fiscal_year)).select(
        "affair_id",
        "label",
        "name",
        "case_count",
        case_count_before="previous_count",
        change="step",
        contribution="contribution",
        is_marked=pl.col("previous_count").is_null()
        | (pl.col("cell_status") == "not_applicable")
        | pl.col("is_part_year").fill_null(False)
        | pl.col("is_part_year_before").fill_null(False),
        is_suspect=pl.col("affair_id").is_in(
            sorted(affair for affair, year in suspects if year in (fiscal_year - 1, fiscal_year))
        ),
    )
    return steps.with_columns(
        marked=pl.concat_str("label", *(_sign(source.lang, column, key) for column, key in _SIGNS.items()))
    )


def _sign(lang: Lang, column: str, key: str) -> pl.Expr:
    return pl.when(column).then(pl.lit(say(key, lang))).otherwise(pl.lit(""))


def suspect_years(source: Publication) -> set[tuple[str, int]]:
    """Affairs, by their ids in the tables of the years, and fiscal years whose annual figure looks exchanged."""
    counts = source.table("annual_counts").filter(pl.col("cell_id").is_in(source.look_exchanged))
    return set(counts.select(counted_as(source.warehouse), "fiscal_year").iter_rows())


def marks_used(changes: pl.DataFrame, lang: Lang) -> list[str]:
    """What the marks behind the names of affairs mean, as far as they are used; no change is no step, and not drawn."""
    changes = changes.filter(pl.col("change") != 0)
    marks = {"is_marked": "contributions_entry", "is_suspect": "contributions_suspect"}
    return [say(key, lang) for column, key in marks.items() if changes[column].any()]


def total_of(source: Source, fiscal_year: int) -> int | None:
    """The look-ups of a year; None where the year is not published, or where a lost figure leaves them unknown."""
    counts = source.table("yearly_totals").filter(fiscal_year=fiscal_year)["case_count"].drop_nulls()
    return None if counts.is_empty() else int(counts.item())


def drivers_phrase(changes: pl.DataFrame, total_change: int, lang: Lang) -> str:
    """The three affairs that changed most in the direction of the total, with their changes."""
    driving = changes.filter(pl.col("change") > 0 if total_change > 0 else pl.col("change") < 0).head(3)
    return say("list_separator", lang).join(
        say("named_change", lang, name=row["label"], change=signed(row["change"]))
        for row in driving.iter_rows(named=True)
    )


def moved_phrase(row: Mapping[str, float | None], lang: Lang) -> str:
    """How the total of a row of yearly_totals moved: rose 34.3%."""
    change, ratio = row["change"] or 0, row["change_ratio"]
    if not change:
        return say("moved_same", lang)
    # From zero there is no ratio: the change itself is said.
    size = quantity(abs(change), "lookups", lang) if ratio is None else percent(abs(ratio))
    return say("moved_rise" if change > 0 else "moved_fall", lang, size=size)
