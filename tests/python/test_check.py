"""The check of the seeds stands before the build; what it finds in which file is in bad_input/."""

from __future__ import annotations

import re

from conftest import ROOT, Project
from jukinet.check import check_seeds
from jukinet.check_edits import CELL_ROLES, CODED_ROLES, EDIT_ATTRIBUTES
from jukinet.seeds import load_seeds
from jukinet.warehouse import Warehouse

MONTHLY = "disclosures/printed_monthly_counts"


def test_sound_seeds_have_no_faults() -> None:
    assert check_seeds(load_seeds(ROOT)) == []


def test_the_build_stops_before_loading(project: Project) -> None:
    before = project.published_digests()
    project.replace(MONTHLY, "42894,printed", "abc,printed")
    result = project.run("jukinet", "build")
    assert result.returncode == 1
    assert result.stdout == (
        f"error: seeds/{MONTHLY}.csv:24: case_count 'abc' is not a whole number; write plain digits, such as 1064108\n"
        "NOT PUBLISHED: published/ keeps the last good tables.\n"
    )
    assert project.published_digests() == before


def test_the_check_knows_the_attributes_that_the_sql_knows() -> None:
    macro = (ROOT / "macros/cell_attributes.sql").read_text(encoding="utf-8")
    listed = re.search(r"macro cell_attribute_types\(\).*?return\(\{(.*?)\}\)", macro, re.DOTALL)
    assert listed
    assert tuple(re.findall(r"'([a-z_]+)':", listed[1])) == EDIT_ATTRIBUTES


def test_the_check_knows_the_cells_that_the_models_make(built_project: Project) -> None:
    """A publication before this one would give the earlier edition its two."""
    cells = Warehouse(built_project.published).table("cells").select("table_name", "role").unique().rows()
    assert {table for table, _ in cells} == {*CELL_ROLES, *CODED_ROLES} - {"earlier_edition"}
    fixed = {(table, role) for table, roles in CELL_ROLES.items() for role in roles if table != "earlier_edition"}
    assert {one for one in cells if one[0] in CELL_ROLES} == fixed
