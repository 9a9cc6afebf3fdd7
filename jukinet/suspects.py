"""Asks error localization which cells of the warehouse explain the broken edits, and where those cells stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from jukinet.labels import reason_en
from jukinet.localize import localize
from jukinet.missing_months import with_months_as_one
from jukinet.missing_rows import edits_without_rows, with_missing_rows
from jukinet.printed_cells import PRINTED_CELLS
from jukinet.seeds import load_seeds
from jukinet.unforeseen_rows import UNFORESEEN, with_unforeseen_rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

_MEASURES = {"sum": "value", "rows": "rows", "nonzero": "nonzero"}
"""How the register of edits lets parts count, in the words of `localize`."""

_IS_DASH = (pl.col("cell_status") == "not_applicable") & (pl.col("table_name") != "offices")
"""A cell that has no figure in print, and could have one; an office is only counted."""

_IS_UNFORESEEN = pl.col("table_name") == UNFORESEEN

_SEED_ROWS = {"publication_id": pl.String, "cell_id": pl.String, "seed_file": pl.String, "seed_row": pl.Int64}

SECONDS, SECONDS_EACH = 10.0, 0.1
"""Time for the whole search, and more for each broken publication: ten times what a slip in one figure takes."""


def searched_cells(
    connection: DuckDBPyConnection, printed: DuckDBPyRelation, expected: DuckDBPyRelation, declared: DuckDBPyRelation
) -> DuckDBPyRelation:
    """The printed cells, the expected ones that are not among them, with `is_missing` and `may_be_absent`, and declared
    differences.

    printed, expected, declared: rows of int_resolved_cells, int_expected_cells and stg_known_differences of the same
    publications, as relations of `connection`. What a missing row cannot have, such as a value, is null. A declared
    difference is a figure of its edit that no slip can have changed: what differs beyond it is a fault.
    """
    # The query names the relations by their variables. Unless told otherwise, DuckDB fetches the printed cells twice.
    return connection.sql("""
        with chosen_cells as materialized (
            select *, false as may_be_absent, false as is_missing from printed
        )
        from chosen_cells
        union all by name
        (
            select distinct on (publication_id, cell_id) *, true as is_missing
            from expected
            anti join chosen_cells using (publication_id, cell_id)
            order by publication_id, cell_id, row_label
        )
        union all by name
        select
            publication_id,
            concat('known_difference/', edit_id) as cell_id,
            difference as value,
            'declared' as cell_status,
            false as may_be_absent,
            false as is_missing
        from declared
    """)


def find_suspects(cells: pl.DataFrame, members: pl.DataFrame, terms: pl.DataFrame, root: Path | None) -> pl.DataFrame:
    """Candidate explanations of the broken edits, each with the row of the seed that it blames.

    cells, members, terms: rows of int_searched_cells, int_searched_members and balance_edit_terms; `root` is the
    project, whose seeds tell the row of a cell, or None where the publications are landed.

    Returns one row per publication, hypothesis and cell: publication_id, cell_id (null where nothing can be
    pointed at), source_line, seed_file, seed_row (line of the CSV; all three null for a missing row, the last two
    for a landed one; of rows that nothing foresees the file alone), row_label, column_label, component, hypothesis_id,
    hypothesis, printed (null for a missing row or a dash), proposed, verdict, rank, score, reason, edit_ids
    (separated by spaces).
    """
    cells, members = with_rows_that_stand_for_others(cells, members)
    publications = cells["publication_id"].n_unique()
    found = explain(cells, members, terms, time_limit=SECONDS + SECONDS_EACH * publications)
    return _placed(found, cells, root)


def with_rows_that_stand_for_others(cells: pl.DataFrame, members: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The cells and members with one row for all months of an affair where none is there, and for rows that no register
    foresees.

    cells, members: rows of int_searched_cells and int_searched_members.
    """
    return with_unforeseen_rows(*with_months_as_one(cells, members))


def explain(
    cells: pl.DataFrame, members: pl.DataFrame, terms: pl.DataFrame, *, time_limit: float = SECONDS
) -> pl.DataFrame:
    """What `localize` says of the broken edits, and before it of which of them the rows are missing.

    cells, members: what with_rows_that_stand_for_others returns. terms: rows of balance_edit_terms. time_limit: seconds
    for the whole search.

    Returns the columns of `localize`.
    """
    empty = edits_without_rows(cells, members, terms)
    others = members.join(empty, on=["publication_id", "edit_id"], how="anti")
    found = localize(localized_cells(cells), localized_members(others), time_limit=time_limit)
    return with_missing_rows(found, empty)


def localized_cells(cells: pl.DataFrame) -> pl.DataFrame:
    """Rows of int_searched_cells as the cells that `localize` takes."""
    is_missing = pl.col("is_missing")
    return cells.select(
        "publication_id",
        "cell_id",
        # A row that is only counted contributes no figure. Neither do a dash and a row that is missing, but they can.
        value=pl.when(is_missing | (pl.col("cell_status") == "not_applicable")).then(0).otherwise(pl.col("value")),
        # An earlier edition is another publication, which its own edits and its seal guard.
        movable=is_missing
        | (((pl.col("cell_status") == "printed") | _IS_DASH) & (pl.col("table_name") != "earlier_edition")),
        printed=pl.col("cell_status").ne_missing("derived"),
        counted=_IS_UNFORESEEN & ~is_missing,
        **_places(),
    )


def _places() -> dict[str, pl.Expr]:
    """Where a cell stands in its table: the months or years of an affair are a line, an annex has a column a year."""
    month, is_month = pl.col("month"), pl.col("table_name") == "monthly"
    is_annual = pl.col("table_name") == "annual"
    of_affair = (is_month | is_annual) & pl.col("affair_id").is_not_null()
    return {
        "series": pl.when(of_affair).then(pl.concat_str("table_name", "affair_id", separator="/")),
        "position": pl.when(of_affair & is_month)
        .then(month.dt.year().cast(pl.Int64) * 12 + month.dt.month())
        .when(of_affair)
        .then(pl.col("fiscal_year").cast(pl.Int64)),
        "block": pl.when(of_affair).then(pl.concat_str("table_name", "legal_basis_id", separator="/")),
        "column": pl.when(of_affair & is_month)
        .then(pl.concat_str("table_name", "legal_basis_id", "column_label", separator="/"))
        .when(of_affair)
        .then(pl.concat_str("table_name", "annex", "column_label", separator="/")),
    }


def localized_members(members: pl.DataFrame) -> pl.DataFrame:
    """Rows of int_searched_members as the edit members that `localize` takes."""
    return members.select(
        "publication_id",
        "edit_id",
        "cell_id",
        weight=pl.col("weight").cast(pl.Int64),
        # A missing row counts as one where a figure is proposed for it.
        measure=pl.when(pl.col("is_missing") & (pl.col("counting") == "rows"))
        .then(pl.lit("nonzero"))
        .otherwise(pl.col("counting").replace_strict(_MEASURES, return_dtype=pl.String)),
    )


def _placed(found: pl.DataFrame, cells: pl.DataFrame, root: Path | None) -> pl.DataFrame:
    key = ["publication_id", "cell_id"]
    suspected = cells.join(found, on=key, how="semi")
    joined = found.join(
        suspected.select(
            *key,
            "source_line",
            "row_label",
            "column_label",
            "is_missing",
            stands_for_months=(pl.col("role") == "month") & pl.col("month").is_null(),
            is_dash=_IS_DASH,
        ),
        on=key,
        how="left",
    ).join(_seed_rows(suspected.filter(~pl.col("is_missing") | _IS_UNFORESEEN), root), on=key, how="left")
    # Of an explanation without a cell both are null, and the condition does not hold.
    is_missing_row, is_dash = pl.col("is_missing"), pl.col("is_dash")
    return joined.select(
        "publication_id",
        "cell_id",
        "source_line",
        "seed_file",
        pl.col("seed_row").cast(pl.Int32),
        "row_label",
        "column_label",
        pl.col("component").cast(pl.Int32),
        pl.col("hypothesis_id").cast(pl.Int32),
        "hypothesis",
        pl.when(is_missing_row | is_dash).then(None).otherwise(pl.col("printed")).alias("printed"),
        "proposed",
        "verdict",
        pl.col("rank").cast(pl.Int32),
        "score",
        pl.when("stands_for_months")
        .then(pl.lit(reason_en("missing_months")))
        .when(is_missing_row)
        .then(pl.lit(reason_en("missing_row")))
        .when(is_dash)
        .then(pl.lit(reason_en("dash")))
        .otherwise(pl.col("reason"))
        .alias("reason"),
        pl.col("edit_ids").list.join(" "),
    )


def _seed_rows(suspects: pl.DataFrame, root: Path | None) -> pl.DataFrame:
    if root is None:
        return pl.DataFrame(schema=_SEED_ROWS)
    seeds = load_seeds(root)
    # The rows of each printed line; several tables have more than one.
    printed = {name: _by_line(seeds[name].rows) for name in suspects["seed_name"].unique()}
    rows: list[dict[str, object]] = []
    for cell in suspects.iter_rows(named=True):
        seed = seeds[cell["seed_name"]]
        place = {
            "publication_id": cell["publication_id"],
            "cell_id": cell["cell_id"],
            "seed_file": seed.path.relative_to(root).as_posix(),
        }
        if cell["table_name"] == UNFORESEEN:
            rows.append({**place, "seed_row": None})
            continue
        wanted = {column: str(cell[of_cell]) for column, of_cell in PRINTED_CELLS[seed.name].row_key.items()}
        of_line = printed[seed.name].get((cell["publication_id"], str(cell["source_line"])), [])
        lines = [line for line, row in of_line if wanted.items() <= row.items()]
        if len(lines) == 1:
            rows.append({**place, "seed_row": lines[0]})
    return pl.DataFrame(rows, schema=_SEED_ROWS)


def _by_line(rows: list[dict[str, str]]) -> dict[tuple[str, str], list[tuple[int, dict[str, str]]]]:
    """Rows of a seed with their line in its file, by publication and source line."""
    found: dict[tuple[str, str], list[tuple[int, dict[str, str]]]] = {}
    for line, row in enumerate(rows, start=2):
        found.setdefault((row["publication_id"], row["source_line"]), []).append((line, row))
    return found
