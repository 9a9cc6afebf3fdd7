"""Random trees and lattices of sums with shared cells, for properties of localization."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl
from hypothesis import settings
from hypothesis import strategies as st

settings.register_profile("repeatable", derandomize=True, database=None, deadline=None, max_examples=60)
settings.load_profile("repeatable")


@dataclass
class Sums:
    """A balanced system: values by cell, and per edit the total and its parts."""

    values: dict[str, int] = field(default_factory=dict)
    edits: list[tuple[str, list[str]]] = field(default_factory=list)

    def cells(self, **changes: int) -> pl.DataFrame:
        values = self.values | changes
        return pl.DataFrame(
            {
                "publication_id": "p",
                "cell_id": list(values),
                "value": list(values.values()),
                "movable": True,
                "series": [name[0] for name in values],
                "position": [int(name[1:]) for name in values],
            }
        )

    def members(self) -> pl.DataFrame:
        rows = [
            ("p", f"e{number}", name, -1 if name == total else 1)
            for number, (total, parts) in enumerate(self.edits)
            for name in [total, *parts]
        ]
        return pl.DataFrame(rows, schema=["publication_id", "edit_id", "cell_id", "weight"], orient="row")


@st.composite
def sums(draw: st.DrawFn, scales: Sequence[int] = (10, 10**4, 2**33, 2**54)) -> Sums:
    """Leaves, then totals over random cells that stand already, so that totals of totals share cells."""
    scale = draw(st.sampled_from(scales))
    system = Sums()
    for leaf in range(draw(st.integers(2, 9))):
        system.values[f"a{leaf}"] = draw(st.integers(0, scale))
    for number in range(draw(st.integers(1, 7))):
        names = sorted(system.values)
        parts = draw(st.lists(st.sampled_from(names), min_size=1, max_size=6, unique=True))
        system.values[f"t{number}"] = sum(system.values[name] for name in parts)
        system.edits.append((f"t{number}", parts))
    return system
