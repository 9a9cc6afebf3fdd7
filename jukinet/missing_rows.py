"""Sums of which not one part is there: their rows are missing, and no figure is wrong.

A total that nothing adds up to would be accused of all that is missing, as no other cell of its edit is there.
"""

from __future__ import annotations

import polars as pl

from jukinet.labels import reason_en
from jukinet.localize import OUTPUT
from jukinet.printed_cells import seed_of

MISSING_ROWS = "missing_rows"
"""What the column `hypothesis` calls it."""

_EDIT = ["publication_id", "edit_id"]
_CELL = ["publication_id", "cell_id"]
_PLACE = ["publication_id", "table_name", "role"]


def edits_without_rows(cells: pl.DataFrame, members: pl.DataFrame, terms: pl.DataFrame) -> pl.DataFrame:
    """The edits whose total nothing is there to add up to, and where nothing but missing rows can be the reason.

    An edit without a part is one of them where no row is expected that could be its part, and could be named; where no
    row of the publication is of a kind that it adds up; or where a row that it lacks is lacked by another such edit:
    two totals that are not 0 say that it was printed.

    cells, members, terms: rows of int_searched_cells, int_searched_members and balance_edit_terms.

    Returns one row per edit: publication_id, edit_id, seed_names (of its parts, joined by " and "), is_whole (the
    publication has no row of them), label and printed (of its total).
    """
    is_total = pl.col("side") == "total"
    joined = members.filter(~pl.col("has_printed_part")).join(
        cells.select(*_CELL, "value", "may_be_absent", "row_label", "column_label"), on=_CELL
    )
    bare = (
        joined.group_by(_EDIT)
        .agg(
            residual=(pl.col("weight") * pl.col("value")).sum(),
            printed=pl.col("value").filter(is_total).first(),
            label=pl.concat_str("row_label", "column_label", separator=", ").filter(is_total).first(),
        )
        .filter(pl.col("printed").is_not_null(), pl.col("residual") != 0)
        .with_columns(edit_group=pl.col("edit_id").str.split("/").list.first())
    )
    # Rows that are only counted name no figure.
    expected = joined.filter("is_missing", pl.col("counting") != "rows").join(bare, on=_EDIT, how="semi")
    lacks = (
        expected.with_columns(is_shared=pl.len().over(_CELL) > 1)
        .group_by(_EDIT)
        .agg(is_named=(~pl.col("may_be_absent")).any(), is_shared=pl.col("is_shared").any())
    )
    there = cells.filter(~pl.col("is_missing")).select(*_PLACE, is_there=True).unique()
    kinds = bare.join(_kinds_of_parts(terms), on="edit_group").join(there, on=_PLACE, how="left")
    seeds = kinds.group_by(_EDIT).agg(
        seed_names=pl.col("seed_name").unique().sort().str.join(" and "), is_whole=pl.col("is_there").is_null().all()
    )
    expects_none, is_named, is_shared = pl.col("is_named").is_null(), pl.col("is_named"), pl.col("is_shared")
    return (
        bare.join(seeds, on=_EDIT)
        .join(lacks, on=_EDIT, how="left")
        .filter(expects_none | (~is_named & (pl.col("is_whole") | is_shared)))
        .select(*_EDIT, "seed_names", "is_whole", "label", "printed")
    )


def _kinds_of_parts(terms: pl.DataFrame) -> pl.DataFrame:
    """The tables and roles that the parts of each group of edits have, with the seed of each."""
    kinds = terms.filter(pl.col("side") == "part").select("edit_group", "table_name", "role")
    seeds = [seed_of(table_name, role) for _, table_name, role in kinds.iter_rows()]
    return kinds.with_columns(seed_name=pl.Series(seeds, dtype=pl.String))


def with_missing_rows(found: pl.DataFrame, bare: pl.DataFrame) -> pl.DataFrame:
    """What `localize` found, and before it one explanation for the edits whose rows are missing from one seed.

    found: columns of `localize`. bare: what edits_without_rows returns.
    """
    if bare.is_empty():
        return found
    told = (
        bare.sort("printed", "edit_id", descending=[True, False])
        .group_by("publication_id", "seed_names", "is_whole")
        .agg(label=pl.col("label").first(), edit_ids=pl.col("edit_id").sort())
        .sort("publication_id", "seed_names", "is_whole")
    )
    place = pl.int_range(1, pl.len() + 1).over("publication_id")
    first = told.select(
        "publication_id",
        component=place,
        hypothesis_id=place,
        hypothesis=pl.lit(MISSING_ROWS),
        verdict=pl.lit("unexplained"),
        rank=pl.lit(1, pl.Int64),
        score=pl.lit(0.0),
        reason=pl.Series([_reason(**row) for row in told.iter_rows(named=True)]),
        edit_ids="edit_ids",
    )
    before = first.group_by("publication_id").len("before")
    after = found.join(before, on="publication_id", how="left").with_columns(
        pl.col(name) + pl.col("before").fill_null(0) for name in ("component", "hypothesis_id")
    )
    both = pl.concat([first, after], how="diagonal").select(OUTPUT.names())
    return both.sort("publication_id", "component", "rank", "hypothesis_id", "cell_id")


def _reason(*, publication_id: str, seed_names: str, is_whole: bool, label: str, edit_ids: list[str]) -> str:
    count = len(edit_ids)
    if is_whole:
        code = "no_rows_of_one_sum" if count == 1 else "no_rows"
        return reason_en(code, seeds=seed_names, publication=publication_id, count=count)
    code = {1: "no_part", 2: "no_part_of_two"}.get(count, "no_part_of_several")
    return reason_en(code, seeds=seed_names, label=label, count=count - 1)
