"""How it is watched over: training, inspections, findings, and the plan of the next year."""

from __future__ import annotations

from datetime import date

import altair as alt
import polars as pl
from altair.typing import ChartType

from jukinet.charts.source import Source, highest_of, open_source, sum_of
from jukinet.charts.text import Lang, fiscal_year_name, number, percent, quantity, say, shorten, wrap
from jukinet.charts.theme import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
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

_PALETTE = (BLUE, ORANGE, GREEN, PURPLE, SKY, VERMILLION, YELLOW)


def _session_label(row: dict[str, object], source: Source) -> str:
    lang = source.lang
    session_number = row["session_no"]
    values = {
        "kind": row[source.localized("session_kind_name")],
        "number": "" if session_number is None else say("session_number", lang, number=session_number),
        "form": row[source.localized("form_name")],
    }
    label = say("session_label" if values["form"] else "session_label_plain", lang, **values)
    return fiscal_year_name(int(str(row["fiscal_year"])), lang) + " " + label.replace("  ", " ").replace(" （", "（")


def training_attendance(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """Persons at each training session by audience; planned sessions have no figure.

    Reads training_sessions (fiscal_year, session_no, is_planned, session_kind_name, form_name) and training_attendance
    (audience_name, attendee_count in persons, cell_status).
    """
    source = open_source(warehouse, publication_id, lang)
    sessions = source.table("training_sessions").sort("fiscal_year", "session_no", "session_id", nulls_last=True)
    if sessions.is_empty():
        return note("training_none", lang)
    labels = {row["session_id"]: _session_label(row, source) for row in sessions.iter_rows(named=True)}
    attendance = (
        source.table("training_attendance")
        .join(sessions.select("session_id", "is_planned"), on="session_id")
        .with_columns(
            session=pl.col("session_id").replace_strict(labels, return_dtype=pl.String),
            audience=pl.col(source.localized("audience_name")),
            status=pl.col("cell_status").map_elements(lambda status: say(status, lang), return_dtype=pl.String),
        )
        .select("session", "audience", "attendee_count", "is_planned", "status", "source_line")
    )
    order = list(labels.values())
    audiences = attendance["audience"].unique().sort().to_list()
    y = alt.Y("session:N", sort=order, title=None, axis=row_axis())
    held = attendance.filter(pl.col("attendee_count").is_not_null())
    sums = held.group_by("session", maintain_order=True).agg(total=pl.col("attendee_count").sum())
    highest = highest_of(sums["total"])
    x = alt.X(
        "attendee_count:Q",
        title=say("training_axis", lang),
        axis=alt.Axis(format=",d", tickCount=5),
        scale=alt.Scale(domain=[0, highest * 1.12], nice=False),
        stack="zero",
    )
    bars = (
        alt.Chart(held)
        .mark_bar(height={"band": 0.65})
        .encode(
            y=y,
            x=x,
            color=alt.Color(
                "audience:N", title=None, scale=alt.Scale(domain=audiences, range=list(_PALETTE[: len(audiences)]))
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
        alt.Chart(sums).mark_text(align="left", dx=5).encode(y=y, x="total:Q", text=alt.Text("total:Q", format=",d"))
    )
    absent = (
        attendance.filter(pl.col("attendee_count").is_null())
        .group_by("session", maintain_order=True)
        .agg(pl.col("audience"), pl.col("is_planned").first(), pl.col("status").first())
        .with_columns(
            text=pl.concat_str(
                pl.lit("– "),
                pl.when("is_planned").then(pl.lit(say("planned", lang))).otherwise("status"),
                pl.lit("（" if lang == "ja" else " ("),
                pl.col("audience").list.join(say("list_separator", lang)),
                pl.lit("）" if lang == "ja" else ")"),
            )
        )
        .drop("audience")
    )
    absent_texts = (
        alt.Chart(absent).mark_text(align="left", color=GREY, dx=4).encode(y=y, x=alt.value(0), text="text:N")
    )
    chart = alt.layer(bars, total_texts, absent_texts).properties(width=520, height=alt.Step(34))
    done = sessions.filter(~pl.col("is_planned"))
    title = say(
        "training_title",
        lang,
        year=source.year_name,
        sessions=quantity(done.height, "sessions", lang),
        attendances=quantity(sum_of(held["attendee_count"]), "attendances", lang),
        planned=quantity(sessions.height - done.height, "sessions", lang),
        next_year=fiscal_year_name(source.fiscal_year + 1, lang),
    )
    return finish(chart, title, say("training_subtitle", lang))


def coverage(warehouse: Warehouse, publication_id: str | None = None) -> dict[str, int]:
    """Offices that visits list: done, planned, covered (either, each once), and all (self-inspected, where printed).

    Reads inspected_offices (office_id, is_planned) and inspections (inspection_kind, office_count).
    """
    source = open_source(warehouse, publication_id, "ja")
    offices = source.table("inspected_offices")
    self_inspected = source.table("inspections").filter(
        (pl.col("inspection_kind") == "self_inspection") & ~pl.col("is_planned")
    )["office_count"]
    covered = offices["office_id"].n_unique()
    return {
        "done": offices.filter(~pl.col("is_planned"))["office_id"].n_unique(),
        "planned": offices.filter("is_planned")["office_id"].n_unique(),
        "covered": covered,
        "all": max([covered, *self_inspected.drop_nulls().to_list()]),
    }


def inspection_coverage(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """Which office is inspected when: one column per inspection, its offices below each other.

    Reads inspected_offices (office_name, office_no, is_planned) and inspections (inspection_kind_name, office_count).
    """
    source = open_source(warehouse, publication_id, lang)
    inspections = source.table("inspections")
    offices = source.table("inspected_offices")
    if offices.is_empty():
        return note("coverage_none", lang)
    kinds = dict(inspections.select("inspection_id", source.localized("inspection_kind_name")).iter_rows())
    columns = {
        row["inspection_id"]: say(
            "coverage_column",
            lang,
            kind=kinds[row["inspection_id"]],
            year=fiscal_year_name(row["fiscal_year"], lang),
        )
        for row in offices.select("inspection_id", "fiscal_year")
        .unique()
        .sort("fiscal_year", "inspection_id")
        .to_dicts()
    }
    drawn = offices.with_columns(
        inspection=pl.col("inspection_id").replace_strict(columns, return_dtype=pl.String),
        name=pl.col(source.localized("office_name")),
        status=pl.when("is_planned").then(pl.lit(say("planned", lang))).otherwise(pl.lit(say("done", lang))),
        place=pl.col("office_no").rank("ordinal").over("inspection_id"),
    ).with_columns(
        text=pl.col("name").map_elements(lambda name: "\n".join(wrap(shorten(name, 54), 28)), return_dtype=pl.String)
    )
    deepest = highest_of(drawn["place"])
    lines = max(text.count("\n") for text in drawn["text"]) + 1
    panels = []
    for column in columns.values():
        part = drawn.filter(pl.col("inspection") == column).select("place", "name", "text", "status", "source_line")
        base = alt.Chart(part, title=alt.Title(column, fontSize=12, anchor="start", offset=6))
        y = alt.Y("place:Q", axis=None, scale=alt.Scale(domain=[0.5, deepest + 0.5], reverse=True, nice=False))
        is_planned = part["status"][0] == say("planned", lang)
        points = base.mark_point(
            size=70, opacity=1, filled=not is_planned, color=BLUE, fill=PAPER if is_planned else alt.Undefined
        ).encode(
            y=y,
            x=alt.value(6),
            tooltip=[
                tip("name:N", "division", lang),
                tip("status:N", "status", lang),
                tip("source_line:Q", "source_line", lang),
            ],
        )
        texts = base.mark_text(align="left", baseline="middle", lineBreak="\n", fontSize=10.5, lineHeight=12).encode(
            y=y, x=alt.value(17), text="text:N"
        )
        panels.append((points + texts).properties(width=178, height=deepest * (13 * lines + 6)))
    chart = alt.concat(*panels, columns=4, spacing=14)
    found = coverage(warehouse, source.publication_id)
    title = say(
        "coverage_title",
        lang,
        year=source.year_name,
        next_year=fiscal_year_name(source.fiscal_year + 1, lang),
        all=quantity(found["all"], "offices", lang),
        done=number(found["done"]) if lang == "en" else quantity(found["done"], "offices", lang),
        planned=number(found["planned"]) if lang == "en" else quantity(found["planned"], "offices", lang),
        covered=number(found["covered"]) if lang == "en" else quantity(found["covered"], "offices", lang),
        share=percent(found["covered"] / found["all"]),
    )
    return finish(chart, title, say("coverage_subtitle", lang))


def inspection_findings(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """Findings by the record that they concern, one square each with what was wrong.

    Reads inspection_findings (area_name, register_concerned_name, defect_name, remedy_name, severity_name) and
    stated_figures (offices_audited, offices_with_findings).
    """
    source = open_source(warehouse, publication_id, lang)
    names = {
        alias: pl.col(source.localized(f"{column}_name"))
        for alias, column in {
            "area": "area",
            "register": "register_concerned",
            "defect": "defect",
            "remedy": "remedy",
            "severity": "severity",
        }.items()
    }
    findings = (
        source.table("inspection_findings")
        .filter(~pl.col("is_planned"))
        .sort("inspection_id", "finding_no")
        .select(**names, source_line="source_line", inspection_id="inspection_id")
    )
    if findings.is_empty():
        return note("findings_none", lang)
    ranked = (
        findings.group_by("register").agg(pl.len().alias("found")).sort("found", "register", descending=[True, False])
    )
    drawn = findings.with_columns(
        start=pl.int_range(pl.len()).over("register"), text=pl.concat_str("defect", pl.lit("\n→ "), "remedy")
    ).with_columns(
        end=pl.col("start") + 1,
        middle=pl.col("start") + 0.5,
        text=pl.col("text").map_elements(
            lambda text: "\n".join(line for part in text.split("\n") for line in wrap(part, 38)), return_dtype=pl.String
        ),
    )
    most = round(highest_of(ranked["found"]))
    y = alt.Y(
        "register:N",
        sort=ranked["register"].to_list(),
        title=None,
        axis=row_axis(),
    )
    x = alt.X(
        "start:Q",
        title=say("findings_axis", lang),
        axis=alt.Axis(tickMinStep=1, values=list(range(most + 1)), format="d"),
        scale=alt.Scale(domain=[0, most], nice=False),
    )
    # Vega sets the first line in the middle: the more lines, the further up they have to begin.
    middle = alt.expr("-6.5 * (length(split(datum.text, '\\n')) - 1)")
    areas = findings["area"].unique(maintain_order=True).to_list()
    base = alt.Chart(drawn)
    tiles = base.mark_bar(stroke=PAPER, strokeWidth=2, height={"band": 0.86}, opacity=0.35).encode(
        y=y,
        x=x,
        x2="end:Q",
        color=alt.Color(
            "area:N", title=None, scale=alt.Scale(domain=areas, range=list((BLUE, ORANGE, GREEN, PURPLE)[: len(areas)]))
        ),
        tooltip=[
            tip("area:N", "area", lang),
            tip("defect:N", "defect", lang),
            tip("remedy:N", "remedy", lang),
            tip("source_line:Q", "source_line", lang),
        ],
    )
    texts = base.mark_text(lineBreak="\n", fontSize=10.5, lineHeight=13, dy=middle, color=INK).encode(
        y=y, x=alt.X("middle:Q"), text="text:N"
    )
    chart = (tiles + texts).properties(width=max(250 * min(most, 2), 500), height=alt.Step(58))
    commonest = (
        findings.group_by("defect").agg(pl.len().alias("found")).sort("found", "defect", descending=[True, False])
    )
    title = say(
        "findings_title",
        lang,
        year=source.year_name,
        findings=quantity(findings.height, "findings", lang),
        defect=commonest["defect"][0],
        most=number(commonest["found"][0]) if lang == "en" else quantity(commonest["found"][0], "findings", lang),
    )
    subtitle = [say("findings_subtitle", lang)]
    stated = dict(source.table("stated_figures").select("statement", "value").iter_rows())
    if "offices_with_findings" in stated and "offices_audited" in stated:
        offices = stated["offices_with_findings"]
        subtitle.append(
            say(
                "findings_offices",
                lang,
                offices=number(offices) if lang == "en" else quantity(offices, "offices", lang),
                audited=quantity(stated["offices_audited"], "offices", lang),
            )
        )
    if findings["severity"].n_unique() == 1:
        severity = str(findings["severity"][0])
        subtitle.append(say("findings_severity", lang, severity=severity.lower() if lang == "en" else severity))
    return finish(chart, title, say("sentence_separator", lang).join(subtitle))


def plan_calendar(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """When training and inspections took place, and when they are planned.

    Reads training_sessions and inspections (first_month, last_month, is_planned, names of kinds).
    """
    source = open_source(warehouse, publication_id, lang)
    sessions, inspections = source.table("training_sessions"), source.table("inspections")
    if sessions.is_empty() and inspections.is_empty():
        return note("calendar_none", lang)
    rows = []
    for row in sessions.iter_rows(named=True):
        kind = say("training_event", lang, kind=row[source.localized("session_kind_name")])
        session_number = row["session_no"]
        if session_number is not None:
            kind += ("" if lang == "ja" else " ") + say("session_number", lang, number=session_number)
        rows.append((kind, row["fiscal_year"], row["first_month"], row["last_month"], row["is_planned"]))
    for row in inspections.iter_rows(named=True):
        kind = row[source.localized("inspection_kind_name")]
        rows.append((kind, row["fiscal_year"], row["first_month"], row["last_month"], row["is_planned"]))

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
                "status": say("planned" if planned else "done", lang),
                "months": f"{first:%Y-%m} – {last or first:%Y-%m}",
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
    ).sort("start", "kind")
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
    if drawn.is_empty():
        return finish(note("calendar_none", lang), title, say("calendar_subtitle", lang))
    months = "['4','5','6','7','8','9','10','11','12','1','2','3'][datum.value]"
    if lang == "ja":
        label = f"{months} + '月'"
    else:
        label = "['Apr','May','Jun','Jul','Aug','Sep','Oct','Nov','Dec','Jan','Feb','Mar'][datum.value]"
    x = alt.X(
        "start:Q",
        title=None,
        scale=alt.Scale(domain=[0, 12], nice=False),
        axis=alt.Axis(values=list(range(12)), labelExpr=label, labelAlign="left", labelOffset=4, grid=True),
    )
    panels = []
    for year in drawn["fiscal_year"].unique().sort():
        part = drawn.filter(fiscal_year=year)
        base = alt.Chart(part, title=alt.Title(part["year"][0], fontSize=12, anchor="start", offset=6))
        y = alt.Y(
            "kind:N",
            sort=part["kind"].unique(maintain_order=True).to_list(),
            title=None,
            axis=row_axis(185, minExtent=190, maxExtent=190),
        )
        bars = base.mark_bar(stroke=GREEN, strokeWidth=1.8, height={"band": 0.55}).encode(
            y=y,
            x=x,
            x2="end:Q",
            fill=alt.Fill(
                "status:N",
                title=None,
                scale=alt.Scale(domain=[say("done", lang), say("planned", lang)], range=[GREEN, PAPER]),
                legend=alt.Legend(symbolStrokeColor=GREEN, symbolType="square"),
            ),
            tooltip=[
                tip("kind:N", "event", lang),
                tip("months:N", "month", lang),
                tip("status:N", "status", lang),
            ],
        )
        panels.append(bars.properties(width=520, height=alt.Step(26)))
    return finish(alt.vconcat(*panels, spacing=14), title, say("calendar_subtitle", lang))
