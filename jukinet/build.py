"""Runs dbt in the process that asks for it, so that Python starts once."""

from __future__ import annotations

import errno
import gc
import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jukinet import interrupts
from jukinet.commands import write_line


def _at_length() -> str:
    return f" ({os.environ.get('DBT_LOG_PATH') or 'logs'}/dbt.log has it at length)"


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
        interrupts.end_if_pressed(event.info.name)
        if event.info.name == "PrintEvent":
            summary.append(event.data.msg)
            if not verbose:
                for line in reword(event.data.msg) if reword else [event.data.msg]:
                    write_line(line)

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
        raise KeyboardInterrupt
    # A catalogue keeps the results of what was compiled for it.
    results = list(getattr(outcome.result, "results", None) or getattr(outcome.result, "_compile_results", None) or [])
    problem = _problem(outcome.exception) if outcome.exception else None
    if not outcome.success and not problem and not summary:
        failed = [one for one in results if one.message and one.status not in ("success", "pass")]
        problem = "; ".join(f"{one.node.name}: {_one_line(one.message)}" for one in failed) + _at_length()
    return DbtRun(bool(outcome.success), results, problem)


def _problem(error: BaseException) -> str:
    if isinstance(error, OSError):
        if error.filename and os.path.isfile(error.filename) and not os.access(error.filename, os.R_OK):
            return f"{error.filename}: dbt cannot read it ({error.strerror}). Allow reading it."
        # A full disk is told without a name.
        place = error.filename or os.environ.get("DBT_TARGET_PATH") or "target"
        return (
            f"{place}: dbt cannot write it ({error.strerror}). Allow writing there and free some space, or "
            "name other directories by DBT_LOG_PATH and DBT_TARGET_PATH."
        )
    return _one_line(str(error)) + _at_length()


def _one_line(text: str) -> str:
    return " ".join(text.split())
