"""Describes the published CSV files as a tabular data package (Frictionless Table Schema, profile version 1).

The files follow the ministry's rules for machine-readable statistical tables (総務省, 統計表における機械判読可能な
データ作成に関する表記方法, 2020): one datum per cell, nothing inherited from the cell above, numbers without units or
separators, the Western year beside every era year, region codes as text.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

import polars as pl

from jukinet import sdmx
from jukinet.dictionary import Column, Dictionary, Table
from jukinet.files import sha256_of
from jukinet.labels import coded_columns, column_label, in_order, table_labels, values_of
from jukinet.warehouse import Warehouse

FILE = "datapackage.json"
_TYPES = {"String": "string", "Boolean": "boolean", "Date": "date", "Float64": "number"}

_AFFAIR = (("affair_id",), "affairs")
_CELL = (("publication_id", "cell_id"), "cells")
_EDIT = (("publication_id", "edit_id"), "reconciliation")
_INSPECTION = (("publication_id", "inspection_id"), "inspections")

# Where columns of one table name rows of another, beside its publication. A column that may be empty is left out:
# cell_id of monthly_counts is null where nothing is printed.
REFERENCES: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = {
    "annual_counts": (_AFFAIR, _CELL),
    "monthly_counts": (_AFFAIR,),
    "yearly_trends": (_AFFAIR,),
    "derived_cells": (_CELL, _EDIT),
    "cell_coverage": (_CELL,),
    "training_attendance": ((("publication_id", "session_id"), "training_sessions"),),
    "inspected_offices": (_INSPECTION,),
    "inspection_findings": (_INSPECTION,),
    "edit_members": (_CELL, _EDIT),
}


def references(name: str, columns: Collection[str]) -> list[tuple[tuple[str, ...], str]]:
    """The columns of a table, of all its `columns`, by which each row names one of another table, with that table."""
    is_of_publication = "publication_id" in columns and name != "publications"
    return [*([(("publication_id",), "publications")] if is_of_publication else []), *REFERENCES.get(name, ())]


def write_datapackage(warehouse: Warehouse, dictionary: Dictionary, directory: Path) -> None:
    """Write datapackage.json into `directory`, which holds one CSV file per table of `warehouse`, and the SDMX-CSV.

    It states no time of creation, so that equal tables give an equal file.

    Raises DictionaryError where a table or column has no description, KeyError where a column has no label.
    """
    publications = warehouse.table("publications")
    resources = [_resource(warehouse, name, dictionary, directory) for name in in_order(warehouse.tables)]
    package = {
        "profile": "tabular-data-package",
        "name": "jukinet",
        "title": "本人確認情報の利用及び提供の件数 / Look-ups in the Basic Resident Register Network",
        "description": (
            "Look-ups of identification information, as Japanese prefectures publish them, reconciled cell by cell. "
            "A count is a look-up (件), not a person. A dash in print is not a zero: its status is not_applicable. "
            "Fiscal years run from April to March and are named by the Western year in which they begin."
        ),
        "keywords": ["住民基本台帳ネットワークシステム", "本人確認情報", "official statistics", "Japan"],
        "licenses": [
            {"name": "notspecified", "title": "Figures and names: the terms of the publisher apply, see the sources"},
            {"name": "MIT", "title": "Descriptions, structure and code of jukinet"},
        ],
        "sources": [_source(publication) for publication in publications.iter_rows(named=True)],
        "resources": [*resources, _sdmx_resource(directory)],
    }
    text = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    (directory / FILE).write_text(text, encoding="utf-8", newline="\n")


def read_published_dictionary(directory: Path) -> Dictionary:
    """Read the descriptions from the datapackage.json of a published directory.

    Raises FileNotFoundError where there is none.
    """
    package = json.loads((directory / FILE).read_text(encoding="utf-8"))
    tables = {}
    for resource in package["resources"]:
        schema = resource["schema"]
        tables[resource["name"]] = Table(
            name=resource["name"],
            description=resource["description"],
            key=tuple(schema.get("primaryKey", ())),
            columns=tuple(Column(field["name"], field["description"]) for field in schema["fields"]),
        )
    return Dictionary(tables)


def _source(publication: dict[str, Any]) -> dict[str, str]:
    return {
        "title": f"{publication['publisher_name']} ({publication['publisher_name_en']}), {publication['title']}",
        "publication_id": publication["publication_id"],
        "as_of_date": publication["as_of_date"].isoformat(),
        "source_file": publication["source_file"],
        "source_sha256": publication["source_sha256"],
    }


def _resource(warehouse: Warehouse, name: str, dictionary: Dictionary, directory: Path) -> dict[str, Any]:
    table, schema = dictionary.table(name), warehouse.schema(name)
    labels = table_labels()
    fields = []
    for column, data_type in schema.items():
        label = column_label(name, column)
        field: dict[str, Any] = {
            "name": column,
            "type": _field_type(data_type),
            "title": label.ja,
            "description": table.column(column).description,
            "description_ja": label.description_ja,
        }
        constraints: dict[str, Any] = {}
        if column in table.key:
            constraints["required"] = True
        if column in coded_columns():
            constraints["enum"] = list(values_of(column))
        if column == "publisher_code":
            constraints["pattern"] = "[0-9]{6}"
        if constraints:
            field["constraints"] = constraints
        fields.append(field)
    table_schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if table.key:
        table_schema["primaryKey"] = list(table.key)
    if named := references(name, schema.names()):
        table_schema["foreignKeys"] = [
            {"fields": list(columns), "reference": {"resource": target, "fields": list(columns)}}
            for columns, target in named
        ]
    return {
        **_file(directory, f"{name}.csv", name),
        "title": labels[name].ja,
        "description": table.description,
        "description_ja": labels[name].description_ja,
        "schema": table_schema,
    }


def _sdmx_resource(directory: Path) -> dict[str, Any]:
    return {
        **_file(directory, sdmx.FILE, "counts.sdmx"),
        "title": "件数（SDMX-CSV 2.0）",
        "description": "Annual and monthly counts as SDMX-CSV 2.0; one row per observation.",
        "schema": {
            "fields": [{"name": name, "type": kind, "description": text} for name, kind, text in sdmx.COLUMNS],
            "missingValues": [""],
            "primaryKey": list(sdmx.KEY),
        },
    }


def _file(directory: Path, file: str, name: str) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": file,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": (directory / file).stat().st_size,
        "hash": f"sha256:{sha256_of(directory / file)}",
    }


def _field_type(data_type: pl.DataType) -> str:
    return "integer" if data_type.is_integer() else _TYPES[str(data_type)]
