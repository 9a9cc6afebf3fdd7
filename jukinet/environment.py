"""What the environment gives a build: its database file, the directory of the published tables, and memory; and why
they cannot be used, if so.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import duckdb
from yaml import YAMLError

from jukinet.read_yaml import read_yaml
from jukinet.seeds import yaml_fault

DATABASE = "target/jukinet.duckdb"
_RESERVED = ("main", "system", "temp")
"""Names that DuckDB has for something of its own."""
_SOURCES = ("bench", "docs", "jukinet", "macros", "models", "notebooks", "seeds", "tests")
"""Directories of the project that hold what is written by hand, or by `jukinet ingest`."""
_OWN = (*_SOURCES, "logs", "target")
"""Directories of the project that hold anything but published tables."""

# DuckDB's words on POSIX systems and on Windows, which puts the program on a line of its own.
_HOLDER = re.compile(r"(?:held in|already open in)\s+(.+?) \(PID (\d+)\)")


class BuildError(Exception):
    """Why the build could not start, and what to do."""


def database_path(root: Path) -> Path:
    """The build's database file, which only one process can hold."""
    return root / (os.environ.get("JUKINET_DATABASE") or DATABASE)


def red_build_path(root: Path) -> Path:
    """The page of a build that does not reconcile, which `jukinet report` writes beside its database."""
    return database_path(root).with_name("red_build.html")


def dbt_target(root: Path) -> Path:
    """Where dbt puts what it makes of the models, and their description."""
    return root / (os.environ.get("DBT_TARGET_PATH") or "target")


def published_path(root: Path, default: str | Path = "published") -> Path:
    """The directory of the published tables; `default` stands for what JUKINET_PUBLISHED does not name."""
    return root / (os.environ.get("JUKINET_PUBLISHED") or default)


def parquet_files(published: Path) -> list[Path]:
    """The published tables there, by name; none where there is no such directory. Raises OSError where nobody may
    look, of which a pattern of names would say nothing.
    """
    return sorted(path for path in published.iterdir() if path.suffix == ".parquet") if published.is_dir() else []


def ensure_dbt_can_run(root: Path, database: Path) -> None:
    """Raise BuildError where dbt could not run on DuckDB with the project's files, places and database; see below."""
    ensure_engine_is_duckdb()
    ensure_dbt_can_read(root)
    ensure_places_are_apart(root)
    ensure_database_is_free(database)


def ensure_in_project(directory: Path) -> None:
    """Raise BuildError where `directory`, in which dbt runs, is no project: --project-dir alone does not lead there."""
    if not (directory / "dbt_project.yml").is_file():
        raise BuildError(
            f"{directory.resolve()}: dbt runs here, and this is not the project's directory, from which the database, "
            "the models and the published tables are found. Run dbt in the project's directory; nothing was changed."
        )


def ensure_dbt_can_read(root: Path) -> None:
    """Raise BuildError where a file is damaged of which dbt would tell by a traceback."""
    for path in (root / "dbt_project.yml", root / "profiles.yml"):
        try:
            read_yaml(path)
        except (OSError, ValueError, YAMLError) as error:
            raise BuildError(yaml_fault(path, error)) from error


def ensure_engine_is_duckdb() -> None:
    """Raise BuildError where DBT_TARGET names Spark, for which dbt alone cannot run the Python models."""
    if os.environ.get("DBT_TARGET") == "spark":
        raise BuildError("DBT_TARGET is 'spark', which this command cannot use. Run jukinet spark, or unset it.")


def ensure_places_are_apart(root: Path) -> None:
    """Raise BuildError where JUKINET_PUBLISHED names a directory of the project's own, as a build replaces it whole,
    JUKINET_DATABASE a file among the published tables, or DBT_TARGET_PATH a directory of the project's sources.
    """
    # Of links that lead in a circle too these are paths, and no errors.
    project = Path(os.path.realpath(root))
    own = {name: Path(os.path.realpath(project / name)) for name in _OWN}
    target = os.environ.get("DBT_TARGET_PATH")
    if target and any(Path(os.path.realpath(root / target)).is_relative_to(own[name]) for name in _SOURCES):
        raise BuildError(
            f"DBT_TARGET_PATH is '{target}', where sources of the project have their place; dbt would take what it "
            "writes there for more of them. Name another directory, or unset it."
        )
    database = os.environ.get("JUKINET_DATABASE")
    if database and Path(os.path.realpath(root / database)).is_relative_to(os.path.realpath(published_path(root))):
        raise BuildError(
            f"JUKINET_DATABASE is '{database}', among the published tables, which a build replaces whole. Name a file "
            "elsewhere, or unset it."
        )
    named = os.environ.get("JUKINET_PUBLISHED")
    if not named:
        return
    directory = Path(os.path.realpath(root / named))
    parts = directory.relative_to(project).parts[:1] if directory.is_relative_to(project) else ()
    is_hidden = any(part.startswith(".") for part in parts)
    # The project itself, or what holds it, holds its own directories too.
    if is_hidden or any(directory.is_relative_to(one) or one.is_relative_to(directory) for one in own.values()):
        raise BuildError(
            f"JUKINET_PUBLISHED is '{named}', where files of the project have their place; a build would replace them. "
            "Name a directory for the published tables alone, or unset it."
        )


def limit_memory(connection: duckdb.DuckDBPyConnection) -> None:
    """Give a connection the memory that JUKINET_MEMORY_LIMIT allows; raise BuildError where that is no amount."""
    limit = os.environ.get("JUKINET_MEMORY_LIMIT")
    if not limit:
        return
    refusal = BuildError(
        f"JUKINET_MEMORY_LIMIT is '{limit}', which is no amount of memory; write it such as 3GB or 50%, or unset it."
    )
    # DuckDB takes what is below zero for no limit at all, and zero for a limit under which nothing can be done.
    if re.match(r"\s*(?:-|[0.]+\s*(?:[^\s0-9.]|$))", limit):
        raise refusal
    try:
        connection.execute("set memory_limit = ?", [limit])
    except (duckdb.ParserException, duckdb.InvalidInputException) as error:
        raise refusal from error


def ensure_database_is_free(path: Path) -> None:
    """Raise BuildError where another process holds the database file, where it is no database or a damaged one, where
    dbt cannot use its name, or where its memory is limited to no amount. Missing directories above it are made.
    """
    # Its name becomes that of a catalog, which dbt writes into statements as it is.
    if set(path.name) & set("'\";") or path.stem.lower() in _RESERVED:
        raise BuildError(
            f"JUKINET_DATABASE names {path.name}, which cannot be the name of a database in SQL; name it such as "
            f"{Path(DATABASE).name}."
        )
    # DuckDB takes the name from where a link leads to, and dbt from the link.
    target = Path(os.path.realpath(path))
    if os.path.islink(path) and target.stem != path.stem:
        raise BuildError(f"{path}: is a link to {target}, which has another name. Name that by JUKINET_DATABASE.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # To open a pipe never ends.
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise BuildError(f"{path}: is no DuckDB database, but a pipe or a device. {_another_database()}")
        # A build that was killed in the moment of making the file leaves it empty.
        if path.is_file() and not path.stat().st_size:
            path.unlink()
        with duckdb.connect(str(path)) as connection:
            limit_memory(connection)
        # A table in a file of text is opened like a database.
        with path.open("rb") as file:
            if file.read(12)[8:] != b"DUCK":
                raise BuildError(f"{path}: is no DuckDB database. {_another_database()}")
    except OSError as error:
        raise BuildError(
            f"{path}: the build's database cannot be made ({error.strerror}). Allow writing there, or name another "
            "file by JUKINET_DATABASE."
        ) from error
    except duckdb.IOException as error:
        if holder := _HOLDER.search(str(error)):
            raise BuildError(
                f"{path}: in use by process {holder[2]} ({holder[1]}). Close that program, or wait if it is another "
                "build. Notebooks and other readers should open published/, which a build never waits for."
            ) from error
        if "not a valid DuckDB database" in str(error):
            raise BuildError(f"{path}: is no DuckDB database ({first_line(error)}). {_another_database()}") from error
        if re.search("Could not read enough|version number", str(error)):
            raise BuildError(_damage(path, error)) from error
        raise BuildError(
            f"{path}: the build's database cannot be opened ({first_line(error)}). Allow writing there and free some "
            "space, or name another file by JUKINET_DATABASE."
        ) from error
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        raise BuildError(_damage(path, error)) from error


def _another_database() -> str:
    """What to do about a file that is no database; one that a variable names may be somebody's own."""
    if os.environ.get("JUKINET_DATABASE"):
        return "Name another file by JUKINET_DATABASE, or unset it."
    return "Delete it; the build makes it anew from the seeds."


def _damage(path: Path, error: duckdb.Error) -> str:
    return (
        f"{path}: the build's database is damaged ({first_line(error)}). Delete it; the build makes it anew from the "
        "seeds."
    )


def first_line(error: BaseException) -> str:
    """What DuckDB says of an error, without the statement and the hints that it puts below."""
    return next(iter(str(error).splitlines()), "").strip(" :")
