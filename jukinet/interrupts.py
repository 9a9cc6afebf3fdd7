"""Whether Ctrl-C was pressed: dbt, DuckDB and half-loaded modules turn it into errors of their own."""

from __future__ import annotations

import signal
import threading
from types import FrameType

pressed = threading.Event()


def listen() -> None:
    """Have Ctrl-C set `pressed`, and raise KeyboardInterrupt as ever; a process that ignores it goes on to."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _on_interrupt)


def _on_interrupt(number: int, frame: FrameType | None) -> None:
    pressed.set()
    raise KeyboardInterrupt
