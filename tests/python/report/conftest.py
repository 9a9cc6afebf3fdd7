"""The reports that tests read: of the real publication and of a made-up one, each written once."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Project
from jukinet.report.page import write_report
from jukinet.warehouse import Warehouse
from made_up_publication import write_made_up_publication
from report.page_reader import BUILT_AT


def html_of(published: Path, directory: Path) -> str:
    """The report of published tables, written into the directory."""
    path = directory / "report.html"
    write_report(Warehouse(published), path, built_at=BUILT_AT, versions={"jukinet": "0.1.0"})
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def real_html(built_project: Project, tmp_path_factory: pytest.TempPathFactory) -> str:
    return html_of(built_project.published, tmp_path_factory.mktemp("real-report"))


@pytest.fixture(scope="session")
def made_up(built_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tables of a made-up publication; tests must not change them."""
    return write_made_up_publication(built_project.published, tmp_path_factory.mktemp("made-up") / "published")


@pytest.fixture(scope="session")
def made_up_html(made_up: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    return html_of(made_up, tmp_path_factory.mktemp("made-up-report"))
