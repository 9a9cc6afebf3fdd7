"""Ingest looks at the balance edits in Python, the build evaluates them in SQL: both say the same of the same rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import polars as pl
import pytest

from bench.scale.generate import generate
from bench.scale.models import CATALOG, compile_as_for, reconcile
from conftest import ROOT
from jukinet.ingest.cells import Cell
from jukinet.ingest.edits import evaluate
from jukinet.ingest.names import names_as_in
from jukinet.ingest.reading import Reading, Tables
from jukinet.seeds import load_seeds
from landed_gaps import CANCER, PASSPORTS, Rule, change_rows, without_figure

PUBLICATIONS, YEARS = 24, 3
EDIT = ["publication_id", "edit_id"]
ROUGH, DASHES = "010014", "010022"
"""Publishers: of one that prints less than the others, of one that prints dashes for figures."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, compiled_models: Path) -> Path:
    """Publications with a slip in each, some of which lack rows and figures, and what the build says of them."""
    folder = tmp_path_factory.mktemp("made")
    generate(folder / "landing", PUBLICATIONS, YEARS, 1.0, seed=5)
    roughen(folder / "landing")
    compile_as_for(compiled_models, folder / "landing")
    with duckdb.connect(str(folder / f"{CATALOG}.duckdb")) as connection:
        reconcile(folder / "landing", connection)
    return folder


def roughen(landing: Path) -> None:
    """Take from two publishers what the generator always prints: rows, figures, and the total or parts of sums."""

    def change(table: str, publication_id: str, rule: Rule) -> None:
        change_rows(landing, table, publication_id, rule)

    is_passport = pl.col("affair_name") == PASSPORTS
    is_parking, is_year = pl.col("affair_name").str.starts_with("道路交通法"), pl.col("fiscal_year")
    # What the edition before lost cannot be compared, nor can what this one lost.
    change("printed_annual_counts", f"{ROUGH}-2021", without_figure("lost", is_passport & (is_year == 2020)))
    change("printed_annual_counts", f"{ROUGH}-2022", without_figure("lost", is_parking & (is_year > 2020)))
    months = pl.col("month").dt.month().is_in([5, 6])
    change("printed_monthly_counts", f"{ROUGH}-2022", without_figure("lost", is_passport & months))
    change("printed_monthly_counts", f"{ROUGH}-2022", lambda rows: rows.filter(pl.col("affair_name") != CANCER))
    is_total = (pl.col("section") == "1") & (pl.col("role") == "grand_total")
    change("printed_totals", f"{ROUGH}-2022", lambda rows: rows.filter(~is_total))
    is_listed = pl.col("inspection_id") != "2022-external-audit"
    change("printed_inspected_offices", f"{ROUGH}-2022", lambda rows: rows.filter(is_listed))
    change("printed_authenticated_users", f"{ROUGH}-2022", lambda rows: rows.clear())
    is_stated = pl.col("statement") == "cases"
    change("printed_statements", f"{ROUGH}-2022", without_figure("lost", is_stated, "value"))
    change("printed_statements", f"{DASHES}-2022", without_figure("not_applicable", is_stated, "value"))
    is_division = pl.col("division_name") == "パスポートセンター"
    change("printed_authenticated_users", f"{DASHES}-2022", without_figure("not_applicable", is_division, "user_count"))
    # A dash in two editions, and one for a year without months.
    in_annex_1 = is_passport & (pl.col("annex") == 1)
    change("printed_annual_counts", f"{DASHES}-2021", without_figure("not_applicable", in_annex_1 & (is_year == 2020)))
    change("printed_annual_counts", f"{DASHES}-2022", without_figure("not_applicable", in_annex_1 & (is_year != 2021)))
    is_monthly_passport = is_passport & (pl.col("section") == "3(1)")
    change("printed_monthly_counts", f"{DASHES}-2022", lambda rows: rows.filter(~is_monthly_passport))


@pytest.fixture(scope="module")
def both(made: Path) -> pl.DataFrame:
    """One row per publication and edit: status, printed and computed by ingest, and the same by the build (`_sql`)."""
    looked = pl.DataFrame(
        [
            (reading.publication_id, edit.edit_id, edit.status, edit.printed, edit.computed)
            for reading, registers in readings(made / "landing")
            for edit in evaluate(reading, registers)
        ],
        schema=[*EDIT, "status", "printed", "computed"],
        orient="row",
    )
    with duckdb.connect(str(made / f"{CATALOG}.duckdb"), read_only=True) as connection:
        built = connection.sql("select publication_id, edit_id, status, printed, computed from reconciliation").pl()
        unknown = connection.sql(
            "select distinct publication_id, edit_id, true as is_unknown from unknown_members"
        ).pl()
    joined = looked.join(built, on=EDIT, how="full", coalesce=True, suffix="_sql")
    return joined.join(unknown, on=EDIT, how="left").with_columns(pl.col("is_unknown").fill_null(False))


def readings(landing: Path) -> list[tuple[Reading, Tables]]:
    """Every landed publication as if its file had just been read."""
    registers: Tables = {}
    for name, seed in load_seeds(ROOT).items():
        own = landing / "registers" / f"{name}.csv"
        if seed.is_disclosure:
            landed = pl.read_parquet(landing / name / "**" / "*.parquet", hive_partitioning=False)
            registers[name] = landed.select(pl.all().cast(pl.String).fill_null("")).to_dicts()
        else:
            registers[name] = (replace(seed, path=own) if own.is_file() else seed).rows
    found = []
    for row in registers["publication_register"]:
        reading = Reading(row["publication_id"], row["publisher_code"], int(row["fiscal_year"]))
        names = names_as_in(registers, reading.publication_id)
        for name, rows in registers.items():
            source = names if name in ("printed_sections", "printed_affair_names") else reading.publication_id
            reading.seeds[name] = [one for one in rows if one.get("publication_id") == source]
        found.append((reading, registers))
    return found


@pytest.mark.parametrize(("sign", "status"), [("+", "broken"), ("-", "not_evaluable")])
def test_a_lost_figure_that_is_taken_away_can_mend_a_sum_that_is_too_large(
    monkeypatch: pytest.MonkeyPatch, sign: str, status: str
) -> None:
    figures = [("total", 5), ("part", 9), ("other", None)]
    found = [Cell("t", role, {}, role, value, "printed" if value else "lost", 1) for role, value in figures]
    monkeypatch.setattr("jukinet.ingest.edits.cells", lambda reading, registers: found)
    edit = dict.fromkeys(load_seeds(ROOT)["balance_edits"].header, "") | {
        "total_selector": "t/total",
        "part_selectors": f"t/part {sign} t/other",
        "counting": "sum",
        "valid_from": "2021",
    }
    (balance,) = evaluate(Reading("140007-2021", "140007", 2021), {"balance_edits": [edit]})
    assert balance.status == status


@pytest.mark.parametrize(
    ("roles", "only_with_parts", "edits"),
    [
        (["total", "part"], "true", 1),
        (["total"], "true", 0),
        (["part"], "true", 0),
        (["total"], "false", 1),
        (["part"], "false", 1),
    ],
)
def test_an_edit_that_holds_only_where_it_has_parts_needs_a_total_too(
    monkeypatch: pytest.MonkeyPatch, roles: list[str], only_with_parts: str, edits: int
) -> None:
    """The same examples as for the SQL, in tests/macros."""
    found = [Cell("t", role, {}, role, 5, "printed", 1) for role in roles]
    monkeypatch.setattr("jukinet.ingest.edits.cells", lambda reading, registers: found)
    edit = dict.fromkeys(load_seeds(ROOT)["balance_edits"].header, "") | {
        "total_selector": "t/total",
        "part_selectors": "t/part",
        "counting": "sum",
        "only_with_parts": only_with_parts,
        "valid_from": "2021",
    }
    assert len(evaluate(Reading("140007-2021", "140007", 2021), {"balance_edits": [edit]})) == edits


def test_both_know_the_same_edits(both: pl.DataFrame) -> None:
    assert both.filter(pl.col("status").is_null() | pl.col("status_sql").is_null()).is_empty()
    register = load_seeds(ROOT)["balance_edits"].rows
    assert set(both["edit_id"].str.split("/").list.first()) == {row["edit_group"] for row in register}


def test_both_say_the_same_where_no_figure_is_lost(both: pl.DataFrame) -> None:
    known = both.filter(~pl.col("is_unknown"))
    assert set(known["status"]) == {"balanced", "broken", "not_evaluable"}
    assert known.filter(pl.col("status") != pl.col("status_sql")).is_empty()
    evaluable = known.filter(pl.col("status") != "not_evaluable")
    for figure in ("printed", "computed"):
        assert evaluable.filter(pl.col(figure).ne_missing(pl.col(f"{figure}_sql"))).is_empty()


def test_an_edit_with_a_lost_figure_waits_for_the_build_unless_nothing_can_mend_it(both: pl.DataFrame) -> None:
    unknown = both.filter("is_unknown")
    assert set(unknown["status"]) == {"broken", "not_evaluable"}
    assert unknown.filter(status="broken", status_sql="balanced").is_empty()


def test_a_dash_as_a_total_holds_where_its_parts_are_a_dash_or_nothing(both: pl.DataFrame) -> None:
    edits = ["months_add_up_to_annual_count/passports", "editions_agree/1/passports/2020"]
    dashes = both.filter(pl.col("edit_id").is_in(edits), publication_id=f"{DASHES}-2022")
    assert dashes.select("status", "status_sql").rows() == [("balanced", "balanced")] * 2


def test_a_dash_for_a_statement_or_a_division_is_no_figure_that_is_lost(both: pl.DataFrame) -> None:
    edits = ["division_users_add_up", "stated_cases_equal_annex_total/1"]
    dashes = both.filter(pl.col("edit_id").is_in(edits), publication_id=f"{DASHES}-2022").sort("edit_id")
    assert dashes.select("status", "status_sql", "is_unknown").rows() == [("broken", "broken", False)] * 2
    assert dashes["printed"].to_list()[1] == 0
    lost = both.filter(edit_id="stated_cases_equal_annex_total/1", publication_id=f"{ROUGH}-2022")
    assert lost.select("status", "status_sql", "is_unknown").rows() == [("not_evaluable", "balanced", True)]
