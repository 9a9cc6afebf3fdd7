"""What stands in the way of a build is said in one line, and readers never do."""

from __future__ import annotations

import duckdb

from conftest import Project
from jukinet.warehouse import Warehouse

DATABASE = "target/jukinet.duckdb"


def test_a_reader_of_the_published_tables_does_not_block_a_build(project: Project) -> None:
    reader = Warehouse(project.published)
    connection = duckdb.connect()
    cursor = connection.execute(f"select * from read_parquet('{project.published}/cells.parquet')")
    cursor.fetchone()
    result = project.run("jukinet", "build")
    assert result.returncode == 0, result.stdout
    assert reader.table("publications").height == 1


def test_a_held_database_is_named_with_its_holder(project: Project) -> None:
    import os

    with duckdb.connect(str(project.root / DATABASE), read_only=True):
        result = project.run("jukinet", "build")
    assert result.returncode == 1
    assert result.stdout.startswith(f"error: {DATABASE}: in use by process {os.getpid()}")
    assert "published/" in result.stdout


def test_a_broken_database_file_is_named(project: Project) -> None:
    (project.root / DATABASE).write_text("not a database, but long enough to be read as one" * 400)
    result = project.run("jukinet", "build")
    assert result.returncode == 1
    assert result.stdout.startswith(f"error: {DATABASE}: cannot be opened as a DuckDB database")
    assert "Delete it" in result.stdout


def test_building_twice_publishes_the_same_bytes(project: Project) -> None:
    before = project.published_digests()
    assert project.run("jukinet", "build").returncode == 0
    assert project.published_digests() == before


def test_the_summary_says_what_was_built(project: Project) -> None:
    lines = [line for line in project.run("jukinet", "build").stdout.splitlines() if line]
    assert lines[0] == "Loaded       140007-2021, Kanagawa Prefecture, R03"
    assert lines[1] == "Cells        434 printed, 6 derived"
    assert lines[2].startswith("Edits        79 balanced, 0 broken, 0 not evaluable, 0 accepted; 73 verify")
    assert sum(line.startswith("Derived") for line in lines) == 6
    assert sum(line.startswith("Looks odd") for line in lines) == 2
    assert lines[-1] == "Tables       published/*.parquet and *.csv"


def test_a_published_directory_that_cannot_be_replaced_is_named(project: Project) -> None:
    for path in sorted(project.published.iterdir()):
        path.unlink()
    project.published.rmdir()
    project.published.write_text("a file where a directory should be")
    result = project.run("jukinet", "build")
    assert result.returncode == 1
    assert f"{project.published}: the published tables could not be replaced" in result.stdout
    assert "Traceback" not in result.stdout
    assert project.published.read_text() == "a file where a directory should be"
