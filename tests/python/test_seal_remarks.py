"""Whether a suspect's row differs from the seal is told by that row alone."""

from __future__ import annotations

from typing import Any

import pytest

from summary_macros import GONE, HERE, ROWLESS, suspects_summary

MONTHS, TOTALS = "printed_monthly_counts", "printed_totals"
OFFICES, USERS = "printed_inspected_offices", "printed_authenticated_users"
DIGEST = ("p", "sealed_rows", "digest differs from the register", None)

# A suspect, the row of the seal that tells of it, what is said, and in which rows beside it nothing is said.
REMARKS: dict[str, tuple[dict[str, Any], tuple[str, str, str], str, list[tuple[str, str]]]] = {
    # The number of its row is the figure that is proposed.
    "figure": (
        {},
        ("printed_annual_counts", HERE, "p|1|42|tax|2021|48|printed|7"),
        "this row differs from the seal",
        [
            ("printed_annual_counts", "printed_counts"),
            (HERE, GONE),
            ("|7", "|8"),
            ("|48|", "|49|"),
            ("|2021|", "|2020|"),
        ],
    ),
    "landed figure": (
        {"seed_file": None, "seed_row": None},
        ("printed_annual_counts", HERE, "p|1|42|tax|2021|48|printed|7"),
        "this row differs from the seal",
        [(HERE, GONE), ("|7", "|8"), ("|48|", "|49|"), ("|2021|", "|2020|")],
    ),
    "figure that is its own line": (
        {"source_line": 48},
        ("printed_annual_counts", HERE, "p|1|4|tax|2021|48|printed|48"),
        "this row differs from the seal",
        [("|48|", "|49|")],
    ),
    "missing month": (
        {**ROWLESS, "cell_id": "monthly/3(1)/tax/2021-05"},
        (MONTHS, GONE, "p|3(1)|税||2021-05-01|42|printed|9"),
        "the seal has this row",
        [(GONE, HERE), ("2021-05", "2021-06"), ("|42|", "|43|")],
    ),
    "missing year": (
        {**ROWLESS},
        ("printed_annual_counts", GONE, "p|1|4|tax|2021|42|printed|9"),
        "the seal has this row",
        [("|tax|", "|fee|"), ("|2021|", "|2020|")],
    ),
    "missing total": (
        {**ROWLESS, "cell_id": "monthly/3(1)/subtotal", "row_label": "3(1) subtotal"},
        (TOTALS, GONE, "p|3(1)|subtotal|2021|42|printed|9"),
        "the seal has this row",
        [("|3(1)|", "|3(2)|"), ("|subtotal|", "|line|"), ("|42|", "|43|")],
    ),
    "missing months": (
        {**ROWLESS, "cell_id": "monthly/3(1)/tax"},
        (MONTHS, GONE, "p|3(1)|税||2021-05-01|7|printed|9"),
        "the seal has such rows",
        [
            (GONE, HERE),
            (MONTHS, TOTALS),
            ("|3(1)|", "|3(2)|"),
            # Its names in another section, in another publication, and in its own, which has those of an earlier one.
            ("税", "租税"),
            ("税", "他"),
            ("税", "別"),
        ],
    ),
    "missing row that nothing foresees": (
        {**ROWLESS, "cell_id": "rows/users_add_up", "seed_file": f"seeds/{USERS}.csv"},
        (USERS, GONE, "p|課|42|printed|9"),
        "the seal has this row",
        [(GONE, HERE), (USERS, OFFICES), ("|42|", "|43|")],
    ),
    "landed row that nothing foresees": (
        {**ROWLESS, "cell_id": "rows/users_add_up"},
        (USERS, GONE, "p|課|42|printed|9"),
        "the seal has this row",
        [("|42|", "|43|")],
    ),
    "list that is too short": (
        {**ROWLESS, "cell_id": "rows/offices/audit", "seed_file": f"seeds/{OFFICES}.csv", "printed": 41},
        (OFFICES, GONE, "p|audit|5|課|9"),
        "the seal has more rows",
        [(GONE, HERE), (OFFICES, USERS), ("|audit|", "|other|")],
    ),
    "landed list that is too short": (
        {**ROWLESS, "cell_id": "rows/offices/audit", "printed": 41},
        (OFFICES, GONE, "p|audit|5|課|9"),
        "the seal has more rows",
        [(GONE, HERE), ("|audit|", "|other|")],
    ),
    "list that is too long": (
        {**ROWLESS, "cell_id": "rows/offices/audit", "seed_file": f"seeds/{OFFICES}.csv", "printed": 43},
        (OFFICES, HERE, "p|audit|5|課|9"),
        "the seal has fewer rows",
        [(HERE, GONE)],
    ),
}


@pytest.mark.parametrize("kind", REMARKS)
def test_a_suspect_is_known_to_differ_from_the_seal_by_its_own_row_alone(kind: str) -> None:
    suspect, (seed, change, row), remark, others = REMARKS[kind]
    (line, *_) = suspects_summary(suspect, breaks=(DIGEST, ("p", seed, change, row)))
    assert line.endswith(f", odd ({remark})")
    elsewhere = ("q", seed, change, row)
    beside = [tuple(text.replace(old, new) for text in (seed, change, row)) for old, new in others]
    for other in (elsewhere, *(("p", *texts) for texts in beside)):
        assert other != ("p", seed, change, row)
        (line, *_) = suspects_summary(suspect, breaks=(other,))
        assert line.endswith(", odd"), other
