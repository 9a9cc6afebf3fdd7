"""A red build points at the cell that is wrong, with its place in print and seed."""

from __future__ import annotations

import re
from typing import Any

import pytest

from conftest import Project
from documents import assert_printed, indented
from suspects_of import said_of_suspects, suspects

pytestmark = pytest.mark.long

MONTHLY = "disclosures/printed_monthly_counts"
ANNUAL = "disclosures/printed_annual_counts"
TOTALS = "disclosures/printed_totals"

SLIPS: dict[str, tuple[str, str, str, dict[str, Any]]] = {
    "month": (
        MONTHLY,
        ",42894,printed",
        ",48294,printed",
        {
            "cell_id": "monthly/3(1)/local-taxes/2021-05",
            "seed_row": 24,
            "source_line": 284,
            "printed": 48294,
            "proposed": 42894,
            "verdict": "ranked",
        },
    ),
    "grand total": (
        TOTALS,
        ",1143082,",
        ",1143802,",
        {"cell_id": "summary/1/grand_total", "proposed": 1143082, "source_line": 247},
    ),
}


# The red builds that documents show of them.
SHOWN = {
    "month": [*indented("README.md", "NOT PUBLISHED"), indented("docs/reconciliation.md", "NOT PUBLISHED")[0]],
    "grand total": [indented("docs/reconciliation.md", "NOT PUBLISHED")[1]],
}


STATED = "140007-2021,stated_users_equal_total,-1,The print is wrong by one.,open"


@pytest.mark.figures
@pytest.mark.parametrize("slip", SLIPS)
def test_the_slipped_cell_comes_first(project: Project, slip: str) -> None:
    seed, right, wrong, expected = SLIPS[slip]
    project.replace(seed, right, wrong)
    result = project.run("jukinet", "build")
    assert result.returncode == 1
    first = suspects(project)[0]
    assert {name: first[name] for name in expected} == expected
    assert first["rank"] == 1
    assert first["seed_file"] == f"seeds/{seed}.csv"
    line = (project.root / first["seed_file"]).read_text(encoding="utf-8").splitlines()[first["seed_row"] - 1]
    assert wrong.split(",")[-2] in line
    assert first["verdict"] == "ranked"
    assert f"suspect 1, likeliest: seeds/{seed}.csv:{first['seed_row']} " in result.stdout
    changed = f"{first['printed']} -> {first['proposed']}, {first['reason']} (this row differs from the seal)"
    assert [line for line in result.stdout.splitlines() if "differs from the seal" in line] == [
        line for line in result.stdout.splitlines() if line.endswith(changed)
    ]
    assert changed in result.stdout
    for shown in SHOWN.get(slip, []):
        # From its first line to its last.
        printed = [line for line in result.stdout.splitlines() if line]
        assert [shown[0], shown[-1]] == [printed[0], printed[-1]]
        assert_printed(shown, result.stdout)


def test_a_statement_is_found_beside_the_same_one_on_its_line(project: Project) -> None:
    """A sentence may speak of both annexes."""
    seed, row = "disclosures/printed_statements", "140007-2021,affairs_used,annex2,15,printed,,84\n"
    project.replace(seed, row, "")
    before = "140007-2021,cases,annex1,"
    project.replace(seed, before, row.replace(",15,", ",51,").replace(",84", ",79") + before)
    assert project.run("jukinet", "build").returncode == 1
    (suspect,) = (row for row in suspects(project) if row["cell_id"] == "statement/affairs_used/annex2")
    assert (suspect["printed"], suspect["proposed"], suspect["source_line"]) == (51, 15, 79)
    assert (suspect["seed_file"], suspect["seed_row"]) == (f"seeds/{seed}.csv", 6)


def test_a_deleted_row_is_suspected_as_missing(project: Project) -> None:
    project.drop(MONTHLY, "140007-2021,3(1),地方税法等による地方税等の賦課徴収又は調査に関する事務,,2021-05-01,")
    result = project.run("jukinet", "build")
    first = suspects(project)[0]
    assert (first["cell_id"], first["printed"], first["proposed"]) == ("monthly/3(1)/local-taxes/2021-05", None, 42894)
    assert "2021-05: nothing -> 42894, the row is missing (the seal has this row)\n" in result.stdout


def test_a_slip_is_localized_beside_a_row_that_is_missing(project: Project) -> None:
    """The missing row of zeros breaks no sum, and keeps no suspect from being told."""
    project.drop(ANNUAL, "140007-2021,2,4,特別母子福祉資金に係る債権の管理に関する事務,2019,")
    project.replace(MONTHLY, ",42894,printed", ",48294,printed")
    result = project.run("jukinet", "build")
    assert "special-maternal-loan-claims/2019 (" in result.stdout
    first = suspects(project)[0]
    assert (first["cell_id"], first["proposed"]) == ("monthly/3(1)/local-taxes/2021-05", 42894)
    assert "suspect 1, likeliest: " in result.stdout


def test_a_total_that_is_missing_is_suspected(project: Project) -> None:
    project.drop(TOTALS, "140007-2021,3(2),subtotal,")
    result = project.run("jukinet", "build")
    assert "3(2)/subtotal (3(2) subtotal, R03) is not transcribed: add its row to seeds/disclosures/printed_totals" in (
        result.stdout
    )
    assert ": nothing -> 78962, the row is missing (the seal has this row)\n" in result.stdout
    assert "None of these rows differs from the seal" not in result.stdout
    assert "; no line of 140007-2021" in result.stdout


def test_a_dash_that_stands_for_a_figure_is_suspected(project: Project) -> None:
    project.replace(ANNUAL, ",2021,830962,printed,", ",2021,,not_applicable,")
    result = project.run("jukinet", "build")
    first = suspects(project)[0]
    assert (first["cell_id"], first["printed"], first["proposed"]) == ("annual/local-taxes/2021", None, 830962)
    assert "R03: nothing -> 830962, a dash stands for a figure (this row differs from the seal)" in result.stdout


def test_an_edit_that_is_declared_without_its_total_accuses_no_part(project: Project) -> None:
    """Its parts are no sum that fails; what is broken beside it is found as if it were not there."""
    project.drop("disclosures/printed_statements", "140007-2021,cases,annex2,")
    project.declare("140007-2021,stated_cases_equal_annex_total/2,,The prose does not say it.,confirmed\n")
    project.replace(ANNUAL, ",2021,73428,printed", ",2021,74328,printed")
    project.run("jukinet", "build")
    (suspect,) = suspects(project)
    expected = {"cell_id": "annual/cancer-registry/2021", "proposed": 73428, "verdict": "unique"}
    assert {name: suspect[name] for name in expected} == expected


def test_a_declared_difference_is_not_localized(project: Project) -> None:
    """What is declared is explained already; what is broken beside it is still found."""
    project.replace(TOTALS, ",754,printed,107", ",755,printed,107")
    project.declare("140007-2021,division_users_add_up,1,The print is wrong by one.,open\n", f"{STATED}\n")
    project.replace(ANNUAL, ",134819,printed", ",138419,printed")
    result = project.run("jukinet", "build")
    assert result.returncode == 1
    (suspect,) = suspects(project)
    expected = {"cell_id": "annual/intractable-diseases/2021", "proposed": 134819, "source_line": 211}
    assert {name: suspect[name] for name in expected} == expected
    place = f"{suspect['seed_file']}:{suspect['seed_row']}"
    assert f"suspect 1, the only explanation found: {place} " in result.stdout
    lines = (project.root / suspect["seed_file"]).read_text(encoding="utf-8").splitlines()
    assert ",138419," in lines[suspect["seed_row"] - 1]
    # A slip of the total itself is measured from what the print says, not from what would add up.
    project.replace(ANNUAL, ",138419,printed", ",134819,printed")
    project.replace(TOTALS, ",755,printed,107", ",775,printed,107")
    assert project.run("jukinet", "build").returncode == 1
    (suspect,) = suspects(project)
    assert (suspect["cell_id"], suspect["proposed"], suspect["verdict"]) == ("users/users/total", 755, "unique")


def test_two_errors_are_each_explained(project: Project) -> None:
    """Each with its own explanations, as many of one as of the other, and first the row that differs from the seal."""
    project.replace("disclosures/printed_authenticated_users", "パスポートセンター,70,", "パスポートセンター,71,")
    project.replace(MONTHLY, ",42894,printed", ",48294,printed")
    said = said_of_suspects(project.run("jukinet", "build").stdout)
    taxes = "months_add_up_to_annual_count/local-taxes months_add_up_to_subtotal/act-30-15-1-1"
    assert said[0] == "  error 1 of 2 [division_users_add_up]"
    # A slip of 1 is one of many; what the seal says goes before what the figures say.
    assert said[1] == "  suspect 1, less likely by the figures alone (this row differs from the seal)"
    assert re.fullmatch(r"  suspect 2, one of \d+, none much likelier by the figures alone", said[2])
    assert said[4:] == [
        "  and 24 more in the table suspect_cells of target/jukinet.duckdb",
        f"  error 2 of 2 [{taxes}]",
        "  suspect 1, likeliest (this row differs from the seal)",
        "  suspect 2, less likely",
        "  suspect 3, less likely",
        "  and 9 more in the table suspect_cells of target/jukinet.duckdb",
    ]
    for shown, others in ((1, "1 more error"), (0, "2 more errors")):
        asked = f"{{built: [], shown_errors: {shown}}}"
        fewer = project.run("dbt", "run-operation", "summarize_suspects", "--args", asked).stdout.splitlines()
        assert f"  and {others} in the table suspect_cells of target/jukinet.duckdb" in fewer


def test_who_is_accused_alone_is_not_looked_at_before_the_rows_that_changed(project: Project) -> None:
    """A month and its year, wrong by as much, look like one error of an affair whose only month is derived."""
    project.replace(MONTHLY, ",42894,printed", ",48394,printed")
    project.replace(ANNUAL, ",830962,printed", ",836462,printed")
    lines = project.run("jukinet", "build").stdout.splitlines()
    place = next(number for number, line in enumerate(lines) if "suspect 1, the only explanation found: " in line)
    assert lines[place + 1] == "  None of these rows differs from the seal: look at those that do first"
    # With a slip that is found, nothing more is said.
    project.replace(ANNUAL, ",836462,printed", ",830962,printed")
    assert "None of these rows" not in project.run("jukinet", "build").stdout


def test_cells_of_one_explanation_stand_together(project: Project) -> None:
    """Two affairs of annex 1 have each other's figure: two cells, which are one explanation."""
    project.replace(ANNUAL, ",134819,printed", ",SWAP,printed")
    project.replace(ANNUAL, ",830962,printed", ",134819,printed")
    project.replace(ANNUAL, ",SWAP,printed", ",830962,printed")
    said = said_of_suspects(project.run("jukinet", "build").stdout)
    assert said[:3] == [
        "  suspect 1, likeliest (this row differs from the seal)",
        "    together (this row differs from the seal)",
        "  suspect 2, less likely",
    ]
    assert {line[:12] for line in said[3:]} == {"    together"}


def test_of_two_errors_at_once_the_pair_that_both_differs_from_the_seal_is_first(project: Project) -> None:
    """No edit tells the months of an affair apart, so that the solver's pairs stand for others that are likelier."""
    project.replace(ANNUAL, ",2021,51468,", ",2021,51486,")
    project.replace(MONTHLY, ",42894,printed", ",48294,printed")
    said = said_of_suspects(project.run("jukinet", "build").stdout)
    near = "one of 2, none much likelier, several errors at once by the figures alone"
    assert said[:4] == [
        f"  suspect 1, {near} (this row differs from the seal)",
        "    together (this row differs from the seal)",
        f"  suspect 2, {near}",
        "    together (this row differs from the seal)",
    ]
    assert said[4].startswith("  suspect 3, less likely, several errors at once by the figures alone")
    assert said[6:] == ["  and 7 more in the table suspect_cells of target/jukinet.duckdb"]


def test_a_row_that_only_the_seal_has_is_looked_at_first(project: Project) -> None:
    listed = (project.root / f"seeds/{ANNUAL}.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    project.replace(ANNUAL, listed[4], "")
    printed = project.run("jukinet", "build").stdout
    assert re.search(r"\n  suspect 1, .*, the row is missing \(the seal has this row\)\n", printed), printed
    assert printed.count("(the seal has this row)") == 1


def test_every_row_that_differs_from_the_seal_is_shown_however_many(project: Project) -> None:
    for figure in (60177, 42894, 60452, 48421):
        project.replace(MONTHLY, f",{figure},printed", f",{figure + 1000},printed")
    said = said_of_suspects(project.run("jukinet", "build").stdout)
    assert [line[:11] for line in said[:-1]] == [f"  suspect {number}" for number in range(1, 5)]
    assert all(line.endswith(" (this row differs from the seal)") for line in said[:-1])
    assert said[-1] == "  and 8 more in the table suspect_cells of target/jukinet.duckdb"
