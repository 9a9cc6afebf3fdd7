"""What looks odd in an edition is named as that edition names it, whichever edition told it."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from jukinet.anomalies import shown_anomalies
from jukinet.warehouse import Warehouse

EARLIER, LATER = "140007-2021", "140007-2022"


def test_a_moved_affair_is_shown_under_the_id_that_continues_it(tmp_path: Path) -> None:
    """What it was exchanged with keeps its own; a figure that is another now is not shown."""
    values = {
        EARLIER: {"annual/old/2020": 5, "annual/kept/2020": 9000, "annual/old/2021": 700},
        LATER: {"annual/new/2020": 5, "annual/kept/2020": 9000, "annual/new/2021": 701},
    }
    found = {"exchange": "annual/kept/2020 annual/old/2020", "jump": "annual/old/2020 annual/old/2021"}
    tables: dict[str, list[dict[str, object]]] = {
        "publications": [
            {"publication_id": of, "publisher_code": "140007", "fiscal_year": int(of[-4:])} for of in values
        ],
        "cells": [
            {"publication_id": of, "cell_id": cell_id, "value": value}
            for of, cells in values.items()
            for cell_id, value in cells.items()
        ],
        "affairs": [{"affair_id": "old", "continued_as": "new"}, {"affair_id": "new"}, {"affair_id": "kept"}],
        "anomalies": [
            {"publication_id": EARLIER, "anomaly": anomaly, "cell_ids": cell_ids, "magnitude": 9.0}
            for anomaly, cell_ids in found.items()
        ],
    }
    for name, rows in tables.items():
        pl.DataFrame(rows).write_parquet(tmp_path / f"{name}.parquet")
    warehouse = Warehouse(tmp_path)
    assert shown_anomalies(warehouse, LATER)["cell_ids"].to_list() == ["annual/kept/2020 annual/new/2020"]
    assert shown_anomalies(warehouse, EARLIER)["cell_ids"].to_list() == list(found.values())
