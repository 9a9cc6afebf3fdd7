"""Each condition of an assertion is needed: tables that differ in what it alone tells apart."""

from __future__ import annotations

import re

import duckdb
import pytest

from bad_input.wrong_edits import EDITS
from bad_input.wrong_registers import REGISTERS
from bad_input.wrong_rows import ROWS
from conftest import Project

CASES = EDITS | REGISTERS | ROWS


def messages(project: Project, assertion: str, changes: str) -> list[str]:
    """What an assertion says of the tables of a build after some changes in them."""
    (compiled,) = (project.root / "target/compiled/jukinet").rglob(f"{assertion}.sql")
    sql = compiled.read_text(encoding="utf-8")
    with duckdb.connect() as connection:
        connection.execute(f"attach '{project.root / 'target/jukinet.duckdb'}' as built (read_only)")
        connection.execute("attach ':memory:' as jukinet; use jukinet.main")
        for table in sorted(set(re.findall(r'"jukinet"\."main"\."(\w+)"', sql))):
            connection.execute(f"create table {table} as from built.{table}")
        assert connection.sql(sql).fetchall() == [], "the tables are right as they were built"
        connection.execute(changes)
        return sorted(row[0] for row in connection.sql(f"select message from ({sql}\n)").fetchall())


@pytest.mark.parametrize("name", CASES)
def test_an_assertion_says_what_is_wrong_and_no_more(built_project: Project, name: str) -> None:
    case = CASES[name]
    found = messages(built_project, case.assertion, case.changes)
    assert [message for message in found if case.about in f"{message}\0"] == case.said
