"""The browser of the tests: the Chromium that is installed, driven by playwright, with a record of what a page does."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

# A slow machine draws slowly; this only ends a test that would wait for ever.
PATIENCE = 120_000

needs_chromium = pytest.mark.skipif(PROGRAM is None, reason="no Chromium: nothing was opened in a browser")


@dataclass
class Opened:
    """A tab, with every request and every complaint since it was opened."""

    tab: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@contextmanager
def chromium() -> Iterator[Any]:
    """The browser. Skips where playwright is not installed."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="no playwright: nothing was opened in a browser")
    with sync_api.sync_playwright() as playwright:
        program = playwright.chromium.launch(
            executable_path=PROGRAM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield program
        program.close()


def open_tab(browser: Any, **options: Any) -> Opened:
    """An empty tab of its own, `options` being those of a browser context."""
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE)
    opened = Opened(context.new_page())
    opened.tab.on("request", lambda request: opened.requests.append(request.url))
    opened.tab.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.tab.on(
        "console",
        lambda message: opened.complaints.append(message.text) if message.type in ("error", "warning") else None,
    )
    return opened
