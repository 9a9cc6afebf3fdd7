"""What the published tables, their columns and codes are called, in Japanese and English.

Four registers, as CSV beside this module: tables.csv, columns.csv (a column that means something else in one table
has a second row for it), values.csv, and reasons.csv for the slips that suspect_cells tells in words. The kind of a
column says how its values are shown:

- text, code: as they are; a code is an identifier, never a number;
- number, year: whole numbers without separators: line numbers, positions, years;
- count, change: whole numbers with separators, a change with its sign;
- share, change_ratio: percentages, a change with its sign; factor: how many times;
- date, month: dates; a month is the date of its first day;
- flag: true or false.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

Lang = Literal["ja", "en"]
LANGUAGES: tuple[Lang, Lang] = ("ja", "en")
Kind = Literal[
    "text", "code", "number", "year", "count", "change", "share", "change_ratio", "factor", "date", "month", "flag"
]


class LabelError(KeyError):
    """A published table or column that the registers do not name."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class TableLabel:
    """A table's names, and in Japanese what it holds; the English description is that of its model."""

    ja: str
    en: str
    description_ja: str


@dataclass(frozen=True)
class ColumnLabel:
    """A column's names, its kind, and in Japanese what it holds."""

    ja: str
    en: str
    kind: Kind
    description_ja: str


def _rows(register: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath(f"{register}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def table_labels() -> dict[str, TableLabel]:
    """Labels of every published table, in the order in which a reader wants them."""
    return {
        row["table"]: TableLabel(row["label_ja"], row["label_en"], row["description_ja"]) for row in _rows("tables")
    }


def in_order(tables: Collection[str]) -> list[str]:
    """Published tables in the order in which a reader wants them.

    Raises LabelError where one has no label: a new table is entered in tables.csv.
    """
    places = {name: place for place, name in enumerate(table_labels())}
    for name in tables:
        if name not in places:
            raise LabelError(f"jukinet/labels/tables.csv has no row for {name}; add one")
    return sorted(tables, key=lambda name: places[name])


@cache
def _columns() -> dict[tuple[str, str], ColumnLabel]:
    return {
        (row["table"], row["column"]): ColumnLabel(
            row["label_ja"],
            row["label_en"],
            row["kind"],  # type: ignore[arg-type]
            row["description_ja"],
        )
        for row in _rows("columns")
    }


def _found(table: str, column: str) -> ColumnLabel | None:
    labels = _columns()
    return labels.get((table, column)) or labels.get(("", column))


@cache
def column_label(table: str, column: str) -> ColumnLabel:
    """The label of a column.

    Raises LabelError where the register has none: a new column is entered in columns.csv.
    """
    found = _found(table, column)
    if found is None:
        raise LabelError(f"jukinet/labels/columns.csv has no row for {table}.{column}; add one")
    return found


def require_labels(tables: Mapping[str, Collection[str]]) -> None:
    """See that every table, given with its columns, is labelled.

    Raises LabelError, which names all that are not: a new table brings several.
    """
    missing = {
        "tables": [table for table in tables if table not in table_labels()],
        "columns": [
            f"{table}.{column}"
            for table, columns in tables.items()
            for column in columns
            if _found(table, column) is None
        ],
    }
    told = [
        f"jukinet/labels/{register}.csv has no row for {', '.join(names)}"
        for register, names in missing.items()
        if names
    ]
    if told:
        raise LabelError(f"{'; '.join(told)}; add {'one' if sum(map(len, missing.values())) == 1 else 'them'}")


@cache
def _values() -> dict[tuple[str, str], dict[Lang, str]]:
    return {(row["column"], row["value"]): {"ja": row["label_ja"], "en": row["label_en"]} for row in _rows("values")}


def coded_columns() -> list[str]:
    """Columns whose codes are explained in values.csv."""
    return list(dict.fromkeys(column for column, _ in _values()))


def values_of(column: str) -> dict[str, dict[Lang, str]]:
    """The codes of a column and what they are called."""
    return {value: label for (name, value), label in _values().items() if name == column}


def value_label(column: str, value: str, lang: Lang) -> str:
    """What a code is called; a code that the register does not know is its own name."""
    return _values().get((column, value), {}).get(lang, value)


@cache
def _reasons() -> dict[str, tuple[str, str]]:
    return {row["code"]: (row["label_ja"], row["label_en"]) for row in _rows("reasons")}


def reason_en(code: str, **values: object) -> str:
    """A slip in words, as suspect_cells publishes it.

    Raises KeyError where reasons.csv has no such code, or where its words need a value that is not given.
    """
    return _reasons()[code][1].format(**values)


@cache
def _said() -> list[tuple[re.Pattern[str], str]]:
    """The English words of each slip, with whatever values they have, and the Japanese ones.

    The first that fit are taken: in reasons.csv, what says more stands before what says less.
    """
    value = re.compile(r"\\\{(\w+)\\\}")
    return [(re.compile(value.sub(r"(?P<\1>.+)", re.escape(en))), ja) for ja, en in _reasons().values()]


def reason_ja(reason: str) -> str:
    """A slip, and behind a semicolon the figures that would do, in Japanese; one that is not known stays as it is."""
    for said, ja in _said():
        if found := said.fullmatch(reason):
            return ja.format(**found.groupdict())
    slip, _, bound = reason.partition("; ")
    return f"{reason_ja(slip)}（{reason_ja(bound)}）" if bound else reason
