"""When training and inspections take place."""

from __future__ import annotations

from datetime import date

import altair as alt
import polars as pl
from altair.typing import ChartType

from jukinet.charts.source import open_source
from jukinet.charts.text import Lang, fiscal_year_name, month_name, quantity, say, session_name
from jukinet.charts.theme import GREEN, PAPER, by_row, finish, note, tip
from jukinet.warehouse import Warehouse

# Nobody meets for training of these forms, and a print may date it by when its material was put up.
_WITHOUT_MEETING = ("written", "video")


def plan_calendar(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """When training and inspections took place, and when they are planned.

    Reads training_sessions and inspections (first_month, last_month, is_planned, names of kinds; form of sessions).
    """
    source = open_source(warehouse, publication_id, lang)
    sessions, inspections = source.table("training_sessions"), source.table("inspections")
    if sessions.is_empty() and inspections.is_empty():
        return note(source, "calendar_none")
    dated = sessions.filter(pl.col("first_month").is_not_null() & ~pl.col("is_planned"))
    done = say("done_or_posted" if dated["form"].is_in(_WITHOUT_MEETING).any() else "done", lang)
    rows = [
        (
            session_name(row[source.localized(kind)], row.get("session_no"), lang),
            *(row[column] for column in ("fiscal_year", "first_month", "last_month", "is_planned")),
        )
        for events, kind in ((sessions, "session_kind_name"), (inspections, "inspection_kind_name"))
        for row in events.iter_rows(named=True)
    ]

    def month_index(month: date, fiscal_year: int) -> int:
        return (month.year - fiscal_year) * 12 + month.month - 4

    drawn = pl.DataFrame(
        [
            {
                "kind": kind,
                "year": fiscal_year_name(year, lang),
                "fiscal_year": year,
                "start": month_index(first, year) + 0.08,
                "end": month_index(last or first, year) + 0.92,
                "is_planned": planned,
                "status": say("planned", lang) if planned else done,
                "months": " – ".join(dict.fromkeys(f"{month:%Y-%m}" for month in (first, last or first))),
            }
            for kind, year, first, last, planned in rows
            if first is not None
        ],
        schema={
            "kind": pl.String,
            "year": pl.String,
            "fiscal_year": pl.Int64,
            "start": pl.Float64,
            "end": pl.Float64,
            "is_planned": pl.Boolean,
            "status": pl.String,
            "months": pl.String,
        },
    ).sort("start", maintain_order=True)
    title = say(
        "calendar_title",
        lang,
        year=source.year_name,
        next_year=fiscal_year_name(source.fiscal_year + 1, lang),
        sessions=quantity(sessions.filter(~pl.col("is_planned")).height, "sessions", lang),
        inspections=quantity(inspections.filter(~pl.col("is_planned")).height, "inspections", lang),
        planned_sessions=quantity(sessions.filter("is_planned").height, "sessions", lang),
        planned_inspections=quantity(inspections.filter("is_planned").height, "inspections", lang),
    )
    subtitle = say("calendar_subtitle", lang, done=done)
    if drawn.is_empty():
        return finish(source, note(source, "calendar_none"), title, subtitle)
    names = [month_name(date(source.fiscal_year, month, 1), lang) for month in (*range(4, 13), *range(1, 4))]
    x = alt.X(
        "start:Q",
        title=None,
        scale=alt.Scale(domain=[0, 12], nice=False),
        axis=alt.Axis(
            values=list(range(12)), labelExpr=f"{names}[datum.value]", labelAlign="left", labelOffset=4, grid=True
        ),
    )
    panels = []
    for year in drawn["fiscal_year"].unique().sort():
        part = drawn.filter(fiscal_year=year)
        base = alt.Chart(part, title=alt.Title(part["year"][0], fontSize=12, anchor="start", offset=6))
        kinds = part["kind"].unique(maintain_order=True).to_list()
        y = by_row("kind:N", kinds, label_limit=185, minExtent=190, maxExtent=190)
        bars = base.mark_bar(stroke=GREEN, strokeWidth=1.8, height={"band": 0.55}).encode(
            y=y,
            x=x,
            x2="end:Q",
            fill=alt.Fill(
                "status:N",
                title=None,
                scale=alt.Scale(domain=[done, say("planned", lang)], range=[GREEN, PAPER]),
                legend=alt.Legend(symbolStrokeColor=GREEN, symbolType="square"),
            ),
            tooltip=[tip("kind:N", "event", lang), tip("months:N", "month", lang), tip("status:N", "status", lang)],
        )
        panels.append(bars.properties(width=520, height=alt.Step(26)))
    return finish(source, alt.vconcat(*panels, spacing=14), title, subtitle)
