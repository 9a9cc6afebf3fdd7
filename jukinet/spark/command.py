"""The command `jukinet spark`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from jukinet.commands import SHOWN, Landing, Root, Verbose, extra, fail, seeds_alone, sound_seeds


def spark(
    root: Root = Path(),
    compare_with: Annotated[
        Path | None, typer.Option("--compare-with", help="Published tables of another build, which must be the same.")
    ] = None,
    landing: Landing = None,
    unit_tests: Annotated[bool, typer.Option("--unit-tests", help="Run the unit tests of the SQL too.")] = False,
    verbose: Verbose = False,
) -> None:
    """Build the same warehouse on a local Spark session; the tables go to target/spark/published."""
    with seeds_alone(root, "jukinet spark"):
        _run(root, compare_with, landing, unit_tests, verbose)


def _run(root: Path, compare_with: Path | None, landing: Path | None, unit_tests: bool, verbose: bool) -> None:
    seeds = sound_seeds(root, landing)
    from jukinet.environment import BuildError, ensure_dbt_can_read, ensure_places_are_apart, parquet_files

    if compare_with and not parquet_files(compare_with):
        raise fail(f"{compare_with}: holds no published tables to compare with; build them by jukinet build")

    try:
        ensure_dbt_can_read(root)
        ensure_places_are_apart(root)
    except BuildError as error:
        raise fail(str(error)) from None
    other = compare_with.resolve() if compare_with else None
    if other and other == _own(root):
        raise fail(
            f"{compare_with}: Spark would publish there itself; unset JUKINET_PUBLISHED, or compare with another"
        )
    landed = landing.resolve() if landing else None

    from jukinet.spark.session import SparkError, spark_session

    try:
        with extra("spark"), spark_session(root.resolve()) as session:
            if landed:
                from jukinet.spark.landing import register_landing

                register_landing(session, landed, seeds)
            _build(landed, unit_tests, verbose)
    except SparkError as error:
        raise fail(str(error)) from None
    if other:
        _compare(other)


def _build(landing: Path | None, unit_tests: bool, verbose: bool) -> None:
    from jukinet.build import run_dbt
    from jukinet.spark.models import register

    register()
    commands = [["build"], *([["test", "--select", "test_type:unit"]] if unit_tests else [])]
    variables = {"landing": landing.as_posix()} if landing else None
    for command in commands:
        run = run_dbt(Path(), verbose=verbose, command=command, target="spark", variables=variables)
        if not run.passed:
            raise fail(run.problem) if run.problem else typer.Exit(1)
        if command[0] == "test":
            passed = sum(result.node.resource_type == "unit_test" for result in run.results)
            typer.echo(f"Unit tests   {passed} passed")


def _own(root: Path) -> Path:
    from jukinet.environment import published_path
    from jukinet.spark.session import HOME

    # Of links that lead in a circle too this is a path, and no error.
    return Path(os.path.realpath(published_path(root, HOME / "published")))


def _compare(other: Path) -> None:
    from jukinet.spark.compare import differences

    own = _own(Path())
    lines = differences(other, own)
    for line in lines[:SHOWN]:
        typer.echo(f"error: {line}", err=True)
    if lines:
        typer.echo(f"error: what stands first is of {other}, what is against it of {own}", err=True)
        raise typer.Exit(1)
    typer.echo(f"Compared     {len(list(other.glob('*.parquet')))} tables, the same as in {other.name}/")
