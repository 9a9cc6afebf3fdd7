"""The command `jukinet`. Each command imports what it needs, because dbt and polars take seconds to load."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jukinet.commands import (
    SHOWN,
    Landing,
    Root,
    Verbose,
    checked_seeds,
    fail,
    loaded_seeds,
    published_tables,
    seeds_alone,
    sound_seeds,
    tell,
    write_any_text,
    write_line,
)
from jukinet.ingest.command import ingest
from jukinet.report.command import report
from jukinet.spark.command import spark

if TYPE_CHECKING:
    from jukinet.ci import Check

app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False)


def _show_version(is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import version

        typer.echo(f"jukinet {version('jukinet')}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """A warehouse of Basic Resident Register Network counts that provably reconciles."""
    write_any_text()


def _tell_ci(checks: list[Check], directory: Path, figures: Sequence[str] = ()) -> None:
    from jukinet.ci import PUBLISHED, Check, annotation_lines, write_reports
    from jukinet.files import PendingError

    for line in annotation_lines(checks):
        write_line(line)
    try:
        write_reports(checks, directory, figures)
    except (OSError, PendingError) as error:
        done = "; the tables are published all the same" if Check(PUBLISHED, "passed") in checks else ""
        raise fail(
            f"--ci-report {directory}: its files cannot be written ({error}); name another directory{done}"
        ) from None


# The help lists the commands in this order, which is that of a year's work.
app.command()(ingest)


@app.command()
def check(
    root: Root = Path(),
    sort: Annotated[bool, typer.Option("--sort", help="First put the rows of every seed in their order.")] = False,
) -> None:
    """Check that the seeds can be loaded: encoding, columns, types, keys, names."""
    if sort:
        with seeds_alone(root, "jukinet check"):
            _sort(root)
    sound_seeds(root)
    typer.echo("The seeds are well formed.")


def _sort(root: Path) -> None:
    from jukinet import files
    from jukinet.check import sorted_seeds

    contents = sorted_seeds(loaded_seeds(root))
    try:
        if contents:
            files.write_all(root / "seeds", contents)
    except OSError as error:
        raise fail(
            f"{error.filename or root / 'seeds'}: the seeds cannot be written ({error.strerror}); nothing was changed"
        ) from None
    for path in contents:
        typer.echo(f"Sorted       {path.as_posix()}")


@app.command()
def build(
    root: Root = Path(),
    landing: Landing = None,
    verbose: Verbose = False,
    ci_report: Annotated[
        Path | None,
        typer.Option("--ci-report", help="Write summary.md and junit.xml there, and annotations to the output."),
    ] = None,
) -> None:
    """Check the seeds, build the warehouse, reconcile it and publish the tables."""
    if ci_report:
        try:
            ci_report.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise fail(
                f"--ci-report {ci_report}: no directory can be made there ({error.strerror}); name another"
            ) from None
    with seeds_alone(root, "jukinet build"):
        _build(root, landing, verbose, ci_report)


def _build(root: Path, landing: Path | None, verbose: bool, ci_report: Path | None) -> None:
    from jukinet.build import disk_is_full, run_dbt
    from jukinet.environment import (
        BuildError,
        database_path,
        ensure_dbt_can_run,
        published_path,
        red_build_path,
    )

    with suppress(OSError):
        red_build_path(root).unlink(missing_ok=True)
    seeds, faults = checked_seeds(root, landing)
    if faults:
        tell(faults)
        if ci_report:
            from jukinet.ci import seed_check

            _tell_ci([seed_check(faults)], ci_report)
        write_line(f"NOT PUBLISHED: {published_path(Path()).as_posix()} is as it was.")
        raise typer.Exit(1)
    from jukinet.publish import CATALOGUE, REPORT
    from jukinet.seal import ExplainedSeals

    if sys.stderr.isatty():
        typer.echo("Building; it takes half a minute …", err=True)
    # A landed row has no file and line by which a broken seal could be told.
    reword = None if landing else ExplainedSeals(seeds, root, SHOWN)
    # It is named as it was given, and dbt leaves the directory that such a name starts from.
    named = database_path(root)
    root, database = root.resolve(), named.absolute()
    pages = [page for page in (published_path(root) / name for name in (REPORT, CATALOGUE)) if page.is_file()]
    directory = ci_report.resolve() if ci_report else None
    try:
        ensure_dbt_can_run(root, named)
    except BuildError as error:
        if directory:
            from jukinet.ci import failed_build

            _tell_ci([failed_build(str(error))], directory)
        raise fail(str(error)) from None
    variables = {"landing": landing.resolve().as_posix()} if landing else None
    run = run_dbt(root, verbose=verbose, variables=variables, reword=reword)
    if directory:
        from jukinet.ci import build_checks, failed_build, found_figures, seed_check

        checks = [seed_check([]), *build_checks(run.results, database, reword)]
        if not run.passed and all(check.status != "failed" for check in checks):
            checks.append(failed_build(run.problem or "dbt ended without a result"))
        _tell_ci(checks, directory, found_figures(database) if run.passed else ())
    if run.problem and not run.passed:
        raise fail(run.problem)
    if not run.passed:
        if disk_is_full(run):
            typer.echo("The disk is full: free some space, or name another database by JUKINET_DATABASE; build again.")
        raise typer.Exit(1)
    for page in pages:
        if not page.is_file():
            write_line(f"Gone         {page.name} was of the old tables: make {page.stem}")


@app.command()
def seal(
    publication: Annotated[str, typer.Argument(help="Such as 140007-2021.")],
    root: Root = Path(),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the difference, write nothing.")] = False,
) -> None:
    """Seal a transcription that has been read against the print; shows what differs from the last seal."""
    with seeds_alone(root, "jukinet seal"):
        _seal(publication, root, dry_run)


def _seal(publication: str, root: Path, dry_run: bool) -> None:
    seeds = sound_seeds(root)
    from jukinet.seal import seal as seal_publication

    registered = [row["publication_id"] for row in seeds["publication_register"].rows]
    if publication not in registered:
        raise fail(
            f"{publication} is not in seeds/registers/publication_register.csv, which has "
            f"{', '.join(registered) or 'none'}; register it first"
        )
    try:
        sealing = seal_publication(seeds, publication, dry_run=dry_run)
    except ValueError:
        raise fail(
            f"{publication} has no rows in seeds/disclosures to be sealed; a landed publication has a seal only where "
            "it was sealed as seeds before"
        ) from None
    except OSError as error:
        raise fail(
            f"{error.filename or root / 'seeds'}: the seal cannot be written ({error.strerror}); nothing was changed. "
            "Mend that, and seal again."
        ) from None
    if sealing.is_first:
        for name, count in Counter(row.seed_name for row in sealing.added).items():
            typer.echo(f"{seeds[name].path.name}: {count} rows")
    else:
        # Whoever writes nothing has asked for the difference alone.
        shown = sealing.changes if dry_run else sealing.changes[: SHOWN * 5]
        for change in shown:
            typer.echo(change.text(root))
        if more := len(sealing.changes) - len(shown):
            typer.echo(f"and {more} more")
    verb = "would be sealed" if dry_run else "sealed"
    typer.echo(f"{publication} {verb}: rows: {len(sealing.added)} new, {len(sealing.removed)} gone, {sealing.digest}")
    if sealing.is_first:
        typer.echo("It had no seal; `git diff` shows every row, for a second person to read against the print.")
    if not dry_run:
        typer.echo("Run make build (or jukinet build) next: it publishes the tables as sealed if they reconcile.")


app.command()(report)


@app.command()
def catalogue(root: Root = Path()) -> None:
    """Write published/catalogue.html: every model, column and test, in one file that needs no network."""
    from jukinet.catalogue import write_catalogue
    from jukinet.environment import BuildError

    root = Path(os.path.realpath(root))
    published = published_tables(root)
    try:
        path = write_catalogue(root, published)
    except BuildError as error:
        raise fail(str(error)) from None
    typer.echo(f"Catalogue    {os.path.relpath(path, root)} ({path.stat().st_size / 1e6:.1f} MB)")


app.command()(spark)
