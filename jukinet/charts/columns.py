"""Columns of figures and codes, as the texts of a chart."""

from __future__ import annotations

import polars as pl

from jukinet.charts.text import Lang, month_name, number, say


def known_sum(column: str = "case_count") -> pl.Expr:
    """The sum of a column of counts; null where one of them is lost, because missing is never zero."""
    return pl.when((pl.col("cell_status") == "lost").any()).then(None).otherwise(pl.col(column).sum()).alias(column)


def number_text(column: str) -> pl.Expr:
    """Whole numbers with thousands separators."""
    return pl.col(column).map_elements(number, return_dtype=pl.String)


def month_text(lang: Lang) -> pl.Expr:
    """Months without their year."""
    return pl.col("month").map_elements(lambda month: month_name(month, lang), return_dtype=pl.String)


def status_text(lang: Lang) -> pl.Expr:
    """What the codes of cell_status are called."""
    return pl.col("cell_status").map_elements(lambda code: say(code, lang), return_dtype=pl.String)
