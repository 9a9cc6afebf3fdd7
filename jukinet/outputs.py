"""Output that nobody can take, such as to a pipe without a reader, a full disk or nothing at all, ends no command."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Any, TextIO


class Output:
    """A stream that drops what cannot be written, and keeps in `problem` why; otherwise the one it stands for."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.problem: OSError | None = None

    def write(self, text: str) -> int:
        """Write a text; its length, whether it could be written or not."""
        try:
            self._stream.write(text)
        except OSError as error:
            self._drop(error)
        return len(text)

    def flush(self) -> None:
        """Hand over what was written."""
        try:
            self._stream.flush()
        except OSError as error:
            self._drop(error)

    def _drop(self, error: OSError) -> None:
        self.problem = self.problem or error
        # What the stream still holds, and what is written from here on, goes nowhere.
        with suppress(OSError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def keep_writing() -> Output:
    """Have what is written to the output and to that of errors never fail; returns the output.

    Streams that were closed from the start are opened to nowhere, or the next file to be opened would take their place.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))
    output = Output(sys.stdout)
    sys.stdout, sys.stderr = output, Output(sys.stderr)
    return output
