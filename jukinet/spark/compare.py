"""Compares two sets of published tables, such as those of two engines."""

from __future__ import annotations

from pathlib import Path

import polars as pl

# Logarithms and powers differ in their last digit from one mathematical library to the other.
RELATIVE = 1e-12


def differences(one: Path, other: Path) -> list[str]:
    """One line per table that differs between the directories `one` and `other`; none where they agree.

    Tables agree where they have the same columns of the same types in the same order, and the same rows. Numbers with
    a fraction may differ by RELATIVE.
    """
    tables = {path.stem for directory in (one, other) for path in directory.glob("*.parquet")}
    if not tables:
        return [f"{one} and {other} hold no published tables"]
    lines = []
    for table in sorted(tables):
        files = [directory / f"{table}.parquet" for directory in (one, other)]
        missing = [file for file in files if not file.is_file()]
        line = f"{missing[0]} is missing" if missing else _difference(*map(pl.read_parquet, files))
        lines += [f"{table}: {line}"] if line else []
    return lines


def _difference(one: pl.DataFrame, other: pl.DataFrame) -> str | None:
    if one.schema != other.schema:
        return f"columns {_columns(one, other)} against {_columns(other, one)}"
    if one.height != other.height:
        return f"{one.height} rows against {other.height}"
    for column in one.columns:
        unequal = _unequal(one[column], other[column])
        if unequal.any():
            row = unequal.arg_true()[0]
            count = unequal.sum()
            return (
                f"{column} differs in {count} of {one.height} rows, first in row {row + 1}: "
                f"{one[column][row]!r} against {other[column][row]!r}"
            )
    return None


def _columns(one: pl.DataFrame, other: pl.DataFrame) -> str:
    own = [f"{name} {dtype}" for name, dtype in one.schema.items() if other.schema.get(name) != dtype]
    return ", ".join(own) or ("in another order" if set(one.columns) == set(other.columns) else "without them")


def _unequal(one: pl.Series, other: pl.Series) -> pl.Series:
    unequal = one.ne_missing(other)
    if not one.dtype.is_float():
        return unequal
    # Infinity is within any share of itself, and what is no number within none.
    is_near = other.is_finite() & ((one - other).abs() <= RELATIVE * other.abs())
    return unequal & ~is_near.fill_null(False)
