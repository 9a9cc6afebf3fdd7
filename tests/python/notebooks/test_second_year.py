"""A made-up second year is added: notebooks and charts say its figures, taken here from its print, not from tables."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from conftest import Project
from documents import assert_printed, consoles
from ingest.made_up import ENDED, MadeUp, make
from jukinet import charts
from jukinet.charts.text import number, percent, signed, signed_percent
from jukinet.excel.cover import reconciled_figures
from jukinet.publication import Publication, publication_row
from jukinet.report.page import write_report
from jukinet.warehouse import Warehouse
from notebooks.running import execute, outputs_of
from notebooks.two_editions import with_edition

NOTEBOOKS = Path(__file__).resolve().parents[3] / "notebooks"
PUBLICATION = "140007-2022"
LANGUAGES = ("ja", "en")
# The figures as printed, and the same print before its extraction lost some of them.
PRINT, COMPLETE = make(4), make(4, shifts=False)


@pytest.fixture(scope="module")
def second_year(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, str]:
    """The project with both years, and what its build says."""
    project = with_edition(tmp_path_factory.mktemp("second-year"), PRINT, PRINT.text)
    built = project.run("jukinet", "build")
    assert built.returncode == 0, built.stdout
    return project, built.stdout


@pytest.fixture(scope="module")
def warehouse(second_year: tuple[Project, str]) -> Warehouse:
    return Warehouse(second_year[0].published)


@pytest.fixture(scope="module")
def reports(warehouse: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The report of each publication as HTML."""
    path, pages = tmp_path_factory.mktemp("reports") / "report.html", {}
    for publication_id in ("140007-2021", PUBLICATION):
        write_report(warehouse, path, built_at="", versions={}, publication_id=publication_id)
        pages[publication_id] = path.read_text(encoding="utf-8")
    return pages


def figures(kind: str, of: MadeUp = COMPLETE) -> dict[tuple[str, ...], int | None]:
    return {key[1:]: value for key, value in of.figures.items() if key[0] == kind}


def annual(year: int) -> list[int]:
    """What the annexes print for the affairs in that year, a dash as nothing; the largest first."""
    return sorted((value or 0 for key, value in figures("annual").items() if key[2] == str(year)), reverse=True)


def by_month(chapter: str) -> dict[date, int]:
    """Look-ups of a chapter, 3 for use and 4 for provision, in each month."""
    counts: Counter[date] = Counter()
    for (section, _, month), value in figures("monthly").items():
        counts[date.fromisoformat(month)] += (value or 0) * section.startswith(chapter)
    return dict(counts)


def lost() -> list[int]:
    """What the figures were that extraction lost."""
    complete = figures("monthly")
    return sorted(complete[key] or 0 for key, value in figures("monthly", PRINT).items() if value is None)


TOTAL, BEFORE = sum(annual(2022)), sum(annual(2021))
USED, PROVIDED = by_month("3"), by_month("4")
MONTHS = {month: USED[month] + PROVIDED[month] for month in USED}


def rows(warehouse: Warehouse, name: str, column: str) -> list[dict[str, Any]]:
    """The rows that a chart draws and that have a figure in `column`."""
    datasets = charts.CHARTS[name](warehouse, PUBLICATION, "en").to_dict()["datasets"].values()
    return [row for dataset in datasets for row in dataset if row.get(column) is not None]


def test_the_made_up_year_has_what_the_tests_need() -> None:
    assert len(lost()) >= 5
    assert sum(MONTHS.values()) == TOTAL != BEFORE
    assert 0 < sum(PROVIDED.values()) < TOTAL


@pytest.mark.figures
def test_the_build_that_the_document_shows_is_this_one(second_year: tuple[Project, str]) -> None:
    ((_, shown),) = [console for console in consoles("docs/add-a-publication.md") if console[0] == "make build"]
    assert len(shown) == 5
    assert_printed(shown, second_year[1])


def test_the_build_says_in_which_publication_a_figure_was_derived_and_looks_odd(
    second_year: tuple[Project, str],
) -> None:
    told = re.findall(r"^Derived +\S+ = \d+( in \d{6}-\d{4})?, ", second_year[1], flags=re.MULTILINE)
    assert set(told) == {" in 140007-2021", f" in {PUBLICATION}"}
    assert told == sorted(told, reverse=True), "the newest edition comes first, as lines are cut at ten"
    odd = re.findall(r"^Looks odd .*look exchanged.*\((.*)\)$", second_year[1], flags=re.MULTILINE)
    assert odd
    assert all(re.search(r" in \d{6}-\d{4}$", places) for places in odd)


def test_reports_and_workbook_of_both_years_count_the_cells_that_the_build_counts(
    second_year: tuple[Project, str], reports: dict[str, str], warehouse: Warehouse
) -> None:
    """What the later edition repeats of the earlier one is not printed twice."""
    printed = []
    for html in reports.values():
        printed += [int(count) for count in set(re.findall(r'value="(\d+)" data-figure="cells/printed"', html))]
    counted = re.search(r"^Cells +(\d+) printed", second_year[1], flags=re.MULTILINE)
    assert counted
    assert len(printed) == 2
    assert sum(printed) == int(counted[1])
    on_the_cover = [
        reconciled_figures(Publication(warehouse, publication_row(warehouse, one)))["printed"] for one in reports
    ]
    assert sorted(on_the_cover) == sorted(printed)


def test_an_affair_that_is_new_in_the_later_year_is_no_part_of_an_earlier_change(
    warehouse: Warehouse, reports: dict[str, str]
) -> None:
    for publication_id, affairs in (("140007-2021", [39, 39]), (PUBLICATION, [40, 39, 39])):
        found = re.findall(r"The changes of all (\d+) affairs", reports[publication_id])
        assert [int(count) for count in found] == affairs
    for name, chart in charts.CHARTS.items():
        assert "Child benefits" not in str(chart(warehouse, "140007-2021", "en").to_dict()), name
    steps = charts.contributions(warehouse, "140007-2021", "en", fiscal_year=2021).to_dict()["datasets"].values()
    names = [row["name"] for dataset in steps for row in dataset]
    (rest,) = (match for name in names if (match := re.fullmatch(r"All others \((\d+) affairs\)", name)))
    # Two of the rows are the totals of the years.
    assert int(rest[1]) + len(names) - 3 == 39


def test_changes_mark_the_affair_that_began_and_the_one_that_is_listed_no_more(reports: dict[str, str]) -> None:
    html = reports[PUBLICATION]
    changes = html[html.index('id="change-2022"') : html.index('id="change-2021"')]
    remarked = re.findall(r'lang="en">([^<]*)</span> <small>.*?lang="en">([^<]*)</span></small>', changes)
    assert remarked == [
        ("Child benefits", "new"),
        ("High-school enrolment support, private schools (High School Enrolment Support Act)", "no longer applicable"),
    ]


def test_marks_of_the_months_are_the_printed_figures(warehouse: Warehouse) -> None:
    marks = rows(warehouse, "monthly_profile", "case_count")
    together = {row["month"]: row["case_count"] for row in marks if row["label"] == "All affairs"}
    assert together == {f"{month:%b}": count for month, count in MONTHS.items()}
    counted = sorted(row["case_count"] for row in marks if row["label"] != "All affairs" and row["case_count"])
    assert counted == sorted(value for value in figures("monthly").values() if value)
    assert sorted(row["case_count"] for row in marks if row["is_derived"]) == lost()
    panels = rows(warehouse, "derived_cells", "case_count")
    assert sorted(row["case_count"] for row in panels if row["cell_status"] == "derived") == lost()
    drawn: Counter[tuple[str, str]] = Counter()
    for row in rows(warehouse, "use_and_provision", "case_count"):
        drawn[row["activity"], row["month"].rstrip("◇")] += row["case_count"]
    expected = {"Use": USED, "Provision": PROVIDED}
    assert drawn == {(name, f"{month:%b}"): part[month] for name, part in expected.items() for month in part}


def test_months_before_an_affair_began_are_dashes(warehouse: Warehouse) -> None:
    svg_rows = charts.monthly_profile(warehouse, PUBLICATION, "en").to_dict()["datasets"].values()
    texts = [row["text"] for dataset in svg_rows for row in dataset if row.get("label") == "Child benefits"]
    assert texts[:2] == ["–", "–"]
    assert "?" not in texts


def test_marks_of_the_years_are_the_printed_figures(warehouse: Warehouse) -> None:
    totals = {(row["year"].rstrip("*"), row["activity"]): row for row in rows(warehouse, "yearly_totals", "count")}
    assert totals["R04", "Use"]["count"] == sum(USED.values())
    assert totals["R04", "Provision"]["count"] == sum(PROVIDED.values())
    assert totals["R03", "Use"]["total"] == BEFORE
    courses = rows(warehouse, "affair_courses", "case_count")
    for year, name in ((2021, "R03"), (2022, "R04")):
        counted = sorted(row["case_count"] for row in courses if row["year"] == name and row["case_count"])
        assert counted == sorted(value for value in annual(year) if value)
    steps = rows(warehouse, "contributions", "value")
    assert [row["end"] for row in steps if row["kind"] == "Total of the year"] == [BEFORE, TOTAL]
    assert sum(row["value"] for row in steps if row["kind"] != "Total of the year") == TOTAL - BEFORE
    shares = [row["count"] for row in rows(warehouse, "concentration", "count")]
    assert shares == [*annual(2022)[:10], sum(annual(2022)[10:])]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_findings_say_the_printed_figures(lang: Any, warehouse: Warehouse) -> None:
    change, peak = abs(TOTAL - BEFORE), max(MONTHS.values())
    expected = {
        "yearly_totals": [number(TOTAL), percent(change / BEFORE)],
        "headline_waterfall": [percent(change / BEFORE)],
        "contributions": [number(change)],
        "monthly_profile": [number(peak), percent(peak / TOTAL)],
        "use_and_provision": [percent(sum(PROVIDED.values()) / TOTAL)],
        "concentration": [percent(sum(annual(2022)[:3]) / TOTAL), percent(annual(2022)[0] / TOTAL)],
        "derived_cells": [number(len(lost()))],
    }
    for name, texts in expected.items():
        finding = charts.finding_of(charts.CHARTS[name](warehouse, PUBLICATION, lang))
        assert set(texts) <= numbers_in(finding), (name, texts, finding)


def numbers_in(text: str) -> set[str]:
    return {found.rstrip(".,") for found in re.findall(r"[+−]?\d[\d,.]*%?", text)}


def test_headline_says_no_change_that_it_does_not_draw(warehouse: Warehouse) -> None:
    drawn = [row["name"] for row in rows(warehouse, "headline_waterfall", "value") if row["start"] == 0]
    finding = charts.finding_of(charts.headline_waterfall(warehouse, PUBLICATION, "en"))
    assert re.findall(r"R\d\d", finding) == drawn[1:] == ["R03", "R04"]


# What the sentences of a notebook have to say, and what it has computed.
SAID = {
    "1_does_it_reconcile": [number(len(lost())), number(sum(lost()))],
    "2_what_changed": [number(TOTAL), signed_percent((TOTAL - BEFORE) / BEFORE), signed(TOTAL - BEFORE)],
    "3_the_year_by_month": [
        number(max(MONTHS.values())),
        number(min(MONTHS.values())),
        number(sum(USED.values())),
        number(sum(PROVIDED.values())),
    ],
    "4_governance": [],
}
COMPUTED = {
    "1_does_it_reconcile": {"derived_sum": sum(lost())},
    "2_what_changed": {
        "newest['case_count']": TOTAL,
        "newest['change']": TOTAL - BEFORE,
        "began['affair_id'].to_list() == ['child-benefits']": True,
        f"gone['affair_id'].to_list() == ['{ENDED}']": True,
    },
    "3_the_year_by_month": {"year_total": TOTAL, "provided": sum(PROVIDED.values())},
    "4_governance": {"lookups": TOTAL},
}


def counted_by_the_build(output: str, edits_of_first: int) -> dict[str, int]:
    """The build's summary, which counts both years, without what it says of the first alone."""
    cells = re.search(r"Cells +(\d+) printed, (\d+) derived", output)
    edits = re.search(r"Edits +(\d+) balanced", output)
    assert cells
    assert edits
    return {
        "printed.height": int(cells[1]) - 434,
        "derived_count": int(cells[2]) - 6,
        "edit_count": int(edits[1]) - edits_of_first,
    }


@pytest.mark.parametrize("stem", SAID)
def test_notebook_says_the_printed_figures(
    stem: str, second_year: tuple[Project, str], warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, output = second_year
    monkeypatch.setenv("JUKINET_PUBLISHED", str(project.published))
    expected = COMPUTED[stem]
    if stem == "1_does_it_reconcile":
        edits_of_first = warehouse.table("reconciliation").filter(publication_id="140007-2021").height
        expected = expected | counted_by_the_build(output, edits_of_first)
    for notebook, computed in execute(NOTEBOOKS / f"{stem}.ipynb", PUBLICATION, expected).values():
        assert computed == expected
        sentences = "\n".join(outputs_of(notebook, "text/markdown"))
        assert numbers_in(sentences) >= set(SAID[stem]), sentences
