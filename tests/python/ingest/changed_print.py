"""The print of 2021 with parts of it changed, as ingest understands it."""

from __future__ import annotations

from pathlib import Path

from first_publication import first_tables
from ingest.prints import TABLES_ONLY
from jukinet.ingest.publication import understand
from jukinet.ingest.read_text import read
from jukinet.ingest.reading import Reading, Tables

TEXT = TABLES_ONLY.read_text(encoding="utf-8")
AUDIT = "13所属中8所属で指摘"
USED = "- 18事務で1,156,943件"
REQUEST = "- 1件の開示請求"
ATTENDED = "市町村住基ネット担当者69名、県利用所属職員5名"


def understood(*changes: tuple[str, str], tables: Tables | None = None) -> Reading:
    """The print of 2021 with parts of it replaced, each of which must be there."""
    text = TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return understand(read(Path("print.txt"), text.encode()), "140007", 2021, tables or first_tables())


def rows(reading: Reading) -> Tables:
    """What was read, wherever it stands."""
    return {
        seed: [{name: value for name, value in row.items() if name != "source_line"} for row in found]
        for seed, found in reading.seeds.items()
    }


def told(reading: Reading) -> list[str]:
    whole = understood()
    return [one.text for one in reading.notes + reading.phrases if one not in whole.notes + whole.phrases]


def statements(reading: Reading, *names: str) -> list[str]:
    return [row["value"] for row in reading.seeds["printed_statements"] if row["statement"] in names]
