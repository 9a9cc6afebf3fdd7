"""Runs dbt's Python models of a Spark build in this process.

dbt-spark hands Python models to a Databricks cluster and to nothing else. The adapter below runs them here instead:
a model reads the rows that Spark has, collected through Arrow as DuckDB relations, and Spark keeps what it returns.
So one Python model serves both engines, unchanged.
"""

from __future__ import annotations

from typing import Any

import duckdb
import pyarrow as pa
from dbt.adapters.base import PythonJobHelper
from dbt.adapters.spark import Plugin, impl
from dbt_common.exceptions import DbtRuntimeError
from pyspark.sql import SparkSession

METHOD = "session"


def register() -> None:
    """Let dbt use the adapter below wherever the profile asks for Spark. To be called before dbt starts."""
    Plugin.adapter = SparkAdapter


class SessionJob(PythonJobHelper):
    """One Python model, compiled by dbt (see the macro py_write_table), run in this process."""

    def __init__(self, parsed_model: dict[str, Any], credential: object) -> None:
        self.name = parsed_model["alias"]

    def submit(self, compiled_code: str) -> None:
        """Run the model; raises DbtRuntimeError, which dbt reports as the model's failure."""
        try:
            with duckdb.connect() as connection:
                exec(compile(compiled_code, self.name, "exec"), {"spark_model": SparkModel(connection)})
        except Exception as error:
            raise DbtRuntimeError(f"{type(error).__name__}: {error}") from error


class SparkAdapter(impl.SparkAdapter):
    """dbt-spark's adapter, with Python models that run in this process. dbt reads the class's name."""

    @property
    def default_python_submission_method(self) -> str:
        return METHOD

    @property
    def python_submission_helpers(self) -> dict[str, type[PythonJobHelper]]:
        return {METHOD: SessionJob}


class SparkModel:
    """What a compiled model needs of Spark: tables to read, and a table to write."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        """connection: an empty in-memory database, in which the model works."""
        self.connection = connection
        session = SparkSession.getActiveSession() or SparkSession.builder.getOrCreate()
        self.session: SparkSession = session

    def read(self, table: str) -> duckdb.DuckDBPyRelation:
        """All rows of a Spark table."""
        return self.connection.from_arrow(self.session.table(table).toArrow())

    def write(self, rows: pa.Table | duckdb.DuckDBPyRelation, table: str) -> None:
        """Make a Spark table of what the model returned."""
        arrow = rows.to_arrow_table() if isinstance(rows, duckdb.DuckDBPyRelation) else rows
        self.session.createDataFrame(arrow).write.mode("overwrite").saveAsTable(table)
