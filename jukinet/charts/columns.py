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


def month_text(column: str, lang: Lang) -> pl.Expr:
    """Dates as months without their year."""
    return pl.col(column).map_elements(lambda month: month_name(month, lang), return_dtype=pl.String)


def phrase_text(column: str, lang: Lang) -> pl.Expr:
    """Codes, such as those of cell_status, as the phrases of that name."""
    return pl.col(column).map_elements(lambda code: say(code, lang), return_dtype=pl.String)
