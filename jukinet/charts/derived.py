"""The figures that were lost, and what forces them."""

from __future__ import annotations

from math import floor, log10

import altair as alt
import polars as pl
from altair.typing import ChartType

from jukinet.charts.columns import month_text, number_text, status_text
from jukinet.charts.source import Source, highest_of, open_source
from jukinet.charts.text import Lang, number, quantity, say, sentences
from jukinet.charts.theme import BLUE, DARK_VERMILLION, GREY, PAPER, VERMILLION, finish, note, tip
from jukinet.warehouse import Warehouse

_DERIVED_SHOWN = 12


def derived_cells(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """Each derived monthly figure, hollow, among the other months of its affair.

    Reads derived_cells (cell_id, case_count in look-ups, confirmed_by_edit_id), and monthly_counts
    (affair_id, month, case_count, cell_status). Of derived figures that are no month the number alone is told.
    """
    source = open_source(warehouse, publication_id, lang)
    derived = source.table("derived_cells")
    if derived.is_empty():
        return note(source, "derived_none", year=source.year_name)
    confirmed = derived.height - derived["confirmed_by_edit_id"].null_count()
    key = "derived_title" if confirmed else "derived_title_unconfirmed"
    if confirmed == derived.height:
        key = "derived_title_one" if confirmed == 1 else "derived_title_all"
    title = say(
        key,
        lang,
        cells=quantity(derived.height, "cells", lang),
        confirmed=number(confirmed),
    )
    months = source.table("monthly_counts")
    derived_months = derived.join(months.select("cell_id", "affair_id"), on="cell_id", how="inner")
    shown = derived_months.sort("case_count", "affair_id", descending=[True, False]).unique(
        "affair_id", keep="first", maintain_order=True
    )
    others = derived.height - derived_months.height
    not_drawn = [say("derived_no_months", lang, cells=quantity(others, "cells", lang))] if others else []
    if shown.is_empty():
        return finish(source, note(source, "derived_none", year=source.year_name), title, sentences(not_drawn, lang))
    subtitle = [say("derived_subtitle", lang), *not_drawn]
    if shown.height > _DERIVED_SHOWN:
        shown = shown.head(_DERIVED_SHOWN)
        subtitle.append(say("derived_left_out", lang, shown=quantity(_DERIVED_SHOWN, "affairs", lang)))
    of_shown = months.filter(pl.col("affair_id").is_in(shown["affair_id"].to_list()))
    if "implied_zero" in of_shown["cell_status"]:
        subtitle.append(say("derived_zeros", lang))
    panels = [_derived_panel(source, months.filter(affair_id=affair_id)) for affair_id in shown["affair_id"]]
    chart = alt.concat(*panels, columns=2, spacing={"row": 22, "column": 34})
    return finish(source, chart, title, sentences(subtitle, lang))


def _derived_panel(source: Source, months: pl.DataFrame) -> ChartType:
    lang = source.lang
    named = source.named(months)
    series = (
        named.filter(pl.col("case_count").is_not_null())
        .sort("month")
        .with_columns(
            month=month_text(lang),
            status=status_text(lang),
            text=number_text("case_count"),
            source_line=pl.col("source_line").cast(pl.String).fill_null("–"),
        )
        .select("month", "case_count", "cell_status", "status", "text", "source_line")
    )
    highest = highest_of(series["case_count"])
    base = alt.Chart(series, title=alt.Title(named["label"][0], fontSize=11.5, offset=4, frame="group"))
    x = alt.X(
        "month:N",
        sort=series["month"].to_list(),
        title=None,
        axis=alt.Axis(labelAngle=0, labelFontSize=9),
        scale=alt.Scale(paddingOuter=0.5),
    )
    y = alt.Y(
        "case_count:Q",
        title=None,
        axis=alt.Axis(format=",d", values=_ticks(highest)),
        scale=alt.Scale(domain=[0, highest * 1.25], nice=False),
    )
    tooltip = [
        tip("month:N", "month", lang),
        tip("case_count:Q", "lookups", lang, ",d"),
        tip("status:N", "status", lang),
        tip("source_line:N", "source_line", lang),
    ]
    printed = base.transform_filter("datum.cell_status == 'printed'").mark_bar(color=BLUE, width={"band": 0.7})
    hollow = base.transform_filter("datum.cell_status == 'derived'").mark_bar(
        fill=PAPER, stroke=VERMILLION, strokeWidth=1.6, width={"band": 0.7}
    )
    # An implied zero has no height: without a sign of its own it would look like a month that is missing.
    zeros = base.transform_filter("datum.cell_status == 'implied_zero'").mark_tick(
        color=GREY, orient="horizontal", size=17, thickness=2
    )
    texts = (
        base.transform_filter("datum.cell_status == 'derived'")
        .mark_text(dy=-7, fontWeight=700, color=DARK_VERMILLION)
        .encode(text="text:N")
    )
    layers = alt.layer(zeros, printed, hollow, texts).encode(x=x, y=y, tooltip=tooltip)
    return layers.properties(width=325, height=105)


def _ticks(highest: float) -> list[int]:
    """Round steps up to the highest figure: a label above it would push the title out of its row."""
    half = max(highest / 2, 1)
    power = 10 ** floor(log10(half))
    step = max(power * factor for factor in (1, 2, 5) if power * factor <= half)
    return list(range(0, int(highest) + 1, step))
