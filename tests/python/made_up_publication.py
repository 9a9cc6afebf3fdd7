"""Published tables of a publication that does not exist: another publisher, a red build, texts that look like code."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from jukinet.warehouse import Warehouse

PUBLICATION = "011002-2022"
HOSTILE = '<script>alert("x")</script> & "quotes"'
FORMULA = "=1+1"
LINK = "https://example.invalid/"

Rows = list[dict[str, Any]]


def _counts() -> tuple[Rows, Rows]:
    affairs: dict[str, tuple[str, str, dict[int, int | None]]] = {
        "alpha": ("use", "act-30-15-1-1", {2021: 100, 2022: 250}),
        "beta": ("provision", "act-30-15-2-1", {2021: None, 2022: 40}),
    }
    annual: Rows = []
    monthly: Rows = []
    for row_no, (affair_id, (activity, basis, years)) in enumerate(affairs.items(), start=1):
        shared = {"publication_id": PUBLICATION, "affair_id": affair_id, "activity": activity, "legal_basis_id": basis}
        for year, count in years.items():
            annual.append(
                shared
                | {"annex": 1, "row_no": row_no, "fiscal_year": year, "fiscal_year_label": f"R{year - 2018:02d}"}
                | {"case_count": count, "cell_status": "printed" if count is not None else "not_applicable"}
                | {"cell_id": f"annual/{affair_id}/{year}", "source_line": 10 + row_no}
            )
        for index in range(12):
            month = date(2022 + (index > 8), (index + 3) % 12 + 1, 1)
            status, count = {0: ("printed", 1234567), 1: ("derived", 7), 2: ("lost", None)}.get(
                index, ("implied_zero", 0)
            )
            printed = index < 3
            monthly.append(
                shared
                | {"section": "3(1)", "month": month, "fiscal_year": 2022, "case_count": count, "cell_status": status}
                | {"cell_id": f"monthly/3(1)/{affair_id}/{month:%Y-%m}" if printed else None}
                | {"source_line": 40 + index if printed else None}
            )
    return annual, monthly


def _cells(annual: Rows, monthly: Rows) -> Rows:
    cells: Rows = []
    for row in [*annual, *(row for row in monthly if row["cell_id"])]:
        month = row.get("month")
        cells.append(
            {
                "publication_id": PUBLICATION,
                "cell_id": row["cell_id"],
                "seed_name": "printed_monthly_counts" if month else "printed_annual_counts",
                "table_name": "monthly" if month else "annual",
                "role": "month" if month else "affair",
                "row_label": HOSTILE if row["affair_id"] == "alpha" else "ベータ事務",
                "column_label": f"{month:%Y-%m}" if month else row["fiscal_year_label"],
                "affair_id": row["affair_id"],
                "activity": row["activity"],
                "legal_basis_id": row["legal_basis_id"],
                "fiscal_year": row["fiscal_year"],
                "period": "current",
                "month": month,
                "value": row["case_count"],
                "cell_status": row["cell_status"],
                "source_line": row["source_line"],
            }
        )
    return cells


def _members() -> Rows:
    return [
        {"edit_id": "months/alpha", "edit_group": "months", "cell_id": cell, "side": side, "weight": weight}
        | {"publication_id": PUBLICATION, "counting": "sum"}
        for cell, side, weight in (
            ("annual/alpha/2022", "total", -1),
            ("monthly/3(1)/alpha/2022-04", "part", 1),
            ("monthly/3(1)/alpha/2022-05", "part", 1),
        )
    ]


def tables() -> dict[str, Rows]:
    """Rows of each table; columns that are not named are null, tables that are not named are empty."""
    annual, monthly = _counts()
    edit = {"publication_id": PUBLICATION, "edit_id": "months/alpha", "edit_group": "months"}
    return {
        "publications": [
            {"publication_id": PUBLICATION, "publisher_code": "011002", "publisher_name": "札幌<市>"}
            | {"publisher_name_en": "Sapporo <City>", "fiscal_year": 2022, "fiscal_year_label": "R04"}
            | {"as_of_date": date(2023, 3, 31), "title": HOSTILE, "source_file": "011002-2022.txt"}
            | {"source_sha256": "0" * 64, "is_sealed": False}
        ],
        "affairs": [
            {"affair_id": "alpha", "affair_name": HOSTILE, "affair_name_en": FORMULA, "activity": "use", "annex": 1}
            | {"legal_basis_id": "act-30-15-1-1", "legal_basis_name": LINK, "legal_basis_name_en": "Act"}
            | {"division_ids": "one", "started_month": date(2010, 4, 1), "started_label": "H22.4"},
            {"affair_id": "beta", "affair_name": "ベータ事務", "affair_name_en": "Beta", "activity": "provision"}
            | {
                "annex": 1,
                "legal_basis_id": "act-30-15-2-1",
                "legal_basis_name": "根拠",
                "legal_basis_name_en": "Basis",
            }
            | {"division_ids": "one", "started_month": date(2022, 4, 1), "started_label": "R4.4"},
        ],
        "annual_counts": annual,
        "monthly_counts": monthly,
        "cells": _cells(annual, monthly),
        "edit_members": _members(),
        "reconciliation": [
            edit
            | {"description": f"Months: {HOSTILE}", "description_ja": "月の計", "printed": 250, "computed": 1234574}
            | {"difference": -1234324, "status": "broken", "is_verified": False, "is_spent": False}
            | {"member_count": 3, "derived_count": 1, "source_line": 11}
        ],
        "derived_cells": [
            {"publication_id": PUBLICATION, "cell_id": "monthly/3(1)/alpha/2022-05", "case_count": 7}
            | {"edit_id": "months/alpha", "arithmetic": "10 - 3 = 7", "source_line": 41}
        ],
        "anomalies": [
            {"publication_id": PUBLICATION, "anomaly": "jump", "cell_ids": "annual/alpha/2021 annual/alpha/2022"}
            | {"fiscal_year": 2022, "description": HOSTILE, "description_ja": "急増", "magnitude": 12.5}
            | {"acknowledged": True, "acknowledged_reason": FORMULA, "source_line": 11}
        ],
        "suspect_cells": [
            {"publication_id": PUBLICATION, "cell_id": "monthly/3(1)/alpha/2022-04", "source_line": 40}
            | {"seed_file": "seeds/x.csv", "seed_row": 2, "row_label": HOSTILE, "column_label": "2022-04"}
            | {"printed": 1234567, "proposed": 243, "component": 1, "hypothesis_id": 1, "hypothesis": "single_cell"}
            | {"verdict": "ranked", "rank": 1, "score": 0.9, "reason": "another figure", "edit_ids": "months/alpha"}
        ],
        "cell_coverage": [
            {"publication_id": PUBLICATION, "cell_id": "annual/alpha/2022", "row_label": "x", "column_label": "R04"}
            | {"edit_count": 1, "effective_edit_count": 1, "coverage": "one", "class_id": "annual/alpha/2022"}
            | {"class_size": 1, "source_line": 11}
        ],
        "yearly_totals": [
            {"publisher_code": "011002", "fiscal_year": 2021, "fiscal_year_label": "R03", "case_count": 100}
            | {"use_count": 100, "provision_count": 0, "part_year_affair_count": 0, "like_for_like_affair_count": 0},
            {"publisher_code": "011002", "fiscal_year": 2022, "fiscal_year_label": "R04", "case_count": 290}
            | {"use_count": 250, "provision_count": 40, "change": 190, "change_ratio": 1.9, "part_year_affair_count": 0}
            | {"like_for_like_affair_count": 1, "like_for_like_count": 250, "like_for_like_previous_count": 100}
            | {"like_for_like_change_ratio": 1.5},
        ],
        "yearly_trends": [
            {"publisher_code": "011002", "affair_id": row["affair_id"], "activity": row["activity"]}
            | {"fiscal_year": row["fiscal_year"], "fiscal_year_label": row["fiscal_year_label"]}
            | {"case_count": row["case_count"], "cell_status": row["cell_status"], "publication_id": PUBLICATION}
            | {"is_part_year": False, "is_like_for_like": row["affair_id"] == "alpha" and row["fiscal_year"] == 2022}
            | {"previous_count": 100 if (row["affair_id"], row["fiscal_year"]) == ("alpha", 2022) else None}
            | {"change": 150 if (row["affair_id"], row["fiscal_year"]) == ("alpha", 2022) else None}
            | {"change_ratio": 1.5 if (row["affair_id"], row["fiscal_year"]) == ("alpha", 2022) else None}
            | {"contribution": {"alpha": 1.5, "beta": 0.4}[row["affair_id"]] if row["fiscal_year"] == 2022 else None}
            for row in annual
        ],
        "authenticated_users": [
            {"publication_id": PUBLICATION, "division_id": "one", "division_name": "一課", "division_name_en": "One"}
            | {"user_count": 3, "source_line": 5}
        ],
    }


def write_made_up_publication(like: Path, directory: Path) -> Path:
    """Write the tables as Parquet and CSV into `directory`, with the columns and types of those published in `like`."""
    directory.mkdir(parents=True, exist_ok=True)
    schemas, rows = Warehouse(like), tables()
    for name in schemas.tables:
        frame = pl.DataFrame(rows.get(name, []), schema=schemas.table(name).schema)
        relation = duckdb.from_arrow(frame.to_arrow())
        relation.to_parquet(str(directory / f"{name}.parquet"))
        relation.to_csv(str(directory / f"{name}.csv"), header=True)
    return directory
