"""Which checks CI is told of, and what of the suspects, from the results of a run and the tables of its database."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import duckdb
import polars as pl
import pytest

from jukinet.ci import (
    GATE,
    Check,
    Finding,
    annotation_lines,
    build_checks,
    failed_build,
    found_figures,
    seed_check,
    write_reports,
)
from jukinet.seal import SEALS

SUSPECT: dict[str, Any] = {
    "publication_id": "p",
    "component": 1,
    "hypothesis_id": 1,
    "priority": 1,
    "cell_id": "c",
    "seed_file": "a.csv",
    "seed_row": 3,
    "likelihood": "likeliest",
    "message": "tax: 48 -> 42",
}


def result(name: str, status: str, *, query: str = "select 1 as a, 2 as b", kind: str = "test", **more: Any) -> Any:
    node = SimpleNamespace(name=name, resource_type=kind, compiled_code=query)
    return SimpleNamespace(node=node, status=status, **({"failures": 1, "message": None} | more))


def with_tables(path: Path, **tables: pl.DataFrame) -> Path:
    with duckdb.connect(str(path)) as connection:
        for name, table in tables.items():
            connection.register("rows", table)
            connection.execute(f"create table {name} as from rows")
    return path


def suspected(tmp_path: Path, *suspects: dict[str, Any]) -> tuple[Finding, ...]:
    """What a failed gate says of suspects, each given by what it has otherwise than SUSPECT."""
    rows = pl.DataFrame([SUSPECT, *(SUSPECT | suspect for suspect in suspects)], infer_schema_length=None)[1:]
    database = with_tables(tmp_path / "x.duckdb", suspect_cells=rows)
    results = [result("suspect_cells", "success", kind="model"), result(GATE, "fail")]
    (check,) = build_checks(results, database)
    return check.findings[1:]


def test_a_test_passes_fails_or_is_skipped_and_of_models_only_those_are_told_that_fail(tmp_path: Path) -> None:
    results = [
        result("passed", "pass"),
        result("skipped", "skipped"),
        result("failed", "fail"),
        result("no_query", "error", message="no such column"),
        result("model", "error", kind="model", message="no such table"),
        result("mute", "error", kind="model"),
        result("unit", "fail", kind="unit_test", message="3 rows are not 4"),
        result("built", "success", kind="model"),
        result("behind", "skipped", kind="model"),
    ]
    assert build_checks(results, tmp_path / "x.duckdb") == [
        Check("passed", "passed"),
        Check("skipped", "skipped"),
        Check("failed", "failed", (Finding("1, 2"),)),
        Check("no_query", "failed", (Finding("no such column"),)),
        Check("model", "failed", (Finding("no such table"),)),
        Check("mute", "failed", (Finding("failed"),)),
        Check("unit", "failed", (Finding("3 rows are not 4"),)),
    ]
    assert seed_check([]) == Check("seeds_are_well_formed", "passed")
    assert failed_build("why").status == "failed"


def test_a_broken_seal_alone_is_told_in_other_words_where_there_are_some(tmp_path: Path) -> None:
    heard = []

    def reword(line: str) -> list[str]:
        heard.append(line)
        return [line.replace("  1", "  a.csv:7 changed")]

    query = "select range as number, concat(range, '!') as message from range(1, 3)"
    results = [result("another", "fail", query=query, failures=2), result(SEALS, "fail", query=query, failures=2)]
    another, seal = build_checks(results, tmp_path / "x.duckdb", reword)
    assert heard == [f"{SEALS}: 2", "  1!", "  2!"]
    assert another.findings == (Finding("1!"), Finding("2!"))
    assert seal.findings == (Finding("changed!", "a.csv", 7), Finding("2!"))
    assert build_checks(results[1:], tmp_path / "x.duckdb") == [Check(SEALS, "failed", another.findings)]


def test_suspects_are_told_by_the_gate_alone_and_of_this_build_alone(tmp_path: Path) -> None:
    assert len(suspected(tmp_path, {})) == 1
    database = tmp_path / "x.duckdb"
    for results in (
        [result("suspect_cells", "skipped", kind="model"), result(GATE, "fail")],
        [result("cells", "success", kind="model"), result(GATE, "fail")],
        [result("suspect_cells", "success", kind="model"), result("another", "fail")],
    ):
        (check,) = build_checks(results, database)
        assert check.findings == (Finding("1, 2"),)


def test_the_first_of_each_error_are_told_in_their_order(tmp_path: Path) -> None:
    found = suspected(
        tmp_path,
        {"publication_id": "q", "message": "4", "likelihood": "the only explanation found"},
        {"component": 2, "message": "3", "cell_id": None, "likelihood": None, "seed_file": None, "seed_row": None},
        {"hypothesis_id": 2, "message": "equally likely"},
        {"cell_id": "d", "message": "2", "seed_row": None},
        {"message": "1"},
        {"message": "less likely", "priority": 2},
    )
    assert found == (
        Finding("suspect, likeliest, together with 1 other cell: 1", "a.csv", 3),
        Finding("suspect, likeliest, together with 1 other cell: 2", "a.csv"),
        Finding("suspect, likeliest: equally likely", "a.csv", 3),
        Finding("3"),
        Finding("suspect, the only explanation found: 4", "a.csv", 3),
    )


def test_of_many_suspects_twenty_are_told(tmp_path: Path) -> None:
    assert len(suspected(tmp_path, *({"component": number} for number in range(21)))) == 20


def test_figures_are_counted_by_their_kind_and_those_of_an_earlier_edition_are_left_out(tmp_path: Path) -> None:
    statuses = ["lost", "not_applicable", *["printed"] * 1000, "derived", "printed"]
    database = with_tables(
        tmp_path / "x.duckdb",
        resolved_cells=pl.DataFrame({"cell_status": statuses, "table_name": [*["annual"] * 1003, "earlier_edition"]}),
        reconciliation=pl.DataFrame({"status": ["not_evaluable", "balanced", "balanced"]}),
        anomalies=pl.DataFrame(schema={"anomaly": pl.String, "acknowledged": pl.Boolean}),
    )
    assert found_figures(database) == [
        "Cells: 1,000 printed, 1 derived, 1 lost",
        "Edits: 2 balanced, 1 not evaluable",
        "Anomalies: none",
    ]
    odd = pl.DataFrame({"anomaly": ["jump", "jump", "jump"], "acknowledged": [True, False, False]})
    with duckdb.connect(str(database)) as connection:
        connection.register("odd", odd)
        connection.execute("insert into anomalies from odd")
    assert found_figures(database)[2] == "Anomalies: 2 jump, 1 jump acknowledged"


def test_what_names_a_file_is_annotated_first_and_nothing_else_changes_place() -> None:
    checks = [Check("a", "failed", (Finding("1"), Finding("2", "x.csv", 4))), failed_build("3")]
    checks.append(Check("b", "failed", (Finding("4", "a.csv"), Finding("5", line=6))))
    assert annotation_lines(checks) == [
        "::error file=x.csv,line=4,title=a::2",
        "::error file=a.csv,title=b::4",
        "::error title=a::1",
        "::error title=the_build_ran::3",
        "::error title=b::5",
    ]


def test_a_summary_is_added_to_what_stands_on_the_page_of_the_job(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, folder = tmp_path / "page.md", tmp_path / "new/ci"
    page.write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(page))
    write_reports([seed_check([]), *(Check(name, "skipped") for name in "bc")], folder, ["Cells: 件"])
    summary = (folder / "summary.md").read_text(encoding="utf-8")
    assert summary.splitlines() == [
        "## Reconciliation",
        "",
        "All 1 checks passed; the tables are published.",
        "",
        "- Cells: 件",
    ]
    assert page.read_text(encoding="utf-8") == f"before\n{summary}"
    lines = (folder / "junit.xml").read_text(encoding="utf-8").splitlines()
    assert lines[1:] == [
        '<testsuite name="jukinet" tests="3" failures="0" skipped="2" errors="0">',
        '  <testcase classname="jukinet" name="seeds_are_well_formed" />',
        '  <testcase classname="jukinet" name="b">',
        "    <skipped />",
        "  </testcase>",
        '  <testcase classname="jukinet" name="c">',
        "    <skipped />",
        "  </testcase>",
        "</testsuite>",
    ]
