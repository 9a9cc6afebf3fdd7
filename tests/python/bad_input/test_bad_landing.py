"""What is wrong in a landed file is named with the file, before anything is loaded."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from bad_input.malformed_landing import CHANGES
from conftest import Project
from jukinet.landing import check_landing
from jukinet.seeds import load_seeds
from landed import land_seeds

FILE = "printed_monthly_counts/fiscal_year=2021/publisher=14/0.parquet"


@pytest.fixture
def landing(built_project: Project, tmp_path: Path) -> Path:
    folder = tmp_path / "landing"
    land_seeds(built_project, folder)
    return folder


def change(landing: Path, select: str) -> None:
    """Write the landed months anew from a query of their `rows`."""
    file = landing / FILE
    with duckdb.connect() as connection:
        connection.execute(f"create table rows as from read_parquet('{file.as_posix()}', hive_partitioning = false)")
        connection.execute(f"copy ({select}) to '{file.as_posix()}'")


@pytest.mark.parametrize("fault", CHANGES)
def test_what_is_wrong_in_a_file_is_named(built_project: Project, landing: Path, fault: str) -> None:
    select, message = CHANGES[fault]
    seeds = load_seeds(built_project.root)
    assert check_landing(landing, seeds) == []
    change(landing, select)
    found = check_landing(landing, seeds)
    assert {one.path for one in found} == {landing / FILE}
    assert [one.message for one in found if one.message.startswith(message)], found


def test_tables_without_rows_are_no_fault(built_project: Project, landing: Path) -> None:
    change(landing, "from rows where false")
    assert check_landing(landing, load_seeds(built_project.root)) == []
