"""A virtual environment that came with a copy of the project is refused: it would run the code of the original."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from conftest import ROOT


def planned(project: Path, *goals: str) -> subprocess.CompletedProcess[str]:
    # A make that runs the tests would have this one tell its directory too.
    env = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(["make", "-n", *goals], cwd=project, env=env, capture_output=True, text=True, check=False)


def test_an_environment_is_used_where_it_was_made_and_refused_elsewhere(tmp_path: Path) -> None:
    project, copy = tmp_path / "project", tmp_path / "copy"
    project.mkdir()
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, project)
    assert f'echo "{project}" > .venv/created' in planned(project, "build").stdout
    (project / ".venv").mkdir()
    for name, text in (("created", f"{project}\n"), ("main", "")):
        (project / ".venv" / name).write_text(text, encoding="utf-8")
    assert planned(project, "build").stdout.split() == [".venv/bin/jukinet", "build"]
    shutil.copytree(project, copy)
    refused = planned(copy, "build")
    assert refused.returncode == 2
    assert f".venv was made in {project} and works only there; run make distclean, then this again" in refused.stderr
    assert planned(copy, "distclean").stdout.splitlines()[-1].startswith("rm -rf .venv ")
    assert planned(copy).returncode == 0
