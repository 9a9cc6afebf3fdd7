"""What a cell of the ledger is called on the page, and the anchors of the sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jukinet.charts.source import Source
from jukinet.labels import LANGUAGES
from jukinet.publication import Publication, publication_row
from jukinet.report.named_cells import NamedCells, Names, audience_names, inspection_names, translations
from jukinet.report.text import pair
from jukinet.report.words import WORDS
from jukinet.warehouse import Warehouse


@dataclass(frozen=True, eq=False)
class PagePublication(Publication):
    """A publication with what the page calls it, its affairs, its cells and its sums."""

    @property
    def actor(self) -> tuple[str, str]:
        """Who uses and provides: by the Act the governor and not the prefecture; of others the name alone is known."""
        ja, en = self.row["publisher_name"], self.row["publisher_name_en"]
        if not ja.endswith(tuple("都道府県")):
            return ja, en
        return WORDS["governor"][0].format(prefecture=ja), WORDS["governor"][1].format(prefecture=en)

    @cached_property
    def affairs(self) -> Names:
        """Full name of each affair, the recipient of a provision with it."""
        return self._affair_names("name")

    @cached_property
    def short_affairs(self) -> Names:
        """Short name of each affair, no two of them equal."""
        return self._affair_names("label")

    def _affair_names(self, column: str) -> Names:
        labels = (Source(self.warehouse, self.row, lang).affair_labels for lang in LANGUAGES)
        ja, en = (dict(of_language.select("affair_id", column).iter_rows()) for of_language in labels)
        return {affair_id: pair(ja[affair_id], en.get(affair_id)) for affair_id in ja}

    @cached_property
    def named_cells(self) -> NamedCells:
        """The ledger's rows with what the page calls them."""
        return NamedCells(
            {row["cell_id"]: row for row in self.table("cells").iter_rows(named=True)},
            self.affairs,
            translations(
                self.table("authenticated_users").select("division_name", "division_name_en"),
                self.table("inspected_offices").select("office_name", "office_name_en"),
            ),
            inspection_names(self.table("inspections")),
            audience_names(self.table("training_attendance").join(self.table("training_sessions"), on="session_id")),
        )

    @property
    def cells(self) -> Mapping[str, Mapping[str, Any]]:
        """The ledger's rows by cell_id."""
        return self.named_cells.cells

    def cell_name(self, cell_id: str) -> tuple[str, str]:
        """See `NamedCells.name`."""
        return self.named_cells.name(cell_id)

    @cached_property
    def edit_anchors(self) -> Mapping[str, str]:
        """The page's anchor of each sum."""
        ids = sorted(self.table("reconciliation")["edit_id"].to_list())
        return {edit_id: f"edit-{number}" for number, edit_id in enumerate(ids, start=1)}


def open_publication(warehouse: Warehouse, publication_id: str | None) -> PagePublication:
    """Choose a publication; without an id the newest.

    Raises KeyError where the warehouse does not hold it.
    """
    return PagePublication(warehouse, publication_row(warehouse, publication_id))
