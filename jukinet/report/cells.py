"""What a cell of the ledger is called on the page, and the anchors of the sums."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from jukinet.cell_words import row_name
from jukinet.charts.source import Source
from jukinet.labels import LANGUAGES
from jukinet.publication import Publication, publication_row
from jukinet.report.text import event_name, month, pair, short_year
from jukinet.report.words import WORDS
from jukinet.warehouse import Warehouse

_OF_YEARS = ("annual", "earlier_edition", "monthly", "summary")
"""Tables whose cells are told apart by their year."""

Names = Mapping[str, tuple[str, str]]


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
    def cells(self) -> Mapping[str, Mapping[str, Any]]:
        """The ledger's rows by cell_id."""
        return {row["cell_id"]: row for row in self.table("cells").iter_rows(named=True)}

    @cached_property
    def _translated(self) -> Names:
        """English beside the printed name of divisions and offices."""
        users = self.table("authenticated_users").select("division_name", "division_name_en")
        offices = self.table("inspected_offices").select("office_name", "office_name_en")
        return {ja: pair(ja, en) for ja, en in (*users.iter_rows(), *offices.iter_rows())}

    @cached_property
    def _inspections(self) -> Names:
        inspections = self.table("inspections").iter_rows(named=True)
        return {row["inspection_id"]: _of_year(row, "inspection_kind") for row in inspections}

    @cached_property
    def _attendance(self) -> Mapping[tuple[str, str], tuple[str, str]]:
        """What the audience of a session is called, by the session's id and the audience's code."""
        names = {}
        attendance = self.table("training_attendance").join(self.table("training_sessions"), on="session_id")
        for row in attendance.iter_rows(named=True):
            ja, en = _of_year(row, "session_kind")
            audience_ja, audience_en = pair(row["audience_name"], row["audience_name_en"])
            names[row["session_id"], row["audience"]] = (f"{ja}、{audience_ja}", f"{en}, {audience_en}")
        return names

    def cell_name(self, cell_id: str) -> tuple[str, str]:
        """What the cell is: affair, line or division, and what is counted. An unknown cell is its own name."""
        cell = self.cells.get(cell_id)
        if cell is None:
            return cell_id, cell_id
        ja, en = self._row_name(cell)
        if cell["month"] is not None:
            place = month(cell["month"])
        elif cell["fiscal_year"] is not None and cell["table_name"] in _OF_YEARS:
            place = short_year(cell["fiscal_year"])
        elif (cell["table_name"], cell["role"]) == ("users", "division"):
            place = WORDS["users_of_division"]
        else:
            return ja, en
        return f"{ja}、{place[0]}", f"{en}, {place[1]}"

    def _row_name(self, cell: Mapping[str, Any]) -> tuple[str, str]:
        label = str(cell["row_label"] or cell["cell_id"])
        if cell["affair_id"] in self.affairs:
            return self.affairs[cell["affair_id"]]
        if cell["table_name"] == "inspections" and cell["inspection_id"] in self._inspections:
            return self._inspections[cell["inspection_id"]]
        if cell["table_name"] == "training" and (label, cell["column_label"]) in self._attendance:
            return self._attendance[label, cell["column_label"]]
        if label in self._translated:
            return self._translated[label]
        named = row_name(cell["table_name"], cell["role"], label, annex=cell["annex"], activity=cell["activity"])
        return named or (label, label)

    @cached_property
    def edit_anchors(self) -> Mapping[str, str]:
        """The page's anchor of each sum."""
        ids = sorted(self.table("reconciliation")["edit_id"].to_list())
        return {edit_id: f"edit-{number}" for number, edit_id in enumerate(ids, start=1)}


def _of_year(row: Mapping[str, Any], kind: str) -> tuple[str, str]:
    """What took place, and in which fiscal year; see `event_name`."""
    (ja, en), (year_ja, year_en) = event_name(row, kind), short_year(row["fiscal_year"])
    return f"{year_ja}の{ja}", f"{en} of {year_en}"


def open_publication(warehouse: Warehouse, publication_id: str | None) -> PagePublication:
    """Choose a publication; without an id the newest.

    Raises KeyError where the warehouse does not hold it.
    """
    return PagePublication(warehouse, publication_row(warehouse, publication_id))
