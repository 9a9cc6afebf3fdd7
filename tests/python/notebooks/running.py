"""Runs a notebook as a reader does, and hands out what it shows and what it has computed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

from jukinet.charts import Lang

LANGUAGES: tuple[Lang, ...] = ("ja", "en")


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def execute(path: Path, publication_id: str, names: Iterable[str]) -> dict[Lang, tuple[Any, dict[str, int]]]:
    """By language the notebook with its outputs, and the whole numbers that it has computed under `names`.

    The second language finds the libraries loaded, and none of the first one's variables.
    """
    # The last cell tells what the notebook has computed.
    probe = ", ".join(f"{name!r}: int({name})" for name in names)
    notebooks, cells = {}, []
    for lang in LANGUAGES:
        notebook = notebooks[lang] = read(path)
        (parameters,) = (cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))
        parameters.source = f"publication_id = {publication_id!r}\nlang = {lang!r}"
        notebook.cells.append(nbformat.v4.new_code_cell(f"import json\nprint(json.dumps({{{probe}}}))"))
        for cell in notebook.cells:
            cell.id = f"{lang}-{cell.id}"
        cells += [nbformat.v4.new_code_cell("%reset -f"), *notebook.cells]
    both = nbformat.v4.new_notebook(cells=cells)
    resources = {"metadata": {"path": str(path.parent)}}
    NotebookClient(both, kernel_name="python3", timeout=240, resources=resources).execute()
    return {
        lang: (notebook, json.loads(notebook.cells.pop().outputs[0]["text"])) for lang, notebook in notebooks.items()
    }


def outputs_of(notebook: Any, mime_type: str) -> list[Any]:
    return [
        output["data"][mime_type]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if mime_type in output.get("data", {})
    ]
