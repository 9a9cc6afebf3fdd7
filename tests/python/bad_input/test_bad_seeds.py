"""Malformed seeds get one clear message with file, line, value and what to do, before anything is loaded."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from bad_input.malformed_registers import MALFORMED_REGISTERS
from bad_input.malformed_seeds import MALFORMED, MONTHLY
from conftest import ROOT, Project
from first_publication import copy_seeds
from held_open import refuse
from jukinet.check import check_seeds
from jukinet.seeds import SeedError, load_seeds


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The seeds alone, which are all that the check reads."""
    copy_seeds(tmp_path / "seeds")
    shutil.copy2(ROOT / "dbt_project.yml", tmp_path)
    return Project(tmp_path)


def test_a_folder_in_which_nobody_may_look_is_named(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(PermissionError, match="seeds"):
        load_seeds(project.root)


def test_a_file_that_nobody_may_read_is_not_told_to_be_lost(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    seeds = load_seeds(project.root)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert {fault.message for fault in check_seeds(seeds)} == {"cannot be read (Permission denied); allow reading"}
    monkeypatch.setattr(Path, "read_text", refuse)
    with pytest.raises(SeedError, match=r"\.yml: cannot be read \(Permission denied\); allow reading"):
        load_seeds(project.root)


FAULTS = MALFORMED | MALFORMED_REGISTERS


@pytest.mark.parametrize("what", FAULTS)
def test_a_malformed_seed_is_named_by_file_and_line(project: Project, what: str) -> None:
    damage, expected = FAULTS[what]
    damage(project)
    faults = [str(found) for found in check_seeds(load_seeds(project.root))]
    assert any(expected in found.replace(f"{project.root.as_posix()}/", "") for found in faults), faults[:5]
    assert all(found.startswith(f"{project.root.as_posix()}/seeds/") for found in faults)
    assert not any("and 0 more" in found for found in faults)
    # A terminal would obey them.
    assert not any(letter < " " for found in faults for letter in found)


MANY: dict[str, tuple[tuple[bytes, bytes], list[str]]] = {
    "a column that a spreadsheet has written anew": (
        (b"(202[0-9])-0?([0-9]+)-01,", rb"\1/\2/1,"),
        [":2: month '2021/4/1' is not a date; write it as 2021-04-01 (and 256 more rows, the last in line 258)"],
    ),
    "a year mistyped everywhere": (
        (b"(202[0-9])-([0-9]+)-01,", rb"2031-\2-01,"),
        [
            ":2: month 2031-04-01 is not in fiscal year 2021, April 2021 to March 2022 "
            "(and 256 more rows, the last in line 258)"
        ],
    ),
    "a day that no year has": (
        (b"2021-05-01,42894", b"2021-02-29,42894"),
        [":24: month '2021-02-29' is not a date; write it such as 2021-04-01"],
    ),
    "a name mistyped in all its rows": (
        ("フロン排出抑制法".encode(), "フロソ排出抑制法".encode()),
        [
            ":119: affair_name 'フロソ排出抑制法による登録、更新等に関する事務' is not in "
            "seeds/registers/printed_affair_names.csv for section 3(1); write "
            "'フロン排出抑制法による登録、更新等に関する事務' if that is meant, or register it "
            "there (and 11 more rows, the last in line 130)"
        ],
    ),
    "a name mistyped in two rows": (
        ("フロン(排出抑制法による登録、更新等に関する事務,,2021-0[45])".encode(), r"フロソ\1".encode()),
        ["is meant, or register it there (and 1 more row, the last in line 120)"],
    ),
    "a section mistyped in all its rows": (
        (rb",4\(3\),", b",4(9),"),
        ["section '4(9)' is not in seeds/registers/printed_sections.csv; write '4(3)' if that is meant, "],
    ),
    "a publication mistyped in all its rows": (
        (b"140007-2021,", b"140007-2020,"),
        [":2: publication_id '140007-2020' is not in seeds/registers/publication_register.csv; write '140007-2021' "],
    ),
}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("~$offices.csv", "says that offices.csv is open in Excel; close the file in Excel and remove it"),
        *(
            (name, "is no seed of this project, but named as printed_totals is; remove the copy")
            for name in ("printed_totals - コピー.csv", "Copy of printed_totals.csv", "printed_totals (1).CSV")
        ),
    ],
)
def test_what_an_editor_leaves_beside_a_seed_is_to_be_removed(project: Project, name: str, told: str) -> None:
    path = project.root / "seeds/disclosures" / name
    path.write_bytes(b"a\n1\n")
    assert list(map(str, check_seeds(load_seeds(project.root)))) == [f"{path.as_posix()}: {told}"]


@pytest.mark.parametrize("commas", [",,,,,,,", ",,", ""])
def test_an_emptied_row_is_one_fault(project: Project, commas: str) -> None:
    path = project.root / f"seeds/{MONTHLY}.csv"
    lines = path.read_text(encoding="utf-8").count("\n")
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"{commas}\n")
    (fault,) = check_seeds(load_seeds(project.root))
    assert (fault.path, fault.line, fault.message) == (path, lines + 1, "the line is empty; remove it")


def test_a_doubled_row_is_one_fault_wherever_it_stands(project: Project) -> None:
    for name in (MONTHLY, "registers/division_register"):
        path = project.root / f"seeds/{name}.csv"
        path.write_text(
            "".join([text := path.read_text(encoding="utf-8"), text.splitlines(keepends=True)[1]]),
            encoding="utf-8", newline="\n",
        )  # fmt: skip
    one, other = [fault.message for fault in check_seeds(load_seeds(project.root))]
    assert one.startswith("repeats the key ")
    assert other.startswith("repeats the key ")
    assert one.endswith("; remove one, or correct its key")
    assert other.endswith("; remove one, or give it a key of its own")


def test_what_excel_does_to_a_file_and_to_its_values_is_told_at_once(project: Project) -> None:
    path = project.root / f"seeds/{MONTHLY}.csv"
    data = re.sub(rb"(202[0-9])-0?([0-9]+)-01,", rb"\1/\2/1,", path.read_bytes())
    path.write_bytes(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"))
    faults = check_seeds(load_seeds(project.root))
    assert [(fault.line, re.split("[,;(]", fault.message)[0]) for fault in faults] == [
        (1, "begins with a byte order mark"),
        (1, "ends with a carriage return"),
        (2, "month '2021/4/1' is not a date"),
    ]


def test_a_name_that_is_merely_built_alike_is_not_proposed(project: Project) -> None:
    """Names of affairs share most of their words: a new one resembles others, and none of them is meant."""
    path = project.root / f"seeds/{MONTHLY}.csv"
    text = path.read_text(encoding="utf-8")
    new = "温泉法による温泉の採取の許可に関する事務"
    path.write_text(text.replace("恩給法による年金の支給に関する事務", new), encoding="utf-8", newline="\n")
    (found,) = [str(fault) for fault in check_seeds(load_seeds(project.root))]
    assert f"affair_name '{new}' is not in" in found
    assert "correct it or register it there" in found


def test_a_register_that_is_malformed_comes_before_all_that_refers_to_it(project: Project) -> None:
    project.replace("registers/publication_register", "140007-2021,140007,", "../140007,140007,")
    first, *others = (str(fault) for fault in check_seeds(load_seeds(project.root)))
    assert "publication_register.csv:2: publication_id '../140007' is malformed" in first
    assert any("is not in" in other for other in others)


@pytest.mark.parametrize("what", MANY)
def test_one_slip_in_many_rows_is_one_fault(project: Project, what: str) -> None:
    (old, new), expected = MANY[what]
    path = project.root / f"seeds/{MONTHLY}.csv"
    path.write_bytes(re.sub(old, new, path.read_bytes()))
    found = [str(fault).replace(f"{project.root.as_posix()}/", "") for fault in check_seeds(load_seeds(project.root))]
    assert len(found) == len(expected), found
    for text, fault in zip(expected, found, strict=True):
        assert text in fault


def _publish_later(project: Project, names_as_in: dict[int, str]) -> None:
    """Register publications of later years, by year with the publication whose names they use."""
    path = project.root / "seeds/registers/publication_register.csv"
    text = path.read_text(encoding="utf-8")
    first = text.splitlines()[1]
    assert first.startswith("140007-2021,140007,2021,2022-03-31,,令和3年度")
    for year, named in names_as_in.items():
        text += (
            first.replace("2021,140007,2021,2022-03-31,,", f"{year},140007,{year},{year + 1}-03-31,{named},")
            .replace("令和3年度", "")
            .replace("140007-2021.txt", f"140007-{year}.txt")
        ) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")


@pytest.mark.parametrize("rows", ["", "140007-2023,3(1),恩給法による年金の支給に関する事務,,2023-06-01,1,printed,1\n"])
def test_a_chain_of_names_is_one_fault_that_names_its_end(project: Project, rows: str) -> None:
    _publish_later(project, {2022: "140007-2021", 2023: "140007-2022"})
    with (project.root / f"seeds/{MONTHLY}.csv").open("a", encoding="utf-8", newline="\n") as file:
        file.write(rows)
    (fault,) = check_seeds(load_seeds(project.root))
    assert (fault.path.name, fault.line) == ("publication_register.csv", 4)
    assert fault.message == (
        "names_as_in 140007-2022 has no names of its own, but those of 140007-2021; write 140007-2021"
    )


def test_a_publication_may_refer_to_the_last_day_of_the_year_after(project: Project) -> None:
    project.replace("registers/publication_register", ",2022-03-31,", ",2023-03-31,")
    assert check_seeds(load_seeds(project.root)) == []


def test_a_day_that_no_year_has_is_one_fault(project: Project) -> None:
    project.replace("registers/publication_register", ",2022-03-31,", ",2021-02-29,")
    (fault,) = check_seeds(load_seeds(project.root))
    assert fault.message == "as_of_date '2021-02-29' is not a date; write it such as 2021-04-01"


def test_names_that_lead_in_a_circle_are_a_fault(project: Project) -> None:
    _publish_later(project, {2022: "140007-2023", 2023: "140007-2022"})
    assert [(fault.line, fault.message) for fault in check_seeds(load_seeds(project.root))] == [
        (
            line,
            f"names_as_in {named} has no names of its own: names_as_in leads in a circle; leave it empty where the "
            "names are registered",
        )
        for line, named in ((3, "140007-2023"), (4, "140007-2022"))
    ]
