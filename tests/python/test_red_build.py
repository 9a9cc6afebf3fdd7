"""What is wrong in a seed stops the build, is named, and leaves the published tables as they were."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Project

MONTHLY = "disclosures/printed_monthly_counts"
LINE_275 = "140007-2021,3(1),恩給法による年金の支給に関する事務,,2021-06-01,133,printed,275\n"
LINE_284 = "140007-2021,3(1),地方税法等による地方税等の賦課徴収又は調査に関する事務,,2021-05-01,42894,printed,284\n"
LINE_437 = "140007-2021,3(2),地域がん登録に関する事務,,2021-05-01,31270,printed,437\n"

FAULTS: dict[str, tuple[Callable[[Project], None], list[str]]] = {
    "two digits exchanged in a month": (
        lambda project: project.replace(MONTHLY, "42894,printed", "48294,printed"),
        ["months_add_up_to_annual_count/local-taxes", "months_add_up_to_subtotal/act-30-15-1-1", "-5400"],
    ),
    "a digit in a year without months": (
        lambda project: project.replace("disclosures/printed_annual_counts", ",837068,", ",837069,"),
        ["affairs_add_up_to_annual_total/1/2019"],
    ),
    "a digit in the grand total": (
        lambda project: project.replace("disclosures/printed_totals", ",1143082,", ",1143083,"),
        ["summary_lines_add_up/use", "everything_together"],
    ),
    "a month that a deduced cell absorbs": (
        lambda project: project.replace(MONTHLY, LINE_275, LINE_275.replace(",133,", ",132,")),
        ["assert_sealed_rows_are_unchanged", "|132|printed|275"],
    ),
    "a figure that stands in no edit": (
        lambda project: project.replace("disclosures/printed_training_attendance", ",693,", ",639,"),
        ["assert_sealed_rows_are_unchanged", "|639|printed|10"],
    ),
    "a monthly row deleted": (
        lambda project: project.replace(MONTHLY, LINE_284, ""),
        ["months_add_up_to_annual_count/local-taxes", "difference 42894"],
    ),
    "a monthly row doubled": (
        lambda project: project.replace(MONTHLY, LINE_284, LINE_284 * 2),
        ["cells: 2 rows for publication_id 140007-2021, cell_id monthly/3(1)/local-taxes/2021-05"],
    ),
    "a cell blanked": (
        lambda project: project.replace(MONTHLY, "42894,printed", ",printed"),
        ["line 284: monthly/3(1)/local-taxes/2021-05: the status says printed, but there is no figure"],
    ),
    "an affair renamed": (
        lambda project: project.replace(MONTHLY, LINE_437, LINE_437.replace("がん登録", "ガン登録")),
        ["line 437: the affair 地域ガン登録に関する事務 is in no register"],
    ),
    "an affair of use that is registered as provision": (
        lambda project: project.replace(
            "registers/affair_register",
            ",use,act-30-15-1-1,,2002-11-01\nhazardous",
            ",provision,act-30-15-1-1,,2002-11-01\nhazardous",
        ),
        ["affair_register: guide-interpreters is provision, but its legal basis is of use"],
    ),
    "an owning division forgotten": (
        lambda project: project.replace("registers/affair_divisions", "local-taxes,3,automobile-tax-office\n", ""),
        ["line 198: the divisions 総務局 税務指導課 各県税事務所 自動車税管理事務所 are not those"],
    ),
    "a division registered twice": (
        lambda project: project.replace(
            "registers/division_register",
            "tourism,観光課,Tourism Division,",
            "tourism-2,観光課,Tourism Division,,\ntourism,観光課,Tourism Division,",
        ),
        ["authenticated_users: 2 rows for publication_id 140007-2021, division_name 観光課"],
    ),
    "a month that makes a derived cell negative": (
        lambda project: project.replace(MONTHLY, LINE_275, LINE_275.replace(",133,", ",933,")),
        ["public-officer-pensions/2021-04 would be -798", "assert_every_balance_edit_holds_or_is_declared"],
    ),
    "an annual row left out": (
        lambda project: project.replace(
            "disclosures/printed_annual_counts",
            "140007-2021,2,4,特別母子福祉資金に係る債権の管理に関する事務,2019,0,printed,224\n",
            "",
        ),
        ["annual/special-maternal-loan-claims/2019 (特別母子福祉資金に係る債権の管理に関する事務, R01) is not"],
    ),
    "an acknowledged anomaly that nobody finds": (
        lambda project: project.replace(
            "registers/acknowledged_anomalies",
            "cell_ids,reason\n",
            "cell_ids,reason\n140007-2021,exchange,nonsense,Asked.\n",
        ),
        ["acknowledged_anomalies: there is no exchange of nonsense in 140007-2021"],
    ),
    "a month of another year": (
        lambda project: project.replace(MONTHLY, LINE_437, LINE_437.replace("2021-05", "2022-05")),
        ["line 437: the month 2022-05-01 is not in fiscal year 2021"],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_dbt_build_stops_and_names_the_fault(project: Project, fault: str) -> None:
    before = project.published_digests()
    damage, expected = FAULTS[fault]
    damage(project)
    result = project.run("dbt", "--quiet", "build")
    assert result.returncode == 1
    for text in expected:
        assert text in result.stdout
    assert "NOT PUBLISHED" in result.stdout
    assert "Traceback" not in result.stdout
    assert project.published_digests() == before


def test_nothing_behind_a_red_gate_is_built(project: Project) -> None:
    project.replace("disclosures/printed_totals", ",1143082,", ",1143083,")
    result = project.run("dbt", "build")
    for mart in ("affairs", "annual_counts", "monthly_counts", "yearly_trends", "inspections", "published_files"):
        assert any("SKIP" in line and f"main.{mart} " in line for line in result.stdout.splitlines()), mart


DECLARE = "140007-2021,summary_lines_add_up/use,{},The print is wrong by one.,open\n"


def _declare(project: Project, difference: str) -> None:
    header = "publication_id,edit_id,difference,reason,status\n"
    project.replace("registers/known_differences", header, header + DECLARE.format(difference))


def test_a_declaration_that_balances_again_is_red(project: Project) -> None:
    _declare(project, "1")
    result = project.run("dbt", "--quiet", "build")
    assert result.returncode == 1
    assert "known_differences declares 1 for summary_lines_add_up/use, which balances now" in result.stdout


def test_a_difference_declared_to_the_digit_is_accepted(project: Project) -> None:
    project.replace("disclosures/printed_totals", ",1143082,", ",1143083,")
    header = "publication_id,edit_id,difference,reason,status\n"
    project.replace(
        "registers/known_differences",
        header,
        header + "140007-2021,everything_together,1,The print is wrong by one.,open\n" + DECLARE.format("1"),
    )
    sealing = project.run("jukinet", "seal", "140007-2021")
    assert "1 rows new, 1 gone" in sealing.stdout
    result = project.run("jukinet", "build")
    assert result.returncode == 0, result.stdout
    assert "77 balanced, 0 broken, 0 not evaluable, 2 accepted" in result.stdout
    project.replace("registers/known_differences", "summary_lines_add_up/use,1,", "summary_lines_add_up/use,2,")
    result = project.run("jukinet", "build")
    assert result.returncode == 1
    assert "known_differences declares 2 for summary_lines_add_up/use, which differs by another amount" in result.stdout


def test_an_edit_that_selects_nothing_is_red(project: Project) -> None:
    project.replace("registers/balance_edits", "monthly/subtotal,monthly/month,", "monthly/subtotal,monthly/moon,")
    result = project.run("dbt", "--quiet", "build")
    assert result.returncode == 1
    assert "balance_edits: months_add_up_to_subtotal selects nothing by monthly/moon" in result.stdout


def test_an_edit_with_too_few_instances_is_red(project: Project) -> None:
    project.replace("registers/balance_edits", "annex fiscal_year,false,2021,,6", "annex fiscal_year,false,2021,,7")
    result = project.run("dbt", "--quiet", "build")
    assert result.returncode == 1
    assert "affairs_add_up_to_annual_total gives 6 edits, expected 7" in result.stdout
