"""How many edits a publication is held to give, and what becomes of one that no edit is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Project

TEST = "assert_balance_edits_are_well_formed"
REGISTERS = Path("seeds/registers")


def _test(project: Project) -> list[str]:
    """What the test of the register says of the seeds as they are."""
    result = project.run("dbt", "--quiet", "build", "--select", f"+{TEST}", "--indirect-selection", "empty")
    said = [line.strip() for line in result.stdout.partition(f"\n{TEST}: ")[2].splitlines() if line.startswith("  ")]
    assert result.returncode == bool(said), result.stdout
    return said


def _add(project: Project, register: str, rows: str) -> None:
    with (project.root / REGISTERS / f"{register}.csv").open("a", encoding="utf-8", newline="") as file:
        file.write(rows)


def _register_next_year(project: Project) -> None:
    """A publication with the names of the first, of which nothing is loaded: it gives no edit."""
    register = project.root / REGISTERS / "publication_register.csv"
    first = register.read_text(encoding="utf-8").splitlines()[1]
    later = first.replace("140007-2021,140007,2021,2022-03-31,,", "140007-2022,140007,2022,2023-03-31,140007-2021,")
    _add(project, "publication_register", later.rpartition(",")[0] + ",\n")


def test_a_publication_before_the_first_year_of_every_edit_is_not_green_for_want_of_edits(project: Project) -> None:
    register = project.root / REGISTERS / "balance_edits.csv"
    text = register.read_text(encoding="utf-8")
    later = text.replace(",2021,2021,", ",2022,2022,").replace(",2021,,", ",2022,,")
    register.write_text(later, encoding="utf-8", newline="\n")
    assert _test(project) == [
        "140007-2021: no edit of seeds/registers/balance_edits.csv applies to fiscal year 2021: write it, or an "
        "earlier one, into the column valid_from of those that hold for this print"
    ]


def test_a_number_of_its_own_comes_before_that_of_the_publication_whose_names_are_used(project: Project) -> None:
    _register_next_year(project)
    _add(
        project,
        "edit_instances",
        "140007-2021,affairs_used,2\n140007-2021,stated_users_equal_total,1\n140007-2022,affairs_used,0\n",
    )
    said = [line for line in _test(project) if line.startswith("140007-2022: ")]
    assert "140007-2022: stated_users_equal_total gives 0 edits, expected 1: seeds/registers/edit_instances.csv" in said
    assert any(line.startswith("140007-2022: affairs_listed gives 0 edits, expected 1: ") for line in said)
    assert not any("affairs_used" in line for line in said)


@pytest.mark.parametrize("register", ["edit_instances", "balance_edits"])
def test_a_number_holds_for_edits_about_figures_printed_before_too(project: Project, register: str) -> None:
    if register == "edit_instances":
        _add(project, register, "140007-2021,editions_agree,5\n")
        where = "seeds/registers/edit_instances.csv"
    else:
        project.replace("registers/balance_edits", "annex affair_id fiscal_year,true,2021,,", "annex,true,2021,,5")
        where = (
            "seeds/registers/edit_instances.csv for this publication, or seeds/registers/balance_edits.csv, column "
            "instances, for all"
        )
    assert f"140007-2021: editions_agree gives 0 edits, expected 5: {where}" in _test(project)


def test_selectors_of_edits_that_no_publication_gives_may_find_nothing(project: Project) -> None:
    groups = ("offices_audited", "offices_covered", "offices_listed", "offices_self_inspection_plan")
    _add(project, "edit_instances", "".join(f"140007-2021,{group},0\n" for group in groups))
    project.drop("disclosures/printed_inspections", "140007-2021,")
    project.drop("disclosures/printed_inspected_offices", "140007-2021,")
    project.drop("disclosures/printed_inspection_findings", "140007-2021,")
    project.drop("disclosures/printed_statements", "140007-2021,offices_audited,")
    assert _test(project) == []
