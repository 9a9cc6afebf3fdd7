"""What is dear to make and only read: the first process of a run makes it, and the others find it made."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """The directory of that name, which `make` fills where nobody has."""
    base = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ and sys.platform != "win32":
        # The parent belongs to the run, its children to the workers.
        base = base.parent
    made, stamp = base / name, base / f"{name}.made"
    with _alone(base / f"{name}.lock"):
        if not stamp.exists():
            # Where it failed once, it fails in each process for the same reason.
            shutil.rmtree(made, ignore_errors=True)
            make(made)
            stamp.touch()
    return made


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Wait until no other process is here; one that is killed is here no more."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
