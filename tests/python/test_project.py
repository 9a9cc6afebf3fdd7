"""Conventions of the dbt project that neither dbt nor the rules of dbt-bouncer.yml can see."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from conftest import ROOT


def _nodes(manifest: dict[str, Any], kind: str) -> dict[str, dict[str, Any]]:
    return {node["name"]: node for node in manifest["nodes"].values() if node["resource_type"] == kind}


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
    assert late == [], f"models/publish/published_files.py publishes before {late}: it lacks what they test"
    assert len(tests) > 20


def test_every_mart_is_behind_the_gate_and_published(manifest: dict[str, Any]) -> None:
    published = _ancestors(manifest, "model.jukinet.published_files")
    for name, model in _nodes(manifest, "model").items():
        if model["fqn"][1] != "marts":
            continue
        assert model["unique_id"] in published, f"models/publish/published_files.py does not publish {name}"
        if name in ("reconciliation", "suspect_cells"):
            continue
        before = _ancestors(manifest, model["unique_id"])
        assert "model.jukinet.reconciliation" in before, f"{name} is built while an edit is broken"
        assert "model.jukinet.seal_breaks" in before, f"{name} is built while a seal is broken"


def test_every_seed_has_its_own_staging_view_and_no_other(manifest: dict[str, Any]) -> None:
    """Checks take the seeds that must be there from these views, which stand in a folder of the same name."""
    read = {
        name: (model["fqn"][2], manifest["parent_map"][model["unique_id"]])
        for name, model in _nodes(manifest, "model").items()
        if model["fqn"][1] == "staging"
    }
    seeds = _nodes(manifest, "seed")
    assert read == {f"stg_{name}": (seed["fqn"][1], [seed["unique_id"]]) for name, seed in seeds.items()}


def test_every_seed_that_transcribes_a_publication_is_sealed_and_can_be_landed(manifest: dict[str, Any]) -> None:
    seeds = sorted(name for name, seed in _nodes(manifest, "seed").items() if seed["fqn"][1] == "disclosures")
    listed = manifest["macros"]["macro.jukinet.disclosure_seeds"]["macro_sql"]
    assert re.findall(r"'(\w+)'", listed) == seeds, f"macros/transcription.sql: disclosure_seeds() is not {seeds}"
    landed = sorted(source["name"] for source in manifest["sources"].values())
    assert landed == seeds, f"models/staging/disclosures/landing.yml: its tables are not {seeds}"


def test_every_test_is_named_as_a_sentence(manifest: dict[str, Any]) -> None:
    """A test of a key names its columns, but for what says only how they are written: cell_id is a cell."""
    for name, node in _nodes(manifest, "test").items():
        said = name.removeprefix("assert_") if name.startswith("assert_") else name.partition("__")[2]
        assert "_" in said, f"{name}: say what must be true, such as cells__one_row_per_publication"
        metadata = node.get("test_metadata", {})
        if metadata.get("name") == "one_row_per":
            key = [re.sub(r"_(ids?|name|no)$", "", column) for column in metadata["kwargs"]["columns"]]
            parts = name.partition("__one_row_per_")[2].split("_and_")
            assert len(parts) == len(key), f"{name}: name each column of the key: {key}"
            assert all(word in part for word, part in zip(key, parts, strict=True)), f"{name}: the key is {key}"


def test_how_a_model_is_stored_is_said_in_one_file() -> None:
    files = [path for path in (ROOT / "models").rglob("*") if path.suffix in (".sql", ".py", ".yml")]
    assert len(files) > 100
    assert [path.name for path in files if "materialized" in path.read_text(encoding="utf-8")] == []


LEDGER = ("balance_edits.sql", "cell_attributes.sql", "edit_contributions.sql", "union_cells.sql", "union_groups.sql")
"""Macros that write parts of the ledger and of its sums; the comment above each says what it needs."""


def test_every_macro_is_described_with_its_arguments(manifest: dict[str, Any]) -> None:
    macros = [macro for macro in manifest["macros"].values() if macro["package_name"] == "jukinet"]
    assert len(macros) > 40
    for macro in macros:
        name = macro["name"]
        is_dispatched = name.partition("__")[2] in {other["name"] for other in macros}
        if is_dispatched or Path(macro["original_file_path"]).name in LEDGER:
            continue
        assert macro["description"], f"{name} is not described in macros/schema.yml"
        signature = re.search(r"{%-? (?:macro|test) \w+\((.*?)\)", macro["macro_sql"])
        names = re.findall(r"(\w+)(?:=[^,]+)?", signature[1]) if signature else []
        assert [argument["name"] for argument in macro["arguments"]] == names, f"{name}: macros/schema.yml"
        assert all(argument["type"] and argument["description"] for argument in macro["arguments"]), name
