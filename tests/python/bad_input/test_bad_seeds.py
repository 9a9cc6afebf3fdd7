"""Malformed seeds get one clear message with file, line, value and what to do, before anything is loaded."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bad_input.malformed_seeds import MALFORMED
from conftest import ROOT, Project
from jukinet.check import check_seeds
from jukinet.seeds import load_seeds


@pytest.mark.parametrize("what", MALFORMED)
def test_a_malformed_seed_is_named_by_file_and_line(tmp_path: Path, what: str) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copy2(ROOT / "dbt_project.yml", tmp_path)
    project = Project(tmp_path)
    damage, expected = MALFORMED[what]
    damage(project)
    faults = [str(found) for found in check_seeds(load_seeds(project.root))]
    assert any(expected in found for found in faults), faults[:5]
    assert all(found.startswith(f"{project.root.as_posix()}/seeds/") for found in faults)
