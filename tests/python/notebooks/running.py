"""Runs a notebook as a reader does, and hands out what it shows and what it has computed."""

from __future__ import annotations

import atexit
import functools
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.manager import KernelManager
from nbclient import NotebookClient

from jukinet.charts import Lang

LANGUAGES: tuple[Lang, ...] = ("ja", "en")
# Drawing takes most of a run. Tests of charts look at the pictures, and notebooks in JupyterLab store them.
WITHOUT_PICTURES = "theme.vl_convert = SimpleNamespace(vegalite_to_svg=lambda *_, **__: '<svg/>')"
NOTEBOOKS = Path(__file__).resolve().parents[3] / "notebooks"


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


@functools.cache
def _kernel() -> KernelManager:
    """The one kernel of this process: it takes as long to load the libraries as to run a notebook."""
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(cwd=str(NOTEBOOKS))
    atexit.register(manager.shutdown_kernel, now=True)
    return manager


def _run(cells: list[Any]) -> None:
    """Run cells as one notebook; they find the libraries loaded, and no variables of what ran before."""
    first = (
        "import os",
        "from types import SimpleNamespace",
        "from jukinet.charts import theme",
        f"os.environ['JUKINET_PUBLISHED'] = {os.environ['JUKINET_PUBLISHED']!r}",
        WITHOUT_PICTURES,
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("\n".join(first)), *cells])
    try:
        NotebookClient(notebook, km=_kernel(), timeout=240).execute()
    except Exception:
        # What a failure leaves behind is no matter of the next notebook.
        _kernel().shutdown_kernel(now=True)
        _kernel.cache_clear()
        raise


def execute(path: Path, publication_id: str, names: Iterable[str]) -> dict[Lang, tuple[Any, dict[str, int]]]:
    """By language the notebook with its outputs, and the whole numbers that it has computed under `names`."""
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
    _run(cells)
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
