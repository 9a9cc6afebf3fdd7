"""Where the rows of a sum are missing, the build says so, and accuses no figure of being what they would add up to."""

from __future__ import annotations

import re
from collections.abc import Callable

import polars as pl
import pytest

from bench.mutants.base import Base, read_base
from bench.mutants.build import run_mutants
from bench.mutants.operators import Change, Mutant
from conftest import Project
from jukinet.missing_rows import MISSING_ROWS
from jukinet.printed_cells import seed_of
from jukinet.warehouse import Warehouse
from suspects_of import suspects

Rows = tuple[str, Callable[[dict[str, object]], bool]]

ANNUAL, MONTHLY, OFFICES = "printed_annual_counts", "printed_monthly_counts", "printed_inspected_offices"
TOTALS, AFFAIRS = "printed_totals", "printed_affairs"
TAXES = "地方税法等による地方税等の賦課徴収又は調査に関する事務"
SUPPORT = "高等学校等就学支援金の支給に関する法律による就学支援金の支給に関する事務"

WHOLE = "rows are missing: {} has none of {}, and {} made of them; add them"
PART = (
    "rows are missing: none of {} is a part of {}; add them, or correct the section, affair, year or inspection that "
    "they or the totals name"
)

MISSING: dict[str, tuple[Rows, str]] = {
    "annual": ((ANNUAL, lambda _: True), WHOLE.format(ANNUAL, "{}", "14 sums are")),
    "monthly": ((MONTHLY, lambda _: True), WHOLE.format(MONTHLY, "{}", "38 sums are")),
    "offices": ((OFFICES, lambda _: True), WHOLE.format(OFFICES, "{}", "4 sums are")),
    "users": (
        ("printed_authenticated_users", lambda _: True),
        WHOLE.format("printed_authenticated_users", "{}", "1 sum is"),
    ),
    "section": (
        (MONTHLY, lambda row: row["section"] == "3(2)"),
        PART.format(MONTHLY, "3(2) subtotal, R03 or of 9 more sums"),
    ),
    "section of one affair": (
        (MONTHLY, lambda row: row["section"] == "4(2)"),
        PART.format(MONTHLY, f"{SUPPORT} (神奈川県教育委員会への提供), R03 or of 1 more sum"),
    ),
    "year of an annex": (
        (ANNUAL, lambda row: (row["annex"], row["fiscal_year"]) == (2, 2020)),
        PART.format(ANNUAL, "annex2 total, R02"),
    ),
    "offices of an audit": (
        (OFFICES, lambda row: row["inspection_id"] == "2022-external-audit"),
        PART.format(OFFICES, "2022-external-audit, offices"),
    ),
}


@pytest.fixture(scope="module")
def base(built_project: Project) -> Base:
    return read_base(built_project.root)


def without(base: Base, number: int, rows: Rows) -> Mutant:
    seed, is_gone = rows
    gone = [row for row in base.seeds[seed].to_dicts() if row["publication_id"] == base.publication and is_gone(row)]
    return Mutant(f"m{number:06d}", "rows gone", seed, tuple(Change(seed, row["_row"], "delete") for row in gone))


def test_sums_without_rows_say_which_are_missing_and_accuse_nothing(base: Base) -> None:
    mutants = [without(base, number, rows) for number, (rows, _) in enumerate(MISSING.values(), start=1)]
    findings = run_mutants(base, mutants)
    for mutant, (_, reason) in zip(mutants, MISSING.values(), strict=True):
        (found,) = findings.candidates.filter(publication_id=mutant.publication_id).to_dicts()
        assert (found["cell_id"], found["verdict"], found["hypothesis"]) == (None, "unexplained", MISSING_ROWS)
        assert found["reason"] == reason.format(mutant.publication_id)
        broken = findings.statuses.filter(publication_id=mutant.publication_id, status="broken")
        assert found["edit_ids"] == broken["edit_id"].to_list()
    # A lost month follows from an annual figure that is not there; no round more would find it.
    assert not findings.faults["message"].str.contains("deduction_rounds").any()


def test_months_of_which_neither_rows_nor_subtotals_are_there_are_missing_together(base: Base) -> None:
    gone = [
        without(base, 1, (MONTHLY, lambda _: True)),
        without(base, 1, (TOTALS, lambda row: row["role"] == "subtotal")),
    ]
    slip = tuple(change for mutant in gone for change in mutant.slip)
    first, *others = run_mutants(base, [Mutant("m000001", "rows gone", "monthly", slip)]).candidates.to_dicts()
    assert first["reason"] == WHOLE.format(MONTHLY, "m000001", "33 sums are")
    assert {found["cell_id"].split("/")[-1] for found in others} == {"subtotal"}


def test_a_total_that_alone_says_that_rows_are_missing_is_accused_like_them(base: Base) -> None:
    """No month of the affair is printed, as it had none; its annual figure is not 0, and three sums say that it is."""
    (zero, *_) = (
        base.seeds[ANNUAL]
        .filter(pl.col("affair_name").str.contains("特別児童扶養手当等の支給に関する法律等"), fiscal_year=2021)
        .to_dicts()
    )
    slip = (Change(ANNUAL, zero["_row"], "figure", 7),)
    (found,) = run_mutants(base, [Mutant("m000001", "slip", "annual", slip)]).candidates.to_dicts()
    assert (found["printed"], found["proposed"], found["verdict"]) == (7, 0, "unique")


def test_a_total_of_zero_does_not_say_that_rows_are_missing(base: Base) -> None:
    """It lacks the rows that a total beside it lacks, and agrees that there are none."""
    slip = without(base, 1, (MONTHLY, lambda row: row["section"] == "4(2)")).slip
    (subtotal,) = base.seeds[TOTALS].filter(section="4(2)").to_dicts()
    slip = (*slip, Change(TOTALS, subtotal["_row"], "figure", 0))
    found = run_mutants(base, [Mutant("m000001", "rows gone", "monthly", slip)]).candidates
    assert MISSING_ROWS not in found["hypothesis"].to_list(), found.to_dicts()


def test_a_red_build_says_first_that_rows_are_missing_and_ci_says_it_too(project: Project) -> None:
    """What else is wrong is found beside it; one row stands for all months of an affair."""
    project.drop("disclosures/printed_authenticated_users", "140007-2021,")
    project.drop("disclosures/printed_monthly_counts", f"140007-2021,3(1),{TAXES},")
    result = project.run("jukinet", "build", "--ci-report", "target/ci")
    assert result.returncode == 1
    reason = WHOLE.format("printed_authenticated_users", "140007-2021", "1 sum is")
    lines = result.stdout.splitlines()
    at = lines.index("  error 1 of 2 [division_users_add_up]")
    assert lines[at + 1] == f"  {reason}"
    assert lines[at + 3] == (
        f"  suspect 1, the only explanation found: no row {TAXES}, 2021-04 to 2022-03: nothing -> 830962, "
        "the rows of all months are missing; this is their sum (the seal has such rows)"
    )
    assert f"| {reason} |" in (project.root / "target/ci/summary.md").read_text(encoding="utf-8")
    assert [(row["component"], row["cell_id"]) for row in suspects(project)] == [
        (1, None),
        (2, "monthly/3(1)/local-taxes"),
    ]
    assert (
        "  seeds/registers/balance_edits.csv: division_users_add_up selects nothing by users/division: correct the "
        "selector, or, where rows are missing, add them"
    ) in lines


def test_a_sum_that_is_declared_to_lack_its_rows_does_not_ask_for_them(project: Project) -> None:
    project.drop("disclosures/printed_authenticated_users", "140007-2021,")
    project.declare("140007-2021,division_users_add_up,754,The divisions are not printed.,confirmed\n")
    project.replace(f"disclosures/{ANNUAL}", ",2021,73428,printed", ",2021,74328,printed")
    assert project.run("jukinet", "build").returncode == 1
    (found,) = suspects(project)
    assert (found["cell_id"], found["proposed"]) == ("annual/cancer-registry/2021", 73428)


def test_the_seed_of_every_cell_is_known(built_project: Project) -> None:
    kinds = Warehouse(built_project.published).sql(
        "select distinct table_name, role, seed_name from cells where table_name <> 'earlier_edition'"
    )
    assert [row for row in kinds.iter_rows() if seed_of(row[0], row[1]) != row[2]] == []


def test_a_row_that_is_missing_is_suspected_where_no_total_says_that_it_was_there(project: Project) -> None:
    """An office of a list, a division of a sum, and an affair that its register of names and its months still have."""
    project.drop(f"disclosures/{OFFICES}", "140007-2021,2021-manager-inspection,2,")
    project.drop("disclosures/printed_authenticated_users", "140007-2021,市町村課,")
    for seed in ("printed_affairs", ANNUAL):
        project.drop(f"disclosures/{seed}", "140007-2021,2,7,")
    printed = project.run("jukinet", "build").stdout
    found = {(row["cell_id"], row["rank"]): row for row in suspects(project)}
    office = found["rows/offices_listed/2021-manager-inspection", 1]
    assert (office["printed"], office["proposed"], office["reason"]) == (12, 13, "the list is too short")
    assert (
        "  suspect 1, the only explanation found: seeds/disclosures/printed_inspected_offices.csv "
        "2021-manager-inspection, offices: 12 -> 13, the list is too short (the seal has more rows)\n"
    ) in printed
    (division,) = (row for row in suspects(project) if row["cell_id"] == "rows/division_users_add_up")
    assert (division["printed"], division["proposed"], division["reason"]) == (None, 5, "the row is missing")
    assert (
        "seeds/disclosures/printed_authenticated_users.csv one more row, users: nothing -> 5, the row is missing "
        "(the seal has this row)\n"
    ) in printed
    affair = found["annual/cancer-registry/2021", 1]
    assert (affair["printed"], affair["proposed"], affair["verdict"]) == (None, 73428, "unique")
    # The annex lists an affair less than it should, and no figure of the prose is accused of it.
    assert "affairs_listed/2" in affair["edit_ids"].split()
    assert not any(str(row["cell_id"]).startswith("statement/") for row in suspects(project))


def test_an_affair_of_which_nothing_is_there_is_named_by_its_annual_figure_and_its_months(base: Base) -> None:
    """No number of the prose is accused of it beside the figure of another affair."""
    gone = [without(base, 1, (seed, lambda row: row["affair_name"] == TAXES)) for seed in (MONTHLY, ANNUAL, AFFAIRS)]
    slip = tuple(change for mutant in gone for change in mutant.slip)
    found = run_mutants(base, [Mutant("m000001", "rows gone", "affair", slip)]).candidates
    of_the_year = found.filter(pl.col("edit_ids").list.contains("months_add_up_to_subtotal/act-30-15-1-1"), rank=1)
    assert dict(of_the_year.select("cell_id", "proposed").iter_rows()) == {
        "annual/local-taxes/2021": 830962,
        "monthly/3(1)/local-taxes": 830962,
    }


def test_a_row_too_many_in_a_list_is_suspected(project: Project) -> None:
    last = "140007-2021,2022-external-audit,15,財務課,168\n"
    project.replace(f"disclosures/{OFFICES}", last, last + last.replace("15,財務課", "16,高津県税事務所"))
    printed = project.run("jukinet", "build").stdout
    (found,) = suspects(project)
    assert (found["cell_id"], found["printed"], found["proposed"]) == (
        "rows/offices_listed/2022-external-audit",
        16,
        15,
    )
    assert "2022-external-audit, offices: 16 -> 15, the list is too long (the seal has fewer rows)\n" in printed


def test_the_seal_is_said_to_have_no_row_of_another_list_or_affair(project: Project) -> None:
    """An office of the same number as users are missing, and an affair of two that may be missing."""
    project.drop(f"disclosures/{OFFICES}", "140007-2021,2021-manager-inspection,2,")
    project.replace("disclosures/printed_authenticated_users", "140007-2021,医療課,3,", "140007-2021,医療課,1,")
    for seed in ("printed_affairs", ANNUAL):
        project.drop(f"disclosures/{seed}", "140007-2021,2,2,看護師等")
        project.drop(f"disclosures/{seed}", "140007-2021,2,4,特別母子")
    printed = project.run("jukinet", "build").stdout
    (others,) = (row for row in suspects(project) if row["cell_id"] == "rows/division_users_add_up")
    assert others["proposed"] == 2
    assert "nothing -> 2, the row is missing (the seal has this row)" not in printed
    may_be_missing = [row for row in suspects(project) if (row["column_label"], row["proposed"]) == ("R01", 26)]
    assert {str(row["row_label"])[:4] for row in may_be_missing if row["source_line"] is None} == {
        "看護師等",
        "特別母子",
    }
    assert re.findall(r"no row (....)\S*, R01: nothing -> 26, .* \(the seal has this row\)", printed) == ["看護師等"]


def test_a_dash_that_is_missing_is_a_row_too_few_or_a_number_too_high(project: Project) -> None:
    """It changes no sum; only the number of affairs misses it."""
    project.drop(f"disclosures/{ANNUAL}", "140007-2021,2,4,特別母子福祉資金に係る債権の管理に関する事務,2021,")
    project.run("jukinet", "build")
    assert {(row["cell_id"], row["proposed"], row["verdict"]) for row in suspects(project)} == {
        ("rows/affairs_listed/2", 16, "candidates"),
        ("statement/affairs_permitted/annex2", 15, "candidates"),
    }


def test_many_rows_too_few_are_no_likelier_than_a_zero_too_many(base: Base) -> None:
    (permitted,) = base.seeds["printed_statements"].filter(statement="affairs_permitted", subject="annex2").to_dicts()
    slip = (Change("printed_statements", permitted["_row"], "figure", 160),)
    found = run_mutants(base, [Mutant("m000001", "slip", "statements", slip)]).candidates
    assert found.sort("rank")["cell_id"].to_list() == ["statement/affairs_permitted/annex2", "rows/affairs_listed/2"]
    assert found["verdict"].unique().to_list() == ["ranked"]


def test_a_total_of_users_that_the_prose_states_higher_lacks_no_row(base: Base) -> None:
    (stated,) = base.seeds["printed_statements"].filter(statement="authenticated_users").to_dicts()
    slip = (Change("printed_statements", stated["_row"], "figure", 774),)
    (found,) = run_mutants(base, [Mutant("m000001", "slip", "statements", slip)]).candidates.to_dicts()
    assert (found["cell_id"], found["proposed"]) == ("statement/authenticated_users/users", 754)


def test_months_that_are_missing_are_those_of_the_seal_also_by_another_name_than_the_annex_has(
    project: Project,
) -> None:
    project.drop(f"disclosures/{MONTHLY}", "140007-2021,3(1),電気工事士法による認定証の交付に関する事務,")
    printed = project.run("jukinet", "build").stdout
    (line,) = (line for line in printed.splitlines() if "suspect 1, " in line)
    assert line.endswith("the rows of all months are missing; this is their sum (the seal has such rows)")
    assert "None of these rows differs from the seal" not in printed
