"""What the summary of a green build counts, shows and leaves out, and which tables it says to be without rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

import duckdb
import polars as pl
import pytest

from summary_macros import SummaryMacros

EARLIER = "earlier_edition"


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """Three publications: q is the newest, and not sealed."""
    tables = {
        "publications": pl.DataFrame(
            [("q", "Q", 2023, "R05", False), ("p", "P", 2021, "R03", True), ("o", "O", 2022, "R04", True)],
            ["publication_id", "publisher_name_en", "fiscal_year", "fiscal_year_label", "is_sealed"],
            orient="row",
        ),
        "resolved_cells": pl.DataFrame(
            [("printed", "annual")] * 3
            + [("lost", "annual")] * 2
            + [("derived", "annual")]
            + [("printed", EARLIER), ("lost", EARLIER)],
            ["cell_status", "table_name"],
            orient="row",
        ),
        "derived_cells": pl.DataFrame(
            [
                ("p", "a", 1, "sum"),
                ("q", "c", 3, None),
                ("q", "d", 5, "sum"),
                ("q", "b", 2, "sum"),
                ("o", "z", 4, "sum"),
            ],
            ["publication_id", "cell_id", "case_count", "confirmed_by_edit_id"],
            orient="row",
        ),
        "anomalies": pl.DataFrame(
            [
                ("p", "exchange", "x", "old", False),
                ("q", "exchange", "z", "second", False),
                ("q", "exchange", "y", "first", False),
                ("q", "exchange", "v", "known", True),
                ("q", "jump", "u", "jumps", False),
                ("q", "jump", "t", "jumped", True),
            ],
            ["publication_id", "anomaly", "cell_ids", "description", "acknowledged"],
            orient="row",
        ),
        "stg_balance_edits": pl.DataFrame(
            {"edit_group": ["agree", "sum"], "part_selectors": ["earlier_edition/total + earlier_edition/affair", "x"]}
        ),
        "reconciliation": pl.DataFrame(
            [
                ("p", "agree/b", "agree", "accepted", 1, 8, 7, False, False),
                ("q", "agree/d", "agree", "accepted", 1, 6, 5, False, False),
                ("q", "agree/c", "agree", "accepted", -1, 3, 4, False, False),
                ("q", "agree/e", "agree", "accepted", 0, 3, 3, False, False),
                ("q", "agree/f", "agree", "broken", 1, 3, 2, False, False),
                ("q", "sum/a", "sum", "accepted", 1, 3, 2, False, False),
                *[("q", "sum/b", "sum", "balanced", 0, 3, 3, True, False)] * 4,
                *[("q", "sum/c", "sum", "balanced", 0, 3, 3, False, True)] * 3,
                *[("q", "sum/d", "sum", "not_evaluable", None, None, 3, False, False)] * 2,
            ],
            [
                "publication_id",
                "edit_id",
                "edit_group",
                "status",
                "difference",
                "printed",
                "computed",
                "is_verified",
                "is_spent",
            ],
            orient="row",
        ),
    }
    with duckdb.connect() as database:
        for name, table in tables.items():
            database.register("rows", table)
            database.execute(f"create table {name} as from rows")
        yield database


def summary(connection: duckdb.DuckDBPyConnection, shown: int = 10) -> list[str]:
    macros = SummaryMacros(connection)
    macros.summarize_warehouse([], shown=shown)
    return macros.said


def test_what_is_counted_and_shown_is_of_its_kind_and_the_newest_is_first(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    assert summary(connection) == [
        "",
        "Loaded       o, O, R04",
        "Loaded       p, P, R03",
        "Loaded       q, Q, R05 (not sealed)",
        "Cells        3 printed, 5 derived, 2 lost",
        "Edits        7 balanced, 1 broken, 2 not evaluable, 5 accepted; 4 verify, 3 spent on a derived cell",
        "Derived      b = 2 in q, confirmed by sum",
        "Derived      c = 3 in q, not confirmed",
        "Derived      d = 5 in q, confirmed by sum",
        "Derived      z = 4 in o, confirmed by sum",
        "Derived      a = 1 in p, confirmed by sum",
        "Restated     agree/c = 3 in q, 4 in the edition before",
        "Restated     agree/d = 6 in q, 5 in the edition before",
        "Restated     agree/b = 8 in p, 7 in the edition before",
        "Looks odd    first (y in q)",
        "Looks odd    second (z in q)",
        "Looks odd    old (x in p)",
        "Looks odd    1 figures changed more than 10-fold; see the table anomalies",
        "Tables       published/*.parquet, *.csv and jukinet.xlsx",
    ]


@pytest.mark.parametrize(
    ("shown", "more"), [(2, ["Derived 3", "Restated 1", "Looks odd 1"]), (3, ["Derived 2"]), (5, [])]
)
def test_what_is_not_shown_is_counted(connection: duckdb.DuckDBPyConnection, shown: int, more: list[str]) -> None:
    told = [re.match(r"(\w+(?: \w+)?) +and (\d+) more ", line) for line in summary(connection, shown)]
    assert [f"{line[1]} {line[2]}" for line in told if line] == more


def test_one_publication_is_not_named_on_each_line_and_many_are_counted(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("update resolved_cells set cell_status = 'derived' where cell_status = 'lost'")
    connection.execute("update anomalies set acknowledged = true")
    connection.execute("delete from publications where publication_id = 'o'")
    assert "Derived      b = 2 in q, confirmed by sum" in summary(connection)
    connection.execute("delete from publications where publication_id = 'p'")
    said = summary(connection)
    assert said[1:3] == ["Loaded       q, Q, R05 (not sealed)", "Cells        3 printed, 5 derived"]
    assert "Derived      b = 2, confirmed by sum" in said
    assert not any(line.startswith("Looks odd") for line in said)
    more = "insert into publications select concat(publication_id, range), * exclude (publication_id, range) from "
    connection.execute(f"{more} publications, range(4)")
    assert summary(connection)[5:7] == ["Loaded       q3, Q, R05 (not sealed)", "Cells        3 printed, 5 derived"]
    connection.execute(f"{more} (from publications limit 1), range(9, 10)")
    assert summary(connection)[1:3] == ["Loaded       6 publications", "Cells        3 printed, 5 derived"]


def test_tables_without_a_row_of_a_publication_are_named_where_both_were_built(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    register, seeds = (
        "stg_publication_register",
        ("stg_printed_totals", "stg_printed_affairs", "stg_printed_statements"),
    )
    connection.execute(f"create table {register} as select unnest(['p', 'q', 'r']) as publication_id")
    for seed, publications in zip(seeds, (["q"], ["p", "r"], ["p", "q", "r"]), strict=True):
        connection.execute(f"create table {seed} as select unnest({publications}) as publication_id")

    def said(*built: str) -> list[str]:
        macros = SummaryMacros(connection)
        macros.summarize_absent_rows(built)
        return macros.said

    affairs = "No rows      printed_affairs has none of q"
    assert said(register, *seeds) == [affairs, "No rows      printed_totals has none of p and 1 more"]
    assert said(register, "stg_printed_affairs") == [affairs]
    assert said(*seeds) == []
