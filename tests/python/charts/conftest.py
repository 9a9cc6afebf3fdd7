"""The publications that charts are drawn of: the real one, a made-up one, its last year alone, with losses, empty."""

from __future__ import annotations

import pytest

from charts.synthetic_publication import write_publication
from conftest import Project
from jukinet.warehouse import Warehouse

EMPTY = (
    "anomalies",
    "annual_counts",
    "authenticated_users",
    "derived_cells",
    "inspected_offices",
    "inspection_findings",
    "inspections",
    "monthly_counts",
    "reconciliation",
    "training_attendance",
    "training_sessions",
)


@pytest.fixture(scope="session")
def real(built_project: Project) -> Warehouse:
    return Warehouse(built_project.published)


@pytest.fixture(scope="session")
def other(built_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return Warehouse(write_publication(tmp_path_factory.mktemp("other"), built_project.published))


@pytest.fixture(scope="session")
def one_year(built_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return Warehouse(write_publication(tmp_path_factory.mktemp("one-year"), built_project.published, years=1))


@pytest.fixture(scope="session")
def lost(built_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    return Warehouse(write_publication(tmp_path_factory.mktemp("lost"), built_project.published, is_lost=True))


@pytest.fixture(scope="session")
def empty(built_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    directory = tmp_path_factory.mktemp("empty")
    without = (*EMPTY, "yearly_totals", "yearly_trends")
    return Warehouse(write_publication(directory, built_project.published, without=without))
