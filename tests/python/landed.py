"""Transcriptions as landed Parquet, and publications of the scale generator as seeds."""

from __future__ import annotations

from pathlib import Path

import duckdb

from bench.scale.build import MADE_REGISTERS, add_rows, made_rows
from bench.scale.generate import generate
from conftest import Project
from jukinet.seeds import load_seeds

MONTHLY = "printed_monthly_counts"
FILE = "fiscal_year=2021/publisher=14/0.parquet"
"""The file of each table that `land_seeds` writes."""


def land_seeds(built: Project, folder: Path) -> None:
    """The disclosures of a built project as Parquet, partitioned by fiscal year and prefecture."""
    database = built.root / "target" / "jukinet.duckdb"
    with duckdb.connect(str(database), read_only=True) as connection:
        for seed in sorted((built.root / "seeds/disclosures").glob("*.csv")):
            file = folder / seed.stem / FILE
            file.parent.mkdir(parents=True)
            connection.execute(f"copy {seed.stem} to '{file.as_posix()}'")


def change(landing: Path, select: str, table: str = MONTHLY) -> None:
    """Write a landed table anew from a query of its `rows`."""
    file = landing / table / FILE
    with duckdb.connect() as connection:
        connection.execute(f"create table rows as from read_parquet('{file.as_posix()}', hive_partitioning = false)")
        connection.execute(f"copy ({select}) to '{file.as_posix()}'")


def transcribe_made_up(project: Project, folder: Path, publications: int, years: int) -> None:
    """Make publications without slips into a new `folder`, and add them to the project's seeds."""
    generate(folder, publications, years, 0.0)
    seeds = load_seeds(project.root)
    for seed in seeds.values():
        if seed.is_disclosure:
            texts = ", ".join(f"coalesce(cast({column} as varchar), '')" for column in seed.header)
            landed = (
                f"read_parquet('{(folder / seed.name / '**' / '*.parquet').as_posix()}', hive_partitioning = false)"
            )
            found = duckdb.execute(f"select {texts} from {landed}").fetchall()
            rows = [dict(zip(seed.header, row, strict=True)) for row in found]
        elif seed.name in MADE_REGISTERS:
            rows = made_rows(folder, seed.name)
        else:
            continue
        add_rows(seed, rows)
