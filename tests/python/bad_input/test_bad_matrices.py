"""Input that cannot be right is refused in one sentence."""

from __future__ import annotations

import polars as pl
import pytest

from jukinet.localize import localize

CELLS = pl.DataFrame({"publication_id": "p", "cell_id": ["a", "t"], "value": [1, 1], "movable": True})
MEMBERS = pl.DataFrame({"publication_id": "p", "edit_id": "e", "cell_id": ["a", "t"], "weight": [1, -1]})


@pytest.mark.parametrize(
    ("cells", "members", "message"),
    [
        (CELLS.drop("value"), MEMBERS, "cells lacks the column 'value'"),
        (CELLS, MEMBERS.drop("weight"), "edit_members lacks the column 'weight'"),
        (pl.concat([CELLS, CELLS.head(1)]), MEMBERS, "more than one row for cell 'a' of publication 'p'"),
        (CELLS.head(1), MEMBERS, "edit 'e' of publication 'p' names the unknown cell 't'"),
        (CELLS.with_columns(pl.col("value").cast(pl.Float64)), MEMBERS, "cells.value is Float64"),
        (CELLS.with_columns(cell_id=pl.lit(None, pl.String)), MEMBERS, "cells.cell_id holds a null"),
        (CELLS, MEMBERS.with_columns(weight=pl.lit(0)), "edit 'e' has a member of weight 0"),
        (CELLS, MEMBERS.with_columns(measure=pl.lit("mean")), "the unknown measure 'mean'"),
        (CELLS.with_columns(value=pl.lit(2**63, pl.UInt64)), MEMBERS, "does not fit in Int64"),
    ],
)
def test_bad_input_is_named(cells: pl.DataFrame, members: pl.DataFrame, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        localize(cells, members)


@pytest.mark.parametrize(("name", "value"), [("time_limit", 0.0), ("max_ties", 0)])
def test_limits_must_be_positive(name: str, value: float) -> None:
    with pytest.raises(ValueError, match=name):
        localize(CELLS, MEMBERS, **{name: value})  # type: ignore[arg-type]


def test_optional_columns_and_narrow_integers_are_accepted() -> None:
    assert localize(CELLS.with_columns(pl.col("value").cast(pl.Int16)), MEMBERS).is_empty()
    assert localize(CELLS.clear(), MEMBERS.clear()).is_empty()
