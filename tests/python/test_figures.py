"""The published figures are those of the print, typed here once more and independently of the seeds."""

from __future__ import annotations

import polars as pl
import pytest

from conftest import Project
from jukinet.warehouse import Warehouse


@pytest.fixture(scope="module")
def warehouse(built_project: Project) -> Warehouse:
    return Warehouse(built_project.published)


def test_annual_totals(warehouse: Warehouse) -> None:
    totals = warehouse.sql(
        "select annex, fiscal_year, sum(case_count)::bigint from annual_counts group by all order by all"
    ).rows()
    assert totals == [
        (1, 2019, 1_488_977),
        (1, 2020, 879_815),
        (1, 2021, 1_156_943),
        (2, 2019, 92_452),
        (2, 2020, 51_633),
        (2, 2021, 94_416),
    ]


def test_monthly_sections_make_the_summaries(warehouse: Warehouse) -> None:
    sections = dict(warehouse.sql("select section, sum(case_count)::bigint from monthly_counts group by all").rows())
    assert sections == {"3(1)": 1_064_108, "3(2)": 78_962, "4(1)": 4_845, "4(2)": 92_835, "4(3)": 10_609}
    assert sections["3(1)"] + sections["3(2)"] + 12 == 1_143_082
    assert sections["4(1)"] + sections["4(2)"] + sections["4(3)"] == 108_289


def test_months_are_dense(warehouse: Warehouse) -> None:
    monthly = warehouse.table("monthly_counts")
    assert monthly.height == 39 * 12
    assert monthly.select("affair_id", "month").n_unique() == 39 * 12
    statuses = dict(warehouse.sql("select cell_status, count(*) from monthly_counts group by all").rows())
    assert statuses == {"printed": 251, "derived": 6, "implied_zero": 39 * 12 - 257}


def test_six_cells_are_derived_and_confirmed(warehouse: Warehouse) -> None:
    derived = warehouse.sql(
        "select cell_id, case_count, source_line, confirmed_by_edit_id from derived_cells order by source_line"
    ).rows()
    assert derived == [
        ("monthly/3(1)/public-officer-pensions/2021-04", 2, 274, "months_add_up_to_subtotal/act-30-15-1-1"),
        ("monthly/3(1)/local-corporation-special-tax/2021-05", 2, 295, "months_add_up_to_subtotal/act-30-15-1-1"),
        ("monthly/3(1)/passports/2021-04", 4_286, 319, "months_add_up_to_subtotal/act-30-15-1-1"),
        ("monthly/3(1)/child-rearing-allowance/2021-08", 3, 368, "months_add_up_to_subtotal/act-30-15-1-1"),
        ("monthly/3(1)/public-assistance/2021-11", 6_453, 381, "months_add_up_to_subtotal/act-30-15-1-1"),
        ("monthly/3(2)/foreign-residents-assistance/2021-11", 208, 455, "months_add_up_to_subtotal/act-30-15-1-2"),
    ]


def test_every_edit_balances(warehouse: Warehouse) -> None:
    groups = dict(
        warehouse.sql("select edit_group, count(*) from reconciliation where status = 'balanced' group by all").rows()
    )
    assert groups == {
        "affairs_add_up_to_annual_total": 6,
        "affairs_listed": 1,
        "affairs_used": 2,
        "annex_subset_equals_summary_line": 5,
        "annex_total_equals_summary_lines": 2,
        "division_users_add_up": 1,
        "everything_together": 1,
        "months_add_up_to_annual_count": 39,
        "months_add_up_to_subtotal": 5,
        "offices_audited": 1,
        "offices_covered": 1,
        "offices_listed": 4,
        "offices_self_inspection_plan": 1,
        "stated_cases_equal_annex_total": 2,
        "stated_users_equal_total": 1,
        "subtotal_equals_summary_line": 5,
        "summary_lines_add_up": 2,
    }
    assert warehouse.table("reconciliation").height == sum(groups.values())


def test_one_exchange_is_suspected_and_nothing_is_corrected(warehouse: Warehouse) -> None:
    exchanges = warehouse.sql("select cell_ids, acknowledged from anomalies where anomaly = 'exchange'").rows()
    assert exchanges == [
        ("annual/nonprofit-corporations-fujisawa/2020 annual/passports-fujisawa/2020", False),
    ]
    as_printed = warehouse.sql(
        "select row_no, case_count from annual_counts "
        "where annex = 2 and fiscal_year = 2020 and row_no >= 15 order by 1"
    ).rows()
    assert as_printed == [(15, 128), (16, 4_642)]


def test_jumps_say_whether_months_confirm_them(warehouse: Warehouse) -> None:
    evidence = dict(
        warehouse.sql(
            "select split_part(cell_ids, ' ', 2), description from anomalies "
            "where anomaly = 'jump' and fiscal_year = 2021"
        ).rows()
    )
    assert "printed months confirm 134,819" in evidence["annual/intractable-diseases/2021"]
    assert "do not confirm " in evidence["annual/public-assistance/2021"]


def test_trends(warehouse: Warehouse) -> None:
    totals = warehouse.sql(
        "select fiscal_year, case_count, change, part_year_affair_count, like_for_like_affair_count "
        "from yearly_totals order by 1"
    ).rows()
    assert totals == [
        (2019, 1_581_429, None, 2, 0),
        (2020, 931_448, -649_981, 0, 36),
        (2021, 1_251_359, 319_911, 0, 39),
    ]
    contributions = warehouse.sql(
        "select t.fiscal_year, sum(t.contribution) - any_value(y.change_ratio) as gap "
        "from yearly_trends as t join yearly_totals as y using (publisher_code, fiscal_year) "
        "where t.fiscal_year > 2019 group by 1"
    )
    assert contributions.height == 2
    assert contributions.filter(pl.col("gap").is_null() | (pl.col("gap").abs() >= 1e-12)).is_empty()
    entry = warehouse.sql(
        "select change, change_ratio, contribution > 0, cell_status from yearly_trends "
        "where affair_id = 'resident-audit-requests' and fiscal_year = 2020"
    ).row(0)
    assert entry == (None, None, True, "printed")
    # As its description says: the affair that is new has 140.
    changes = "select sum(change)::bigint from yearly_trends where fiscal_year = 2020"
    assert warehouse.sql(changes).item() + 140 == -649_981
    dash = warehouse.sql(
        "select case_count, cell_status from annual_counts "
        "where affair_id = 'resident-audit-requests' and fiscal_year = 2019"
    ).row(0)
    assert dash == (None, "not_applicable")


def test_governance(warehouse: Warehouse) -> None:
    assert warehouse.sql("select count(*), sum(user_count)::int from authenticated_users").row(0) == (27, 754)
    offices = warehouse.sql("select count(*), count(distinct office_id) from inspected_offices").row(0)
    assert offices == (54, 54)
    assert warehouse.sql("select sum(attendee_count)::int from training_sessions where not is_planned").row(0) == (
        693 + 69 + 5 + 43,
    )
    assert warehouse.sql("select area, count(*) from inspection_findings group by all order by 1").rows() == [
        ("operational", 4),
        ("system", 2),
    ]
    planned = warehouse.sql(
        "select inspection_kind, office_count from inspections where is_planned order by first_month"
    )
    assert planned.rows() == [
        ("self_inspection", 54),
        ("manager_inspection", 13),
        ("external_audit", 15),
        ("emergency_drill", None),
    ]


def test_every_count_leads_back_to_its_line(warehouse: Warehouse) -> None:
    for table in ("annual_counts", "monthly_counts"):
        orphans = warehouse.sql(
            f"select count(*) from {table} where cell_status in ('printed', 'derived') and source_line is null"
        ).item()
        assert orphans == 0, table


@pytest.mark.parametrize("column", ["description", "description_ja"])
def test_every_edit_is_described_by_a_sentence_of_its_own(warehouse: Warehouse, column: str) -> None:
    described = warehouse.table("reconciliation")
    assert described[column].n_unique() == described.height == 79
