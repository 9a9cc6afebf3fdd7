"""What a publication has to show, as charts, report and workbook read it from the published tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from jukinet.anomalies import exchanged_cells, shown_anomalies
from jukinet.restated import restated_counts
from jukinet.warehouse import Warehouse


@dataclass(frozen=True, eq=False)
class Publication:
    """A publication in a warehouse; `row` is its row of the table publications."""

    warehouse: Warehouse
    row: Mapping[str, Any]

    @property
    def publication_id(self) -> str:
        return str(self.row["publication_id"])

    @property
    def publisher_code(self) -> str:
        return str(self.row["publisher_code"])

    @property
    def fiscal_year(self) -> int:
        return int(self.row["fiscal_year"])

    def table(self, name: str) -> pl.DataFrame:
        """Its rows of a published table; see `Warehouse.table_of`."""
        return self.warehouse.table_of(self.publication_id, name)

    @cached_property
    def _edition_years(self) -> list[int]:
        """The fiscal years of all publications of its publisher."""
        return sorted(self.warehouse.table("publications").filter(publisher_code=self.publisher_code)["fiscal_year"])

    @property
    def has_other_editions(self) -> bool:
        """Whether its publisher has more publications."""
        return len(self._edition_years) > 1

    @property
    def earlier_year(self) -> int | None:
        """The fiscal year of the edition before, with which this one is compared; None where there is none."""
        return max((year for year in self._edition_years if year < self.fiscal_year), default=None)

    @property
    def anomalies(self) -> pl.DataFrame:
        """What looks odd in the figures shown; see `shown_anomalies`."""
        return self.warehouse.answer(shown_anomalies, self.publication_id)

    @property
    def look_exchanged(self) -> frozenset[str]:
        """Cells whose figures look exchanged."""
        return exchanged_cells(self.anomalies)

    @property
    def restated(self) -> pl.DataFrame:
        """The annual counts that a later edition gives otherwise; see `restated_counts`."""
        return self.warehouse.answer(restated_counts, self.publication_id)


def publication_row(warehouse: Warehouse, publication_id: str | None) -> Mapping[str, Any]:
    """The row of a publication in the table publications; without an id of the newest.

    Raises KeyError where the warehouse does not hold it.
    """
    publications = warehouse.table("publications").sort("fiscal_year", "publication_id")
    if publication_id is not None:
        publications = publications.filter(pl.col("publication_id") == publication_id)
    if publications.is_empty():
        held = ", ".join(warehouse.table("publications")["publication_id"])
        raise KeyError(f"no publication {publication_id}; there are {held}")
    return publications.row(-1, named=True)
