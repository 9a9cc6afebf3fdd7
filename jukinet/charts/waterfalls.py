"""From one year's total to the next: the affairs that drove the change."""

from __future__ import annotations

import altair as alt
import polars as pl
from altair.typing import ChartType

from jukinet.charts.changes import affair_changes, drivers_phrase, marks_used, moved_phrase, total_of
from jukinet.charts.source import Source, highest_of, open_source, sum_of
from jukinet.charts.text import Lang, brief, fiscal_year_name, number, points, quantity, say, sentences, signed, wrap
from jukinet.charts.theme import CHANGE_COLOURS, by_row, finish, note, tip
from jukinet.warehouse import Warehouse

_STEPS = 8
"""Affairs that have a step of their own between two years."""

_HEADLINE_STEPS, _HEADLINE_YEARS = 4, 3


def contributions(
    warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja", fiscal_year: int | None = None
) -> ChartType:
    """Waterfall from one year's total to the next: the largest changes by affair and the rest.

    Reads yearly_totals (case_count) and yearly_trends (case_count, is_part_year), in look-ups; `fiscal_year` is the
    year that is reached, without it the publication's own.
    """
    source = open_source(warehouse, publication_id, lang)
    year = source.fiscal_year if fiscal_year is None else fiscal_year
    year_name = fiscal_year_name(year, lang)
    before, now = total_of(source, year - 1), total_of(source, year)
    both = source.table("yearly_totals").filter(pl.col("fiscal_year").is_in([year - 1, year])).sort("fiscal_year")
    if unknown := both.filter(pl.col("case_count").is_null())["fiscal_year"].to_list():
        return note(source, "total_unknown", "total_needed", year=fiscal_year_name(unknown[-1], lang))
    if before is None or now is None:
        return note(source, "contributions_none", year=year_name)
    changes = affair_changes(source, year)
    subtitle = [say("contributions_subtitle", lang), *marks_used(changes.head(_STEPS), lang)]
    if now == before:
        title = say("contributions_same", lang, year=year_name, count=quantity(now, "lookups", lang))
    else:
        title = say(
            "contributions_rise" if now > before else "contributions_fall",
            lang,
            year=year_name,
            size=brief(abs(now - before), "lookups", lang),
            names=drivers_phrase(changes, now - before, lang),
        )
    shown = [year - 1, year]
    return finish(source, _waterfall(_steps(source, shown, _STEPS), lang), title, sentences(subtitle, lang), shown)


def headline_waterfall(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """The last years in one waterfall: every total, and between them the changes that made the next one.

    A year whose total is unknown, or that no edition prints, ends it: no step leads to or from there. Reads
    the same columns as `contributions`, in look-ups.
    """
    source = open_source(warehouse, publication_id, lang)
    rows = source.table("yearly_totals").sort("fiscal_year").tail(_HEADLINE_YEARS).to_dicts()
    if not rows:
        return note(source, "contributions_none", year=source.year_name)
    unknown = [row["fiscal_year"] for row in rows if row["case_count"] is None]
    rows = [row for row in rows if row["fiscal_year"] > max(unknown, default=0)]
    if not rows:
        return note(source, "total_unknown", "total_needed", year=fiscal_year_name(unknown[-1], lang))
    known = {row["fiscal_year"] for row in rows}
    rows = [row for row in rows if row["fiscal_year"] >= max(year for year in known if year - 1 not in known)]
    shown = [row["fiscal_year"] for row in rows]
    moved = [
        say("headline_year", lang, year=fiscal_year_name(row["fiscal_year"], lang), moved=moved_phrase(row, lang))
        for row in rows[1:]
        if row["change"] is not None
    ]
    if not moved:
        count = quantity(rows[-1]["case_count"], "lookups", lang)
        moved = [say("headline_only", lang, year=source.year_name, count=count)]
    title = say("headline_title", lang, years=say("headline_join", lang).join(moved))
    subtitle = [say("contributions_subtitle", lang)]
    subtitle += [say("total_unknown", lang, year=fiscal_year_name(year, lang)) for year in unknown]
    if len(shown) > 1:
        largest = [affair_changes(source, year).head(_HEADLINE_STEPS) for year in shown[1:]]
        subtitle += marks_used(pl.concat(largest), lang)
    steps = _steps(source, shown, _HEADLINE_STEPS)
    return finish(source, _waterfall(steps, lang), title, sentences(subtitle, lang), shown)


def _steps(source: Source, years: list[int], top: int) -> pl.DataFrame:
    """The rows of a waterfall: each year's total, and between two totals the `top` changes and the rest."""
    lang = source.lang
    rows: list[dict[str, object]] = []

    def add(label: str, name: str, kind: str, start: int, end: int, text: str) -> None:
        key = f"{len(rows):02d}|" + "\n".join(wrap(label, 48))
        rows.append(
            {"row": key, "name": name, "kind": say(kind, lang), "start": start, "end": end, "value": end - start}
            | {"text": text, "at": max(start, end), "change": "–" if kind == "total" else signed(end - start)}
        )

    running = 0
    for index, year in enumerate(years):
        total = total_of(source, year) or 0
        if index:
            previous = running
            changes = affair_changes(source, year)
            shown = changes.head(top).filter(pl.col("change") != 0)
            rest = changes.filter(~pl.col("affair_id").is_in(shown["affair_id"].to_list()))
            steps = [
                (row["marked"], row["name"], row["change"])
                for row in shown.sort("change", descending=total > previous).iter_rows(named=True)
            ]
            if not rest.is_empty():
                other = say("other_affairs", lang, affairs=quantity(rest.height, "affairs", lang))
                steps.append((other, other, sum_of(rest["change"])))
            for label, name, change in steps:
                text = signed(change)
                if previous:
                    text = say("contribution_label", lang, change=text, points=points(change / previous, lang))
                add(label, name, "rise" if change >= 0 else "fall", running, running + change, text)
                running += change
        running = total
        year_name = fiscal_year_name(year, lang)
        add(year_name, year_name, "total", 0, total, number(total))
    return pl.DataFrame(rows)


def _waterfall(steps: pl.DataFrame, lang: Lang) -> ChartType:
    kinds = list(CHANGE_COLOURS)
    y = by_row("row:N", None, skip=3)
    highest = highest_of(steps["at"])
    x = alt.X(
        "start:Q",
        title=say("lookups_axis", lang),
        axis=alt.Axis(format=",d", tickCount=4),
        scale=alt.Scale(domain=[0, highest * 1.24], nice=False),
    )
    base = alt.Chart(steps)
    bars = base.mark_bar(height={"band": 0.72}).encode(
        y=y,
        x=x,
        x2="end:Q",
        color=alt.Color(
            "kind:N",
            title=None,
            scale=alt.Scale(domain=[say(kind, lang) for kind in kinds], range=[CHANGE_COLOURS[kind] for kind in kinds]),
        ),
        tooltip=[
            tip("name:N", "affair_or_year", lang),
            tip("change:N", "change", lang),
            tip("end:Q", "total_so_far", lang, ",d"),
        ],
    )
    texts = base.mark_text(align="left", dx=5).encode(y=y, x=alt.X("at:Q"), text="text:N")
    chart: ChartType = (bars + texts).properties(width=430, height=alt.Step(30))
    return chart
