"""The notebooks in JupyterLab, started as `make lab` starts it: every cell runs, every chart is drawn, nothing is asked
of another host.

Each notebook is a copy beside a built project's tables, and Lab's own files are in a directory of the test.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from browser.chromium import Opened, chromium, needs_chromium, open_tab
from conftest import ROOT, Project
from jukinet.charts.theme import LAB_MIME_TYPE

pytestmark = needs_chromium

# A kernel that loads the charts on a busy machine takes minutes; this only ends a test that would wait for ever.
PATIENCE = 400_000
NOTEBOOKS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))
TRANSLATION = "@jupyterlab/translation-extension/plugin.jupyterlab-settings"
# What Lab itself says on a machine without terminals, and of a file of its own that it asks for in vain.
LAB_SAYS = ("Disabling terminals plugin", "Failed to load resource: the server responded with a status of 404")
DRAWN = ".jp-RenderedVegaLite"
# Lab keeps only the cells in sight in the page; a tab as tall as a notebook has them all in sight.
TALL = {"width": 1500, "height": 12_000}


def lab_command() -> list[str]:
    """The arguments of `jupyter` in the Makefile's rule for `make lab`."""
    rule = re.search(r"^lab:.*\n((?:\t.*\n)+)", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert rule is not None
    program, *arguments = shlex.split(rule[1].replace("\\\n", " "))
    assert program == "$(BIN)/jupyter"
    # What make puts there for root, the fixture asks for by itself.
    assert arguments.pop() == "$(AS_ROOT)"
    return arguments


def environment(root: Path) -> dict[str, str]:
    """Lab's settings and data under `root`, so that nothing of whoever runs the tests is read or changed."""
    own = {"JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data", "JUPYTER_RUNTIME_DIR": "runtime"}
    own |= {"IPYTHONDIR": "ipython", "JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces"}
    return os.environ | {name: str(root / folder) for name, folder in own.items()}


@pytest.fixture(scope="module")
def lab(built_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Address of a running Lab, and its project: a copy of the notebooks beside the published tables."""
    root = tmp_path_factory.mktemp("lab")
    shutil.copytree(built_project.published, root / "published")
    shutil.copytree(ROOT / "notebooks", root / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    options = ["--no-browser", "--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0"]
    options += ["--IdentityProvider.token=", "--allow-root"]
    with (root / "lab.log").open("wb") as log:
        server = subprocess.Popen(
            [str(Path(sys.executable).with_name("jupyter")), *lab_command(), *options],
            cwd=root,
            env=environment(root),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        for _ in range(240):
            assert server.poll() is None, (root / "lab.log").read_text(encoding="utf-8")
            try:
                urllib.request.urlopen(f"{url}/api/status", timeout=10).close()
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.5)
        yield url, root
    finally:
        server.terminate()
        server.wait(60)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as program:
        yield program


def other_hosts(opened: Opened) -> list[str]:
    parts = [urlsplit(url) for url in opened.requests]
    return [part.geturl() for part in parts if part.scheme not in ("data", "blob") and part.hostname != "127.0.0.1"]


def open_notebook(browser: Any, url: str, name: str) -> Opened:
    """The notebook alone in a tab, its kernel ready."""
    opened = open_tab(browser, viewport=TALL)
    opened.tab.set_default_timeout(PATIENCE)
    opened.tab.goto(f"{url}/lab/workspaces/{Path(name).stem}/tree/{name}?reset")
    opened.tab.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(state="attached")
    return opened


def start_all(tab: Any) -> None:
    """Choose Run All Cells. While Lab still lays out its page, the menu does not know the notebook yet: try again."""
    ready = tab.locator("[data-command='runmenu:run-all']:not(.lm-mod-disabled)")
    asked: list[str] = []

    def dismiss(dialog: Any) -> None:
        asked.append(dialog.inner_text())
        # A dialog hears only what is typed in it, and may be asked again.
        dialog.locator("button").first.press("Escape")

    # On a busy machine Lab may ask something, and stands before the page until it is answered.
    tab.add_locator_handler(tab.locator(".jp-Dialog"), dismiss, no_wait_after=True)
    for _ in range(PATIENCE // 1000):
        tab.locator(".jp-CodeCell").first.click()
        tab.get_by_role("menuitem", name="Run", exact=True).click()
        if ready.count():
            ready.click()
            tab.wait_for_timeout(1000)
            if tab.locator(".jp-CodeCell .jp-InputPrompt", has_text=re.compile("[0-9*]")).count():
                return
        tab.keyboard.press("Escape")
        tab.wait_for_timeout(1000)
    raise AssertionError(f"the notebook could not be started; Lab asked: {asked}")


def run_all(opened: Opened, path: Path) -> dict[str, Any]:
    """Run every cell by the menu, save, and return the notebook as it was saved."""
    tab = opened.tab
    start_all(tab)
    code = sum(cell["cell_type"] == "code" for cell in json.loads(path.read_text(encoding="utf-8"))["cells"])
    tab.wait_for_function(
        """code => {
            const prompts = [...document.querySelectorAll(".jp-CodeCell .jp-InputPrompt")].map(one => one.innerText);
            const failed = document.querySelector(".jp-Notebook [data-mime-type='application/vnd.jupyter.error'],"
                + " .jp-Notebook [data-mime-type='application/vnd.jupyter.stderr']");
            return failed || (prompts.length === code && prompts.every(prompt => /[0-9]/.test(prompt)));
        }""",
        arg=code,
        timeout=PATIENCE,
    )
    tab.keyboard.press("Control+s")
    for _ in range(PATIENCE // 200):
        saved = as_saved(path)
        if saved and all(cell["execution_count"] for cell in saved["cells"] if cell["cell_type"] == "code"):
            return saved
        tab.wait_for_timeout(200)
    raise AssertionError(f"{path.name} was never saved with every cell run")


def as_saved(path: Path) -> dict[str, Any] | None:
    """The notebook in the file; none while the server is writing it, which empties the file first."""
    try:
        notebook: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except json.JSONDecodeError:
        return None
    return notebook


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_cell_runs_and_every_chart_is_drawn(browser: Any, lab: tuple[str, Path], name: str) -> None:
    url, root = lab
    opened = open_notebook(browser, url, name)
    saved = run_all(opened, root / "notebooks" / name)
    cells = [cell for cell in saved["cells"] if cell["cell_type"] == "code"]
    counts = [cell["execution_count"] for cell in cells]
    assert counts == list(range(counts[0], counts[0] + len(cells)))
    outputs = [output for cell in cells for output in cell["outputs"]]
    assert [output for output in outputs if output["output_type"] in ("error", "stream")] == []
    shown = [output["data"] for output in outputs if LAB_MIME_TYPE in output.get("data", {})]
    charts = len(shown)
    assert charts > 0
    # What shows no specs finds a picture beside each.
    assert all("<path" in "".join(data["image/svg+xml"]) for data in shown)
    opened.tab.wait_for_function(
        "([drawn, count]) => [...document.querySelectorAll(drawn)]"
        ".filter(output => output.querySelector('svg .role-mark')).length === count",
        arg=[DRAWN, charts],
        timeout=PATIENCE,
    )
    drawn = opened.tab.locator(DRAWN)
    marks = "output => output.querySelectorAll('.role-mark path, .role-mark text, .role-mark line').length"
    assert min(output.evaluate(marks) for output in drawn.element_handles()) >= 3
    assert other_hosts(opened) == []
    assert [complaint for complaint in opened.complaints if not complaint.startswith(LAB_SAYS)] == []
    opened.tab.context.close()


def test_lab_speaks_japanese(browser: Any, lab: tuple[str, Path]) -> None:
    """The language pack is there to choose, and chosen it takes effect."""
    url, root = lab
    with urllib.request.urlopen(f"{url}/lab/api/translations/", timeout=60) as answer:
        assert json.load(answer)["data"]["ja_JP"]["nativeName"].startswith("日本語")
    settings = root / "settings" / TRANSLATION
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text('{"locale": "ja_JP"}', encoding="utf-8")
    try:
        opened = open_tab(browser, viewport={"width": 1500, "height": 900})
        opened.tab.goto(f"{url}/lab/workspaces/japanese?reset")
        opened.tab.get_by_role("menuitem", name="実行", exact=True).wait_for()
        assert other_hosts(opened) == []
        opened.tab.context.close()
    finally:
        settings.unlink()
