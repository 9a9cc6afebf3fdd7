"""Builds that stop where a test says."""

from __future__ import annotations

import sys

import pytest

from commands import Commands, commands


@pytest.fixture(scope="session")
def processes() -> Commands:
    """One server of forks for all tests."""
    if sys.platform == "win32":
        pytest.skip("Windows has no fork and no SIGKILL; the same code is tested elsewhere")
    return commands()
