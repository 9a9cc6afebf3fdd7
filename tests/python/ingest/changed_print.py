"""The print of 2021 with parts of it changed, as ingest understands it."""

from __future__ import annotations

from pathlib import Path

from first_publication import first_tables
from ingest.prints import TABLES_ONLY
from jukinet.ingest.publication import understand
from jukinet.ingest.read_text import read
from jukinet.ingest.reading import Reading, Tables

TEXT = TABLES_ONLY.read_text(encoding="utf-8")


def understood(*changes: tuple[str, str], tables: Tables | None = None) -> Reading:
    """The print of 2021 with parts of it replaced, each of which must be there."""
    text = TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return understand(read(Path("print.txt"), text.encode()), "140007", 2021, tables or first_tables())
