"""Tables for notebooks, with the number formats of the charts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import polars as pl
from great_tables import GT

from jukinet.charts.text import Lang, number, percent, points, say, signed, signed_percent


def table(frame: pl.DataFrame, lang: Lang, columns: dict[str, str], formats: dict[str, str] | None = None) -> GT:
    """The frame as a table: `columns` names its columns after phrases (column_<name>), in the order to show.

    `formats` gives columns of numbers one of number, percent, signed, signed_percent, points; null is a dash.
    """
    formats = formats or {}
    written: dict[str, Callable[[Any], str]] = {
        "number": number,
        "percent": percent,
        "signed": signed,
        "signed_percent": signed_percent,
        "points": lambda ratio: points(ratio, lang),
    }
    shown = frame.select(
        pl.col(column).map_elements(written[formats[column]], return_dtype=pl.String)
        if column in formats
        else pl.col(column).cast(pl.String)
        for column in columns
    ).fill_null("–")
    return (
        GT(shown)
        .cols_label({column: say(f"column_{key}", lang) for column, key in columns.items()})
        .cols_align(align="left")
        .cols_align(align="right", columns=list(formats))
        .tab_options(table_font_size="13px", data_row_padding="3px", table_margin_left="0px")
    )
