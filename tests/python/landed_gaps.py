"""What the scale generator always prints, taken from single publications that it has landed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl

Rule = Callable[[pl.DataFrame], pl.DataFrame]

PASSPORTS = "旅券法による一般旅券の発給等に関する事務"
CANCER = "地域がん登録に関する事務"


def change_rows(landing: Path, table: str, publication_id: str, rule: Rule) -> None:
    """Change the rows that a publication has in a landed table."""
    file = next((landing / table / f"fiscal_year={publication_id[-4:]}").rglob("*.parquet"))
    rows = pl.read_parquet(file, hive_partitioning=False)
    is_other = pl.col("publication_id") != publication_id
    pl.concat([rows.filter(is_other), rule(rows.filter(~is_other))]).write_parquet(file)


def without_figure(status: str, where: pl.Expr, figure: str = "case_count") -> Rule:
    """Rows lose the figure of that column where the expression holds."""
    return lambda rows: rows.with_columns(
        pl.when(where).then(None).otherwise(figure).alias(figure),
        cell_status=pl.when(where).then(pl.lit(status)).otherwise("cell_status"),
    )
