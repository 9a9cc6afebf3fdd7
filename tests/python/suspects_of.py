"""The suspects of a red build, as its database has them and as its summary says them."""

from __future__ import annotations

import re
from typing import Any

import duckdb

from conftest import Project


def suspects(project: Project) -> list[dict[str, Any]]:
    """The rows of suspect_cells, best first."""
    with duckdb.connect(str(project.root / "target/jukinet.duckdb"), read_only=True) as connection:
        result = connection.execute("select * from suspect_cells order by component, rank, hypothesis_id, cell_id")
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def said_of_suspects(printed: str) -> list[str]:
    """What the summary says of suspects, without their places and reasons."""
    starts = ("  error ", "  suspect ", "    together ", "  and ")
    lines = [line for line in printed.splitlines() if line.startswith(starts)]
    return [re.sub(r"(: | with )seeds/.*?( \(this row differs from the seal\))?$", r"\2", line) for line in lines]
