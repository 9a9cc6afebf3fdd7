"""Use against provision, by legal basis."""

from __future__ import annotations

import altair as alt
import polars as pl
from altair.typing import ChartType

from jukinet.charts.columns import known_sum
from jukinet.charts.source import Source, open_source, sum_of
from jukinet.charts.text import DERIVED_MARK, Lang, month_name, percent, say, sentences
from jukinet.charts.theme import (
    BLUE,
    EDGE,
    GREEN,
    ORANGE,
    PURPLE,
    SKY,
    VERMILLION,
    YELLOW,
    finish,
    note,
    tip,
    unknown_marks,
)
from jukinet.charts.unknown import months_unknown
from jukinet.warehouse import Warehouse

_USE_COLOURS = (BLUE, SKY, GREEN)
# The second, which is by far the largest, has the colour that provision has elsewhere.
_PROVISION_COLOURS = (YELLOW, ORANGE, VERMILLION, PURPLE)
_HEIGHT = 170
# Room for millions, so that headings stand one below the other whatever the figures beside them.
_AXIS_WIDTH = 56


def use_and_provision(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """Look-ups per month by legal basis, use above provision.

    Reads monthly_counts (month, activity, legal_basis_id, case_count in look-ups, cell_status) and affairs (names of
    the legal bases).
    """
    source = open_source(warehouse, publication_id, lang)
    months = source.months()
    if not sum_of(months["case_count"]):
        return note(source, "profile_none", year=source.year_name)
    bases = source.table("affairs").select(
        "legal_basis_id", pl.col(source.localized("legal_basis_name")).alias("basis")
    )
    derived = set(months.filter(cell_status="derived").select("month", "activity").iter_rows())
    sums = (
        months.group_by("month", "activity", "legal_basis_id")
        .agg(known_sum())
        .join(bases.unique(), on="legal_basis_id", how="left")
        .with_columns(pl.col("basis").fill_null(pl.col("legal_basis_id")))
        .sort("month", "legal_basis_id")
    )
    unknown = set(sums.filter(pl.col("case_count").is_null()).select("month", "activity").iter_rows())
    # Where no bar is drawn, there is none that holds a derived figure.
    derived -= unknown
    month_dates = sums["month"].unique().sort().to_list()
    panels = []
    for activity, colours in (("use", _USE_COLOURS), ("provision", _PROVISION_COLOURS)):
        part = sums.filter(activity=activity)
        if part.is_empty():
            continue
        labels = {
            month: month_name(month, lang) + (DERIVED_MARK if (month, activity) in derived else "")
            for month in month_dates
        }
        part = part.with_columns(
            month=pl.col("month").replace_strict(labels, return_dtype=pl.String),
            activity=pl.lit(say(activity, lang)),
        )
        domain = part["basis"].unique(maintain_order=True).to_list()
        every_month = alt.Scale(domain=list(labels.values()))
        x = alt.X("month:N", title=None, scale=every_month, axis=alt.Axis(labelAngle=0))
        blank = [labels[month] for month in month_dates if (month, activity) in unknown]
        known = part.filter(~pl.col("month").is_in(blank))
        # Where no month is known, the axis has no length of its own and no figures to show.
        is_known = bool(sum_of(known["case_count"]))
        panel: ChartType = (
            alt.Chart(known)
            .mark_bar(**EDGE)
            .transform_filter("datum.case_count > 0")
            .encode(
                x=x,
                y=alt.Y(
                    "case_count:Q",
                    title=say("lookups_axis", lang),
                    axis=alt.Axis(
                        format=",d", tickCount=4, values=alt.Undefined if is_known else [0], minExtent=_AXIS_WIDTH
                    ),
                    scale=alt.Undefined if is_known else alt.Scale(domain=[0, 1]),
                ),
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
        )
        if blank:
            panel = alt.layer(panel, unknown_marks(pl.DataFrame({"month": blank}), x, _HEIGHT, lang, is_narrow=True))
        heading = alt.Title(say(activity, lang), fontSize=12, anchor="start", offset=4)
        panels.append(panel.properties(title=heading, width=450, height=_HEIGHT))
    chart = alt.vconcat(*panels, spacing=18).resolve_scale(color="independent")
    subtitle = [say("basis_subtitle", lang), *([say("derived_mark", lang)] if derived else [])]
    if unknown:
        subtitle.append(say("unknown_mark", lang))
    return finish(source, chart, months_unknown(source) or _title(source, months), sentences(subtitle, lang))


def _title(source: Source, months: pl.DataFrame) -> str:
    by_month = months.group_by("month").agg(
        total=pl.col("case_count").sum(), provided=pl.col("case_count").filter(pl.col("activity") == "provision").sum()
    )
    shares = by_month.filter(pl.col("total") > 0).with_columns(share=pl.col("provided") / pl.col("total"))
    highest = shares.sort("share", "month", descending=[True, False]).row(0, named=True)
    return say(
        "basis_title",
        source.lang,
        year=source.year_name,
        share=percent(sum_of(by_month["provided"]) / sum_of(by_month["total"])),
        month=month_name(highest["month"], source.lang),
        month_share=percent(highest["share"]),
    )
