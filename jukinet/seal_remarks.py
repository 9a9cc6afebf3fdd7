"""Which suspects stand in a row that differs from the seal: whoever sealed the rows has read them against the print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

import polars as pl

from jukinet.check.cells import SEAL_BAR
from jukinet.labels import reason_en

NEW, GONE = "not in the seal", "missing"
"""How int_changed_rows calls rows that only the seeds have, and rows that only the seal has."""

_MONTHS = "printed_monthly_counts"

_Row = tuple[str, str, list[str]]
"""A row of int_changed_rows: its seed, the change, and its fields."""


def seal_remarks(
    suspects: pl.DataFrame, changed: pl.DataFrame, editions: pl.DataFrame, names: pl.DataFrame
) -> list[str | None]:
    """Of each suspect in what its row differs from the seal, in words; None where it does not, or no seal is broken.

    suspects: what find_suspects returns. changed, editions: rows of int_changed_rows and stg_publication_register of
    their publications. names: rows of stg_printed_affair_names.
    """
    if changed.is_empty():
        return [None] * suspects.height
    rows: dict[str, list[_Row]] = {}
    for row in changed.iter_rows(named=True):
        fields = row["row_text"].split(SEAL_BAR)
        rows.setdefault(row["publication_id"], []).append((row["seed_name"], row["change"], fields))
    of_lines = _names_of_lines(editions, names)
    return [
        _remark(
            suspect,
            rows.get(suspect["publication_id"], ()),
            of_lines.get((suspect["publication_id"], suspect["cell_id"]), set()),
        )
        for suspect in suspects.iter_rows(named=True)
    ]


def _names_of_lines(editions: pl.DataFrame, names: pl.DataFrame) -> dict[tuple[str, str], set[str]]:
    """The names of each affair in the monthly tables of a publication, which may not be the one in the annex."""
    printed = editions.select("publication_id", "names_as_in").join(
        names, left_on="names_as_in", right_on="publication_id"
    )
    found: dict[tuple[str, str], set[str]] = {}
    for row in printed.iter_rows(named=True):
        line = row["publication_id"], f"monthly/{row['section']}/{row['affair_id']}"
        found.setdefault(line, set()).add(row["affair_name"])
    return found


def _remark(suspect: Mapping[str, Any], changed: Sequence[_Row], names: set[str]) -> str | None:
    cell_id = suspect["cell_id"]
    if cell_id is None:
        return None
    is_missing = suspect["source_line"] is None and suspect["printed"] is None
    if cell_id.startswith("rows/") and not is_missing:
        return _of_list(suspect, changed)
    if cell_id.startswith("monthly/") and cell_id.count("/") == 2 and not cell_id.endswith("/subtotal"):
        return _of_months(suspect, changed, names)
    if is_missing:
        return reason_en("seal_has_row") if any(_is_gone(suspect, row) for row in changed) else None
    return reason_en("seal_differs") if any(_is_new(suspect, row) for row in changed) else None


def _of_list(suspect: Mapping[str, Any], changed: Sequence[_Row]) -> str | None:
    is_short = suspect["proposed"] > suspect["printed"]
    kind = suspect["cell_id"].rsplit("/", 1)[-1]
    is_changed = any(
        change == (GONE if is_short else NEW) and kind in fields and _is_of(suspect, seed_name)
        for seed_name, change, fields in changed
    )
    if not is_changed:
        return None
    return reason_en("seal_has_more") if is_short else reason_en("seal_has_fewer")


def _of_months(suspect: Mapping[str, Any], changed: Sequence[_Row], names: set[str]) -> str | None:
    section = suspect["cell_id"].split("/")[1]
    is_gone = any(
        change == GONE and seed_name == _MONTHS and section in fields and not names.isdisjoint(fields)
        for seed_name, change, fields in changed
    )
    return reason_en("seal_has_months") if is_gone else None


def _is_gone(suspect: Mapping[str, Any], row: _Row) -> bool:
    """Whether a row of the seal has the figure that is proposed for a row that is missing, and its place: its month, or
    its label beside the year that ends the name of the cell."""
    seed_name, change, fields = row
    if change != GONE or str(suspect["proposed"]) not in fields:
        return False
    if suspect["cell_id"].startswith("rows/"):
        return _is_of(suspect, seed_name)
    place, label = suspect["cell_id"].rsplit("/", 1)[-1], suspect["row_label"]
    # A total has its section and its name for a label.
    is_labelled = label in fields or label == " ".join(fields[1:3])
    return f"{place}-01" in fields or (place in fields and is_labelled)


def _is_new(suspect: Mapping[str, Any], row: _Row) -> bool:
    """Whether a row is that of the suspect: the source line is the last field of each, and the years that share a line
    are told apart by the year that ends the name of the cell."""
    seed_name, change, (*fields, source_line) = row
    printed = "" if suspect["printed"] is None else str(suspect["printed"])
    year = suspect["cell_id"].rsplit("/", 1)[-1]
    return (
        change == NEW
        and _is_of(suspect, seed_name)
        and (source_line == str(suspect["source_line"]) and printed in fields)
        and (not year.isdigit() or year in fields)
    )


def _is_of(suspect: Mapping[str, Any], seed_name: str) -> bool:
    # What is landed has no file.
    return suspect["seed_file"] is None or PurePosixPath(suspect["seed_file"]).stem == seed_name
