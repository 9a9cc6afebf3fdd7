"""The marks of a chart tell apart what is derived, not applicable or shared, and are of one publication."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any, get_args

import polars as pl
import pytest
import vl_convert

from charts.synthetic_publication import AFFAIRS, PUBLICATION, write_publication
from conftest import Project
from jukinet import charts
from jukinet.charts import theme
from jukinet.charts.words import WORDS
from jukinet.warehouse import Warehouse


def rows_in(spec: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for rows in spec["datasets"].values() for row in rows]


@pytest.mark.parametrize("tables", ["real", "other"])
def test_derived_cells_are_hollow(tables: str, request: pytest.FixtureRequest) -> None:
    warehouse = request.getfixturevalue(tables)
    spec = charts.monthly_profile(warehouse, lang="en").to_dict()
    hollow = [layer for layer in spec["layer"] if layer["mark"].get("fill") == theme.PAPER]
    assert len(hollow) == 1
    assert hollow[0]["transform"] == [{"filter": "datum.is_derived"}]
    drawn = [row for row in rows_in(spec) if row.get("is_derived")]
    expected = warehouse.table("derived_cells")["case_count"].to_list()
    assert sorted(row["case_count"] for row in drawn) == sorted(expected)
    solid = next(layer for layer in spec["layer"] if layer["mark"] == {"type": "rect"})
    assert solid["transform"] == [{"filter": "!datum.is_derived"}]


@pytest.mark.parametrize(("lang", "last"), [("ja", "50%以上"), ("en", "50% or more")])
def test_the_darkest_colour_stands_for_all_larger_shares(lang: charts.Lang, last: str, real: Warehouse) -> None:
    spec = charts.monthly_profile(real, lang=lang).to_dict()
    assert max(row["share"] or 0 for row in rows_in(spec) if "share" in row) > 0.5
    assert f">{last}<" in vl_convert.vegalite_to_svg(spec, vl_version=theme.VL_VERSION)


def test_a_month_in_which_material_was_posted_is_not_said_to_be_one_of_a_meeting(
    real: Warehouse, other: Warehouse
) -> None:
    assert "held or posted (filled)" in charts.plan_calendar(real, lang="en").to_dict()["usermeta"]["measure"]
    assert "実施又は資料掲載（塗りつぶし）" in charts.plan_calendar(real).to_dict()["usermeta"]["measure"]
    assert "実施（塗りつぶし）" in charts.plan_calendar(other).to_dict()["usermeta"]["measure"]


@pytest.mark.parametrize("tables", ["real", "other"])
def test_not_applicable_is_a_dash_and_not_a_zero(tables: str, request: pytest.FixtureRequest) -> None:
    warehouse = request.getfixturevalue(tables)
    svg = vl_convert.vegalite_to_svg(charts.affair_courses(warehouse, lang="en").to_dict(), vl_version=theme.VL_VERSION)
    absent = warehouse.table("yearly_trends").filter(cell_status="not_applicable").height
    assert absent == len(re.findall(r">–<", svg)) > 0


def test_a_year_without_a_total_is_said_to_be_unknown(lost: Warehouse) -> None:
    spec = charts.yearly_totals(lost, lang="en").to_dict()
    assert {row["year"] for row in rows_in(spec) if row.get("total") is not None} == {"R05*"}
    svg = vl_convert.vegalite_to_svg(spec, vl_version=theme.VL_VERSION)
    assert [len(re.findall(f">{sign}<", svg)) for sign in ("unknown", "×")] == [1, 0]
    assert "R04: a lost figure leaves the total unknown" in spec["usermeta"]["measure"]


def test_no_step_leads_over_a_year_that_no_edition_prints(real: Warehouse, tmp_path: Path) -> None:
    for table in ("yearly_totals", "yearly_trends", "publications", "affairs", "anomalies", "reconciliation"):
        rows = real.table(table)
        rows = rows.filter(pl.col("fiscal_year") != 2020) if table.startswith("yearly") else rows
        rows.write_parquet(tmp_path / f"{table}.parquet")
    spec = charts.headline_waterfall(Warehouse(tmp_path), lang="en").to_dict()
    assert [row["name"] for row in rows_in(spec)] == ["R03"]


def test_no_step_leads_from_a_year_without_a_total(lost: Warehouse) -> None:
    headline = charts.headline_waterfall(lost, lang="en").to_dict()
    assert [row["name"] for row in rows_in(headline)] == ["R05"]
    assert headline["usermeta"]["finding"] == "Look-ups of identification information in R05: 869 look-ups"
    assert "R04: a lost figure leaves the total unknown" in headline["usermeta"]["measure"]
    finding = charts.finding_of(charts.contributions(lost, lang="en"))
    assert finding == "R04: a lost figure leaves the total unknown"


def test_sums_over_a_lost_month_are_not_shown(lost: Warehouse) -> None:
    rows = rows_in(charts.monthly_profile(lost, lang="en").to_dict())
    names = ("All affairs", "Registration of orchards")
    # The figure of the affair is lost, the sum is not.
    for name, sign in zip(names, ("unknown", "×"), strict=True):
        assert {(row["label"], row["month"]) for row in rows if row.get("text") == sign} == {(name, "May")}
    annual = lost.table("annual_counts").filter(fiscal_year=lost.table("publications")["fiscal_year"].item())
    of_affair = annual.filter(affair_id="orchards")["case_count"].item()
    years = {row["label"]: row["text"] for row in rows if row["month"] == "Year"}
    assert [years[name] for name in names] == [f"{annual['case_count'].sum():,}", f"{of_affair:,}"]
    stacks = rows_in(charts.use_and_provision(lost, lang="en").to_dict())
    assert ("Use", "May") not in {(row.get("activity"), row["month"]) for row in stacks}
    assert ("Provision", "May") in {(row.get("activity"), row["month"]) for row in stacks}


def test_a_sum_that_is_unknown_is_named_and_no_mark_stands_where_no_bar_is_drawn(
    lost: Warehouse, tmp_path: Path
) -> None:
    """The derived figure is one of April; May has the lost one."""
    findings = {lang: charts.finding_of(charts.monthly_profile(lost, lang=lang)) for lang in get_args(charts.Lang)}
    assert findings == {
        "ja": "令和5年度は欠損値があり、5月の計は不明",
        "en": "R05: lost figures leave the look-ups of May unknown",
    }
    before = charts.use_and_provision(lost, lang="en").to_dict()
    assert {"Apr◇", "May"} <= {row["month"] for row in rows_in(before)}
    both = tmp_path / "both"
    shutil.copytree(lost.directory, both)
    months = lost.table("monthly_counts")
    is_lost = (pl.col("cell_status") == "lost") | pl.col("cell_id").str.contains("orchards/2023-04")
    status = pl.when(is_lost).then(pl.lit("lost")).otherwise("cell_status").alias("cell_status")
    months.with_columns(status).write_parquet(both / "monthly_counts.parquet")
    spec = charts.use_and_provision(Warehouse(both), lang="en").to_dict()
    assert spec["usermeta"]["finding"] == "R05: lost figures leave the look-ups of Apr, May unknown"
    assert "◇" not in str(spec)


@pytest.mark.parametrize(("lang", "sign"), [("ja", "？"), ("en", " ?")])
def test_figures_that_look_exchanged_are_marked_wherever_their_change_is_shown(
    lang: charts.Lang, sign: str, real: Warehouse
) -> None:
    (exchange,) = real.table("anomalies").filter(anomaly="exchange")["cell_ids"]
    affairs = [cell_id.split("/")[1] for cell_id in exchange.split()]
    names = charts.open_source(real, None, lang).affair_labels
    labels = set(names.filter(pl.col("affair_id").is_in(affairs))["label"])
    for chart, label in ((charts.jumps, "row"), (charts.affair_courses, "label")):
        spec = chart(real, lang=lang).to_dict()
        rows = [row for row in rows_in(spec) if label in row]
        marked = {row["name"] for row in rows if row[label].endswith(sign)}
        assert marked == set(names.filter(pl.col("label").is_in(labels))["name"])
        assert WORDS["contributions_suspect"][lang] in spec["usermeta"]["measure"]


@pytest.mark.parametrize("lang", get_args(charts.Lang))
def test_headings_of_use_and_provision_stand_one_below_the_other(lang: charts.Lang, real: Warehouse) -> None:
    svg = vl_convert.vegalite_to_svg(charts.use_and_provision(real, lang=lang).to_dict(), vl_version=theme.VL_VERSION)
    # That of the chart, too, which stands above them.
    headings = re.findall(r'role-title"><g transform="translate\((-?[\d.]+),', svg)
    assert len(headings) == 3
    assert len(set(headings)) == 1


def test_shared_affairs_are_never_divided(other: Warehouse) -> None:
    groups = charts.lookups_by_division(other)
    joint = groups.filter(pl.col("division_ids").list.len() > 1).row(0, named=True)
    assert joint["division_ids"] == ["fields", "harbour"]
    assert joint["case_count"] == sum(sum(AFFAIRS[name][1]) for name in ("ferries", "orchards", "lighthouses"))
    assert joint["user_count"] == 4
    assert groups.filter(pl.col("division_ids").list.contains("mill"))["per_user"].item() == 0
    assert not any("idle" in divisions for divisions in groups["division_ids"].to_list())


def test_lookups_of_divisions_are_all_lookups(real: Warehouse) -> None:
    newest = real.sql("select sum(case_count)::bigint from annual_counts where fiscal_year = 2021").item()
    assert charts.lookups_by_division(real)["case_count"].sum() == newest


def test_publications_do_not_mix(built_project: Project, tmp_path: Path) -> None:
    directory = write_publication(tmp_path, built_project.published)
    for file in sorted(directory.glob("*.parquet")):
        both = pl.concat([pl.read_parquet(file), pl.read_parquet(built_project.published / file.name)])
        both.write_parquet(file)
    warehouse = Warehouse(directory)
    for name, chart in charts.CHARTS.items():
        spec = chart(warehouse, "140007-2021", "en").to_dict()
        alone = charts.CHARTS[name](Warehouse(built_project.published), "140007-2021", "en").to_dict()
        assert spec["usermeta"] == alone["usermeta"], name
    assert charts.open_source(warehouse, None, "en").publication_id == PUBLICATION


def test_unknown_publication_and_language_are_errors(real: Warehouse) -> None:
    with pytest.raises(KeyError, match="999999-1999"):
        charts.yearly_totals(real, "999999-1999")
    with pytest.raises(ValueError, match="'fr'"):
        charts.yearly_totals(real, lang="fr")  # type: ignore[arg-type]


def test_the_schedule_has_one_order_in_both_languages(real: Warehouse) -> None:
    def order(lang: charts.Lang) -> list[tuple[int, float, float]]:
        rows = rows_in(charts.plan_calendar(real, lang=lang).to_dict())
        return [(row["fiscal_year"], row["start"], row["end"]) for row in rows]

    assert len(order("ja")) == 11
    assert order("ja") == order("en")


def test_a_sum_of_attendance_that_holds_a_derived_figure_is_marked(real: Warehouse, tmp_path: Path) -> None:
    shutil.copytree(real.directory, tmp_path, dirs_exist_ok=True)
    attendance = real.table("training_attendance")
    first = attendance.filter(pl.col("attendee_count").is_not_null()).row(0, named=True)
    is_first = (pl.col("session_id") == first["session_id"]) & (pl.col("audience") == first["audience"])
    status = pl.when(is_first).then(pl.lit("derived")).otherwise("cell_status").alias("cell_status")
    attendance.with_columns(status).write_parquet(tmp_path / "training_attendance.parquet")
    total = attendance.filter(session_id=first["session_id"])["attendee_count"].sum()
    before, spec = (charts.training_attendance(one, lang="en").to_dict() for one in (real, Warehouse(tmp_path)))
    assert "◇" not in str(before)
    assert [row["total_text"] for row in rows_in(spec) if "◇" in str(row.get("total_text"))] == [f"{total:,}◇"]
    assert "◇ holds a derived figure" in spec["usermeta"]["measure"]
