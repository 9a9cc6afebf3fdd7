"""The months of each affair."""

from __future__ import annotations

from datetime import date

import altair as alt
import polars as pl
from altair.typing import ChartType

from jukinet.charts.columns import known_sum, month_text, number_text, status_text
from jukinet.charts.source import Source, open_source, sum_of
from jukinet.charts.text import Lang, month_name, percent, quantity, say, sentences
from jukinet.charts.theme import INK, PAGE_WIDTH, PAPER, VERMILLION, by_row, finish, note, tip
from jukinet.charts.unknown import months_unknown
from jukinet.display_width import width
from jukinet.warehouse import Warehouse

# From this share of the year on, months look alike.
_DARKEST = 0.5


def monthly_profile(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """Every affair's twelve months as a table of coloured cells, all affairs together on top.

    Reads monthly_counts (month, case_count in look-ups, cell_status), and annual_counts where a month is lost; the
    colour is the share of the affair's year.
    """
    source = open_source(warehouse, publication_id, lang)
    months = source.months()
    if not sum_of(months["case_count"]):
        return note(source, "profile_none", year=source.year_name)
    unknown, all_affairs = months_unknown(source), say("all_affairs", lang)
    together = (
        months.group_by("month")
        .agg(known_sum())
        .with_columns(
            label=pl.lit(all_affairs),
            name=pl.lit(all_affairs),
            cell_status=pl.when(pl.col("case_count").is_null()).then(pl.lit("lost")).otherwise(pl.lit("computed")),
        )
    )
    columns = ["label", "name", "month", "case_count", "cell_status"]
    cells = pl.concat([together.select(columns), months.select(columns)])
    totals = (
        cells.group_by("label", maintain_order=True)
        .agg(known_sum().alias("total"), known=pl.col("case_count").sum())
        .join(_years(source), on="label", how="left")
        .with_columns(pl.col("total").fill_null(pl.col("of_year")))
    )
    used = totals.filter((pl.col("known") > 0) | pl.col("total").is_null())
    of_affairs = used.filter(pl.col("label") != all_affairs).sort("known", "label", descending=[True, False])
    order = [all_affairs, *of_affairs["label"]]
    drawn = (
        cells.join(used.select("label", "total"), on="label")
        .sort("month")
        # What is lost is a figure of the print; the sums that it belongs to are only unknown.
        .with_columns(
            pl.when((pl.col("label") == all_affairs) & (pl.col("cell_status") == "lost"))
            .then(pl.lit("unknown"))
            .otherwise("cell_status")
            .alias("cell_status")
        )
        .with_columns(
            share=pl.col("case_count") / pl.col("total"),
            month=month_text(lang),
            lookups=number_text("case_count").fill_null(
                pl.col("cell_status").replace_strict(
                    {"not_applicable": "–", "unknown": say("unknown", lang)}, default=say("lost_sign", lang)
                )
            ),
            status=status_text(lang),
            is_derived=pl.col("cell_status") == "derived",
        )
        .with_columns(
            text=pl.when(pl.col("cell_status") == "implied_zero").then(pl.lit("")).otherwise("lookups"),
            share_text=pl.col("share")
            .map_elements(percent, return_dtype=pl.String)
            .fill_null(pl.when(pl.col("case_count").is_null()).then("lookups").otherwise(pl.lit(say("unknown", lang)))),
        )
    )
    month_names = list(dict.fromkeys(drawn["month"].to_list()))
    total_column = say("total_column", lang)
    x = alt.X(
        "month:N",
        sort=[*month_names, total_column],
        title=None,
        axis=alt.Axis(orient="top", labelAngle=0, ticks=False, domain=False),
        scale=alt.Scale(paddingInner=0.03, paddingOuter=0),
    )
    y = by_row("label:N", order, label_limit=300, labelFontSize=10.5).scale(paddingInner=0.08, paddingOuter=0)
    tooltip = [
        tip("name:N", "affair", lang),
        tip("month:N", "month", lang),
        tip("lookups:N", "lookups", lang),
        tip("share_text:N", "share_of_year", lang),
        tip("status:N", "status", lang),
    ]
    base = alt.Chart(drawn)
    or_more = say("or_more", lang)
    # The darkest is one on which dark figures can be read: between it and one for white figures neither can.
    colour = alt.Color(
        "share:Q",
        title=say("share_of_year", lang),
        scale=alt.Scale(domain=[0, _DARKEST], clamp=True, range=["#F7FBFF", "#C6DBEF", "#85BCDC", "#4292C6"]),
        legend=alt.Legend(
            values=[0, _DARKEST / 2, _DARKEST],
            labelExpr=f"format(datum.value, '.0%') + (datum.value < {_DARKEST} ? '' : '{or_more}')",
            gradientLength=200,
            gradientThickness=10,
            direction="horizontal",
        ),
    )
    tiles = base.transform_filter("!datum.is_derived").mark_rect().encode(x=x, y=y, color=colour, tooltip=tooltip)
    derived = (
        base.transform_filter("datum.is_derived")
        .mark_rect(fill=PAPER, stroke=VERMILLION, strokeWidth=1.6)
        .encode(x=x, y=y, tooltip=tooltip)
    )
    # A figure covers its tile, and what lies on top answers the pointer.
    texts = base.mark_text(fontSize=9.5, color=INK).encode(x=x, y=y, text="text:N", tooltip=tooltip)
    absent = pl.when("is_lost").then(pl.lit(say("lost_sign", lang))).otherwise(pl.lit(say("unknown", lang)))
    years = used.select("label", month=pl.lit(total_column), text=number_text("total").fill_null(absent))
    year_texts = alt.Chart(years).mark_text(fontSize=9.5, fontWeight=600, dx=3).encode(x=x, y=y, text="text:N")
    longest = max(width(label) for label in order)
    chart = alt.layer(tiles, derived, texts, year_texts).properties(
        width=max(PAGE_WIDTH + 10 - min(300, round(longest * 5.6)), 560), height=alt.Step(19)
    )
    subtitle = [say("profile_subtitle", lang)]
    if unknown:
        subtitle += [say("lost_mark", lang), say("unknown_mark", lang)]
    if "not_applicable" in drawn["cell_status"]:
        subtitle.append(say("not_applicable_mark", lang))
    if left_out := totals.height - used.height:
        subtitle.append(say("profile_left_out", lang, affairs=quantity(left_out, "affairs", lang)))
    return finish(source, chart, unknown or _title(source, months), sentences(subtitle, lang))


def _years(source: Source) -> pl.DataFrame:
    """The annual figures of the affairs and of all together, which stand though a month is lost.

    Returns label, of_year, and is_lost where that is a figure of the print.
    """
    annual = source.named(source.table("annual_counts").filter(fiscal_year=source.fiscal_year))
    together = annual.select(label=pl.lit(say("all_affairs", source.lang)), of_year=known_sum(), is_lost=pl.lit(False))
    of_affairs = annual.select("label", of_year="case_count", is_lost=pl.col("cell_status") == "lost")
    return pl.concat([of_affairs, together], how="vertical_relaxed")


def _title(source: Source, months: pl.DataFrame) -> str:
    lang = source.lang
    month, peak, year = _peak(months)
    single = months.group_by("affair_id").agg((pl.col("case_count") > 0).sum().alias("months")).filter(months=1).height
    return say(
        "profile_title_single" if single else "profile_title",
        lang,
        year=source.year_name,
        month=month_name(month, lang),
        count=quantity(peak, "lookups", lang),
        share=percent(peak / year),
        single=quantity(single, "affairs", lang),
    )


def _peak(months: pl.DataFrame) -> tuple[date, int, int]:
    """The month with most look-ups, its look-ups and those of the year."""
    sums = (
        months.group_by("month").agg(pl.col("case_count").sum()).sort("case_count", "month", descending=[True, False])
    )
    return sums["month"][0], int(sums["case_count"][0]), sum_of(sums["case_count"])
