"""What the page lists: derived and lost figures, and what looks odd, each with where it leads."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from jukinet.report.cells import PagePublication
from jukinet.report.drilldown import cell_value, edit_link, status_name
from jukinet.report.text import both, say, short_year


def derived_rows(publication: PagePublication) -> list[dict[str, Any]]:
    """The derived cells with their arithmetic and the sums that force and confirm them."""
    rows = publication.table("derived_cells").sort("source_line", "cell_id")
    return [
        {
            "name": both(*publication.cell_name(row["cell_id"])),
            "value": Markup('<span data-figure="derived_cells/case_count/{}">{}</span>').format(
                row["cell_id"], cell_value(row["case_count"], "derived")
            ),
            "arithmetic": _readable(str(row["arithmetic"] or "")),
            "forced_by": edit_link(publication, row["edit_id"], by_total=False),
            "confirmed_by": edit_link(publication, row["confirmed_by_edit_id"], by_total=True),
            "source_line": row["source_line"],
        }
        for row in rows.iter_rows(named=True)
    ]


def lost_rows(publication: PagePublication) -> list[dict[str, Any]]:
    """The cells of this print that stay lost, as no sum forces them."""
    # What an edition before has lost is listed in its own report.
    rows = publication.own_cells.filter(cell_status="lost").sort("source_line", "cell_id", nulls_last=True)
    return [
        {"name": both(*publication.cell_name(row["cell_id"])), "source_line": row["source_line"]}
        for row in rows.iter_rows(named=True)
    ]


def _readable(arithmetic: str) -> Markup:
    """The arithmetic with minus signs; a total that is its only part says so."""
    text = arithmetic.replace(" - ", " − ")
    parts = text.partition(" = ")
    return Markup("{} {}").format(text, say("only_part")) if parts[0] == parts[2] else escape(text)


def anomaly_rows(publication: PagePublication) -> list[dict[str, Any]]:
    """What looks odd, suspected exchanges first, then the largest jumps."""
    found = []
    for row in publication.anomalies.iter_rows(named=True):
        cells, values = [], []
        for cell_id in str(row["cell_ids"] or "").split():
            cell = publication.cells.get(cell_id, {})
            values.append(cell.get("value") or 0)
            value = cell_value(cell.get("value"), cell.get("cell_status", "lost"))
            cells.append((both(*publication.cell_name(cell_id)), value, cell.get("source_line")))
        found.append(
            {
                "kind": status_name("anomaly", row["anomaly"]),
                "finding": both(row["description_ja"], row["description"]),
                "edition": say("edition", year=short_year(row["edition"]))
                if row["edition"] != publication.fiscal_year
                else None,
                "cells": cells,
                # An exchange is measured by how much smoother both courses would be, which no reader can picture.
                "magnitude": _change(row["magnitude"], is_fall=values[-1] < values[0])
                if row["anomaly"] == "jump"
                else Markup("–"),
                "acknowledged": say("yes" if row["acknowledged"] else "no"),
                "reason": row["acknowledged_reason"],
            }
        )
    return found


def _change(magnitude: float, *, is_fall: bool) -> Markup:
    """How many times as much, or which part: 3 to 66 is ×22, and 66 to 4 is 1/16.5; from a hundred on it is rounded."""
    factor = f"{magnitude:,.1f}".removesuffix(".0") if magnitude < 100 else f"{magnitude:,.0f}"
    return say("fell_to", factor=factor) if is_fall else escape(f"×{factor}")
