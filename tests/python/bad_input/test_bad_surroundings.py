"""A command that is mistyped, or cannot work where it is, says so in one line and changes nothing."""

from __future__ import annotations

import os

import duckdb
import pytest

from bad_input.bad_surroundings import MISTYPED, SURROUNDINGS, Case
from conftest import Project


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


@pytest.mark.parametrize("what", SURROUNDINGS)
def test_surroundings_in_which_nothing_works(project: Project, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    # Setting them here first makes pytest take back what the case sets.
    for name in ("JUKINET_DATABASE", "JUKINET_PUBLISHED"):
        monkeypatch.setenv(name, "")
        del os.environ[name]
    SURROUNDINGS[what].damage(project)
    _fails_as_told(project, SURROUNDINGS[what])


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
