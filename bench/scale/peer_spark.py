"""python -m bench.scale.peer_spark FOLDER OUTPUT: the 18 groups of edits with Spark SQL on two local cores.

Like the floor it assumes unique keys and registered names; the queries that several groups read are cached.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from pyspark.sql import SparkSession

from bench.scale.inputs import RESULT, register
from bench.scale.spark_sql import CACHED, EDITS, FINAL, VIEWS

REGISTERS = ("publication_register", "affair_register", "printed_sections", "printed_affair_names")
TABLES = (
    "printed_monthly_counts",
    "printed_annual_counts",
    "printed_totals",
    "printed_statements",
    "printed_inspections",
    "printed_inspected_offices",
    "printed_authenticated_users",
)


def balance(folder: Path, output: Path) -> None:
    """Write the columns of inputs.RESULT as Parquet files to the folder `output`, which must not exist.

    Raises pyspark.errors.AnalysisException where the folder lacks a table.
    """
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = (
        SparkSession.builder.master("local[2]")
        .appName("balance edits")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", os.environ.get("JUKINET_SPARK_MEMORY", "6g"))
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "8")
        .config("spark.sql.sources.parallelPartitionDiscovery.threshold", "100000")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    for name in TABLES:
        # The folders' names are not read as columns.
        rows = session.read.option("recursiveFileLookup", "true").parquet((folder / name).as_posix())
        rows.createOrReplaceTempView(name)
    for name in REGISTERS:
        session.read.csv(register(folder, name).as_posix(), header=True).createOrReplaceTempView(name)
    for name, query in VIEWS.items():
        session.sql(query).createOrReplaceTempView(name)
        if name in CACHED:
            session.sql(f"cache lazy table {name}")
    session.sql(" union all ".join(EDITS)).createOrReplaceTempView("edits")
    session.sql(FINAL).select(*RESULT).write.parquet(output.as_posix())
    _end(session)


def _end(session: SparkSession) -> None:
    """Stop Spark and wait for its Java process, whose time and memory count only for a parent that waits."""
    java = session.sparkContext._gateway.proc
    session.stop()
    java.stdin.close()
    java.wait()


if __name__ == "__main__":
    balance(Path(sys.argv[1]), Path(sys.argv[2]))
