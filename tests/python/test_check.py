"""The check of the seeds stands before the build; what it finds in which file is in bad_input/."""

from __future__ import annotations

import re

from conftest import ROOT, Project
from jukinet.check import check_seeds
from jukinet.check.edits import EDIT_ATTRIBUTES
from jukinet.printed_cells import EARLIER_EDITION, PRINTED_CELLS, CodeList, roles_by_table
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
        "NOT PUBLISHED: published is as it was.\n"
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
    known = roles_by_table({})
    del known[EARLIER_EDITION]
    coded = {
        table
        for printed in PRINTED_CELLS.values()
        for table, roles in printed.roles.items()
        if isinstance(roles, CodeList)
    }
    assert {table for table, _ in cells} == set(known), "jukinet/printed_cells.py has other tables than the models"
    assert {(table, role) for table, role in cells if table not in coded} == {
        (table, role) for table, roles in known.items() for role in roles
    }


def test_rows_that_were_added_at_the_end_are_put_in_their_order(project: Project) -> None:
    paths = [project.root / f"seeds/{name}.csv" for name in (MONTHLY, "registers/affair_register")]
    sound = {path: path.read_bytes() for path in (project.root / "seeds").rglob("*.csv")}
    for path in paths:
        header, first, *rest = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join([header, *rest, first]), encoding="utf-8", newline="\n")
    result = project.run("jukinet", "check")
    assert result.returncode == 1
    assert result.stdout.count("jukinet check --sort puts it there") == len(paths)
    result = project.run("jukinet", "check", "--sort")
    assert result.returncode == 0, result.stdout
    told = [line.removeprefix("Sorted       ") for line in result.stdout.splitlines()]
    assert sorted(told) == [
        "The seeds are well formed.",
        *sorted(path.relative_to(project.root).as_posix() for path in paths),
    ]
    assert {path: path.read_bytes() for path in sound} == sound
    # A file with a row that cannot be read is not touched, though others are out of order; nor is what is in order.
    head, row, *others = sound[paths[0]].splitlines(keepends=True)
    broken = b"".join([head, *others, row]).replace(b",printed", b",printed,", 1)
    paths[0].write_bytes(broken)
    result = project.run("jukinet", "check", "--sort")
    assert result.returncode == 1
    assert "Sorted" not in result.stdout
    assert "the row has 9 fields, not 8" in result.stdout
    assert {path: path.read_bytes() for path in sound} == {**sound, paths[0]: broken}


def test_publishers_keep_to_their_own(project: Project) -> None:
    """A second prefecture that uses ids of the first would be published under the first one's names."""

    def add(register: str, *rows: str) -> None:
        path = project.root / f"seeds/registers/{register}.csv"
        header, *before = path.read_text(encoding="utf-8").splitlines()
        path.write_text("\n".join([header, *sorted([*before, *rows])]) + "\n", encoding="utf-8", newline="\n")

    passports = "旅券法による一般旅券の発給等に関する事務"
    add("publisher_register", "110001,埼玉県,Saitama Prefecture")
    add("publication_register", f"110001-2021,110001,2021,2022-03-31,,令和3年度,110001-2021.txt,{'0' * 64},")
    add("printed_sections", "110001-2021,annex1,annual,use,1,", "110001-2021,4(1),monthly,provision,1,act-30-15-2-1")
    add("printed_affair_names", f"110001-2021,annex1,{passports},passports", f"110001-2021,4(1),{passports},saitama")
    add("printed_recipient_names", "110001-2021,4(1),藤沢市,fujisawa-city")
    add("affair_register", "saitama,旅券の事務,Passports,provision,act-30-15-2-1,education-board,2006-09-01")
    add("affair_divisions", "saitama,1,tourism")
    add("office_register", "saitama-tourism,110001,観光課,Tourism Division,tourism")
    told = {
        str(fault).partition("seeds/registers/")[2].partition(";")[0]
        for fault in check_seeds(load_seeds(project.root))
        if "of publisher" in str(fault)
    }
    assert {re.sub(r"csv:\d+", "csv", text) for text in told} == {
        "printed_affair_names.csv: affair_id 'passports' is of publisher 110001 and of 140007",
        "printed_recipient_names.csv: recipient_id 'fujisawa-city' is of publisher 110001 and of 140007",
        "affair_register.csv: recipient_id 'education-board' is of publisher 140007, and saitama of 110001",
        "affair_divisions.csv: division_id 'tourism' is of publisher 140007, and saitama of 110001",
        "office_register.csv: division_id 'tourism' is of publisher 140007, and saitama-tourism of 110001",
    }
