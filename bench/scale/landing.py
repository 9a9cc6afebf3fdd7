"""Files of the landing folder: <table>/fiscal_year=<year>/publisher=<prefecture>/<n>.parquet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

ROW_GROUP = 122_880
"""Rows of a group; DuckDB reads one group per thread at a time, and writes this size itself."""

Column = NDArray[np.generic] | pa.Array


def repeated(template: pa.Table, publication_ids: Sequence[str], columns: Mapping[str, Column]) -> pa.Table:
    """The template's rows once per publication, in the order of the publications.

    columns: what differs from one publication to the next, an array of all rows each.
    """
    rows, publications = template.num_rows, len(publication_ids)
    table = template.take(pa.array(np.tile(np.arange(rows), publications)))
    numbers = pa.array(np.repeat(np.arange(publications, dtype=np.int32), rows))
    own = pa.DictionaryArray.from_arrays(numbers, pa.array(publication_ids, pa.string()))
    table = table.set_column(0, "publication_id", own)
    for name, values in columns.items():
        place = table.schema.get_field_index(name)
        table = table.set_column(place, name, pa.array(values).cast(template.schema.field(place).type))
    return table


def with_gaps(values: NDArray[np.int64], is_gap: NDArray[np.bool_]) -> pa.Array:
    """The figures as one column, null where there is none."""
    return pa.array(values.reshape(-1), mask=np.ascontiguousarray(is_gap).reshape(-1))


def statuses(is_gap: NDArray[np.bool_], gap: str) -> pa.Array:
    """cell_status as a dictionary: printed, or `gap`."""
    return pa.DictionaryArray.from_arrays(
        pa.array(np.ascontiguousarray(is_gap).reshape(-1).astype(np.int32)), pa.array(["printed", gap])
    )


def write(table: pa.Table, folder: Path, name: str, year: int, prefecture: str, number: int) -> None:
    """Write one file; types are the plain ones of the schema, whatever the table keeps as a dictionary."""
    path = folder / name / f"fiscal_year={year}" / f"publisher={prefecture}" / f"{number}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    texts = [field.name for field in table.schema if pa.types.is_dictionary(field.type)]
    parquet.write_table(
        table, path, compression="zstd", use_dictionary=texts, store_schema=False, row_group_size=ROW_GROUP
    )
