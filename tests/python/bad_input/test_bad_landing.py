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

FILE = "fiscal_year=2021/publisher=14/0.parquet"
MONTHLY = "printed_monthly_counts"


@pytest.fixture
def landing(built_project: Project, tmp_path: Path) -> Path:
    folder = tmp_path / "landing"
    land_seeds(built_project, folder)
    return folder


def change(landing: Path, select: str, table: str = MONTHLY) -> None:
    """Write a landed table anew from a query of its `rows`."""
    file = landing / table / FILE
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
    assert {one.path for one in found} == {landing / MONTHLY / FILE}
    assert [one.message for one in found if one.message.startswith(message)], found


def test_a_code_that_is_not_registered_is_named(built_project: Project, landing: Path) -> None:
    select = "select * replace (if(statement = 'cases', 'dishes', statement) as statement) from rows"
    change(landing, select, "printed_statements")
    found = [str(fault) for fault in check_landing(landing, load_seeds(built_project.root))]
    assert len(found) == 1
    assert "statement 'dishes' is not in code_register; register it there (and 1 more rows)" in found[0]


def test_tables_without_rows_are_no_fault(built_project: Project, landing: Path) -> None:
    change(landing, "from rows where false")
    assert check_landing(landing, load_seeds(built_project.root)) == []


def test_memory_that_is_no_amount_is_named_before_landed_tables_are_read(
    project: Project, landing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUKINET_MEMORY_LIMIT", "much")
    result = project.run("jukinet", "build", "--landing", landing.as_posix())
    assert result.returncode == 1
    assert result.stdout == (
        "error: JUKINET_MEMORY_LIMIT is 'much', which is no amount of memory; write it such as 3GB or 50%, or "
        "unset it.\n"
    )
