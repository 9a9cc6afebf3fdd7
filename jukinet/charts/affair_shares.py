"""The share of each affair in the year."""

from __future__ import annotations

import altair as alt
import polars as pl
from altair.typing import ChartType

from jukinet.charts.source import open_source, sum_of
from jukinet.charts.text import Lang, number, percent, quantity, say, shorten
from jukinet.charts.theme import BLUE, GREY, PAPER, by_row, finish, note, tip
from jukinet.warehouse import Warehouse

_LARGEST = 10
"""Affairs that have a bar of their own."""


def concentration(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """The year's look-ups by affair from the largest on, with the running share.

    Reads annual_counts (case_count in look-ups, cell_status) of the publication's own year.
    """
    source = open_source(warehouse, publication_id, lang)
    annual = source.table("annual_counts").filter(fiscal_year=source.fiscal_year)
    if "lost" in annual["cell_status"]:
        return note(source, "total_unknown", "total_needed", year=source.year_name)
    counts = (
        source.named(annual)
        .with_columns(pl.col("case_count").fill_null(0))
        .sort("case_count", "affair_id", descending=[True, False])
    )
    total = sum_of(counts["case_count"])
    if not total:
        return note(source, "concentration_none", year=source.year_name)
    rows = counts.head(_LARGEST).to_dicts()
    rest = counts.slice(_LARGEST)
    if not rest.is_empty():
        label = say("other_affairs", lang, affairs=quantity(rest.height, "affairs", lang))
        rows.append({"label": label, "name": label, "case_count": sum_of(rest["case_count"]), "cell_status": None})
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
                "is_rest": row["cell_status"] is None,
                "text": text,
            }
        )
    base = alt.Chart(pl.DataFrame(drawn))
    y = by_row("label:N", None)
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
    return finish(source, chart, title, say("concentration_subtitle", lang))
