"""Which months become one row, and of which edits it is a part."""

from __future__ import annotations

from datetime import date

import polars as pl

from jukinet.missing_months import with_months_as_one


def test_months_are_one_where_the_affair_has_none_in_that_publication_and_stay_where_it_has_one() -> None:
    months = [
        ("p", "tax", 5, True),
        ("p", "tax", 4, True),
        ("p", "tax", 6, True),
        ("p", "care", 4, True),
        ("p", "care", 5, False),
        ("q", "tax", 4, False),
        ("q", "tax", 5, True),
        ("q", "care", 5, True),
    ]
    cells = pl.DataFrame(
        [
            *(
                (publication, f"monthly/3/{affair}/{month}", "month", f"0{month}", date(2021, month, 1), is_missing)
                for publication, affair, month, is_missing in months
            ),
            ("p", "annual/tax/2021", "affair", "R03", None, True),
        ],
        ["publication_id", "cell_id", "role", "column_label", "month", "is_missing"],
        orient="row",
    )
    members = pl.concat(
        cells.filter(role="month").select("publication_id", edit_id=edit, cell_id="cell_id", weight=1)
        for edit in (pl.lit("subtotal"), pl.format("annual/{}", pl.col("cell_id").str.split("/").list.get(2)))
    )
    one_cells, one_members = with_months_as_one(cells, members)
    missing = ["publication_id", "cell_id", "column_label", "month"]
    assert one_cells.filter("is_missing").select(missing).sort(missing).rows() == [
        ("p", "annual/tax/2021", "R03", None),
        ("p", "monthly/3/care/4", "04", date(2021, 4, 1)),
        ("p", "monthly/3/tax", "04 to 06", None),
        ("q", "monthly/3/care", "05 to 05", None),
        ("q", "monthly/3/tax/5", "05", date(2021, 5, 1)),
    ]
    printed = pl.col("is_missing").not_()
    assert one_cells.filter(printed).equals(cells.filter(printed))
    assert sorted(one_members.select("publication_id", "edit_id", "cell_id").rows()) == [
        ("p", "annual/care", "monthly/3/care/4"),
        ("p", "annual/care", "monthly/3/care/5"),
        ("p", "annual/tax", "monthly/3/tax"),
        ("p", "subtotal", "monthly/3/care/4"),
        ("p", "subtotal", "monthly/3/care/5"),
        ("p", "subtotal", "monthly/3/tax"),
        ("q", "annual/care", "monthly/3/care"),
        ("q", "annual/tax", "monthly/3/tax/4"),
        ("q", "annual/tax", "monthly/3/tax/5"),
        ("q", "subtotal", "monthly/3/care"),
        ("q", "subtotal", "monthly/3/tax/4"),
        ("q", "subtotal", "monthly/3/tax/5"),
    ]
