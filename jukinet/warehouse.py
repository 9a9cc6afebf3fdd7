"""Opens the published tables. Nothing stays open: a build can replace them while a notebook works with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import duckdb
import polars as pl

from jukinet.environment import first_line, limit_memory, parquet_files


class Warehouse:
    """The published tables, read once into memory, or, where nobody replaces them meanwhile, left in their files.

    >>> warehouse = Warehouse()
    >>> warehouse.table("annual_counts")
    >>> warehouse.sql("select sum(case_count) from annual_counts where fiscal_year = 2021")
    """

    def __init__(self, directory: str | Path = "published", *, is_copied: bool = True) -> None:
        """Read every Parquet file of `directory`, or, where `is_copied` is false, only find them, and use no more
        memory than JUKINET_MEMORY_LIMIT allows.

        Raises FileNotFoundError where nothing has been published there yet, OSError without a number where a file
        cannot be read, with one where the directory cannot be, BuildError where that limit is no amount.
        """
        self.directory = Path(directory)
        files = parquet_files(self.directory)
        if not files:
            raise FileNotFoundError(f"{self.directory.absolute()} holds no published tables; run `make build` first")
        self._connection = duckdb.connect(":memory:")
        if not is_copied:
            limit_memory(self._connection)
        self._names = [file.stem for file in files]
        self._answers: dict[tuple[Callable[[Warehouse, str], pl.DataFrame], str], pl.DataFrame] = {}
        for file in files:
            # A view reads the file again, and on Windows holds it.
            kind, path = "table" if is_copied else "view", str(file).replace("'", "''")
            name = file.stem.replace('"', '""')
            try:
                self._connection.execute(f"create {kind} \"{name}\" as select * from read_parquet('{path}')")
            except duckdb.OutOfMemoryException:
                raise
            except duckdb.Error as error:
                reason = first_line(error)
                raise OSError(f"{file}: cannot be read ({reason}); run `make build`, which writes it anew") from error

    @property
    def tables(self) -> list[str]:
        """Names of the published tables."""
        return list(self._names)

    def table(self, name: str) -> pl.DataFrame:
        """A published table as a frame; its columns are those of the mart of that name.

        Raises KeyError where there is no such table.
        """
        return self._read(name)

    def schema(self, name: str) -> pl.Schema:
        """The columns of a published table and their types.

        Raises KeyError where there is no such table.
        """
        return self._read(name, "limit 0").schema

    def row_count(self, name: str) -> int:
        """How many rows a published table has."""
        return int(self.sql(f'select count(*) from "{name}"').item())

    def _read(self, name: str, clause: str = "", values: Sequence[object] = ()) -> pl.DataFrame:
        if name not in self._names:
            there = ", ".join(self._names)
            raise KeyError(f"no published table {name}; there are {there}; `make build` publishes all of them")
        frame: pl.DataFrame = self._connection.sql(f'select * from "{name}" {clause}', params=values).pl()
        return frame

    def table_of(self, publication_id: str, name: str) -> pl.DataFrame:
        """The rows of a published table that speak of a publication; columns are those of `table`.

        Of a table that holds several years of a publisher, those up to the publication's; of one that knows no
        publications, all. Raises KeyError where there is no such table or publication.
        """
        columns = self.schema(name).names()
        if "publisher_code" in columns and name != "publications":
            rows = self.table("publications").filter(pl.col("publication_id") == publication_id)
            if rows.is_empty():
                raise KeyError(f"no publication {publication_id}")
            of_publisher = [rows["publisher_code"][0], rows["fiscal_year"][0]]
            return self._read(name, "where publisher_code = ? and fiscal_year <= ?", of_publisher)
        if "publication_id" in columns:
            return self._read(name, "where publication_id = ?", [publication_id])
        return self.table(name)

    def answer(self, question: Callable[[Warehouse, str], pl.DataFrame], publication_id: str) -> pl.DataFrame:
        """What the tables answer to a question about a publication; it is asked once, as they stay as they are."""
        if (key := (question, publication_id)) not in self._answers:
            self._answers[key] = question(self, publication_id)
        return self._answers[key]

    def sql(self, query: str) -> pl.DataFrame:
        """The result of a DuckDB query over the published tables."""
        frame: pl.DataFrame = self._connection.sql(query).pl()
        return frame

    def write_csv(self, query: str, path: Path) -> None:
        """Write the result of a query as CSV (UTF-8, LF, empty = null), however many rows it has."""
        self._connection.sql(query).write_csv(str(path), header=True)
