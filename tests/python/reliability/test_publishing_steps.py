"""Publishing that is cut off at any of its steps on the disk, on systems that exchange directories and on others."""

from __future__ import annotations

import hashlib
import os
import signal
from pathlib import Path

import pytest

import jukinet.publish as publishing
from conftest import Project
from reliability.publishing_process import (
    exit_code,
    never_exchange,
    publish_all,
    publish_two,
    publish_until,
    publish_with_limit,
)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the process that is killed is a fork of a server")


def _set(directory: Path) -> dict[str, str] | None:
    if not directory.is_dir():
        return None
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(directory.iterdir())}


@pytest.mark.parametrize("can_exchange", [True, False])
def test_every_step_can_be_the_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool) -> None:
    if not can_exchange:
        monkeypatch.setattr(publishing, "_exchange", never_exchange)
    sets = []
    for value in (0, 1):
        publish_two(tmp_path / "made" / str(value), value)
        sets.append(_set(tmp_path / "made" / str(value)))
    home = tmp_path / "home"
    directory = home / "published"
    publish_two(directory, 0)

    current, seen = 0, set()
    for number in range(1, 200):
        value = 1 - current
        code = exit_code(publish_until, number, value, directory, can_exchange)
        found = _set(directory)
        if code == 0:
            break
        assert code == -signal.SIGKILL
        if found is None:
            # Between two renames; the old set stands beside, and the next build brings it back.
            assert not can_exchange
            found = _set(home / ".published.outgoing")
            assert found == sets[current]
            seen.add("beside")
        else:
            assert found in sets
            current = sets.index(found)
            seen.add("new" if current == value else "old")
    else:
        pytest.fail("the publishing never came to its end")
    assert number > 15
    assert seen == ({"old", "new"} if can_exchange else {"old", "new", "beside"})
    assert _set(directory) == sets[value]
    assert [path.name for path in home.iterdir()] == ["published"]


@pytest.mark.parametrize("can_exchange", [True, False])
def test_the_disk_holds_the_new_set_before_it_takes_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, can_exchange: bool
) -> None:
    home, directory = tmp_path / "home", tmp_path / "home" / "published"
    publish_two(directory, 0)
    (directory / "notes").mkdir()
    (directory / "notes" / "mine.txt").write_text("kept", encoding="utf-8")
    flushed: list[tuple[int, bool]] = []

    def record(descriptor: int) -> None:
        is_in_place = (directory / "one.csv").exists() and "1,one" in (directory / "one.csv").read_text()
        flushed.append((os.fstat(descriptor).st_ino, is_in_place))

    monkeypatch.setattr(os, "fsync", record)
    if not can_exchange:
        monkeypatch.setattr(publishing, "_exchange", never_exchange)
    publish_two(directory, 1)
    before = {number for number, is_in_place in flushed if not is_in_place}
    after = {number for number, is_in_place in flushed if is_in_place}
    new_set = [directory, *directory.rglob("*")]
    assert len(new_set) == 8
    assert {path.stat().st_ino for path in new_set} == before
    assert after == {home.stat().st_ino}


@pytest.mark.parametrize("largest_file", [0, 500, 10_000, 40_000, 112_000, 150_000])
def test_a_disk_that_refuses_at_any_file_keeps_the_old_set(
    built_project: Project, tmp_path: Path, largest_file: int
) -> None:
    """The system refuses to let a file grow beyond a limit, as a full disk or a quota does; every user can test it."""
    directory, told = tmp_path / "published", tmp_path / "told"
    publish_all(built_project.published, directory)
    before = _set(directory)
    assert exit_code(publish_with_limit, built_project.published, directory, largest_file, told) == 0
    message = told.read_text(encoding="utf-8")
    assert message.startswith(f"{directory}: the published tables could not be replaced (")
    assert "the old ones stand as they were" in message
    assert "\n" not in message
    assert _set(directory) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["published", "told"]
