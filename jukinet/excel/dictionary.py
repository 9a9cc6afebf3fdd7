"""The data dictionary as a sheet of the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from jukinet.dictionary import Dictionary
from jukinet.excel.formats import Formats, row_height, write_headings
from jukinet.labels import column_label, table_labels
from jukinet.warehouse import Warehouse

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

SHEET = "データ項目"
_COLUMNS = (
    ("table", "表", 22),
    ("column", "項目", 28),
    ("label", "名称", 26),
    ("type", "型", 9),
    ("key", "キー", 6),
    ("description_ja", "説明", 60),
    ("description", "説明（英語）", 60),
)


def write_dictionary(
    sheet: Worksheet, formats: Formats, warehouse: Warehouse, dictionary: Dictionary, names: list[str]
) -> None:
    """Fill the sheet with the tables `names` and their columns."""
    write_headings(sheet, formats, [(identifier, heading) for identifier, heading, _ in _COLUMNS])
    for index, (_, _, width) in enumerate(_COLUMNS):
        sheet.set_column(index, index, width)
    row = 1
    for row, texts in enumerate(_rows(warehouse, dictionary, names), start=2):
        _, column, *_ = texts
        style = formats.get(text_wrap=True, **({} if column else {"bold": True, "bg_color": "#DDEBF7"}))
        sheet.set_row(row, row_height([(text, width) for text, (_, _, width) in zip(texts, _COLUMNS, strict=True)]))
        for index, text in enumerate(texts):
            sheet.write_string(row, index, text, style)
    sheet.autofilter(1, 0, row, len(_COLUMNS) - 1)


def _rows(warehouse: Warehouse, dictionary: Dictionary, names: list[str]) -> Iterator[tuple[str, ...]]:
    """The texts of each row by _COLUMNS: a table, which has no column, and then its columns."""
    for name in names:
        table, table_label = dictionary.table(name), table_labels()[name]
        yield name, "", table_label.ja, "", "", table_label.description_ja, table.description
        for column, data_type in warehouse.schema(name).items():
            label, key = column_label(name, column), "●" if column in table.key else ""
            described = (label.description_ja, table.column(column).description)
            yield name, column, label.ja, str(data_type), key, *described
