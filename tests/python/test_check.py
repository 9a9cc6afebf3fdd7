"""The check of the seeds stands before the build; what it finds in which file is in bad_input/."""

from __future__ import annotations

import re

from conftest import ROOT, Project
from jukinet.check import check_seeds
from jukinet.check_edits import EDIT_ATTRIBUTES
from jukinet.seeds import load_seeds

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
