"""What the commands share: their options, how one fails, and what must hold before one reads the seeds."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jukinet.outputs import Output

if TYPE_CHECKING:
    from jukinet.check import Fault
    from jukinet.seeds import Seed

Root = Annotated[Path, typer.Option("--root", help="The project directory.", envvar="JUKINET_ROOT")]
Landing = Annotated[
    Path | None,
    typer.Option("--landing", help="A folder of Parquet files to build from, instead of seeds/disclosures."),
]
Verbose = Annotated[bool, typer.Option("--verbose", help="Show what dbt does, step by step.")]

SHOWN = 20
"""Lines of one kind that a command shows before it says how many more there are."""


def write_any_text() -> None:
    """Have the output show as \\u and digits what its encoding lacks, as a redirected one does Japanese on Windows."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper | Output):
            stream.reconfigure(errors="backslashreplace")


def fail(message: str) -> typer.Exit:
    """Say why a command cannot go on; the caller raises what is returned."""
    typer.echo(f"error: {message}", err=True)
    return typer.Exit(1)


def tell(faults: Sequence[Fault]) -> None:
    """Say what is wrong in seeds or landed tables, the first of many."""
    for fault in faults[:SHOWN]:
        typer.echo(f"error: {fault}", err=True)
    if len(faults) > SHOWN:
        typer.echo(f"error: and {len(faults) - SHOWN} more", err=True)


def write_line(text: str) -> None:
    """Write a line to the output at once: what comes next may take long."""
    print(text, flush=True)


@contextmanager
def extra(name: str) -> Iterator[None]:
    """What runs within imports packages of the optional extra `name`.

    Raises typer.Exit where one is missing, after saying what to install.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        package = (error.name or "").partition(".")[0]
        if package == "jukinet":
            raise
        raise fail(
            f"{package} is not installed: python -m pip install --constraint constraints.txt --editable '.[{name}]'"
        ) from None


@contextmanager
def seeds_alone(root: Path, command: str) -> Iterator[None]:
    """Keep other commands from changing the seeds, and finish a change of them that was cut off.

    Raises typer.Exit where another process holds them, where their lock cannot be opened, or where a change, an earlier
    one or that of the command itself, cannot be finished.
    """
    from jukinet import files
    from jukinet.lock import BusyError, LockError

    seeds = root / "seeds"
    if not seeds.is_dir():
        # The check of the seeds says what is wrong.
        yield
        return
    try:
        with files.changing(seeds, command):
            files.recover(seeds)
            yield
    except (BusyError, LockError, files.PendingError) as error:
        raise fail(str(error)) from None


def published_tables(root: Path) -> Path:
    """The directory in which the builds of `root` publish.

    Raises typer.Exit where nothing is published there and `root` is no project, of which nothing ever could be.
    """
    from jukinet.environment import parquet_files, published_path
    from jukinet.seeds import require_project

    published = published_path(root)
    if not parquet_files(published):
        try:
            require_project(root)
        except FileNotFoundError as error:
            raise fail(str(error)) from None
    return published


def loaded_seeds(root: Path) -> dict[str, Seed]:
    """The seeds as their descriptions have them, unchecked.

    Raises typer.Exit where `root` is no project, or where a seed is not described.
    """
    from jukinet.seeds import SeedError, load_seeds

    try:
        return load_seeds(root)
    except (FileNotFoundError, SeedError) as error:
        raise fail(str(error)) from None


def checked_seeds(root: Path, landing: Path | None = None) -> tuple[dict[str, Seed], list[Fault]]:
    """The seeds, and what is wrong in them or, where they are sound, in the landed tables.

    Raises typer.Exit where `root` is no project, where a seed is not described, or where the landed tables cannot be
    checked.
    """
    from jukinet.check import check_seeds

    seeds = loaded_seeds(root)
    faults = check_seeds(seeds)
    if landing and not faults:
        from jukinet.environment import BuildError
        from jukinet.landing import check_landing

        try:
            faults = check_landing(landing, seeds)
        except BuildError as error:
            raise fail(str(error)) from None
    return seeds, faults


def sound_seeds(root: Path, landing: Path | None = None) -> dict[str, Seed]:
    """The seeds.

    Raises typer.Exit also where something is wrong in them or in the landed tables, after saying what.
    """
    seeds, faults = checked_seeds(root, landing)
    if faults:
        tell(faults)
        raise typer.Exit(1)
    return seeds
