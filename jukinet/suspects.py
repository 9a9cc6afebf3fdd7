"""Asks error localization which cells of the warehouse explain the broken edits, and where those cells stand."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from jukinet.localize import localize
from jukinet.seeds import load_seeds

_MEASURES = {"sum": "value", "rows": "rows", "nonzero": "nonzero"}

_ROW_KEYS: dict[str, dict[str, str]] = {
    "printed_annual_counts": {"fiscal_year": "fiscal_year"},
    "printed_monthly_counts": {},
    "printed_totals": {"fiscal_year": "fiscal_year"},
    "printed_statements": {"statement": "role"},
    "printed_authenticated_users": {"division_name": "row_label"},
    "printed_inspections": {},
    "printed_training_attendance": {"audience": "column_label"},
}
"""Columns of a seed and of a cell that, beside the source line, tell the rows of one printed line apart."""


def find_suspects(
    balances: pl.DataFrame,
    cells: pl.DataFrame,
    members: pl.DataFrame,
    missing_rows: pl.DataFrame,
    declared: pl.DataFrame,
    root: Path,
) -> pl.DataFrame:
    """Candidate explanations of the broken edits, each with the row of the seed that it blames.

    The frames are those of `explain`; `root` is the project, whose seeds tell the row of a cell.

    Returns one row per publication, hypothesis and cell: publication_id, cell_id (null where nothing can be
    pointed at), seed_file, seed_row (line of the CSV, null for a missing row), component, hypothesis_id,
    hypothesis, printed (null for a missing row), proposed, verdict, rank, score, reason, edit_ids (separated by
    spaces).
    """
    return _placed(explain(balances, cells, members, missing_rows, declared), cells, root)


def explain(
    balances: pl.DataFrame,
    cells: pl.DataFrame,
    members: pl.DataFrame,
    missing_rows: pl.DataFrame,
    declared: pl.DataFrame,
    *,
    time_limit: float = 10.0,
) -> pl.DataFrame:
    """What `localize` says of the broken edits that no known difference declares.

    balances, cells, members, missing_rows, declared: rows of edit_balances, resolved_cells, edit_members,
    int_missing_rows and stg_known_differences. time_limit: seconds for the whole search.

    Returns the columns of `localize`.
    """
    key = ["publication_id", "edit_id"]
    accepted = declared.join(balances, on=[*key, "difference"], how="semi", nulls_equal=True).select(key)
    faulty = balances.filter(pl.col("status") == "broken").join(accepted, on=key, how="anti")
    publications = faulty.select("publication_id").unique()
    cells = cells.join(publications, on="publication_id", how="semi")
    members = members.join(publications, on="publication_id", how="semi").join(accepted, on=key, how="anti")
    missing_rows = missing_rows.join(publications, on="publication_id", how="semi").join(accepted, on=key, how="anti")
    return localize(
        _localized_cells(cells, missing_rows), _localized_members(members, missing_rows), time_limit=time_limit
    )


def _localized_cells(cells: pl.DataFrame, missing_rows: pl.DataFrame) -> pl.DataFrame:
    printed = cells.select(
        "publication_id",
        "cell_id",
        # A dash and a row that is only counted contribute no figure, and cannot be blamed for one.
        value=pl.when(pl.col("cell_status") == "not_applicable").then(0).otherwise(pl.col("value")),
        # An earlier edition is another publication, which its own edits and its seal guard.
        movable=(pl.col("cell_status") == "printed") & (pl.col("table_name") != "earlier_edition"),
        printed=pl.col("cell_status") != "derived",
        **_places(),
    )
    missing = missing_rows.unique(["publication_id", "cell_id"], maintain_order=True).select(
        "publication_id",
        "cell_id",
        value=pl.lit(0, pl.Int64),
        movable=pl.lit(True),
        printed=pl.lit(True),
        **_places(),
    )
    return pl.concat([printed, missing], how="vertical_relaxed")


def _places() -> dict[str, pl.Expr]:
    """Where a cell stands in its table: the months or years of an affair are a line, an annex has a column a year."""
    is_month = pl.col("table_name") == "monthly"
    is_annual = pl.col("table_name") == "annual"
    of_affair = (is_month | is_annual) & pl.col("affair_id").is_not_null()
    return {
        "series": pl.when(of_affair).then(pl.concat_str("table_name", "affair_id", separator="/")),
        "position": pl.when(of_affair & is_month)
        .then(_month_number("month"))
        .when(of_affair)
        .then(pl.col("fiscal_year").cast(pl.Int64)),
        "block": pl.when(of_affair).then(pl.concat_str("table_name", "legal_basis_id", separator="/")),
        "column": pl.when(of_affair & is_month)
        .then(pl.concat_str("table_name", "legal_basis_id", "column_label", separator="/"))
        .when(of_affair)
        .then(pl.concat_str("table_name", "annex", "column_label", separator="/")),
    }


def _month_number(column: str) -> pl.Expr:
    return pl.col(column).dt.year().cast(pl.Int64) * 12 + pl.col(column).dt.month()


def _localized_members(members: pl.DataFrame, missing_rows: pl.DataFrame) -> pl.DataFrame:
    return pl.concat(
        frame.select(
            "publication_id",
            "edit_id",
            "cell_id",
            weight=pl.col("weight").cast(pl.Int64),
            measure=pl.col("counting").replace_strict(_MEASURES, return_dtype=pl.String),
        )
        # A row that is missing is not counted; only its figure would be.
        for frame in (members, missing_rows.filter(pl.col("counting") != "rows"))
    )


def _placed(found: pl.DataFrame, cells: pl.DataFrame, root: Path) -> pl.DataFrame:
    places = _seed_rows(cells.join(found, on=["publication_id", "cell_id"], how="semi"), root)
    joined = found.join(places, on=["publication_id", "cell_id"], how="left")
    is_missing_row = pl.col("cell_id").is_not_null() & pl.col("seed_file").is_null()
    return joined.select(
        "publication_id",
        "cell_id",
        "seed_file",
        pl.col("seed_row").cast(pl.Int32),
        pl.col("component").cast(pl.Int32),
        pl.col("hypothesis_id").cast(pl.Int32),
        "hypothesis",
        pl.when(is_missing_row).then(None).otherwise(pl.col("printed")).alias("printed"),
        "proposed",
        "verdict",
        pl.col("rank").cast(pl.Int32),
        "score",
        pl.when(is_missing_row).then(pl.lit("the row is missing")).otherwise(pl.col("reason")).alias("reason"),
        pl.col("edit_ids").list.join(" "),
    )


def _seed_rows(suspects: pl.DataFrame, root: Path) -> pl.DataFrame:
    seeds = load_seeds(root)
    rows: list[dict[str, object]] = []
    for cell in suspects.iter_rows(named=True):
        seed = seeds[cell["seed_name"]]
        wanted = {"publication_id": cell["publication_id"], "source_line": str(cell["source_line"])}
        wanted |= {column: str(cell[of_cell]) for column, of_cell in _ROW_KEYS[seed.name].items()}
        lines = [line for line, row in enumerate(seed.rows, start=2) if wanted.items() <= row.items()]
        rows.append(
            {
                "publication_id": cell["publication_id"],
                "cell_id": cell["cell_id"],
                "seed_file": seed.path.relative_to(root).as_posix(),
                "seed_row": lines[0] if len(lines) == 1 else None,
            }
        )
    schema = {"publication_id": pl.String, "cell_id": pl.String, "seed_file": pl.String, "seed_row": pl.Int64}
    return pl.DataFrame(rows, schema=schema)
