"""What no sum can show: figures that look exchanged, and jumps."""

from __future__ import annotations

from math import ceil

import altair as alt
import polars as pl
from altair.typing import ChartType

from jukinet.charts.columns import number_text
from jukinet.charts.source import Source, highest_of, open_source
from jukinet.charts.text import Lang, fiscal_year_name, number, quantity, say, sentences
from jukinet.charts.theme import (
    BLUE,
    GREY,
    INK,
    PAPER,
    VERMILLION,
    by_row,
    finish,
    logarithmic,
    note,
    powers_of_ten,
    tip,
)
from jukinet.display_width import width
from jukinet.warehouse import Warehouse


def exchange_suspects(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """Two figures of one column that look exchanged: both courses as printed, and as if they changed places.

    Reads anomalies (anomaly, cell_ids, fiscal_year) and annual_counts (case_count in look-ups).
    """
    source = open_source(warehouse, publication_id, lang)
    exchanges = source.anomalies.filter(anomaly="exchange")["cell_ids"]
    pairs = [_annual_cells(source, cell_ids) for cell_ids in exchanges]
    pairs = [pair for pair in pairs if pair.height == 2]
    if not pairs:
        return note(source, "exchange_none")
    rows = [_exchange_panels(source, pair) for pair in pairs]
    chart: ChartType = rows[0] if len(rows) == 1 else alt.vconcat(*rows, spacing=26)
    if len(pairs) == 1:
        title = say(
            "exchange_title",
            lang,
            year=fiscal_year_name(pairs[0]["fiscal_year"][0], lang),
            first=number(max(pairs[0]["case_count"])),
            second=number(min(pairs[0]["case_count"])),
        )
    else:
        title = say("exchange_title_many", lang, pairs=number(len(pairs)))
    return finish(source, chart, title, say("exchange_subtitle", lang))


def _exchange_panels(source: Source, pair: pl.DataFrame) -> ChartType:
    lang = source.lang
    first, second = pair.to_dicts()
    exchanged = {first["cell_id"]: second["case_count"], second["cell_id"]: first["case_count"]}
    of_pair = pl.col("affair_id").is_in(pair["affair_id"].to_list()) & pl.col("case_count").is_not_null()
    series = source.named(source.table("annual_counts").filter(of_pair)).sort("fiscal_year")
    headings = (say("as_printed", lang), say("as_exchanged", lang))
    drawn = pl.DataFrame(
        [
            {
                "panel": panel,
                "year": fiscal_year_name(row["fiscal_year"], lang),
                "label": row["label"],
                "name": row["name"],
                "count": exchanged.get(row["cell_id"], row["case_count"]) if is_exchanged else row["case_count"],
                "is_suspect": row["cell_id"] in exchanged,
            }
            for is_exchanged, panel in enumerate(headings)
            for row in series.iter_rows(named=True)
        ]
    ).with_columns(
        text=number_text("count"),
        # Under the lower of two points, where no line runs.
        is_lower=pl.col("count") < pl.col("count").max().over("panel", "year"),
    )
    highest = highest_of(drawn["count"])
    x = alt.X("year:N", sort=None, title=None, axis=alt.Axis(labelAngle=0), scale=alt.Scale(padding=0.4))
    y = alt.Y(
        "count:Q",
        title=say("lookups_axis", lang),
        scale=logarithmic(highest * 3),
        axis=alt.Axis(format=",d", values=powers_of_ten(highest * 3)),
    )
    colour = alt.Color(
        "label:N",
        title=None,
        sort=None,
        scale=alt.Scale(domain=[first["label"], second["label"]], range=[VERMILLION, BLUE]),
        legend=alt.Legend(columns=1, symbolType="circle"),
    )
    tooltip = [tip("name:N", "affair", lang), tip("year:N", "fiscal_year", lang), tip("count:Q", "lookups", lang, ",d")]
    panels = []
    for is_exchanged, panel in enumerate(headings):
        base = alt.Chart(
            drawn.filter(pl.col("panel") == panel), title=alt.Title(panel, fontSize=12, anchor="middle", offset=4)
        )
        dash = [5, 4] if is_exchanged else [1, 0]
        line = base.mark_line(strokeWidth=2, strokeDash=dash).encode(color=colour)
        points = base.mark_point(size=80, filled=True, opacity=1).encode(color=colour, tooltip=tooltip)
        hollow = (
            base.transform_filter("datum.is_suspect")
            .mark_point(size=150, fill=PAPER, opacity=1, strokeWidth=2.5)
            .encode(color=colour, tooltip=tooltip)
        )
        texts = [
            base.transform_filter(f"{'' if is_lower else '!'}datum.is_lower")
            .mark_text(dy=18 if is_lower else -14, fontSize=11)
            .encode(text="text:N")
            for is_lower in (True, False)
        ]
        layers = alt.layer(line, points, hollow, *texts).encode(x=x, y=y)
        panels.append(layers.properties(width=320, height=270))
    return alt.hconcat(*panels, spacing=24)


def jumps(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """Annual figures that changed out of all proportion, from the year before to the year.

    Reads anomalies (cell_ids, fiscal_year, magnitude as a factor, acknowledged) and annual_counts (case_count).
    """
    source = open_source(warehouse, publication_id, lang)
    suspects = source.look_exchanged
    rows = []
    for anomaly in source.anomalies.filter(anomaly="jump").iter_rows(named=True):
        cells = sorted(_annual_cells(source, anomaly["cell_ids"]).to_dicts(), key=lambda cell: cell["fiscal_year"])
        if len(cells) != 2:
            continue
        before, now = cells
        year = fiscal_year_name(anomaly["fiscal_year"], lang)
        is_known = bool(anomaly["acknowledged"])
        is_suspect = not suspects.isdisjoint([before["cell_id"], now["cell_id"]])
        is_rise = now["case_count"] > before["case_count"]
        rows.append(
            {
                "row": f"{now['label']} {year}" + (say("suspect_sign", lang) if is_suspect else ""),
                "is_suspect": is_suspect,
                "label": now["label"],
                "name": now["name"],
                "year": year,
                "before": before["case_count"],
                "now": now["case_count"],
                "direction": say("rise" if is_rise else "fall", lang),
                "known": say("acknowledged" if is_known else "not_acknowledged", lang),
                "is_known": is_known,
                "factor": anomaly["magnitude"],
                "size": say("jump_rise" if is_rise else "jump_fall", lang, factor=number(anomaly["magnitude"])),
                "text": f"{number(before['case_count'])} → {number(now['case_count'])}",
                "at": max(before["case_count"], now["case_count"]),
            }
        )
    if not rows:
        return note(source, "jumps_none")
    drawn = pl.DataFrame(rows)
    base = alt.Chart(drawn)
    y = by_row("row:N", None, grid=True)
    highest = highest_of(drawn["at"])
    colour = alt.Color(
        "direction:N",
        title=None,
        scale=alt.Scale(domain=[say("rise", lang), say("fall", lang)], range=[BLUE, VERMILLION]),
        legend=alt.Legend(symbolType="circle"),
    )
    tooltip = [
        tip("name:N", "affair", lang),
        tip("year:N", "fiscal_year", lang),
        tip("before:Q", "column_before", lang, ",d"),
        tip("now:Q", "column_now", lang, ",d"),
        tip("size:N", "change", lang),
        tip("known:N", "status", lang),
    ]
    x = alt.X(
        "before:Q",
        title=say("lookups_axis", lang),
        scale=logarithmic(highest * 40),
        axis=alt.Axis(format=",d", values=powers_of_ten(highest * 2)),
    )
    rules = base.mark_rule(strokeWidth=2.5).encode(y=y, x=x, x2="now:Q", color=colour)
    start = base.mark_point(filled=True, color=GREY, size=60, opacity=1).encode(y=y, x=x)
    ends = [
        base.transform_filter(f"{'' if is_known else '!'}datum.is_known")
        .mark_point(size=110, opacity=1, strokeWidth=2.2, filled=is_known, fill=alt.Undefined if is_known else PAPER)
        .encode(y=y, x=alt.X("now:Q"), color=colour, tooltip=tooltip)
        for is_known in (True, False)
    ]
    texts = base.mark_text(align="left", dx=12, color=INK).encode(y=y, x=alt.X("at:Q"), text="text:N")
    longest = max(width(row["row"]) for row in rows)
    chart = alt.layer(rules, start, *ends, texts).properties(width=780 - min(330, longest * 6), height=alt.Step(28))
    largest = rows[0]
    title = say(
        "jumps_title",
        lang,
        jumps=quantity(len(rows), "jumps", lang),
        # The largest whole number that all of them exceed.
        least=number(ceil(min(row["factor"] for row in rows)) - 1),
        name=largest["label"] + (say("suspect_sign", lang) if largest["is_suspect"] else ""),
        year=largest["year"],
        size=largest["size"],
    )
    subtitle = [say("jumps_subtitle", lang), say("jumps_not_zero", lang)]
    if drawn["is_suspect"].any():
        subtitle.append(say("contributions_suspect", lang))
    return finish(source, chart, title, sentences(subtitle, lang))


def _annual_cells(source: Source, cell_ids: str) -> pl.DataFrame:
    """The annual figures that an anomaly names: cell_id, affair_id, fiscal_year, case_count, label, name."""
    return source.named(source.table("annual_counts").filter(pl.col("cell_id").is_in(cell_ids.split()))).sort("cell_id")
