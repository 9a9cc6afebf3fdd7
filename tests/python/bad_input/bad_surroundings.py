"""Surroundings in which no command works: what is wrong, the exit code, what is said."""

from __future__ import annotations

import os
from pathlib import Path

from bad_input.bad_commands import (
    INGEST,
    Case,
    a_file,
    file_for_directory,
    variable,
)
from bad_input.damages import each

SURROUNDINGS = {
    "database that is none": Case(
        ("build",),
        ("error: target/jukinet.duckdb: is no DuckDB database (", "Delete it; the build makes it anew from the seeds."),
        damage=a_file("target/jukinet.duckdb", b"not a database, but long enough to be read as one" * 400),
    ),
    "directory for the database": Case(
        ("build",),
        ("error: models: the build's database cannot be opened (", "name another file by JUKINET_DATABASE."),
        damage=variable("JUKINET_DATABASE", "models"),
    ),
    "pipe for the database": Case(
        ("build",),
        ("error: f: is no DuckDB database, but a pipe or a device. Name another file by JUKINET_DATABASE, or unset",),
        damage=each(lambda project: os.mkfifo(project.root / "f"), variable("JUKINET_DATABASE", "f")),
    ),
    "database among the published tables": Case(
        ("build",),
        (
            "error: JUKINET_DATABASE is 'published/j.duckdb', among the published tables, which a build replaces "
            "whole. Name a file elsewhere, or unset it.\n",
        ),
        damage=variable("JUKINET_DATABASE", "published/j.duckdb"),
    ),
    "link to a database of another name": Case(
        ("build",),
        ("error: f: is a link to {root}/other.duckdb, which has another name. Name that by JUKINET_DATABASE.\n",),
        damage=each(lambda project: (project.root / "f").symlink_to("other.duckdb"), variable("JUKINET_DATABASE", "f")),
    ),
    **{
        f"{command[0]} in a circle of links": Case(
            (*command, "f"), (f"error: {{root}}/f {told}",), damage=lambda project: (project.root / "f").symlink_to("f")
        )
        for command, told in (
            (("check", "--root"), "is no jukinet project: "),
            (("catalogue", "--root"), "is no jukinet project: "),
            (("report", "--published"), "holds no published tables; run `make build` first\n"),
        )
    },
    "memory that is no amount": Case(
        ("build",),
        ("error: JUKINET_MEMORY_LIMIT is 'much', which is no amount of memory; write it such as 3GB or 50%, or unset",),
        damage=variable("JUKINET_MEMORY_LIMIT", "much"),
    ),
    "memory that is nothing": Case(
        ("build",),
        ("error: JUKINET_MEMORY_LIMIT is '0%', which is no amount of memory; write it such as 3GB or 50%, or unset",),
        damage=variable("JUKINET_MEMORY_LIMIT", "0%"),
    ),
    "database that is somebody's table": Case(
        ("build",),
        ("error: f: is no DuckDB database", "Name another file by JUKINET_DATABASE, or unset it.\n"),
        damage=lambda project: [a_file("f", b"a,b\n1,2\n")(project), variable("JUKINET_DATABASE", "f")(project)],
    ),
    "database that is a CSV file": Case(
        ("build",),
        (
            "error: seeds/seals/sealed_rows.csv: is no DuckDB database. Name another file by JUKINET_DATABASE, "
            "or unset it.\n",
        ),
        damage=variable("JUKINET_DATABASE", "seeds/seals/sealed_rows.csv"),
    ),
    **{
        f"database of the name {name}": Case(
            ("build",),
            (
                f"error: JUKINET_DATABASE names {name}, which cannot be the name of a database in SQL; name it such as "
                "jukinet.duckdb.\n",
            ),
            damage=variable("JUKINET_DATABASE", name),
        )
        for name in ("o'hara.duckdb", 'a"b.duckdb', "a;b", "main.duckdb", "temp.duckdb", "System.duckdb")
    },
    "catalogue of a database without a byte": Case(
        ("catalogue",),
        ("error: {root}/target/jukinet.duckdb: there is no such build; run `make build` first\n",),
        damage=a_file("target/jukinet.duckdb", b""),
    ),
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
            "NOT PUBLISHED: published is as it was.",
            "Out of Memory Error: ",
            " used) Allow more by JUKINET_MEMORY_LIMIT, or build on a larger machine.\n",
        ),
        damage=variable("JUKINET_MEMORY_LIMIT", "20MB"),
        lines=None,
    ),
    "file for the database's directory": Case(
        ("build",),
        ("error: target/jukinet.duckdb: the build's database cannot be made (File exists). Allow writing there, or",),
        damage=file_for_directory("target"),
    ),
    "file for the published directory": Case(
        ("build",),
        (
            "NOT PUBLISHED: published is as it was.",
            "{root}/published: this is a file, and the published tables need a directory of that name. Nothing was "
            "changed: move the file away and build again.",
        ),
        damage=file_for_directory("published"),
        lines=None,
    ),
    "file above the published directory": Case(
        ("build",),
        (
            "NOT PUBLISHED",
            "{root}/f/published: the published tables could not be replaced (File exists: {root}/f); the old ones "
            "stand as they were. Mend that, or name another directory by JUKINET_PUBLISHED, and build again.",
        ),
        damage=lambda project: [a_file("f")(project), variable("JUKINET_PUBLISHED", "f/published")(project)],
        lines=None,
    ),
    **{
        f"tables to be published in {named}": Case(
            ("build",),
            (
                f"error: JUKINET_PUBLISHED is '{named}', where files of the project have their place; a build would "
                "replace them. Name a directory for the published tables alone, or unset it.\n",
            ),
            damage=each(
                lambda project: (project.root / "link").symlink_to("models"), variable("JUKINET_PUBLISHED", named)
            ),
        )
        for named in (".", "..", "/", "seeds", "seeds/disclosures/new", "target", ".git", "link", "published/../models")
    },
    **{
        f"{command} that lets dbt write into {named}": Case(
            (command,),
            (
                f"error: DBT_TARGET_PATH is '{named}', where sources of the project have their place; dbt would take "
                "what it writes there for more of them. Name another directory, or unset it.\n",
            ),
            damage=variable("DBT_TARGET_PATH", named),
        )
        for command, named in (("build", "models"), ("build", "./seeds/target"), ("catalogue", "tests"))
    },
    **{
        f"{command} on Spark": Case(
            (command,),
            ("error: DBT_TARGET is 'spark', which this command cannot use. Run jukinet spark, or unset it.\n",),
            damage=variable("DBT_TARGET", "spark"),
        )
        for command in ("build", "catalogue")
    },
    "tables to be published among other files": Case(
        ("build",),
        (
            "NOT PUBLISHED: f is as it was.\nassert_tables_were_published: 1\n",
            "{root}/f: this directory holds other files, and no checksums.sha256 that lists tables of an earlier "
            "build. Nothing was changed: move the files away, or name another directory by JUKINET_PUBLISHED, and "
            "build again.",
        ),
        damage=each(
            lambda project: (project.root / "f").mkdir(),
            a_file("f/affairs.csv", b"mine\n"),
            a_file("f/checksums.sha256", b"0  affairs.csv\n"),
            variable("JUKINET_PUBLISHED", "f"),
        ),
        lines=None,
    ),
    "file for the directory of dbt's log": Case(
        ("build",),
        (
            "error: ",
            "logs",
            "dbt cannot write it (",
            ", or name other directories by DBT_LOG_PATH and DBT_TARGET_PATH.\n",
        ),
        damage=file_for_directory("logs"),
    ),
    "a model that is broken": Case(
        ("build",),
        ("error: ", "(logs/dbt.log has it at length)", "affairs.sql"),
        damage=a_file("models/marts/counts/affairs.sql", b"select {{ from\n"),
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
