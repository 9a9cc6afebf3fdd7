"""What a publication has to show, as charts, report and workbook read it from the published tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from jukinet.anomalies import shown_anomalies
from jukinet.cell_words import line_without_detail
from jukinet.restated import restated_counts
from jukinet.warehouse import Warehouse

ACTIVITIES = ("use", "provision")


@dataclass(frozen=True)
class WithoutDetail:
    """Look-ups that the summary counts and no table shows by affair.

    count: how many; lines: what their lines count, in Japanese and English; activities: those whose grand totals are
    printed; printed: the sum of these, None where one is lost or none is there.
    """

    count: int
    lines: tuple[tuple[str, str], ...]
    activities: tuple[str, ...]
    printed: int | None


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
    def own_cells(self) -> pl.DataFrame:
        """Its rows of cells, but for what the edition before printed, which is no cell of this one."""
        return self.table("cells").filter(pl.col("table_name") != "earlier_edition")

    @cached_property
    def edit_counts(self) -> dict[str, int]:
        """How many sums there are, by result; `declared` are accepted ones of which the difference is unknown."""
        reconciliation = self.table("reconciliation")
        statuses = reconciliation["status"].to_list()
        declared = reconciliation.filter(pl.col("difference").is_null(), status="accepted").height
        return {
            "edits": len(statuses),
            "balanced": statuses.count("balanced"),
            "verified": int(reconciliation["is_verified"].fill_null(False).sum()),
            "broken": statuses.count("broken"),
            "not_evaluable": statuses.count("not_evaluable"),
            "accepted": statuses.count("accepted") - declared,
            "declared": declared,
            "spent": int(reconciliation["is_spent"].fill_null(False).sum()),
        }

    def without_detail(self, fiscal_year: int, activities: Collection[str] = ACTIVITIES) -> WithoutDetail | None:
        """Why the grand total of `activities` in print is more than the affairs' total; None where it is not."""
        summary = self.own_cells.filter(
            pl.col("activity").is_in(activities), table_name="summary", fiscal_year=fiscal_year
        )
        lines = summary.filter(role="line_without_detail").sort("source_line", "cell_id", nulls_last=True)
        if not (count := int(lines["value"].sum())):
            return None
        totals = summary.filter(role="grand_total")
        values = totals["value"]
        return WithoutDetail(
            count,
            tuple(line_without_detail(*line) for line in lines.select("row_label", "legal_basis_id").iter_rows()),
            tuple(totals["activity"].unique().sort()),
            None if values.is_empty() or values.has_nulls() else int(values.sum()),
        )

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

    @cached_property
    def look_exchanged(self) -> frozenset[str]:
        """Cells whose figures look exchanged."""
        pairs = self.anomalies.filter(anomaly="exchange")["cell_ids"].drop_nulls()
        return frozenset(cell_id for cell_ids in pairs for cell_id in cell_ids.split())

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
