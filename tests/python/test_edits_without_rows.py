"""Which sums lack all their rows, and in what order that is said."""

from __future__ import annotations

import polars as pl

from jukinet.localize import OUTPUT
from jukinet.missing_rows import edits_without_rows, with_missing_rows

Member = tuple[str, str, str, str, int, int | None, bool]
"""Edit, cell, side, counting, weight, value, and whether the row may be absent; a part without a value is missing."""

MONTHS, ANNUAL = ("monthly", "month"), ("annual", "affair")


def total(edit: str, value: int | None) -> Member:
    return edit, f"total of {edit}", "total", "sum", -1, value, False


def missing(edit: str, cell: str, *, may_be_absent: bool = True, counting: str = "sum") -> Member:
    return edit, cell, "part", counting, 1, None, may_be_absent


def declared(edit: str, value: int) -> Member:
    return edit, f"declared of {edit}", "declared", "sum", 1, value, False


def without_rows(
    *rows: Member, parts: tuple[tuple[str, str], ...] = (MONTHS,), there: tuple[tuple[str, str], ...] = (MONTHS,)
) -> list[tuple[str, str, bool, str, int]]:
    """Edit, seeds, whether the publication has no row of them, label and figure of the total.

    parts: table and role of what each edit adds up. there: those of rows that the publication has in other edits.
    """
    members = pl.DataFrame(
        rows,
        schema=["edit_id", "cell_id", "side", "counting", "weight", "value", "may_be_absent"],
        orient="row",
        infer_schema_length=None,
    ).with_columns(
        publication_id=pl.lit("p"),
        is_missing=(pl.col("side") == "part") & pl.col("value").is_null(),
        has_printed_part=pl.lit(False),
    )
    cells = members.unique("cell_id", maintain_order=True).select(
        "publication_id",
        "cell_id",
        "value",
        "may_be_absent",
        "is_missing",
        row_label="cell_id",
        column_label=pl.lit("2021"),
        table_name=pl.lit("statement"),
        role=pl.lit("cases"),
    )
    others = pl.DataFrame(
        [
            (publication_id, f"other {table}", 1, False, False, "other", "2021", table, role)
            for publication_id, kinds in (("p", there), ("q", (MONTHS,)))
            for table, role in kinds
        ],
        schema=cells.schema,
        orient="row",
    )
    # What another publication has is nothing to this one.
    of_another = cells.with_columns(pl.col("value") + 1, publication_id=pl.lit("q"), row_label=pl.lit("other"))
    terms = pl.DataFrame(
        [
            (edit, side, table, role)
            for edit in members["edit_id"].unique()
            for side, table, role in (("total", "statement", "cases"), *(("part", *kind) for kind in parts))
        ],
        schema=["edit_group", "side", "table_name", "role"],
        orient="row",
    )
    found = edits_without_rows(pl.concat([of_another, cells, others]), members, terms).sort("edit_id")
    return found.select("edit_id", "seed_names", "is_whole", "label", "printed").rows()


MONTHLY_SEED = "printed_monthly_counts"


def test_a_declared_difference_is_neither_the_total_nor_its_label() -> None:
    assert without_rows(declared("e", 3), total("e", 7)) == [("e", MONTHLY_SEED, False, "total of e, 2021", 7)]
    assert without_rows(declared("e", 7), total("e", 7)) == []


def test_a_total_that_nobody_can_read_lacks_no_rows() -> None:
    assert without_rows(declared("e", 3), total("e", None)) == []


def test_a_total_lacks_no_rows_where_one_of_them_can_be_named() -> None:
    named = missing("e", "x", may_be_absent=False)
    assert without_rows(total("e", 7), missing("e", "y"), named, there=()) == []
    assert without_rows(total("e", 7), missing("e", "y"), there=()) == [
        ("e", MONTHLY_SEED, True, "total of e, 2021", 7)
    ]


def test_rows_that_are_only_counted_name_no_figure() -> None:
    counted = missing("e", "x", may_be_absent=False, counting="rows")
    assert without_rows(total("e", 7), counted) == [("e", MONTHLY_SEED, False, "total of e, 2021", 7)]


def test_a_total_alone_does_not_say_that_rows_were_printed_and_two_do() -> None:
    assert without_rows(total("e", 7), missing("e", "x")) == []
    assert without_rows(total("e", 7), total("f", 8), missing("e", "x"), missing("f", "x"), missing("f", "y")) == [
        ("e", MONTHLY_SEED, False, "total of e, 2021", 7),
        ("f", MONTHLY_SEED, False, "total of f, 2021", 8),
    ]
    assert without_rows(total("e", 7), total("f", 0), missing("e", "x"), missing("f", "x")) == []


def test_an_edit_of_two_tables_names_both_and_is_whole_where_both_are_empty() -> None:
    both = "printed_annual_counts and printed_monthly_counts"
    kinds = (MONTHS, ANNUAL)
    assert without_rows(total("e", 7), parts=kinds) == [("e", both, False, "total of e, 2021", 7)]
    assert without_rows(total("e", 7), parts=(*kinds, MONTHS), there=()) == [("e", both, True, "total of e, 2021", 7)]


def test_rows_of_another_table_or_role_are_none_of_the_sum() -> None:
    others = (("annual", "month"), ("monthly", "subtotal"))
    assert without_rows(total("e", 7), there=others) == [("e", MONTHLY_SEED, True, "total of e, 2021", 7)]


def test_what_is_missing_is_told_by_seed_and_of_each_the_largest_total() -> None:
    bare = pl.DataFrame(
        {
            "publication_id": ["q", "p", "p", "p"],
            "edit_id": ["d", "a", "b", "c"],
            "seed_names": ["z", "z", "z", "y"],
            "is_whole": False,
            "label": ["of d", "of a", "of b", "of c"],
            "printed": [1, 5, 6, 2],
        }
    )
    told = with_missing_rows(pl.DataFrame(schema=OUTPUT), bare)
    found = told.select("publication_id", "component", "hypothesis_id", pl.col("reason").str.head(46), "edit_ids")
    assert found.rows() == [
        ("p", 1, 1, "rows are missing: none of y is a part of of c;", ["c"]),
        ("p", 2, 2, "rows are missing: none of z is a part of of b ", ["a", "b"]),
        ("q", 1, 1, "rows are missing: none of z is a part of of d;", ["d"]),
    ]


def test_what_else_is_found_comes_after_what_is_missing_of_its_publication() -> None:
    bare = pl.DataFrame(
        {"publication_id": "p", "edit_id": ["e"], "seed_names": "s", "is_whole": True, "label": "e", "printed": 5}
    )
    columns = ("publication_id", "component", "hypothesis_id", "rank", "cell_id")
    found = pl.DataFrame(
        [("o", 1, 1, 1, "x"), ("p", 1, 1, 1, "x"), ("p", 1, 2, 2, "y")], schema=columns, orient="row"
    ).select(
        pl.col(name).cast(dtype) if name in columns else pl.lit(None, dtype).alias(name)
        for name, dtype in OUTPUT.items()
    )
    assert with_missing_rows(found, bare).select(columns).rows() == [
        ("o", 1, 1, 1, "x"),
        ("p", 1, 1, 1, None),
        ("p", 2, 2, 1, "x"),
        ("p", 2, 3, 2, "y"),
    ]
