"""A made-up publication of another prefecture: no figure in it stands in any print."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

PUBLICATION = "990001-2023"
YEAR = 2023
MONTHS = [date(YEAR + (month < 4), month, 1) for month in (4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3)]
# What each affair counts in the last year, month by month, and in the year before; the third is new, the last ended.
AFFAIRS: dict[str, tuple[str, list[int], int | None]] = {
    "ferries": ("use", [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120], 1000),
    "orchards": ("use", [7] * 12, 84),
    "lighthouses": ("provision", [0, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0], None),
    "windmills": ("provision", [0] * 12, 31),
}
DERIVED = "monthly/9/ferries/2023-04"
# Where figures are lost: one of the year before, so that its total is unknown, and one month.
LOST = ("annual/orchards/2022", "monthly/9/orchards/2023-05")

# Sessions with the persons of each audience. What is done, planned or counted once differs in number within each
# finding, so that none can pass for the other.
SESSIONS: dict[tuple[int, int], dict[str, int | None]] = {
    (YEAR, 1): {"staff": 12, "municipalities": 7},
    (YEAR, 2): {"staff": 30},
    (YEAR + 1, 1): {"staff": None},
}
# Inspections with the number of offices and the offices that they list, some of them several times.
INSPECTIONS: dict[tuple[int, str], tuple[int | None, str]] = {
    (YEAR, "external_audit"): (3, "pier dock quay"),
    (YEAR, "manager_inspection"): (2, "quay mole"),
    (YEAR, "self_inspection"): (9, ""),
    (YEAR + 1, "emergency_drill"): (None, ""),
    (YEAR + 1, "external_audit"): (2, "mole buoy"),
    (YEAR + 1, "manager_inspection"): (2, "mole buoy"),
    (YEAR + 1, "self_inspection"): (12, ""),
}
DEFECTS = ("smudged", "torn", "smudged", "smudged", "torn")


def _trends() -> list[dict[str, Any]]:
    rows = []
    for affair_id, (activity, months, before) in AFFAIRS.items():
        common = {"publisher_code": "990001", "affair_id": affair_id, "activity": activity}
        common["publication_id"] = PUBLICATION
        status = "not_applicable" if before is None else "printed"
        rows += [
            {**common, "fiscal_year": YEAR - 1, "case_count": before, "cell_status": status, "is_part_year": False},
            {
                **common,
                "fiscal_year": YEAR,
                "case_count": sum(months),
                "cell_status": "printed",
                "previous_count": before,
                "change": None if before is None else sum(months) - before,
                "is_part_year": before is None,
            },
        ]
    return rows


def _totals() -> list[dict[str, Any]]:
    now, before = sum(sum(months) for _, months, _ in AFFAIRS.values()), 1115
    used = sum(sum(months) for activity, months, _ in AFFAIRS.values() if activity == "use")
    common = {"publisher_code": "990001", "part_year_affair_count": 0, "like_for_like_affair_count": 0}
    return [
        {**common, "fiscal_year": YEAR - 1, "case_count": before, "use_count": 1084, "provision_count": 31},
        {
            **common,
            "fiscal_year": YEAR,
            "case_count": now,
            "use_count": used,
            "provision_count": now - used,
            "change": now - before,
            "change_ratio": (now - before) / before,
            "part_year_affair_count": 1,
            "like_for_like_affair_count": 3,
            "like_for_like_change_ratio": -0.2,
        },
    ]


def _named(column: str, name: str) -> dict[str, str]:
    return {f"{column}_name": f"架空の{name}", f"{column}_name_en": f"Made-up {name}"}


def _governance() -> dict[str, list[dict[str, Any]]]:
    publication = {"publication_id": PUBLICATION}
    sessions = [
        {
            **publication,
            **_named("session_kind", "session"),
            "session_id": f"{year}-{session_no}",
            "fiscal_year": year,
            "session_no": session_no,
            "is_planned": year > YEAR,
            "first_month": date(year, 5 + session_no, 1),
        }
        for year, session_no in SESSIONS
    ]
    attendance = [
        {
            **publication,
            **_named("audience", audience),
            "session_id": f"{year}-{session_no}",
            "attendee_count": persons,
            "cell_status": "not_applicable" if persons is None else "printed",
        }
        for (year, session_no), audiences in SESSIONS.items()
        for audience, persons in audiences.items()
    ]
    inspections = [
        {
            **publication,
            **_named("inspection_kind", kind),
            "inspection_id": f"{year}-{kind}",
            "fiscal_year": year,
            "inspection_kind": kind,
            "is_planned": year > YEAR,
            "first_month": date(year, 10, 1),
            "office_count": count,
        }
        for (year, kind), (count, _) in INSPECTIONS.items()
    ]
    offices = [
        {
            **publication,
            **_named("office", office),
            "inspection_id": f"{year}-{kind}",
            "fiscal_year": year,
            "office_id": office,
            "office_no": office_no,
            "is_planned": year > YEAR,
        }
        for (year, kind), (_, listed) in INSPECTIONS.items()
        for office_no, office in enumerate(listed.split(), 1)
    ]
    findings = [
        {
            **publication,
            **_named("area", "area"),
            **_named("register_concerned", "register"),
            **_named("defect", defect),
            **_named("remedy", "remedy"),
            **_named("severity", "severity"),
            "inspection_id": f"{YEAR}-external_audit",
            "finding_no": finding_no,
            "fiscal_year": YEAR,
            "is_planned": False,
        }
        for finding_no, defect in enumerate(DEFECTS, 1)
    ]
    return {
        "inspected_offices": offices,
        "inspection_findings": findings,
        "inspections": inspections,
        "training_attendance": attendance,
        "training_sessions": sessions,
    }


def _rows() -> dict[str, list[dict[str, Any]]]:
    publication = {"publication_id": PUBLICATION}
    annual = [
        {**publication, "annex": 1, "cell_id": f"annual/{row['affair_id']}/{row['fiscal_year']}", **row}
        for row in _trends()
    ]
    monthly = [
        {
            **publication,
            "section": "9",
            "affair_id": affair_id,
            "activity": activity,
            "legal_basis_id": f"basis-{activity}",
            "month": month,
            "fiscal_year": YEAR,
            "case_count": count,
            "cell_status": "printed" if count else "implied_zero",
            "cell_id": f"monthly/9/{affair_id}/{month:%Y-%m}",
        }
        for affair_id, (activity, months, _) in AFFAIRS.items()
        for month, count in zip(MONTHS, months, strict=True)
    ]
    for row in monthly:
        if row["cell_id"] == DERIVED:
            row["cell_status"] = "derived"
    edits = [("e1", "balanced", True), ("e2", "balanced", False), ("e3", "accepted", False), ("e4", "broken", False)]
    return {
        **_governance(),
        "affairs": [
            {
                "affair_id": affair_id,
                "affair_name": f"{affair_id}法による{affair_id}の登録に関する事務",
                "affair_name_en": f"Registration of {affair_id}",
                "activity": activity,
                "legal_basis_id": f"basis-{activity}",
                "legal_basis_name": f"法{activity}",
                "legal_basis_name_en": f"Act {activity}",
                "division_ids": "harbour fields" if affair_id != "windmills" else "mill",
            }
            for affair_id, (activity, _, _) in AFFAIRS.items()
        ],
        "annual_counts": annual,
        "anomalies": [
            {
                **publication,
                "anomaly": anomaly,
                "cell_ids": " ".join(cell_ids),
                "fiscal_year": YEAR,
                "magnitude": 12.5,
                "acknowledged": True,
            }
            for anomaly, cell_ids in {
                "exchange": ("annual/ferries/2023", "annual/orchards/2023"),
                "jump": ("annual/ferries/2022", "annual/ferries/2023"),
            }.items()
        ],
        "authenticated_users": [
            {
                **publication,
                "division_id": division,
                "division_name": f"{division}課",
                "division_name_en": f"{division.title()} Division",
                "user_count": users,
            }
            for division, users in {"harbour": 3, "fields": 1, "mill": 2, "idle": 4}.items()
        ],
        "derived_cells": [
            {**publication, "cell_id": DERIVED, "case_count": 10, "edit_id": "e2", "arithmetic": "780 - 770 = 10"}
        ],
        "monthly_counts": monthly,
        "publications": [
            {
                **publication,
                "publisher_code": "990001",
                "publisher_name": "架空県",
                "publisher_name_en": "Nowhere Prefecture",
                "fiscal_year": YEAR,
            }
        ],
        "reconciliation": [
            {
                **publication,
                "edit_id": edit_id,
                "edit_group": f"group-{edit_id}",
                "description": f"Something adds up: {edit_id}",
                "description_ja": f"何かの計に等しい：{edit_id}",
                "status": status,
                "is_verified": is_verified,
                "is_spent": status == "balanced" and not is_verified,
            }
            for edit_id, status, is_verified in edits
        ],
        "yearly_totals": _totals(),
        "yearly_trends": _trends(),
    }


def _lose(rows: dict[str, list[dict[str, Any]]]) -> None:
    """Take the lost figures away, and what the models make of them."""
    for row in [*rows["annual_counts"], *rows["yearly_trends"], *rows["monthly_counts"]]:
        if row.get("cell_id", f"annual/{row['affair_id']}/{row['fiscal_year']}") in LOST:
            row |= {"case_count": None, "cell_status": "lost"}
        elif row["affair_id"] == "orchards":
            row |= {"previous_count": None, "change": None}
    before, now = rows["yearly_totals"]
    before |= {"case_count": None, "use_count": None}
    now |= {"change": None, "change_ratio": None}


def write_publication(
    directory: Path, schemas: Path, without: tuple[str, ...] = (), years: int = 2, is_lost: bool = False
) -> Path:
    """Write the publication with the columns of the published tables in `schemas`; tables `without` rows stay empty."""
    rows = _rows()
    if is_lost:
        _lose(rows)
    directory.mkdir(parents=True, exist_ok=True)
    for file in sorted(schemas.glob("*.parquet")):
        schema = pl.read_parquet_schema(file)
        table = [] if file.stem in without else rows.get(file.stem, [])
        if years == 1:
            table = [row for row in table if row.get("fiscal_year", YEAR) == YEAR]
            table = [{**row, "change": None, "change_ratio": None, "previous_count": None} for row in table]
            table = [{**row, "like_for_like_change_ratio": None} for row in table]
        columns = {name: [row.get(name) for row in table] for name in schema}
        pl.DataFrame(columns, schema=schema).write_parquet(directory / file.name)
    return directory
