"""One file or several are written whole or not at all, on disks and file systems of every kind."""

from __future__ import annotations

import errno
import os
from contextlib import nullcontext
from pathlib import Path

import pytest

from jukinet import files, lock


def test_a_change_that_was_cut_off_is_finished_before_the_next_is_made(tmp_path: Path) -> None:
    (tmp_path / files.JOURNAL).write_text('{"rename": ["one"]}', encoding="utf-8")
    (tmp_path / "one").write_bytes(b"old one")
    (tmp_path / f"one{files.SUFFIX}").write_bytes(b"new one")
    files.write_all(tmp_path, {tmp_path / "two": b"two"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"one": b"new one", "two": b"two"}


def test_one_file_is_replaced_behind_its_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("file")
    files.write_one(tmp_path / "link", b"new")
    assert ((tmp_path / "link").is_symlink(), (tmp_path / "file").read_bytes()) == (True, b"new")


@pytest.mark.skipif(os.name != "posix", reason="only there can a directory be flushed")
def test_the_disk_holds_each_step_before_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = []
    fsync, replace = os.fsync, os.replace
    folder = tmp_path / "a"

    def record(descriptor: int) -> None:
        fsync(descriptor)
        (path,) = (one for one in (tmp_path, *tmp_path.rglob("*")) if one.stat().st_ino == os.fstat(descriptor).st_ino)
        steps.append(path.name if path.is_dir() else f"{path.suffix} {path.read_text()}")

    def record_name(old: Path, new: Path) -> None:
        replace(old, new)
        steps.append(f"-> {new.name}")

    monkeypatch.setattr(os, "fsync", record)
    monkeypatch.setattr(os, "replace", record_name)
    files.write_all(tmp_path, {folder / "one": b"1", folder / "two": b"2"})
    files_of_it, journal = [".new 1", ".new 2", "a"], '.new {"rename": ["a/one", "a/two"]}'
    assert steps == [*files_of_it, journal, f"-> {files.JOURNAL}", tmp_path.name, "-> one", "-> two", "a"]
    steps.clear()
    files.write_one(folder / "one", b"3")
    assert steps == [".new 3", "-> one", "a"]


def test_a_disk_that_fails_behind_the_journal_does_not_take_the_change_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fsync = os.fsync

    def fail(descriptor: int) -> None:
        if (tmp_path / files.JOURNAL).exists():
            raise OSError(5, "Input/output error")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", fail)
    files.write_all(tmp_path, {tmp_path / "one": b"1"})
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("one", b"1")]


@pytest.mark.skipif(os.name != "posix", reason="only there can a directory be flushed")
@pytest.mark.parametrize(("number", "is_refused"), [(errno.EINVAL, False), (errno.ENOTSUP, False), (errno.EIO, True)])
def test_a_file_system_that_flushes_no_directories_may_be_written_and_a_disk_that_fails_may_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, is_refused: bool
) -> None:
    fsync = os.fsync

    def fail(descriptor: int) -> None:
        if os.path.samestat(os.fstat(descriptor), tmp_path.stat()):
            raise OSError(number, os.strerror(number))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="Input/output error") if is_refused else nullcontext():
        files.write_all(tmp_path, {tmp_path / "one": b"1"})
    assert [path.name for path in tmp_path.iterdir()] == ([] if is_refused else ["one"])


def test_a_file_system_without_locks_keeps_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "_try_lock", unknown)
    with files.changing(tmp_path, "jukinet check"):
        pass
    assert list(tmp_path.iterdir()) == []
