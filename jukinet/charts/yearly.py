"""What changed from year to year, and which affairs drove it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import altair as alt
import polars as pl
from altair.typing import ChartType

from jukinet.charts.source import Source, highest_of, open_source, sum_of
from jukinet.charts.text import (
    Lang,
    fiscal_year_name,
    number,
    percent,
    quantity,
    say,
    signed,
    signed_percent,
    width,
    wrap,
)
from jukinet.charts.theme import (
    ACTIVITY_COLOURS,
    BLUE,
    CHANGE_COLOURS,
    GREY,
    INK,
    LIGHT_GREY,
    PAGE_WIDTH,
    PAPER,
    SKY,
    finish,
    note,
    row_axis,
    tip,
)
from jukinet.warehouse import Warehouse

_NAMED = 3
# Sizes of the newest year and of those before: older ones are larger, so that equal figures do not hide each other.
_SIZES = (45, 100, 170)


def yearly_totals(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """Look-ups of each year by use and provision, and the change on the year before, also like for like.

    Reads yearly_totals (use_count, provision_count, case_count, change, change_ratio, like_for_like_change_ratio,
    part_year_affair_count) and annual_counts (cell_status); counts in look-ups, ratios as fractions.
    """
    source = open_source(warehouse, publication_id, lang)
    derived_years = set(source.table("annual_counts").filter(cell_status="derived")["fiscal_year"].to_list())
    totals = source.table("yearly_totals").sort("fiscal_year").tail(5)
    if totals.is_empty():
        return note("contributions_none", lang, year=source.year_name)
    rows = totals.to_dicts()
    labels = {
        row["fiscal_year"]: fiscal_year_name(row["fiscal_year"], lang)
        + (("＊" if lang == "ja" else "*") if row["part_year_affair_count"] else "")
        + ("◇" if row["fiscal_year"] in derived_years else "")
        for row in rows
    }
    counts = pl.DataFrame(
        [
            {
                "year": labels[row["fiscal_year"]],
                "activity": say(activity, lang),
                "order": order,
                "count": row[f"{activity}_count"],
                "total": row["case_count"],
            }
            for row in rows
            for order, activity in enumerate(ACTIVITY_COLOURS)
        ]
    )
    x = alt.X("year:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, labelFontSize=12))
    base = alt.Chart(counts)
    highest = max(row["case_count"] or 0 for row in rows)
    y_scale = alt.Scale(domain=[0, highest * 1.1 or 1])
    bars = base.mark_bar(size=64).encode(
        x=x,
        y=alt.Y(
            "count:Q",
            title=say("lookups_axis", lang),
            axis=alt.Axis(format=",d", tickCount=5),
            scale=y_scale,
            stack=True,
        ),
        color=alt.Color(
            "activity:N",
            title=None,
            scale=alt.Scale(
                domain=[say(activity, lang) for activity in ACTIVITY_COLOURS], range=list(ACTIVITY_COLOURS.values())
            ),
        ),
        order=alt.Order("order:Q"),
        tooltip=[
            tip("year:N", "fiscal_year", lang),
            tip("activity:N", "activity", lang),
            tip("count:Q", "lookups", lang, ",d"),
            tip("total:Q", "total", lang, ",d"),
        ],
    )
    sums = base.transform_filter("datum.order == 0").mark_text(dy=-9, fontSize=13, fontWeight=600)
    left = (bars + sums.encode(x=x, y=alt.Y("total:Q"), text=alt.Text("total:Q", format=",d"))).properties(
        width=380, height=300
    )
    subtitle = [say("totals_subtitle", lang)]
    part_years = [
        f"{fiscal_year_name(row['fiscal_year'], lang)} {quantity(row['part_year_affair_count'], 'affairs', lang)}"
        for row in rows
        if row["part_year_affair_count"]
    ]
    if part_years:
        subtitle.append(say("totals_part_year", lang, affairs=say("list_separator", lang).join(part_years)))
    if derived_years:
        subtitle.append(say("derived_mark", lang))
    changes = _change_bars(rows, lang)
    if changes is not None:
        subtitle.append(say("totals_like_for_like", lang))
    chart: ChartType = left if changes is None else alt.hconcat(left, changes, spacing=50)
    separator = say("sentence_separator", lang)
    return finish(chart, _totals_title(rows, lang), separator.join(subtitle))


def _moved(row: Mapping[str, float | None], lang: Lang) -> str:
    change, ratio = row["change"] or 0, row["change_ratio"]
    if not change:
        return say("moved_same", lang)
    # From zero there is no ratio: the change itself is said.
    size = quantity(abs(change), "lookups", lang) if ratio is None else percent(abs(ratio))
    return say("moved_rise" if change > 0 else "moved_fall", lang, size=size)


def _totals_title(rows: list[dict[str, Any]], lang: Lang) -> str:
    newest = rows[-1]
    values = {
        "year": fiscal_year_name(newest["fiscal_year"], lang),
        "count": quantity(newest["case_count"], "lookups", lang) if lang == "ja" else number(newest["case_count"]),
    }
    if newest["change"] is None:
        return say("totals_title_first", lang, **values)
    values["moved"] = _moved(newest, lang)
    if len(rows) > 1 and rows[-2]["change_ratio"] is not None:
        values["previous_year"] = fiscal_year_name(rows[-2]["fiscal_year"], lang)
        values["previous"] = signed_percent(rows[-2]["change_ratio"])
        return say("totals_title_after", lang, **values)
    return say("totals_title", lang, **values)


def _change_bars(rows: list[dict[str, Any]], lang: Lang) -> ChartType | None:
    kinds = {"change_ratio": "all_affairs", "like_for_like_change_ratio": "like_for_like"}
    changes = pl.DataFrame(
        [
            {
                "year": fiscal_year_name(row["fiscal_year"], lang),
                "kind": say(kind, lang),
                "ratio": row[column],
                "label": signed_percent(row[column]),
            }
            for row in rows
            for column, kind in kinds.items()
            if row[column] is not None
        ]
    )
    if changes.is_empty():
        return None
    domain = [say(kind, lang) for kind in kinds.values()]
    x = alt.X("year:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, labelFontSize=12, orient="bottom"))
    offset = alt.XOffset("kind:N", sort=domain)
    ratios = [0.0, *changes["ratio"].to_list()]
    margin = max(abs(ratio) for ratio in ratios) * 0.15 or 0.1
    y = alt.Y(
        "ratio:Q",
        title=say("change_axis", lang),
        axis=alt.Axis(tickCount=5, labelExpr="datum.value === 0 ? '0%' : format(datum.value, '+.0%')"),
        scale=alt.Scale(domain=[min(ratios) - margin, max(ratios) + margin]),
    )
    base = alt.Chart(changes)
    bars = base.mark_bar(stroke=GREY, strokeWidth=1.5).encode(
        x=x,
        xOffset=offset,
        y=y,
        fill=alt.Fill("kind:N", title=None, scale=alt.Scale(domain=domain, range=[GREY, PAPER])),
        tooltip=[
            tip("year:N", "fiscal_year", lang),
            tip("kind:N", "affair", lang),
            tip("ratio:Q", "change", lang, "+.1%"),
        ],
    )
    labels = [
        base.transform_filter(f"datum.ratio {sign} 0").mark_text(dy=dy).encode(x=x, xOffset=offset, y=y, text="label:N")
        for sign, dy in ((">=", -8), ("<", 9))
    ]
    zero = alt.Chart(pl.DataFrame({"zero": [0]})).mark_rule(color=INK).encode(y="zero:Q")
    return alt.layer(bars, *labels, zero).properties(width=260, height=300)


def _changes(source: Source, fiscal_year: int) -> pl.DataFrame:
    """affair_id, case_count, previous_count, change (look-ups, absent taken as none), is_marked of each affair."""
    trends = source.table("yearly_trends").select(
        "affair_id", "fiscal_year", "case_count", "is_part_year", pl.col("cell_status").alias("status")
    )
    suspects = _exchange_suspects(source)
    now = trends.filter(fiscal_year=fiscal_year)
    before = trends.filter(fiscal_year=fiscal_year - 1)
    # A full join: an affair that is no longer printed has no row of its own in the new year.
    return (
        now.join(before, on="affair_id", how="full", coalesce=True, suffix="_before")
        .with_columns(
            change=pl.col("case_count").fill_null(0) - pl.col("case_count_before").fill_null(0),
            is_marked=pl.col("case_count_before").is_null()
            | pl.col("is_part_year").fill_null(False)
            | pl.col("is_part_year_before").fill_null(False),
            is_suspect=pl.col("affair_id").is_in(
                sorted(affair for affair, year in suspects if year in (fiscal_year - 1, fiscal_year))
            ),
        )
        .join(source.affair_labels, on="affair_id", how="left")
        .with_columns(pl.col("label", "name").fill_null(pl.col("affair_id")))
        .sort(pl.col("change").abs(), "affair_id", descending=[True, False])
    )


def _exchange_suspects(source: Source) -> set[tuple[str, int]]:
    """Affairs and fiscal years whose annual figure looks exchanged with another."""
    suspects = source.table("anomalies").filter(anomaly="exchange")["cell_ids"].to_list()
    cell_ids = [cell_id for cell_ids in suspects for cell_id in cell_ids.split()]
    counts = source.table("annual_counts").filter(pl.col("cell_id").is_in(cell_ids))
    return set(counts.select("affair_id", "fiscal_year").iter_rows())


def _marks(changes: pl.DataFrame, lang: Lang) -> list[str]:
    """What the marks behind the names of affairs mean, as far as they are used."""
    marks = {"is_marked": "contributions_entry", "is_suspect": "contributions_suspect"}
    return [say(key, lang) for column, key in marks.items() if changes[column].any()]


def _total(source: Source, fiscal_year: int) -> int | None:
    counts = source.table("yearly_totals").filter(fiscal_year=fiscal_year)["case_count"]
    return None if counts.is_empty() else int(counts.item() or 0)


def _drivers(changes: pl.DataFrame, total_change: int, lang: Lang, named: int = _NAMED) -> str:
    """The affairs that changed most in the direction of the total, with their changes."""
    driving = changes.filter(pl.col("change") > 0 if total_change > 0 else pl.col("change") < 0).head(named)
    return say("list_separator", lang).join(
        say("named_change", lang, name=row["label"], change=signed(row["change"]))
        for row in driving.iter_rows(named=True)
    )


def _steps(source: Source, years: list[int], top: int) -> pl.DataFrame:
    """The rows of a waterfall: each year's total, and between two totals the `top` changes and the rest."""
    lang = source.lang
    rows: list[dict[str, object]] = []

    def add(label: str, name: str, kind: str, start: int, end: int, text: str) -> None:
        key = f"{len(rows):02d}|" + "\n".join(wrap(label, 48))
        rows.append(
            {"row": key, "name": name, "kind": say(kind, lang), "start": start, "end": end, "value": end - start}
            | {"text": text, "at": max(start, end)}
        )

    running = 0
    for index, year in enumerate(years):
        total = _total(source, year) or 0
        if index:
            previous = running
            changes = _changes(source, year)
            shown = changes.head(top).filter(pl.col("change") != 0)
            rest = changes.filter(~pl.col("affair_id").is_in(shown["affair_id"].to_list()))
            steps = [
                (
                    row["label"]
                    + (("＊" if lang == "ja" else "*") if row["is_marked"] else "")
                    + (("？" if lang == "ja" else " ?") if row["is_suspect"] else ""),
                    row["name"],
                    row["change"],
                )
                for row in shown.sort("change", descending=total > previous).iter_rows(named=True)
            ]
            if not rest.is_empty():
                other = say("other_affairs", lang, affairs=quantity(rest.height, "affairs", lang))
                steps.append((other, other, sum_of(rest["change"])))
            for label, name, change in steps:
                points = signed_percent(change / previous).removesuffix("%") if previous else None
                text = signed(change)
                if points is not None:
                    text = say("contribution_label", lang, change=text, points=points)
                add(label, name, "rise" if change >= 0 else "fall", running, running + change, text)
                running += change
        running = total
        year_name = fiscal_year_name(year, lang)
        add(year_name, year_name, "total", 0, total, number(total))
    return pl.DataFrame(rows)


def _waterfall(steps: pl.DataFrame, lang: Lang) -> ChartType:
    kinds = list(CHANGE_COLOURS)
    y = alt.Y(
        "row:N",
        sort=None,
        title=None,
        axis=row_axis(skip=3),
    )
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
            tip("name:N", "affair", lang),
            tip("value:Q", "change", lang, "+,d"),
            tip("end:Q", "total", lang, ",d"),
        ],
    )
    texts = base.mark_text(align="left", dx=5).encode(y=y, x=alt.X("at:Q"), text="text:N")
    chart: ChartType = (bars + texts).properties(width=430, height=alt.Step(30))
    return chart


def contributions(
    warehouse: Warehouse,
    publication_id: str | None = None,
    lang: Lang = "ja",
    fiscal_year: int | None = None,
    top: int = 8,
) -> ChartType:
    """Waterfall from one year's total to the next: the `top` changes by affair and the rest.

    Reads yearly_totals (case_count) and yearly_trends (case_count, is_part_year), in look-ups; `fiscal_year` is the
    year that is reached, without it the publication's own.
    """
    source = open_source(warehouse, publication_id, lang)
    year = source.fiscal_year if fiscal_year is None else fiscal_year
    year_name = fiscal_year_name(year, lang)
    before, now = _total(source, year - 1), _total(source, year)
    if before is None or now is None:
        return note("contributions_none", lang, year=year_name)
    changes = _changes(source, year)
    subtitle = [say("contributions_subtitle", lang), *_marks(changes.head(top), lang)]
    if now == before:
        title = say("contributions_same", lang, year=year_name, count=quantity(now, "lookups", lang))
    else:
        title = say(
            "contributions_rise" if now > before else "contributions_fall",
            lang,
            year=year_name,
            size=quantity(abs(now - before), "lookups", lang) if lang == "ja" else number(abs(now - before)),
            names=_drivers(changes, now - before, lang),
        )
    chart = _waterfall(_steps(source, [year - 1, year], top), lang)
    return finish(chart, title, say("sentence_separator", lang).join(subtitle))


def headline_waterfall(
    warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja", years: int = 3, top: int = 4
) -> ChartType:
    """The last years in one waterfall: every total, and between them the changes that made the next one.

    Reads the same columns as `contributions`, in look-ups.
    """
    source = open_source(warehouse, publication_id, lang)
    shown = source.table("yearly_totals").sort("fiscal_year").tail(years)["fiscal_year"].to_list()
    if not shown:
        return note("contributions_none", lang, year=source.year_name)
    rows = source.table("yearly_totals").filter(pl.col("fiscal_year").is_in(shown)).sort("fiscal_year").to_dicts()
    moved = [
        say("headline_year", lang, year=fiscal_year_name(row["fiscal_year"], lang), moved=_moved(row, lang))
        for row in rows
        if row["change"] is not None
    ]
    if not moved:
        count = quantity(rows[-1]["case_count"] or 0, "lookups", lang)
        moved = [say("headline_only", lang, year=source.year_name, count=count)]
    title = say("headline_title", lang, years=say("headline_join", lang).join(moved))
    subtitle = [say("headline_subtitle", lang, publisher=source.publisher_name)]
    if len(shown) > 1:
        subtitle += _marks(pl.concat([_changes(source, year).head(top) for year in shown[1:]]), lang)
    chart = _waterfall(_steps(source, shown, top), lang)
    return finish(chart, title, say("sentence_separator", lang).join(subtitle))


def affair_courses(
    warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja", years: int = 3
) -> ChartType:
    """Each affair's last years on one logarithmic line: entries, exits, part years, and what was not applicable.

    Reads yearly_trends (case_count in look-ups, cell_status, is_part_year).
    """
    source = open_source(warehouse, publication_id, lang)
    first = source.fiscal_year - years + 1
    trends = source.table("yearly_trends").filter(pl.col("fiscal_year") >= first)
    newest = trends.filter(fiscal_year=source.fiscal_year)
    if newest.is_empty():
        return note("contributions_none", lang, year=source.year_name)
    shown_years = sorted(set(trends["fiscal_year"].to_list()))
    marks = (
        trends.join(source.affair_labels, on="affair_id", how="left")
        .with_columns(
            pl.col("label", "name").fill_null(pl.col("affair_id")),
            year=pl.col("fiscal_year").replace_strict({year: fiscal_year_name(year, lang) for year in shown_years}),
            kind=pl.when("is_part_year").then(pl.lit(say("part_year", lang))).otherwise(pl.lit(say("full_year", lang))),
            status=pl.col("cell_status").map_elements(lambda status: say(status, lang), return_dtype=pl.String),
            is_derived=pl.col("cell_status") == "derived",
            size=pl.col("fiscal_year").replace_strict(
                dict(zip(reversed(shown_years), _SIZES, strict=False)), default=170
            ),
        )
        .select("label", "name", "year", "case_count", "kind", "status", "is_derived", "size")
    )
    order = (
        newest.join(source.affair_labels, on="affair_id", how="left")
        .with_columns(pl.col("label").fill_null(pl.col("affair_id")))
        .sort("case_count", "label", descending=[True, False], nulls_last=True)["label"]
        .to_list()
    )
    order += sorted(set(marks["label"].to_list()) - set(order))
    y = alt.Y(
        "label:N",
        sort=order,
        title=None,
        axis=row_axis(grid=True, offset=26, labelFontSize=10.5, label_padding=2),
    )
    highest = highest_of(marks["case_count"])
    ticks = [0] + [10**power for power in range(8) if 10**power <= highest * 2]
    x = alt.X(
        "case_count:Q",
        title=say("lookups_axis", lang),
        scale=alt.Scale(type="symlog", constant=1, domain=[0, highest * 1.6], nice=False),
        axis=alt.Axis(format=",d", values=ticks, grid=True),
    )
    year_names = [fiscal_year_name(year, lang) for year in shown_years]
    colour = alt.Color(
        "year:N",
        title=None,
        sort=None,
        scale=alt.Scale(domain=year_names, range=[GREY, SKY, BLUE][-len(year_names) :]),
        legend=alt.Legend(symbolType="circle"),
    )
    tooltip = [
        tip("name:N", "affair", lang),
        tip("year:N", "fiscal_year", lang),
        tip("case_count:Q", "lookups", lang, ",d"),
        tip("status:N", "status", lang),
        tip("kind:N", "fiscal_year", lang),
    ]
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
    absent = (
        alt.Chart(marks.filter(pl.col("case_count").is_null()))
        .mark_text(text="–", fontSize=15, fontWeight=700)
        .encode(y=y, x=alt.value(-14), color=colour, tooltip=tooltip)
    )
    longest = max(width(label) for label in order)
    chart = alt.layer(lines, *points, absent).properties(
        width=PAGE_WIDTH - 70 - min(340, longest * 6), height=alt.Step(17)
    )
    return finish(chart, _courses_title(source), say("courses_subtitle", lang))


def _courses_title(source: Source) -> str:
    lang = source.lang
    if _total(source, source.fiscal_year - 1) is None:
        counts = source.table("yearly_trends").filter(fiscal_year=source.fiscal_year)["case_count"].fill_null(0)
        return say(
            "courses_title_first",
            lang,
            year=source.year_name,
            used=quantity(sum(count > 0 for count in counts), "affairs", lang),
            unused=quantity(sum(count == 0 for count in counts), "affairs", lang),
        )
    changes = _changes(source, source.fiscal_year).with_columns(
        now=pl.col("case_count").fill_null(0), before=pl.col("case_count_before").fill_null(0)
    )

    def count(condition: pl.Expr) -> int:
        return changes.filter(condition).height

    # An affair that had no figure is new: it did not rise from zero.
    now, before, is_new = pl.col("now"), pl.col("before"), pl.col("case_count_before").is_null()
    as_text = (lambda value: quantity(value, "affairs", lang)) if lang == "ja" else number
    title = say(
        "courses_title",
        lang,
        year=source.year_name,
        more=quantity(count((now > before) & ~is_new), "affairs", lang),
        fewer=as_text(count(now < before)),
        to_zero=as_text(count((now == 0) & (before > 0))),
        from_zero=as_text(count((now > 0) & (before == 0) & ~is_new)),
    )
    entered = count(is_new & pl.col("case_count").is_not_null())
    return title + (say("courses_new", lang, affairs=as_text(entered)) if entered else "")
