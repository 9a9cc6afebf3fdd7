"""The command `jukinet report`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from jukinet.commands import extra

_MADE_WITH = ("jukinet", "duckdb", "polars", "altair", "vl-convert-python")


def report(
    published: Annotated[Path, typer.Option("--published", help="The directory of the published tables.")] = Path(
        "published"
    ),
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
    """Write the report of a publication: one HTML file that opens anywhere, without a network."""
    if lang not in ("ja", "en"):
        raise typer.BadParameter(f"{lang}: there are ja and en", param_hint="--lang")
    with extra("report"), _without("rfc3987_syntax"):
        from jukinet.report.page import FILE, write_report
    from jukinet.warehouse import Warehouse

    path = out or published / FILE
    try:
        moment = built_at or _now()
    except ValueError as error:
        typer.echo(f"error: {error}", err=True)
        raise typer.Exit(1) from None
    try:
        write_report(
            Warehouse(published),
            path,
            built_at=moment,
            versions={name: version(name) for name in _MADE_WITH},
            publication_id=publication,
            lang="en" if lang == "en" else "ja",
        )
    except (KeyError, OSError) as error:
        typer.echo(f"error: {error.args[0] if isinstance(error, KeyError) else error}", err=True)
        raise typer.Exit(1) from None
    typer.echo(f"Report       {path} ({path.stat().st_size / 1e6:.1f} MB)")


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
