"""A lock on a directory that the operating system frees when its holder ends, however it ends.

The lock is a file in the directory, so that a command says who holds it; the file goes when the lock does.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    # Windows lets nobody read a locked byte; one far behind the text keeps the holder's name readable.
    _LOCKED_BYTE = 1 << 20

    def _try_lock(handle: int) -> None:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        os.lseek(handle, 0, os.SEEK_SET)
else:
    import fcntl

    def _try_lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_READ_ONLY = (errno.EROFS, errno.EPERM)
# Some network file systems know no locks, and say something else.
_TAKEN = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
_held: set[Path] = set()


class BusyError(Exception):
    """Another process works with the directory; the message names it and says what to do."""


class LockError(OSError):
    """The lock's file cannot be opened; the message names it and says what to do."""


@contextmanager
def locked(file: Path, command: str) -> Iterator[None]:
    """Hold the lock `file`, whose directory exists, until the block ends; `command` is what others are told.

    Whoever holds it already in this process goes on. A directory that is read-only is not locked, as nobody writes
    there, nor one whose file system knows no locks.

    Raises BusyError at once where another process holds it, LockError where the file cannot be opened otherwise.
    """
    file = file.resolve()
    if file in _held:
        yield
        return
    handle = _acquire(file)
    if handle is None:
        yield
        return
    _held.add(file)
    try:
        # A full disk must not stop a command that only reads.
        with suppress(OSError):
            os.ftruncate(handle, 0)
            os.write(handle, f"{command} (process {os.getpid()})".encode())
        yield
    finally:
        _held.discard(file)
        # Windows keeps a file that is open; the next holder uses it again.
        with suppress(OSError):
            file.unlink()
        os.close(handle)


def _acquire(file: Path) -> int | None:
    while True:
        try:
            handle = os.open(file, os.O_CREAT | os.O_RDWR, 0o666)
        except OSError as error:
            if error.errno in _READ_ONLY or (isinstance(error, PermissionError) and not file.exists()):
                return None
            # Such as the file of another user whose command was killed.
            raise LockError(
                f"{file}: the lock cannot be taken ({error.strerror}). Make sure that no jukinet command is at work "
                "there, remove it, and run this again."
            ) from error
        try:
            _try_lock(handle)
        except OSError as error:
            if error.errno not in _TAKEN:
                with suppress(OSError):
                    file.unlink()
                os.close(handle)
                return None
            holder = os.read(handle, 200).decode("utf-8", "replace") or "another process"
            os.close(handle)
            raise BusyError(
                f"{file.parent}: {holder} is at work there. Wait until it has ended, and run this again."
            ) from None
        # The last holder may have removed the file between the opening and the locking.
        with suppress(FileNotFoundError):
            if os.path.samestat(os.fstat(handle), file.stat()):
                return handle
        os.close(handle)
