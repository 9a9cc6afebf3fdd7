"""Commands that are mistyped, and what damages a project: what is wrong, the exit code, what is said."""

from __future__ import annotations

import os
from dataclasses import dataclass

from bad_input.damages import Damage
from conftest import ROOT, Project

TABLES = str(ROOT / "tests/fixtures/140007-2021-tables.txt")
TOTALS_YML = "seeds/disclosures/printed_totals.yml"
TOO_LONG = "a" * 300
INGEST = ("ingest", TABLES, "--publisher", "140007", "--fiscal-year", "2021")


@dataclass(frozen=True)
class Case:
    """A command in a project that is damaged first; `says` are texts of its output, in which {root} is the project."""

    command: tuple[str, ...]
    says: tuple[str, ...]
    code: int = 1
    damage: Damage = lambda project: None
    lines: int | None = 1
    """How many lines it writes; None where the summary of a build comes with it."""


def a_file(name: str, content: bytes = b"a file\n") -> Damage:
    def write(project: Project) -> None:
        (project.root / name).write_bytes(content)

    return write


def file_for_directory(name: str) -> Damage:
    def write(project: Project) -> None:
        os.rename(project.root / name, project.root / f"{name}.put-away")
        (project.root / name).write_bytes(b"a file\n")

    return write


def gone(seed: str) -> Damage:
    def remove(project: Project) -> None:
        for path in (project.root / "seeds").glob(f"{seed}.*"):
            path.unlink()

    return remove


def replaced(project: Project, name: str, old: str, new: str) -> None:
    path = project.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def variable(name: str, value: str) -> Damage:
    """The damage of a variable is done by the test, which takes it back."""
    return lambda project: os.environ.update({name: value})


MISTYPED = {
    "unknown command": Case(("biuld",), ("No such command 'biuld'. Did you mean 'build'?",), 2, lines=None),
    "unknown option": Case(("build", "--fast"), ("No such option: --fast",), 2, lines=None),
    "seal without a publication": Case(("seal",), ("Missing argument 'publication'",), 2, lines=None),
    "ingest without a file": Case(("ingest",), ("Missing argument 'file'",), 2, lines=None),
    "ingest without a publisher": Case(("ingest", "p.txt"), ("Missing option '--publisher'",), 2, lines=None),
    "year that is no number": Case((*INGEST[:-1], "R3"), ("'--fiscal-year'", "valid integer"), 2, lines=None),
    "report in an unknown language": Case(("report", "--lang", "fr"), ("fr: there are ja and en",), 2, lines=None),
    "report of nothing": Case(
        ("report", "--published", "nowhere"), ("error: {root}/nowhere holds no published tables; run `make build`",)
    ),
    "report of an unknown publication": Case(
        ("report", "--publication", "999"), ("error: no publication 999; there are 140007-2021",)
    ),
    "seal of an unknown publication": Case(
        ("seal", "140007-2099"),
        ("error: 140007-2099 is not in seeds/registers/publication_register.csv, which has 140007-2021; register it",),
    ),
    "seal of a path": Case(
        ("seal", "../../etc"),
        ("error: ../../etc is not in seeds/registers/publication_register.csv, which has 140007-2021; ",),
    ),
    "another directory": Case(
        ("build", "--root", "models"),
        (
            "error: {root}/models is no jukinet project: dbt_project.yml or seeds/ is missing; go to the project's "
            "directory, or name it by --root or JUKINET_ROOT\n",
        ),
    ),
    "a directory that is not there": Case(
        ("check", "--root", "nowhere"), ("error: {root}/nowhere is no jukinet project: dbt_project.yml or seeds/ is",)
    ),
    "a landing folder named by an empty variable": Case(
        ("build", "--landing", ""),
        ("error: .: holds no folder of a disclosure, such as printed_affairs; name the one that holds a",),
        lines=2,
    ),
    **{
        f"{command[0]} with a name that is too long, {where}": Case(
            (*command, TOO_LONG), (f"error: {named}: File name too long; mend that, or name another place\n",)
        )
        for where, command, named in (
            ("for seeds", (*INGEST, "--out"), TOO_LONG),
            ("for a project", ("check", "--root"), f"{TOO_LONG}/dbt_project.yml"),
            ("for a project", ("build", "--root"), f"{TOO_LONG}/seeds"),
            ("for a project", ("seal", "140007-2021", "--root"), f"{TOO_LONG}/seeds"),
            ("for a project", ("catalogue", "--root"), f"{{root}}/{TOO_LONG}/published"),
            ("for a project", ("report", "--root"), f"{TOO_LONG}/published"),
            ("for a folder to load", ("build", "--landing"), TOO_LONG),
            ("for tables", ("spark", "--compare-with"), TOO_LONG),
        )
    },
    "file that is not there": Case(
        ("ingest", "absent.txt", *INGEST[2:]),
        ("error: absent.txt: file: there is no such file. Give the path of the publication's text, PDF, Excel or",),
        lines=2,
    ),
    "directory for a file": Case(
        ("ingest", "models", *INGEST[2:]), ("error: models: file: this is no file. Give the path",), lines=2
    ),
}
