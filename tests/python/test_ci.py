"""CI gets annotations, a Markdown summary and a JUnit file of a red build; test_build.py has the green one."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from pathlib import Path
from types import SimpleNamespace

import duckdb
import pytest

from conftest import Project
from jukinet.check import Fault
from jukinet.ci import Check, Finding, annotation_lines, build_checks, seed_check, write_reports
from jukinet.seal import SEALS

GATE = "assert_every_balance_edit_holds_or_is_declared"


def _failures(project: Project) -> dict[str, str]:
    suite = ElementTree.parse(project.root / "target/ci/junit.xml").getroot()
    failures = {
        case.get("name", ""): case.findtext("failure", "") for case in suite if case.find("failure") is not None
    }
    assert suite.get("failures") == str(len(failures))
    return failures


def test_an_explanation_that_is_alone_is_not_called_one_of_several(project: Project) -> None:
    for office in ("5", "6"):
        project.drop("disclosures/printed_inspected_offices", f"140007-2021,2021-external-audit,{office},")
    result = project.run("jukinet", "build", "--ci-report", "target/ci")
    annotation = f"::error file=seeds/disclosures/printed_inspected_offices.csv,title={GATE}::"
    (annotated,) = [line for line in result.stdout.splitlines() if line.startswith(annotation)]
    assert annotated.startswith(f"{annotation}suspect, the only explanation found: ")
    assert annotated.endswith("11 -> 13, the list is too short (the seal has more rows)")


def test_a_red_build_annotates_the_row_of_the_seed(project: Project) -> None:
    project.replace("disclosures/printed_monthly_counts", ",42894,printed", ",48294,printed")
    result = project.run("jukinet", "build", "--ci-report", "target/ci")
    assert result.returncode == 1
    annotation = f"::error file=seeds/disclosures/printed_monthly_counts.csv,line=24,title={GATE}::"
    (annotated,) = [line for line in result.stdout.splitlines() if line.startswith(annotation)]
    assert annotated.startswith(f"{annotation}suspect, likeliest: (line 284 of 140007-2021) ")
    assert annotated.endswith("48294 -> 42894, two adjacent digits exchanged (this row differs from the seal)")
    summary = (project.root / "target/ci/summary.md").read_text(encoding="utf-8")
    assert "`seeds/disclosures/printed_monthly_counts.csv:24`" in summary
    assert "printed 830962, computed 836362, difference -5400" in _failures(project)[GATE]
    # The row that the seal names stands in all places in the words of the terminal.
    seed = "seeds/disclosures/printed_monthly_counts.csv"
    told = "(line 284 of 140007-2021): case_count was 42894, is 48294"
    title = "assert_sealed_rows_are_unchanged"
    assert f"  {seed}:24 {told}" in result.stdout.splitlines()
    assert f"::error file={seed},line=24,title={title}::{told}" in result.stdout.splitlines()
    assert f"| {title} | {told} | `{seed}:24` |" in summary.splitlines()
    assert _failures(project)[title].splitlines()[0] == f"{seed}:24: {told}"
    assert "not in the seal" not in summary


def test_a_project_with_a_space_in_its_name_is_built_from_elsewhere(project: Project) -> None:
    """dbt works in the project's directory, where a path that was given from elsewhere leads nowhere."""
    root = project.root.rename(project.root.with_name("my project"))
    command = ("jukinet", "build", "--ci-report", "ci", "--root", "my project")
    green = Project(root.parent).run(*command)
    assert green.returncode == 0, green.stdout
    assert "checks passed; the tables are published" in (root.parent / "ci/summary.md").read_text(encoding="utf-8")
    Project(root).replace("disclosures/printed_training_attendance", ",693,", ",694,")
    red = Project(root.parent).run(*command)
    told = "(line 10 of 140007-2021): attendee_count was 693, is 694"
    seed = "seeds/disclosures/printed_training_attendance.csv"
    assert f"  {seed}:2 {told}" in red.stdout.splitlines()
    assert f"::error file={seed},line=2,title=assert_sealed_rows_are_unchanged::{told}" in red.stdout.splitlines()


def test_a_place_may_have_a_space(tmp_path: Path) -> None:
    node = SimpleNamespace(name=SEALS, resource_type="test", compiled_code="select 1 as message")
    told = ["  my project/x.csv:3 (line 1): a was b.csv:1 c, is d"]
    (check,) = build_checks(
        [SimpleNamespace(node=node, status="fail", failures=1)],
        tmp_path / "x.duckdb",
        lambda line: [line] if line.startswith(SEALS) else told,
    )
    assert check.findings == (Finding("(line 1): a was b.csv:1 c, is d", "my project/x.csv", 3),)


def test_rows_beyond_the_most_that_are_read_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test of millions of landed publications may find millions of rows."""
    monkeypatch.setattr("jukinet.ci._MOST_ROWS", 2)
    query = "select concat('row ', range) as message from range(5)"
    node = SimpleNamespace(name="assert_it", resource_type="test", compiled_code=query)
    (check,) = build_checks([SimpleNamespace(node=node, status="fail", failures=5)], tmp_path / "x.duckdb")
    assert check.findings == (Finding("row 0"), Finding("row 1"), Finding("and 3 more"))


def test_a_check_that_fails_beside_published_tables_does_not_say_that_they_are_the_old_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A test of no table, such as one of a macro, holds nothing back."""
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    failed = Check("assert_it", "failed", (Finding("it is not"),))
    for status, told in (
        ("passed", "1 of 2 checks failed; the tables are published."),
        ("skipped", "1 of 2 checks failed; what is published is as it was."),
    ):
        write_reports([Check("assert_tables_were_published", status), failed], tmp_path)
        assert told in (tmp_path / "summary.md").read_text(encoding="utf-8").splitlines()


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
    check = Check("a,b", "failed", (Finding("50 % of it", "a:b.csv", 3),))
    assert annotation_lines([check]) == ["::error file=a%3Ab.csv,line=3,title=a%2Cb::50 %25 of it"]


def test_what_no_file_may_hold_is_kept_out_of_all_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message quotes what stands in a file, be it a line break, a control character or half a character."""
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    check = Check("named", "failed", (Finding("name 'a\x1b[31m\x00\udc80\uffff|b'\r\n  is\u2028\todd\n", "a.csv", 3),))
    told = "name 'a\ufffd[31m\ufffd\ufffd\ufffd|b' is odd"
    write_reports([check], tmp_path)
    failure = ElementTree.parse(tmp_path / "junit.xml").find("testcase/failure")
    assert failure is not None
    assert failure.text == failure.get("message") == f"a.csv:3: {told}"
    row = f"| named | {told.replace('|', '&#124;')} | `a.csv:3` |"
    assert (tmp_path / "summary.md").read_text(encoding="utf-8").splitlines()[-1] == row
    assert annotation_lines([check]) == [f"::error file=a.csv,line=3,title=named::{told}"]


def test_what_is_wrong_with_a_whole_file_is_told_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    check = seed_check([Fault(Path("seeds/a.csv"), 0, "cannot be read")])
    write_reports([check], tmp_path)
    failure = ElementTree.parse(tmp_path / "junit.xml").find("testcase/failure")
    assert failure is not None
    assert failure.text == failure.get("message") == "seeds/a.csv: cannot be read"
    row = "| seeds_are_well_formed | cannot be read | `seeds/a.csv` |"
    assert (tmp_path / "summary.md").read_text(encoding="utf-8").splitlines()[-1] == row
    assert annotation_lines([check]) == ["::error file=seeds/a.csv,title=seeds_are_well_formed::cannot be read"]
