"""Runs the whole build: the check of the seeds, then dbt in the same process, so that Python starts once."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

DATABASE = "target/jukinet.duckdb"


class BuildError(Exception):
    """Why the build could not start, and what to do."""


def database_path(root: Path) -> Path:
    """The build's database file, which only one process can hold."""
    return root / os.environ.get("JUKINET_DATABASE", DATABASE)


def ensure_database_is_free(path: Path) -> None:
    """Raise BuildError where another process holds the database file, or where it is no database."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        duckdb.connect(str(path)).close()
    except duckdb.IOException as error:
        holder = re.search(r"held in (.+?) \(PID (\d+)\)", str(error))
        if holder is None:
            raise BuildError(
                f"{path}: cannot be opened as a DuckDB database ({_first_line(error)}). Delete it; the build makes "
                "it anew from the seeds."
            ) from error
        raise BuildError(
            f"{path}: in use by process {holder[2]} ({holder[1]}). Close that program, or wait if it is another "
            "build. Notebooks and other readers should open published/, which a build never waits for."
        ) from error


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0]


@dataclass(frozen=True)
class DbtRun:
    """How a dbt run ended: passed or not, dbt's result of each node, and why it could not start, if so."""

    passed: bool
    results: list[Any]
    problem: str | None


def run_dbt(root: Path, arguments: list[str]) -> DbtRun:
    """Run dbt in this process, in the project's directory and with its own profile."""
    from dbt.cli.main import dbtRunner

    # Paths of the profile and of the published tables are relative to the project.
    os.chdir(root)
    outcome = dbtRunner().invoke([*arguments, "--project-dir", ".", "--profiles-dir", "."])
    results = list(getattr(outcome.result, "results", None) or [])
    return DbtRun(bool(outcome.success), results, str(outcome.exception) if outcome.exception else None)
