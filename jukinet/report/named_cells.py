"""What a cell of the ledger is called on a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from jukinet.cell_words import row_name
from jukinet.report.text import event_name, month, pair, short_year
from jukinet.report.words import WORDS

_OF_YEARS = ("annual", "earlier_edition", "monthly", "summary")
"""Tables whose cells are told apart by their year."""

Names = Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class NamedCells:
    """Cells by cell_id, with the names in Japanese and English that they take from elsewhere.

    affairs: by affair_id; translated: of divisions and offices, by the printed name; inspections: by inspection_id;
    audiences: by session_id and audience.
    """

    cells: Mapping[str, Mapping[str, Any]]
    affairs: Names
    translated: Names
    inspections: Names
    audiences: Mapping[tuple[str, str], tuple[str, str]]

    def name(self, cell_id: str) -> tuple[str, str]:
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
        if cell["table_name"] == "inspections" and cell["inspection_id"] in self.inspections:
            return self.inspections[cell["inspection_id"]]
        if cell["table_name"] == "training" and (label, cell["column_label"]) in self.audiences:
            return self.audiences[label, cell["column_label"]]
        if label in self.translated:
            return self.translated[label]
        named = row_name(cell["table_name"], cell["role"], label, annex=cell["annex"], activity=cell["activity"])
        return named or (label, label)


def translations(*names: pl.DataFrame) -> Names:
    """English beside the printed name; frames of two columns, the Japanese name and the English one."""
    return {ja: pair(ja, en) for frame in names for ja, en in frame.iter_rows()}


def inspection_names(inspections: pl.DataFrame) -> Names:
    """What each inspection is called; inspection_id, fiscal_year, inspection_kind_name and inspection_kind_name_en."""
    return {row["inspection_id"]: _of_year(row, "inspection_kind") for row in inspections.iter_rows(named=True)}


def audience_names(attendance: pl.DataFrame) -> Mapping[tuple[str, str], tuple[str, str]]:
    """What the audience of each session is called; columns of training_attendance and of training_sessions."""
    names = {}
    for row in attendance.iter_rows(named=True):
        ja, en = _of_year(row, "session_kind")
        audience_ja, audience_en = pair(row["audience_name"], row["audience_name_en"])
        names[row["session_id"], row["audience"]] = (f"{ja}、{audience_ja}", f"{en}, {audience_en}")
    return names


def _of_year(row: Mapping[str, Any], kind: str) -> tuple[str, str]:
    """What took place, and in which fiscal year; see `event_name`."""
    (ja, en), (year_ja, year_en) = event_name(row, kind), short_year(row["fiscal_year"])
    return f"{year_ja}の{ja}", f"{en} of {year_en}"
