"""Rows that no register foresees count in an edit as its register says, on either side."""

from __future__ import annotations

import polars as pl

from jukinet.suspects import explain
from jukinet.unforeseen_rows import with_unforeseen_rows

TERMS = pl.DataFrame(schema=dict.fromkeys(("edit_group", "side", "table_name", "role"), pl.String))


def tables(total: int | None, added: int, subtracted: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Cells and members of an edit that counts rows less others; a total of None is a row that is missing."""
    parts = [(f"more/{number}", 1) for number in range(added)] + [
        (f"less/{number}", -1) for number in range(subtracted)
    ]
    cells = pl.DataFrame(
        {
            "publication_id": "p",
            "cell_id": ["total", *(cell for cell, _ in parts)],
            "value": [total, *(0 for _ in parts)],
            "cell_status": [None if total is None else "printed", *("not_applicable" for _ in parts)],
            "table_name": ["statement", *("offices" for _ in parts)],
            "role": ["figure", *("office" for _ in parts)],
            "seed_name": ["printed_statements", *("printed_inspected_offices" for _ in parts)],
            "row_label": "offices",
            "column_label": "2021",
            "is_missing": [total is None, *(False for _ in parts)],
            "may_be_absent": False,
            "affair_id": pl.Series([None] * (len(parts) + 1), dtype=pl.String),
            "legal_basis_id": pl.Series([None] * (len(parts) + 1), dtype=pl.String),
            "annex": pl.Series([None] * (len(parts) + 1), dtype=pl.Int32),
            "fiscal_year": 2021,
            "month": pl.Series([None] * (len(parts) + 1), dtype=pl.Date),
        }
    )
    members = pl.DataFrame(
        {
            "publication_id": "p",
            "edit_id": "differ",
            "cell_id": cells["cell_id"],
            "side": ["total", *("part" for _ in parts)],
            "weight": [-1, *(weight for _, weight in parts)],
            "counting": "rows",
            "is_missing": cells["is_missing"],
            "has_printed_part": True,
        }
    )
    return with_unforeseen_rows(
        cells, members.with_columns(counting=pl.when(side="total").then(pl.lit("sum")).otherwise("counting"))
    )


def proposals(total: int | None, added: int, subtracted: int) -> dict[str, int]:
    found = explain(*tables(total, added, subtracted), TERMS)
    return dict(found.select("cell_id", "proposed").iter_rows())


def test_rows_that_an_edit_subtracts_are_a_list_of_their_own() -> None:
    assert proposals(2, 5, 3) == {}
    assert proposals(1, 5, 3) == {"total": 2, "rows/differ": 4, "rows/subtracted/differ": 4}


def test_a_total_of_rows_that_is_missing_is_sought() -> None:
    assert proposals(None, 5, 0)["total"] == 5
