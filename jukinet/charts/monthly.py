"""The year by month: profiles and peaks, use against provision, concentration."""

from __future__ import annotations

from datetime import date

import altair as alt
import polars as pl
from altair.typing import ChartType

from jukinet.charts.source import Source, open_source, sum_of
from jukinet.charts.text import Lang, month_name, number, percent, quantity, say, shorten, width
from jukinet.charts.theme import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PAGE_WIDTH,
    PAPER,
    PURPLE,
    SKY,
    VERMILLION,
    YELLOW,
    finish,
    note,
    row_axis,
    tip,
)
from jukinet.warehouse import Warehouse

_USE_COLOURS = (BLUE, SKY, GREEN)
_PROVISION_COLOURS = (ORANGE, VERMILLION, YELLOW, PURPLE)


def _months(source: Source) -> pl.DataFrame:
    """monthly_counts of the publication's own year, with label and name of the affair."""
    return (
        source.table("monthly_counts")
        .filter(pl.col("fiscal_year") == source.fiscal_year)
        .join(source.affair_labels, on="affair_id", how="left")
        .with_columns(pl.col("label", "name").fill_null(pl.col("affair_id")), pl.col("case_count").cast(pl.Int64))
        .sort("month", "affair_id")
    )


def _peak(months: pl.DataFrame) -> tuple[date, int, int]:
    """The month with most look-ups, its look-ups and those of the year."""
    sums = (
        months.group_by("month").agg(pl.col("case_count").sum()).sort("case_count", "month", descending=[True, False])
    )
    return sums["month"][0], int(sums["case_count"][0]), sum_of(sums["case_count"])


def monthly_profile(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """Every affair's twelve months as a table of coloured cells, all affairs together on top.

    Reads monthly_counts (month, case_count in look-ups, cell_status); the colour is the share of the affair's year.
    """
    source = open_source(warehouse, publication_id, lang)
    months = _months(source)
    if not sum_of(months["case_count"]):
        return note("profile_none", lang, year=source.year_name)
    together = (
        months.group_by("month")
        .agg(
            pl.col("case_count").sum(),
            pl.when((pl.col("cell_status") == "lost").any())
            .then(pl.lit("lost"))
            .otherwise(pl.lit("printed"))
            .alias("cell_status"),
        )
        .with_columns(label=pl.lit(say("all_affairs", lang)), name=pl.lit(say("all_affairs", lang)))
    )
    columns = ["label", "name", "month", "case_count", "cell_status"]
    cells = pl.concat([together.select(columns), months.select(columns)])
    totals = cells.group_by("label", maintain_order=True).agg(
        total=pl.col("case_count").sum(), largest=pl.col("case_count").max()
    )
    used = totals.filter(pl.col("total") > 0)
    order = used.sort("total", "label", descending=[True, False])["label"].to_list()
    order.remove(say("all_affairs", lang))
    order.insert(0, say("all_affairs", lang))
    drawn = (
        cells.join(used.select("label", "total"), on="label")
        .sort("month")
        .with_columns(
            share=pl.col("case_count") / pl.col("total"),
            month=pl.col("month").map_elements(lambda month: month_name(month, lang), return_dtype=pl.String),
            text=pl.when(pl.col("cell_status").is_in(["implied_zero"]))
            .then(pl.lit(""))
            .otherwise(pl.col("case_count").map_elements(number, return_dtype=pl.String))
            .fill_null("?"),
            status=pl.col("cell_status").map_elements(lambda status: say(status, lang), return_dtype=pl.String),
            is_derived=pl.col("cell_status") == "derived",
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
    y = alt.Y(
        "label:N",
        sort=order,
        title=None,
        axis=row_axis(300, labelFontSize=10.5),
        scale=alt.Scale(paddingInner=0.08, paddingOuter=0),
    )
    tooltip = [
        tip("name:N", "affair", lang),
        tip("month:N", "month", lang),
        tip("case_count:Q", "lookups", lang, ",d"),
        tip("share:Q", "share_of_year", lang, ".1%"),
        tip("status:N", "status", lang),
    ]
    base = alt.Chart(drawn)
    colour = alt.Color(
        "share:Q",
        title=say("share_of_year", lang),
        scale=alt.Scale(domain=[0, 0.5], clamp=True, range=["#F7FBFF", "#C6DBEF", "#6BAED6", "#2171B5"]),
        legend=alt.Legend(
            format=".0%",
            values=[0, 0.1, 0.2, 0.3, 0.4, 0.5],
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
    ink = alt.when("datum.share > 0.33 && !datum.is_derived").then(alt.value(PAPER)).otherwise(alt.value(INK))
    texts = base.mark_text(fontSize=9.5).encode(x=x, y=y, text="text:N", color=ink)
    years = used.with_columns(
        month=pl.lit(total_column), text=pl.col("total").map_elements(number, return_dtype=pl.String)
    ).drop("largest")
    year_texts = alt.Chart(years).mark_text(fontSize=9.5, fontWeight=600, dx=3).encode(x=x, y=y, text="text:N")
    longest = max(width(label) for label in order)
    chart = alt.layer(tiles, derived, texts, year_texts).properties(
        width=max(PAGE_WIDTH + 10 - min(300, round(longest * 5.6)), 560), height=alt.Step(19)
    )
    month, peak, year = _peak(months)
    single = months.group_by("affair_id").agg((pl.col("case_count") > 0).sum().alias("months")).filter(months=1).height
    title = say(
        "profile_title_single" if single else "profile_title",
        lang,
        year=source.year_name,
        month=month_name(month, lang),
        count=quantity(peak, "lookups", lang),
        share=percent(peak / year),
        single=quantity(single, "affairs", lang),
    )
    subtitle = [say("profile_subtitle", lang)]
    if left_out := totals.height - used.height:
        subtitle.append(say("profile_left_out", lang, affairs=quantity(left_out, "affairs", lang)))
    return finish(chart, title, say("sentence_separator", lang).join(subtitle))


def use_and_provision(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """Look-ups per month by legal basis, use above provision.

    Reads monthly_counts (month, activity, legal_basis_id, case_count in look-ups, cell_status) and affairs (names of
    the legal bases).
    """
    source = open_source(warehouse, publication_id, lang)
    months = _months(source)
    if not sum_of(months["case_count"]):
        return note("profile_none", lang, year=source.year_name)
    bases = source.table("affairs").select(
        "legal_basis_id", pl.col(source.localized("legal_basis_name")).alias("basis")
    )
    derived = set(months.filter(cell_status="derived").select("month", "activity").iter_rows())
    sums = (
        months.group_by("month", "activity", "legal_basis_id")
        .agg(pl.col("case_count").sum())
        .join(bases.unique(), on="legal_basis_id", how="left")
        .with_columns(pl.col("basis").fill_null(pl.col("legal_basis_id")))
        .sort("month", "legal_basis_id")
    )
    month_dates = sums["month"].unique().sort().to_list()
    panels = []
    for activity, colours in (("use", _USE_COLOURS), ("provision", _PROVISION_COLOURS)):
        part = sums.filter(activity=activity)
        if part.is_empty():
            continue
        labels = {
            month: month_name(month, lang) + ("◇" if (month, activity) in derived else "") for month in month_dates
        }
        part = part.with_columns(
            month=pl.col("month").replace_strict(labels, return_dtype=pl.String),
            activity=pl.lit(say(activity, lang)),
        )
        domain = part["basis"].unique(maintain_order=True).to_list()
        panels.append(
            alt.Chart(part, title=alt.Title(say(activity, lang), fontSize=12, anchor="start", offset=4))
            .mark_bar()
            .encode(
                x=alt.X("month:N", sort=list(labels.values()), title=None, axis=alt.Axis(labelAngle=0)),
                y=alt.Y("case_count:Q", title=say("lookups_axis", lang), axis=alt.Axis(format=",d", tickCount=4)),
                color=alt.Color(
                    "basis:N",
                    title=None,
                    scale=alt.Scale(domain=domain, range=list(colours[: len(domain)])),
                    legend=alt.Legend(orient="right", labelLimit=300),
                ),
                tooltip=[
                    tip("month:N", "month", lang),
                    tip("activity:N", "activity", lang),
                    tip("basis:N", "legal_basis", lang),
                    tip("case_count:Q", "lookups", lang, ",d"),
                ],
            )
            .properties(width=450, height=170)
        )
    chart = alt.vconcat(*panels, spacing=18).resolve_scale(color="independent")
    by_month = months.group_by("month").agg(
        total=pl.col("case_count").sum(), provided=pl.col("case_count").filter(pl.col("activity") == "provision").sum()
    )
    shares = by_month.filter(pl.col("total") > 0).with_columns(share=pl.col("provided") / pl.col("total"))
    highest = shares.sort("share", "month", descending=[True, False]).row(0, named=True)
    title = say(
        "basis_title",
        lang,
        year=source.year_name,
        share=percent(sum_of(by_month["provided"]) / sum_of(by_month["total"])),
        month=month_name(highest["month"], lang),
        month_share=percent(highest["share"]),
    )
    subtitle = [say("basis_subtitle", lang), *([say("derived_mark", lang)] if derived else [])]
    return finish(chart, title, say("sentence_separator", lang).join(subtitle))


def concentration(
    warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja", top: int = 10
) -> ChartType:
    """The year's look-ups by affair from the largest on, with the running share.

    Reads annual_counts (case_count in look-ups, cell_status) of the publication's own year.
    """
    source = open_source(warehouse, publication_id, lang)
    counts = (
        source.table("annual_counts")
        .filter(pl.col("fiscal_year") == source.fiscal_year)
        .join(source.affair_labels, on="affair_id", how="left")
        .with_columns(pl.col("label", "name").fill_null(pl.col("affair_id")), pl.col("case_count").fill_null(0))
        .sort("case_count", "affair_id", descending=[True, False])
    )
    total = sum_of(counts["case_count"])
    if not total:
        return note("concentration_none", lang, year=source.year_name)
    rows = counts.head(top).to_dicts()
    rest = counts.slice(top)
    if not rest.is_empty():
        label = say("other_affairs", lang, affairs=quantity(rest.height, "affairs", lang))
        rows.append({"label": label, "name": label, "case_count": sum_of(rest["case_count"]), "cell_status": "printed"})
    running = 0
    drawn = []
    for row in rows:
        running += row["case_count"]
        text = say(
            "concentration_label",
            lang,
            count=number(row["case_count"]),
            share=percent(row["case_count"] / total),
            running=percent(running / total),
        )
        drawn.append(
            {
                "label": row["label"],
                "name": row["name"],
                "count": row["case_count"],
                "share": row["case_count"] / total,
                "running": running / total,
                "is_derived": row["cell_status"] == "derived",
                "is_rest": row["label"] == say("other_affairs", lang, affairs=quantity(rest.height, "affairs", lang)),
                "text": text,
            }
        )
    base = alt.Chart(pl.DataFrame(drawn))
    y = alt.Y("label:N", sort=None, title=None, axis=row_axis())
    highest = max(row["count"] for row in drawn)
    x = alt.X(
        "count:Q",
        title=say("lookups_axis", lang),
        axis=alt.Axis(format=",d", tickCount=4),
        scale=alt.Scale(domain=[0, highest * 1.7], nice=False),
    )
    fill = (
        alt.when("datum.is_derived")
        .then(alt.value(PAPER))
        .when("datum.is_rest")
        .then(alt.value(GREY))
        .otherwise(alt.value(BLUE))
    )
    bars = base.mark_bar(stroke=BLUE, strokeWidth=0.8).encode(
        y=y,
        x=x,
        fill=fill,
        tooltip=[
            tip("name:N", "affair", lang),
            tip("count:Q", "lookups", lang, ",d"),
            tip("share:Q", "share", lang, ".1%"),
        ],
    )
    texts = base.mark_text(align="left", dx=5).encode(y=y, x=x, text="text:N")
    chart = (bars + texts).properties(width=450, height=alt.Step(26))
    used = counts.filter(pl.col("case_count") > 0)
    named = min(3, used.height)
    title = say(
        "concentration_title" if named > 1 else "concentration_title_one",
        lang,
        year=source.year_name,
        top=quantity(named, "affairs", lang),
        share=percent(sum_of(used.head(named)["case_count"]) / total),
        name=shorten(used["label"][0], 60),
        first_share=percent(used["case_count"][0] / total),
    )
    return finish(chart, title, say("concentration_subtitle", lang))
