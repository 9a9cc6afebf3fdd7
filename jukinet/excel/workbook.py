"""The published tables as one workbook: a cover, a sheet per table, and the data dictionary.

Every sheet has two frozen heading rows: the column's identifier, as in the CSV files, and below it the Japanese
heading, which carries the filters. Cells hold numbers, dates and texts; nothing is a formula, and a text
that looks like one stays a text.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from jukinet.dictionary import Dictionary
from jukinet.display_width import width
from jukinet.excel.cover import Entry, workbook_title, write_cover
from jukinet.excel.dictionary import SHEET as DICTIONARY_SHEET
from jukinet.excel.dictionary import write_dictionary
from jukinet.excel.formats import FONT, MARKS, Formats, row_height, write_headings
from jukinet.labels import ColumnLabel, column_label, in_order, table_labels
from jukinet.publication import publication_row
from jukinet.warehouse import Warehouse

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

FILE = "jukinet.xlsx"
SHEET_ROWS = 50_000
"""A table with more rows is left to its files: a sheet holds a million, and nobody reads so many."""

# Columns whose values look as their status asks for.
MARKED = ("case_count", "value", "cell_status", "attendee_count", "office_count", "user_count")
_NARROWEST, _WIDEST = 9.0, 72.0
_SAMPLE = 400


def write_workbook(warehouse: Warehouse, dictionary: Dictionary, path: Path) -> None:
    """Write the published tables into the workbook `path`; the cover names those with more than SHEET_ROWS rows.

    Its properties state as the day of creation the one to which the newest publication refers, so that equal tables
    give an equal file.

    Raises DictionaryError where a table or column has no description, KeyError where a column has no label.
    """
    from xlsxwriter import Workbook

    newest = publication_row(warehouse, None)
    day = newest["as_of_date"]
    names = in_order(warehouse.tables)
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_format_properties": {"font_name": FONT, "font_size": 10},
    }
    with Workbook(str(path), options) as workbook:
        workbook.set_properties(
            {
                "title": workbook_title(warehouse.table("publications")["title"].to_list()),
                "author": "jukinet",
                "company": newest["publisher_name"],
                "created": datetime(day.year, day.month, day.day),
            }
        )
        formats = Formats(workbook)
        entries = {}
        for name in names:
            rows = warehouse.row_count(name)
            entries[name] = Entry(table_labels()[name].ja, rows, rows <= SHEET_ROWS)
        cover = workbook.add_worksheet("表紙")
        affair_names = dict(warehouse.table("affairs").select("affair_id", "affair_name").iter_rows())
        for name, entry in entries.items():
            if entry.is_sheet:
                sheet = workbook.add_worksheet(entry.title)
                _write_table(sheet, formats, name, _with_affair_names(warehouse.table(name), affair_names))
        write_dictionary(workbook.add_worksheet(DICTIONARY_SHEET), formats, warehouse, dictionary, names)
        write_cover(cover, formats, warehouse, entries)


def _with_affair_names(frame: pl.DataFrame, names: dict[str, str]) -> pl.DataFrame:
    """Put the affair's name beside its identifier, which says nothing to a reader of the sheet."""
    if "affair_id" not in frame.columns or "affair_name" in frame.columns:
        return frame
    at = frame.columns.index("affair_id") + 1
    return frame.insert_column(at, frame["affair_id"].replace_strict(names, default=None).alias("affair_name"))


def _write_table(sheet: Worksheet, formats: Formats, name: str, frame: pl.DataFrame) -> None:
    columns = [(series, column_label(name, series.name)) for series in frame]
    write_headings(sheet, formats, [(series.name, label.ja) for series, label in columns])
    statuses = _statuses(name, frame)
    for index, (series, label) in enumerate(columns):
        _write_column(sheet, formats, index, series, label, statuses if series.name in MARKED else None)
        sheet.set_column(index, index, _column_width(series, label))
    _fit_rows(sheet, columns)
    if frame.height:
        sheet.autofilter(1, 0, frame.height + 1, frame.width - 1)


def _statuses(name: str, frame: pl.DataFrame) -> list[str | None] | None:
    if name == "derived_cells":
        return ["derived"] * frame.height
    return frame["cell_status"].to_list() if "cell_status" in frame.columns else None


def _write_column(
    sheet: Worksheet,
    formats: Formats,
    index: int,
    series: pl.Series,
    label: ColumnLabel,
    statuses: list[str | None] | None,
) -> None:
    write: dict[str, Callable[..., Any]] = {
        "text": sheet.write_string,
        "code": sheet.write_string,
        "date": sheet.write_datetime,
        "month": sheet.write_datetime,
        "flag": sheet.write_boolean,
    }
    put = write.get(label.kind, sheet.write_number)
    plain = formats.long_text() if _is_long(series, label) else formats.value(label.kind)
    for row, value in enumerate(series.to_list(), start=2):
        status = statuses[row - 2] if statuses else None
        style = formats.value(label.kind, status) if status in MARKS else plain
        if value is not None:
            put(row, index, value, style)
        elif style is not plain:
            sheet.write_blank(row, index, None, style)


def _is_long(series: pl.Series, label: ColumnLabel) -> bool:
    return label.kind == "text" and _content_width(series, label) + 3 > _WIDEST


def _fit_rows(sheet: Worksheet, columns: list[tuple[pl.Series, ColumnLabel]]) -> None:
    """Give rows whose long texts take several lines their height."""
    wrapped = [series.fill_null("").to_list() for series, label in columns if _is_long(series, label)]
    for row, texts in enumerate(zip(*wrapped, strict=True), start=2):
        if height := row_height([(text, _WIDEST) for text in texts]):
            sheet.set_row(row, height)


def _column_width(series: pl.Series, label: ColumnLabel) -> float:
    """Room for the longest of the first values, and for the heading in two lines with its filter arrow."""
    heading = width(label.ja) / 2 + 4
    identifier = len(series.name) * 0.85
    return max(_NARROWEST, min(_WIDEST, max(heading, _content_width(series, label) + 3, identifier + 1)))


def _content_width(series: pl.Series, label: ColumnLabel) -> int:
    values = series.drop_nulls().head(_SAMPLE).unique().to_list()
    if label.kind in ("text", "code"):
        return max((width(value) for value in values), default=0)
    if label.kind in ("date", "month"):
        return 10
    if label.kind in ("share", "change_ratio", "flag"):
        return 8
    return max((len(f"{value:,.1f}" if label.kind == "factor" else f"{value:,}") for value in values), default=0)
