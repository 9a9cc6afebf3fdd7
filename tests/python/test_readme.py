"""Both READMEs say the same commands, which run; documents name what exists, and show what a build really prints."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT, Project
from ingest.made_up import make as make_up
from ingest.prints import to_pdf
from ingest.test_ingest_adding_a_year import register_names

DOCUMENTS = (
    "README.md",
    "README.ja.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "docs/add-a-publication.md",
    "docs/architecture.md",
    "docs/reconciliation.md",
    "docs/scaling.md",
    "models/README.md",
    "seeds/README.md",
    "tests/README.md",
)
MADE_UP = make_up(4)
PROGRAMS = r"(make|dbt|pip|python|\.venv\\\S+|jukinet \w+) "
# Commands that are not run here as they stand, and the file that runs the same.
RUN_ELSEWHERE = {
    "make build": "tests/python/conftest.py",
    "make test": ".ci/run",
    "make lab": "tests/python/browser/test_lab_in_browser.py",
    "dbt build": "tests/python/test_red_build.py",
    "make seal PUBLICATION=140007-2021": "tests/python/test_seal.py",
    "make spark": "tests/python/spark/test_spark.py",
    "jukinet spark --compare-with published": "tests/python/spark/test_spark.py",
    "dbt build --target spark": "tests/python/spark/test_spark.py",
    # These need a package registry, as only the set-up does.
    "python -m venv .venv": "Makefile",
    r".venv\Scripts\python -m pip install --constraint constraints.txt --editable .": "Makefile",
    r".venv\Scripts\jukinet build": "tests/python/conftest.py",
    'pip install --constraint constraints.txt --editable ".[ingest]"': "Makefile",
    'pip install --constraint constraints.txt --editable ".[spark]"': "Makefile",
}


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _blocks(name: str) -> list[str]:
    """Indented and fenced blocks, which are commands and their output."""
    lines = [line for line in _text(name).splitlines() if line.startswith("    ")]
    fenced = re.findall(r"```\w+\n(.*?)```", _text(name), flags=re.DOTALL)
    return lines + fenced


def test_both_languages_have_the_same_commands_and_output() -> None:
    assert _blocks("README.md") == _blocks("README.ja.md")
    assert len(_blocks("README.md")) > 20


@pytest.mark.parametrize("name", DOCUMENTS)
def test_linked_and_named_files_exist(name: str) -> None:
    text = _text(name)
    links = [path for path in re.findall(r"\]\(([^)#]+)\)", text) if not path.startswith("http")]
    named = re.findall(r"`((?:seeds|models|macros|docs|tests|jukinet|notebooks|bench|\.github)/[^`*{ ]*)[`:]", text)
    missing = [path for path in links if not (ROOT / name).parent.joinpath(path).exists()]
    missing += [path for path in named if not (ROOT / path).exists()]
    assert missing == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_make_command_exists(name: str) -> None:
    makefile = _text("Makefile")
    commands = [
        target
        for given in re.findall(r"^(?:    |.*`)make ([a-z -]+)", _text(name), flags=re.MULTILINE)
        for target in given.split("  ")[0].split()
    ]
    assert [target for target in commands if f"\n{target}:" not in makefile] == []


def _commands(name: str) -> list[str]:
    """Every command of a README, in the order of the text: lines of blocks and code in sentences."""
    text = re.sub(r"```.*?```", "", _text(name), flags=re.DOTALL)
    given = [block or code for block, code in re.findall(r"^    (\S.*)$|`([^`\n]+)`", text, flags=re.MULTILINE)]
    plain = [re.sub(r"\s+#.*$", "", command) for command in given]
    return list(dict.fromkeys(command for command in plain if re.match(PROGRAMS, command)))


@pytest.fixture(scope="module")
def clone(built_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A built project with this environment as its own, as it is after `make build`, and next year's file beside it."""
    root = tmp_path_factory.mktemp("clone") / "project"
    shutil.copytree(built_project.root, root)
    for file in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy2(ROOT / file, root / file)
    (root / ".venv").mkdir()
    for part in ("bin", "lib", "pyvenv.cfg"):
        (root / ".venv" / part).symlink_to(Path(sys.prefix) / part)
    for stamp in ("created", "main", "dev", "report", "notebooks"):
        (root / ".venv" / stamp).touch()
    (root / "140007-2022.pdf").write_bytes(to_pdf(MADE_UP.text))
    return Project(root)


def _shell(project: Project, command: str) -> subprocess.CompletedProcess[str]:
    path = f"{project.root / '.venv/bin'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        shlex.split(command), cwd=project.root, env=os.environ | {"NO_COLOR": "1", "PYTHONUTF8": "1", "PATH": path},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def run(clone: Project) -> dict[str, subprocess.CompletedProcess[str]]:
    """The commands of the README, run one after the other, and between them what the text asks of a person."""
    results = {}
    for command in _commands("README.md"):
        if command not in RUN_ELSEWHERE:
            results[command] = _shell(clone, command)
            if command.startswith("jukinet ingest") and not command.endswith("--dry-run"):
                register_names(clone, MADE_UP)
    return results


def test_every_command_runs_or_is_run_elsewhere(
    clone: Project, run: dict[str, subprocess.CompletedProcess[str]]
) -> None:
    commands = _commands("README.md")
    assert commands == _commands("README.ja.md")
    assert set(run) | set(RUN_ELSEWHERE) == set(commands)
    assert [file for file in RUN_ELSEWHERE.values() if not (ROOT / file).exists()] == []
    for command, result in run.items():
        assert result.returncode == 0, f"{command}\n{result.stdout}"
    assert "report.html" in run["make report"].stdout
    assert "140007-2022" in (clone.root / "seeds/seals/sealed_rows.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("target", ["build", "test", "lab"])
def test_what_make_runs_elsewhere_is_installed(clone: Project, target: str) -> None:
    recipe = _shell(clone, f"make --dry-run {target}")
    assert recipe.returncode == 0, recipe.stdout
    assert "pip install" not in recipe.stdout
    programs = re.findall(r"\.venv/bin/[\w-]+", recipe.stdout)
    assert programs
    assert [program for program in programs if not (clone.root / program).exists()] == []


def test_the_shown_python_runs(clone: Project) -> None:
    shown = re.findall(r"```python\n(.*?)```", _text("README.md"), flags=re.DOTALL)
    assert len(shown) == 1
    result = _shell(clone, shlex.join([".venv/bin/python", "-c", f"{shown[0]}\nprint(warehouse.tables)"]))
    assert result.returncode == 0, result.stdout
    assert "yearly_totals" in result.stdout


def test_the_shown_summary_is_what_a_build_prints(run: dict[str, subprocess.CompletedProcess[str]]) -> None:
    printed = run["make check"].stdout
    shown = [line.strip() for line in _text("README.md").splitlines() if line.startswith("    Loaded ")]
    shown += [line.strip() for line in _text("README.md").splitlines() if line.startswith(("    Cells", "    Edits"))]
    assert len(shown) == 3
    for line in shown:
        assert line in printed


def test_the_shown_red_build_is_what_a_build_prints(project: Project) -> None:
    project.replace("disclosures/printed_monthly_counts", ",42894,printed", ",48294,printed")
    printed = project.run("jukinet", "build").stdout
    text = _text("README.md")
    shown = text[text.index("    NOT PUBLISHED") : text.index("The wrong cell is named")].splitlines()
    shown = [line.removeprefix("    ") for line in shown if line.strip() and line.strip() != "…"]
    assert len(shown) == 11
    for line in shown:
        assert line in printed.splitlines()
