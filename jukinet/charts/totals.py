"""The total of each year, and its change on the year before."""

from __future__ import annotations

from typing import Any

import altair as alt
import polars as pl
from altair.typing import ChartType

from jukinet.charts.changes import moved_phrase
from jukinet.charts.source import open_source
from jukinet.charts.text import DERIVED_MARK, Lang, brief, fiscal_year_name, quantity, say, sentences, signed_percent
from jukinet.charts.theme import ACTIVITY_COLOURS, EDGE, GREY, INK, PAPER, finish, note, tip, unknown_marks
from jukinet.warehouse import Warehouse

# Years whose labels fit beside each other; of more years, totals and changes stand below each other.
_BESIDE, _WIDE = 3, 640
_HEIGHT = 300


def yearly_totals(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """Look-ups of each year by use and provision, and the change on the year before, also like for like.

    Reads yearly_totals (use_count, provision_count, case_count, change, change_ratio, like_for_like_change_ratio,
    part_year_affair_count) and annual_counts (cell_status); counts in look-ups, ratios as fractions.
    """
    source = open_source(warehouse, publication_id, lang)
    derived_years = set(source.table("annual_counts").filter(cell_status="derived")["fiscal_year"].to_list())
    totals = source.table("yearly_totals").sort("fiscal_year").tail(5)
    if totals.is_empty():
        return note(source, "contributions_none", year=source.year_name)
    rows = totals.to_dicts()
    known = [row for row in rows if row["case_count"] is not None]
    if not known:
        return note(source, "total_unknown", "total_needed", year=source.year_name)
    labels = {
        row["fiscal_year"]: fiscal_year_name(row["fiscal_year"], lang)
        + (say("entry_sign", lang) if row["part_year_affair_count"] else "")
        + (DERIVED_MARK if row["fiscal_year"] in derived_years else "")
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
            for row in known
            for order, activity in enumerate(ACTIVITY_COLOURS)
        ]
    )
    x = alt.X("year:N", sort=list(labels.values()), title=None, axis=alt.Axis(labelAngle=0, labelFontSize=12))
    base = alt.Chart(counts)
    highest = max(row["case_count"] for row in known)
    y_scale = alt.Scale(domain=[0, highest * 1.1 or 1])
    bars = base.mark_bar(size=64, **EDGE).encode(
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
    layers = [bars, sums.encode(x=x, y=alt.Y("total:Q"), text=alt.Text("total:Q", format=",d"))]
    if unknown := [labels[row["fiscal_year"]] for row in rows if row["case_count"] is None]:
        layers.append(unknown_marks(pl.DataFrame({"year": unknown}), x, _HEIGHT, lang))
    left = alt.layer(*layers).properties(width=380 if len(rows) <= _BESIDE else _WIDE, height=_HEIGHT)
    subtitle = [say("totals_subtitle", lang)]
    part_years = [
        say(
            "year_and_affairs",
            lang,
            year=fiscal_year_name(row["fiscal_year"], lang),
            affairs=quantity(row["part_year_affair_count"], "affairs", lang),
        )
        for row in rows
        if row["part_year_affair_count"]
    ]
    if part_years:
        subtitle.append(say("totals_part_year", lang, affairs=say("list_separator", lang).join(part_years)))
    if derived_years:
        subtitle.append(say("derived_mark", lang))
    # The title says it of the newest year.
    subtitle += [
        say("total_unknown", lang, year=fiscal_year_name(row["fiscal_year"], lang))
        for row in rows[:-1]
        if row["case_count"] is None
    ]
    changes = _change_bars(rows, lang)
    if changes is not None:
        subtitle.append(say("totals_like_for_like", lang))
    chart: ChartType = left
    if changes is not None:
        chart = alt.hconcat(left, changes, spacing=50) if len(rows) <= _BESIDE else alt.vconcat(left, changes)
    years = [row["fiscal_year"] for row in rows]
    return finish(source, chart, _totals_title(rows, lang), sentences(subtitle, lang), years)


def _totals_title(rows: list[dict[str, Any]], lang: Lang) -> str:
    newest = rows[-1]
    year = fiscal_year_name(newest["fiscal_year"], lang)
    if newest["case_count"] is None:
        return say("total_unknown", lang, year=year)
    values = {"year": year, "count": brief(newest["case_count"], "lookups", lang)}
    if newest["change"] is None:
        return say("totals_title_first", lang, **values)
    values["moved"] = moved_phrase(newest, lang)
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
    return alt.layer(bars, *labels, zero).properties(width=260 if len(rows) <= _BESIDE else _WIDE, height=_HEIGHT)
