"""How wide a text is shown."""

from __future__ import annotations

import functools
import unicodedata


@functools.cache
def _columns(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def width(text: str) -> int:
    """Columns that a text takes up: a full-width character takes two."""
    return sum(map(_columns, text))
