"""The data dictionary as a sheet of the workbook."""

from __future__ import annotations

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
    row = 2
    for values in _rows(warehouse, dictionary, names):
        style = formats.get(text_wrap=True, **({} if values["column"] else {"bold": True, "bg_color": "#DDEBF7"}))
        sheet.set_row(row, row_height([(values[identifier], width) for identifier, _, width in _COLUMNS]))
        for index, (identifier, _, _) in enumerate(_COLUMNS):
            sheet.write_string(row, index, values[identifier], style)
        row += 1
    sheet.autofilter(1, 0, row - 1, len(_COLUMNS) - 1)


def _rows(warehouse: Warehouse, dictionary: Dictionary, names: list[str]) -> list[dict[str, str]]:
    rows = []
    for name in names:
        table, table_label = dictionary.table(name), table_labels()[name]
        rows.append(
            {
                "table": name,
                "column": "",
                "label": table_label.ja,
                "type": "",
                "key": "",
                "description_ja": table_label.description_ja,
                "description": table.description,
            }
        )
        for column, data_type in warehouse.schema(name).items():
            label = column_label(name, column)
            rows.append(
                {
                    "table": name,
                    "column": column,
                    "label": label.ja,
                    "type": str(data_type),
                    "key": "●" if column in table.key else "",
                    "description_ja": label.description_ja,
                    "description": table.column(column).description,
                }
            )
    return rows
