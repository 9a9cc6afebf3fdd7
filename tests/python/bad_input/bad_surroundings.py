"""Commands that are mistyped, and surroundings in which none works: what is wrong, the exit code, what is said."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from conftest import ROOT, Project
from ingest.prints import TABLES_ONLY

TABLES = str(ROOT / "tests/fixtures/140007-2021-tables.txt")
TOTALS_YML = "seeds/disclosures/printed_totals.yml"
INGEST = ("ingest", TABLES, "--publisher", "140007", "--fiscal-year", "2021")


@dataclass(frozen=True)
class Case:
    """A command in a project that is damaged first; `says` are texts of its output, in which {root} is the project."""

    command: tuple[str, ...]
    says: tuple[str, ...]
    code: int = 1
    damage: Callable[[Project], object] = lambda project: None
    lines: int | None = 1
    """How many lines it writes; None where the summary of a build comes with it."""


def _file(name: str, content: bytes = b"a file\n") -> Callable[[Project], object]:
    def write(project: Project) -> None:
        (project.root / name).write_bytes(content)

    return write


def _file_for_directory(name: str) -> Callable[[Project], object]:
    def write(project: Project) -> None:
        os.rename(project.root / name, project.root / f"{name}.put-away")
        (project.root / name).write_bytes(b"a file\n")

    return write


def _gone(seed: str) -> Callable[[Project], object]:
    return lambda project: [path.unlink() for path in (project.root / "seeds").glob(f"{seed}.*")]


def _replace(project: Project, name: str, old: str, new: str) -> None:
    path = project.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def _variable(name: str, value: str) -> Callable[[Project], object]:
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
    "file that is not there": Case(
        ("ingest", "absent.txt", *INGEST[2:]),
        ("error: absent.txt: file: there is no such file. Give the path of the publication's text, PDF, Excel or",),
        lines=2,
    ),
    "directory for a file": Case(
        ("ingest", "models", *INGEST[2:]), ("error: models: file: this is no file. Give the path",), lines=2
    ),
}

SURROUNDINGS = {
    "directory for the text of an ingest": Case(
        (*INGEST, "--replace", "--text", "models"),
        ("error: 140007-2021-tables.txt: --text: this is a directory. Read: 'models'. Name another file to write.\n",),
        lines=2,
    ),
    "text of an ingest without a name": Case(
        (*INGEST, "--replace", "--text", ""), ("--text: this is a directory. Read: '.'. ",), lines=2
    ),
    "text of an ingest among the seeds": Case(
        (*INGEST, "--replace", "--text", "seeds/registers/publication_register.csv"),
        ("--text: this lies among the seeds. Read: 'seeds/registers/publication_register.csv'. Name another file",),
        lines=2,
    ),
    "text of an ingest over what is read": Case(
        ("ingest", "f", *INGEST[2:], "--replace", "--text", "./models/../f"),
        ("error: f: --text: this is the publication itself. Read: 'models/../f'. ",),
        damage=_file("f", TABLES_ONLY.read_bytes()),
        lines=2,
    ),
    "pipe for the text of an ingest": Case(
        (*INGEST, "--replace", "--text", "f"),
        ("--text: this is no regular file. Read: 'f'. ",),
        damage=lambda project: os.mkfifo(project.root / "f"),
        lines=2,
    ),
    "text of an ingest in no directory": Case(
        (*INGEST, "--replace", "--text", "nowhere/r.txt"),
        ("--text: its directory is not there. Read: 'nowhere/r.txt'. Make it, or name another file to write.\n",),
        lines=2,
    ),
    "seeds of an ingest nowhere": Case(
        (*INGEST, "--out", ""),
        ("--out: this is the working directory, or nothing. Name a directory for the seeds.\nNothing was written.\n",),
        lines=2,
    ),
    "pipe for a report": Case(
        ("report", "--out", "f"),
        ("error: f: this is no regular file; name another\n",),
        damage=lambda project: os.mkfifo(project.root / "f"),
    ),
    "a directory for a report of CI": Case(
        ("build", "--ci-report", "ci"),
        ("code_register.csv: cannot be read", "error: --ci-report ci: its files cannot be written (", "name another"),
        damage=lambda project: [
            (project.root / "ci/summary.md").mkdir(parents=True),
            (project.root / "seeds/registers/code_register.csv").unlink(),
        ],
        lines=None,
    ),
    "report of CI onto a file": Case(
        ("build", "--ci-report", "f"),
        ("error: --ci-report f: no directory can be made there (File exists); name another",),
        damage=_file("f"),
    ),
    "database that is none": Case(
        ("build",),
        ("error: target/jukinet.duckdb: is no DuckDB database (", "Delete it; the build makes it anew from the seeds."),
        damage=_file("target/jukinet.duckdb", b"not a database, but long enough to be read as one" * 400),
    ),
    "directory for the database": Case(
        ("build",),
        ("error: models: the build's database cannot be opened (", "name another file by JUKINET_DATABASE."),
        damage=_variable("JUKINET_DATABASE", "models"),
    ),
    "memory that is no amount": Case(
        ("build",),
        ("error: JUKINET_MEMORY_LIMIT is 'much', which is no amount of memory; write it such as 3GB or 50%, or unset",),
        damage=_variable("JUKINET_MEMORY_LIMIT", "much"),
    ),
    "memory that is nothing": Case(
        ("build",),
        ("error: JUKINET_MEMORY_LIMIT is '0%', which is no amount of memory; write it such as 3GB or 50%, or unset",),
        damage=_variable("JUKINET_MEMORY_LIMIT", "0%"),
    ),
    "database that is somebody's table": Case(
        ("build",),
        ("error: f: is no DuckDB database", "Name another file by JUKINET_DATABASE, or unset it.\n"),
        damage=lambda project: [_file("f", b"a,b\n1,2\n")(project), _variable("JUKINET_DATABASE", "f")(project)],
    ),
    "database that is a CSV file": Case(
        ("build",),
        (
            "error: seeds/seals/sealed_rows.csv: is no DuckDB database. Name another file by JUKINET_DATABASE, "
            "or unset it.\n",
        ),
        damage=_variable("JUKINET_DATABASE", "seeds/seals/sealed_rows.csv"),
    ),
    **{
        f"database of the name {name}": Case(
            ("build",),
            (
                f"error: JUKINET_DATABASE names {name}, which cannot be the name of a database in SQL; name it such as "
                "jukinet.duckdb.\n",
            ),
            damage=_variable("JUKINET_DATABASE", name),
        )
        for name in ("o'hara.duckdb", 'a"b.duckdb', "a;b", "main.duckdb", "temp.duckdb", "System.duckdb")
    },
    "database that is cut off": Case(
        ("build",),
        ("error: target/jukinet.duckdb: the build's database is damaged (", "). Delete it; the build makes it"),
        damage=lambda project: os.truncate(project.root / "target/jukinet.duckdb", 100_000),
    ),
    "database with a damaged block": Case(
        ("build",),
        ("error: target/jukinet.duckdb: the build's database is damaged (Corrupt database file: ", "Delete it;"),
        damage=lambda project: _overwrite(project.root / "target/jukinet.duckdb", 8192, 300_000),
    ),
    "memory that is too little": Case(
        ("build",),
        (
            "NOT PUBLISHED: published/ keeps the last good tables.",
            "Out of Memory Error: ",
            " used) Allow more by JUKINET_MEMORY_LIMIT, or build on a larger machine.\n",
        ),
        damage=_variable("JUKINET_MEMORY_LIMIT", "20MB"),
        lines=None,
    ),
    "file for the database's directory": Case(
        ("build",),
        ("error: target/jukinet.duckdb: the build's database cannot be made (File exists). Allow writing there, or",),
        damage=_file_for_directory("target"),
    ),
    "file for the published directory": Case(
        ("build",),
        (
            "NOT PUBLISHED: published is as it was.",
            "{root}/published: this is a file, and the published tables need a directory of that name. Nothing was "
            "changed: move the file away and build again.",
        ),
        damage=_file_for_directory("published"),
        lines=None,
    ),
    "file above the published directory": Case(
        ("build",),
        (
            "NOT PUBLISHED",
            "{root}/f/published: the published tables could not be replaced (File exists: {root}/f); the old ones "
            "stand as they were. Mend that, or name another directory by JUKINET_PUBLISHED, and build again.",
        ),
        damage=lambda project: [_file("f")(project), _variable("JUKINET_PUBLISHED", "f/published")(project)],
        lines=None,
    ),
    **{
        f"tables to be published in {named}": Case(
            ("build",),
            (
                f"error: JUKINET_PUBLISHED is '{named}', where files of the project have their place; a build would "
                "replace them. Name a directory for the published tables alone, or unset it.\n",
            ),
            damage=lambda project, named=named: [
                (project.root / "link").symlink_to("models"),
                _variable("JUKINET_PUBLISHED", named)(project),
            ],
        )
        for named in (".", "..", "/", "seeds", "seeds/disclosures/new", "target", ".git", "link", "published/../models")
    },
    "tables to be published among other files": Case(
        ("build",),
        (
            "NOT PUBLISHED: f is as it was.\nassert_tables_were_published: 1\n",
            "{root}/f: this directory holds other files, and no checksums.sha256 that lists tables of an earlier "
            "build. Nothing was changed: move the files away, or name another directory by JUKINET_PUBLISHED, and "
            "build again.",
        ),
        damage=lambda project: [
            (project.root / "f").mkdir(),
            _file("f/affairs.csv", b"mine\n")(project),
            _file("f/checksums.sha256", b"0  affairs.csv\n")(project),
            _variable("JUKINET_PUBLISHED", "f")(project),
        ],
        lines=None,
    ),
    "file for the directory of dbt's log": Case(
        ("build",), ("error: ", "logs", "dbt cannot write it ("), damage=_file_for_directory("logs")
    ),
    "a model that is broken": Case(
        ("build",),
        ("error: ", "(logs/dbt.log has it at length)", "affairs.sql"),
        damage=_file("models/marts/counts/affairs.sql", b"select {{ from\n"),
    ),
    "no seeds": Case(
        ("build",),
        ("error: {root} is no jukinet project: dbt_project.yml or seeds/ is missing",),
        damage=lambda project: os.rename(project.root / "seeds", project.root / "put-away"),
    ),
    "a seed's description that is no YAML": Case(
        ("build",),
        (f"error: {TOTALS_YML}:2: is not valid YAML (", "); correct it there or above\n"),
        damage=_file(TOTALS_YML, b"seeds:\n\t- name: printed_totals\n"),
    ),
    "a seed's description in Shift_JIS": Case(
        ("check",),
        (f"error: {TOTALS_YML}: is not text in UTF-8 (", "); save it as that\n"),
        damage=_file(TOTALS_YML, "seeds:  # 合計\n".encode("cp932")),
    ),
    "a seed's description without types": Case(
        ("check",),
        (f"error: {TOTALS_YML}: lacks 'config' where it describes its seed; compare it with the file of another\n",),
        damage=_file(TOTALS_YML, b"seeds:\n  - name: printed_totals\n"),
    ),
    "a seed's description that is empty": Case(
        ("check",),
        (f"error: {TOTALS_YML}: is no description of a seed; compare it with the file of another\n",),
        damage=_file(TOTALS_YML, b""),
    ),
    "a seed's description that is no YAML, to ingest": Case(
        INGEST,
        (f"the seeds cannot be read. Read: '{TOTALS_YML}:2: is not valid YAML (",),
        damage=_file(TOTALS_YML, b"seeds:\n\t- name: printed_totals\n"),
        lines=2,
    ),
    "seeds that cannot be read, to ingest": Case(
        INGEST,
        ("error: 140007-2021-tables.txt: seeds: the seeds cannot be read.", "Run jukinet check; restore what is miss"),
        damage=lambda project: (project.root / "seeds/registers/code_register.csv").unlink(),
        lines=2,
    ),
    **{
        f"a journal that {what}": Case(
            command,
            ("seeds/.journal.json: is no journal of a change that was cut off. Delete it and compare seeds/ with",),
            damage=lambda project, content=content: [
                _file("seeds/.journal.json", content)(project),
                _file("f", b"mine")(project),
                _file("f.new", b"not mine")(project),
            ],
        )
        for what, command, content in (
            ("is empty", ("build",), b""),
            ("is no JSON", ("seal", "140007-2021"), b"rename"),
            ("is not UTF-8", ("check", "--sort"), b"\xff"),
            ("names nothing", INGEST, b"{}"),
            ("is a list", ("build",), b"[]"),
            ("names no texts", ("build",), b'{"rename": [1]}'),
            ("leads out of the seeds", ("build",), b'{"rename": ["../f"]}'),
            ("leads to another place", INGEST, b'{"rename": ["registers/../../f"]}'),
            ("names the seeds themselves", ("build",), b'{"rename": ["."]}'),
        )
    },
    "a seed that is gone": Case(
        ("check",),
        (
            "error: seeds/registers/publication_register.yml: does not describe the seed publication_register; restore "
            "it and publication_register.csv\n",
        ),
        damage=_gone("registers/publication_register"),
    ),
    "a disclosure that is gone": Case(
        ("seal", "140007-2021"),
        ("error: seeds/disclosures/printed_totals.yml: does not describe the seed printed_totals; restore it and",),
        damage=_gone("disclosures/printed_totals"),
    ),
    "a disclosure that is gone, to ingest": Case(
        INGEST,
        ("the seeds cannot be read. Read: 'seeds/disclosures/printed_totals.yml: does not describe the seed printed_",),
        damage=_gone("disclosures/printed_totals"),
        lines=2,
    ),
    "a seed with a key that is no column": Case(
        ("check",),
        ("error: seeds/seals/sealed_rows.yml: names the column 'seed', which column_types lacks; correct the name\n",),
        damage=lambda project: _replace(project, "seeds/seals/sealed_rows.yml", "seed_name, row", "seed, row"),
    ),
    "a sealed row of an unknown seed": Case(
        ("seal", "140007-2021"),
        ("seed_name 'printed_total' is no seed in seeds/disclosures; restore the row",),
        damage=lambda project: _replace(project, "seeds/seals/sealed_rows.csv", ",printed_totals,", ",printed_total,"),
    ),
    "directory for the lock of the seeds": Case(
        ("build",),
        (
            "error: {root}/seeds/.lock: the lock cannot be taken (Is a directory). Make sure that no jukinet command "
            "is at work there, remove it, and run this again.\n",
        ),
        damage=lambda project: (project.root / "seeds/.lock").mkdir(),
    ),
    "directory for the lock of the seeds, to ingest": Case(
        INGEST,
        ("error: {root}/seeds/.lock: the lock cannot be taken (Is a directory). ", " Nothing was written.\n"),
        damage=lambda project: (project.root / "seeds/.lock").mkdir(),
    ),
    "many faults": Case(
        ("check",),
        (":3: repeats the key 140007-2021, 3(1), ", "of line 2; remove one", "error: and 237 more"),
        damage=lambda project: _double_rows(project.root / "seeds/disclosures/printed_monthly_counts.csv"),
        lines=21,
    ),
}


def _overwrite(path: Path, start: int, length: int) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(b"\xa5" * length)


def _double_rows(path: Path) -> None:
    header, *rows = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(header + b"".join(row + row for row in rows))
