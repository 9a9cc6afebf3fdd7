"""What a chart's title says is true: each finding is computed here from the published tables, not by the charts."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from jukinet import charts
from jukinet.charts.text import (
    Lang,
    brief,
    fiscal_year_name,
    number,
    percent,
    quantity,
    signed,
)
from jukinet.warehouse import Warehouse

LANGUAGES: tuple[Lang, ...] = ("ja", "en")
# Look-ups per user, of divisions that have both; what owns an affair together, by however many steps, is one group.
PER_USER = """
with recursive owned as (
    select affair_id, case_count, unnest(string_split(division_ids, ' ')) as division_id
    from annual_counts join affairs using (affair_id) where fiscal_year = {year}
),
linked as (
    select distinct division_id, division_id as other_id from owned
    union
    select linked.division_id, theirs.division_id
    from linked join owned as ours on ours.division_id = linked.other_id join owned as theirs using (affair_id)
),
grouped as (select division_id, min(other_id) as group_id from linked group by division_id),
lookups as (
    select group_id, sum(case_count)::bigint as lookup_count
    from (select distinct affair_id, case_count, group_id from owned join grouped using (division_id)) group by group_id
),
users as (
    select group_id, sum(user_count)::bigint as user_count, list({name} order by division_id) as names
    from grouped left join authenticated_users using (division_id)
    group by group_id having min(coalesce(user_count, 0)) > 0
)
select lookup_count / user_count as per_user, names from lookups join users using (group_id) order by per_user desc
"""


def expected_findings(warehouse: Warehouse, year: int, lang: charts.Lang) -> dict[str, list[str]]:
    return {**findings_of_counts(warehouse, year), **findings_of_governance(warehouse, year, lang)}


def findings_of_counts(warehouse: Warehouse, year: int) -> dict[str, list[str]]:
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
    exchanged = warehouse.sql(
        """select case_count from annual_counts
        where list_contains(string_split((select cell_ids from anomalies where anomaly = 'exchange'), ' '), cell_id)"""
    )["case_count"].to_list()
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
        "exchange_suspects": [number(count) for count in exchanged],
    }


def findings_of_governance(warehouse: Warehouse, year: int, lang: charts.Lang) -> dict[str, list[str]]:
    def one(query: str) -> Any:
        return warehouse.sql(query).row(0)

    in_language = "" if lang == "ja" else "_en"
    years = [fiscal_year_name(year, lang), fiscal_year_name(year + 1, lang)]
    per_user = warehouse.sql(PER_USER.format(year=year, name=f"division_name{in_language}"))
    done_or_planned = "count(*) filter (not is_planned), count(*) filter (is_planned)"
    sessions, planned_sessions = one(f"select {done_or_planned} from training_sessions")
    inspections, planned_inspections = one(f"select {done_or_planned} from inspections")
    attendances = one("select sum(attendee_count)::bigint from training_attendance")[0]
    defect, most = one(
        f"select defect_name{in_language}, count(*) from inspection_findings group by 1 order by 2 desc limit 1"
    )
    visited, to_visit, covered = one(
        """select count(distinct office_id) filter (not is_planned), count(distinct office_id) filter (is_planned),
        count(distinct office_id) from inspected_offices"""
    )
    self_inspected = one(
        "select max(office_count) from inspections where inspection_kind = 'self_inspection' and not is_planned"
    )[0]
    offices = max(self_inspected, covered)
    return {
        "lookups_per_user": [
            *per_user["names"][0],
            number(per_user["per_user"][0]),
            number(per_user.select(pl.median("per_user")).item()),
        ],
        "training_attendance": [
            quantity(sessions, "sessions", lang),
            quantity(attendances, "attendances", lang),
            quantity(planned_sessions, "sessions", lang),
            *years,
        ],
        "inspection_coverage": [
            quantity(offices, "offices", lang),
            *(brief(count, "offices", lang) for count in (visited, to_visit, covered)),
            percent(covered / offices),
            *years,
        ],
        "inspection_findings": [
            quantity(one("select count(*) from inspection_findings")[0], "findings", lang),
            brief(most, "findings", lang),
            defect,
            years[0],
        ],
        "plan_calendar": [
            quantity(sessions, "sessions", lang),
            quantity(inspections, "inspections", lang),
            quantity(planned_sessions, "sessions", lang),
            quantity(planned_inspections, "inspections", lang),
            *years,
        ],
    }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("tables", ["real", "other"])
def test_finding_holds_the_numbers_of_the_data(tables: str, lang: charts.Lang, request: pytest.FixtureRequest) -> None:
    warehouse = request.getfixturevalue(tables)
    year = charts.open_source(warehouse, None, lang).fiscal_year
    findings = expected_findings(warehouse, year, lang)
    missing = set(charts.CHARTS) - set(findings)
    assert not missing, f"{Path(__file__).name}: findings_of_counts or findings_of_governance lacks {missing}"
    assert set(findings) <= set(charts.CHARTS)
    for name, numbers in findings.items():
        assert numbers, name
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


def test_a_fall_is_no_multiple(real: Warehouse) -> None:
    assert charts.finding_of(charts.jumps(real, lang="en")).endswith("in R02, to 1/229")
    assert charts.finding_of(charts.jumps(real, lang="ja")).endswith("（229分の1に減）")
    rows = [row for rows in charts.jumps(real, lang="en").to_dict()["datasets"].values() for row in rows]
    assert all(("-fold" in row["size"]) == (row["now"] > row["before"]) for row in rows)


def test_what_fell_to_zero_is_no_jump_and_the_chart_says_so(real: Warehouse) -> None:
    to_zero = real.sql("select affair_id from yearly_trends where case_count = 0 and previous_count > 10").height
    chart = charts.jumps(real, lang="en").to_dict()
    assert (to_zero, [row["now"] for rows in chart["datasets"].values() for row in rows].count(0)) == (3, 0)
    assert "changes from zero or to zero, which have no factor, left out" in " ".join(chart["title"]["subtitle"])


def test_a_finding_leaves_out_what_there_is_none_of(other: Warehouse) -> None:
    assert charts.finding_of(charts.affair_courses(other, lang="en")) == (
        "R05: 0 affairs had more look-ups, 2 fewer; 1 fell to zero, 1 new"
    )
    assert charts.finding_of(charts.affair_courses(other, lang="ja")).endswith("0件になったのは1事務、新規は1事務")
    derived = {lang: charts.finding_of(charts.derived_cells(other, lang=lang)) for lang in LANGUAGES}
    assert derived == {
        "ja": "導出した数値は1件。別の等式による裏付けはない",
        "en": "1 figure derived, with no second sum that confirms",
    }


def test_coverage_counts_offices_once(real: Warehouse) -> None:
    found = charts.coverage(real)
    offices = real.table("inspected_offices")
    assert found.all is not None
    assert found.covered == offices["office_id"].n_unique() <= found.all
    numbers = {number(found.done), number(found.planned), number(found.covered), number(found.all)}
    finding = charts.finding_of(charts.inspection_coverage(real, lang="en"))
    assert numbers <= set(re.findall(r"[\d,]+", finding))


def test_of_how_many_offices_is_not_said_where_their_number_is_lost(real: Warehouse, tmp_path: Path) -> None:
    shutil.copytree(real.directory, tmp_path, dirs_exist_ok=True)
    is_self_inspection = pl.col("inspection_kind") == "self_inspection"
    lost = pl.when(is_self_inspection).then(None).otherwise("office_count").alias("office_count")
    real.table("inspections").with_columns(lost).write_parquet(tmp_path / "inspections.parquet")
    warehouse = Warehouse(tmp_path)
    known = charts.coverage(real)
    assert charts.coverage(warehouse) == known._replace(all=None)
    found = {lang: charts.finding_of(charts.inspection_coverage(warehouse, lang=lang)) for lang in LANGUAGES}
    done, planned, covered = known[:3]
    assert found == {
        "ja": f"{done}所属が令和3年度に管理者点検又は外部監査を受け、{planned}所属は令和4年度に予定。"
        f"2年で{covered}所属",
        "en": f"{done} offices were inspected or audited in R03, {planned} are due in R04: {covered} in two years",
    }


def test_an_affair_that_is_listed_no_more_did_not_fall_to_zero(other: Warehouse, tmp_path: Path) -> None:
    shutil.copytree(other.directory, tmp_path, dirs_exist_ok=True)
    is_zero = (pl.col("case_count") == 0) & (pl.col("previous_count") > 0)
    gone = [
        pl.when(is_zero).then(None).otherwise("case_count").alias("case_count"),
        pl.when(is_zero).then(pl.lit("not_applicable")).otherwise("cell_status").alias("cell_status"),
    ]
    other.table("yearly_trends").with_columns(gone).write_parquet(tmp_path / "yearly_trends.parquet")
    warehouse = Warehouse(tmp_path)
    found = {lang: charts.finding_of(charts.affair_courses(warehouse, lang=lang)) for lang in LANGUAGES}
    assert found["en"] == "R05: 0 affairs had more look-ups, 1 fewer; 1 no longer applicable, 1 new"
    assert found["ja"].endswith("減ったのは1事務。該当なしになったのは1事務、新規は1事務")
    # Its change is no more one of a whole year than that of the new one, and is marked as that is.
    steps = charts.contributions(warehouse, lang="en").to_dict()["datasets"].values()
    marked = {row["name"] for rows in steps for row in rows if str(row.get("row")).endswith("*")}
    assert marked == {"Registration of windmills", "Registration of lighthouses"}


def altered(real: Warehouse, directory: Path, name: str, rows: pl.DataFrame) -> Warehouse:
    shutil.copytree(real.directory, directory, dirs_exist_ok=True)
    rows.write_parquet(directory / f"{name}.parquet")
    return Warehouse(directory)


@pytest.mark.parametrize(("numbers", "words"), [((1, 2), "2 findings of the audit"), ((1,), "1 finding of the audit")])
def test_no_finding_of_the_audit_leads_where_none_is_more_frequent(
    real: Warehouse, tmp_path: Path, numbers: tuple[int, ...], words: str
) -> None:
    audit = real.table("inspection_findings").sort("finding_no").unique("defect_name", maintain_order=True)
    few = altered(real, tmp_path, "inspection_findings", audit.head(len(numbers)))
    assert charts.finding_of(charts.inspection_findings(few, lang="en")) == f"R03: {words}"


def test_what_is_derived_and_no_month_is_counted_beside_the_picture(real: Warehouse, tmp_path: Path) -> None:
    derived = real.table("derived_cells")
    is_passports = pl.col("cell_id").str.contains("passports")
    annual = derived.with_columns(
        cell_id=pl.when(is_passports).then(pl.lit("annual/passports/2021")).otherwise("cell_id")
    )
    some = charts.derived_cells(altered(real, tmp_path, "derived_cells", annual), lang="en").to_dict()["usermeta"]
    assert some["finding"] == "6 figures derived, all of them confirmed by a second sum"
    assert "; 1 figure not of a month, so not drawn" in some["measure"]
    alone = altered(real, tmp_path, "derived_cells", annual.filter(is_passports))
    of_one = charts.derived_cells(alone, lang="en").to_dict()["usermeta"]
    assert of_one["finding"] == "1 figure derived, confirmed by a second sum"
    assert of_one["measure"].startswith("1 figure not of a month, so not drawn. Source: ")
