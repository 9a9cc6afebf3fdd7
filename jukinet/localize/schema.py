"""What `localize` takes and gives: the checked input frames and the columns of its answer."""

from __future__ import annotations

import polars as pl
from polars.datatypes import DataType, DataTypeClass

MEASURES = ("value", "nonzero", "rows")
"""How a member contributes to its edit: its value, 1 if its value is not 0, or 1 for being a row."""

INT64 = range(-(2**63), 2**63)
"""What a value may be."""

WEIGHT_LIMIT = 2**31
"""Weights stay below this, so that 64-bit values times weights add up exactly in 128 bits."""

_COLUMNS: dict[str, DataType | DataTypeClass] = {
    "publication_id": pl.String,
    "component": pl.Int64,
    "hypothesis_id": pl.Int64,
    "hypothesis": pl.String,
    "cell_id": pl.String,
    "printed": pl.Int64,
    "proposed": pl.Int64,
    "delta": pl.Int64,
    "verdict": pl.String,
    "rank": pl.Int64,
    "score": pl.Float64,
    "reason": pl.String,
    "edit_ids": pl.List(pl.String),
}
OUTPUT = pl.Schema(_COLUMNS)
"""Columns of the answer; `localize` describes them."""

_CELL_COLUMNS: dict[str, pl.DataType] = {
    "publication_id": pl.String(),
    "cell_id": pl.String(),
    "value": pl.Int64(),
    "movable": pl.Boolean(),
}
_CONTEXT: dict[str, tuple[pl.DataType, object]] = {
    "series": (pl.String(), None),
    "position": (pl.Int64(), None),
    "block": (pl.String(), None),
    "column": (pl.String(), None),
    "printed": (pl.Boolean(), True),
    "counted": (pl.Boolean(), False),
}
_MEMBER_COLUMNS: dict[str, pl.DataType] = {
    "publication_id": pl.String(),
    "edit_id": pl.String(),
    "cell_id": pl.String(),
    "weight": pl.Int64(),
}
_KEY = ["publication_id", "cell_id"]


def checked_cells(cells: pl.DataFrame) -> pl.DataFrame:
    """Return the cells with every context column present and typed.

    Shape: one row per (publication_id, cell_id); value and the context columns may be null.
    Raises ValueError for a missing column, a wrong type, a null key or a duplicate cell.
    """
    frame = _typed(cells, _CELL_COLUMNS, "cells")
    for name, (dtype, default) in _CONTEXT.items():
        given = cells[name] if name in cells.columns else pl.lit(default)
        frame = frame.with_columns(_cast(given, name, dtype, "cells"))
    frame = frame.with_columns(pl.col("movable", "counted").fill_null(False), pl.col("printed").fill_null(True))
    _no_nulls(frame, _KEY, "cells")
    distinct = frame.group_by(_KEY).len()
    if distinct.height != frame.height:
        first = distinct.filter(pl.col("len") > 1).sort(_KEY).row(0)
        raise ValueError(f"cells has more than one row for cell {first[1]!r} of publication {first[0]!r}.")
    return frame


def checked_members(members: pl.DataFrame) -> pl.DataFrame:
    """Return the edit members with `measure` present and typed.

    Shape: any number of rows per (publication_id, edit_id, cell_id).
    Raises ValueError for a missing column, a wrong type, a null, a weight of 0 or beyond 2^31, or an
    unknown measure. That each member names a known cell is checked where the two frames are joined.
    """
    frame = _typed(members, _MEMBER_COLUMNS, "edit_members")
    given = members["measure"] if "measure" in members.columns else pl.lit("value")
    frame = frame.with_columns(_cast(given, "measure", pl.String(), "edit_members").fill_null("value"))
    _no_nulls(frame, list(_MEMBER_COLUMNS), "edit_members")
    weight = pl.col("weight")
    bad = frame.filter((weight == 0) | (weight >= WEIGHT_LIMIT) | (weight <= -WEIGHT_LIMIT))
    if bad.height:
        raise ValueError(f"edit {bad['edit_id'][0]!r} has a member of weight {bad['weight'][0]}.")
    unknown = frame.filter(~pl.col("measure").is_in(MEASURES))
    if unknown.height:
        raise ValueError(f"edit {unknown['edit_id'][0]!r} has the unknown measure {unknown['measure'][0]!r}.")
    return frame


def _typed(frame: pl.DataFrame, columns: dict[str, pl.DataType], name: str) -> pl.DataFrame:
    missing = [column for column in columns if column not in frame.columns]
    if missing:
        raise ValueError(f"{name} lacks the column {missing[0]!r}.")
    return frame.select(_cast(frame[column], column, dtype, name) for column, dtype in columns.items())


def _cast(given: pl.Series | pl.Expr, column: str, dtype: pl.DataType, name: str) -> pl.Expr:
    if isinstance(given, pl.Expr):
        return given.cast(dtype).alias(column)
    # A float column is refused rather than rounded: the arithmetic is exact from the first step.
    integral = given.dtype.is_integer() and dtype.is_integer()
    textual = isinstance(given.dtype, (pl.Categorical, pl.Enum)) and dtype == pl.String
    if given.dtype != dtype and not (integral or textual or given.dtype == pl.Null):
        raise ValueError(f"{name}.{column} is {given.dtype}, but must be {dtype}.")
    try:
        return pl.lit(given.cast(dtype).alias(column))
    except pl.exceptions.InvalidOperationError as error:
        raise ValueError(f"{name}.{column} holds a value that does not fit in {dtype}.") from error


def _no_nulls(frame: pl.DataFrame, columns: list[str], name: str) -> None:
    for column in columns:
        if frame[column].null_count():
            raise ValueError(f"{name}.{column} holds a null.")
