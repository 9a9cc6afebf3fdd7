"""python -m bench.scale.peer_spark FOLDER OUTPUT: the groups of edits with Spark SQL on two local cores.

Like the floor it assumes unique keys and registered names, and has numbers in place of texts up to the answer. What
several groups read is cached.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import polars as pl
from polars import selectors
from pyspark.sql import SparkSession

from bench.scale.inputs import RESULT, TABLES
from bench.scale.names import Printed, names
from bench.scale.polars_read import Registers, read_registers
from bench.scale.spark_edits import FINAL, edits
from bench.scale.spark_read import CACHED, NUMBERED, PRINTED, VIEWS


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
    registers = read_registers(folder)
    for name, rows in registers._asdict().items():
        _hand_over(session, name, rows)
    for name, query in VIEWS.items():
        session.sql(query).createOrReplaceTempView(name)
        if name in CACHED:
            session.sql(f"cache lazy table {name}")
    subjects, printed = _printed(session, registers)
    _hand_over(session, "subjects", subjects)
    for name, query in NUMBERED.items():
        session.sql(query).createOrReplaceTempView(name)
    found = names(folder, printed)
    ids, groups = zip(*found.ids.values(), strict=True)
    _hand_over(session, "ids", pl.DataFrame({"id_no": list(found.ids), "edit_id": ids, "edit_group": groups}))
    descriptions = {"description_no": list(found.descriptions), "description": list(found.descriptions.values())}
    _hand_over(session, "descriptions", pl.DataFrame(descriptions))
    session.sql(edits(found.groups)).createOrReplaceTempView("edits")
    session.sql(FINAL).select(*RESULT).write.parquet(output.as_posix())
    _end(session)


def _hand_over(session: SparkSession, name: str, rows: pl.DataFrame) -> None:
    """Make rows a view that Spark knows to be small; it has neither unsigned numbers nor dictionaries."""
    plain = rows.cast({selectors.unsigned_integer(): pl.Int64, selectors.enum(): pl.String})
    table = plain.to_arrow(compat_level=pl.CompatLevel.oldest())
    session.createDataFrame(table).createOrReplaceTempView(name)


def _printed(session: SparkSession, registers: Registers) -> tuple[pl.DataFrame, Printed]:
    """Subjects with numbers, and the names of all that is printed."""
    rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for kind, *row in session.sql(PRINTED).collect():
        rows[kind].append(tuple(row))
    texts = sorted({subject for kind in ("statement", "inspection", "office") for _, subject, *_ in rows[kind]})
    subjects = pl.DataFrame({"subject": texts}).with_row_index("subject_no")
    number = {text: place for place, text in enumerate(texts)}
    return subjects, registers.printed(
        subjects,
        figures=[row[2:] for row in rows["figure"]],
        totals=[(label, place, year) for _, _, label, _, place, year in rows["total"]],
        statements=[(text, number[subject]) for text, subject, *_ in rows["statement"]],
        inspections=[(text, number[subject]) for text, subject, *_ in rows["inspection"]],
    )


def _end(session: SparkSession) -> None:
    """Stop Spark and wait for its Java process, whose time and memory count only for a parent that waits."""
    gateway: Any = session.sparkContext._gateway
    java = gateway.proc
    session.stop()
    java.stdin.close()
    java.wait()


if __name__ == "__main__":
    balance(Path(sys.argv[1]), Path(sys.argv[2]))
