"""The real publication and a made-up one a year later in one project."""

from __future__ import annotations

from pathlib import Path

from conftest import Project, copy_project
from ingest.made_up import MadeUp
from ingest.register_rows import append, register_names, rows


def with_edition(target: Path, edition: MadeUp, text: str) -> Project:
    """A copy of the project in `target` with the names of the edition registered, and `text`, its print, ingested."""
    project: Project = copy_project(target)
    register_names(project, edition)
    file = project.root / "r04.txt"
    file.write_text(text, encoding="utf-8")
    added = project.run("jukinet", "ingest", str(file), "--publisher", "140007", "--fiscal-year", "2022")
    assert added.returncode == 0, added.stdout
    return project


def move_affair(project: Project, affair_id: str) -> str:
    """Have the later edition print an affair under another id, which continues it; returns that id.

    Its names and figures stay as they are, so that every sum still holds. Several move in the order of ids.
    """
    moved = f"{affair_id}-moved"
    registers = project.root / "seeds/registers"
    names = registers / "printed_affair_names.csv"
    text = names.read_text(encoding="utf-8")
    changed = "".join(
        line.replace(f",{affair_id}\n", f",{moved}\n") if line.startswith("140007-2022,") else line
        for line in text.splitlines(keepends=True)
    )
    assert changed != text
    names.write_text(changed, encoding="utf-8", newline="\n")
    for register in ("affair_register", "affair_divisions"):
        path = registers / f"{register}.csv"
        append(path, *(row | {"affair_id": moved} for row in rows(path) if row["affair_id"] == affair_id))
    with (registers / "continued_affairs.csv").open("a", encoding="utf-8", newline="") as continued:
        continued.write(f"{affair_id},{moved}\n")
    return moved
