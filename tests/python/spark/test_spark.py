"""Spark builds what DuckDB builds: the same tables, and the same words where something is wrong."""

from __future__ import annotations

import os
import re
import shutil
import sys
from pathlib import Path

import polars as pl
import pytest

from conftest import Project
from ingest.made_up import make
from ingest.register_rows import register_names
from jukinet.warehouse import Warehouse
from landed import land_seeds, transcribe_made_up
from notebooks.two_editions import move_affair

needs_java = pytest.mark.skipif(
    shutil.which("java") is None and "JAVA_HOME" not in os.environ,
    reason="there is no Java, so that the build on Spark is left out; install openjdk-17-jre-headless or its like",
)
TEXT = "\"Quoted\", with 'None' and 100 % of a backslash \\"


@pytest.fixture(scope="module")
def editions(built_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The real edition, a made-up one of the year after that has lost figures of every kind and a moved affair, and
    four generated ones of two publishers, built by DuckDB; and a text that is hard to load.
    """
    root = tmp_path_factory.mktemp("editions") / "project"
    project, year = built_project.copy_to(root), make(4, shifts=False)
    register_names(project, year)
    (root / "r04.txt").write_text(with_losses(year.text), encoding="utf-8")
    cells = "annual/nonprofit-corporations-fujisawa/2020 annual/passports-fujisawa/2020"
    reason = TEXT.replace('"', '""')
    with (root / "seeds/registers/acknowledged_anomalies.csv").open("a", encoding="utf-8", newline="") as file:
        file.write(f'140007-2021,exchange,{cells},"{reason}"\n')
    transcribe_made_up(project, tmp_path_factory.mktemp("generated") / "landing", publications=4, years=2)
    result = project.run("jukinet", "ingest", "r04.txt", "--publisher", "140007", "--fiscal-year", "2022")
    assert result.returncode == 0, result.stdout
    move_affair(project, "cancer-registry")
    result = project.run("jukinet", "build")
    assert result.returncode == 0, result.stdout
    return project


def with_losses(text: str) -> str:
    """Nobody can read the users of a division, a statement that an edit gives and one that none gives."""
    for figure in ("パスポートセンター\t70人", "- 19事務で", "- 73事務で"):
        assert text.count(figure) == 1, figure
        text = text.replace(figure, re.sub(r"\d+", "判読不能", figure))
    return text


def entries(root: Path) -> set[str]:
    return {path.name for path in root.iterdir()}


def number_of_unit_tests(root: Path) -> int:
    return sum(path.read_text(encoding="utf-8").count("\n    model: ") for path in (root / "models").rglob("*.yml"))


@needs_java
@pytest.mark.long
def test_both_engines_publish_the_same_tables(editions: Project) -> None:
    before, published = entries(editions.root), editions.published_digests()
    result = editions.run("jukinet", "spark", "--compare-with", "published", "--unit-tests")
    assert result.returncode == 0, result.stdout
    lines = result.stdout.split("\n")
    assert lines[1] == "Loaded       6 publications"
    derived = [line for line in lines if line.startswith("Derived ")]
    assert len(derived) == 11
    assert re.fullmatch(r"Derived      and \d+ more in the table derived_cells", derived[-1])
    assert lines[-4:] == [
        "Tables       target/spark/published/*.parquet, *.csv and jukinet.xlsx",
        f"Unit tests   {number_of_unit_tests(editions.root)} passed",
        "Compared     20 tables, the same as in published/",
        "",
    ]
    assert not any("Looks odd" in line and "4,642 and 128" in line for line in lines), "the anomaly is acknowledged"
    assert TEXT.split(",")[0].replace('"', '""') in (editions.root / "target/spark/published/anomalies.csv").read_text(
        encoding="utf-8"
    )
    assert entries(editions.root) == before
    assert editions.published_digests() == published
    shown = Warehouse(editions.published).sql(
        "select user_count::bigint, cell_status from authenticated_users where cell_status <> 'printed' union all "
        "select value, cell_status from stated_figures where cell_status <> 'printed' order by all"
    )
    assert shown.rows() == [(19, "derived"), (70, "derived"), (None, "lost")]


@needs_java
@pytest.mark.long
def test_a_red_build_of_landed_files_says_the_same_on_both_engines_and_an_error_of_spark_in_one_line(
    built_project: Project, project: Project, tmp_path: Path
) -> None:
    landing = tmp_path / "landing"
    land_seeds(built_project, landing)
    file = landing / "printed_monthly_counts/fiscal_year=2021/publisher=14/0.parquet"
    count = pl.col("case_count")
    pl.read_parquet(file).with_columns(count.replace(42894, 48294)).write_parquet(file)
    # What no engine may read: it would double the rows.
    shutil.copy(file, file.with_suffix(".parquet.old"))
    project.empty_disclosures()
    model = project.root / "models/staging/registers/stg_acknowledged_anomalies.sql"
    text = model.read_text(encoding="utf-8")
    model.write_text(text.replace("select * from final", "select *, no_such_column from final"), encoding="utf-8")
    said = {}
    for command in ("build", "spark"):
        result = project.run("jukinet", command, "--landing", landing.as_posix())
        assert result.returncode == 1
        said[command] = blocks(result.stdout)
    gate = "assert_every_balance_edit_holds_or_is_declared: 2"
    suspect = said["build"][gate][2]
    assert ": monthly/3(1)/local-taxes/2021-05 (line 284 of 140007-2021) " in suspect
    assert "48294 -> 42894, two adjacent digits exchanged" in suspect
    assert said["spark"] == said["build"]
    assert "NOT PUBLISHED: target/spark/published is as it was.\n" in result.stdout
    assert not (project.root / "target/spark/published").exists()
    *_, error = (line for line in result.stdout.splitlines() if line)
    assert error.startswith("stg_acknowledged_anomalies: ")
    assert "`no_such_column` cannot be resolved" in error
    assert error.partition("SQLSTATE: ")[2].partition(";")[0] == "42703"
    assert "CreateViewCommand" not in error
    assert "org.apache" not in error


def blocks(text: str) -> dict[str, list[str]]:
    """What each failed test said, indented under its name; but for the name of the database."""
    found: dict[str, list[str]] = {}
    head = ""
    for line in text.splitlines():
        if line.startswith("assert_"):
            found[head := line] = []
        elif head and line.startswith("  "):
            found[head].append(line.split(" in the table suspect_cells of ")[0])
        else:
            head = ""
    return found


def test_a_machine_without_java_is_told_so(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    result = project.run("jukinet", "spark")
    assert result.returncode == 1
    assert (
        result.stdout == "error: Spark needs Java 17 or later, and there is none: install it, or set JAVA_HOME to it\n"
    )


def test_a_java_that_cannot_be_run_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(project.root / "nowhere"))
    result = project.run("jukinet", "spark")
    assert result.returncode == 1
    assert result.stdout == (
        "error: Spark cannot start; it needs Java 17 or later. What it said is in target/spark/spark.log.\n"
    )
    assert "nowhere/bin/java" in (project.root / "target/spark/spark.log").read_text(encoding="utf-8")


def test_seeds_and_the_place_of_the_tables_are_looked_at_before_spark_starts(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(project.root / "nowhere"))
    monkeypatch.setenv("JUKINET_PUBLISHED", "models")
    result = project.run("jukinet", "spark")
    assert result.returncode == 1
    assert result.stdout.startswith("error: JUKINET_PUBLISHED is 'models', where files of the project have their place")
    project.replace("disclosures/printed_monthly_counts", ",42894,printed", ",-42894,printed")
    result = project.run("jukinet", "spark")
    assert result.returncode == 1
    assert result.stdout.startswith(
        "error: seeds/disclosures/printed_monthly_counts.csv:24: case_count -42894 is below"
    )
    assert not (project.root / "target/spark").exists()


@needs_java
@pytest.mark.parametrize("place", ["target/spark", "target/spark/spark.log/x"])
def test_a_place_that_spark_cannot_use_is_told(project: Project, place: str) -> None:
    path = project.root / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"a file\n")
    result = project.run("jukinet", "spark")
    assert result.returncode == 1
    assert result.stdout.startswith("error: target/spark/")
    assert result.stdout.endswith("; delete or rename target/spark, or allow writing\n")
    assert result.stdout.count("\n") == 1


def test_tables_are_not_compared_with_themselves(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    before = project.published_digests()
    monkeypatch.setenv("JUKINET_PUBLISHED", str(project.published))
    result = project.run("jukinet", "spark", "--compare-with", "published")
    assert result.returncode == 1
    assert result.stdout.startswith("error: published: Spark would publish there itself; unset JUKINET_PUBLISHED")
    assert project.published_digests() == before


def test_nothing_to_compare_with_is_said_before_anything_runs(project: Project) -> None:
    result = project.run("jukinet", "spark", "--compare-with", "nowhere")
    assert result.returncode == 1
    assert result.stdout == ("error: nowhere: holds no published tables to compare with; build them by jukinet build\n")
    assert not (project.root / "target/spark").exists()
