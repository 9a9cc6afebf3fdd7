"""Builds that stop where a test says."""

from __future__ import annotations

import sys

import pytest

from commands import Commands, commands
from conftest import Project


@pytest.fixture
def project(project: Project) -> Project:
    """A built project whose builds have two models at work at once, as a user's have."""
    project.set_threads(2)
    return project


@pytest.fixture(scope="session")
def processes() -> Commands:
    """One server of forks for all tests."""
    if sys.platform == "win32":
        pytest.skip("Windows has no fork and no SIGKILL; the same code is tested elsewhere")
    return commands()
