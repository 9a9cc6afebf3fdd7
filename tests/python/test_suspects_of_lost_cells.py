"""A red build with lost cells: what they are forced to, and which figure makes that impossible."""

from __future__ import annotations

import re

import pytest

from conftest import Project
from suspects_of import said_of_suspects, suspects

pytestmark = pytest.mark.long

MONTHLY = "disclosures/printed_monthly_counts"
ANNUAL = "disclosures/printed_annual_counts"


def test_a_declared_edit_forces_no_lost_cell(project: Project) -> None:
    """The annual figure of passports is a misprint: the subtotal gives its lost month, as the declaration says."""
    project.replace(ANNUAL, ",2021,51468,printed", ",2021,51469,printed")
    edits = {
        "months_add_up_to_annual_count/passports": 1,
        "affairs_add_up_to_annual_total/1/2021": -1,
        "annex_subset_equals_summary_line/act-30-15-1-1": -1,
    }
    rows = [f"140007-2021,{edit},{difference},A misprint.,open\n" for edit, difference in sorted(edits.items())]
    project.declare(*rows)
    assert project.run("jukinet", "seal", "140007-2021").returncode == 0
    result = project.run("jukinet", "build")
    assert result.returncode == 0, result.stdout
    assert "monthly/3(1)/passports/2021-04 = 4286" in result.stdout


def test_a_lost_month_below_zero_accuses_the_months_that_are_too_large(project: Project) -> None:
    project.replace(MONTHLY, ",2021-09-01,28,printed,299", ",2021-09-01,82,printed,299")
    said = project.run("jukinet", "build").stdout
    assert "local-corporation-special-tax/2021-05 would be -52 by " in said
    likeliest, other = suspects(project)
    assert likeliest["seed_file"] == "seeds/disclosures/printed_monthly_counts.csv"
    assert (likeliest["seed_row"], likeliest["printed"], likeliest["proposed"]) == (39, 82, 28)
    assert likeliest["reason"] == "two adjacent digits exchanged; any figure up to 30 would do"
    assert likeliest["edit_ids"] == "months_add_up_to_annual_count/local-corporation-special-tax"
    assert (other["printed"], other["verdict"]) == (149, "ranked")
    assert (
        "  suspect 1, likeliest: seeds/disclosures/printed_monthly_counts.csv:39 (line 299 of 140007-2021) "
        "従前の暫定措置法による地方法人特別税徴収等に関する事務, 2021-09: 82 -> 28, two adjacent digits exchanged; "
        "any figure up to 30 would do (this row differs from the seal)"
    ) in said.splitlines()


def test_lost_months_below_zero_together_accuse_a_month_though_they_are_declared_as_lost(project: Project) -> None:
    project.replace(MONTHLY, ",3435,printed,320\n", ",,lost,320\n")
    edits = ("months_add_up_to_annual_count/passports", "months_add_up_to_subtotal/act-30-15-1-1")
    rows = [f"140007-2021,{edit},,Two months are illegible.,open\n" for edit in edits]
    project.declare(*rows)
    assert project.run("jukinet", "seal", "140007-2021").returncode == 0
    assert project.run("jukinet", "build").returncode == 0
    project.replace(MONTHLY, ",4098,printed,321\n", ",94098,printed,321\n")
    said = project.run("jukinet", "build").stdout
    assert "would add up to -82279: another figure of that edit is wrong" in said
    likeliest = suspects(project)[0]
    assert (likeliest["printed"], likeliest["verdict"]) == (94098, "ranked")
    assert likeliest["reason"].endswith(" inserted; any figure up to 11819 would do")


def test_a_count_below_zero_is_declared_by_its_edits(project: Project) -> None:
    project.replace(ANNUAL, ",2021,237,printed,199", ",2021,207,printed,199")
    assert project.run("jukinet", "seal", "140007-2021").returncode == 0
    said = project.run("jukinet", "build").stdout
    assert "would be -28 by " in said
    found = re.findall(r"\[(\S+)\]: printed .* difference (-?\d+|unknown);", said)
    rows = [f"140007-2021,{edit},{'' if by == 'unknown' else by},A misprint.,open\n" for edit, by in sorted(found)]
    project.declare(*rows)
    result = project.run("jukinet", "build")
    assert result.returncode == 0, result.stdout
    assert suspects(project) == []
    project.replace("disclosures/printed_authenticated_users", "パスポートセンター,70,", "パスポートセンター,71,")
    assert project.run("jukinet", "build").returncode == 1
    assert {row["edit_ids"] for row in suspects(project)} == {"division_users_add_up"}


def test_a_slip_below_a_lost_annual_figure_is_found_though_another_edit_counts_that_figure(project: Project) -> None:
    project.replace(ANNUAL, ",2021,830962,printed,", ",2021,,lost,")
    assert project.run("jukinet", "seal", "140007-2021").returncode == 0
    project.replace(MONTHLY, ",42894,printed", ",72894,printed")
    said = said_of_suspects(project.run("jukinet", "build").stdout)
    near = "one of 2, none much likelier by the figures alone"
    assert said == [
        f"  suspect 1, {near} (this row differs from the seal)",
        f"  suspect 2, {near}",
        "  suspect 3, less likely by the figures alone",
        "  and 9 more in the table suspect_cells of target/jukinet.duckdb",
    ]
