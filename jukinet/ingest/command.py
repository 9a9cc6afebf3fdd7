"""The command `jukinet ingest`."""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jukinet.commands import Root, extra, fail

if TYPE_CHECKING:
    from jukinet.ingest.kept import LeftEmpty
    from jukinet.ingest.rows import Source
    from jukinet.seeds import Seed

# A broken heading makes every row below it a problem of the same kind.
MOST_ALIKE = 10


def ingest(
    file: Annotated[Path, typer.Argument(help="Extracted text, PDF, Excel (.xlsx) or HTML of one publication.")],
    publisher: Annotated[str, typer.Option("--publisher", help="Six-digit code of the publisher, such as 140007.")],
    fiscal_year: Annotated[int, typer.Option("--fiscal-year", help="Fiscal year reported on, such as 2021.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Report, and write no seeds.")] = False,
    out: Annotated[
        Path | None, typer.Option("--out", help="Directory of seeds to write; the project's seeds if not given.")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Read anew what is there already, and keep what was filled in.")
    ] = False,
    register_new: Annotated[
        bool, typer.Option("--register-new", help="Register unknown names as new, but for likely other spellings.")
    ] = False,
    text: Annotated[
        Path | None, typer.Option("--text", help="Also write the rows read as text, one per source line.")
    ] = None,
    root: Root = Path(),
) -> None:
    """Read a printed publication, prove what was read, and write all its seeds or none."""
    from jukinet import files
    from jukinet.ingest.errors import IngestError
    from jukinet.lock import BusyError, LockError

    target = out or root / "seeds"
    try:
        _check_places(file, target, out, text, root)
        # Between the reading of the seeds and the writing nobody else may write them, or his change would be lost.
        alone = files.changing(target, "jukinet ingest") if target.is_dir() else nullcontext()
        with extra("ingest"), alone:
            _ingest(
                file, publisher, fiscal_year, dry_run=dry_run, target=target, replace=replace,
                registers_new=register_new, text=text, root=root,
            )  # fmt: skip
    except (BusyError, LockError) as error:
        raise fail(f"{error} Nothing was written.") from None
    except files.PendingError as error:
        raise fail(str(error)) from None
    except IngestError as error:
        alike = Counter[str]()
        for problem in error.problems:
            alike[problem.message] += 1
            if alike[problem.message] <= MOST_ALIKE:
                typer.echo(f"error: {error.file}: {problem.text()}", err=True)
        for message, count in alike.items():
            if count > MOST_ALIKE:
                typer.echo(f"error: {error.file}: {count - MOST_ALIKE} more places: {message}.", err=True)
        typer.echo(f"Nothing was written{_but(error.text)}.", err=True)
        raise typer.Exit(1) from None


def _ingest(
    file: Path, publisher: str, fiscal_year: int, *, dry_run: bool, target: Path, replace: bool,
    registers_new: bool, text: Path | None, root: Path,
) -> None:  # fmt: skip
    from jukinet import files
    from jukinet.ingest import editions, edits, kept, report
    from jukinet.ingest.changes import plan
    from jukinet.ingest.errors import IngestError
    from jukinet.ingest.publication import understand
    from jukinet.ingest.read import read
    from jukinet.ingest.registration import register_new

    _check_identity(file, publisher, fiscal_year)
    if files.recover(target):
        typer.echo("An earlier change of the seeds had been cut off; its change is finished now.")
    seeds, base, before = _load(file, root, target)
    registers = {name: seed.rows for name, seed in seeds.items()}
    if publisher not in {row["publisher_code"] for row in registers["publisher_register"]}:
        raise IngestError.single(
            file.name,
            "--publisher",
            "the publisher is not registered",
            publisher,
            f"Add to seeds/registers/publisher_register.csv: {publisher},its name as printed,its name in English.",
        )
    source = read(file)
    reading = understand(source, publisher, fiscal_year, registers)
    if reading.problems:
        # Of what is no such publication there is nothing to report but that.
        if reading.seeds:
            typer.echo(report.printable(report.text(reading, source, [], [])) + "\n")
        raise IngestError(file.name, reading.problems, text=_write_text(text, source))
    replaces = replace or base != target
    left = kept.keep(reading, seeds, before if replaces else [])
    left += [one for one in before if one.row["publication_id"] != reading.publication_id]
    new = register_new(reading, registers) if registers_new else {}
    registers |= {name: [*registers[name], *rows] for name, rows in new.items()}
    balances, restated = edits.evaluate(reading, registers), editions.restatements(reading, registers)
    typer.echo(report.printable(report.text(reading, source, balances, restated)) + "\n")
    if new:
        typer.echo(report.registered(new) + "\n")
    # A directory that holds no seeds yet gets the whole seeds as they would be: nothing is overwritten there.
    changes = plan(reading, source, seeds, new, replace=replaces)
    typer.echo(report.diff(changes, is_elsewhere=base != target))
    if dry_run:
        typer.echo(f"Dry run: nothing was written{_but(_write_text(text, source))}.")
        if text and not text.exists():
            raise typer.Exit(1)
        return
    contents = {
        change.seed.path_under(target): change.content
        for change in changes
        if change.added or change.removed or base != target
    }
    noted = kept.as_file(left)
    if base != target or noted != kept.as_file(before):
        contents[target / kept.LEFT_EMPTY] = noted
    _write(source, target, contents, text)
    if new:
        typer.echo(
            "Complete the new rows: names in English, and other ids if you like. jukinet check says what is left."
        )
    how = "" if registers_new else " (new ones by --replace --register-new)"
    register = [f"register the unknown names{how}"] if reading.unknown else []
    fill_in = ["fill in the codes"] if reading.phrases else []
    if todo := [*register, *fill_in]:
        typer.echo(f"Before the build: {' and '.join(todo)} that are listed above.")


def _write(source: Source, target: Path, contents: Mapping[Path, bytes], text: Path | None) -> None:
    """Write the seeds and, where it is asked for, the text."""
    from jukinet import files
    from jukinet.ingest.errors import IngestError

    is_written, what, place = False, "text", text
    try:
        with files.replacing(text, source.as_text().encode("utf-8")) if text else nullcontext():
            what, place = "seeds", None
            files.write_all(target, contents)
            is_written = True
    except OSError as error:
        if is_written:
            raise fail(
                f"{text}: the text cannot be replaced ({error.strerror}), but the seeds under {target.as_posix()} are "
                "written. Close the program that holds it, and run this again with --replace."
            ) from None
        raise IngestError.single(
            source.name, str(place or error.filename or target), f"the {what} cannot be written", error.strerror or "",
            "Close programs that hold the file open, check its rights, and free some space.",
        ) from None  # fmt: skip
    files_written = f"{len(contents)} {'file' if len(contents) == 1 else 'files'}"
    typer.echo(f"{files_written} written under {target.as_posix()}.")


def _write_text(text: Path | None, source: Source) -> Path | None:
    """Write the text alone, to look lines up and to mend it; the file if it is written.

    One that is there stays: it may be of what the seeds hold, or mended by hand.
    """
    from jukinet import files

    content = source.as_text().encode("utf-8")
    if text is None or (text.exists() and text.read_bytes() == content):
        return None
    if text.exists():
        typer.echo(f"{text}: is there already with another text, and stays as it is; name another file.", err=True)
        return None
    try:
        files.write_one(text, content)
    except OSError as error:
        typer.echo(f"{text}: the text cannot be written ({error.strerror}).", err=True)
        return None
    return text


def _but(text: Path | None) -> str:
    return f" but the text, {text}" if text else ""


def _check_places(file: Path, target: Path, out: Path | None, text: Path | None, root: Path) -> None:
    """Refuse places where what is written would fail half way, or take the place of what is no output of this."""
    from jukinet.ingest.errors import IngestError

    # An empty text is the same to a path as a dot.
    if out == Path():
        raise IngestError.single(
            file.name, "--out", "this is the working directory, or nothing", "", "Name a directory for the seeds."
        )
    if out is not None and os.path.lexists(out) and not out.is_dir():
        raise IngestError.single(
            file.name, "--out", "this is no directory", str(target), "Name a directory for the seeds."
        )
    if text is None:
        return
    # These ask without an error, of a name that is too long or of links that lead in a circle too.
    place, advice = Path(os.path.realpath(text)), "Name another file to write."
    if os.path.isdir(text):
        message = "this is a directory"
    elif os.path.lexists(text) and not os.path.isfile(text):
        message = "this is no regular file"
    elif not os.path.isdir(text.parent):
        message, advice = "its directory is not there", "Make it, or name another file to write."
    elif any(place.is_relative_to(os.path.realpath(seeds)) for seeds in (target, root / "seeds")):
        message = "this lies among the seeds"
    elif place == Path(os.path.realpath(file)):
        message = "this is the publication itself"
    else:
        return
    raise IngestError.single(file.name, "--text", message, str(text), advice)


def _check_identity(file: Path, publisher: str, fiscal_year: int) -> None:
    from jukinet.ingest.errors import IngestError
    from jukinet.seeds import check_digit

    # Both make the publication's id and so must hold nothing but digits.
    if not re.fullmatch(r"[0-9]{6}", publisher) or check_digit(publisher[:5]) != int(publisher[5]):
        raise IngestError.single(
            file.name, "--publisher", "this is no local government code", publisher,
            "Give the six-digit code with its check digit, such as 140007.",
        )  # fmt: skip
    if not 2002 <= fiscal_year <= 2100:
        raise IngestError.single(
            file.name, "--fiscal-year", "this is no fiscal year of the network", str(fiscal_year),
            "Give the year in which the fiscal year begins, such as 2021 for 令和3年度.",
        )  # fmt: skip


def _load(file: Path, root: Path, target: Path) -> tuple[dict[str, Seed], Path, list[LeftEmpty]]:
    """The seeds, the directory whose rows and registers are the base of what `target` will hold, and its empty cells.

    A directory that holds no registers yet gets the whole seeds as they would be, from the project's own as base.
    """
    from dataclasses import replace

    from jukinet.ingest import kept
    from jukinet.ingest.errors import IngestError
    from jukinet.seeds import load_seeds

    try:
        seeds = load_seeds(root)
        base = target if (target / "registers" / "publication_register.csv").is_file() else root / "seeds"
        placed = {name: replace(seed, path=seed.path_under(base)) for name, seed in seeds.items()}
        for seed in placed.values():
            if any(None in row or None in row.values() for row in _rows(seed)):
                raise ValueError(f"{seed.path}: a row has not as many cells as the header")
        before = kept.load(base)
    except (OSError, KeyError, ValueError) as error:
        raise IngestError.single(
            file.name, "seeds", "the seeds cannot be read", str(error), "Run jukinet check; restore what is missing."
        ) from None
    return placed, base, before


def _rows(seed: Seed) -> list[dict[str, str]]:
    """The rows of a seed; raises ValueError where its file is no CSV, such as after a quote that is never closed."""
    try:
        return seed.rows
    except csv.Error as error:
        raise ValueError(f"{seed.path}: is not valid CSV ({error})") from None
