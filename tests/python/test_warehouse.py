"""Published tables as their readers have them."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from held_open import refuse
from jukinet.publish import publish
from jukinet.warehouse import Warehouse


def _numbers(value: int) -> dict[str, duckdb.DuckDBPyRelation]:
    return {"one": duckdb.default_connection().sql(f"select {value} as n")}


def test_a_reader_keeps_what_it_read(tmp_path: Path) -> None:
    directory = tmp_path / "published"
    publish(_numbers(3), directory)
    reader = Warehouse(directory)
    publish(_numbers(4), directory)
    assert reader.sql("select max(n) from one").item() == 3
    assert Warehouse(directory).sql("select max(n) from one").item() == 4


def test_files_are_read_within_the_limit_of_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUKINET_MEMORY_LIMIT", "")
    publish(_numbers(3), tmp_path / "published")
    monkeypatch.setenv("JUKINET_MEMORY_LIMIT", "512MiB")
    warehouse = Warehouse(tmp_path / "published", is_copied=False)
    assert warehouse.sql("select current_setting('memory_limit')").item() == "512.0 MiB"


def test_a_directory_in_which_nobody_may_look_is_not_taken_for_an_empty_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Whoever runs the tests may be permitted to look everywhere.
    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(PermissionError, match=re.escape(str(tmp_path))):
        Warehouse(tmp_path)


def test_nothing_published_yet(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="make build"):
        Warehouse(tmp_path)
