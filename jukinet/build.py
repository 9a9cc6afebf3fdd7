"""Runs the whole build: the check of the seeds, then dbt in the same process, so that Python starts once."""

from __future__ import annotations

import errno
import gc
import json
import os
import re
import sys
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.dummy import DummyProcess
from pathlib import Path
from typing import Any

import duckdb

from jukinet import interrupts
from jukinet.commands import say

DATABASE = "target/jukinet.duckdb"
_RESERVED = ("main", "system", "temp")
"""Names that DuckDB has for something of its own."""
_OWN = ("bench", "docs", "jukinet", "logs", "macros", "models", "notebooks", "seeds", "target", "tests")
"""Directories of the project that hold anything but published tables."""

# DuckDB's words on POSIX systems and on Windows, which puts the program on a line of its own.
_HOLDER = re.compile(r"(?:held in|already open in)\s+(.+?) \(PID (\d+)\)")


class BuildError(Exception):
    """Why the build could not start, and what to do."""


def database_path(root: Path) -> Path:
    """The build's database file, which only one process can hold."""
    return root / (os.environ.get("JUKINET_DATABASE") or DATABASE)


def published_path(root: Path, default: str | Path = "published") -> Path:
    """The directory of the published tables; `default` stands for what JUKINET_PUBLISHED does not name."""
    return root / (os.environ.get("JUKINET_PUBLISHED") or default)


def ensure_published_is_apart(root: Path) -> None:
    """Raise BuildError where JUKINET_PUBLISHED names a directory of the project's own, as a build replaces it whole."""
    named = os.environ.get("JUKINET_PUBLISHED")
    if not named:
        return
    # Of links that lead in a circle too these are paths, and no errors.
    project = Path(os.path.realpath(root))
    directory = Path(os.path.realpath(root / named))
    parts = directory.relative_to(project).parts[:1] if directory.is_relative_to(project) else ()
    is_hidden = any(part.startswith(".") for part in parts)
    own = [Path(os.path.realpath(project / name)) for name in _OWN]
    # The project itself, or what holds it, holds its own directories too.
    if is_hidden or any(directory.is_relative_to(one) or one.is_relative_to(directory) for one in own):
        raise BuildError(
            f"JUKINET_PUBLISHED is '{named}', where files of the project have their place; a build would replace them. "
            "Name a directory for the published tables alone, or unset it."
        )


def limit_memory(connection: duckdb.DuckDBPyConnection) -> None:
    """Give a connection the memory that JUKINET_MEMORY_LIMIT allows; raise BuildError where that is no amount."""
    limit = os.environ.get("JUKINET_MEMORY_LIMIT")
    if not limit:
        return
    refusal = BuildError(
        f"JUKINET_MEMORY_LIMIT is '{limit}', which is no amount of memory; write it such as 3GB or 50%, or unset it."
    )
    # DuckDB takes what is below zero for no limit at all, and zero for a limit under which nothing can be done.
    if re.match(r"\s*(?:-|[0.]+\s*(?:[^\s0-9.]|$))", limit):
        raise refusal
    try:
        connection.execute("set memory_limit = ?", [limit])
    except (duckdb.ParserException, duckdb.InvalidInputException) as error:
        raise refusal from error


def ensure_database_is_free(path: Path) -> None:
    """Raise BuildError where another process holds the database file, where it is no database or a damaged one, where
    dbt cannot use its name, or where its memory is limited to no amount.
    """
    # Its name becomes that of a catalog, which dbt writes into statements as it is.
    if set(path.name) & set("'\";") or path.stem.lower() in _RESERVED:
        raise BuildError(
            f"JUKINET_DATABASE names {path.name}, which cannot be the name of a database in SQL; name it such as "
            f"{Path(DATABASE).name}."
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # A build that was killed in the moment of making the file leaves it empty.
        if path.is_file() and not path.stat().st_size:
            path.unlink()
        with duckdb.connect(str(path)) as connection:
            limit_memory(connection)
        # A table in a file of text is opened like a database.
        with path.open("rb") as file:
            if file.read(12)[8:] != b"DUCK":
                raise BuildError(f"{path}: is no DuckDB database. {_another_database()}")
    except OSError as error:
        raise BuildError(
            f"{path}: the build's database cannot be made ({error.strerror}). Allow writing there, or name another "
            "file by JUKINET_DATABASE."
        ) from error
    except duckdb.IOException as error:
        holder = _HOLDER.search(str(error))
        if holder is None and "not a valid DuckDB database" in str(error):
            raise BuildError(f"{path}: is no DuckDB database ({first_line(error)}). {_another_database()}") from error
        if holder is None and re.search("Could not read enough|version number", str(error)):
            raise BuildError(_damage(path, error)) from error
        if holder is None:
            raise BuildError(
                f"{path}: the build's database cannot be opened ({first_line(error)}). Allow writing there and free "
                "some space, or name another file by JUKINET_DATABASE."
            ) from error
        raise BuildError(
            f"{path}: in use by process {holder[2]} ({holder[1]}). Close that program, or wait if it is another "
            "build. Notebooks and other readers should open published/, which a build never waits for."
        ) from error
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        raise BuildError(_damage(path, error)) from error


def _another_database() -> str:
    """What to do about a file that is no database; one that a variable names may be somebody's own."""
    if os.environ.get("JUKINET_DATABASE"):
        return "Name another file by JUKINET_DATABASE, or unset it."
    return "Delete it; the build makes it anew from the seeds."


def _damage(path: Path, error: duckdb.Error) -> str:
    return (
        f"{path}: the build's database is damaged ({first_line(error)}). Delete it; the build makes it anew from the "
        "seeds."
    )


def first_line(error: BaseException) -> str:
    """What DuckDB says of an error, without the statement and the hints that it puts below."""
    return next(iter(str(error).splitlines()), "").strip(" :")


@dataclass(frozen=True)
class DbtRun:
    """How a dbt run ended: passed or not, dbt's result of each node, and why it ended without a summary, if so."""

    passed: bool
    results: list[Any]
    problem: str | None


def disk_is_full(run: DbtRun) -> bool:
    """Whether a step of the run failed because the disk was full."""
    return any(os.strerror(errno.ENOSPC) in (one.message or "") for one in run.results)


def run_dbt(
    root: Path,
    *,
    verbose: bool = False,
    command: Sequence[str] = ("build",),
    target: str | None = None,
    variables: Mapping[str, str] | None = None,
    reword: Callable[[str], Iterable[str]] | None = None,
) -> DbtRun:
    """Run a command of dbt in this process, in the project's directory and with its own profile.

    The engine is that of the profile's `target`, DuckDB where none is named. `variables` are those of dbt.

    The project's own summary is written to the output, each line as `reword` has it, where it is given; what
    dbt says of its steps only with `verbose`.

    Raises KeyboardInterrupt where the run was interrupted.
    """
    from dbt.cli.main import dbtRunner

    summary: list[str] = []

    def show(event: Any) -> None:
        if event.info.name == "PrintEvent":
            summary.append(event.data.msg)
            if not verbose:
                for line in reword(event.data.msg) if reword else [event.data.msg]:
                    say(line)

    # Paths of the profile and of the published tables are relative to the project.
    os.chdir(root)
    # dbt would end a red build by its own lines on every failure, which say less than the summary does.
    log_level = os.environ.get("DBT_LOG_LEVEL_FILE", "debug")
    options = [] if verbose else ["--log-level", "none", "--log-level-file", log_level]
    if not sys.stdout.isatty() or "NO_COLOR" in os.environ:
        options += ["--no-use-colors"]
    # What dbt makes is much and mostly stays: looking for garbage among it as often as usual costs a tenth of a build.
    gc.set_threshold(50_000, 20, 50)
    engine = ["--target", target] if target else []
    given = ["--vars", json.dumps(variables)] if variables else []
    outcome = dbtRunner(callbacks=[show]).invoke(
        [*options, *command, *engine, *given, "--project-dir", ".", "--profiles-dir", "."]
    )
    if isinstance(outcome.exception, KeyboardInterrupt) or (interrupts.pressed.is_set() and not outcome.success):
        _wait_for_workers()
        raise KeyboardInterrupt
    # A catalogue keeps the results of what was compiled for it.
    results = list(getattr(outcome.result, "results", None) or getattr(outcome.result, "_compile_results", None) or [])
    problem = _problem(outcome.exception) if outcome.exception else None
    if not outcome.success and not problem and not summary:
        problem = "; ".join(f"{one.node.name}: {_one_line(one.message or '')}" for one in results if one.message)
    return DbtRun(bool(outcome.success), results, problem)


def _wait_for_workers() -> None:
    """Let the steps end that dbt left at work where cancelling failed: one may be replacing the published tables."""
    for thread in threading.enumerate():
        if isinstance(thread, DummyProcess):
            thread.join()


def _problem(error: BaseException) -> str:
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: dbt cannot write it ({error.strerror}). Allow writing there and free some space."
    return f"{_one_line(str(error))} (logs/dbt.log has it at length)"


def _one_line(text: str) -> str:
    return " ".join(text.split())
