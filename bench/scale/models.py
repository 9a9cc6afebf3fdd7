"""python -m bench.scale.models FOLDER OUTPUT: the project's own models, from landed Parquet to `reconciliation`.

dbt compiles them once per folder (`--compile`), so that its start-up is not taken for the cost of the work; their SQL
then runs in one process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import duckdb

from bench import ROOT
from bench.scale.inputs import RESULT, register

COMPILED = "models.json"
CATALOG = "models"
"""Stem of the database's name, under which the compiled SQL finds its tables."""

MEMORY_LIMIT = "3800MB"
"""What DuckDB may hold before it spills: the process then stays under 4 GiB."""

LAST = "reconciliation"
BEYOND = ("suspect_cells", "cell_coverage")
"""Models that are compiled too; `balance` stops at LAST."""


def compile_models(folder: Path) -> None:
    """Write the seeds and models of LAST, then of BEYOND, each after those that it reads, to COMPILED in `folder`.

    Raises subprocess.CalledProcessError where they do not compile.
    """
    with tempfile.TemporaryDirectory() as directory:
        subprocess.run(
            [
                str(Path(sys.executable).with_name("dbt")), "--quiet", "compile",
                "--select", *(f"+{name}" for name in (LAST, *BEYOND)),
                "--target-path", directory, "--vars", json.dumps({"landing": folder.resolve().as_posix()}),
            ],
            cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
            env=os.environ | {"JUKINET_DATABASE": f"{directory}/{CATALOG}.duckdb"},
        )  # fmt: skip
        manifest = json.loads(Path(directory, "manifest.json").read_text(encoding="utf-8"))
    nodes, ordered = manifest["nodes"], dict[str, dict[str, Any]]()

    def add(name: str) -> None:
        if name in nodes and name not in ordered:
            for parent in nodes[name]["depends_on"].get("nodes", []):
                add(parent)
            ordered[name] = nodes[name]

    for name in (LAST, *BEYOND):
        add(f"model.jukinet.{name}")
    # What is ephemeral stands in the SQL of those that read it.
    steps = [_step(node) for node in ordered.values() if node["config"]["materialized"] != "ephemeral"]
    (folder / COMPILED).write_text(json.dumps(steps), encoding="utf-8")


def compile_as_for(compiled: Path, folder: Path) -> None:
    """Write to `folder` what was compiled for the folder `compiled`, whose path is all that tells the two apart."""
    text = (compiled / COMPILED).read_text(encoding="utf-8")
    path, other = (json.dumps(one.resolve().as_posix())[1:-1] for one in (compiled, folder))
    if path not in text:
        raise ValueError(f"{compiled / COMPILED} does not name {path}: its models were compiled for another folder")
    (folder / COMPILED).write_text(text.replace(path, other), encoding="utf-8")


def _step(node: dict[str, Any]) -> dict[str, Any]:
    kind = "seed" if node["resource_type"] == "seed" else node["config"]["materialized"]
    return {
        "name": node["name"],
        "kind": kind,
        "language": node.get("language", "sql"),
        "sql": node.get("compiled_code"),
        "types": {name: type_.replace("string", "varchar") for name, type_ in node["config"]["column_types"].items()},
    }


def balance(folder: Path, output: Path) -> None:
    """Write the columns of inputs.RESULT to the Parquet file `output`; the tables go to a database that is not kept.

    Raises duckdb.Error where a model fails.
    """
    with (
        tempfile.TemporaryDirectory(dir=output.parent) as directory,
        duckdb.connect(f"{directory}/{CATALOG}.duckdb") as connection,
    ):
        reconcile(folder, connection)
        connection.execute(f"copy (select {', '.join(RESULT)} from {LAST}) to '{output.as_posix()}' (format parquet)")


def reconcile(folder: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """Make everything up to LAST in the database of `connection`, whose file must be called CATALOG.

    Raises duckdb.Error where a model fails.
    """
    if not (folder / COMPILED).is_file():
        compile_models(folder)
    steps = json.loads((folder / COMPILED).read_text(encoding="utf-8"))
    path = [step["name"] for step in steps].index(LAST) + 1
    connection.execute(f"set memory_limit = '{MEMORY_LIMIT}'; set preserve_insertion_order = false")
    for step in steps[:path]:
        make(step, connection, folder)


def make(step: dict[str, Any], connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Make the seed or model of one step, as dbt would.

    Raises duckdb.Error, or what a Python model raises, where it fails.
    """
    sql = step["sql"]
    if step["kind"] == "seed":
        path = register(folder, step["name"])
        path = path if path.is_file() else next((ROOT / "seeds").glob(f"*/{step['name']}.csv"))
        sql = f"from read_csv('{path.as_posix()}', header = true, types = {step['types']})"
    elif step["language"] == "python":
        scope: dict[str, Any] = {}
        exec(compile(sql, step["name"], "exec"), scope)
        connection.register("made", scope["model"](scope["dbtObj"](connection.table), connection))
        sql = "from made"
    connection.execute(f"create {'view' if step['kind'] == 'view' else 'table'} {step['name']} as {sql}")


if __name__ == "__main__":
    if sys.argv[1] == "--compile":
        compile_models(Path(sys.argv[2]))
    else:
        balance(Path(sys.argv[1]), Path(sys.argv[2]))
