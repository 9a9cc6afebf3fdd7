"""Made publications: the same for the same arguments, consistent without slips, and with exactly the slips listed."""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl
import pytest

from bench.scale.generate import generate, main, publisher_code
from bench.scale.slips import KINDS, wrong_figures
from bench.scale.structure import TYPES
from conftest import ROOT
from jukinet.seeds import load_seeds

PUBLICATIONS, YEARS = 11, 3
"""Four publishers; the last has two years."""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same publications without a slip and with one in each."""
    root = tmp_path_factory.mktemp("made")
    for name, faulty in (("clean", 0.0), ("faulty", 1.0)):
        generate(root / name, PUBLICATIONS, YEARS, faulty, seed=3)
    return root / "clean", root / "faulty"


def read(folder: Path, table: str) -> pl.DataFrame:
    return pl.read_parquet(folder / table / "**" / "*.parquet", hive_partitioning=False)


def disclosures() -> list[str]:
    return [name for name, seed in load_seeds(ROOT).items() if seed.is_disclosure]


def test_equal_arguments_give_equal_bytes(folders: tuple[Path, Path], tmp_path: Path) -> None:
    generate(tmp_path / "again", PUBLICATIONS, YEARS, 1.0, seed=3)
    generate(tmp_path / "other", PUBLICATIONS, YEARS, 1.0, seed=4)
    contents = [
        {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (folders[1], tmp_path / "again", tmp_path / "other")
    ]
    assert contents[0] == contents[1]
    assert contents[0].keys() == contents[2].keys()
    assert contents[0] != contents[2]


def test_every_seed_has_its_columns_and_types(folders: tuple[Path, Path]) -> None:
    import pyarrow.parquet as pq

    for name, seed in load_seeds(ROOT).items():
        if not seed.is_disclosure:
            continue
        files = sorted((folders[0] / name).rglob("*.parquet"))
        assert len(files) == YEARS, name
        for file in files:
            schema = pq.read_schema(file)
            assert schema.names == seed.header
            assert schema.types == [TYPES[column.type] for column in seed.columns]


def test_months_are_dense_and_six_are_lost(folders: tuple[Path, Path]) -> None:
    months = read(folders[0], "printed_monthly_counts")
    assert len(months) == PUBLICATIONS * 39 * 12
    keys = ["publication_id", "section", "affair_name"]
    assert months.group_by(keys).agg(pl.col("month").n_unique())["month"].unique().to_list() == [12]
    lost = months.filter(pl.col("case_count").is_null())
    assert lost["cell_status"].unique().to_list() == ["lost"]
    assert lost.group_by("publication_id").len()["len"].to_list() == [6] * PUBLICATIONS
    assert lost.group_by(keys).len()["len"].max() == 1


def test_figures_without_slips_add_up(folders: tuple[Path, Path]) -> None:
    """An independent look at the sums that every other one rests on, by position instead of by name."""
    clean = folders[0]
    annual = read(clean, "printed_annual_counts").with_columns(
        own=pl.col("publication_id").str.tail(4).cast(pl.Int32) == pl.col("fiscal_year")
    )
    totals = read(clean, "printed_totals")
    for annex in (1, 2):
        printed = totals.filter(pl.col("section") == f"annex{annex}").select("publication_id", "fiscal_year", "value")
        added = (
            annual.filter(pl.col("annex") == annex)
            .group_by("publication_id", "fiscal_year")
            .agg(pl.col("case_count").sum().alias("value"))
        )
        assert added.sort(pl.all()).equals(printed.sort(pl.all()))
    # What the months leave of all own annual figures are the lost months; none is less than nothing.
    months = read(clean, "printed_monthly_counts").group_by("publication_id").agg(pl.col("case_count").sum())
    own = annual.filter("own").group_by("publication_id").agg(pl.col("case_count").sum())
    grand = totals.filter(pl.col("role") == "grand_total").group_by("publication_id").agg(pl.col("value").sum())
    consent = totals.filter(pl.col("section") == "1(3)").select("publication_id", consent="value")
    together = own.join(months, on="publication_id", suffix="_months").join(grand, on="publication_id")
    together = together.join(consent, on="publication_id")
    assert len(together) == PUBLICATIONS
    assert together["case_count"].to_list() == (together["value"] - together["consent"]).to_list()
    assert (together["case_count"] >= together["case_count_months"]).all(ignore_nulls=False)
    # A later edition prints what the one before printed.
    keyed = annual.with_columns(
        pl.col("publication_id").str.head(6).alias("publisher"),
        pl.col("publication_id").str.tail(4).cast(pl.Int32).alias("edition"),
    )
    earlier = keyed.with_columns(pl.col("edition") + 1)
    both = keyed.join(earlier, on=["publisher", "edition", "annex", "affair_name", "fiscal_year"], suffix="_earlier")
    assert len(both) == (PUBLICATIONS - 4) * 39 * 2
    assert both["case_count"].equals(both["case_count_earlier"].alias("case_count"), null_equal=True)


def test_the_truth_lists_exactly_the_differences(folders: tuple[Path, Path]) -> None:
    clean, faulty = folders
    truth = pl.read_parquet(faulty / "truth.parquet")
    assert pl.read_parquet(clean / "truth.parquet").is_empty()
    assert truth["publication_id"].n_unique() == len(truth) == PUBLICATIONS
    assert set(truth["kind"]) <= set(KINDS)
    found = []
    for table in disclosures():
        before, after = read(clean, table), read(faulty, table)
        figure = "value" if table == "printed_totals" else "case_count"
        if figure not in before.columns or table == "printed_statements":
            assert before.equals(after), table
            continue
        others = pl.exclude(figure)
        assert before.select(others).equals(after.select(others)), table
        pair = after.with_columns(true_value=before[figure]).filter(pl.col(figure).ne_missing(pl.col("true_value")))
        found += pair.select(
            "publication_id", pl.lit(table).alias("seed_name"), "source_line", printed=figure, true_value="true_value"
        ).rows()
    listed = truth.select("publication_id", "seed_name", "source_line", "printed", "true_value").rows()
    assert sorted(found) == sorted(listed)


def test_a_slip_is_an_error_of_copying() -> None:
    assert wrong_figures("digit_lost", 105, []) == [10, 15]
    assert wrong_figures("digits_exchanged", 102, []) == [120]
    assert wrong_figures("neighbour_copied", 7, [7, None, 8]) == [8]
    assert wrong_figures("digit_lost", 7, []) == []
    assert set(wrong_figures("digit_substituted", 10, [])) == {11, 12, 13, 14, 15, 16, 17, 18, 19} | set(
        range(20, 100, 10)
    )
    assert 0 not in wrong_figures("digit_added", 0, [])


def test_no_made_publisher_is_a_prefecture() -> None:
    codes = {publisher_code(number, 64) for number in range(64 * 47)}
    assert len(codes) == 64 * 47
    assert all(len(code) == 6 and code[2:5] != "000" for code in codes)


def test_a_folder_in_use_is_refused(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(folders[0].rglob("*"))
    monkeypatch.setattr(sys, "argv", ["generate", str(folders[0]), "--publications", "3"])
    assert main() == 2
    assert capsys.readouterr().err == f"error: {folders[0]} exists and is not an empty folder; name a new one\n"
    assert sorted(folders[0].rglob("*")) == before
