"""What the page says in words: headline figures, what changed from year to year, what holds, what looks odd."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import polars as pl
from markupsafe import Markup

from jukinet.charts.changes import suspect_years
from jukinet.charts.restated import restated_note
from jukinet.charts.text import number, percent
from jukinet.labels import LANGUAGES
from jukinet.publication import ACTIVITIES
from jukinet.report.cells import PagePublication
from jukinet.report.drilldown import SUSPECT, cell_value
from jukinet.report.listings import lost_rows
from jukinet.report.text import UNKNOWN, both, change, change_ratio, figure, points, say, sentences, short_year, year
from jukinet.report.words import WORDS
from jukinet.steps import affair_steps

_NAMED = 3


@dataclass(frozen=True)
class Tile:
    """A headline figure: what it is, the figure, and one line that sets it in relation."""

    label: Markup
    value: Markup
    note: Markup
    href: str


@dataclass(frozen=True)
class AffairChange:
    """One affair's step from the year before."""

    name: Markup
    before: Markup
    now: Markup
    change: Markup
    ratio: Markup
    contribution: Markup
    remark: Markup


@dataclass(frozen=True)
class YearChange:
    """How one year's total came from that of the year before."""

    anchor: str
    heading: Markup
    text: Markup
    affairs: tuple[AffairChange, ...]
    caption: Markup
    legend: Markup | None


def year_changes(publication: PagePublication) -> list[YearChange]:
    """Every step between two years, the newest first."""
    totals = publication.table("yearly_totals").filter(pl.col("change").is_not_null()).sort("fiscal_year")
    return [_year_change(publication, row) for row in reversed(totals.to_dicts())]


def _drivers(publication: PagePublication, row: dict[str, Any]) -> Markup | None:
    """The affairs that moved the total most in the direction in which it went."""
    if not row["change"]:
        return None
    rising = row["change"] > 0
    steps = affair_steps(publication, row["fiscal_year"])
    named = steps.filter(pl.col("step") > 0 if rising else pl.col("step") < 0).head(_NAMED).to_dicts()
    if not named:
        return None

    names = [publication.short_affairs.get(step["affair_id"], (step["affair_id"],) * 2) for step in named]
    size = number(abs(sum(step["step"] for step in named)))
    if len(named) == 1:
        return say("driver_up" if rising else "driver_down", name=names[0], size=size)
    changes = [change(step["step"]) for step in named]
    ja, en = (
        Markup(separator).join(
            Markup(template).format(name[index], moved) for name, moved in zip(names, changes, strict=True)
        )
        for index, (separator, template) in enumerate((("、", "{}（{}）"), ("; ", "{} ({})")))
    )
    return say("drivers_up" if rising else "drivers_down", names=(ja, en), size=size)


def _sum(row: dict[str, Any], column: str) -> Markup:
    """A sum of a row of yearly_totals; marked where a lost figure leaves it unknown."""
    return UNKNOWN if row[column] is None else figure(row[column], of=f"yearly_totals/{column}/{row['fiscal_year']}")


def _movement(row: dict[str, Any]) -> Markup:
    name = short_year(row["fiscal_year"])
    if row["case_count"] is None:
        return say("total_unknown", year=name)
    total = _sum(row, "case_count")
    if row["change"] is None:
        return say("only_year", year=name, total=total)
    if not row["change"]:
        return say("same", year=name, total=total)
    return say(
        "rose" if row["change"] > 0 else "fell",
        year=name,
        total=total,
        size=figure(abs(row["change"])),
        ratio=change_ratio(row["change_ratio"], of=f"yearly_totals/change_ratio/{row['fiscal_year']}"),
    )


def _year_change(publication: PagePublication, row: dict[str, Any]) -> YearChange:
    fiscal_year = row["fiscal_year"]
    said = [_movement(row), _drivers(publication, row), _without_detail(publication, row, "case_count")]
    if row["like_for_like_change_ratio"] is not None:
        said.append(
            say(
                "like_for_like",
                affairs=row["like_for_like_affair_count"],
                ratio=change_ratio(row["like_for_like_change_ratio"]),
            )
        )
    if row["part_year_affair_count"]:
        said.append(say("part_years", affairs=row["part_year_affair_count"]))
    suspects = suspect_years(publication)
    steps = affair_steps(publication, fiscal_year).to_dicts()
    affairs = tuple(_affair_change(publication, step, suspects) for step in steps)
    has_suspects = any((step["affair_id"], shown) in suspects for step in steps for shown in _years_of(step))
    return YearChange(
        anchor=f"change-{fiscal_year}",
        heading=say(
            "change_heading",
            year=year(fiscal_year),
            change=change(row["change"], of=f"yearly_totals/change/{fiscal_year}"),
            ratio=change_ratio(row["change_ratio"]),
        ),
        text=sentences(sentence for sentence in said if sentence),
        affairs=affairs,
        caption=say("all_changes", affairs=len(affairs)),
        legend=say("suspect_legend", suspect=WORDS["suspect_mark"]) if has_suspects else None,
    )


def _years_of(step: dict[str, Any]) -> tuple[int, int]:
    """The years between which an affair stepped."""
    return step["fiscal_year"] - 1, step["fiscal_year"]


def _affair_change(
    publication: PagePublication, step: dict[str, Any], suspects: Collection[tuple[str, int]]
) -> AffairChange:
    key = f"{step['affair_id']}/{step['fiscal_year']}"
    remarks = {"is_new": "new_affair", "is_gone": "gone_affair", "is_part_year": "part_year"}
    remark = next((say(key) for column, key in remarks.items() if step[column]), Markup(""))
    before, now = (SUSPECT if (step["affair_id"], shown) in suspects else Markup("") for shown in _years_of(step))
    return AffairChange(
        name=both(*publication.affairs.get(step["affair_id"], (step["affair_id"],) * 2)),
        before=figure(step["previous_count"]) + before,
        now=cell_value(step["case_count"], step["cell_status"]) + now,
        change=change(step["step"]),
        ratio=change_ratio(step["change_ratio"]),
        contribution=points(step["contribution"], of=f"yearly_trends/contribution/{key}"),
        remark=remark,
    )


def tiles(publication: PagePublication) -> list[Tile]:
    """The headline figures."""
    found = []
    totals = publication.table("yearly_totals")
    for row in totals.filter(fiscal_year=publication.fiscal_year).iter_rows(named=True):
        fiscal_year = row["fiscal_year"]
        unknown = totals.filter(pl.col("case_count").is_null(), pl.col("fiscal_year") >= fiscal_year - 1)["fiscal_year"]
        note = say("no_before")
        if row["change"] is not None:
            note = say("against_before", change=change(row["change"]), ratio=change_ratio(row["change_ratio"]))
        elif len(unknown):
            note = say("total_unknown_note", year=short_year(max(unknown)))
        note = _noted(note, _without_detail(publication, row, "case_count"))
        found.append(Tile(say("total", year=short_year(fiscal_year)), _sum(row, "case_count"), note, "#changes"))
        for label, column in (("used", "use_count"), ("provided", "provision_count")):
            if None in (row[column], row["case_count"]):
                key = "total_unknown_note" if row[column] is None else "share_unknown"
                note = say(key, year=short_year(fiscal_year))
            else:
                share = percent(row[column] / row["case_count"]) if row["case_count"] else "–"
                note = say("of_total", share=share)
            note = _noted(note, _without_detail(publication, row, column))
            found.append(Tile(say(label), _sum(row, column), note, "#course"))
    count = publication.edit_counts
    note = say("checks_of", edits=count["edits"], verified=count["verified"])
    found.append(Tile(say("checks"), figure(count["balanced"], of="reconciliation/balanced"), note, "#reconciliation"))
    derived = publication.table("derived_cells").height
    printed = publication.own_cells.filter(cell_status="printed").height
    note = say("not_printed_of", printed=figure(printed, of="cells/printed"))
    found.append(Tile(say("not_printed"), figure(derived, of="derived_cells/rows"), note, "#derived"))
    anomalies = publication.anomalies
    earlier = anomalies.filter(pl.col("edition") != publication.fiscal_year).height
    acknowledged = int(anomalies["acknowledged"].fill_null(False).sum())
    note = say("acknowledged_of", count=acknowledged) if acknowledged else Markup("")
    if 0 < acknowledged == anomalies.height:
        note = say("all_acknowledged")
    note = _noted(note, say("told_before", count=earlier) if earlier else None)
    found.append(Tile(say("to_look_into"), figure(anomalies.height, of="anomalies/rows"), note, "#odd"))
    return found


_ACTIVITIES = {"use_count": ("use",), "provision_count": ("provision",), "case_count": ACTIVITIES}

_TOTALS: dict[tuple[str, ...], str] = {("use",): "total_of_use", ("provision",): "total_of_provision"}


def _without_detail(publication: PagePublication, row: dict[str, Any], column: str) -> Markup | None:
    """Why the grand total in print is larger: lines of the summary of which no table shows the affairs."""
    activities, fiscal_year = _ACTIVITIES[column], row["fiscal_year"]
    if (found := publication.without_detail(fiscal_year, activities)) is None:
        return None
    restated = publication.restated.filter(pl.col("activity").is_in(activities), fiscal_year=fiscal_year)
    # The total beside it is then that of the later figures, from which no line without detail leads to this one.
    key = "without_detail" if restated.is_empty() else "without_detail_before"
    return say(
        key,
        totals=WORDS[_TOTALS.get(found.activities, "total_of_both")],
        printed=UNKNOWN if found.printed is None else figure(found.printed),
        count=figure(found.count),
        lines=("、".join(ja for ja, _ in found.lines), ", ".join(en for _, en in found.lines)),
    )


def restated(publication: PagePublication) -> Markup | None:
    """Which figures a later publication gives otherwise, and where the page shows which; None where there are none."""
    ja, en = (restated_note(publication.warehouse, publication.publication_id, lang) for lang in LANGUAGES)
    return both(ja, en) if ja else None


def _noted(note: Markup, more: Markup | None) -> Markup:
    return Markup("<br>").join(said for said in (note, more) if said)


def in_short(publication: PagePublication) -> list[tuple[Markup, str, tuple[str, str]]]:
    """The findings in sentences, each with the address of the place that shows it and that place's name."""
    return [(said, f"#{place}", _place_name(place)) for said, place in _findings(publication)]


def _place_name(place: str) -> tuple[str, str]:
    section, _, fiscal_year = place.partition("-")
    if not fiscal_year:
        return WORDS[section]
    ja, en = short_year(int(fiscal_year))
    return WORDS["change_of"][0].format(year=ja), WORDS["change_of"][1].format(year=en)


def _findings(publication: PagePublication) -> list[tuple[Markup, str]]:
    found: list[tuple[Markup, str]] = []
    totals = publication.table("yearly_totals").sort("fiscal_year", descending=True).to_dicts()
    for row in totals:
        is_own = row["fiscal_year"] == publication.fiscal_year
        if is_own or row["change"] is not None or row["case_count"] is None:
            said = [_movement(row), _without_detail(publication, row, "case_count"), _drivers(publication, row)]
            anchor = f"change-{row['fiscal_year']}" if row["change"] is not None else "tables"
            found.append((sentences(sentence for sentence in said if sentence), anchor))
    if note := restated(publication):
        found.append((note, "tables"))
    count = publication.edit_counts
    found.append((say("all_hold" if count["balanced"] == count["edits"] else "some_break", **count), "reconciliation"))
    derived = publication.table("derived_cells").height
    given_back = _derived_short(publication) if derived else say("derived_none")
    lost = len(lost_rows(publication))
    found.append((sentences([given_back, say("lost_short", count=lost)]) if lost else given_back, "derived"))
    anomalies = publication.anomalies.to_dicts()
    kinds = [row["anomaly"] for row in anomalies]
    odd = say("odd_short", count=len(kinds), exchanges=kinds.count("exchange"), jumps=kinds.count("jump"))
    if anomalies:
        odd = sentences([odd, both(f"{anomalies[0]['description_ja']}。", f"{anomalies[0]['description']}.")])
    found.append((odd if kinds else say("odd_none"), "odd"))
    return found


def _derived_short(publication: PagePublication) -> Markup:
    """How many figures were lost in extraction, and the largest of them."""
    rows = publication.table("derived_cells").sort("case_count", "cell_id", descending=[True, False])
    largest = rows.row(0, named=True)
    name = publication.cell_name(largest["cell_id"])
    return say("derived_short", count=rows.height, name=name, value=cell_value(largest["case_count"], "derived"))
