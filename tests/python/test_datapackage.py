"""The data package describes the CSV files truly; the frictionless library says so, and the labels are complete."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from itertools import combinations
from pathlib import Path

import frictionless
import polars as pl
import pytest

from conftest import ROOT, Project
from jukinet.datapackage import read_published_dictionary, references
from jukinet.dictionary import Dictionary, DictionaryError, read_dictionary
from jukinet.labels import column_label, table_labels, values_of
from jukinet.open_data import write_open_data
from jukinet.warehouse import Warehouse
from made_up_publication import write_made_up_publication


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return read_dictionary(ROOT / "models")


@pytest.fixture(scope="module", params=["real", "made up"])
def package(request: pytest.FixtureRequest, built_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("package") / "published"
    if request.param == "real":
        shutil.copytree(built_project.published, directory)
    else:
        write_made_up_publication(built_project.published, directory)
        assert {path.suffix for path in directory.iterdir()} == {".csv", ".parquet"}
    write_open_data(directory, ROOT / "models")
    assert {"counts.sdmx.csv", "datapackage.json", "jukinet.xlsx"} <= {path.name for path in directory.iterdir()}
    return directory


def test_frictionless_finds_the_package_valid(package: Path) -> None:
    report = frictionless.validate(str(package / "datapackage.json"), type="package")
    assert report.valid, report.flatten(["resourceName", "rowNumber", "fieldName", "type", "note"])[:10]


def test_a_changed_file_is_found(package: Path, tmp_path: Path) -> None:
    shutil.copytree(package, tmp_path / "package")
    csv = tmp_path / "package" / "annual_counts.csv"
    csv.write_text(csv.read_text(encoding="utf-8").replace("printed", "estimated", 1), encoding="utf-8", newline="\n")
    report = frictionless.validate(str(tmp_path / "package" / "datapackage.json"), type="package")
    kinds = {kind for (kind,) in report.flatten(["type"])}
    assert {"byte-count", "constraint-error"} <= kinds or {"hash-count", "constraint-error"} <= kinds


def test_no_table_is_read_whole_for_its_digest(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With thousands of publications a CSV file has gigabytes."""
    shutil.copytree(package, tmp_path / "package")

    def refuse(path: Path) -> bytes:
        raise AssertionError(path)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", refuse)
        write_open_data(tmp_path / "package", ROOT / "models")
    assert (tmp_path / "package/datapackage.json").read_bytes() == (package / "datapackage.json").read_bytes()


def test_every_table_and_column_is_described_and_labelled(package: Path, dictionary: Dictionary) -> None:
    warehouse = Warehouse(package)
    described = json.loads((package / "datapackage.json").read_text(encoding="utf-8"))
    resources = {resource["name"]: resource for resource in described["resources"]}
    assert set(resources) == {*warehouse.tables, "counts.sdmx"}
    assert set(table_labels()) == set(warehouse.tables)
    for name in warehouse.tables:
        columns = warehouse.table(name).columns
        assert [field["name"] for field in resources[name]["schema"]["fields"]] == columns
        assert [column.name for column in dictionary.table(name).columns] == columns
        schema = resources[name]["schema"]
        assert all(field["description"] and field["description_ja"] for field in schema["fields"])
        # Not every validator takes the cells of a key for required.
        required = {field["name"] for field in schema["fields"] if field.get("constraints", {}).get("required")}
        assert required == set(schema.get("primaryKey", ()))
        named = [(tuple(one["fields"]), one["reference"]["resource"]) for one in schema.get("foreignKeys", ())]
        assert named == references(name, columns)


def test_what_the_package_says_of_a_table_and_of_its_sources(built_project: Project) -> None:
    package = json.loads((built_project.published / "datapackage.json").read_text(encoding="utf-8"))
    assert package["sources"] == [
        {
            "title": "神奈川県 (Kanagawa Prefecture), "
            "令和3年度住民基本台帳ネットワークシステムのセキュリティ対策の措置状況等について",
            "publication_id": "140007-2021",
            "as_of_date": "2022-03-31",
            "source_file": "140007-2021.txt",
            "source_sha256": "5b8ec5f3cbaa4989608a5471d74889725bd2c4a097633726a6797492ef1ad940",
        }
    ]
    (table,) = (resource for resource in package["resources"] if resource["name"] == "publications")
    content = (built_project.published / "publications.csv").read_bytes()
    schema = table.pop("schema")
    assert table == {
        "profile": "tabular-data-resource",
        "name": "publications",
        "path": "publications.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "title": "公表物",
        "description": "Publications in the warehouse; one row per publication.",
        "description_ja": "収録している公表物。1行＝公表物1件。",
    }
    fields = schema.pop("fields")
    assert schema == {"missingValues": [""], "primaryKey": ["publication_id"]}
    assert fields[1] == {
        "name": "publisher_code",
        "type": "string",
        "title": "公表主体コード",
        "description": "Six-digit local government code of the publisher, as text.",
        "description_ja": "6桁の全国地方公共団体コード。",
        "constraints": {"pattern": "[0-9]{6}"},
    }


def test_the_register_of_labels_names_nothing_that_no_published_column_shows(package: Path) -> None:
    warehouse = Warehouse(package)
    published = {(table, column) for table in warehouse.tables for column in warehouse.table(table).columns}
    with (ROOT / "jukinet" / "labels" / "columns.csv").open(encoding="utf-8") as file:
        registered = pl.read_csv(file.read().encode()).select(pl.col("table").fill_null(""), "column").rows()
    assert len(set(registered)) == len(registered)
    # A row without a table is that of the columns which have none of their own.
    others = {("", column) for table, column in published - set(registered)}
    assert set(registered) <= published | others


def test_every_code_has_a_label(package: Path) -> None:
    warehouse = Warehouse(package)
    for table in warehouse.tables:
        frame = warehouse.table(table)
        for column in {"cell_status", "status", "coverage", "verdict", "anomaly", "activity", "side"} & {
            *frame.columns
        }:
            assert set(frame[column].drop_nulls()) <= set(values_of(column)), f"{table}.{column}"


def test_every_explanation_of_a_break_has_a_label() -> None:
    # No published table shows one: who reads the database of a red build has the labels and this sentence alone.
    assert "missing_rows" in values_of("hypothesis")
    told = column_label("suspect_cells", "hypothesis").description_ja
    assert [code for code in values_of("hypothesis") if f"{code}＝" not in told] == []


def test_kinds_fit_types(package: Path) -> None:
    warehouse = Warehouse(package)
    fitting = {
        "text": pl.String,
        "code": pl.String,
        "flag": pl.Boolean,
        "date": pl.Date,
        "month": pl.Date,
        "share": pl.Float64,
        "change_ratio": pl.Float64,
        "factor": pl.Float64,
    }
    for table in warehouse.tables:
        for column, data_type in warehouse.table(table).schema.items():
            kind = column_label(table, column).kind
            assert data_type == fitting[kind] if kind in fitting else data_type.is_integer(), f"{table}.{column}"


def test_every_reference_between_tables_is_declared(built_project: Project, dictionary: Dictionary) -> None:
    """Where all rows of a table name a row of another by its key, the package says so."""
    warehouse = Warehouse(built_project.published)
    targets: dict[tuple[str, ...], str] = {("publication_id",): "publications", ("affair_id",): "affairs"}
    targets |= {("publication_id", "cell_id"): "cells", ("publication_id", "edit_id"): "reconciliation"}
    targets |= {
        ("publication_id", "session_id"): "training_sessions",
        ("publication_id", "inspection_id"): "inspections",
    }
    for columns, table in targets.items():
        assert dictionary.table(table).key == columns
    for name in warehouse.tables:
        frame = warehouse.table(name)
        declared = set(references(name, frame.columns))
        for size in (1, 2):
            for columns in combinations(frame.columns, size):
                target = targets.get(columns)
                if (
                    target
                    and target != name
                    and frame.height
                    and not frame.select(columns).null_count().sum_horizontal()[0]
                ):
                    assert (columns, target) in declared or name == "suspect_cells", (
                        f"jukinet/datapackage.py: REFERENCES does not say that {columns} of {name} names {target}"
                    )


def test_tables_are_machine_readable_after_the_ministrys_rules(package: Path) -> None:
    warehouse = Warehouse(package)
    for name in warehouse.tables:
        content = (package / f"{name}.csv").read_bytes()
        assert b"\r" not in content
        assert not content.startswith(b"\xef\xbb\xbf")
        frame = warehouse.table(name)
        # An era year never stands alone, and a region code is text.
        if "fiscal_year_label" in frame.columns:
            assert "fiscal_year" in frame.columns
        if "started_label" in frame.columns:
            assert "started_month" in frame.columns
        if "publisher_code" in frame.columns:
            assert all(re.fullmatch("[0-9]{6}", code) for code in frame["publisher_code"])


def test_the_published_dictionary_is_that_of_the_models(package: Path, dictionary: Dictionary) -> None:
    published = read_published_dictionary(package)
    assert {name: table for name, table in published.tables.items() if name != "counts.sdmx"} == dict(dictionary.tables)


def test_equal_tables_give_an_equal_description(package: Path, tmp_path: Path) -> None:
    shutil.copytree(package, tmp_path / "package")
    write_open_data(tmp_path / "package", ROOT / "models")
    assert (tmp_path / "package" / "datapackage.json").read_bytes() == (package / "datapackage.json").read_bytes()


def test_descriptions_and_keys_are_those_of_the_models(dictionary: Dictionary) -> None:
    counts = dictionary.table("annual_counts")
    assert counts.column("case_count").description == "Look-ups (件), not persons; null where no figure is known."
    assert counts.column("fiscal_year_label").description.endswith("such as R03.")
    assert counts.key == ("publication_id", "affair_id", "fiscal_year")
    assert dictionary.table("cells").key == ("publication_id", "cell_id")
    assert dictionary.table("suspect_cells").key == ()


def test_a_reference_to_a_missing_doc_block_names_the_column(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "models", tmp_path / "models")
    columns = tmp_path / "models" / "columns.md"
    columns.write_text(columns.read_text(encoding="utf-8").replace("docs month %", "docs moon %"), encoding="utf-8")
    with pytest.raises(DictionaryError, match=r"monthly_counts\.month|cells\.month"):
        read_dictionary(tmp_path / "models")


@pytest.mark.parametrize(
    ("gone", "instead", "named"),
    [
        (
            """      - name: fiscal_year_label
        data_type: string
        description: Fiscal year as the publication heads its columns, such as R03.
""",
            "",
            r"annual_counts\.fiscal_year_label: no description; describe the column",
        ),
        ("  - name: annual_counts\n", "  - name: others\n", "annual_counts: no description; describe the table"),
    ],
)
def test_an_undescribed_column_or_table_stops_the_package(
    package: Path, tmp_path: Path, gone: str, instead: str, named: str
) -> None:
    shutil.copytree(package, tmp_path / "package")
    shutil.copytree(ROOT / "models", tmp_path / "models")
    path = tmp_path / "models/marts/counts/annual_counts.yml"
    text = path.read_text(encoding="utf-8")
    assert text.count(gone) == 1
    path.write_text(text.replace(gone, instead), encoding="utf-8")
    (tmp_path / "package/datapackage.json").unlink()
    with pytest.raises(DictionaryError, match=named):
        write_open_data(tmp_path / "package", tmp_path / "models")
    assert not (tmp_path / "package/datapackage.json").exists()
