"""python -m bench.scale.compare WORK: the same reconciliation by several tools, against the floor.

For each size the publications are made once under WORK, every tool answers in a process of its own, and all answers
must be equal. A Markdown table goes to standard output.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from bench import ROOT

MONTHLY_CELLS = 39 * 12
UNIT = 3205
"""Publications of size 1x: 1.5 million monthly cells."""

FLOOR = "floor"
TOOLS = {
    FLOOR: ("floor_duckdb", "floor.parquet"),
    "models": ("models", "models.parquet"),
    "polars": ("peer_polars", "polars.parquet"),
    "pandas": ("peer_pandas", "pandas.parquet"),
    "spark": ("peer_spark", "spark"),
}
"""Module and name of the answer of each tool; the floor is measured first."""

HEAD = (
    "| size | monthly cells | tool | wall s | × floor | CPU s | × floor | peak MiB | × floor | answer |",
    "|---|---:|---|---:|---:|---:|---:|---:|---:|---|",
)


class Run(NamedTuple):
    """Seconds of wall clock and of processor (user and system, with children), peak MiB of the largest process."""

    wall: float
    cpu: float
    peak: float


class ToolError(Exception):
    """A tool that ended with an error; the message is the last line that it said, `said` all of it."""

    def __init__(self, message: str, said: str = "") -> None:
        super().__init__(message)
        self.said = said


def measure(command: list[str]) -> Run:
    """Run a command to its end.

    Raises ToolError where it fails.
    """
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        # The children of a small process: what this process holds would count as theirs.
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, cwd=ROOT, env=environment())
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode(errors="replace").strip()
    if process.returncode:
        last = text.splitlines()[-1] if text else "no message"
        raise ToolError(f"exit code {process.returncode}: {last}", text)
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def environment() -> dict[str, str]:
    """The environment with the project's own modules first."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])}


def fastest(command: list[str], answer: Path, repeat: int) -> Run:
    """The run with the least wall clock of `repeat`; the answer of the last one stays."""
    runs = []
    for _ in range(repeat):
        _remove(answer)
        runs.append(measure(command))
    return min(runs)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)


def made(work: Path, size: int, options: argparse.Namespace) -> Path:
    """The folder with the publications of one size, made once by the options unit, years and faulty.

    Raises ToolError where there is one that was made by others.
    """
    folder, stamp = work / f"{size}x", work / f"{size}x.made-by"
    made_by = ["--publications", str(size * options.unit), "--years", str(options.years)]
    made_by += ["--faulty", str(options.faulty)]
    if not (folder / "registers").is_dir():
        measure([sys.executable, "-m", "bench.scale.generate", str(folder), *made_by])
        stamp.write_text(" ".join(made_by), encoding="utf-8")
    elif not stamp.is_file() or stamp.read_text(encoding="utf-8") != " ".join(made_by):
        raise ToolError(f"{folder} was not made by {' '.join(made_by)}; remove it, or name another folder")
    return folder


def compare(work: Path, size: int, options: argparse.Namespace) -> tuple[list[str], bool]:
    """Rows of the table for one size, and whether every tool gave the floor's answer."""
    publications = size * options.unit
    folder, answers = made(work, size, options), work / f"{size}x-answers"
    answers.mkdir(exist_ok=True)
    runs: dict[str, Run | ToolError] = {}
    for tool in sorted(options.tools, key=lambda tool: tool != FLOOR):
        module, name = TOOLS[tool]
        command = [sys.executable, "-m", f"bench.scale.{module}", str(folder), str(answers / name)]
        try:
            if tool == "models":
                measure([sys.executable, "-m", "bench.scale.models", "--compile", str(folder)])
            runs[tool] = fastest(command, answers / name, options.repeat)
        except ToolError as failure:
            runs[tool] = failure
    floor = runs[FLOOR]
    if isinstance(floor, ToolError):
        raise floor
    verdicts = _verdicts({tool: answers / TOOLS[tool][1] for tool, run in runs.items() if isinstance(run, Run)})
    rows = [_row(size, publications, tool, run, floor, verdicts.get(tool, "")) for tool, run in runs.items()]
    return rows, all(verdicts.get(tool, "").startswith("equal") for tool in runs)


def _verdicts(paths: dict[str, Path]) -> dict[str, str]:
    """What the comparison with the floor's answer says of each tool's."""
    command = [sys.executable, "-m", "bench.scale.answers", *map(str, paths.values())]
    done = subprocess.run(command, stdout=subprocess.PIPE, cwd=ROOT, env=environment(), text=True)
    if not done.stdout:
        raise ToolError(f"bench.scale.answers: exit code {done.returncode}")
    verdicts = {}
    for tool, answer in zip(paths, json.loads(done.stdout), strict=True):
        how = "checksum" if answer["differences"] is None else "row by row"
        if answer["is_same"]:
            verdicts[tool] = f"equal, {answer['rows']:,} rows, {how}"
        else:
            verdicts[tool] = f"DIFFERS: {answer['rows']:,} rows, {answer['differences']} different"
    return verdicts


def _row(size: int, publications: int, tool: str, run: Run | ToolError, floor: Run, verdict: str) -> str:
    head = f"| {size}x | {publications * MONTHLY_CELLS:,} | {tool} "
    if isinstance(run, ToolError):
        return f"{head}| | | | | | | {run} |"
    values = (
        f"{value:,.{digits}f} | {value / base:.2f}" for value, base, digits in zip(run, floor, (2, 2, 0), strict=True)
    )
    return f"{head}| {' | '.join(values)} | {verdict} |"


def size_options(program: str, description: str | None, sizes: list[int]) -> argparse.ArgumentParser:
    """The options of a command that measures by size, with the sizes it takes where none are given."""
    parser = argparse.ArgumentParser(prog=program, description=description)
    parser.add_argument("work", type=Path, help="folder for the publications and what is made of them; kept")
    parser.add_argument("--sizes", type=int, nargs="+", default=sizes, help="multiples of the unit")
    parser.add_argument("--unit", type=int, default=UNIT, help="publications of size 1x")
    parser.add_argument("--years", type=int, default=20, help="publications of each publisher")
    parser.add_argument("--faulty", type=float, default=0.01, help="share of the publications with one slip")
    return parser


def print_sizes(
    options: argparse.Namespace,
    head: Sequence[str],
    measure_size: Callable[[Path, int, argparse.Namespace], tuple[list[str], bool]],
) -> int:
    """Print the table as its rows of each size come; 1 where one is not as it should be, or a tool failed."""
    work = options.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    is_right = True
    sys.stdout.write("\n".join(head) + "\n")
    for size in options.sizes:
        try:
            rows, is_size_right = measure_size(work, size, options)
        except ToolError as failure:
            sys.stderr.write(f"error: size {size}x: {failure}\n")
            return 1
        is_right = is_right and is_size_right
        sys.stdout.write("\n".join(rows) + "\n")
        sys.stdout.flush()
    return int(not is_right)


def main() -> int:
    """Print the table; 1 where a tool failed or gave another answer than the floor."""
    parser = size_options("python -m bench.scale.compare", __doc__, [1, 4, 16])
    parser.add_argument("--tools", nargs="+", choices=TOOLS, default=list(TOOLS))
    parser.add_argument("--repeat", type=int, default=1, help="runs of each tool, of which the fastest counts")
    options = parser.parse_args()
    options.tools = list(dict.fromkeys([FLOOR, *options.tools]))
    return print_sizes(options, HEAD, compare)


if __name__ == "__main__":
    sys.exit(main())
