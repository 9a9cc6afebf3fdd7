"""A file that another program holds open, as Excel does on Windows: it cannot be replaced; and one that is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def hold_open(held: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every file be replaced but this one, until the patch is undone."""
    replace = os.replace

    def replace_what_is_not_held(source: Path, target: Path) -> None:
        if target == held:
            raise PermissionError(13, "Permission denied", str(source), None, str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", replace_what_is_not_held)


def told_of(held: Path) -> str:
    """The one line by which every command ends that finds the file so."""
    return (
        f"error: {held}: cannot be replaced (Permission denied), and other files may have changed already. Close the "
        "program that holds it; the next jukinet build, seal or ingest finishes the change.\n"
    )


def refuse(path: Path, *_: object, **__: object) -> None:
    """What the system says of a path that nobody may use; it says so to nobody who may use everything."""
    raise PermissionError(13, "Permission denied", str(path))
