"""The command writes the file it says, and says what is wrong without a traceback."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from conftest import Project
from jukinet.report.command import report

app = typer.Typer()
app.command()(report)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(arguments))
    return result.exit_code, result.output


def test_it_writes_the_report_of_the_project(
    built_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JUKINET_ROOT", str(built_project.root))
    out = tmp_path / "r03.html"
    moment = "2022-06-30T12:00:00+09:00"
    code, output = run("--out", str(out), "--lang", "en", "--built-at", moment)
    assert code == 0, output
    html = out.read_text(encoding="utf-8")
    assert '<html lang="en">' in html
    assert moment in html


def test_it_reads_where_builds_publish_and_source_date_epoch_is_the_time(
    built_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JUKINET_PUBLISHED", str(built_project.published))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    code, _ = run("--out", str(tmp_path / "r.html"))
    assert code == 0
    assert "1970-01-01T00:00:00+00:00" in (tmp_path / "r.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("epoch", ["yesterday", "1.5", "9" * 30])
def test_a_time_that_is_none_is_named(
    built_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    code, output = run("--published", str(built_project.published), "--out", str(tmp_path / "r.html"))
    assert code == 1
    (line,) = output.splitlines()
    assert "SOURCE_DATE_EPOCH" in line
    assert epoch in line
    assert not (tmp_path / "r.html").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--publication", "140007-1999"], "no publication 140007-1999"),
        (["--lang", "fr"], "there are ja and en"),
    ],
)
def test_a_fault_is_named(built_project: Project, tmp_path: Path, arguments: list[str], said: str) -> None:
    code, output = run("--published", str(built_project.published), "--out", str(tmp_path / "r.html"), *arguments)
    assert code != 0
    assert said in output
    assert "Traceback" not in output
    assert not (tmp_path / "r.html").exists()


def test_a_place_that_is_none_is_named(built_project: Project, tmp_path: Path) -> None:
    place = tmp_path / "new" / "r.html"
    code, output = run("--published", str(built_project.published), "--out", str(place))
    assert (code, output) == (1, f"error: {place.parent}: there is no such directory; make it, or name another file\n")
    assert not place.parent.exists()
    code, output = run("--published", str(built_project.published), "--out", str(tmp_path))
    assert code == 1
    assert output == f"error: {tmp_path}: this is a directory; name the file to write, such as {tmp_path}/report.html\n"


def _another(path: Path) -> None:
    path.write_bytes(path.with_name("affairs.parquet").read_bytes())


def _damage_pages(path: Path) -> None:
    content = path.read_bytes()
    pages = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
    path.write_bytes(b"PAR1" + b"\xff" * (pages - 4) + content[pages:])


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda path: path.write_bytes(b"garbage"), r"/cells\.parquet: cannot be read \(.+\); run `make build`, which"),
        (lambda path: path.write_bytes(b""), r"/cells\.parquet: cannot be read \(.+\); run `make build`, which writes"),
        (_damage_pages, r"/cells\.parquet: cannot be read \(.+\); run `make build`, which writes it anew"),
        (_another, r": its tables are not as a build writes them \(.+\); run `make build`$"),
        (Path.unlink, r": its tables are not as a build writes them \(.+ cells .+\); run `make build`$"),
        (lambda path: path.with_name("affairs.parquet").unlink(), r"no published table affairs; .+; `make build` publ"),
    ],
)
def test_tables_that_are_damaged_are_named(
    built_project: Project, tmp_path: Path, damage: Callable[[Path], object], said: str
) -> None:
    published, out = tmp_path / "published", tmp_path / "r.html"
    shutil.copytree(built_project.published, published)
    damage(published / "cells.parquet")
    out.write_text("old", encoding="utf-8")
    code, output = run("--published", str(published), "--out", str(out))
    assert code == 1
    (line,) = output.splitlines()
    assert re.search(said, line), line
    assert out.read_text(encoding="utf-8") == "old"


def test_a_given_time_that_is_none_is_named(tmp_path: Path) -> None:
    code, output = run("--published", str(tmp_path), "--built-at", "yesterday")
    assert code == 1
    assert output == "error: --built-at yesterday: this is no time; write it such as 2026-04-01T09:00:00+09:00\n"


def test_missing_tables_are_named(tmp_path: Path) -> None:
    code, output = run("--published", str(tmp_path))
    assert code == 1
    assert "make build" in output


def test_a_place_that_cannot_be_written_is_named(built_project: Project, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    out = tmp_path / "file" / "report.html"
    code, output = run("--published", str(built_project.published), "--out", str(out))
    assert code == 1
    assert "file" in output
    assert "Traceback" not in output


# The file beside it that is to take its place has a longer name; the longest name cannot even be looked up.
@pytest.mark.parametrize("length", [245, 300])
def test_where_it_cannot_be_written_it_says_what_to_do(built_project: Project, tmp_path: Path, length: int) -> None:
    out = tmp_path / f"{'r' * length}.html"
    code, output = run("--published", str(built_project.published), "--out", str(out))
    said = (
        f"error: {out}: cannot be written (File name too long). Allow writing there and free some space, or remove what"
    )
    assert (code, output) == (1, f"{said} stands there.\n")


def test_the_other_commands_start_without_what_the_report_needs() -> None:
    """A plain `make build` installs no extras; a module set to None is one that cannot be imported."""
    extras = ("altair", "jinja2", "markupsafe", "vl_convert", "fastexcel", "pdfplumber", "rapidfuzz")
    code = f"import sys; sys.modules.update(dict.fromkeys({extras})); import jukinet.cli"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


def test_the_grammar_of_iris_is_not_loaded(built_project: Project, tmp_path: Path) -> None:
    """It takes as long as the rest of the report; other programs can still load it afterwards."""
    code = (
        "import sys; from jukinet.report.command import report; from pathlib import Path; "
        f"report(given=Path({str(built_project.published)!r}), out=Path({str(tmp_path / 'r.html')!r})); "
        "assert 'altair' in sys.modules; assert 'rfc3987_syntax' not in sys.modules"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "r.html").exists()
