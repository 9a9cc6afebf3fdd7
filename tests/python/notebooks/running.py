"""Runs a notebook as a reader does, and hands out what it shows and what it has computed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def execute(path: Path, publication_id: str, lang: str, names: Iterable[str]) -> tuple[Any, dict[str, int]]:
    """The notebook with its outputs, and the whole numbers that it has computed under `names`."""
    notebook = read(path)
    (parameters,) = (cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))
    parameters.source = f"publication_id = {publication_id!r}\nlang = {lang!r}"
    # The last cell tells what the notebook has computed.
    probe = ", ".join(f"{name!r}: int({name})" for name in names)
    notebook.cells.append(nbformat.v4.new_code_cell(f"import json\nprint(json.dumps({{{probe}}}))"))
    resources = {"metadata": {"path": str(path.parent)}}
    NotebookClient(notebook, kernel_name="python3", timeout=120, resources=resources).execute()
    return notebook, json.loads(notebook.cells.pop().outputs[0]["text"])


def outputs_of(notebook: Any, mime_type: str) -> list[Any]:
    return [
        output["data"][mime_type]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if mime_type in output.get("data", {})
    ]
