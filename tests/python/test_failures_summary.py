"""What the summary of a red build says of each failure, how much of it, and in which order."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import duckdb
import pytest

from summary_macros import SummaryMacros

GATE = "assert_every_balance_edit_holds_or_is_declared"
TABLES_KEPT = "NOT PUBLISHED: published is as it was."
ONE_EDIT = "select 'p' as publication_id, 'e' as edit_id, 'e: difference -1' as message"
REGISTER = "seeds/registers/known_differences.csv"
DECLARE = f"  Where the print really differs, declare it in {REGISTER}, exactly and with its reason."


def result(name: str, status: str = "fail", *, query: str = "select 1", kind: str = "test", **more: Any) -> Any:
    node = SimpleNamespace(name=name, resource_type=kind, compiled_code=query)
    return SimpleNamespace(node=node, status=status, **({"failures": 1, "message": None} | more))


def numbered(count: int) -> str:
    return f"select printf('%02d', range) as message, range as other from range({count}) order by range desc"


def said(*failures: Any, built: tuple[str, ...] = (), **shown: int) -> list[str]:
    with duckdb.connect() as connection:
        connection.execute(
            "create table unknown_members as select 'p' as publication_id, 'e' as edit_id, 'c' as cell_id"
        )
        lost = "'lost' as cell_status, null as value, 'tax' as row_label, 'R03' as column_label, 7 as source_line"
        connection.execute(f"create table resolved_cells as select 'p' as publication_id, 'c' as cell_id, {lost}")
        macros = SummaryMacros(connection)
        macros._names["summarize_suspects"] = lambda _: macros.said.append("  suspects")
        macros._names["summarize_absent_rows"] = lambda _: macros.said.append("No rows")
        macros.summarize_failures(list(failures), built, **shown)
        return macros.said


def test_failed_tests_come_first_by_name_and_then_what_could_not_run() -> None:
    assert said(
        result("model_b", "error", kind="model", message="no\n  such table"),
        result("test_b", query="select 2 as x, 'y' as y -- without a message"),
        result("test_c", "error", message="no such column"),
        result("unit_test_a", kind="unit_test"),
        result("test_a", query="select 'why' as message, 3 as other"),
        built=("resolved_cells", "suspect_cells"),
    ) == [
        "",
        TABLES_KEPT,
        "test_a: 1",
        "  why",
        "test_b: 1",
        "  2, y",
        "model_b: no such table",
        "test_c: no such column",
        "unit_test_a: failed",
        "No rows",
    ]


def test_twenty_rows_of_a_test_are_shown_in_order_and_the_others_counted() -> None:
    twenty = [f"  {number:02d}" for number in range(20)]
    few, many = result("a", query=numbered(20), failures=20), result("b", query=numbered(23), failures=23)
    assert said(few, many)[2:-1] == ["a: 20", *twenty, "b: 23", *twenty, "  and 3 more"]
    assert said(few, sorted_rows=2)[2:-1] == ["a: 20", "  18", "  19"]


@pytest.mark.parametrize(
    ("failed", "built", "head"),
    [
        ("another", ("published_files",), "PUBLISHED, but a check failed."),
        ("another", (), TABLES_KEPT),
        ("assert_tables_were_published", ("published_files",), TABLES_KEPT),
    ],
)
def test_a_failure_tells_whether_the_tables_were_published(failed: str, built: tuple[str, ...], head: str) -> None:
    assert said(result(failed), built=built)[:2] == ["", head]


def test_a_model_that_failed_beside_published_tables_is_told_without_the_rule_of_its_table() -> None:
    mismatch = "This model has a contract.\n\n| column_name | type |\n| ----------- | ---- |\n| case_count | HUGEINT |"
    assert said(result("m", "error", kind="model", message=mismatch), built=("published_files",)) == [
        "",
        "PUBLISHED, but a model failed.",
        "m: This model has a contract. | column_name | type | | case_count | HUGEINT |",
        "No rows",
    ]


def test_of_the_gate_it_tells_what_is_lost_what_is_suspected_and_what_to_declare() -> None:
    gate = result(GATE, query=ONE_EDIT)
    built = ("resolved_cells", "suspect_cells")
    lost = "  e: difference -1; 1 lost, tax, R03 at line 7"
    assert said(gate, built=built)[3:] == [lost, "  suspects", DECLARE, "No rows"]
    assert said(gate, built=("suspect_cells",))[3:] == ["  e: difference -1", "  suspects", DECLARE, "No rows"]
    assert said(gate, built=("resolved_cells",))[3:] == [lost, DECLARE, "No rows"]
    assert said(result("another", query=ONE_EDIT), built=built)[3:] == ["  e: difference -1", "No rows"]


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("no table\n  of that name\n\nis there", "no table of that name is there"),
        ("no column SQLSTATE: 42703; line 1\n== SQL ==\nselect", "no column SQLSTATE: 42703; line 1"),
        ("no\nJVM stacktrace:\norg.apache", "no"),
        ("no\n\tat org.apache\norg.apache", "no"),
        ("no\n  > in macro one (macros/one.sql)\n  > called by model two", "no"),
        (
            "Out of Memory Error: 3 GB used\nPossible solutions:\n* more threads",
            "Out of Memory Error: 3 GB used Allow more by JUKINET_MEMORY_LIMIT, or build on a larger machine.",
        ),
    ],
)
def test_of_a_message_the_cause_stands_on_one_line(message: str, line: str) -> None:
    with duckdb.connect() as connection:
        assert SummaryMacros(connection).one_line(message) == line
