"""What error localization is told of the cells and members of the warehouse."""

from __future__ import annotations

from datetime import date

import polars as pl

from jukinet.suspects import localized_cells, localized_members
from jukinet.unforeseen_rows import with_unforeseen_rows

COLUMNS = {
    "cell_id": pl.String,
    "table_name": pl.String,
    "cell_status": pl.String,
    "is_missing": pl.Boolean,
    "value": pl.Int64,
    "affair_id": pl.String,
    "legal_basis_id": pl.String,
    "annex": pl.Int32,
    "fiscal_year": pl.Int32,
    "month": pl.Date,
    "column_label": pl.String,
}


def localized(*cells: tuple[object, ...]) -> pl.DataFrame:
    return localized_cells(
        pl.DataFrame(cells, schema=COLUMNS, orient="row").with_columns(publication_id=pl.lit("p"))
    ).drop("publication_id")


def test_a_figure_may_be_wrong_where_it_is_printed_or_could_have_been() -> None:
    nowhere = (None, None, None, None, None, "")
    found = localized(
        ("printed", "annual", "printed", False, 5, *nowhere),
        ("derived", "monthly", "derived", False, 5, *nowhere),
        ("lost", "monthly", "lost", False, None, *nowhere),
        ("dash", "annual", "not_applicable", False, None, *nowhere),
        ("office", "offices", "not_applicable", False, None, *nowhere),
        ("missing", "annual", None, True, None, *nowhere),
        ("declared", None, "declared", False, 5, *nowhere),
        ("printed before", "earlier_edition", "printed", False, 5, *nowhere),
        ("dash before", "earlier_edition", "not_applicable", False, None, *nowhere),
        ("list", "unforeseen", "printed", False, 12, *nowhere),
        ("one more row", "unforeseen", None, True, None, *nowhere),
    )
    assert found.select("cell_id", "value", "movable", "printed", pl.col("counted").fill_null(False)).rows() == [
        ("printed", 5, True, True, False),
        ("derived", 5, False, False, False),
        ("lost", None, False, True, False),
        ("dash", 0, True, True, False),
        ("office", 0, False, True, False),
        ("missing", 0, True, True, False),
        ("declared", 5, False, True, False),
        ("printed before", 5, False, True, False),
        ("dash before", 0, False, True, False),
        ("list", 12, True, True, True),
        ("one more row", 0, True, True, False),
    ]


def test_the_months_of_an_affair_are_a_line_and_those_of_a_section_a_column() -> None:
    basis, april = "act-1", date(2021, 4, 1)
    found = localized(
        ("month", "monthly", "printed", False, 5, "a", basis, 1, 2021, april, "2021-04"),
        ("year", "annual", "printed", False, 5, "a", basis, 1, 2020, None, "R02"),
        ("total", "annual", "printed", False, 5, None, basis, 1, 2020, None, "R02"),
        ("before", "earlier_edition", "printed", False, 5, "a", basis, 1, 2020, None, "R02"),
    )
    # The month is the 24,256th since the year 0.
    assert found.select("cell_id", "series", "position", "block", "column").rows() == [
        ("month", "monthly/a", 24256, "monthly/act-1", "monthly/act-1/2021-04"),
        ("year", "annual/a", 2020, "annual/act-1", "annual/1/R02"),
        ("total", None, None, None, None),
        ("before", None, None, None, None),
    ]


def test_a_row_counts_as_one_and_a_missing_one_where_it_has_a_figure() -> None:
    members = pl.DataFrame(
        {
            "publication_id": "p",
            "edit_id": "e",
            "cell_id": ["a", "b", "c", "d"],
            "weight": pl.Series([1, 1, 1, -1], dtype=pl.Int32),
            "counting": ["rows", "rows", "nonzero", "sum"],
            "is_missing": [False, True, False, False],
        }
    )
    found = localized_members(members)
    assert found["measure"].to_list() == ["rows", "nonzero", "nonzero", "value"]
    assert found["weight"].dtype == pl.Int64


def test_one_more_row_is_one_of_the_parts_that_an_edit_adds_up() -> None:
    """Neither of a total among the divisions, nor of an edit that counts which of them have users."""
    cells = pl.DataFrame(
        {
            "publication_id": "p",
            "cell_id": ["division", "all", "stated"],
            "table_name": ["users", "users", "statement"],
            "role": ["division", "total", "authenticated_users"],
            "seed_name": ["printed_authenticated_users", "printed_totals", "printed_statements"],
            "row_label": ["A", "users total", "users"],
            "column_label": "users",
            "is_missing": False,
        }
    )
    rows = [
        ("sum", "all", "total", "sum", -1),
        ("sum", "division", "part", "sum", 1),
        ("stated", "stated", "total", "sum", -1),
        ("stated", "all", "part", "sum", 1),
        ("used", "stated", "total", "sum", -1),
        ("used", "division", "part", "nonzero", 1),
        ("largest", "division", "total", "sum", -1),
        ("largest", "stated", "part", "sum", 1),
    ]
    members = pl.DataFrame(rows, schema=["edit_id", "cell_id", "side", "counting", "weight"], orient="row")
    members = members.with_columns(publication_id=pl.lit("p"), is_missing=pl.lit(False), has_printed_part=pl.lit(True))
    more, _ = with_unforeseen_rows(cells, members)
    added = more.filter(table_name="unforeseen")
    assert added.select("cell_id", "seed_name", "row_label", "is_missing").rows() == [
        ("rows/sum", "printed_authenticated_users", "one more row", True)
    ]
