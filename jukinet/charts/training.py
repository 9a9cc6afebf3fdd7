"""Who was trained."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl
from altair.typing import ChartType

from jukinet.charts.columns import known_sum, number_text, status_text
from jukinet.charts.source import Source, highest_of, open_source
from jukinet.charts.text import DERIVED_MARK, Lang, fiscal_year_name, quantity, say, sentences, session_name
from jukinet.charts.theme import EDGE, GREY, PALETTE, by_row, finish, note, tip
from jukinet.warehouse import Warehouse


def training_attendance(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """Persons at each training session by audience; planned sessions have no figure.

    Reads training_sessions (fiscal_year, session_no, is_planned, session_kind_name, form_name) and training_attendance
    (audience_name, attendee_count in persons, cell_status).
    """
    source = open_source(warehouse, publication_id, lang)
    sessions = source.table("training_sessions").sort("fiscal_year", "session_no", "session_id", nulls_last=True)
    if sessions.is_empty():
        return note(source, "training_none")
    labels = {row["session_id"]: _session_label(row, source) for row in sessions.iter_rows(named=True)}
    attendance = (
        source.table("training_attendance")
        .join(sessions.select("session_id", "is_planned"), on="session_id")
        .select(
            "attendee_count",
            "is_planned",
            "cell_status",
            "source_line",
            session=pl.col("session_id").replace_strict(labels, return_dtype=pl.String),
            audience=pl.col(source.localized("audience_name")),
        )
    )
    order = list(labels.values())
    audiences = attendance["audience"].unique().sort().to_list()
    y = by_row("session:N", order)
    held = attendance.filter(pl.col("attendee_count").is_not_null())
    sums = attendance.group_by("session", maintain_order=True).agg(
        known=pl.col("attendee_count").sum(),
        total=pl.when(pl.col("attendee_count").count() > 0).then(known_sum("attendee_count")),
        is_whole=pl.col("attendee_count").is_not_null().all(),
        is_derived=(pl.col("cell_status") == "derived").any(),
    )
    mark = pl.when("is_derived").then(pl.lit(DERIVED_MARK)).otherwise(pl.lit(""))
    sums = sums.with_columns(total_text=pl.concat_str(number_text("total"), mark))
    highest = highest_of(sums["known"])
    x = alt.X(
        "attendee_count:Q",
        title=say("training_axis", lang),
        axis=alt.Axis(format=",d", tickCount=5),
        scale=alt.Scale(domain=[0, highest * 1.12], nice=False),
        stack="zero",
    )
    bars = (
        alt.Chart(held)
        .mark_bar(height={"band": 0.65}, **EDGE)
        .encode(
            y=y,
            x=x,
            color=alt.Color(
                "audience:N", title=None, scale=alt.Scale(domain=audiences, range=list(PALETTE[: len(audiences)]))
            ),
            tooltip=[
                tip("session:N", "session", lang),
                tip("audience:N", "audience", lang),
                tip("attendee_count:Q", "training_axis", lang, ",d"),
                tip("source_line:Q", "source_line", lang),
            ],
        )
    )
    total_texts = (
        alt.Chart(sums.filter("is_whole")).mark_text(align="left", dx=5).encode(y=y, x="total:Q", text="total_text:N")
    )
    # Behind the bar of what is known, what is not.
    absent = (
        attendance.filter(pl.col("attendee_count").is_null())
        .with_columns(
            why=pl.when("is_planned").then(pl.lit(say("planned", lang))).otherwise(status_text(lang)),
            sign=pl.when(pl.col("cell_status") == "lost").then(pl.lit(say("lost_sign", lang))).otherwise(pl.lit("–")),
        )
        .group_by("session", "sign", "why", maintain_order=True)
        .agg("audience")
        .select(
            "session",
            text=pl.format(
                "{} {}（{}）" if lang == "ja" else "{} {} ({})",
                "sign",
                "why",
                pl.col("audience").list.join(say("list_separator", lang)),
            ),
        )
        .group_by("session", maintain_order=True)
        .agg(pl.col("text").str.join(" "))
        .join(sums, on="session", how="left")
        .select("session", "known", text=pl.concat_str("total_text", "text", separator=" ", ignore_nulls=True))
    )
    absent_texts = alt.Chart(absent).mark_text(align="left", color=GREY, dx=4).encode(y=y, x="known:Q", text="text:N")
    chart = alt.layer(bars, total_texts, absent_texts).properties(width=520, height=alt.Step(34))
    done = sessions.filter(~pl.col("is_planned"))
    total = attendance.select(known_sum("attendee_count")).item()
    title = say(
        "training_title_unknown" if total is None else "training_title",
        lang,
        year=source.year_name,
        sessions=quantity(done.height, "sessions", lang),
        attendances=quantity(total, "attendances", lang),
        planned=quantity(sessions.height - done.height, "sessions", lang),
        next_year=fiscal_year_name(source.fiscal_year + 1, lang),
    )
    subtitle = [say("training_subtitle", lang), *([say("derived_mark", lang)] if sums["is_derived"].any() else [])]
    return finish(source, chart, title, sentences(subtitle, lang))


def _session_label(row: dict[str, Any], source: Source) -> str:
    session = session_name(row[source.localized("session_kind_name")], row["session_no"], source.lang)
    if form := row[source.localized("form_name")]:
        session = say("session_with_form", source.lang, session=session, form=form)
    return f"{fiscal_year_name(row['fiscal_year'], source.lang)} {session}"
