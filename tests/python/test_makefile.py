"""What make does before there is an environment."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

from conftest import ROOT

PRETENDED = """#!/bin/sh
[ "$1" = -c ] || exit 0
exec {python} -c 'import sys; sys.version_info = ({version}); exec(sys.argv[1])' "$2"
"""


@pytest.mark.parametrize("version", [(3, 10, 14), (3, 11, 0), (3, 13, 9), (3, 14, 0)], ids=str)
def test_an_environment_is_made_by_a_python_that_the_project_allows(version: tuple[int, ...], tmp_path: Path) -> None:
    allowed = SpecifierSet(
        tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    )
    python, environment = tmp_path / "python", tmp_path / "environment"
    python.write_text(PRETENDED.format(python=sys.executable, version=", ".join(map(str, version))))
    python.chmod(0o755)
    environment.mkdir()
    made = subprocess.run(
        ["make", f"{environment}/created", f"PYTHON={python}", f"VENV={environment}"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (environment / "created").exists() == allowed.contains(".".join(map(str, version)))
    if not (environment / "created").exists():
        assert made.returncode
        assert f"error: {python} is not Python 3.11, 3.12 or 3.13; install one of them" in made.stderr


def test_what_python_compiles_is_kept_even_where_the_machine_says_otherwise(tmp_path: Path) -> None:
    """Nothing is compiled when it is installed; to compile it for each build anew takes a third of a build."""
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\necho "not kept: ${PYTHONDONTWRITEBYTECODE-no}"\n')
    python.chmod(0o755)
    made = subprocess.run(
        ["make", f"{tmp_path}/created", f"PYTHON={python}", f"VENV={tmp_path}"],
        cwd=ROOT, env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True, text=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert "not kept: no\n" in made.stdout
