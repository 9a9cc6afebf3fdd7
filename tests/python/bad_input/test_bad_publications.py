"""Files that cannot be read with certainty: one clear error with place and advice, and nothing written."""

from __future__ import annotations

import errno
import os
import re
import shutil
import socket
import subprocess
from pathlib import Path

import pytest

from bad_input.bad_publications import BEYOND_LIMITS, IDENTITIES, REFUSED, TEXT, WITH_CODE
from conftest import ROOT
from first_publication import copy_seeds
from ingest.seeds_project import SeedsProject


@pytest.fixture
def project(tmp_path: Path) -> SeedsProject:
    """A project with the repository's seeds, into which a file is ingested."""
    copy_seeds(tmp_path / "seeds")
    shutil.copy2(ROOT / "dbt_project.yml", tmp_path)
    return SeedsProject(tmp_path)


@pytest.mark.parametrize("what", REFUSED)
def test_one_clear_error_and_nothing_written(project: SeedsProject, what: str) -> None:
    content, expected = REFUSED[what]
    _is_refused(project, project.write("print.dat", content), expected)


@pytest.mark.parametrize(
    ("name", "what"),
    [
        (" print.txt", "' print.txt' has spaces around it"),
        ("print.txt ", "'print.txt ' has spaces around it"),
        ("...", "'...' is malformed; write the name of the file alone, without folders"),
        ("=1+1.txt", "'=1+1.txt' begins like a spreadsheet formula"),
        ("p\u202er.txt", "p\\u202er.txt"),
    ],
)
def test_a_name_that_cannot_be_registered_is_refused(project: SeedsProject, name: str, what: str) -> None:
    before = project.seeds()
    result = project.run(project.write(name, TEXT), "--replace")
    assert result.exit_code == 1, result.output
    assert f"error: {name}: file: its name cannot be registered. Read: " in result.output
    assert what in result.output
    assert " Rename the file, such as to 140007-2021.txt.\nNothing was written.\n" in result.output
    assert project.seeds() == before


def test_divisions_that_stand_twice_are_told_in_the_order_of_their_names(project: SeedsProject) -> None:
    names = ["市町村課", "税務指導課", "県税事務所", "消防保安課", "観光課", "医療課", "財務課", "生活衛生課"]
    twice = "".join(f"{name}\t1人\n" for name in names)
    file = project.write("print.dat", TEXT.replace("生活援護課\t2人\t計", f"{twice}生活援護課\t2人\t計"))
    told = re.findall(r"a division stands twice in the table of users\. Read: '(\w+)'", project.run(file).output)
    assert told == sorted(names)


@pytest.mark.parametrize("what", BEYOND_LIMITS)
def test_a_file_beyond_a_limit_is_refused(project: SeedsProject, tmp_path: Path, what: str) -> None:
    make, expected = BEYOND_LIMITS[what]
    make(tmp_path / "print.dat")
    _is_refused(project, tmp_path / "print.dat", expected)


def _is_refused(project: SeedsProject, file: Path, expected: str) -> None:
    before = project.seeds()
    result = project.run(file, "--replace")
    assert result.exit_code == 1, result.output
    assert expected in result.output
    errors = [line for line in result.output.splitlines() if line.startswith("error: ")]
    assert errors
    # File, place, message, and at the end what to do.
    assert all(re.match(r"error: print\.dat: [^:]+: .*\.( [A-Z].*\.)?$", line) for line in errors), errors
    assert "Nothing was written." in result.output
    assert "Traceback" not in result.output
    assert project.seeds() == before


@pytest.mark.parametrize("what", WITH_CODE)
def test_code_in_a_file_is_not_run(project: SeedsProject, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    make, add_code, note = WITH_CODE[what]
    plain = make(TEXT)
    before = project.disclosures(without="source_line")

    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError(f"reading a file started something: {arguments}")

    for module, name in ((os, "system"), (subprocess, "Popen"), (socket, "socket"), (socket, "create_connection")):
        monkeypatch.setattr(module, name, refuse)
    hostile = add_code(plain)
    assert hostile != plain
    result = project.run(project.write("print.dat", hostile), "--replace")
    assert result.exit_code == 0, result.output
    assert note in result.output
    assert project.disclosures(without="source_line") == before


@pytest.mark.parametrize("what", ["spaces for tabs", "commas for tabs"])
def test_a_text_without_cells_is_told_once_and_not_for_every_line(project: SeedsProject, what: str) -> None:
    result = project.run(project.write("p.txt", REFUSED[what][0]), "--replace")
    assert result.output.startswith("error: p.txt: line 90: no line of the tables has more than one cell. Read: ")
    assert result.output.count("\n") == 2


def test_every_problem_is_listed_at_once(project: SeedsProject) -> None:
    text = TEXT.replace("\t60,177", "\t60,1777").replace("\t42,894", "\t4289a").replace("小計\t\t78,962", "小計\t\t")
    result = project.run(project.write("p.txt", text), "--replace")
    assert result.exit_code == 1
    for line in ("line 283", "line 284", "line 456"):
        assert f"{line}: " in result.output


def test_of_many_problems_alike_ten_are_shown_and_the_others_counted(project: SeedsProject) -> None:
    text, number = re.subn(r"(\t令和3年6月\t+)(?=[0-9])", r"\1△", TEXT)
    assert number > 12
    lines = project.run(project.write("p.txt", text), "--replace").output.splitlines()
    errors = [line for line in lines if line.startswith("error: ")]
    assert len(errors) == 11
    assert all(": this is neither a month, a count nor a name. " in line for line in errors[:10])
    assert errors[10] == f"error: p.txt: {number - 10} more places: this is neither a month, a count nor a name."


@pytest.mark.parametrize("what", IDENTITIES)
def test_identity_is_validated(project: SeedsProject, what: str) -> None:
    publisher, year, expected = IDENTITIES[what]
    before = project.seeds()
    result = project.run(project.write("p.txt", TEXT), "--replace", publisher=publisher, fiscal_year=year)
    assert result.exit_code == 1
    assert expected in result.output
    # What follows from it is not told, such as that every month is of another year, nor a report on nothing.
    assert result.output.startswith("error: ")
    assert result.output.count("error: ") == 1
    assert "Nothing was written." in result.output
    assert project.seeds() == before


@pytest.mark.parametrize("place", ["disclosures/printed_annual_counts.csv", "registers/publication_register.csv"])
def test_a_publication_that_is_there_already_is_not_read_over(project: SeedsProject, place: str) -> None:
    if place.startswith("registers/"):
        for seed in (project.root / "seeds/disclosures").glob("*.csv"):
            header, _, _ = seed.read_text(encoding="utf-8").partition("\n")
            seed.write_text(f"{header}\n", encoding="utf-8", newline="\n")
    before = project.seeds()
    result = project.run(project.write("p.txt", TEXT))
    assert result.exit_code == 1
    assert (
        f"error: p.txt: seeds/{place}: 140007-2021 is already in the seeds. "
        "Use --replace to read it anew, and --dry-run to see the difference first.\nNothing was written.\n"
    ) in result.output
    assert project.seeds() == before


@pytest.mark.parametrize(("name", "reason"), [("p.txt", "Permission denied"), ("p" * 300, "File name too long")])
def test_a_file_that_the_system_refuses_is_named(
    project: SeedsProject, monkeypatch: pytest.MonkeyPatch, name: str, reason: str
) -> None:
    file = project.write("p.txt", TEXT).with_name(name)

    # Whoever runs the tests may be permitted to read everything.
    def refuse(_: Path) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    result = project.run(file, "--replace")
    assert result.exit_code == 1
    assert result.output == (
        f"error: {file}: file: this cannot be read ({reason}). Give the path of the publication's text, PDF, Excel or "
        "HTML.\nNothing was written.\n"
    )


def test_missing_file_and_missing_project(project: SeedsProject, tmp_path: Path) -> None:
    result = project.run(tmp_path / "absent.txt")
    assert result.exit_code == 1
    assert "there is no such file" in result.output
    (project.root / "dbt_project.yml").unlink()
    result = project.run(project.write("p.txt", TEXT))
    assert result.exit_code == 1
    assert "the seeds cannot be read" in result.output
