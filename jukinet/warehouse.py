"""Opens the published tables. Nothing stays open: a build can replace them while a notebook works with them."""

from __future__ import annotations

from pathlib import Path

import duckdb
import polars as pl


class Warehouse:
    """The published tables, read once into memory.

    >>> warehouse = Warehouse()
    >>> warehouse.table("annual_counts")
    >>> warehouse.sql("select sum(case_count) from annual_counts where fiscal_year = 2021")
    """

    def __init__(self, directory: str | Path = "published") -> None:
        """Read every Parquet file of `directory`.

        Raises FileNotFoundError where nothing has been published there yet.
        """
        self.directory = Path(directory)
        files = sorted(self.directory.glob("*.parquet"))
        if not files:
            raise FileNotFoundError(f"{self.directory.resolve()} holds no published tables; run `make build` first")
        self._connection = duckdb.connect(":memory:")
        for file in files:
            # A table, not a view: a view would read the file again, and on Windows hold it.
            self._connection.execute(
                f'create table "{file.stem}" as select * from read_parquet($file)', {"file": str(file)}
            )

    @property
    def tables(self) -> list[str]:
        """Names of the published tables."""
        return [
            name for (name,) in self._connection.execute("select table_name from duckdb_tables() order by 1").fetchall()
        ]

    def table(self, name: str) -> pl.DataFrame:
        """A published table as a frame; its columns are those of the mart of that name.

        Raises KeyError where there is no such table.
        """
        if name not in self.tables:
            raise KeyError(f"no published table {name}; there are {', '.join(self.tables)}")
        frame: pl.DataFrame = self._connection.sql(f'select * from "{name}"').pl()
        return frame

    def table_of(self, publication_id: str, name: str) -> pl.DataFrame:
        """The rows of a published table that speak of a publication; columns are those of `table`.

        Of a table that holds several years of a publisher, those up to the publication's; of one that knows no
        publications, all. Raises KeyError where there is no such table or publication.
        """
        frame = self.table(name)
        if "publisher_code" in frame.columns and name != "publications":
            rows = self.table("publications").filter(pl.col("publication_id") == publication_id)
            if rows.is_empty():
                raise KeyError(f"no publication {publication_id}")
            code, last = rows["publisher_code"][0], rows["fiscal_year"][0]
            return frame.filter((pl.col("publisher_code") == code) & (pl.col("fiscal_year") <= last))
        if "publication_id" in frame.columns:
            return frame.filter(pl.col("publication_id") == publication_id)
        return frame

    def sql(self, query: str) -> pl.DataFrame:
        """The result of a DuckDB query over the published tables."""
        frame: pl.DataFrame = self._connection.sql(query).pl()
        return frame
