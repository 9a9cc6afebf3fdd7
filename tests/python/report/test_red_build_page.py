"""The page of a red build: the sums that do not hold, their cells, and what may be wrong, as the database has them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from browser.chromium import Opened, chromium, needs_chromium, open_tab
from conftest import Project, copy_project
from made_once import made_once
from report.page_reader import Page

pytestmark = pytest.mark.long

SWAPPED = ("disclosures/printed_monthly_counts", "42894,printed,284", "48294,printed,284")
SEED = "seeds/disclosures/printed_monthly_counts.csv"
TAXES = "months_add_up_to_annual_count/local-taxes"


@pytest.fixture(scope="session")
def red(built_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A month with two digits exchanged, an affair with two lost months, and an inspection of one office too many."""

    def build(root: Path) -> None:
        project = built_project.copy_to(root)
        project.replace(*SWAPPED)
        for figure in ("21,printed,262", "26,printed,263"):
            project.replace("disclosures/printed_monthly_counts", f",{figure}", f",,lost,{figure[-3:]}")
        project.replace("disclosures/printed_inspections", ",54,printed,36", ",55,printed,36")
        assert project.run("jukinet", "build").returncode == 1
        told = project.run("jukinet", "report")
        assert told.returncode == 0, told.stdout
        assert "Red build    target/red_build.html: 5 sums do not hold; published is as it was\n" in told.stdout

    return Project(made_once(tmp_path_factory, "red", build))


@pytest.fixture(scope="session")
def html(red: Project) -> str:
    return (red.root / "target/red_build.html").read_text(encoding="utf-8")


def of_database(red: Project, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(red.root / "target/jukinet.duckdb"), read_only=True) as connection:
        return connection.execute(query).fetchall()


def table_of(html: str, edit_id: str) -> str:
    """The table of the cells of a sum."""
    return html.partition(f"<code>{edit_id}</code>")[2].partition("</table>")[0]


def test_every_sum_that_does_not_hold_is_shown_and_no_other(red: Project, html: str) -> None:
    held = of_database(red, "select edit_id, status from reconciliation where status <> 'balanced' order by 1")
    assert {status for _, status in held} == {"broken", "not_evaluable"}
    assert sorted(re.findall("<code>([a-z_]+(?:/[a-z0-9-]+)?)</code>", html)) == [edit_id for edit_id, _ in held]
    assert ">成り立たない等式 5件<" in html
    assert ">Sums that do not hold: 5<" in html


def test_what_is_broken_stands_before_what_cannot_be_evaluated(html: str) -> None:
    months = re.findall("<code>(months_add_up_to_annual_count/.+?)</code>", html)
    assert months == [TAXES, "months_add_up_to_annual_count/nonprofit-corporations"]


def test_the_cells_of_a_sum_add_up_to_what_it_says(red: Project, html: str) -> None:
    ((printed, computed, line),) = of_database(
        red, f"select printed, computed, source_line from reconciliation where edit_id = '{TAXES}'"
    )
    rows = table_of(html, TAXES).split("<tr ")[1:]
    (total,) = (row for row in rows if row.startswith('class="total"'))
    parts = [row for row in rows if row.startswith('class="part"')]
    assert f'<data value="{printed}">' in total
    assert f'<data value="{line}">' in total
    assert len(parts) == 12
    assert sum(int(re.findall(r'<data value="(-?[0-9]+)">', row)[0]) for row in parts) == computed == printed + 5400


def test_what_to_look_at_first_is_named_in_both_languages_with_its_row_and_its_line(html: str) -> None:
    first = html.partition(f"<code>{SEED}:24</code>")[0].rpartition("<tr>")[2]
    assert first.startswith('<td class="number">1</td>')
    text = "".join(Page(f"<table><tr>{first}</td></tr></table>").text)
    assert text.startswith("1地方税法等による地方税等の賦課徴収又は調査に関する事務、令和3年5月Assessment, collection")
    assert text.endswith(
        "48,29442,894隣り合う2桁の入れ替わりtwo adjacent digits exchanged"
        "この行は封印と異なるthis row differs from the seal284"
    )


def test_there_are_as_many_suspects_as_in_the_database_and_each_error_links_to_its_sums(
    red: Project, html: str
) -> None:
    ((errors, suspects, sums),) = of_database(
        red,
        "select count(distinct component), count(distinct (hypothesis_id, cell_id)), "
        "list_sort(list_distinct(flatten(list(string_split(edit_ids, ' '))))) from suspect_cells",
    )
    assert html.count("<h4>") == errors
    tables = html.split("<h4>")[1:]
    assert sum(table.partition("</table>")[0].count("<tr><td") for table in tables) == suspects
    explained = "".join(table.partition("</caption>")[0] for table in tables)
    shown = dict(re.findall('<details class="edit" id="(edit-[0-9-]+)">.+?<code>(.+?)</code>', html, re.DOTALL))
    assert sorted({shown[anchor] for anchor in re.findall('href="#(edit-[0-9-]+)"', explained)}) == sums


def test_it_has_no_charts_and_may_ask_for_nothing(html: str) -> None:
    assert len(html.encode()) < 200_000
    (policy,) = (content for content in Page(html).attributes("content") if "script-src" in content)
    assert policy.startswith("default-src 'none'; ")


def test_each_table_says_what_it_is_of(html: str) -> None:
    tags = [tag for tag, _ in Page(html).elements]
    assert tags.count("table") == tags.count("caption") > 0
    assert {"main", "h1", "nav", "header"} <= set(tags)


def test_the_page_goes_with_the_error_and_named_tables_have_none(red: Project, tmp_path: Path) -> None:
    project = red.copy_to(tmp_path / "project")
    page = project.root / "target/red_build.html"
    page.unlink()
    told = project.run("jukinet", "report", "--published", "published", "--out", "r.html").stdout
    assert "Red build" not in told
    assert not page.exists()
    assert project.run("jukinet", "report").returncode == 0
    assert page.exists()
    project.replace("disclosures/printed_monthly_counts", ",48294,printed,284", ",42894,printed,284")
    for figure, line in (("21", "262"), ("26", "263")):
        project.replace("disclosures/printed_monthly_counts", f",,lost,{line}", f",{figure},printed,{line}")
    project.replace("disclosures/printed_inspections", ",55,printed,36", ",54,printed,36")
    assert project.run("jukinet", "build").returncode == 0
    assert not page.exists()
    # So it would be after dbt alone.
    page.write_text("of the build before", encoding="utf-8")
    assert "Red build" not in project.run("jukinet", "report").stdout
    assert not page.exists()


def test_a_sum_that_cannot_be_evaluated_has_its_cells_where_none_is_broken(
    built_project: Project, tmp_path: Path
) -> None:
    project = built_project.copy_to(tmp_path / "project")
    for figure in ("21,printed,262", "26,printed,263"):
        project.replace("disclosures/printed_monthly_counts", f",{figure}", f",,lost,{figure[-3:]}")
    assert project.run("jukinet", "build").returncode == 1
    assert project.run("jukinet", "report").returncode == 0
    page = (project.root / "target/red_build.html").read_text(encoding="utf-8")
    rows = table_of(page, "months_add_up_to_annual_count/nonprofit-corporations").split("<tr ")[1:]
    assert len(rows) == 13
    assert sum('class="lost"' in row for row in rows) == 2
    assert page.count("a figure is lost or a total is missing, point at no cell") == 1


def test_what_the_database_no_longer_has_leaves_no_page(red: Project, tmp_path: Path) -> None:
    project = red.copy_to(tmp_path / "project")
    page, database = project.root / "target/red_build.html", project.root / "target/jukinet.duckdb"
    with duckdb.connect(str(database)) as connection:
        connection.execute("delete from publication_register")
    told = project.run("jukinet", "report")
    assert (told.returncode, "Red build" in told.stdout, page.exists()) == (0, False, False)
    page.write_text("of the build before", encoding="utf-8")
    database.unlink()
    duckdb.connect(str(database)).close()
    told = project.run("jukinet", "report")
    assert (told.returncode, "Red build" in told.stdout, page.exists()) == (0, False, False)


def test_before_anything_is_published_the_page_is_all_there_is(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    project.replace(*SWAPPED)
    assert project.run("jukinet", "build").returncode == 1
    told = project.run("jukinet", "report")
    assert (told.returncode, told.stdout) == (
        0,
        "Red build    target/red_build.html: 2 sums do not hold; published is as it was\n"
        "Report       none, as nothing is published yet\n",
    )
    assert not project.published.exists()


def test_a_database_that_is_none_is_told_and_the_report_is_written(built_project: Project, tmp_path: Path) -> None:
    project = built_project.copy_to(tmp_path / "project")
    (project.root / "target/jukinet.duckdb").write_bytes(b"no database" * 1000)
    told = project.run("jukinet", "report")
    assert told.returncode == 0
    first, second = told.stdout.splitlines()
    assert re.fullmatch(r"Red build    not looked for: target/jukinet\.duckdb cannot be read \(.+\)", first)
    assert second.startswith("Report       published/report.html ")


@pytest.fixture
def opened(red: Project) -> Iterator[Opened]:
    with chromium() as browser:
        opened = open_tab(browser, offline=True)
        opened.tab.goto((red.root / "target/red_build.html").as_uri())
        yield opened


@needs_chromium
def test_on_paper_every_sum_is_named(opened: Opened) -> None:
    opened.tab.emulate_media(media="print")
    shown = "[...document.querySelectorAll('.edit > summary')].filter(summary => summary.offsetHeight).length"
    assert opened.tab.evaluate(shown) == 5


@needs_chromium
def test_in_a_browser_a_link_opens_the_sum_and_the_switch_shows_one_language(opened: Opened) -> None:
    opened.tab.click("button[data-lang=en]")
    shown = str(opened.tab.evaluate("document.body.innerText"))
    assert "Sums that do not hold: 5" in shown
    assert "成り立たない等式" not in shown
    assert "+60,452" not in shown
    opened.tab.click("caption a[href^='#edit-']")
    assert "+60,452" in str(opened.tab.evaluate("document.querySelector('details[open]').innerText"))
    assert len(opened.requests) == 1
    assert opened.complaints == []
