"""Figures are lost that no sum forces: whatever reads the tables says that their sums are unknown, and shows none."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import fastexcel
import polars as pl
import pytest
import vl_convert

from conftest import Project, copy_project
from jukinet import charts
from jukinet.charts import theme
from jukinet.charts.text import fiscal_year_name, number, quantity, say
from jukinet.report.page import write_report
from jukinet.report.text import UNKNOWN
from jukinet.report.words import WORDS
from jukinet.warehouse import Warehouse
from notebooks.running import LANGUAGES, execute, outputs_of

NOTEBOOKS = sorted((Path(__file__).resolve().parents[3] / "notebooks").glob("*.ipynb"))
PUBLICATION = "140007-2021"
# Two figures of a column at a time: a single one would follow from the column's total.
LOST = (
    ("printed_annual_counts", ",2019,331844,printed,190"),
    ("printed_annual_counts", ",2019,837068,printed,198"),
    ("printed_annual_counts", ",2021,51468,printed,190"),
    ("printed_annual_counts", ",2021,6453,printed,203"),
    ("printed_monthly_counts", ",2021-06-01,4098,printed,321"),
    ("printed_authenticated_users", "県税事務所,499,printed,98"),
    ("printed_authenticated_users", "大気水質課,6,printed,103"),
    ("printed_training_attendance", ",municipal_officers,69,printed,20"),
    ("printed_training_attendance", ",new_users,43,printed,28"),
    ("printed_statements", ",disclosure,1,printed,2004-02-01,112"),
    ("printed_statements", ",offices_with_findings,2021-external-audit,8,printed,,72"),
)
# The month above, two that the extraction of the real print has lost and that no sum forces any more, and the eleven
# months of public assistance that are not printed: with its year lost nothing says that they are zero.
LOST_MONTHS = 1 + 2 + 11
NOT_EVALUABLE = (
    "affairs_add_up_to_annual_total/1/2019",
    "affairs_add_up_to_annual_total/1/2021",
    "affairs_used/1",
    "annex_subset_equals_summary_line/act-30-15-1-1",
    "division_users_add_up",
    "months_add_up_to_annual_count/passports",
    "months_add_up_to_annual_count/public-assistance",
    "months_add_up_to_subtotal/act-30-15-1-1",
)

# Printed as they are, and declared.
DIFFERING = (
    ("printed_monthly_counts", ",42894,printed,284", ",42895,printed,284"),
    ("printed_statements", ",authenticated_users,users,754,", ",authenticated_users,users,755,"),
)
DIFFERENCES = {"months_add_up_to_annual_count/local-taxes": -1, "stated_users_equal_total": 1}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project with figures lost in its first and its newest year and two differences: declared, sealed, built."""
    project = copy_project(tmp_path_factory.mktemp("lost"))
    for seed, row in LOST:
        project.replace(f"disclosures/{seed}", row, re.sub(r",\d+,printed,", ",,lost,", row))
    for seed, row, other in DIFFERING:
        project.replace(f"disclosures/{seed}", row, other)
    declared = [f"{PUBLICATION},{edit_id},,A figure cannot be read.,open\n" for edit_id in NOT_EVALUABLE]
    declared += [
        f"{PUBLICATION},{edit_id},{by},It is printed so.,{'confirmed' if by > 0 else 'open'}\n"
        for edit_id, by in DIFFERENCES.items()
    ]
    project.declare(*sorted(declared))
    for command in (["seal", PUBLICATION], ["build"]):
        result = project.run("jukinet", *command)
        assert result.returncode == 0, result.stdout
    return project


@pytest.fixture(scope="module")
def warehouse(project: Project) -> Warehouse:
    return Warehouse(project.published)


@pytest.fixture(scope="module")
def too_small(warehouse: Warehouse) -> set[int]:
    """What the sums would be if a lost figure were a zero."""
    sums: set[int] = set()
    for name, groups in (
        ("annual_counts", (["fiscal_year"], ["fiscal_year", "activity"])),
        ("monthly_counts", ([], ["activity"], ["affair_id"], ["month"], ["month", "activity"])),
    ):
        for group in groups:
            of_group = warehouse.table(name).group_by("publication_id", *group)
            found = of_group.agg((pl.col("cell_status") == "lost").any().alias("is_lost"), pl.col("case_count").sum())
            sums |= set(found.filter("is_lost")["case_count"].to_list())
    # Nothing is told apart by its digits that is a few look-ups.
    return {count for count in sums if count > 1000}


def numbers_in(text: str) -> set[int]:
    return {int(digits.replace(",", "")) for digits in re.findall(r"\d[\d,]*", text)}


def unknown_total(lang: charts.Lang, fiscal_year: int = 2021) -> str:
    return say("total_unknown", lang, year=fiscal_year_name(fiscal_year, lang))


def test_the_tables_have_what_the_tests_need(warehouse: Warehouse, too_small: set[int]) -> None:
    totals = warehouse.table("yearly_totals").sort("fiscal_year")
    assert totals["case_count"].to_list() == [None, 931448, None]
    assert totals["use_count"].to_list() == [None, 832630, None]
    assert totals["provision_count"].to_list() == [268644, 98818, 108289]
    assert totals["change"].null_count() == 3
    assert warehouse.sql("select count(*) from monthly_counts where cell_status = 'lost'").item() == LOST_MONTHS
    contributing = "select fiscal_year, count(contribution) from yearly_trends group by 1 order by 1"
    assert warehouse.sql(contributing).rows() == [(2019, 0), (2020, 0), (2021, 37)]
    assert len(too_small) >= 9


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", charts.CHARTS)
def test_no_chart_shows_a_sum_without_its_lost_part(
    name: str, lang: charts.Lang, warehouse: Warehouse, too_small: set[int]
) -> None:
    spec = charts.CHARTS[name](warehouse, lang=lang).to_dict()
    svg = vl_convert.vegalite_to_svg(spec, vl_version=theme.VL_VERSION)
    assert not re.search(r">(undefined|null|NaN)<|=\"[^\"]*NaN", svg)
    assert not too_small & numbers_in(json.dumps(spec))
    # Figures bear the sign of loss: years of affairs, months, and beside these the two years that are lost with them.
    lost = {"affair_courses": 4, "monthly_profile": LOST_MONTHS + 2, "authenticated_users": 2}
    assert len(re.findall(f">{say('lost_sign', lang)}<", svg)) == lost.get(name, 0)
    # Of sums it is said that they are unknown: years, 12 months and their year, stacks of months.
    sums = {"yearly_totals": 2, "monthly_profile": 12 + 1, "use_and_provision": 12}
    assert len(re.findall(f">{say('unknown', lang)}<", svg)) == sums.get(name, 0)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_charts_of_sums_say_what_is_unknown(lang: charts.Lang, warehouse: Warehouse) -> None:
    said = {name: chart(warehouse, lang=lang).to_dict()["usermeta"] for name, chart in charts.CHARTS.items()}
    for name in ("headline_waterfall", "yearly_totals", "contributions", "concentration"):
        assert said[name]["finding"] == unknown_total(lang), name
    for name in ("monthly_profile", "use_and_provision"):
        assert said[name]["finding"] == say("months_unknown", lang, year=fiscal_year_name(2021, lang)), name
        assert say("unknown_mark", lang) in said[name]["measure"], name
    assert say("lost_mark", lang) in said["monthly_profile"]["measure"]
    # Its stacks of use are blank, those of provision hold no derived figure.
    assert say("derived_mark", lang) not in said["use_and_provision"]["measure"]
    assert unknown_total(lang, 2019) in said["yearly_totals"]["measure"]
    assert say("lost_mark", lang) in said["affair_courses"]["measure"]
    # Two of lost look-ups; of lost users one division, and one whose affairs are also those of two others.
    lost_divisions = say("per_user_lost", lang, divisions=quantity(2 + 1 + 3, "divisions", lang))
    assert lost_divisions in said["lookups_per_user"]["measure"]
    # Users that are lost are not users that no division prints.
    without_users = say("per_user_no_user", lang, count=quantity(4845, "lookups", lang))
    assert without_users in said["lookups_per_user"]["measure"]
    users = say("users_title_unknown", lang, name="{name}", users="{users}").partition("{name}")
    assert said["authenticated_users"]["finding"].startswith(users[0])
    assert say("lost_mark_users", lang) in said["authenticated_users"]["measure"]
    assert number(754 - 499 - 6) not in said["authenticated_users"]["finding"]
    trained = say(
        "training_title_unknown", lang, year=fiscal_year_name(2021, lang), sessions="|", next_year="", planned=""
    )
    assert said["training_attendance"]["finding"].startswith(trained.partition("|")[0])
    before = charts.contributions(warehouse, lang=lang, fiscal_year=2020)
    assert charts.finding_of(before) == unknown_total(lang, 2019)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_session_without_one_audience_has_no_number(lang: charts.Lang, warehouse: Warehouse) -> None:
    svg = vl_convert.vegalite_to_svg(charts.training_attendance(warehouse, lang=lang).to_dict(), theme.VL_VERSION)
    assert ">693<" in svg
    # The prefectural staff of the session whose other audience is lost, and what is left of them all.
    assert not re.search(r">(5|698)<", svg)
    assert svg.count(f">{say('lost_sign', lang)} {say('lost', lang)}") == 2


def test_the_report_says_what_is_unknown(warehouse: Warehouse, too_small: set[int], tmp_path: Path) -> None:
    write_report(warehouse, tmp_path / "report.html", built_at="", versions={})
    html = re.sub(r"<script.*?</script>", "", (tmp_path / "report.html").read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not too_small & numbers_in(html)
    for known in ("not confirmed by the publisher", "confirmed by the publisher"):
        assert f"Reason of the accepted difference: It is printed so. ({known})" in html
    assert "既知の差の理由：It is printed so.（公表主体に未確認）" in html
    for index, lang in enumerate(LANGUAGES):
        for fiscal_year in (2019, 2021):
            sentence = WORDS["total_unknown"][index].format(year=fiscal_year_name(fiscal_year, lang))
            assert sentence in html, sentence
    (listed,) = re.findall(r'<caption id="table-lost">.*?<tbody>(.*?)</tbody>', html, flags=re.DOTALL)
    # Two months that the extraction of the real print has lost stay so with them.
    assert listed.count("<tr>") == len(LOST) + 2
    assert f"Figures that stay lost: {len(LOST) + 2}." in html
    month = r"<tr>.*Issuance of passports \(Passport Act\), Jun 2021.*<data value=\"321\">321</data></td></tr>"
    assert re.search(month, listed)
    assert "Prefectural Tax Offices, authenticated users" in listed
    tiles = re.findall(r'<span class="big">(.*?)</span><span class="note">', html)
    assert tiles[:2] == [str(UNKNOWN)] * 2
    assert number(108289) in tiles[2]
    # That figure is known; only what share of the total it is cannot be said.
    notes = re.findall(r'<span class="note">.*?lang="en">([^<]*)<', html)
    assert notes[1:3] == ["a figure of R03 is lost", "share of the total unknown, as a figure of R03 is lost"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_says_what_is_unknown(
    path: Path, project: Project, too_small: set[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUKINET_PUBLISHED", str(project.published))
    for lang, (notebook, _) in execute(path, PUBLICATION, ()).items():
        shown: dict[str, list[Any]] = {
            kind: outputs_of(notebook, kind) for kind in ("text/markdown", "text/html", theme.LAB_MIME_TYPE)
        }
        assert not too_small & numbers_in(json.dumps(shown, ensure_ascii=False))
        sentences = "\n".join(shown["text/markdown"])
        assert not re.search(r"None|nan|null", sentences)
        expected = {
            "2_what_changed": unknown_total(lang),
            "3_the_year_by_month": say("months_unknown", lang, year=fiscal_year_name(2021, lang)),
            "4_governance": {"ja": "1人あたりの平均は不明。", "en": "that they own: unknown. "}[lang],
        }
        assert expected.get(path.stem, "") in sentences


def test_other_formats_leave_empty_what_is_unknown(project: Project) -> None:
    sdmx = pl.read_csv(project.published / "counts.sdmx.csv", infer_schema=False).filter(OBS_STATUS="L")
    assert sdmx.group_by("FREQ").len().sort("FREQ").rows() == [("A", 4), ("M", LOST_MONTHS)]
    assert sdmx["OBS_VALUE"].null_count() == sdmx.height
    book = fastexcel.read_excel(project.published / "jukinet.xlsx")
    for sheet, figure in (("認証人数", "user_count"), ("本文中の数値", "value")):
        rows = book.load_sheet(sheet, header_row=0, dtypes="string").to_polars().slice(1)
        assert rows.filter(pl.col("cell_status") == "lost")[figure].to_list() == [None, None], sheet
        assert rows[figure].null_count() == 2, sheet
    totals = book.load_sheet("年度合計", header_row=0, dtypes="string").to_polars().slice(1)
    assert [count and int(float(count)) for count in totals["case_count"]] == [None, 931448, None]
