"""What a chart's title says is true: each finding is computed here from the published tables, not by the charts."""

from __future__ import annotations

import re
from typing import Any

import pytest

from jukinet import charts
from jukinet.charts.text import (
    number,
    percent,
    signed,
)
from jukinet.warehouse import Warehouse

LANGUAGES = ("ja", "en")


def expected_findings(warehouse: Warehouse, year: int) -> dict[str, list[str]]:
    def one(query: str) -> Any:
        return warehouse.sql(query).row(0)

    totals = f"from yearly_totals where fiscal_year = {year}"
    months = f"from monthly_counts where fiscal_year = {year}"
    counts = f"from annual_counts where fiscal_year = {year}"
    total, change, ratio = one(f"select case_count, change, change_ratio {totals}")
    sign = "desc" if change > 0 else "asc"
    drivers = warehouse.sql(
        f"""select coalesce(now.case_count, 0) - coalesce(before.case_count, 0) as difference
        from yearly_trends as now join yearly_trends as before using (publisher_code, affair_id)
        where now.fiscal_year = {year} and before.fiscal_year = {year - 1} order by difference {sign} limit 3"""
    )["difference"].to_list()
    peak, in_year = one(
        f"""select max(month_count), sum(month_count)
        from (select sum(case_count)::bigint as month_count {months} group by month)"""
    )
    provided = one(f"select sum(case_count)::bigint {months} and activity = 'provision'")[0]
    largest = warehouse.sql(f"select case_count {counts} order by 1 desc nulls last limit 3")["case_count"].to_list()
    edits = one("select count(*) from reconciliation")[0]
    users, most_users = one("select sum(user_count)::bigint, max(user_count) from authenticated_users")
    return {
        "yearly_totals": [number(total), percent(abs(ratio))],
        "headline_waterfall": [percent(abs(ratio))],
        "contributions": [number(abs(change)), *(signed(driver) for driver in drivers if driver * change > 0)],
        "monthly_profile": [number(peak), percent(peak / in_year)],
        "use_and_provision": [percent(provided / in_year)],
        "concentration": [percent(sum(largest) / total), percent(largest[0] / total)],
        "reconciliation_overview": [number(edits)],
        "authenticated_users": [number(most_users), number(users), percent(most_users / users)],
        "derived_cells": [number(one("select count(*) from derived_cells")[0])],
        "jumps": [number(one("select count(*) from anomalies where anomaly = 'jump'")[0])],
        "affair_courses": [
            number(
                one(f"select count(*) from yearly_trends where fiscal_year = {year} and case_count < previous_count")[0]
            )
        ],
    }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("tables", ["real", "other"])
def test_finding_holds_the_numbers_of_the_data(tables: str, lang: str, request: pytest.FixtureRequest) -> None:
    warehouse = request.getfixturevalue(tables)
    year = charts.open_source(warehouse, None, lang).fiscal_year
    for name, numbers in expected_findings(warehouse, year).items():
        finding = charts.finding_of(charts.CHARTS[name](warehouse, lang=lang))
        for expected in numbers:
            assert re.search(rf"(?<![\d,.]){re.escape(expected)}(?![\d%]|,\d|\.\d)", finding), (name, expected, finding)


def test_finding_of_the_real_publication_names_its_drivers(real: Warehouse) -> None:
    finding = charts.finding_of(charts.contributions(real, lang="en", fiscal_year=2021))
    assert "rose by 319,911" in finding
    assert re.search(r"Local taxes .*intractable diseases .*cancer registry", finding)


def test_finding_counts_what_a_broken_edit_leaves(other: Warehouse) -> None:
    finding = charts.finding_of(charts.reconciliation_overview(other, lang="en"))
    assert finding == "R05: of 4 sums, 1 broken, 0 not evaluable, 1 declared as known"


def test_coverage_counts_offices_once(real: Warehouse) -> None:
    found = charts.coverage(real)
    offices = real.table("inspected_offices")
    assert found["covered"] == offices["office_id"].n_unique() <= found["all"]
    numbers = {number(found[key]) for key in ("done", "planned", "covered", "all")}
    finding = charts.finding_of(charts.inspection_coverage(real, lang="en"))
    assert numbers <= set(re.findall(r"[\d,]+", finding))
