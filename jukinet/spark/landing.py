"""Landed Parquet files as tables of Spark, under the names by which the models read them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jukinet.seeds import Seed

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

SCHEMA = "landing"
"""Name of the dbt source of landed tables."""


def register_landing(session: SparkSession, folder: Path, seeds: dict[str, Seed]) -> None:
    """Make the tables of a landing folder that `jukinet.landing` has passed known to the session; nothing is copied."""
    session.sql(f"create database if not exists {SCHEMA}")
    for seed in seeds.values():
        if seed.is_disclosure:
            columns = ", ".join(f"{column.name} {column.type}" for column in seed.columns)
            # Read without the folders' names, which would pass for columns, as a table may have a fiscal_year too; and
            # what is no Parquet file by its name is left out, as DuckDB leaves it out.
            session.sql(
                f"create table {SCHEMA}.{seed.name} ({columns}) using parquet options ("
                f"path '{(folder / seed.name).as_posix()}', recursiveFileLookup 'true', pathGlobFilter '*.parquet')"
            )
