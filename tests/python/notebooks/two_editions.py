"""The real publication and a made-up one a year later in one project."""

from __future__ import annotations

from pathlib import Path

from conftest import Project, copy_project
from ingest.made_up import MadeUp
from ingest.register_rows import register_names


def with_edition(target: Path, edition: MadeUp, text: str) -> Project:
    """A copy of the project in `target` with the names of the edition registered, and `text`, its print, ingested."""
    project: Project = copy_project(target)
    register_names(project, edition)
    file = project.root / "r04.txt"
    file.write_text(text, encoding="utf-8")
    added = project.run("jukinet", "ingest", str(file), "--publisher", "140007", "--fiscal-year", "2022")
    assert added.returncode == 0, added.stdout
    return project
