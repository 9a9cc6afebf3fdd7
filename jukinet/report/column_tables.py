"""The page's dictionary: every published table with its columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from jukinet.dictionary import Dictionary, Table
from jukinet.labels import LabelError, column_label, table_labels
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
        table = dictionary.tables.get(name) if dictionary else None
        label, description = both(name, name), Markup("")
        if name in labels:
            label = both(labels[name].ja, labels[name].en)
            description = both(labels[name].description_ja, table.description if table else "")
        columns = tuple(_column(name, column, str(kind), table) for column, kind in warehouse.schema(name).items())
        found.append(DictionaryTable(name, label, description, warehouse.row_count(name), columns))
    return found


def _column(table_name: str, column: str, kind: str, table: Table | None) -> dict[str, Any]:
    meanings = {known.name: known.description for known in table.columns} if table else {}
    meaning = meanings.get(column, "")
    try:
        label = column_label(table_name, column)
        ja, en, meaning_ja = label.ja, label.en, label.description_ja
    except LabelError:
        ja, en, meaning_ja = column, column, ""
    return {
        "column": column,
        "name": both(ja, en),
        "type": kind,
        "is_key": bool(table and column in table.key),
        "meaning": both(meaning_ja or meaning, meaning or en),
    }
