"""Files of the landing folder: <table>/fiscal_year=<year>/0.parquet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import parquet

ROW_GROUP = 32_768
"""Rows of a group, at least; DuckDB reads one group per thread at a time."""

Column: TypeAlias = NDArray[np.generic] | pa.Array


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


class Files:
    """The files of a folder while publications are written into them: one per table and fiscal year.

    Few large files are read far faster than many small ones. Rows are kept until they make a group, which bounds both
    the memory and what a filter for some publications must read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._writers: dict[tuple[str, int], parquet.ParquetWriter] = {}
        self._kept: dict[tuple[str, int], list[pa.Table]] = {}

    def __enter__(self) -> Files:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._kept:
            self._write(file)
        for writer in self._writers.values():
            writer.close()

    def add(self, table: pa.Table, name: str, year: int) -> None:
        """Add rows to one file; types are the plain ones of the schema, whatever the table keeps as a dictionary."""
        file = name, year
        kept = self._kept.setdefault(file, [])
        kept.append(table)
        if sum(one.num_rows for one in kept) >= ROW_GROUP:
            self._write(file)

    def _write(self, file: tuple[str, int]) -> None:
        if not self._kept[file]:
            return
        rows = pa.concat_tables(self._kept[file]).unify_dictionaries()
        self._kept[file] = []
        if file not in self._writers:
            name, year = file
            path = self._folder / name / f"fiscal_year={year}" / "0.parquet"
            path.parent.mkdir(parents=True)
            texts = [field.name for field in rows.schema if pa.types.is_dictionary(field.type)]
            self._writers[file] = parquet.ParquetWriter(
                path, rows.schema, compression="zstd", use_dictionary=texts, store_schema=False
            )
        self._writers[file].write_table(rows, row_group_size=rows.num_rows)
