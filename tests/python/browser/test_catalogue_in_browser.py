"""The catalogue in a real browser, opened as a file: one request, no complaint, every column on its page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from browser.chromium import Opened, chromium, needs_chromium, open_tab
from conftest import Project
from jukinet.warehouse import Warehouse

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def catalogue(built_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = built_project.copy_to(tmp_path_factory.mktemp("catalogue") / "project")
    result = project.run("jukinet", "catalogue")
    assert result.returncode == 0, result.stdout
    return project


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


@pytest.fixture
def opened(browser: Any, catalogue: Project) -> Iterator[Opened]:
    """A tab of its own: what one test has asked for or complained of is not told of another."""
    opened = open_tab(browser, offline=True, viewport={"width": 1300, "height": 900})
    opened.tab.goto((catalogue.published / "catalogue.html").as_uri())
    opened.tab.get_by_text("Projects").wait_for()
    yield opened
    opened.tab.context.close()


def test_a_model_shows_its_columns_and_what_they_mean(opened: Opened, catalogue: Project) -> None:
    url = (catalogue.published / "catalogue.html").as_uri()
    opened.tab.goto(f"{url}#!/model/model.jukinet.monthly_counts")
    opened.tab.get_by_text("Look-ups (件), not persons").first.wait_for(state="attached")
    text: str = opened.tab.inner_text("body")
    for column in Warehouse(catalogue.published).table("monthly_counts").columns:
        assert f"\n{column}\n" in text


def test_its_pictures_are_drawn(opened: Opened) -> None:
    icons: list[Any] = opened.tab.evaluate(
        "() => [...document.querySelectorAll('svg use')].filter(use => use.closest('svg').checkVisibility())"
        ".map(use => use.getAttribute('href') ?? use.getAttribute('xlink:href'))"
    )
    assert icons
    assert [icon for icon in icons if "{" in icon or not icon.startswith("#")] == []


def test_it_asks_for_nothing_and_complains_of_nothing(opened: Opened, catalogue: Project) -> None:
    opened.tab.reload()
    opened.tab.get_by_text("Projects").wait_for()
    assert {url.partition("#")[0] for url in opened.requests} == {(catalogue.published / "catalogue.html").as_uri()}
    assert opened.complaints == []


def test_its_policy_forbids_requests(opened: Opened) -> None:
    opened.tab.evaluate("fetch('https://example.invalid/').catch(() => null)")
    assert not [url for url in opened.requests if "example.invalid" in url]
    assert any("Content Security Policy" in complaint for complaint in opened.complaints)
