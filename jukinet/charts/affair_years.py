"""The course of each affair over the years."""

from __future__ import annotations

import altair as alt
import polars as pl
from altair.typing import ChartType

from jukinet.charts.changes import affair_changes, suspect_years, total_of
from jukinet.charts.columns import status_text
from jukinet.charts.source import Source, highest_of, open_source
from jukinet.charts.text import Lang, brief, fiscal_year_name, quantity, say, sentences
from jukinet.charts.theme import (
    BLUE,
    DARK_BLUE,
    GREY,
    LIGHT_GREY,
    PAGE_WIDTH,
    PAPER,
    by_row,
    finish,
    logarithmic,
    note,
    powers_of_ten,
    tip,
)
from jukinet.display_width import width
from jukinet.warehouse import Warehouse

# Sizes of the newest year and of those before: older ones are larger, so that equal figures do not hide each other.
_SIZES = (45, 100, 170)


def affair_courses(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """Each affair's last years on one logarithmic line: entries, exits, part years, and what was not applicable.

    Reads yearly_trends (case_count in look-ups, cell_status, is_part_year).
    """
    source = open_source(warehouse, publication_id, lang)
    trends = source.table("yearly_trends").filter(pl.col("fiscal_year") > source.fiscal_year - len(_SIZES))
    # A later edition shows an affair that is new in it as a dash in the years before: there it was not yet.
    trends = trends.filter(~(pl.col("cell_status") == "not_applicable").all().over("affair_id"))
    if trends.filter(fiscal_year=source.fiscal_year).is_empty():
        return note(source, "contributions_none", year=source.year_name)
    shown_years = sorted(set(trends["fiscal_year"].to_list()))
    suspects = sorted({affair_id for affair_id, year in suspect_years(source) if year in shown_years})
    sign = pl.when(pl.col("affair_id").is_in(suspects)).then(pl.lit(say("suspect_sign", lang))).otherwise(pl.lit(""))
    named = source.named(trends).with_columns(label=pl.col("label") + sign)
    marks = named.with_columns(
        year=pl.col("fiscal_year").replace_strict({year: fiscal_year_name(year, lang) for year in shown_years}),
        kind=pl.when("is_part_year").then(pl.lit(say("part_year", lang))).otherwise(pl.lit(say("full_year", lang))),
        status=status_text(lang),
        is_derived=pl.col("cell_status") == "derived",
        absent=pl.when(pl.col("cell_status") == "lost").then(pl.lit(say("lost_sign", lang))).otherwise(pl.lit("–")),
        size=pl.col("fiscal_year").replace_strict(dict(zip(reversed(shown_years), _SIZES, strict=False))),
    ).select("label", "name", "year", "case_count", "kind", "status", "is_derived", "absent", "size")
    order = (
        named.filter(fiscal_year=source.fiscal_year)
        .sort("case_count", "label", descending=[True, False], nulls_last=True)["label"]
        .to_list()
    )
    order += sorted(set(marks["label"].to_list()) - set(order))
    y = by_row("label:N", order, grid=True, offset=58, labelFontSize=10.5, padding=2)
    highest = highest_of(marks["case_count"])
    x = alt.X(
        "case_count:Q",
        title=say("lookups_axis", lang),
        scale=logarithmic(highest * 1.6),
        axis=alt.Axis(format=",d", values=powers_of_ten(highest * 2), grid=True),
    )
    year_names = [fiscal_year_name(year, lang) for year in shown_years]
    # Signs of absence are texts, so that the colour of every year has to be dark enough for one.
    colour = alt.Color(
        "year:N",
        title=None,
        sort=None,
        scale=alt.Scale(domain=year_names, range=[GREY, BLUE, DARK_BLUE][-len(year_names) :]),
        legend=alt.Legend(symbolType="circle"),
    )
    heading = [tip("name:N", "affair", lang), tip("year:N", "fiscal_year", lang)]
    described = [tip("status:N", "status", lang), tip("kind:N", "period", lang)]
    tooltip = [*heading, tip("case_count:Q", "lookups", lang, ",d"), *described]
    counted = alt.Chart(marks.filter(pl.col("case_count").is_not_null()))
    lines = counted.mark_line(color=LIGHT_GREY, strokeWidth=3).encode(y=y, x=x, detail="label:N")
    shape = alt.Shape(
        "kind:N",
        title=None,
        scale=alt.Scale(domain=[say("full_year", lang), say("part_year", lang)], range=["circle", "triangle-up"]),
    )
    size = alt.Size("size:Q", scale=None)
    points = [
        counted.transform_filter(f"{'' if is_derived else '!'}datum.is_derived")
        .mark_point(opacity=1, filled=not is_derived, fill=PAPER if is_derived else alt.Undefined)
        .encode(y=y, x=x, color=colour, shape=shape, size=size, tooltip=tooltip)
        for is_derived in (False, True)
    ]
    # A dash or sign of loss for each year, side by side: an affair can be absent in several.
    absent = [
        alt.Chart(marks.filter(pl.col("case_count").is_null(), year=year))
        .mark_text(fontSize=13, fontWeight=700)
        .encode(y=y, x=alt.value(-46 + 14 * place), text="absent:N", color=colour, tooltip=[*heading, *described])
        for place, year in enumerate(year_names)
    ]
    longest = max(width(label) for label in order)
    chart = alt.layer(lines, *points, *absent).properties(
        width=PAGE_WIDTH - 88 - min(340, longest * 6), height=alt.Step(17)
    )
    marks_of = {"derived": "derived_hollow", "not_applicable": "not_applicable_mark", "lost": "lost_mark"}
    used = [say(key, lang) for status, key in marks_of.items() if status in trends["cell_status"]]
    subtitle = [say("courses_subtitle", lang), *used]
    if suspects:
        subtitle.append(say("contributions_suspect", lang))
    return finish(source, chart, _courses_title(source), sentences(subtitle, lang), shown_years)


def _courses_title(source: Source) -> str:
    lang = source.lang
    if None in (total_of(source, source.fiscal_year - 1), total_of(source, source.fiscal_year)):
        counts = source.table("yearly_trends").filter(fiscal_year=source.fiscal_year)["case_count"].drop_nulls()
        return say(
            "courses_title_first",
            lang,
            year=source.year_name,
            used=quantity(sum(count > 0 for count in counts), "affairs", lang),
            unused=quantity(sum(count == 0 for count in counts), "affairs", lang),
        )
    changes = affair_changes(source, source.fiscal_year).with_columns(
        now=pl.col("case_count").fill_null(0), before=pl.col("case_count_before").fill_null(0)
    )

    def count(condition: pl.Expr) -> int:
        return changes.filter(condition).height

    # An affair that had no figure is new: it did not rise from zero. One that has none any more did not fall to zero.
    now, before, is_new = pl.col("now"), pl.col("before"), pl.col("case_count_before").is_null()
    is_gone = pl.col("case_count").is_null()
    title = say(
        "courses_title",
        lang,
        year=source.year_name,
        more=quantity(count((now > before) & ~is_new), "affairs", lang),
        fewer=brief(count((now < before) & ~is_gone), "affairs", lang),
    )
    crossings = {
        "courses_to_zero": count((now == 0) & (before > 0) & ~is_gone),
        "courses_from_zero": count((now > 0) & (before == 0) & ~is_new),
        "courses_gone": count(is_gone & ~is_new),
        "courses_new": count(is_new & ~is_gone),
    }
    clauses = [say(key, lang, affairs=brief(found, "affairs", lang)) for key, found in crossings.items() if found]
    return sentences([title, say("courses_join", lang).join(clauses)] if clauses else [title], lang)
