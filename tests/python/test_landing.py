"""Transcriptions in Parquet files give the same tables as the seeds, and are checked before they are read."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from conftest import Project
from jukinet.landing import check_landing
from jukinet.seeds import load_seeds
from landed import land_seeds

DISCLOSURES = "seeds/disclosures"
MONTHLY = "printed_monthly_counts"
FILE = "fiscal_year=2021/publisher=14/0.parquet"


@pytest.fixture
def landing(built_project: Project, tmp_path: Path) -> Path:
    folder = tmp_path / "landing"
    land_seeds(built_project, folder)
    return folder


def test_parquet_gives_the_same_tables_as_the_seeds(
    built_project: Project, project: Project, landing: Path, tmp_path: Path
) -> None:
    for seed in (project.root / DISCLOSURES).glob("*.csv"):
        header = seed.read_text(encoding="utf-8").splitlines()[0]
        seed.write_text(header + "\n", encoding="utf-8")
    shutil.rmtree(project.published)
    result = project.run("jukinet", "build", "--landing", landing.as_posix())
    assert result.returncode == 0, result.stdout
    before, after = built_project.published_digests(), project.published_digests()
    assert {name for name in before if before[name] != after.get(name)} == set()


def change(landing: Path, select: str, table: str = MONTHLY) -> None:
    """Write a landed table anew from a query of its `rows`."""
    file = landing / table / FILE
    with duckdb.connect() as connection:
        connection.execute(f"create table rows as from read_parquet('{file.as_posix()}', hive_partitioning = false)")
        connection.execute(f"copy ({select}) to '{file.as_posix()}'")


CHANGES = {
    "a column less": (
        "select * exclude (case_count) from rows",
        "the column case_count is missing; the columns are publication_id, section, affair_name, recipient_name, month,"
        " case_count, cell_status, source_line",
    ),
    "a column more": ("select *, 1 as note from rows", "the column note is not known; the columns are "),
    "another type": (
        "select * replace (cast(case_count as varchar) as case_count) from rows",
        "the column case_count is of type VARCHAR; write it as BIGINT",
    ),
    "a row twice": (
        "select unnest([rows, rows], recursive := true) from rows where source_line = 284",
        "repeats the key 140007-2021, 3(1), 地方税法等による地方税等の賦課徴収又は調査に関する事務, 2021-05-01 2 times",
    ),
    "another word": (
        "select * replace ('guessed' as cell_status) from rows where source_line = 284",
        "cell_status 'guessed' is not permitted; use printed, lost",
    ),
    "another section": (
        "select * replace (if(source_line < 290, '3(9)', section) as section) from rows",
        "section '3(9)' is not in printed_sections; register it there (and ",
    ),
    "a printed cell without a figure": (
        "select * replace (null::bigint as case_count) from rows where source_line = 284",
        "case_count is empty, but cell_status says printed; write the figure",
    ),
    "a count below zero": (
        "select * replace (-1::bigint as case_count) from rows where source_line = 284",
        "case_count '-1' is below 0; counts are not negative",
    ),
    "a day within a month": (
        "select * replace (month + 2 as month) from rows where source_line = 284",
        "month '2021-05-03' is not the first day of a month",
    ),
    "no publication": (
        "select * replace (null::varchar as publication_id) from rows where source_line = 284",
        "publication_id is empty; it is needed",
    ),
    "a publication that is not registered": (
        "select * replace ('140007-2020' as publication_id) from rows where source_line = 284",
        "publication_id '140007-2020' is not in publication_register; register it there",
    ),
}


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


def test_a_folder_that_lacks_something_is_named_before_anything_runs(project: Project, landing: Path) -> None:
    table = landing / MONTHLY
    before = project.published_digests()

    def said(*folder: str) -> str:
        result = project.run("jukinet", "build", "--landing", *folder)
        assert result.returncode == 1
        assert project.published_digests() == before
        return result.stdout

    (table / FILE).write_bytes(b"PAR1 is not all")
    assert said(landing.as_posix()).startswith(f"error: {table.as_posix()}: cannot be read (")
    (table / FILE).unlink()
    assert said(landing.as_posix()) == (
        f"error: {table.as_posix()}: holds no Parquet file; write one, without rows if there are none\n"
    )
    shutil.rmtree(table)
    assert said(landing.as_posix()) == (
        f"error: {table.as_posix()}: is missing; each disclosure needs its folder, with a file without rows if there"
        " are none\n"
    )
    assert said("nowhere") == (
        "error: nowhere: is no folder; name the one that holds a folder of Parquet files per disclosure\n"
    )
    odd = landing.rename(landing.with_name("what's landed"))
    assert said(odd.as_posix()) == f"error: {odd.as_posix()}: has ' in its path, which cannot be read; rename it\n"
