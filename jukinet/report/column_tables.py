"""The page's dictionary: every published table with its columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from jukinet.dictionary import Dictionary, DictionaryError
from jukinet.labels import column_label, table_labels
from jukinet.report.text import both
from jukinet.warehouse import Warehouse


@dataclass(frozen=True)
class DictionaryTable:
    """A published table as the dictionary shows it."""

    name: str
    label: Markup
    description: Markup
    row_count: int
    columns: tuple[dict[str, Any], ...]


def dictionary_tables(warehouse: Warehouse, dictionary: Dictionary | None) -> list[DictionaryTable]:
    """Every published table with its columns; without a dictionary the labels alone describe them."""
    labels = table_labels()
    found = []
    for name in [*(name for name in labels if name in warehouse.tables), *sorted(set(warehouse.tables) - set(labels))]:
        frame = warehouse.table(name)
        table = _described(dictionary, name)
        label, description = (name, name), ("", "")
        if name in labels:
            label = (labels[name].ja, labels[name].en)
            description = (labels[name].description_ja, table.description if table else "")
        columns = []
        for column, data_type in frame.schema.items():
            try:
                known = column_label(name, column)
                column_name, meaning_ja = (known.ja, known.en), known.description_ja
            except KeyError:
                column_name, meaning_ja = (column, column), ""
            meaning_en = (
                next((known.description for known in table.columns if known.name == column), "") if table else ""
            )
            columns.append(
                {
                    "column": column,
                    "name": both(*column_name),
                    "type": str(data_type),
                    "is_key": bool(table and column in table.key),
                    "meaning": both(meaning_ja or meaning_en, meaning_en or column_name[1]),
                }
            )
        found.append(DictionaryTable(name, both(*label), both(*description), frame.height, tuple(columns)))
    return found


def _described(dictionary: Dictionary | None, name: str) -> Any:
    try:
        return dictionary.table(name) if dictionary else None
    except DictionaryError:
        return None
