"""Every chart, of the real publication and of made-up ones: it draws, it says its finding, and the finding is true."""

from __future__ import annotations

import json
import re
import string
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import vl_convert
from synthetic_publication import AFFAIRS, PUBLICATION, write_publication

from jukinet import charts
from jukinet.charts import theme, words
from jukinet.charts.headline import FILES, headline_spec, spec_text
from jukinet.charts.text import (
    fiscal_year_name,
    number,
    percent,
    quantity,
    short_affair_names,
    shorten,
    signed,
    signed_percent,
    width,
    wrap,
)
from jukinet.charts.words import UNITS, WORDS
from jukinet.warehouse import Warehouse

ROOT = Path(__file__).resolve().parents[3]
LANGUAGES = ("ja", "en")
# JupyterLab brings Vega-Lite 5.6; this is the oldest that can be tested here.
LAB_VERSION = "5.8"
CELL_STATUSES = {"printed", "derived", "implied_zero", "not_applicable", "lost"}
EMPTY = ("anomalies", "annual_counts", "authenticated_users", "derived_cells", "monthly_counts", "reconciliation")


@pytest.fixture(scope="session")
def real(built_project) -> Warehouse:
    return Warehouse(built_project.published)


@pytest.fixture(scope="session")
def other(built_project, tmp_path_factory) -> Warehouse:
    return Warehouse(write_publication(tmp_path_factory.mktemp("other"), built_project.published))


@pytest.fixture(scope="session")
def one_year(built_project, tmp_path_factory) -> Warehouse:
    return Warehouse(write_publication(tmp_path_factory.mktemp("one-year"), built_project.published, years=1))


@pytest.fixture(scope="session")
def empty(built_project, tmp_path_factory) -> Warehouse:
    directory = tmp_path_factory.mktemp("empty")
    without = (*EMPTY, "yearly_totals", "yearly_trends")
    return Warehouse(write_publication(directory, built_project.published, without=without))


def marks_in(svg: str) -> int:
    """Marks in a picture that are neither axes nor legends nor titles."""
    marks = re.findall(r'aria-roledescription="(bar|point|line mark|text mark|tick|rule mark|rect mark|circle)"', svg)
    return len(marks)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", charts.CHARTS)
@pytest.mark.parametrize("tables", ["real", "other", "one_year", "empty"])
def test_chart_draws_marks_and_texts(name: str, lang: str, tables: str, request: pytest.FixtureRequest) -> None:
    spec = charts.CHARTS[name](request.getfixturevalue(tables), lang=lang).to_dict()
    svg = vl_convert.vegalite_to_svg(spec, vl_version=theme.VL_VERSION)
    assert marks_in(svg) >= 1
    texts = re.findall(r"<text[^>]*>([^<]*)", svg)
    assert not [text for text in texts if text in ("undefined", "null", "NaN") or "{" in text]
    assert not re.search(r'="[^"]*NaN', svg)


@pytest.mark.parametrize("name", charts.CHARTS)
def test_chart_is_the_same_in_the_version_of_jupyterlab(name: str, real: Warehouse) -> None:
    spec = charts.CHARTS[name](real, lang="ja").to_dict()
    ours = vl_convert.vegalite_to_svg(spec, vl_version=theme.VL_VERSION)
    lab = vl_convert.vegalite_to_svg({**spec, "$schema": theme.LAB_SCHEMA}, vl_version=LAB_VERSION)
    assert marks_in(lab) == marks_in(ours)


@pytest.mark.parametrize("name", charts.CHARTS)
def test_chart_asks_for_nothing_outside(name: str, real: Warehouse) -> None:
    spec = charts.CHARTS[name](real, lang="en").to_dict()
    assert "url" not in json.dumps({key: value for key, value in spec.items() if key != "$schema"}).lower()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("tables", ["real", "other"])
def test_chart_fits_a_notebook(tables: str, lang: str, request: pytest.FixtureRequest) -> None:
    warehouse = request.getfixturevalue(tables)
    for name, chart in charts.CHARTS.items():
        svg = vl_convert.vegalite_to_svg(chart(warehouse, lang=lang).to_dict(), vl_version=theme.VL_VERSION)
        found = re.search(r'<svg[^>]* width="([\d.]+)"', svg)
        assert found
        assert float(found[1]) <= 860, name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_renderer_gives_the_version_of_jupyterlab_and_a_picture(lang: str, real: Warehouse) -> None:
    bundle, metadata = theme.mime_bundle(charts.yearly_totals(real, lang=lang).to_dict())
    assert bundle[theme.LAB_MIME_TYPE]["$schema"] == theme.LAB_SCHEMA
    assert bundle["image/svg+xml"].startswith("<svg")
    assert theme.LAB_MIME_TYPE in metadata


# What a finding has to hold, computed here from the published tables and not by the charts.


def expected_findings(warehouse: Warehouse, year: int) -> dict[str, list[str]]:
    def one(query: str) -> Any:
        return warehouse.sql(query).row(0)

    totals = f"from yearly_totals where fiscal_year = {year}"
    months = f"from monthly_counts where fiscal_year = {year}"
    counts = f"from annual_counts where fiscal_year = {year}"
    total, change, ratio = one(f"select case_count, change, change_ratio {totals}")
    sign = "desc" if change > 0 else "asc"
    drivers = warehouse.sql(
        f"""select coalesce(now.case_count, 0) - coalesce(before.case_count, 0) as difference
        from yearly_trends as now join yearly_trends as before using (publisher_code, affair_id)
        where now.fiscal_year = {year} and before.fiscal_year = {year - 1} order by difference {sign} limit 3"""
    )["difference"].to_list()
    peak, in_year = one(
        f"""select max(month_count), sum(month_count)
        from (select sum(case_count)::bigint as month_count {months} group by month)"""
    )
    provided = one(f"select sum(case_count)::bigint {months} and activity = 'provision'")[0]
    largest = warehouse.sql(f"select case_count {counts} order by 1 desc nulls last limit 3")["case_count"].to_list()
    edits = one("select count(*) from reconciliation")[0]
    users, most_users = one("select sum(user_count)::bigint, max(user_count) from authenticated_users")
    return {
        "yearly_totals": [number(total), percent(abs(ratio))],
        "headline_waterfall": [percent(abs(ratio))],
        "contributions": [number(abs(change)), *(signed(driver) for driver in drivers if driver * change > 0)],
        "monthly_profile": [number(peak), percent(peak / in_year)],
        "use_and_provision": [percent(provided / in_year)],
        "concentration": [percent(sum(largest) / total), percent(largest[0] / total)],
        "reconciliation_overview": [number(edits)],
        "authenticated_users": [number(most_users), number(users), percent(most_users / users)],
        "derived_cells": [number(one("select count(*) from derived_cells")[0])],
        "jumps": [number(one("select count(*) from anomalies where anomaly = 'jump'")[0])],
        "affair_courses": [
            number(
                one(f"select count(*) from yearly_trends where fiscal_year = {year} and case_count < previous_count")[0]
            )
        ],
    }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("tables", ["real", "other"])
def test_finding_holds_the_numbers_of_the_data(tables: str, lang: str, request: pytest.FixtureRequest) -> None:
    warehouse = request.getfixturevalue(tables)
    year = charts.open_source(warehouse, None, lang).fiscal_year
    for name, numbers in expected_findings(warehouse, year).items():
        finding = charts.finding_of(charts.CHARTS[name](warehouse, lang=lang))
        for expected in numbers:
            assert re.search(rf"(?<![\d,.]){re.escape(expected)}(?![\d%]|,\d|\.\d)", finding), (name, expected, finding)


def test_finding_of_the_real_publication_names_its_drivers(real: Warehouse) -> None:
    finding = charts.finding_of(charts.contributions(real, lang="en", fiscal_year=2021))
    assert "rose by 319,911" in finding
    assert re.search(r"Local taxes .*intractable diseases .*cancer registry", finding)


def test_finding_counts_what_a_broken_edit_leaves(other: Warehouse) -> None:
    finding = charts.finding_of(charts.reconciliation_overview(other, lang="en"))
    assert finding == "R05: of 4 checks, 1 broken, 0 not evaluable, 1 declared as known"


def test_coverage_counts_offices_once(real: Warehouse) -> None:
    found = charts.coverage(real)
    offices = real.table("inspected_offices")
    assert found["covered"] == offices["office_id"].n_unique() <= found["all"]
    numbers = {number(found[key]) for key in ("done", "planned", "covered", "all")}
    finding = charts.finding_of(charts.inspection_coverage(real, lang="en"))
    assert numbers <= set(re.findall(r"[\d,]+", finding))


# What is derived, not applicable or shared must be told apart in the picture.


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


@pytest.mark.parametrize("tables", ["real", "other"])
def test_not_applicable_is_a_dash_and_not_a_zero(tables: str, request: pytest.FixtureRequest) -> None:
    warehouse = request.getfixturevalue(tables)
    svg = vl_convert.vegalite_to_svg(charts.affair_courses(warehouse, lang="en").to_dict(), vl_version=theme.VL_VERSION)
    absent = warehouse.table("yearly_trends").filter(cell_status="not_applicable").height
    assert absent == len(re.findall(r">–<", svg)) > 0


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


def test_publications_do_not_mix(built_project, tmp_path: Path) -> None:
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


# Texts


def test_phrases_have_both_languages_and_the_same_values() -> None:
    for key, phrase in WORDS.items():
        assert set(phrase) == set(LANGUAGES), key
        assert all(phrase[lang].strip() for lang in LANGUAGES), key
        values = {
            lang: {name for _, name, _, _ in string.Formatter().parse(phrase[lang]) if name} for lang in LANGUAGES
        }
        assert values["ja"] == values["en"], key
    assert all(len(set(unit)) >= 2 for unit in UNITS.values())


def test_no_phrase_stands_twice() -> None:
    modules = (words.shared, words.columns, words.reconciliation, words.changes, words.months, words.governance)
    assert len(WORDS) == sum(len(module.PHRASES) for module in modules)


def test_every_cell_status_has_a_phrase(real: Warehouse) -> None:
    assert set(WORDS) >= CELL_STATUSES
    for table in ("annual_counts", "monthly_counts", "cells", "training_attendance", "inspections"):
        assert set(real.table(table)["cell_status"].to_list()) <= CELL_STATUSES


def test_phrases_are_all_used() -> None:
    modules = (ROOT / "jukinet" / "charts").glob("*.py")
    code = "\n".join(path.read_text(encoding="utf-8") for path in modules)
    notebooks = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "notebooks").glob("*.ipynb"))
    for key in WORDS:
        if key.startswith("column_"):
            assert f': \\"{key.removeprefix("column_")}\\"' in notebooks, key
        elif key not in CELL_STATUSES:
            assert f'"{key}"' in code, key
    for unit in UNITS:
        assert f'"{unit}"' in code, unit


@pytest.mark.parametrize("lang", LANGUAGES)
def test_short_names_are_short_and_differ(lang: str, real: Warehouse) -> None:
    names = short_affair_names(real.table("affairs"), lang)
    assert names["label"].n_unique() == names.height == real.table("affairs").height
    assert max(width(label) for label in names["label"]) <= 46


def test_short_names_tell_equal_names_apart() -> None:
    name = "架空の登録に関する事務"
    rows = [{"affair_id": affair_id, "affair_name": name, "affair_name_en": "Same"} for affair_id in ("a", "b")]
    affairs = pl.DataFrame(rows).with_columns(
        recipient_name=pl.lit(None, pl.String), recipient_name_en=pl.lit(None, pl.String)
    )
    for lang in LANGUAGES:
        assert short_affair_names(affairs, lang)["label"].n_unique() == 2


def test_numbers_are_written_as_readers_expect() -> None:
    assert [number(1251359), signed(-649981), signed(0)] == ["1,251,359", "−649,981", "0"]
    assert [percent(0.343456), percent(0.00001), percent(0)] == ["34.3%", "<0.1%", "0.0%"]
    assert [signed_percent(-0.411), signed_percent(0.00001)] == ["−41.1%", "0.0%"]
    assert [quantity(1, "lookups", "en"), quantity(2, "lookups", "en")] == ["1 look-up", "2 look-ups"]
    assert quantity(1234, "lookups", "ja") == "1,234件"
    assert [fiscal_year_name(year, "ja") for year in (2018, 2019, 2021)] == ["平成30年度", "令和元年度", "令和3年度"]
    assert [fiscal_year_name(year, "en") for year in (2018, 2019, 2021)] == ["H30", "R01", "R03"]


def test_lines_break_where_they_may() -> None:
    text = "令和3年度の件数は1,251,359件（前年度比）、増加の大きい事務は地方税"
    for columns in range(16, 60):
        lines = wrap(text, columns)
        assert "".join(lines) == text
        assert all(width(line) <= columns for line in lines)
        assert not any(line[0] in "、。）件" for line in lines)
        assert any("1,251,359件" in line for line in lines)
    assert wrap("one two three", 9) == ["one two", "three"]
    assert shorten("旅券法による発給", 9) == "旅券法に…"


# The picture of the README


@pytest.mark.parametrize("lang", LANGUAGES)
def test_headline_is_current(lang: str, real: Warehouse) -> None:
    images = ROOT / "docs" / "images"
    stored = (images / f"{FILES[lang]}.vl.json").read_text(encoding="utf-8")
    assert stored == spec_text(headline_spec(real, lang)), "run write_headline again"
    assert (images / f"{FILES[lang]}.png").read_bytes().startswith(b"\x89PNG")
