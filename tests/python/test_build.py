"""A build publishes the same bytes again, says what it found, and no reader stands in its way."""

from __future__ import annotations

import duckdb

from conftest import Project
from jukinet.warehouse import Warehouse


def test_a_reader_of_the_published_tables_does_not_block_a_build(project: Project) -> None:
    reader = Warehouse(project.published)
    connection = duckdb.connect()
    cursor = connection.execute(f"select * from read_parquet('{project.published}/cells.parquet')")
    cursor.fetchone()
    result = project.run("jukinet", "build")
    assert result.returncode == 0, result.stdout
    assert reader.table("publications").height == 1


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
