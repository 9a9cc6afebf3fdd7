"""The tables of the governance tell their rows apart and say of what print says nothing that it does not."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from conftest import Project
from jukinet.report.cells import open_publication
from jukinet.report.drilldown import cell_value
from jukinet.report.governance import governance_tables
from jukinet.report.tables import PageTable
from jukinet.report.text import LOST, UNKNOWN, figure
from jukinet.warehouse import Warehouse
from report.page_reader import Page


def tables_of(published: Path) -> dict[str, PageTable]:
    return {table.anchor: table for table in governance_tables(open_publication(Warehouse(published), None))}


@pytest.fixture(scope="module")
def tables(built_project: Project) -> dict[str, PageTable]:
    return tables_of(built_project.published)


def texts(table: PageTable) -> list[list[str]]:
    return [["".join(Page(cell).text) for cell in row] for row in table.rows]


def test_sessions_of_a_kind_are_told_apart_by_their_number(tables: dict[str, PageTable]) -> None:
    names = [row[0] for row in texts(tables["training"])]
    assert "セキュリティ研修第1回Security training 1" in names
    assert "セキュリティ研修第2回Security training 2 予定planned" in names
    assert len(set(names)) == len(names)


def test_the_attendance_of_a_session_is_named_by_year_session_and_audience(built_project: Project) -> None:
    """Where it is lost, nothing else tells the audiences of a session apart."""
    page = open_publication(Warehouse(built_project.published), None)
    names = [page.cell_name(cell_id) for cell_id in page.cells if cell_id.startswith("training/")]
    assert len(names) == len(set(names)) == 7
    assert page.cell_name("training/2021-2/prefectural_staff") == (
        "令和3年度のセキュリティ研修第2回、県の利用所属職員",
        "Security training 2 of R03, Prefectural staff",
    )
    assert ("令和3年度の新規利用者研修、新たに利用する県職員", "Induction of R03, New users") in names


def test_what_a_plan_does_not_say_is_not_printed(tables: dict[str, PageTable]) -> None:
    planned = [row for name in ("training", "inspections") for row in texts(tables[name]) if "予定" in row[0]]
    assert len(planned) == 2 + 4
    assert {cell for row in planned for cell in row} & {"", "–"} == set()
    assert sum(row.count("掲載なしnot printed") for row in planned) == 2 * 2 + 4


def test_a_bureau_that_is_not_printed_is_said_to_be(tables: dict[str, PageTable]) -> None:
    bureaus = [row[1] for row in texts(tables["users"])]
    assert "–" not in bureaus
    assert bureaus.count("掲載なしnot printed") == 6


def test_a_division_that_teaches_or_inspects_has_its_own_name(built_project: Project) -> None:
    warehouse = Warehouse(built_project.published)
    names = dict(warehouse.sql("select division_name, division_name_en from authenticated_users").rows())
    named = warehouse.sql(
        "select inspector_name, inspector_name_en from inspections"
        " union select lecturer_name, lecturer_name_en from training_sessions"
    ).rows()
    known = [(name, english) for name, english in named if name in names]
    assert known == [(name, names[name]) for name, _ in known] != []


def test_a_finding_says_its_area(tables: dict[str, PageTable]) -> None:
    assert ["".join(Page(column.heading).text) for column in tables["findings"].columns][:1] == ["区分Area"]
    assert [row[0][:3] for row in texts(tables["findings"])] == ["運用面"] * 4 + ["システ"] * 2
    assert "不適合の程度Severity" in "".join("".join(Page(one.heading).text) for one in tables["findings"].columns)


def test_attendance_that_is_lost_is_no_figure_that_print_does_not_give(made_up: Path, tmp_path: Path) -> None:
    """Of one audience it is lost, of several their sum is unknown; a sum that holds a derived figure is marked."""
    warehouse = Warehouse(made_up)
    sessions = pl.DataFrame(
        [
            {"publication_id": "011002-2022", "session_id": f"2022-{number}", "fiscal_year": 2022}
            | {"session_no": number, "is_planned": False, "session_kind": "regular", "session_kind_name": "研修"}
            | {"attendee_count": count, "cell_status": status, "audiences": audiences}
            for number, count, status, audiences in (
                (1, None, "lost", "one"),
                (2, None, "lost", "one two"),
                (3, 10, "derived", "one two"),
            )
        ],
        schema=warehouse.table("training_sessions").schema,
    )
    attendance = pl.DataFrame(
        [
            {"publication_id": "011002-2022", "session_id": f"2022-{number}", "audience": audience}
            | {"attendee_count": None if status == "lost" else 5, "cell_status": status, "source_line": 1}
            for number, audience, status in (
                (1, "one", "lost"),
                (2, "one", "printed"),
                (2, "two", "lost"),
                (3, "one", "printed"),
                (3, "two", "derived"),
            )
        ],
        schema=warehouse.table("training_attendance").schema,
    )
    for path in made_up.glob("*.parquet"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    sessions.write_parquet(tmp_path / "training_sessions.parquet")
    attendance.write_parquet(tmp_path / "training_attendance.parquet")
    assert [row[4] for row in tables_of(tmp_path)["training"].rows] == [LOST, UNKNOWN, cell_value(10, "derived")]


def test_a_session_leads_to_the_line_of_its_attendance(tables: dict[str, PageTable]) -> None:
    """Its kind is printed lines before, on line 8."""
    lines = {str(row[4]): str(row[5]) for row in tables["training"].rows}
    assert next(line for count, line in lines.items() if ">693<" in count or count == "693") == "10"


def test_users_that_are_derived_or_lost_are_marked_and_stand_in_order(made_up: Path, tmp_path: Path) -> None:
    schema = Warehouse(made_up).table("authenticated_users").schema
    rows = [
        {"publication_id": "011002-2022", "division_id": name, "division_name": name, "source_line": 1}
        | {"user_count": count, "cell_status": status}
        for name, count, status in (
            ("a", None, "lost"), ("b", 3, "printed"), ("c", None, "not_applicable"), ("d", 70, "derived"),
        )
    ]  # fmt: skip
    for path in made_up.glob("*.parquet"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    pl.DataFrame(rows, schema=schema).write_parquet(tmp_path / "authenticated_users.parquet")
    shown = [(row[0], row[2]) for row in tables_of(tmp_path)["users"].rows]
    assert shown == [
        ("d", cell_value(70, "derived")),
        ("b", figure(3)),
        ("a", LOST),
        ("c", figure(None)),
    ]
