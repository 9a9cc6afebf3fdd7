"""Projects to break: a copy of this one for each test, so that nothing here is ever changed."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bench.scale.models import compile_models
from commands import UNDESCRIBED, commands
from first_publication import copy_seeds
from made_once import made_once

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("dbt_project.yml", "profiles.yml", "selectors.yml", "macros", "models", "seeds", "tests")


@dataclass(frozen=True)
class Project:
    """A copy of the project, its commands, and what it has published."""

    root: Path

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run `jukinet` or `dbt` of this environment in the project; output and errors come as one text."""
        if sys.platform != "win32":
            is_described = "build" in command and (self.root / "target/manifest.json").exists()
            env = UNDESCRIBED | {"DBT_WRITE_JSON": str(not is_described)}
            ending = commands().run(self.root, *command, env=env)
            return subprocess.CompletedProcess(command, ending.code, ending.output)
        return self.run_program(*command)

    def run_program(self, *command: str) -> subprocess.CompletedProcess[str]:
        """The same by the program itself, which takes seconds longer to start."""
        program = Path(sys.executable).with_name(command[0])
        return subprocess.run(
            [str(program), *command[1:]],
            cwd=self.root,
            env=os.environ | {"NO_COLOR": "1", "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )

    def copy_to(self, root: Path) -> Project:
        """The same with all that was built, to be broken."""
        shutil.copytree(self.root, root)
        return Project(root)

    @property
    def published(self) -> Path:
        return self.root / "published"

    def published_digests(self) -> dict[str, str]:
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(self.published.iterdir())}

    def replace(self, seed: str, old: str, new: str) -> None:
        """Replace a text that stands once in a seed, given as folder/name."""
        path = self.root / "seeds" / f"{seed}.csv"
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
        path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")

    def drop(self, seed: str, start: str) -> None:
        """Leave out the rows of a seed, given as folder/name, that begin with a text."""
        path = self.root / "seeds" / f"{seed}.csv"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(start)]
        assert len(kept) < len(lines), f"no row of {path} begins with {start!r}"
        path.write_text("".join(kept), encoding="utf-8", newline="\n")

    def declare(self, *rows: str) -> None:
        """Add rows, each with the end of its line, to the register of known differences, which has none."""
        header = "publication_id,edit_id,difference,reason,status\n"
        self.replace("registers/known_differences", header, header + "".join(rows))

    def unseal(self) -> None:
        """Take the seal of the real publication away, so that its rows may be others."""
        sealed = self.root / "seeds/seals/sealed_rows.csv"
        sealed.write_text("publication_id,seed_name,row_text\n", encoding="utf-8", newline="\n")
        register = (self.root / "seeds/registers/publication_register.csv").read_text(encoding="utf-8")
        self.replace("registers/publication_register", register.strip().rpartition(",")[2], "")

    def set_threads(self, number: int) -> None:
        """Let dbt build so many models at once on DuckDB, where nothing is landed."""
        profile = self.root / "profiles.yml"
        text, count = re.subn(r"else \d }}", f"else {number} }}}}", profile.read_text(encoding="utf-8"))
        assert count == 1
        profile.write_text(text, encoding="utf-8", newline="\n")

    def empty_disclosures(self) -> None:
        """Leave only the headers: a landed publication has no rows in the seeds."""
        for seed in (self.root / "seeds/disclosures").glob("*.csv"):
            header = seed.read_text(encoding="utf-8").partition("\n")[0]
            seed.write_text(f"{header}\n", encoding="utf-8", newline="\n")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Take the files of the longest tests first, so that none is left for one process alone at the end."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def copy_project(target: Path) -> Project:
    target.mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        source = ROOT / part
        if part == "seeds":
            copy_seeds(target / part)
        elif source.is_dir():
            shutil.copytree(source, target / part, ignore=shutil.ignore_patterns("__pycache__", "python"))
        else:
            shutil.copy2(source, target / part)
    # Where tests share the processors, a second thread of a build costs more than it brings.
    project = Project(target)
    project.set_threads(1)
    if sys.platform != "win32":
        (target / "target").mkdir()
        shutil.copy2(commands().parsed, target / "target")
    return project


@pytest.fixture(scope="session")
def built_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The project as it is, built once for all processes of a run; tests must not change it."""

    def build(root: Path) -> None:
        project = copy_project(root)
        result = project.run("jukinet", "build")
        assert result.returncode == 0, result.stdout

    return Project(made_once(tmp_path_factory, "built", build))


@pytest.fixture(scope="session")
def compiled_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for which dbt has compiled the models; `compile_as_for` makes them those of another one."""

    def compile_them(folder: Path) -> None:
        folder.mkdir()
        compile_models(folder)

    return made_once(tmp_path_factory, "compiled", compile_them)


@pytest.fixture
def project(built_project: Project, tmp_path: Path) -> Project:
    """A built project of its own to break."""
    return built_project.copy_to(tmp_path / "project")


@pytest.fixture(scope="session")
def manifest(built_project: Project) -> dict[str, Any]:
    """What dbt knows of the project: its nodes, macros and doc blocks."""
    loaded: dict[str, Any] = json.loads((built_project.root / "target/manifest.json").read_text(encoding="utf-8"))
    return loaded
