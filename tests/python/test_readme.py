"""Both READMEs say the same commands, which run, and documents name what exists."""

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
from ingest.register_rows import register_names

pytestmark = pytest.mark.long

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
PROGRAMS = r"(make|dbt|pip|python|source|\.venv\\\S+|jukinet \w+) |jukinet (build|check|report|spark)$"
# Commands that are not run here as they stand; the file that runs the same, and how it says so.
BUILDS = ("tests/python/conftest.py", 'project.run("jukinet", "build")')
ON_SPARK = "tests/python/spark/test_spark.py"
RUN_ELSEWHERE = {
    "make build": BUILDS,
    "make test": (".ci/run", "\nmake test\n"),
    "make lab": ("tests/python/browser/test_lab_in_browser.py", "*lab_command()"),
    "dbt build": ("tests/python/test_red_build.py", 'project.run("dbt", "build")'),
    "make seal PUBLICATION=140007-2021": ("tests/python/test_seal.py", 'project.run("jukinet", "seal", "140007-2021")'),
    "make spark": (ON_SPARK, 'project.run("jukinet", "spark")'),
    "jukinet spark": (ON_SPARK, 'project.run("jukinet", "spark")'),
    "jukinet spark --compare-with published": (ON_SPARK, 'run("jukinet", "spark", "--compare-with", "published"'),
    # How it ends is said in the README; with the session around it, it is what `jukinet spark` does.
    "dbt build --target spark": ("jukinet/spark/command.py", 'target="spark"'),
    # These need a package registry, as only the set-up does.
    "python -m venv .venv": ("Makefile", "\t$(PYTHON) -m venv $(VENV)\n"),
    r".venv\Scripts\python -m pip install --constraint constraints.txt --editable .": (
        "Makefile", "\t$(INSTALL) --editable .\n"
    ),
    r".venv\Scripts\jukinet build": BUILDS,
    "make wheels": ("Makefile", '\t$(PIP) download --quiet --dest wheels ".[ingest,notebooks]" setuptools\n'),
    'python -m pip download --dest wheels --constraint constraints.txt ".[ingest,notebooks]" setuptools': (
        "Makefile", '\t$(PIP) download --quiet --dest wheels ".[ingest,notebooks]" setuptools\n'
    ),
    r".venv\Scripts\python -m pip install --no-index --find-links wheels --constraint constraints.txt --editable"
    ' ".[ingest,notebooks]"': ("Makefile", "INSTALL := $(PIP) install "),
    'pip install --constraint constraints.txt --editable ".[ingest]"': (
        "pyproject.toml", '"jukinet[bench,ingest,notebooks,spark]"'
    ),
    'pip install --constraint constraints.txt --editable ".[notebooks]"': (
        "Makefile", '\t$(INSTALL) --editable ".[notebooks]"\n'
    ),
    'pip install --constraint constraints.txt --editable ".[spark]"': (
        "Makefile", '\t$(INSTALL) --editable ".[spark]"\n'
    ),
}  # fmt: skip


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _blocks(name: str) -> list[str]:
    """Indented and fenced blocks, which are commands and their output, without the words of each language.

    Those are the comments on commands, and in a diagram what stands in quotes or on an arrow.
    """
    plain = re.sub(r"```mermaid\n.*?```", "", _text(name), flags=re.DOTALL)
    lines = [re.sub(r"\s+# .*", "", line) for line in plain.splitlines() if line.startswith("    ")]
    fenced = re.findall(r"```\w+\n(.*?)```", plain, flags=re.DOTALL)
    diagrams = re.findall(r"```mermaid\n(.*?)```", _text(name), flags=re.DOTALL)
    return lines + fenced + [re.sub(r'"[^"]*"|-- .*? -->', "", diagram) for diagram in diagrams]


def test_both_languages_have_the_same_commands_and_output() -> None:
    assert _blocks("README.md") == _blocks("README.ja.md")
    assert len(_blocks("README.md")) > 20


@pytest.mark.parametrize("name", ["README.md", "README.ja.md"])
def test_every_published_table_stands_in_the_table(name: str, built_project: Project) -> None:
    rows = [line for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    listed = {table for row in rows for table in re.findall(r"`([a-z_]+)`", row.split("|")[1])}
    missing = {path.stem for path in built_project.published.glob("*.parquet")} - listed
    assert not missing, f"{name}: the table under The tables has no row for {missing}"


def test_japanese_lines_break_where_a_gap_may_be_read() -> None:
    """A line's end is shown as a space, which Japanese has none of but behind a stop or a comma."""
    text = re.sub(r"^```.*?^```", "", _text("README.ja.md"), flags=re.DOTALL | re.MULTILINE)
    paragraphs = re.split(r"\n\n|\n(?=- |\d\. |    )", text)
    lines = [line for paragraph in paragraphs for line in paragraph.splitlines()[:-1]]
    assert len(lines) > 20
    assert [line for line in lines if not line.startswith(("|", "    ")) and line[-1] not in "。、"] == []


def test_the_explained_words_are_those_of_the_output() -> None:
    section = _text("README.ja.md").partition("## 出力の言葉\n")[2].partition("\n## ")[0]
    words = [
        word
        for row in section.splitlines()
        if row.startswith("| `")
        for word in re.findall("`(.*?)`", row.split("|")[1])
    ]
    sources = [
        *(ROOT / "macros").glob("*.sql"),
        ROOT / "jukinet/ingest/report.py",
        ROOT / "jukinet/suspect_words.py",
        ROOT / "jukinet/seal_remarks.py",
        ROOT / "models/marts/reconciliation/anomalies.sql",
    ]
    printed = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    assert len(words) > 20
    assert [word for word in words if not re.search(rf"\b{word}\b", printed)] == []


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
    built_project.copy_to(root)
    for file in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy2(ROOT / file, root / file)
    (root / ".venv").mkdir()
    for part in ("bin", "lib", "pyvenv.cfg"):
        (root / ".venv" / part).symlink_to(Path(sys.prefix) / part)
    for stamp in ("created", "main", "dev", "ingest", "report", "notebooks"):
        (root / ".venv" / stamp).touch()
    (root / "140007-2022.pdf").write_bytes(to_pdf(MADE_UP.text))
    return Project(root)


def _shell(project: Project, command: str) -> subprocess.CompletedProcess[str]:
    path = f"{project.root / '.venv/bin'}{os.pathsep}{os.environ['PATH']}"
    words = shlex.split(command)
    if words[0] == "source":
        # A word of the shell; what it is for is to find the programs by their names.
        words, path = ["bash", "-c", f"{command} && command -v jukinet dbt"], os.environ["PATH"]
    return subprocess.run(
        words, cwd=project.root, env=os.environ | {"NO_COLOR": "1", "PYTHONUTF8": "1", "PATH": path},
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
    assert [command for command, (file, said) in RUN_ELSEWHERE.items() if said not in _text(file)] == []
    for command, result in run.items():
        assert result.returncode == 0, f"{command}\n{result.stdout}"
    assert len(run["source .venv/bin/activate"].stdout.splitlines()) == 2
    assert "report.html" in run["make report"].stdout
    assert "140007-2022" in (clone.root / "seeds/seals/sealed_rows.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("target", "runs"),
    [
        ("build", ".venv/bin/jukinet build\n"),
        ("test", ".venv/bin/pytest "),
        ("lab", ".venv/bin/jupyter lab "),
        ("seal PUBLICATION=140007-2021", ".venv/bin/jukinet seal 140007-2021\n"),
    ],
)
def test_what_make_runs_elsewhere_is_installed(clone: Project, target: str, runs: str) -> None:
    recipe = _shell(clone, f"make --dry-run {target}")
    assert recipe.returncode == 0, recipe.stdout
    assert "pip install" not in recipe.stdout
    assert runs in recipe.stdout
    programs = re.findall(r"\.venv/bin/[\w-]+", recipe.stdout)
    assert programs
    assert [program for program in programs if not (clone.root / program).exists()] == []


def test_the_shown_python_runs(clone: Project) -> None:
    shown = re.findall(r"```python\n(.*?)```", _text("README.md"), flags=re.DOTALL)
    assert len(shown) == 1
    result = _shell(clone, shlex.join([".venv/bin/python", "-c", f"{shown[0]}\nprint(warehouse.tables)"]))
    assert result.returncode == 0, result.stdout
    assert "yearly_totals" in result.stdout


@pytest.mark.parametrize("name", ["README.md", "README.ja.md"])
def test_suspects_are_read_in_python_with_what_a_build_installs(name: str, built_project: Project) -> None:
    """The environment of the checks has pandas too, for the comparisons with it."""
    (expression,) = re.findall(r"`(duckdb\.connect\(.+?)`", (ROOT / name).read_text(encoding="utf-8"))
    program = f"import sys; sys.modules['pandas'] = None; import duckdb; print({expression}.columns)"
    printed = subprocess.check_output([sys.executable, "-c", program], cwd=built_project.root, text=True)
    assert "'hypothesis'" in printed
