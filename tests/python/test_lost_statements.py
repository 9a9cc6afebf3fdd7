"""Figures of the prose and users of divisions that nobody can read: what is deduced, what stays lost, what is red."""

from __future__ import annotations

import re

import pytest

from conftest import Project
from jukinet.warehouse import Warehouse
from suspects_of import suspects

pytestmark = pytest.mark.long

USERS = "disclosures/printed_authenticated_users"
STATEMENTS = "disclosures/printed_statements"
ANNUAL = "disclosures/printed_annual_counts"
TOTALS = "disclosures/printed_totals"
PASSPORTS = "パスポートセンター,70,printed,101"
FORCED = {
    "affairs_permitted/annex2": ("16,printed,,83", 16, "affairs_listed/2", "16 × 1 = 16"),
    "affairs_used/annex1": ("18,printed,,79", 18, "affairs_used/1", "18 × 1 = 18"),
    "affairs_used/annex2": ("15,printed,,84", 15, "affairs_used/2", "15 × 1 = 15"),
    "authenticated_users/users": ("754,printed,,92", 754, "stated_users_equal_total", "754 = 754"),
    "cases/annex1": ("1156943,printed,,79", 1156943, "stated_cases_equal_annex_total/1", "1,156,943 = 1,156,943"),
    "cases/annex2": ("94416,printed,,84", 94416, "stated_cases_equal_annex_total/2", "94,416 = 94,416"),
    "offices_audited/2021-external-audit": (
        "13,printed,,72", 13, "offices_audited/2021-external-audit", "13 = 13",
    ),
}  # fmt: skip
"""Statements that an edit holds: the row as printed, and what the edit gives."""
FREE = {
    "affairs_permitted/annex1": "73,printed,,78",
    "disclosure_requests/disclosure": "1,printed,2004-02-01,112",
    "offices_with_findings/2021-external-audit": "8,printed,,72",
}
"""Statements that no edit holds."""


def lose(project: Project, seed: str, row: str) -> None:
    """Take the figure out of the row that ends so, as nobody can read it."""
    project.replace(seed, row, re.sub(r"\d+,printed,", ",lost,", row, count=1))


def lose_statement(project: Project, name: str, row: str) -> None:
    lose(project, STATEMENTS, f",{name.replace('/', ',')},{row}")


def build(project: Project, code: int = 0) -> str:
    assert project.run("jukinet", "seal", "140007-2021").returncode == 0
    result = project.run("jukinet", "build")
    assert result.returncode == code, result.stdout
    return result.stdout


def declare(project: Project, *edits: str) -> None:
    rows = [f"140007-2021,{edit},,It cannot be read.,open\n" for edit in sorted(edits)]
    project.declare(*rows)


def test_users_follow_from_their_total_and_offices_from_their_list_and_are_shown_as_derived(project: Project) -> None:
    lose(project, USERS, PASSPORTS)
    lose(project, "disclosures/printed_inspections", ",13,printed,58")
    said = build(project)
    assert "Cells        432 printed, 8 derived" in said
    assert "Derived      inspections/2021-external-audit = 13, confirmed by " in said
    # Nothing else holds that figure: it is proved, and not confirmed.
    assert "Derived      users/パスポートセンター = 70, not confirmed\n" in said
    assert "79 balanced, 0 broken, 0 not evaluable, 0 accepted; 71 verify, 8 spent on a derived cell\n" in said
    warehouse = Warehouse(project.published)
    users = warehouse.sql(
        "select user_count, cell_status, source_line from authenticated_users where cell_status <> 'printed'"
    )
    assert users.rows() == [(70, "derived", 101)]
    offices = warehouse.sql(
        "select inspection_id, office_count, cell_status, source_line from inspections where cell_status = 'derived'"
    )
    assert offices.rows() == [("2021-external-audit", 13, "derived", 58)]
    others = warehouse.sql(
        "select count(*), sum(user_count)::int from authenticated_users where cell_status = 'printed'"
    )
    assert others.row(0) == (26, 684)
    edit_id, arithmetic, confirmed = warehouse.sql(
        "select edit_id, arithmetic, confirmed_by_edit_id from derived_cells where cell_id like 'users/%'"
    ).row(0)
    assert (edit_id, confirmed) == ("division_users_add_up", None)
    assert arithmetic.startswith("754 - ")
    assert arithmetic.endswith(" = 70")
    assert sorted(map(int, re.findall(r" - (\d+)", arithmetic)))[-2:] == [48, 499]
    assert arithmetic.count(" - ") == 26
    # A slip in another division would be taken up by the lost one.
    seen = warehouse.sql(
        "select distinct coverage from cell_coverage where cell_id like 'users/%' and cell_id <> 'users/users/total'"
    )
    assert seen.rows() == [("absorbed",)]


def test_a_total_of_users_that_is_lost_too_follows_from_the_prose(project: Project) -> None:
    lose(project, USERS, PASSPORTS)
    lose(project, TOTALS, "users,total,2021,754,printed,107")
    build(project)
    derived = Warehouse(project.published).sql(
        "select cell_id, case_count, edit_id from derived_cells where cell_id like 'users/%' order by case_count"
    )
    assert derived.rows() == [
        ("users/パスポートセンター", 70, "division_users_add_up"),
        ("users/users/total", 754, "stated_users_equal_total"),
    ]


def test_every_statement_that_an_edit_holds_follows_from_it_and_the_others_stay_lost(project: Project) -> None:
    for name, (row, *_) in FORCED.items():
        lose_statement(project, name, row)
    for name, row in FREE.items():
        lose_statement(project, name, row)
    said = build(project)
    printed = 434 - len(FORCED) - len(FREE)
    assert f"Cells        {printed} printed, {6 + len(FORCED)} derived, {len(FREE)} lost" in said
    warehouse = Warehouse(project.published)
    derived = warehouse.sql(
        "select replace(cell_id, 'statement/', ''), case_count, edit_id, arithmetic from derived_cells "
        "where cell_id like 'statement/%' order by cell_id"
    )
    assert derived.rows() == [(name, *given) for name, (_, *given) in FORCED.items()]
    shown = warehouse.sql("select statement || '/' || subject, value, cell_status from stated_figures order by all")
    assert shown.filter(shown["cell_status"] == "derived").rows() == [
        (name, value, "derived") for name, (_, value, *_) in FORCED.items()
    ]
    others = shown.filter(shown["cell_status"] != "derived")
    assert others.rows() == [(name, None, "lost") for name in FREE]
    spent = warehouse.sql(
        "select edit_id from reconciliation where is_spent and edit_id not like 'months_%' order by 1"
    )
    assert spent["edit_id"].to_list() == sorted(edit_id for _, _, edit_id, _ in FORCED.values())


def test_two_lost_users_of_one_total_are_red_until_their_edit_is_declared(project: Project) -> None:
    before = project.published_digests()
    lose(project, USERS, PASSPORTS)
    lose(project, USERS, "観光課,1,printed,102")
    said = build(project, 1)
    assert project.published_digests() == before
    assert (
        "  The authenticated users of the divisions add up to their total: users total, R03 [division_users_add_up]: "
        "printed 754, computed unknown, difference unknown; line 107 of 140007-2021; "
        "2 lost, the first パスポートセンター, users at line 101"
    ) in said.splitlines()
    declare(project, "division_users_add_up")
    said = build(project)
    assert "78 balanced, 0 broken, 0 not evaluable, 1 accepted" in said
    assert "Cells        432 printed, 6 derived, 2 lost" in said
    warehouse = Warehouse(project.published)
    lost = warehouse.sql("select user_count, cell_status from authenticated_users where cell_status <> 'printed'")
    assert lost.rows() == [(None, "lost")] * 2
    assert warehouse.sql("select count(*) from derived_cells").item() == 6


def test_a_count_of_affairs_waits_for_a_lost_one(project: Project) -> None:
    """An edit that counts what is not zero gives its count once every figure is known, and no figure."""
    lose_statement(project, "affairs_used/annex1", FORCED["affairs_used/annex1"][0])
    lose(project, ANNUAL, ",2021,830962,printed,198")
    assert "Derived      statement/affairs_used/annex1 = 18, not confirmed" in build(project)
    # Of two affairs neither figure follows, nor how many are not zero.
    lose(project, ANNUAL, ",2021,51468,printed,190")
    lose(project, ANNUAL, ",2021,6453,printed,203")
    lose(project, "disclosures/printed_monthly_counts", ",2021-06-01,4098,printed,321")
    said = build(project, 1)
    assert (
        "[affairs_used/1]: printed nothing, computed unknown, difference unknown; line 79 of 140007-2021; "
        "3 lost, the first affairs_used, annex1 at line 79"
    ) in said
    assert "raise the variable" not in said
    declare(project, *re.findall(r"\[(\S+)\]: printed .* difference unknown;", said))
    assert ", 6 accepted; " in build(project)
    warehouse = Warehouse(project.published)
    shown = warehouse.sql(
        "select value, cell_status from stated_figures where statement = 'affairs_used' order by subject"
    )
    assert shown.rows() == [(None, "lost"), (15, "printed")]


def test_users_below_zero_accuse_the_division_that_is_too_large(project: Project) -> None:
    lose(project, USERS, PASSPORTS)
    project.replace(USERS, "県税事務所,499,printed", "県税事務所,994,printed")
    said = project.run("jukinet", "build").stdout
    assert "users/パスポートセンター would be -425 by " in said
    likeliest = suspects(project)[0]
    assert (likeliest["seed_file"], likeliest["seed_row"]) == ("seeds/disclosures/printed_authenticated_users.csv", 11)
    assert likeliest["printed"] == 994


def test_a_statement_that_was_deduced_is_held_to_its_bound(project: Project) -> None:
    lose_statement(project, "offices_audited/2021-external-audit", "13,printed,,72")
    project.replace(STATEMENTS, "2021-external-audit,8,printed,,72", "2021-external-audit,83,printed,,72")
    said = build(project, 1)
    assert "statement/offices_with_findings/2021-external-audit: 83 is more than the 13 of offices_audited" in said
