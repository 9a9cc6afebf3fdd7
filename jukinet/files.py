"""Write one file or several so that all change or none, even if the process or the machine stops half way; digests.

All new files are written beside their targets first. A journal that names them is then put in place in one step; from
that moment the change counts as made. If the process stops before, the old files stand untouched; if it stops after, or
a file cannot be replaced because a program holds it open, the next call finishes the renames from the journal.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from jukinet.lock import locked

JOURNAL = ".journal.json"
SUFFIX = ".new"
LOCK = ".lock"


class PendingError(Exception):
    """A change is made but not yet in place, as a file cannot be replaced, or as nobody can read which files it is of;
    the message names the file and says what to do.
    """


def changing(directory: Path, command: str) -> AbstractContextManager[None]:
    """Keep others from changing the files under `directory`, which exists, while `command` reads or changes them."""
    return locked(directory / LOCK, command)


def write_all(directory: Path, files: Mapping[Path, bytes]) -> None:
    """Replace all files under `directory`, or none.

    Raises OSError or BusyError with nothing changed, PendingError where the next call must finish the change.
    """
    directory.mkdir(parents=True, exist_ok=True)
    with changing(directory, "jukinet"):
        recover(directory)
        _write_locked(directory, files)


def _write_locked(directory: Path, files: Mapping[Path, bytes]) -> None:
    new = {path: _new(path) for path in files}
    journal = directory / JOURNAL
    try:
        for path, content in files.items():
            new[path].parent.mkdir(exist_ok=True)
            _write(new[path], content)
        flush(*{path.parent for path in new.values()})
        names = [path.relative_to(directory).as_posix() for path in files]
        draft = directory / (JOURNAL + SUFFIX)
        _write(draft, json.dumps({"rename": names}).encode())
        os.replace(draft, journal)
    except BaseException:
        for path in [*new.values(), directory / (JOURNAL + SUFFIX)]:
            path.unlink(missing_ok=True)
        raise
    flush_renamed(directory)
    _finish(directory)


def write_one(path: Path, content: bytes) -> None:
    """Replace one file as a whole. Raises OSError with nothing changed."""
    with replacing(path, content):
        pass


def not_written(path: Path, error: OSError) -> str:
    """What to say, and to do, where `write_one` raises."""
    return (
        f"{path}: cannot be written ({error.strerror}). Allow writing there and free some space, or remove what stands "
        "there."
    )


@contextmanager
def replacing(path: Path, content: bytes) -> Iterator[None]:
    """Write a file beside `path` that takes its place when the block ends well; otherwise nothing has changed.

    Raises OSError where it cannot be written.
    """
    path = _target(path)
    # No journal has to find it again, so that it gets a name that no other file has.
    new = path.with_name(f".{path.name}.{secrets.token_hex(4)}{SUFFIX}")
    try:
        _write(new, content)
        yield
        os.replace(new, path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    flush_renamed(path.parent)


def sha256_of(path: Path) -> str:
    """The digest of a file as hexadecimal digits."""
    # Not read as a whole: with thousands of publications a table has gigabytes.
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def recover(directory: Path) -> bool:
    """Finish a change that was cut off after its journal was in place. Whether there was one.

    Raises PendingError where it still cannot be finished.
    """
    if not (directory / JOURNAL).is_file():
        return False
    _finish(directory)
    return True


def _finish(directory: Path) -> None:
    journal = directory / JOURNAL
    try:
        paths = _paths(directory, json.loads(journal.read_text(encoding="utf-8"))["rename"])
        for path in paths:
            # What was replaced before a cut has no new file any more.
            with suppress(FileNotFoundError):
                os.replace(_new(path), _target(path))
        flush_renamed(*{_target(path).parent for path in paths})
        journal.unlink(missing_ok=True)
    except OSError as error:
        raise PendingError(
            f"{error.filename2 or error.filename}: cannot be replaced ({error.strerror}), and other files may have "
            "changed already. Close the program that holds it; the next jukinet build, seal or ingest finishes the "
            "change."
        ) from error
    except (ValueError, LookupError, TypeError) as error:
        raise PendingError(
            f"{journal}: is no journal of a change that was cut off. Delete it and compare {directory.name}/ with its "
            "last version (git diff): files of that change may be new, others still stand beside theirs as .new."
        ) from error


def _paths(directory: Path, names: list[str]) -> list[Path]:
    """The files that a journal names; raises ValueError where one is not under `directory`."""
    paths = [directory / name for name in names]
    for path in paths:
        # A link among the folders may lead anywhere, as somebody has made it so.
        parts = path.relative_to(directory).parts
        if not parts or ".." in parts:
            raise ValueError(path)
    return paths


def _target(path: Path) -> Path:
    """The file that is replaced: of a link the one that it leads to, so that the link stays."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def _new(path: Path) -> Path:
    target = _target(path)
    return target.with_name(target.name + SUFFIX)


def flush(*paths: Path) -> None:
    """Have the disk hold files and directories, so that after a power cut no name points to an empty file.

    Raises OSError where one cannot be opened, or where the disk fails.
    """
    if os.name != "posix":
        # Elsewhere a directory cannot be opened, and closing a file is all there is.
        return
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            # Some network file systems know no such request.
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):
                raise
        finally:
            os.close(descriptor)


def flush_renamed(*directories: Path) -> None:
    """Have the disk hold the names in directories where files have been renamed, as far as it can.

    The names stand by now: what the disk says of them from here on must not be told as a failure.
    """
    for directory in directories:
        with suppress(OSError):
            flush(directory)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
