"""CI gets annotations, a Markdown summary and a JUnit file of a red build; test_build.py has the green one."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import duckdb

from conftest import Project
from jukinet.ci import Check, Finding, annotation_lines

GATE = "assert_every_balance_edit_holds_or_is_declared"


def _failures(project: Project) -> dict[str, str]:
    suite = ElementTree.parse(project.root / "target/ci/junit.xml").getroot()
    failures = {
        case.get("name", ""): case.findtext("failure", "") for case in suite if case.find("failure") is not None
    }
    assert suite.get("failures") == str(len(failures))
    return failures


def test_a_red_build_annotates_the_row_of_the_seed(project: Project) -> None:
    project.replace("disclosures/printed_monthly_counts", ",42894,printed", ",48294,printed")
    result = project.run("jukinet", "build", "--ci-report", "target/ci")
    assert result.returncode == 1
    annotation = f"::error file=seeds/disclosures/printed_monthly_counts.csv,line=24,title={GATE}::"
    (annotated,) = [line for line in result.stdout.splitlines() if line.startswith(annotation)]
    assert annotated.endswith("48294 -> 42894, two adjacent digits exchanged: the likeliest explanation")
    summary = (project.root / "target/ci/summary.md").read_text(encoding="utf-8")
    assert "`seeds/disclosures/printed_monthly_counts.csv:24`" in summary
    assert "printed 830962, computed 836362, difference -5400" in _failures(project)[GATE]


def test_a_malformed_seed_is_annotated_too(project: Project) -> None:
    project.replace("disclosures/printed_monthly_counts", ",42894,printed", ",abc,printed")
    result = project.run("jukinet", "build", "--ci-report", "target/ci")
    assert result.returncode == 1
    annotation = "::error file=seeds/disclosures/printed_monthly_counts.csv,line=24,title=seeds_are_well_formed::"
    assert annotation + "case_count 'abc' is not a whole number" in result.stdout
    assert list(_failures(project)) == ["seeds_are_well_formed"]


def test_a_build_that_cannot_start_is_no_green_build(project: Project) -> None:
    path = project.root / "models/marts/counts/publications.sql"
    path.write_text(path.read_text(encoding="utf-8") + "-- {{ ref('no_such_model') }}\n", encoding="utf-8")
    result = project.run("jukinet", "build", "--ci-report", "target/ci")
    assert result.returncode == 1
    assert "no_such_model" in _failures(project)["the_build_ran"]


def test_a_held_database_is_reported(project: Project) -> None:
    with duckdb.connect(str(project.root / "target/jukinet.duckdb"), read_only=True):
        result = project.run("jukinet", "build", "--ci-report", "target/ci")
    assert result.returncode == 1
    assert "in use by process" in _failures(project)["the_build_ran"]


def test_annotations_are_escaped() -> None:
    check = Check("a,b", "failed", (Finding("50 %\nof it", "a:b.csv", 3),))
    assert annotation_lines([check]) == ["::error file=a%3Ab.csv,line=3,title=a%2Cb::50 %25%0Aof it"]
