"""Both READMEs say the same commands, name files that exist, and show what a build really prints."""

from __future__ import annotations

import re

import pytest

from conftest import ROOT, Project

READMES = ("README.md", "README.ja.md")


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


@pytest.mark.parametrize("name", READMES)
def test_linked_and_named_files_exist(name: str) -> None:
    links = re.findall(r"\]\(([^)#]+)\)", _text(name))
    named = re.findall(r"`((?:seeds|models|docs)/[^`*]*)`", _text(name))
    missing = [path for path in [*links, *named] if not path.startswith("http") and not (ROOT / path).exists()]
    assert missing == []


@pytest.mark.parametrize("name", READMES)
def test_every_make_command_exists(name: str) -> None:
    makefile = _text("Makefile")
    commands = set(re.findall(r"^(?:    |.*`)make ([a-z-]+)", _text(name), flags=re.MULTILINE))
    assert {"build", "test"} <= commands
    assert [command for command in commands if f"\n{command}:" not in makefile] == []


def test_the_shown_summary_is_what_a_build_prints(project: Project) -> None:
    printed = project.run("jukinet", "build").stdout
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
    assert len(shown) == 9
    for line in shown:
        assert line in printed.splitlines()
