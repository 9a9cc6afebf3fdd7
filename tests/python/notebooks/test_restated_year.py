"""A later edition restates a figure: what shows the earlier one says which figure is whose, and agrees with itself."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from conftest import Project
from ingest.made_up import make
from jukinet import charts
from jukinet.report.page import write_report
from jukinet.restated import restated_counts
from jukinet.warehouse import Warehouse
from notebooks.running import execute, outputs_of
from notebooks.two_editions import move_affair, with_edition

NOTEBOOKS = Path(__file__).resolve().parents[3] / "notebooks"
EARLIER, LATER = "140007-2021", "140007-2022"
# Passports in R03, and annex 1 with them, as printed and as restated; all affairs together, as published by year.
THEN, NOW, TOTAL_NOW = "51,468", "51,474", "1,251,365"
MOVED, MOVED_NAME = "cancer-registry", "地域がん登録に関する事務"
RESTATED = {f"\t{THEN}\t": f"\t{NOW}\t", "\t1,156,943\t": "\t1,156,949\t"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, str]:
    """The project with both editions, of which the later one's difference is declared, and what its build says.

    An affair has moved to another id in the later one, with the figures that it had.
    """
    edition = make(4)
    text = edition.text
    for then, now in RESTATED.items():
        assert text.count(then) == 1
        text = text.replace(then, now)
    project = with_edition(tmp_path_factory.mktemp("restated"), edition, text)
    edits = ("editions_agree/1/?/2021", "editions_agree/1/passports/2021")
    declared = [f"{LATER},{edit_id},6,The publisher restated the figure.,confirmed\n" for edit_id in edits]
    project.declare(*declared)
    move_affair(project, MOVED)
    result = project.run("jukinet", "build")
    assert result.returncode == 0, result.stdout
    return project, result.stdout


@pytest.fixture(scope="module")
def warehouse(built: tuple[Project, str]) -> Warehouse:
    """The tables of both editions."""
    return Warehouse(built[0].published)


def page_of(warehouse: Warehouse, publication_id: str, path: Path) -> str:
    write_report(warehouse, path, built_at="", versions={}, publication_id=publication_id)
    return path.read_text(encoding="utf-8")


def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html))


def test_the_build_says_what_is_restated(built: tuple[Project, str]) -> None:
    assert [line for line in built[1].splitlines() if line.startswith("Restated")] == [
        f"Restated     editions_agree/1/?/2021 = 1156949 in {LATER}, 1156943 in the edition before",
        f"Restated     editions_agree/1/passports/2021 = 51474 in {LATER}, 51468 in the edition before",
    ]


def test_only_the_earlier_edition_has_restated_figures(warehouse: Warehouse) -> None:
    (row,) = restated_counts(warehouse, EARLIER).to_dicts()
    assert (row["affair_id"], row["fiscal_year"], row["edition"]) == ("passports", 2021, 2022)
    assert (row["case_count"], row["case_count_now"]) == (51468, 51474)
    assert restated_counts(warehouse, LATER).is_empty()


def test_the_report_of_the_earlier_edition_says_which_figure_is_whose(warehouse: Warehouse, tmp_path: Path) -> None:
    html = page_of(warehouse, EARLIER, tmp_path / "report.html")
    text = text_of(html)
    assert f"R03 had {TOTAL_NOW} look-ups" in text
    told = f"R03 ({THEN} in this publication, {NOW} in that of R04)"
    # In short, beside the changes, and beside the tables of counts.
    assert text.count(told) == 3
    assert f"令和3年度（この公表物では{THEN}、令和4年度の公表物では{NOW}）" in text
    # An affair that has moved since bears its name, in the counts of this edition and in the changes of the years.
    assert f">{MOVED}" not in html
    assert f"{MOVED}-moved<" not in html
    together = "The two grand totals in print together: 1,251,371, of which 12 without detail by affair"
    assert text.count(together) == text.count(f"This publication is without the later figures. {together}") > 0


@pytest.mark.parametrize("name", charts.CHARTS)
def test_charts_of_the_earlier_edition_say_which_year_holds_later_figures(name: str, warehouse: Warehouse) -> None:
    """The year's passports, or what is added up of them, are the later figures exactly where the subtitle says so."""
    then, now = {THEN.replace(",", ""), THEN}, {NOW.replace(",", ""), NOW, TOTAL_NOW, TOTAL_NOW.replace(",", "")}
    is_of_years = name in ("headline_waterfall", "yearly_totals", "contributions", "affair_courses")
    for lang, mark in (("ja", "令和3年度は後の公表物の値を含む"), ("en", "R03 with figures of a later publication")):
        spec = charts.CHARTS[name](warehouse, EARLIER, lang).to_dict()
        figures = set(re.findall(r"\d+(?:,\d{3})*", json.dumps(spec["datasets"])))
        assert bool(figures & now) == is_of_years, name
        assert not (is_of_years and figures & then), name
        assert (mark in spec["usermeta"]["measure"]) == is_of_years, spec["usermeta"]["measure"]
        of_later = charts.CHARTS[name](warehouse, LATER, lang).to_dict()["usermeta"]["measure"]
        assert mark not in of_later, of_later


def test_the_report_of_the_later_edition_names_the_other_one(warehouse: Warehouse, tmp_path: Path) -> None:
    html = page_of(warehouse, LATER, tmp_path / "report.html")
    assert "in this publication," not in text_of(html)
    (row,) = re.findall(r'<tr class="part"><th scope="row" title="earlier_edition/annex1/2021">.*?</tr>', html)
    told = ("別添1の計、令和3年度", "Total of annex 1, R03", "1,156,943", "令和3年度の公表物", "publication of R03")
    assert all(text in text_of(row) for text in told), row


@pytest.mark.parametrize("stem", ["1_does_it_reconcile", "2_what_changed", "3_the_year_by_month", "4_governance"])
def test_notebooks_on_the_earlier_edition_hold_and_say_it(
    stem: str, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUKINET_PUBLISHED", str(warehouse.directory))
    notebooks: dict[Any, Any] = execute(NOTEBOOKS / f"{stem}.ipynb", EARLIER, ())
    for notebook, _ in notebooks.values():
        said = "\n".join(outputs_of(notebook, "text/markdown"))
        is_by_year = stem in ("2_what_changed", "3_the_year_by_month")
        assert (THEN in said and NOW in said) == is_by_year, said
