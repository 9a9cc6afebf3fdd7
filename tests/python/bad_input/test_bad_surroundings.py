"""A command that is mistyped, or cannot work where it is, says so in one line and changes nothing."""

from __future__ import annotations

import os
from pathlib import Path

import duckdb
import pytest

from bad_input.bad_commands import INGEST, MISTYPED, Case
from bad_input.bad_outputs import OUTPUTS
from bad_input.bad_surroundings import SURROUNDINGS
from bad_input.damaged_seed_files import DAMAGED_SEED_FILES
from conftest import Project, copy_project
from ingest.prints import TABLES_ONLY, to_excel, to_pdf
from jukinet.environment import BuildError, ensure_database_is_free


def _fails_as_told(project: Project, case: Case) -> None:
    before = _contents(project)
    result = project.run("jukinet", *case.command)
    assert result.returncode == case.code, result.stdout
    for text in case.says:
        assert text.format(root=project.root) in result.stdout, result.stdout
    assert "Traceback" not in result.stdout
    assert "\x1b" not in result.stdout
    if case.lines:
        assert result.stdout.count("\n") == case.lines, result.stdout
    assert _contents(project) == before


def _contents(project: Project) -> dict[str, bytes]:
    """What must not change: the seeds, and whatever stands where the published tables do."""
    places = [project.root / "seeds", project.root / "published", project.root / "f"]
    files = [path for place in places for path in [place, *place.rglob("*")] if path.is_file()]
    return {str(path): path.read_bytes() for path in files}


@pytest.mark.parametrize("what", MISTYPED)
def test_a_mistyped_command(built_project: Project, what: str) -> None:
    _fails_as_told(built_project, MISTYPED[what])


@pytest.mark.parametrize(
    ("package", "command", "needed"),
    [
        ("rapidfuzz", ("ingest", "p.txt", *INGEST[2:]), "ingest"),
        ("fastexcel", ("ingest", "p.xlsx", *INGEST[2:]), "ingest"),
        ("pdfplumber", ("ingest", "p.pdf", *INGEST[2:]), "ingest"),
        ("altair", ("report",), "report"),
        ("pyspark", ("spark",), "spark"),
    ],
)
def test_an_extra_that_is_not_installed_is_named_with_its_installation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str, command: tuple[str, ...], needed: str
) -> None:
    """A directory that Python searches first makes the package as good as absent."""
    project = copy_project(tmp_path / "project")
    absent = project.root / "absent"
    absent.mkdir()
    (absent / f"{package}.py").write_text(f"raise ModuleNotFoundError({package!r}, name={package!r})\n")
    monkeypatch.setenv("PYTHONPATH", str(absent))
    text = TABLES_ONLY.read_text(encoding="utf-8")
    # Names are only compared where one is unknown.
    (project.root / "p.txt").write_text(text.replace("地域がん登録", "地域ガン登録"), encoding="utf-8")
    (project.root / "p.xlsx").write_bytes(to_excel(text))
    (project.root / "p.pdf").write_bytes(to_pdf(text))
    install = f"python -m pip install --constraint constraints.txt --editable '.[{needed}]'"
    result = project.run_program("jukinet", *command)
    assert (result.returncode, result.stdout) == (1, f"error: {package} is not installed: {install}\n")


CASES = OUTPUTS | SURROUNDINGS | DAMAGED_SEED_FILES


@pytest.mark.parametrize("what", CASES)
def test_surroundings_in_which_nothing_works(project: Project, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    # Setting them here first makes pytest take back what the case sets.
    for name in ("JUKINET_DATABASE", "JUKINET_PUBLISHED", "JUKINET_MEMORY_LIMIT", "DBT_TARGET", "DBT_TARGET_PATH"):
        monkeypatch.setenv(name, "")
        del os.environ[name]
    CASES[what].damage(project)
    _fails_as_told(project, CASES[what])


def test_a_held_database_is_named_with_its_holder(project: Project) -> None:
    with duckdb.connect(str(project.root / "target/jukinet.duckdb"), read_only=True):
        _fails_as_told(
            project,
            Case(
                ("build",),
                (
                    f"error: target/jukinet.duckdb: in use by process {os.getpid()} (",
                    "Close that program, or wait if it is another build. Notebooks and other readers should open "
                    "published/, which a build never waits for.",
                ),
            ),
        )


@pytest.mark.parametrize(
    ("said", "holder"),
    [
        (
            'Could not set lock on file "/p/j.duckdb": Conflicting lock is held in /usr/bin/python3.12 (PID 4711) by '
            "user me. See also https://duckdb.org/docs/stable/connect/concurrency",
            "process 4711 (/usr/bin/python3.12)",
        ),
        (
            'Cannot open file "c:\\p\\j.duckdb": The process cannot access the file because it is being used by '
            "another process.\r\n\n\n"
            "File is already open in \nC:\\Program Files (x86)\\Python312\\python.exe (PID 4711)\n",
            "process 4711 (C:\\Program Files (x86)\\Python312\\python.exe)",
        ),
    ],
)
def test_the_holder_of_a_database_is_understood_on_every_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, holder: str
) -> None:
    def held(_: str) -> None:
        raise duckdb.IOException(f"IO Error: {said}")

    monkeypatch.setattr(duckdb, "connect", held)
    with pytest.raises(BuildError) as error:
        ensure_database_is_free(tmp_path / "j.duckdb")
    assert f"j.duckdb: in use by {holder}. Close that program" in str(error.value)


def test_what_a_code_page_lacks_is_written_in_another_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A redirected output has the code page of Windows, which may know no Japanese."""
    project = copy_project(tmp_path / "project")
    path = project.root / "seeds/disclosures/printed_monthly_counts.csv"
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*rows[:1], *rows[2:]]), encoding="utf-8", newline="\n")
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    result = project.run_program("jukinet", "seal", "140007-2021", "--dry-run")
    assert result.returncode == 0, result.stdout
    affair = rows[1].split(",")[2].encode("ascii", "backslashreplace").decode()
    assert f"the row that stood here is gone: 140007-2021|3(1)|{affair}|" in result.stdout
