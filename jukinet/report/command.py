"""The command `jukinet report`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from jukinet.commands import Root, extra, fail, published_tables
from jukinet.files import not_written
from jukinet.labels import Lang

_MADE_WITH = ("jukinet", "duckdb", "polars", "altair", "vl-convert-python")


def report(
    root: Root = Path(),
    given: Annotated[
        Path | None,
        typer.Option("--published", help="The directory of the published tables; that of the builds if not given."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="The file to write; report.html beside the tables if not given.")
    ] = None,
    publication: Annotated[
        str | None, typer.Option("--publication", help="Such as 140007-2021; the newest if not given.")
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="Language shown first: ja or en.")] = "ja",
    built_at: Annotated[
        str | None, typer.Option("--built-at", help="Time to state, ISO 8601; now, or SOURCE_DATE_EPOCH, if not given.")
    ] = None,
) -> None:
    """Write the report of a publication: one HTML file that opens anywhere, without a network.

    Where the last build does not reconcile, red_build.html beside its database says why.
    """
    if lang not in ("ja", "en"):
        raise typer.BadParameter(f"{lang}: there are ja and en", param_hint="--lang")
    with extra("report"), _without("rfc3987_syntax"):
        from jukinet.report.page import FILE, write_report
    import duckdb
    from polars.exceptions import PolarsError

    from jukinet.environment import first_line
    from jukinet.warehouse import Warehouse

    shown: Lang = "en" if lang == "en" else "ja"

    published = given or published_tables(root)
    path = out or published / FILE
    try:
        is_directory, is_other = path.is_dir(), path.exists() and not path.is_file()
    except OSError as error:
        raise fail(not_written(path, error)) from None
    if is_directory:
        raise fail(f"{path}: this is a directory; name the file to write, such as {path / FILE}")
    if is_other:
        raise fail(f"{path}: this is no regular file; name another")
    if out and not path.parent.is_dir():
        raise fail(f"{path.parent}: there is no such directory; make it, or name another file")
    try:
        moment = _time(built_at) if built_at else _now()
    except ValueError as error:
        raise fail(str(error)) from None
    # Tables that are named may be of another build.
    is_red = given is None and _tell_red_build(root, moment, shown)
    try:
        written = write_report(
            Warehouse(published),
            path,
            built_at=moment,
            versions={name: version(name) for name in _MADE_WITH},
            publication_id=publication,
            lang=shown,
        )
    except FileNotFoundError as error:
        # An error without a number is that of the tables.
        if not is_red or error.errno:
            raise fail(not_written(path, error) if error.errno else str(error)) from None
        typer.echo("Report       none, as nothing is published yet")
        return
    except OSError as error:
        raise fail(not_written(path, error) if error.errno else str(error)) from None
    except KeyError as error:
        raise fail(str(error.args[0])) from None
    except (duckdb.Error, PolarsError) as error:
        reason = first_line(error)
        raise fail(f"{published}: its tables are not as a build writes them ({reason}); run `make build`") from None
    typer.echo(f"Report       {path} ({path.stat().st_size / 1e6:.1f} MB), {written}")


def _tell_red_build(root: Path, built_at: str, lang: Lang) -> bool:
    """Write the page of the last build beside its database where it does not reconcile, and say whether it is so.

    The page of an earlier build is removed where it does, or ended before its sums were made.
    """
    import duckdb

    from jukinet.environment import database_path, first_line, red_build_path
    from jukinet.report.red_build import write_red_build

    database, path = database_path(root), red_build_path(root)
    count = 0
    try:
        with suppress(duckdb.CatalogException):
            count = write_red_build(database, path, built_at=built_at, lang=lang) if database.is_file() else 0
        if not count:
            path.unlink(missing_ok=True)
            return False
    except OSError as error:
        raise fail(not_written(path, error)) from None
    except duckdb.Error as error:
        typer.echo(f"Red build    not looked for: {database} cannot be read ({first_line(error)})", err=True)
        return False
    typer.echo(f"Red build    {path}: {count} sum{'s do' if count > 1 else ' does'} not hold; published is as it was")
    return True


@contextmanager
def _without(module: str) -> Iterator[None]:
    """Imports go on as if the optional `module` were not installed.

    Altair imports jsonschema, which beside JupyterLab loads a grammar of IRIs for its format checks. That takes up to
    half of the whole command, and no chart is checked for IRIs.
    """
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[module]


def _time(text: str) -> str:
    """A time in ISO 8601, as it was given.

    Raises ValueError where it is none.
    """
    try:
        datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"--built-at {text}: this is no time; write it such as 2026-04-01T09:00:00+09:00") from None
    return text


def _now() -> str:
    """The time, or what SOURCE_DATE_EPOCH asks for, so that a build can be repeated byte for byte.

    Raises ValueError where SOURCE_DATE_EPOCH is no time.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError, OSError):
        raise ValueError(
            f"SOURCE_DATE_EPOCH is {epoch!r}, which is no time: give whole seconds since 1970, or unset it"
        ) from None
    return moment.isoformat(timespec="seconds")
