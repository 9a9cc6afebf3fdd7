"""What a later edition gives otherwise, also of an affair that has moved to another legal basis in between."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from jukinet.charts.changes import suspect_years
from jukinet.publication import Publication, publication_row
from jukinet.restated import restated_counts
from jukinet.warehouse import Warehouse

EARLIER, LATER, PUBLISHER = "140007-2021", "140007-2022", "140007"
# What the earlier edition prints of 2021, what is in force, and the edition whose figure that is.
FIGURES: dict[str, tuple[int | None, int | None, str]] = {
    "moved-and-the-same": (21, 21, LATER),
    "moved-and-restated": (21, 31, LATER),
    "moved-and-withdrawn": (21, 0, LATER),
    "moved-and-not-yet-printed-again": (21, 21, EARLIER),
    "stays": (8, 9, LATER),
    "listed-later": (None, 4, LATER),
}

# Affairs that the earlier edition lists side by side, and that are one by now, with what is in force.
MERGED: dict[str, tuple[dict[str, int | None], int]] = {
    "same-together": ({"same-1": 20, "same-2": 4}, 24),
    "restated-together": ({"restated-1": 20, "restated-together": 4}, 25),
    "lost-together": ({"lost-1": 7, "lost-2": None}, 9),
}


def _now(affair_id: str) -> str:
    return f"{affair_id}-now" if affair_id.startswith("moved") else affair_id


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    listed: dict[str, int | None] = {
        affair_id: before for affair_id, (before, _, _) in FIGURES.items() if before is not None
    }
    in_force = {_now(affair_id): (now, edition) for affair_id, (_, now, edition) in FIGURES.items()}
    in_force |= {one: (now, LATER) for one, (_, now) in MERGED.items()}
    listed |= {affair_id: count for counts, _ in MERGED.values() for affair_id, count in counts.items()}
    ids = {affair_id: one for one, (counts, _) in MERGED.items() for affair_id in [*counts, one]}
    ids |= {**{affair_id: _now(affair_id) for affair_id in FIGURES}, **{_now(one): _now(one) for one in FIGURES}}
    tables: dict[str, list[dict[str, object]]] = {
        "publications": [
            {"publication_id": EARLIER, "publisher_code": PUBLISHER, "fiscal_year": 2021},
            {"publication_id": LATER, "publisher_code": PUBLISHER, "fiscal_year": 2022},
        ],
        "affairs": [
            {"affair_id": affair_id, "continued_as": now if now != affair_id else None}
            for affair_id, now in ids.items()
        ],
        "annual_counts": [
            {
                "publication_id": EARLIER, "affair_id": affair_id, "activity": "use", "fiscal_year": 2021,
                "case_count": count, "cell_status": "lost" if count is None else "printed",
                "cell_id": f"annual/{affair_id}/2021",
            }
            for affair_id, count in listed.items()
        ],
        "yearly_trends": [
            {
                "publisher_code": PUBLISHER, "affair_id": affair_id, "activity": "use", "fiscal_year": 2021,
                "case_count": now, "cell_status": "printed", "publication_id": edition,
            }
            for affair_id, (now, edition) in in_force.items()
        ],
        "anomalies": [
            {
                "publication_id": EARLIER, "anomaly": "exchange", "magnitude": 9.0,
                "cell_ids": "annual/moved-and-the-same/2021 annual/stays/2021",
            }
        ],
        "cells": [
            {"publication_id": EARLIER, "cell_id": f"annual/{affair_id}/2021", "value": count}
            for affair_id, count in listed.items()
        ],
    }  # fmt: skip
    for name, rows in tables.items():
        pl.DataFrame(rows, infer_schema_length=None).write_parquet(tmp_path / f"{name}.parquet")
    return Warehouse(tmp_path)


def test_an_affair_that_has_moved_is_held_against_its_figure_under_the_new_id(warehouse: Warehouse) -> None:
    rows = restated_counts(warehouse, EARLIER)
    assert rows["edition"].to_list() == [2022] * 6
    assert rows.select("affair_id", "case_count", "cell_status", "case_count_now").rows() == [
        ("listed-later", None, None, 4),
        ("lost-together", None, "lost", 9),
        ("moved-and-restated", 21, "printed", 31),
        ("moved-and-withdrawn", 21, "printed", 0),
        ("restated-together", 24, "printed", 25),
        ("stays", 8, "printed", 9),
    ]


def test_a_figure_that_looks_exchanged_is_marked_where_the_years_count_its_affair(warehouse: Warehouse) -> None:
    publication = Publication(warehouse, publication_row(warehouse, EARLIER))
    assert suspect_years(publication) == {("moved-and-the-same-now", 2021), ("stays", 2021)}
