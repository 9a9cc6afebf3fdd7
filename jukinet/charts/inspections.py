"""Which offices are inspected."""

from __future__ import annotations

from typing import NamedTuple

import altair as alt
import polars as pl
from altair.typing import ChartType

from jukinet.charts.source import highest_of, open_source
from jukinet.charts.text import Lang, brief, fiscal_year_name, percent, quantity, say, shorten, wrap
from jukinet.charts.theme import BLUE, PAPER, finish, note, tip
from jukinet.warehouse import Warehouse


class Coverage(NamedTuple):
    """Offices that inspections and audits list: inspected, planned, and either of the two (each office once); and all
    that inspect themselves, None where their number is lost or not printed."""

    done: int
    planned: int
    covered: int
    all: int | None


def coverage(warehouse: Warehouse, publication_id: str | None = None) -> Coverage:
    """How many offices are inspected or audited.

    Reads inspected_offices (office_id, is_planned) and inspections (inspection_kind, office_count).
    """
    source = open_source(warehouse, publication_id, "ja")
    offices = source.table("inspected_offices")
    self_inspected = source.table("inspections").filter(~pl.col("is_planned"), inspection_kind="self_inspection")
    counts = self_inspected["office_count"].drop_nulls().to_list()
    covered = offices["office_id"].n_unique()
    return Coverage(
        done=offices.filter(~pl.col("is_planned"))["office_id"].n_unique(),
        planned=offices.filter("is_planned")["office_id"].n_unique(),
        covered=covered,
        all=max(covered, *counts) if counts else None,
    )


def inspection_coverage(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """Which office is inspected when: one column per inspection, its offices below each other.

    Reads inspected_offices (office_name, office_no, is_planned) and inspections (inspection_kind_name, office_count).
    """
    source = open_source(warehouse, publication_id, lang)
    inspections = source.table("inspections")
    offices = source.table("inspected_offices")
    if offices.is_empty():
        return note(source, "coverage_none")
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
        "coverage_title" if found.all else "coverage_title_unknown",
        lang,
        year=source.year_name,
        next_year=fiscal_year_name(source.fiscal_year + 1, lang),
        all=quantity(found.all, "offices", lang),
        done=(brief if found.all else quantity)(found.done, "offices", lang),
        planned=brief(found.planned, "offices", lang),
        covered=brief(found.covered, "offices", lang),
        share=percent(found.covered / found.all) if found.all else "",
    )
    return finish(source, chart, title, say("coverage_subtitle", lang))
