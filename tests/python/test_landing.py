"""Transcriptions in Parquet files give the same tables as the seeds; a folder that lacks something is named."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from conftest import Project
from jukinet.landing import check_landing
from jukinet.seeds import load_seeds
from jukinet.warehouse import Warehouse
from landed import FILE, MONTHLY, change, land_seeds

KEPT = "NOT PUBLISHED: published is as it was.\n"


@pytest.fixture
def landing(built_project: Project, tmp_path: Path) -> Path:
    folder = tmp_path / "landing"
    land_seeds(built_project, folder)
    return folder


def test_parquet_gives_the_same_tables_as_the_seeds(
    built_project: Project, project: Project, landing: Path, tmp_path: Path
) -> None:
    project.empty_disclosures()
    project.set_threads(2)
    shutil.rmtree(project.published)
    # The program itself: it tells the results of each build.
    result = project.run_program("jukinet", "build", "--landing", landing.as_posix())
    assert result.returncode == 0, result.stdout
    before, after = built_project.published_digests(), project.published_digests()
    assert {name for name in before if before[name] != after.get(name)} == set()
    results = json.loads((project.root / "target/run_results.json").read_text(encoding="utf-8"))["results"]
    workers = {result["thread_id"] for result in results} - {"main"}
    assert len(workers) == 1, "two statements at once share the memory"


def test_a_folder_that_lacks_something_is_named_before_anything_runs(project: Project, landing: Path) -> None:
    table = landing / MONTHLY
    before = project.published_digests()

    def said(*folder: str) -> str:
        result = project.run("jukinet", "build", "--landing", *folder)
        assert result.returncode == 1
        assert project.published_digests() == before
        assert result.stdout.endswith(KEPT)
        return result.stdout.removesuffix(KEPT)

    (table / FILE).write_bytes(b"PAR1 is not all")
    assert said(landing.as_posix()).startswith(f"error: {(table / FILE).as_posix()}: cannot be read (")
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


def test_a_folder_that_nobody_may_read_is_not_passed_over(
    built_project: Project, landing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest of its table may be there. Whoever runs the tests may be permitted to read everything."""
    closed = landing / MONTHLY / "fiscal_year=2022"
    closed.mkdir()
    monkeypatch.setattr(os, "access", lambda path, mode: path != closed)
    (fault,) = check_landing(landing, load_seeds(built_project.root))
    assert (fault.path, fault.message) == (closed, "cannot be read (Permission denied); allow reading")


def test_a_suspect_that_is_landed_is_sought_in_no_seed(project: Project, landing: Path) -> None:
    """The seeds may still hold the publication: their row is another, and right."""
    change(landing, "select * replace (if(case_count = 42894, 48294, case_count) as case_count) from rows")
    change(landing, "from rows where division_name <> '市町村課'", "printed_authenticated_users")
    result = project.run("jukinet", "build", "--landing", landing.as_posix())
    assert result.returncode == 1
    missing = "rows/division_users_add_up one more row, users: nothing -> 5, the row is missing"
    assert f": {missing} (the seal has this row)\n" in result.stdout
    assert "likeliest: monthly/3(1)/local-taxes/2021-05 (line 284 of 140007-2021)" in result.stdout
    suspects = [line for line in result.stdout.splitlines() if line.startswith("  suspect ")]
    assert suspects
    assert not [line for line in suspects if "seeds/" in line]


def test_a_table_without_rows_of_a_publication_is_told_in_a_green_build_and_in_a_red_one(
    project: Project, landing: Path
) -> None:
    """No sum misses what no sum adds up; and where one does, it accuses the total."""
    project.unseal()
    change(landing, "from rows where false", "printed_inspection_findings")
    green = project.run("jukinet", "build", "--landing", landing.as_posix())
    assert green.returncode == 0, green.stdout
    told = "\nNo rows      printed_inspection_findings has none of 140007-2021\n"
    assert told in green.stdout
    change(landing, "from rows where false", "printed_authenticated_users")
    red = project.run("jukinet", "build", "--landing", landing.as_posix())
    assert red.returncode == 1
    assert f"\nNo rows      printed_authenticated_users has none of 140007-2021{told}" in red.stdout


def test_lost_figures_that_are_landed_are_deduced(project: Project, landing: Path) -> None:
    project.unseal()
    lost = "if({0}, null, {1})::{2} as {1}, if({0}, 'lost', cell_status) as cell_status"
    for table, is_lost, figure, type_ in (
        ("printed_authenticated_users", "division_name = 'パスポートセンター'", "user_count", "integer"),
        ("printed_statements", "statement = 'affairs_used'", "value", "bigint"),
    ):
        change(landing, f"select * replace ({lost.format(is_lost, figure, type_)}) from rows", table)
    result = project.run("jukinet", "build", "--landing", landing.as_posix())
    assert result.returncode == 0, result.stdout
    warehouse = Warehouse(project.published)
    derived = warehouse.sql(
        "select user_count::bigint, division_name from authenticated_users where cell_status = 'derived' union all "
        "select value, subject from stated_figures where cell_status = 'derived' order by all"
    )
    assert derived.rows() == [(15, "annex2"), (18, "annex1"), (70, "パスポートセンター")]
