"""The comparison of two published sets sees every kind of difference."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import polars as pl
import pytest
import typer

from jukinet.spark.command import _compare
from jukinet.spark.compare import differences

TABLE = pl.DataFrame(
    {"id": ["a", "b"], "count": [1, None], "day": [date(2021, 4, 1), None], "ratio": [0.1, None]},
    schema={"id": pl.String, "count": pl.Int64, "day": pl.Date, "ratio": pl.Float64},
)


def compared(tmp_path: Path, other: pl.DataFrame, one: pl.DataFrame = TABLE) -> list[str]:
    for name, table in (("one", one), ("other", other)):
        (tmp_path / name).mkdir(parents=True)
        table.write_parquet(tmp_path / name / "counts.parquet")
    return differences(tmp_path / "one", tmp_path / "other")


def test_equal_tables_agree_even_where_a_last_digit_differs(tmp_path: Path) -> None:
    assert compared(tmp_path, TABLE.with_columns(pl.col("ratio") * (1 + 2e-16))) == []


@pytest.mark.parametrize("size", [1e9, -1e-9])
def test_numbers_may_differ_by_a_share_whatever_their_size(tmp_path: Path, size: float) -> None:
    one, near, far = (TABLE.with_columns(ratio=pl.lit(size * factor)) for factor in (1, 1 + 5e-13, 1 + 5e-12))
    assert compared(tmp_path / "near", near, one) == []
    assert compared(tmp_path / "far", far, one) != []


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (TABLE.with_columns(count=pl.Series([2, None])), "count differs in 1 of 2 rows, first in row 1: 1 against 2"),
        (TABLE.with_columns(count=pl.Series([1, 0])), "count differs in 1 of 2 rows, first in row 2: None against 0"),
        (TABLE.with_columns(pl.col("ratio").fill_null(0.0)), "ratio differs in 1 of 2 rows, first in row 2: None"),
        (TABLE.with_columns(ratio=pl.Series([0.1000001, None])), "ratio differs in 1 of 2 rows, first in row 1"),
        (
            TABLE.with_columns(pl.col("ratio") * (1 + 1e-11)),
            "ratio differs in 1 of 2 rows, first in row 1: 0.1 against",
        ),
        (TABLE.with_columns(ratio=pl.Series([math.inf, None])), "ratio differs in 1 of 2 rows, first in row 1: 0.1 ag"),
        (TABLE.with_columns(ratio=pl.Series([math.nan, None])), "ratio differs in 1 of 2 rows, first in row 1: 0.1 ag"),
        (TABLE.cast({"count": pl.Int32}), "columns count Int64 against count Int32"),
        (TABLE.drop("day"), "columns day Date against without them"),
        (TABLE.drop("id", "day"), "columns id String, day Date against without them"),
        (TABLE.select("count", "id", "day", "ratio"), "columns in another order against in another order"),
        (TABLE.head(1), "2 rows against 1"),
    ],
)
def test_a_difference_is_named(tmp_path: Path, other: pl.DataFrame, said: str) -> None:
    (line,) = compared(tmp_path, other)
    assert line.startswith(f"counts: {said}")


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    assert compared(tmp_path, TABLE) == []
    others = [f"more{number}" for number in range(9)]
    for name in others:
        TABLE.write_parquet(tmp_path / "one" / f"{name}.parquet")
    TABLE.write_parquet(tmp_path / "other" / "new.parquet")
    assert differences(tmp_path / "one", tmp_path / "other") == [
        *(f"{name}: {tmp_path}/other/{name}.parquet is missing" for name in others),
        f"new: {tmp_path}/one/new.parquet is missing",
    ]


def test_two_empty_directories_are_no_agreement(tmp_path: Path) -> None:
    assert differences(tmp_path, tmp_path) == [f"{tmp_path} and {tmp_path} hold no published tables"]


def test_the_command_says_which_side_is_which(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    other, own = tmp_path / "published", tmp_path / "target/spark/published"
    for folder, table in ((other, TABLE), (own, TABLE.head(1))):
        folder.mkdir(parents=True)
        table.write_parquet(folder / "counts.parquet")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(typer.Exit):
        _compare(other)
    assert capsys.readouterr().err == (
        f"error: counts: 2 rows against 1\nerror: what stands first is of {other}, what is against it of {own}\n"
    )
