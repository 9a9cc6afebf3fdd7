"""Does the print add up? Checks, derived figures, and what no sum can show."""

from __future__ import annotations

from math import floor

import altair as alt
import polars as pl
from altair.typing import ChartType

from jukinet.charts.source import Source, highest_of, open_source
from jukinet.charts.text import Lang, fiscal_year_name, month_name, number, quantity, say, width, wrap
from jukinet.charts.theme import (
    BLUE,
    GREEN,
    GREY,
    INK,
    LIGHT_GREY,
    ORANGE,
    PAPER,
    VERMILLION,
    YELLOW,
    finish,
    note,
    row_axis,
    tip,
)
from jukinet.warehouse import Warehouse

_EDIT_COLOURS = {
    "edit_verified": (GREEN, GREEN),
    "edit_spent": (PAPER, GREEN),
    "edit_accepted": (YELLOW, YELLOW),
    "edit_not_evaluable": (LIGHT_GREY, GREY),
    "edit_broken": (VERMILLION, VERMILLION),
}
_DERIVED_SHOWN = 12


def _edit_kind() -> pl.Expr:
    """What an edit proves; a status that is new stays visible as not evaluable."""
    return (
        pl.when(pl.col("status") == "broken")
        .then(pl.lit("edit_broken"))
        .when(pl.col("status") == "accepted")
        .then(pl.lit("edit_accepted"))
        .when((pl.col("status") == "balanced") & pl.col("is_verified"))
        .then(pl.lit("edit_verified"))
        .when(pl.col("status") == "balanced")
        .then(pl.lit("edit_spent"))
        .otherwise(pl.lit("edit_not_evaluable"))
    )


def reconciliation_overview(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """The balance edits by kind and by what they prove: verified, spent on a derived figure, broken and so on.

    Reads reconciliation (description, status, is_verified); counts edits.
    """
    source = open_source(warehouse, publication_id, lang)
    edits = source.table("reconciliation").with_columns(kind=_edit_kind())
    if edits.is_empty():
        return note("reconciliation_none", lang)
    # The description is the register's sentence, and behind its last colon what the edit is bound on.
    description = "description_ja" if lang == "ja" else "description"
    colon = "：" if lang == "ja" else ": "
    edits = edits.with_columns(
        sentence=pl.col(description).map_elements(lambda text: text.rsplit(colon, 1)[0], return_dtype=pl.String)
    )
    groups = (
        edits.group_by("sentence")
        .agg(pl.len().alias("total"))
        .sort("total", "sentence", descending=[True, False])
        .with_columns(
            label=pl.col("sentence").map_elements(lambda text: "\n".join(wrap(text, 56)), return_dtype=pl.String)
        )
    )
    kinds = list(_EDIT_COLOURS)
    counts = (
        edits.group_by("sentence", "kind")
        .agg(pl.len().alias("edits"))
        .join(groups, on="sentence")
        .with_columns(
            order=pl.col("kind").replace_strict({kind: rank for rank, kind in enumerate(kinds)}),
            kind=pl.col("kind").replace_strict({kind: say(kind, lang) for kind in kinds}),
        )
        .sort("total", "sentence", "order", descending=[True, False, False])
    )
    present = [kind for kind in kinds if say(kind, lang) in set(counts["kind"].to_list())]
    domain = [say(kind, lang) for kind in present]
    y = alt.Y(
        "label:N",
        sort=groups["label"].to_list(),
        title=None,
        axis=row_axis(400, labelFontSize=10.5),
    )
    base = alt.Chart(counts)
    highest = highest_of(groups["total"])
    x = alt.X(
        "edits:Q",
        title=say("edits_axis", lang),
        stack="zero",
        axis=alt.Axis(tickCount=min(8, round(highest)), tickMinStep=1, format=",d"),
        scale=alt.Scale(domain=[0, highest * 1.08], nice=False),
    )
    bars = base.mark_bar(strokeWidth=1.4, height={"band": 0.62}).encode(
        y=y,
        x=x,
        fill=alt.Fill(
            "kind:N", title=None, scale=alt.Scale(domain=domain, range=[_EDIT_COLOURS[kind][0] for kind in present])
        ),
        stroke=alt.Stroke(
            "kind:N", title=None, scale=alt.Scale(domain=domain, range=[_EDIT_COLOURS[kind][1] for kind in present])
        ),
        order=alt.Order("order:Q"),
        tooltip=[
            tip("sentence:N", "edits_axis", lang),
            tip("kind:N", "status", lang),
            tip("edits:Q", "edits_axis", lang),
        ],
    )
    sums = alt.Chart(groups).mark_text(align="left", dx=5).encode(y=y, x=alt.X("total:Q"), text="total:Q")
    chart = (bars + sums).properties(width=370, height=alt.Step(31))

    def number_of(kind: str) -> str:
        return number(edits.filter(kind=kind).height)

    is_sound = edits.filter(pl.col("kind").is_in(["edit_verified", "edit_spent"])).height == edits.height
    title = say(
        "reconciliation_all" if is_sound else "reconciliation_some",
        lang,
        year=source.year_name,
        edits=quantity(edits.height, "edits", lang),
        **{kind.removeprefix("edit_"): number_of(kind) for kind in kinds},
    )
    return finish(chart, title, say("reconciliation_subtitle", lang))


def derived_cells(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """Each derived monthly figure, hollow, among the other months of its affair.

    Reads derived_cells (cell_id, case_count in look-ups, confirmed_by_edit_id), cells (affair_id, month) and
    monthly_counts (case_count, cell_status). A derived figure that is no month is told in the title alone.
    """
    source = open_source(warehouse, publication_id, lang)
    derived = source.table("derived_cells")
    if derived.is_empty():
        return note("derived_none", lang, year=source.year_name)
    title = say(
        "derived_title",
        lang,
        cells=quantity(derived.height, "cells", lang),
        confirmed=number(derived.height - derived["confirmed_by_edit_id"].null_count()),
    )
    subtitle = [say("derived_subtitle", lang)]
    months = source.table("monthly_counts")
    shown = (
        derived.join(months.select("cell_id", "affair_id"), on="cell_id", how="inner")
        .sort("case_count", "affair_id", descending=[True, False])
        .unique("affair_id", keep="first", maintain_order=True)
    )
    if shown.is_empty():
        return finish(note("derived_none", lang, year=source.year_name), title, subtitle[0])
    if shown.height > _DERIVED_SHOWN:
        shown = shown.head(_DERIVED_SHOWN)
        subtitle.append(say("derived_left_out", lang, shown=quantity(_DERIVED_SHOWN, "affairs", lang)))
    panels = []
    for affair_id in shown["affair_id"]:
        panels.append(_derived_panel(source, months.filter(affair_id=affair_id), affair_id))
    chart = alt.concat(*panels, columns=2, spacing={"row": 22, "column": 34})
    return finish(chart, title, say("sentence_separator", lang).join(subtitle))


def _derived_panel(source: Source, months: pl.DataFrame, affair_id: str) -> ChartType:
    lang = source.lang
    label = source.affair_labels.filter(affair_id=affair_id)["label"]
    series = (
        months.filter(pl.col("case_count").is_not_null())
        .sort("month")
        .with_columns(
            month=pl.col("month").map_elements(lambda month: month_name(month, lang), return_dtype=pl.String),
            status=pl.col("cell_status").map_elements(lambda status: say(status, lang), return_dtype=pl.String),
            text=pl.col("case_count").map_elements(number, return_dtype=pl.String),
        )
        .select("month", "case_count", "cell_status", "status", "text", "source_line")
    )
    highest = max(highest_of(series["case_count"]), 1)
    base = alt.Chart(series, title=alt.Title(label[0] if len(label) else affair_id, fontSize=11.5, offset=4))
    months_in_order = series["month"].to_list()
    x = alt.X(
        "month:N",
        sort=months_in_order,
        title=None,
        axis=alt.Axis(labelAngle=0, labelFontSize=9),
        scale=alt.Scale(paddingOuter=0.5),
    )
    y = alt.Y(
        "case_count:Q",
        title=None,
        axis=alt.Axis(format=",d", tickCount=3, tickMinStep=1),
        scale=alt.Scale(domain=[0, highest * 1.25], nice=False),
    )
    tooltip = [
        tip("month:N", "month", lang),
        tip("case_count:Q", "lookups", lang, ",d"),
        tip("status:N", "status", lang),
        tip("source_line:Q", "source_line", lang),
    ]
    printed = (
        base.transform_filter("datum.cell_status == 'printed'")
        .mark_bar(color=BLUE, width={"band": 0.7})
        .encode(x=x, y=y, tooltip=tooltip)
    )
    hollow = (
        base.transform_filter("datum.cell_status == 'derived'")
        .mark_bar(fill=PAPER, stroke=VERMILLION, strokeWidth=1.6, width={"band": 0.7})
        .encode(x=x, y=y, tooltip=tooltip)
    )
    # An implied zero has no height: without a sign of its own it would look like a month that is missing.
    zeros = (
        base.transform_filter("datum.cell_status == 'implied_zero'")
        .mark_tick(color=GREY, orient="horizontal", width={"band": 0.7}, thickness=2)
        .encode(x=x, y=y, tooltip=tooltip)
    )
    texts = (
        base.transform_filter("datum.cell_status == 'derived'")
        .mark_text(dy=-7, fontWeight=700, color=VERMILLION)
        .encode(x=x, y=y, text="text:N")
    )
    return alt.layer(zeros, printed, hollow, texts).properties(width=325, height=105)


def _annual_cells(source: Source, cell_ids: str) -> pl.DataFrame:
    """The annual figures that an anomaly names: cell_id, affair_id, fiscal_year, case_count, label, name."""
    return (
        source.table("annual_counts")
        .filter(pl.col("cell_id").is_in(cell_ids.split()))
        .join(source.affair_labels, on="affair_id", how="left")
        .with_columns(pl.col("label", "name").fill_null(pl.col("affair_id")))
        .sort("cell_id")
    )


def exchange_suspects(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """Two figures of one column that look exchanged: both courses as printed, and as if they changed places.

    Reads anomalies (anomaly, cell_ids, fiscal_year) and annual_counts (case_count in look-ups).
    """
    source = open_source(warehouse, publication_id, lang)
    exchanges = (
        source.table("anomalies").filter(anomaly="exchange").sort("magnitude", "cell_ids", descending=[True, False])
    )
    pairs = [_annual_cells(source, cell_ids) for cell_ids in exchanges["cell_ids"]]
    pairs = [pair for pair in pairs if pair.height == 2]
    if not pairs:
        return note("exchange_none", lang)
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
    return finish(chart, title, say("exchange_subtitle", lang))


def _exchange_panels(source: Source, pair: pl.DataFrame) -> ChartType:
    lang = source.lang
    first, second = pair.to_dicts()
    exchanged = {first["cell_id"]: second["case_count"], second["cell_id"]: first["case_count"]}
    series = (
        source.table("annual_counts")
        .filter(pl.col("affair_id").is_in(pair["affair_id"].to_list()) & pl.col("case_count").is_not_null())
        .join(source.affair_labels, on="affair_id", how="left")
        .with_columns(pl.col("label", "name").fill_null(pl.col("affair_id")))
        .sort("fiscal_year")
    )
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
            for is_exchanged, panel in enumerate((say("as_printed", lang), say("as_exchanged", lang)))
            for row in series.iter_rows(named=True)
        ]
    ).with_columns(text=pl.col("count").map_elements(number, return_dtype=pl.String))
    highest = highest_of(drawn["count"])
    x = alt.X("year:N", sort=None, title=None, axis=alt.Axis(labelAngle=0), scale=alt.Scale(padding=0.4))
    y = alt.Y(
        "count:Q",
        title=say("lookups_axis", lang),
        scale=alt.Scale(type="symlog", constant=1, domain=[0, highest * 3], nice=False),
        axis=alt.Axis(format=",d", values=[0] + [10**power for power in range(8) if 10**power <= highest * 3]),
    )
    colour = alt.Color(
        "label:N",
        title=None,
        sort=None,
        scale=alt.Scale(domain=[first["label"], second["label"]], range=[ORANGE, BLUE]),
        legend=alt.Legend(columns=1, symbolType="circle"),
    )
    tooltip = [
        tip("name:N", "affair", lang),
        tip("year:N", "fiscal_year", lang),
        tip("count:Q", "lookups", lang, ",d"),
    ]
    panels = []
    for is_exchanged, panel in enumerate((say("as_printed", lang), say("as_exchanged", lang))):
        base = alt.Chart(
            drawn.filter(pl.col("panel") == panel), title=alt.Title(panel, fontSize=12, anchor="middle", offset=4)
        )
        dash = [5, 4] if is_exchanged else [1, 0]
        line = base.mark_line(strokeWidth=2, strokeDash=dash).encode(x=x, y=y, color=colour)
        points = base.mark_point(size=80, filled=True, opacity=1).encode(x=x, y=y, color=colour, tooltip=tooltip)
        hollow = (
            base.transform_filter("datum.is_suspect")
            .mark_point(size=150, fill=PAPER, opacity=1, strokeWidth=2.5)
            .encode(x=x, y=y, color=colour, tooltip=tooltip)
        )
        texts = base.mark_text(dy=-14, fontSize=11).encode(x=x, y=y, text="text:N")
        panels.append(alt.layer(line, points, hollow, texts).properties(width=320, height=270))
    return alt.hconcat(*panels, spacing=24)


def jumps(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """Annual figures that changed out of all proportion, from the year before to the year.

    Reads anomalies (cell_ids, fiscal_year, magnitude as a factor, acknowledged) and annual_counts (case_count).
    """
    source = open_source(warehouse, publication_id, lang)
    found = source.table("anomalies").filter(anomaly="jump").sort("magnitude", "cell_ids", descending=[True, False])
    rows = []
    for anomaly in found.iter_rows(named=True):
        cells = sorted(_annual_cells(source, anomaly["cell_ids"]).to_dicts(), key=lambda cell: cell["fiscal_year"])
        if len(cells) != 2:
            continue
        before, now = cells
        year = fiscal_year_name(anomaly["fiscal_year"], lang)
        is_known = bool(anomaly["acknowledged"])
        rows.append(
            {
                "row": f"{now['label']} {year}",
                "label": now["label"],
                "name": now["name"],
                "year": year,
                "before": before["case_count"],
                "now": now["case_count"],
                "direction": say("rise" if now["case_count"] > before["case_count"] else "fall", lang),
                "known": say("acknowledged" if is_known else "not_acknowledged", lang),
                "is_known": is_known,
                "factor": anomaly["magnitude"],
                "text": f"{number(before['case_count'])} → {number(now['case_count'])}",
                "at": max(before["case_count"], now["case_count"]),
            }
        )
    if not rows:
        return note("jumps_none", lang)
    drawn = pl.DataFrame(rows)
    base = alt.Chart(drawn)
    y = alt.Y("row:N", sort=None, title=None, axis=row_axis(grid=True))
    highest = highest_of(drawn["at"])
    scale = alt.Scale(type="symlog", constant=1, domain=[0, highest * 40], nice=False)
    axis = alt.Axis(format=",d", values=[0] + [10**power for power in range(8) if 10**power <= highest * 2])
    colour = alt.Color(
        "direction:N",
        title=None,
        scale=alt.Scale(domain=[say("rise", lang), say("fall", lang)], range=[BLUE, VERMILLION]),
        legend=alt.Legend(symbolType="circle"),
    )
    tooltip = [
        tip("name:N", "affair", lang),
        tip("year:N", "fiscal_year", lang),
        tip("before:Q", "lookups", lang, ",d"),
        tip("now:Q", "change", lang, ",d"),
        tip("factor:Q", "factor", lang, ",.1f"),
        tip("known:N", "status", lang),
    ]
    x = alt.X("before:Q", title=say("lookups_axis", lang), scale=scale, axis=axis)
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
        least=number(floor(min(row["factor"] for row in rows))),
        name=largest["label"],
        year=largest["year"],
        factor=number(largest["factor"]),
    )
    return finish(chart, title, say("jumps_subtitle", lang))
