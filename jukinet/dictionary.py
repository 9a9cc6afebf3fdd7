"""The data dictionary: what every published table and column means, as the models describe it.

Read from the YAML beside the models without dbt, whose start takes seconds; a reference to a doc block is resolved
from models/columns.md. Readers of the published tables get the same from jukinet.datapackage.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jukinet.read_yaml import read_yaml

# The table that is published under another name than that of its model.
_PUBLISHED_AS = {"resolved_cells": "cells"}
_DOC_BLOCK = re.compile(r"{%\s*docs\s+(\w+)\s*%}(.*?){%\s*enddocs\s*%}", re.DOTALL)
_DOC_REFERENCE = re.compile(r"{{\s*doc\(\s*[\"'](\w+)[\"']\s*\)\s*}}")


class DictionaryError(Exception):
    """A published table or column that nothing describes, or a reference to a doc block that does not exist."""


@dataclass(frozen=True)
class Column:
    """A column of a published table."""

    name: str
    description: str


@dataclass(frozen=True)
class Table:
    """A published table: what it holds, its key (empty where it has none), and its columns in order."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column:
        """The column of that name.

        Raises DictionaryError where the table has none.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise DictionaryError(f"{self.name}.{name}: no description; describe the column beside its model")


@dataclass(frozen=True)
class Dictionary:
    """The published tables by name."""

    tables: Mapping[str, Table]

    def table(self, name: str) -> Table:
        """The table of that name.

        Raises DictionaryError where nothing describes it.
        """
        if name not in self.tables:
            raise DictionaryError(f"{name}: no description; describe the table beside its model")
        return self.tables[name]


def read_dictionary(models: Path) -> Dictionary:
    """Read the descriptions of the models in the directory `models`: the marts, and the ledger and its edits.

    Raises DictionaryError where a description refers to a doc block that models/columns.md does not hold.
    """
    blocks = {
        name: text.strip() for name, text in _DOC_BLOCK.findall((models / "columns.md").read_text(encoding="utf-8"))
    }
    tables = {}
    intermediate = (models / "intermediate" / f"{name}.yml" for name in ("resolved_cells", "edit_members"))
    for file in (*sorted((models / "marts").rglob("*.yml")), *intermediate):
        for model in read_yaml(file).get("models", []):
            name = _PUBLISHED_AS.get(model["name"], model["name"])
            tables[name] = Table(
                name=name,
                description=_resolve(model["description"], blocks, name),
                key=_key(model),
                columns=tuple(
                    Column(column["name"], _resolve(column["description"], blocks, f"{name}.{column['name']}"))
                    for column in model.get("columns", [])
                ),
            )
    return Dictionary(tables)


def _key(model: Mapping[str, Any]) -> tuple[str, ...]:
    """The columns of the test one_row_per, or where there is no such test, config.meta.key."""
    for test in model.get("data_tests", []):
        if isinstance(test, dict) and "one_row_per" in test:
            return tuple(test["one_row_per"]["arguments"]["columns"])
    return tuple(model.get("config", {}).get("meta", {}).get("key", ()))


def _resolve(description: str, blocks: Mapping[str, str], place: str) -> str:
    def block(reference: re.Match[str]) -> str:
        if reference[1] not in blocks:
            raise DictionaryError(f"{place}: models/columns.md has no doc block {reference[1]}")
        return blocks[reference[1]]

    return _DOC_REFERENCE.sub(block, description).strip()
