"""A build publishes the same bytes again, says what it found, and no reader stands in its way."""

from __future__ import annotations

import shlex
import subprocess
import sys

import duckdb

from conftest import Project
from jukinet.warehouse import Warehouse


def test_a_reader_of_the_published_tables_does_not_block_a_build(project: Project) -> None:
    """The report of the old tables is no longer true, and goes."""
    (project.published / "report.html").write_text("of the old tables", encoding="utf-8")
    reader = Warehouse(project.published)
    connection = duckdb.connect()
    cursor = connection.execute(f"select * from read_parquet('{project.published}/cells.parquet')")
    cursor.fetchone()
    result = project.run("jukinet", "build")
    assert result.returncode == 0, result.stdout
    assert reader.table("publications").height == 1
    assert not (project.published / "report.html").exists()
    assert result.stdout.splitlines()[-1] == "Gone         report.html was of the old tables: make report"


def test_what_nobody_reads_to_the_end_is_no_failure() -> None:
    """Every line of a build's summary is written by `say`; `jukinet build | head` closes the pipe after some."""
    lines = "from jukinet.commands import say; [say('line') for _ in range(50_000)]; print('more')"
    command = f"{shlex.quote(sys.executable)} -c {shlex.quote(lines)} | head -1"
    result = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "line\n", "")


def test_building_twice_publishes_the_same_bytes_and_says_what_was_built(project: Project) -> None:
    before = project.published_digests()
    result = project.run("jukinet", "build")
    assert result.returncode == 0, result.stdout
    assert project.published_digests() == before
    lines = [line for line in result.stdout.splitlines() if line]
    assert lines[0] == "Loaded       140007-2021, Kanagawa Prefecture, R03"
    assert lines[1] == "Cells        434 printed, 6 derived"
    assert lines[2].startswith("Edits        79 balanced, 0 broken, 0 not evaluable, 0 accepted; 73 verify")
    assert sum(line.startswith("Derived") for line in lines) == 6
    assert sum(line.startswith("Looks odd") for line in lines) == 2
    assert lines[-1] == "Tables       published/*.parquet and *.csv"
