"""The command `jukinet`. Each command imports what it needs, because dbt and polars take seconds to load."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jukinet.ingest.command import ingest
from jukinet.report.command import report
from jukinet.spark.command import spark

if TYPE_CHECKING:
    from jukinet.ci import Check

app = typer.Typer(
    help="A warehouse of Basic Resident Register Network counts that provably reconciles.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)

Root = Annotated[Path, typer.Option("--root", help="The project directory.", envvar="JUKINET_ROOT")]
_SHOWN = 20


def _fail(message: str) -> typer.Exit:
    typer.echo(f"error: {message}", err=True)
    return typer.Exit(1)


def _require_sound_seeds(root: Path, ci_report: Path | None = None) -> None:
    from jukinet.check import check_seeds
    from jukinet.seeds import load_seeds

    try:
        faults = check_seeds(load_seeds(root))
    except FileNotFoundError as error:
        raise _fail(str(error)) from None
    for fault in faults[:_SHOWN]:
        typer.echo(f"error: {fault}", err=True)
    if len(faults) > _SHOWN:
        typer.echo(f"error: and {len(faults) - _SHOWN} more", err=True)
    if faults and ci_report:
        from jukinet.ci import seed_check

        _report([seed_check(faults)], ci_report)
    if faults:
        raise typer.Exit(1)


def _report(checks: list[Check], directory: Path) -> None:
    from jukinet.ci import annotation_lines, write_reports

    write_reports(checks, directory)
    for line in annotation_lines(checks):
        typer.echo(line)


app.command()(ingest)
app.command()(report)
app.command()(spark)


@app.command()
def check(root: Root = Path()) -> None:
    """Check that the seeds can be loaded: encoding, columns, types, keys, names."""
    _require_sound_seeds(root)
    typer.echo("The seeds are well formed.")


@app.command()
def build(
    root: Root = Path(),
    verbose: Annotated[bool, typer.Option("--verbose", help="Show what dbt does, step by step.")] = False,
    ci_report: Annotated[
        Path | None,
        typer.Option("--ci-report", help="Write summary.md and junit.xml there, and annotations to the output."),
    ] = None,
) -> None:
    """Check the seeds, build the warehouse, reconcile it and publish the tables."""
    _require_sound_seeds(root, ci_report)
    from jukinet.build import BuildError, database_path, ensure_database_is_free, run_dbt

    root, database = root.resolve(), database_path(root)
    directory = ci_report.resolve() if ci_report else None
    try:
        ensure_database_is_free(database)
    except BuildError as error:
        if directory:
            from jukinet.ci import failed_build

            _report([failed_build(str(error))], directory)
        raise _fail(str(error)) from None
    run = run_dbt(root, ["build"] if verbose else ["--quiet", "build"])
    if directory:
        from jukinet.ci import build_checks, failed_build, seed_check

        checks = [seed_check([]), *build_checks(run.results, database.resolve())]
        if not run.passed and all(check.status != "failed" for check in checks):
            checks.append(failed_build(run.problem or "dbt ended without a result"))
        _report(checks, directory)
    if not run.passed:
        raise typer.Exit(1)


@app.command()
def seal(
    publication: Annotated[str, typer.Argument(help="Such as 140007-2021.")],
    root: Root = Path(),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the difference, write nothing.")] = False,
) -> None:
    """Seal a transcription that has been read against the print; shows what differs from the last seal."""
    _require_sound_seeds(root)
    from jukinet.seal import seal as seal_publication
    from jukinet.seeds import load_seeds

    try:
        sealing = seal_publication(load_seeds(root), publication, dry_run=dry_run)
    except KeyError:
        raise _fail(f"{publication} is not in seeds/registers/publication_register.csv; register it first") from None
    for sign, rows in (("-", sealing.removed), ("+", sealing.added)):
        for row in rows[: _SHOWN * 5]:
            typer.echo(f"{sign} {row.seed_name}  {row.row_text}")
        if len(rows) > _SHOWN * 5:
            typer.echo(f"{sign} and {len(rows) - _SHOWN * 5} more")
    verb = "would be sealed" if dry_run else "sealed"
    typer.echo(f"{publication} {verb}: {len(sealing.added)} rows new, {len(sealing.removed)} gone, {sealing.digest}")


if __name__ == "__main__":
    app()
