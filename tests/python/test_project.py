"""Conventions of the project that dbt does not enforce by itself."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conftest import Project


@pytest.fixture(scope="module")
def manifest(built_project: Project) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((built_project.root / "target/manifest.json").read_text(encoding="utf-8"))
    return loaded


def _models(manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {node["name"]: node for node in manifest["nodes"].values() if node["resource_type"] == "model"}


def _ancestors(manifest: dict[str, Any], unique_id: str) -> set[str]:
    found: set[str] = set()
    waiting = [unique_id]
    while waiting:
        for parent in manifest["parent_map"][waiting.pop()]:
            if parent not in found:
                found.add(parent)
                waiting.append(parent)
    return found


def test_every_test_stands_before_publishing(manifest: dict[str, Any]) -> None:
    """A failing test keeps the tables from being published only if all that it tests lies before them."""
    before = _ancestors(manifest, "model.jukinet.published_files")
    tests = [
        node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "test" and node["name"] != "assert_tables_were_published"
    ]
    assert [node["name"] for node in tests if not manifest["parent_map"][node["unique_id"]]] == []
    late = [node["name"] for node in tests if not set(manifest["parent_map"][node["unique_id"]]) <= before]
    assert late == []
    assert len(tests) > 20


def test_every_mart_is_behind_the_gate_and_published(manifest: dict[str, Any]) -> None:
    published = _ancestors(manifest, "model.jukinet.published_files")
    for name, model in _models(manifest).items():
        if model["fqn"][1] != "marts":
            continue
        assert model["unique_id"] in published, f"{name} is not published"
        if name in ("reconciliation", "suspect_cells"):
            continue
        before = _ancestors(manifest, model["unique_id"])
        assert "model.jukinet.reconciliation" in before, f"{name} is built while an edit is broken"


def test_every_model_and_every_column_of_a_mart_is_described(manifest: dict[str, Any]) -> None:
    for name, model in _models(manifest).items():
        assert "one row per" in model["description"].lower(), f"{name}: say what a row is"
        if model["fqn"][1] == "marts":
            assert model["contract"]["enforced"], name
            for column in model["columns"].values():
                assert column["description"], f"{name}.{column['name']}"


def test_every_seed_has_types_a_key_and_a_description(manifest: dict[str, Any]) -> None:
    seeds = [node for node in manifest["nodes"].values() if node["resource_type"] == "seed"]
    assert len(seeds) > 20
    for seed in seeds:
        assert set(seed["config"]["column_types"]) == set(seed["columns"]), seed["name"]
        assert set(seed["config"]["meta"]["key"]) <= set(seed["columns"]), seed["name"]
        assert "Not to be used for" in seed["description"], seed["name"]
        assert all(column["description"] for column in seed["columns"].values()), seed["name"]


def test_every_test_is_named_as_a_sentence(manifest: dict[str, Any]) -> None:
    for node in manifest["nodes"].values():
        if node["resource_type"] == "test":
            assert node["name"].startswith("assert_") or "__" in node["name"], node["name"]
