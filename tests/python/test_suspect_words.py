"""In which order suspects are to be looked at; test_suspects_summary.py has what is said of them."""

from __future__ import annotations

import polars as pl

from jukinet.suspect_words import in_words
from summary_macros import HERE, SUSPECT

EDITIONS = pl.DataFrame({"publication_id": ["p"], "names_as_in": ["p"]})
NAMES = pl.DataFrame(schema=dict.fromkeys(("publication_id", "section", "affair_id", "affair_name"), pl.String))
TEXTS = {"cell_id": pl.String, "row_label": pl.String}
CHANGED = dict.fromkeys(("publication_id", "seed_name", "change", "row_text"), pl.String)


def priorities(explanations: list[tuple[int, list[int]]], changed_line: int | None = None) -> list[int]:
    """The priority of each explanation, given by its rank and the source lines of its cells."""
    rows = [
        SUSPECT | {"hypothesis_id": number, "rank": rank, "cell_id": f"annual/a{line}/2021", "source_line": line}
        for number, (rank, lines) in enumerate(explanations)
        for line in lines
    ]
    row = ("p", "printed_annual_counts", HERE, f"p|tax|2021|48|{changed_line}")
    changed = pl.DataFrame([row] if changed_line else [], CHANGED, orient="row")
    told = in_words(pl.DataFrame(rows), changed, EDITIONS, NAMES)
    return (
        told.group_by("hypothesis_id")
        .agg(pl.col("priority").unique().item())
        .sort("hypothesis_id")["priority"]
        .to_list()
    )


def test_explanations_that_nothing_tells_apart_have_one_priority() -> None:
    explanations = [(2, [7]), (1, [8]), (1, [9]), (3, [10])]
    assert priorities(explanations) == [2, 1, 1, 3]
    assert priorities(explanations, changed_line=9) == [3, 2, 1, 4]


def test_nothing_is_called_likely_where_nothing_can_be_pointed_at() -> None:
    unexplained = SUSPECT | {"cell_id": None, "row_label": None, "verdict": "unexplained", "score": 0.0}
    told = in_words(pl.DataFrame([unexplained], schema_overrides=TEXTS), pl.DataFrame(schema=CHANGED), EDITIONS, NAMES)
    assert told.select("likelihood", "message").rows() == [(None, "suspect: unexplained, odd")]


def test_who_differs_from_the_seal_as_a_whole_goes_before_who_does_in_part() -> None:
    assert priorities([(1, [8]), (2, [8, 9]), (3, [9])], changed_line=9) == [3, 2, 1]
