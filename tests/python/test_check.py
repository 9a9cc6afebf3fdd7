"""Malformed seeds get one clear message with file and line before anything is loaded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, Project, copy_project
from jukinet.check import check_seeds
from jukinet.seeds import load_seeds

MONTHLY = "disclosures/printed_monthly_counts"


def _rewrite(change: Callable[[bytes], bytes], name: str = MONTHLY) -> Callable[[Project], None]:
    def damage(project: Project) -> None:
        path = project.root / "seeds" / f"{name}.csv"
        path.write_bytes(change(path.read_bytes()))

    return damage


def _swap(old: str, new: str, seed: str = MONTHLY) -> Callable[[Project], None]:
    return lambda project: project.replace(seed, old, new)


MALFORMED: dict[str, tuple[Callable[[Project], None], str]] = {
    "text in a number": (
        _swap("42894,printed", "42,894?,printed".replace(",894", "894")),
        f"{MONTHLY}.csv:24: case_count '42894?' is not a whole number; write plain digits, such as 1064108",
    ),
    "thousands separator": (
        _swap("42894,printed", '"42,894",printed'),
        f"{MONTHLY}.csv:24: case_count '42,894' is not a whole number; write plain digits, such as 1064108",
    ),
    "decimal": (_swap("42894,printed", "42894.0,printed"), f"{MONTHLY}.csv:24: case_count '42894.0' is not a whole"),
    "below zero": (_swap("42894,printed", "-42894,printed"), f"{MONTHLY}.csv:24: case_count -42894 is below 0"),
    "too large": (
        _swap("42894,printed", "9" * 19 + ",printed"),
        f"{MONTHLY}.csv:24: case_count {'9' * 19} is too large",
    ),
    "blank figure": (
        _swap("42894,printed", ",printed"),
        f"{MONTHLY}.csv:24: case_count is empty, but cell_status says",
    ),
    "figure of a lost cell": (
        _swap("42894,printed", "42894,lost"),
        f"{MONTHLY}.csv:24: case_count is 42894, but cell_status says lost",
    ),
    "unknown status": (
        _swap("42894,printed", "42894,guessed"),
        f"{MONTHLY}.csv:24: cell_status 'guessed' is not permitted",
    ),
    "unknown affair": (
        _swap("3(2),地域がん登録に関する事務,,2021-05-01", "3(2),地域ガン登録に関する事務,,2021-05-01"),
        f"{MONTHLY}.csv:164: affair_name '地域ガン登録に関する事務' is not in printed_affair_names for section 3(2)",
    ),
    "month outside the year": (
        _swap("2021-05-01,42894", "2022-05-01,42894"),
        f"{MONTHLY}.csv:24: month 2022-05-01 is not in fiscal year 2021, April 2021 to March 2022",
    ),
    "day inside a month": (
        _swap("2021-05-01,42894", "2021-05-02,42894"),
        f"{MONTHLY}.csv:24: month 2021-05-02 is not the",
    ),
    "no date": (_swap("2021-05-01,42894", "R3.5,42894"), f"{MONTHLY}.csv:24: month 'R3.5' is not a date"),
    "byte order mark": (
        _rewrite(lambda data: b"\xef\xbb\xbf" + data),
        f"{MONTHLY}.csv:1: begins with a byte order mark",
    ),
    "CP932": (_rewrite(lambda data: data.decode().encode("cp932")), f"{MONTHLY}.csv:2: byte 0x93 is not UTF-8"),
    "UTF-16": (
        _rewrite(lambda data: data.decode().encode("utf-16")),
        f"{MONTHLY}.csv:1: begins with a byte order mark",
    ),
    "CRLF": (_rewrite(lambda data: data.replace(b"\n", b"\r\n")), f"{MONTHLY}.csv:1: ends with a carriage return"),
    "column missing": (
        _rewrite(lambda data: data.replace(b"cell_status,source_line\n", b"cell_status\n", 1)),
        f"{MONTHLY}.csv:1: the column source_line is missing; the header must be publication_id,section,",
    ),
    "column unknown": (
        _rewrite(lambda data: data.replace(b"cell_status,source_line\n", b"cell_status,source_line,note\n", 1)),
        f"{MONTHLY}.csv:1: the column 'note' is not known",
    ),
    "columns exchanged": (
        _rewrite(lambda data: data.replace(b"case_count,cell_status", b"cell_status,case_count", 1)),
        f"{MONTHLY}.csv:1: the columns are out of order",
    ),
    "field missing": (_swap(",42894,printed,284", ",42894,284"), f"{MONTHLY}.csv:24: the row has 7 fields, not 8"),
    "open quote": (_swap("2021-05-01,42894", '2021-05-01,"42894'), f"{MONTHLY}.csv:24: is not valid CSV"),
    "empty file": (_rewrite(lambda data: b""), f"{MONTHLY}.csv:1: the column publication_id is missing"),
    "row doubled": (
        _rewrite(lambda data: data.replace(LINE_284, LINE_284 * 2)),
        f"{MONTHLY}.csv:25: repeats the key 140007-2021, 3(1), ",
    ),
    "rows out of order": (
        _rewrite(lambda data: data.replace(LINE_284, b"") + LINE_284),
        f"{MONTHLY}.csv:258: is out of order; rows are sorted by publication_id, source_line",
    ),
    "formula": (
        _swap("3(2),地域がん登録に関する事務,,2021-05-01", "3(2),=1+1,,2021-05-01"),
        f"{MONTHLY}.csv:164: affair_name '=1+1' begins like",
    ),
    "wrong check digit": (
        _swap("140007,神奈川県", "140008,神奈川県", "registers/publisher_register"),
        "registers/publisher_register.csv:2: publisher_code 140008 has a wrong check digit, 7 is right",
    ),
    "era label": (
        _swap("H14.11,187", "H14.13,187", "disclosures/printed_affairs"),
        "disclosures/printed_affairs.csv:2: started_label 'H14.13' is malformed",
    ),
    "unknown code": (
        _swap("1,operational,training_report", "1,operational,notebook", "disclosures/printed_inspection_findings"),
        "disclosures/printed_inspection_findings.csv:2: register_concerned 'notebook' is not in code_register",
    ),
    "selector": (
        _swap("monthly/subtotal,monthly/month,", "monthly subtotal,monthly/month,", "registers/balance_edits"),
        "total_selector 'monthly subtotal' is malformed; write table/role",
    ),
}
LINE_284 = (
    "140007-2021,3(1),地方税法等による地方税等の賦課徴収又は調査に関する事務,,2021-05-01,42894,printed,284\n".encode()
)


@pytest.mark.parametrize("fault", MALFORMED)
def test_a_malformed_seed_is_named_by_file_and_line(tmp_path: Path, fault: str) -> None:
    project = copy_project(tmp_path / "project")
    damage, expected = MALFORMED[fault]
    damage(project)
    faults = [str(found) for found in check_seeds(load_seeds(project.root))]
    assert any(expected in found for found in faults), faults[:5]


def test_sound_seeds_have_no_faults() -> None:
    assert check_seeds(load_seeds(ROOT)) == []


def test_the_build_stops_before_loading(project: Project) -> None:
    before = project.published_digests()
    project.replace(MONTHLY, "42894,printed", "abc,printed")
    result = project.run("jukinet", "build")
    assert result.returncode == 1
    assert result.stdout == (
        f"error: seeds/{MONTHLY}.csv:24: case_count 'abc' is not a whole number; write plain digits, such as 1064108\n"
    )
    assert project.published_digests() == before


def test_elsewhere_the_command_says_where_it_looked(tmp_path: Path) -> None:
    result = Project(tmp_path).run("jukinet", "build")
    assert result.returncode == 1
    assert result.stdout == f"error: {tmp_path} is no jukinet project: dbt_project.yml or seeds/ is missing\n"
