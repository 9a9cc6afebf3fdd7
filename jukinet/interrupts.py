"""Ctrl-C ends the program where nothing is left locked or half done; pressed again, it kills the program at once.

An exception from a handler can meet dbt's queue between taking its lock and noting that, and nothing frees it then. So
while dbt is at work on its steps none is raised: those that have begun end, and no other begins.
"""

from __future__ import annotations

import signal
import threading
from multiprocessing.dummy import DummyProcess
from types import FrameType

pressed = threading.Event()
"""Whether Ctrl-C was pressed: dbt, DuckDB and half-loaded modules turn it into errors of their own."""


def listen() -> None:
    """Have Ctrl-C set `pressed`, and raise KeyboardInterrupt where dbt is at no step; a process that ignores it goes
    on to.
    """
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _on_interrupt)


def end_if_pressed(event: str) -> None:
    """End dbt at one of its events, once Ctrl-C was pressed: a step that begins, or all of it where no step is at work.

    Raises KeyboardInterrupt in the main thread; in the thread of a step an error, which dbt takes for that of the step.
    """
    if not pressed.is_set():
        return
    if threading.current_thread() is threading.main_thread():
        if not _is_a_step_at_work():
            raise KeyboardInterrupt
    elif event == "LogStartLine":
        raise RuntimeError("interrupted")


def _on_interrupt(number: int, frame: FrameType | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    pressed.set()
    if not _is_a_step_at_work():
        raise KeyboardInterrupt


def _is_a_step_at_work() -> bool:
    return any(isinstance(thread, DummyProcess) for thread in threading.enumerate())
