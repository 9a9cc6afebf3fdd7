"""A build publishes the same bytes again, says what it found, and no reader stands in its way."""

from __future__ import annotations

import errno
import os
import shlex
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from dbt.cli.main import dbtRunnerResult

from conftest import Project
from documents import assert_printed, indented
from jukinet.build import run_dbt
from jukinet.warehouse import Warehouse


@dataclass(frozen=True)
class Again:
    """A second build of the project, while somebody reads the tables of the first, and with the files for CI."""

    project: Project
    before: dict[str, str]
    reader: Warehouse
    lines: list[str]


@pytest.fixture(scope="module")
def again(built_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Again:
    project = built_project.copy_to(tmp_path_factory.mktemp("again") / "project")
    before = project.published_digests()
    (project.published / "report.html").write_text("of the old tables", encoding="utf-8")
    # A model that would fail where it goes on to load the solver.
    model = project.root / "models/intermediate/int_suspects.py"
    text = model.read_text(encoding="utf-8")
    broken = text.replace("from jukinet.suspects import find_suspects", "raise AssertionError")
    assert broken != text
    model.write_text(broken, encoding="utf-8", newline="\n")
    with duckdb.connect(str(project.root / "target/jukinet.duckdb")) as connection:
        connection.execute("drop view cells; create table cells as select 1 as x")
        connection.execute("drop table edit_sums; create view edit_sums as select 1 as x")
    reader = Warehouse(project.published)
    with duckdb.connect() as connection:
        cursor = connection.execute(f"select * from read_parquet('{project.published}/cells.parquet')")
        cursor.fetchone()
        result = project.run("jukinet", "build", "--ci-report", "target/ci")
    assert result.returncode == 0, result.stdout
    return Again(project, before, reader, [line for line in result.stdout.splitlines() if line])


def test_it_publishes_the_same_bytes(again: Again) -> None:
    assert again.project.published_digests() == again.before
    assert again.reader.table("publications").height == 1


def test_it_says_what_was_built(again: Again) -> None:
    lines, edits = again.lines, again.reader.table("reconciliation")
    verified, spent = edits["is_verified"].sum(), edits["is_spent"].sum()
    assert lines[0] == "Loaded       140007-2021, Kanagawa Prefecture, R03"
    assert lines[1] == "Cells        434 printed, 6 derived"
    said = f"Edits        {edits.height} balanced, 0 broken, 0 not evaluable, 0 accepted; "
    assert lines[2] == f"{said}{verified} verify, {spent} spent on a derived cell"
    assert sum(line.startswith("Derived") for line in lines) == 6
    assert sum(line.startswith("Looks odd") for line in lines) == 2
    assert lines[-2] == "Tables       published/*.parquet, *.csv and jukinet.xlsx"


@pytest.mark.figures
def test_the_shown_summary_is_what_a_build_prints(again: Again) -> None:
    """The red builds that are shown are compared in test_suspects.py, which has the same slips."""
    (shown,) = indented("README.md", "Loaded ")
    assert len(shown) == 8
    assert_printed(shown, "\n".join(again.lines))


def test_it_counts_what_it_does_not_show(again: Again) -> None:
    result = again.project.run("dbt", "run-operation", "summarize_warehouse", "--args", "{built: [], shown: 0}")
    assert result.returncode == 0, result.stdout
    shown = [line for line in again.lines if line.startswith(("Derived", "Looks odd"))]
    exchanged = sum(" look exchanged" in line for line in shown)
    assert [line for line in result.stdout.splitlines() if line.startswith(("Derived", "Looks odd"))] == [
        "Derived      and 6 more in the table derived_cells",
        f"Looks odd    and {exchanged} more that look exchanged; see the table anomalies",
        shown[-1],
    ]


def test_a_check_of_no_table_does_not_keep_the_tables_from_being_published(project: Project) -> None:
    check = "assert_calendar_macros_keep_their_examples"
    path = project.root / f"tests/macros/{check}.sql"
    path.write_text("select 'it is not' as message\n", encoding="utf-8", newline="\n")
    (project.published / "report.html").write_text("of the old tables", encoding="utf-8")
    result = project.run("jukinet", "build")
    assert result.returncode == 1
    assert f"\nPUBLISHED, but a check failed.\n{check}: 1\n  it is not\n" in result.stdout
    assert "NOT PUBLISHED" not in result.stdout
    assert not (project.published / "report.html").exists()


def test_the_report_of_the_old_tables_is_no_longer_true_and_goes(again: Again) -> None:
    assert not (again.project.published / "report.html").exists()
    assert again.lines[-1] == "Gone         report.html was of the old tables: make report"


def test_a_build_that_reconciles_finds_no_suspects_and_never_loads_the_solver(again: Again) -> None:
    """Error localization costs nothing while nothing is wrong: its modules are not even imported."""
    with duckdb.connect(str(again.project.root / "target/jukinet.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from suspect_cells").fetchall() == [(0,)]


def test_a_model_takes_the_place_of_what_had_its_name(again: Again) -> None:
    with duckdb.connect(str(again.project.root / "target/jukinet.duckdb"), read_only=True) as connection:
        kinds = dict(connection.execute("select table_name, table_type from information_schema.tables").fetchall())
    assert (kinds["cells"], kinds["edit_sums"]) == ("VIEW", "BASE TABLE")


def test_a_model_that_fails_leaves_the_old_one(project: Project) -> None:
    model = project.root / "models/intermediate/edit_sums.sql"
    model.write_text("select cast(edit_group as integer) as x from {{ ref('stg_balance_edits') }}\n", encoding="utf-8")
    result = project.run("dbt", "run", "--select", "edit_sums")
    assert "Could not convert string" in result.stdout
    with duckdb.connect(str(project.root / "target/jukinet.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) > 0 from edit_sums where member_count > 0").fetchall() == [(True,)]


def test_a_model_that_does_not_compile_is_named_and_no_other(project: Project) -> None:
    model = project.root / "models/intermediate/cell_tables/int_training_cells.sql"
    model.write_text(
        "select {{ no_macro() }} as x from {{ ref('stg_printed_training_attendance') }}\n", encoding="utf-8"
    )
    result = project.run("jukinet", "build")
    assert result.returncode == 1
    (told,) = (line for line in result.stdout.splitlines() if line.startswith("error: "))
    assert "in referenced ephemeral model model.jukinet.int_training_cells" in told
    assert told.endswith(" (logs/dbt.log has it at length)")
    assert "stg_" not in told


def test_what_dbt_cannot_read_or_write_is_named_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors = [OSError(errno.ENOSPC, "No space left"), PermissionError(errno.EACCES, "Permission denied", str(tmp_path))]
    file = tmp_path / "a.sql"
    file.touch()
    errors.append(PermissionError(errno.EACCES, "Permission denied", str(file)))

    class Failing:
        def __init__(self, callbacks: object) -> None:
            pass

        def invoke(self, arguments: object) -> dbtRunnerResult:
            return dbtRunnerResult(False, errors.pop(0))

    monkeypatch.setattr("dbt.cli.main.dbtRunner", Failing)
    # Whoever runs the tests may be permitted to read everything.
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    monkeypatch.chdir(tmp_path)
    advice = "Allow writing there and free some space, or name other directories by DBT_LOG_PATH and DBT_TARGET_PATH."
    assert [run_dbt(tmp_path).problem for _ in list(errors)] == [
        f"target: dbt cannot write it (No space left). {advice}",
        f"{tmp_path}: dbt cannot write it (Permission denied). {advice}",
        f"{file}: dbt cannot read it (Permission denied). Allow reading it.",
    ]


def test_an_empty_variable_is_as_good_as_none(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = project.published_digests()
    monkeypatch.setenv("JUKINET_PUBLISHED", "")
    monkeypatch.setenv("JUKINET_DATABASE", "")
    monkeypatch.setenv("JUKINET_MEMORY_LIMIT", "")
    result = project.run("jukinet", "build")
    assert result.returncode == 0, result.stdout
    assert "Tables       published/*.parquet, *.csv and jukinet.xlsx" in result.stdout
    assert project.published_digests() == before


def test_what_is_written_elsewhere_leaves_the_project_as_it_is(
    built_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = built_project.copy_to(tmp_path / "project")
    for made in ("target", "logs", "published"):
        shutil.rmtree(project.root / made, ignore_errors=True)
    before = {path for path in project.root.rglob("*") if "__pycache__" not in path.parts}
    elsewhere = tmp_path / "elsewhere"
    monkeypatch.setenv("JUKINET_DATABASE", str(elsewhere / "jukinet.duckdb"))
    monkeypatch.setenv("JUKINET_PUBLISHED", str(elsewhere / "published"))
    monkeypatch.setenv("DBT_TARGET_PATH", str(elsewhere / "target"))
    monkeypatch.setenv("DBT_LOG_PATH", str(elsewhere / "logs"))
    for command in ("build", "catalogue"):
        result = project.run("jukinet", command)
        assert result.returncode == 0, result.stdout
    assert {path for path in project.root.rglob("*") if "__pycache__" not in path.parts} == before
    assert (elsewhere / "published/catalogue.html").is_file()


def test_dbt_outside_of_the_project_is_refused_before_it_makes_a_database(
    built_project: Project, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    place = [f"--{name}-dir={built_project.root}" for name in ("project", "profiles")]
    place += [f"--{name}-path={tmp_path / name}" for name in ("target", "log")]
    result = Project(elsewhere).run_program("dbt", "build", *place)
    assert result.returncode != 0
    assert f"{elsewhere.resolve()}: dbt runs here, and this is not the project's directory" in result.stdout
    assert list(elsewhere.iterdir()) == []


def test_ci_is_told_of_no_fault(again: Again) -> None:
    assert not any("::error" in line for line in again.lines)
    folder = again.project.root / "target/ci"
    summary = (folder / "summary.md").read_text(encoding="utf-8").splitlines()
    assert summary[2].endswith("checks passed; the tables are published.")
    assert summary[4].startswith("- Cells: ")
    assert "434 printed" in summary[4]
    edits = again.reader.row_count("reconciliation")
    assert summary[5:] == [f"- Edits: {edits} balanced", "- Anomalies: 9 jump, 1 exchange"]
    assert ElementTree.parse(folder / "junit.xml").getroot().get("failures") == "0"


def test_what_nobody_reads_to_the_end_is_no_failure() -> None:
    """Every line of a build's summary is written by `write_line`; `jukinet build | head` closes the pipe after some."""
    output = "from jukinet.commands import write_line; from jukinet.outputs import keep_writing; keep_writing()"
    lines = f"{output}; [write_line('line') for _ in range(50_000)]; print('more')"
    command = f"{shlex.quote(sys.executable)} -c {shlex.quote(lines)} | head -1"
    result = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "line\n", "")
