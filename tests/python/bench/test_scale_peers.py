"""The hand-written peers give one answer, and it is the right one for publications whose slips are known."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

import polars as pl
import pytest

from bench.scale import compare, floor_duckdb, models
from bench.scale.answers import compare_answers, is_same
from bench.scale.figures import LOST_CELLS
from bench.scale.generate import generate
from bench.scale.inputs import RESULT
from conftest import ROOT
from jukinet.seeds import load_seeds
from landed_gaps import CANCER, PASSPORTS, Rule, change_rows, without_figure
from public_contract import CONTRACT

PUBLICATIONS, YEARS = 60, 3
ROUGH = "010014-2022"
USERS = {"010022-2021": "lost", "010022-2022": "not_applicable"}
"""What stands instead of the users of one division."""


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publications without and with slips, and the floor's answer to both."""
    root = tmp_path_factory.mktemp("peers")
    for name, faulty in (("clean", 0.0), ("faulty", 1.0)):
        generate(root / name, PUBLICATIONS, YEARS, faulty, seed=5)
        floor_duckdb.balance(root / name, root / f"{name}.parquet")
    shutil.copytree(root / "faulty", root / "rough")
    roughen(root / "rough")
    floor_duckdb.balance(root / "rough", root / "rough.parquet")
    return root


def roughen(folder: Path) -> None:
    """Take from one publication what the generator always prints: rows, figures, and the total or parts of sums."""

    def change(table: str, rule: Rule) -> None:
        change_rows(folder, table, ROUGH, rule)

    is_passport = (pl.col("affair_name") == PASSPORTS) & (pl.col("section") == "3(1)")
    is_two = is_passport & pl.col("month").dt.month().is_in([5, 6])
    change("printed_monthly_counts", without_figure("lost", is_two))
    change("printed_monthly_counts", lambda rows: rows.filter(pl.col("affair_name") != CANCER))
    is_gone = pl.col("affair_name").str.starts_with("道路交通法") & (pl.col("fiscal_year") > 2020)
    change("printed_annual_counts", without_figure("lost", is_gone))
    is_subtotal = (pl.col("section") == "3(2)") & (pl.col("role") == "subtotal")
    change("printed_totals", lambda rows: rows.filter(~is_subtotal))
    change("printed_inspected_offices", lambda rows: rows.filter(pl.col("inspection_id") != "2022-external-audit"))
    change("printed_authenticated_users", lambda rows: rows.clear())
    change("printed_statements", lambda rows: rows.filter(pl.col("statement") != "affairs_used"))
    # A lost figure, and a dash, which gives 0 and asks for it.
    is_division = pl.col("division_name") == "パスポートセンター"
    for publication_id, status in USERS.items():
        rule = without_figure(status, is_division, "user_count")
        change_rows(folder, "printed_authenticated_users", publication_id, rule)
    is_first = pl.col("subject") == "annex1"
    change("printed_statements", without_figure("lost", (pl.col("statement") == "cases") & is_first, "value"))
    change(
        "printed_statements", without_figure("not_applicable", (pl.col("statement") == "cases") & ~is_first, "value")
    )
    is_grand = pl.col("section") == "2"
    change("printed_totals", without_figure("not_applicable", is_grand, "value"))


def test_the_answer_is_what_is_published(work: Path) -> None:
    assert tuple(CONTRACT["reconciliation"].split()) == RESULT
    assert tuple(pl.read_parquet_schema(work / "clean.parquet")) == RESULT


def test_every_edit_of_the_register_is_evaluated_and_holds_without_slips(work: Path) -> None:
    edits = pl.read_parquet(work / "clean.parquet")
    assert edits.select("publication_id", "edit_id").is_unique().all()
    assert edits.filter(pl.col("status") != "balanced").is_empty()
    register = load_seeds(ROOT)["balance_edits"].rows
    missing = {row["edit_group"] for row in register} - set(edits["edit_group"])
    assert not missing, f"bench/scale/: floor_edits.py, and {{polars,pandas,spark}}_edits.py, do not give {missing}"
    assert set(edits["edit_group"]) <= {row["edit_group"] for row in register}
    own = edits.filter(pl.col("publication_id").str.ends_with("-2021")).group_by("edit_group").len()
    instances = dict(own.rows())
    for row in register:
        if row["instances"]:
            assert instances[row["edit_group"]] == int(row["instances"]) * (PUBLICATIONS // YEARS), row["edit_group"]


def test_slips_break_the_edits_of_their_cells(work: Path) -> None:
    """A slip in one printed figure shows in its own publication, or, for an earlier year, in the next edition."""
    truth = pl.read_parquet(work / "faulty" / "truth.parquet")
    unbalanced = pl.read_parquet(work / "faulty.parquet").filter(pl.col("status") != "balanced")
    totals = truth.filter(pl.col("seed_name") == "printed_totals")
    assert len(totals) > 3
    assert set(totals["publication_id"]) <= set(unbalanced["publication_id"])
    wrong = truth["printed"] - truth["true_value"]
    differences = set(unbalanced["difference"].drop_nulls().abs())
    counted = truth.with_columns(wrong.abs().alias("wrong")).filter(pl.col("seed_name") != "printed_monthly_counts")
    assert set(counted["wrong"]) <= differences


def test_what_is_missing_is_not_zero_where_a_figure_should_be(work: Path) -> None:
    edits = pl.read_parquet(work / "rough.parquet").filter(pl.col("publication_id") == ROUGH)
    status = dict(edits.select("edit_id", "status").rows())
    figures = {row[0]: row[1:] for row in edits.select("edit_id", "printed", "computed").rows()}
    for edit_id in (
        "months_add_up_to_annual_count/passports",
        "months_add_up_to_subtotal/act-30-15-1-1",
        "months_add_up_to_subtotal/act-30-15-1-2",
        "months_add_up_to_annual_count/parking-violations",
        "affairs_add_up_to_annual_total/2/2022",
        "annex_subset_equals_summary_line/act-30-15-2-2",
        "affairs_used/1",
        "editions_agree/2/parking-violations/2021",
        "stated_cases_equal_annex_total/1",
    ):
        assert status[edit_id] == "not_evaluable", edit_id
    assert figures["months_add_up_to_subtotal/act-30-15-1-2"][0] is None
    for edit_id in ("stated_cases_equal_annex_total/2", "summary_lines_add_up/provision"):
        assert (status[edit_id], figures[edit_id][0]) == ("broken", 0), edit_id
    of_users = (
        pl.read_parquet(work / "rough.parquet")
        .filter(pl.col("publication_id").is_in(list(USERS)), edit_group="division_users_add_up")
        .sort("publication_id")
    )
    assert of_users["status"].to_list() == ["not_evaluable", "broken"]
    assert of_users["computed"].is_null().to_list() == [True, False]
    assert of_users["member_count"].to_list() == [28, 28]
    for edit_id in (
        "months_add_up_to_annual_count/cancer-registry",
        "subtotal_equals_summary_line/act-30-15-1-2",
        "offices_listed/2022-external-audit",
        "division_users_add_up",
    ):
        assert status[edit_id] == "broken", edit_id
        assert figures[edit_id][1] == 0


def test_an_edit_is_described_by_what_it_says_and_what_its_total_is_called(work: Path) -> None:
    edits = pl.read_parquet(work / "rough.parquet").filter(pl.col("publication_id") == ROUGH)
    register = {row["edit_group"]: row["description"] for row in load_seeds(ROOT)["balance_edits"].rows}
    descriptions = dict(edits.select("edit_id", "description").rows())
    for edit_id, label in (
        ("affairs_add_up_to_annual_total/1/2020", ": annex1 total, R02"),
        ("affairs_listed/2", ": affairs_permitted, annex2"),
        ("division_users_add_up", ": users total, R04"),
        ("editions_agree/1/passports/2020", f": {PASSPORTS}, R02"),
        ("editions_agree/1/?/2021", ": annex1 total, R03"),
        ("months_add_up_to_annual_count/passports", f": {PASSPORTS}, R04"),
        ("months_add_up_to_subtotal/act-30-15-1-1", ": 3(1) subtotal, R04"),
        ("offices_audited/2022-external-audit", ": offices_audited, 2022-external-audit"),
        ("offices_listed/2023-external-audit", ": 2023-external-audit, offices"),
        ("stated_users_equal_total", ": authenticated_users, users"),
        ("summary_lines_add_up/provision", ": 2 grand_total, R04"),
        # Totals that are not printed.
        ("affairs_used/1", ""),
        ("months_add_up_to_subtotal/act-30-15-1-2", ""),
    ):
        assert descriptions[edit_id] == register[edit_id.split("/")[0]] + label, edit_id


def test_members_are_counted_as_printed_and_derived(work: Path) -> None:
    edits = pl.read_parquet(work / "rough.parquet").filter(pl.col("publication_id") == ROUGH)
    counts = {row[0]: row[1:] for row in edits.select("edit_id", "member_count", "derived_count").rows()}
    assert counts["everything_together"] == (5, 0)
    assert counts["editions_agree/1/?/2021"] == (2, 0)
    # Two months of one affair are lost, and none of them follows; of another affair no month is printed.
    assert counts["months_add_up_to_annual_count/passports"] == (13, 0)
    assert counts["months_add_up_to_annual_count/cancer-registry"] == (1, 0)
    assert counts["division_users_add_up"] == (1, 0)
    # Without its total a sum has one member less.
    assert counts["affairs_used/1"] == (23, 0)
    assert counts["subtotal_equals_summary_line/act-30-15-1-2"] == (1, 0)
    clean = pl.read_parquet(work / "clean.parquet").group_by("publication_id", "edit_group")
    derived = clean.agg(pl.col("derived_count").sum()).filter(pl.col("derived_count") > 0)
    groups = {"months_add_up_to_annual_count", "months_add_up_to_subtotal"}
    assert set(derived["edit_group"]) == groups
    assert set(derived["derived_count"]) == {LOST_CELLS}
    assert len(derived) == PUBLICATIONS * len(groups)


def test_the_models_answer_as_the_floor(work: Path, compiled_models: Path) -> None:
    models.compile_as_for(compiled_models, work / "faulty")
    models.balance(work / "faulty", work / "models.parquet")
    first, other = compare_answers([work / "faulty.parquet", work / "models.parquet"])
    assert is_same(other, first)
    assert other.differences == 0


def test_polars_answers_as_the_floor(work: Path) -> None:
    _answers_as_the_floor(work, "peer_polars")


def test_pandas_answers_as_the_floor(work: Path) -> None:
    _answers_as_the_floor(work, "peer_pandas")


@pytest.mark.skipif(
    shutil.which("java") is None and "JAVA_HOME" not in os.environ, reason="there is no Java for PySpark to run on"
)
def test_spark_answers_as_the_floor(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # To compile anything for tables so small takes longer than to read them.
    monkeypatch.setenv("JDK_JAVA_OPTIONS", "-XX:+UseSerialGC -XX:TieredStopAtLevel=1")
    uncompiled = "--conf spark.sql.codegen.wholeStage=false --conf spark.sql.codegen.factoryMode=NO_CODEGEN"
    monkeypatch.setenv("PYSPARK_SUBMIT_ARGS", f"{uncompiled} pyspark-shell")
    _answers_as_the_floor(work, "peer_spark")


def _answers_as_the_floor(work: Path, module: str) -> None:
    output = work / f"{module}.parquet"
    compare.measure([sys.executable, "-m", f"bench.scale.{module}", str(work / "rough"), str(output)])
    first, other = compare_answers([work / "rough.parquet", output])
    assert is_same(other, first)
    assert other.differences == 0


def test_another_answer_is_seen(work: Path, tmp_path: Path) -> None:
    edits = pl.read_parquet(work / "faulty.parquet")
    number = pl.int_range(pl.len())
    changes = {
        "one_figure": edits.with_columns(printed=pl.when(number == 7).then(0).otherwise("printed") - 1),
        "one_row_less": edits.slice(1),
        "one_row_twice": pl.concat([edits.slice(1), edits.slice(1, 1)]),
        "one_description": edits.with_columns(
            description=pl.when(number == 7).then(pl.lit("")).otherwise("description")
        ),
        "one_member_more": edits.with_columns(member_count=pl.col("member_count") + (number == 7)),
        "one_status": edits.with_columns(status=pl.when(number == 7).then(pl.lit("lost")).otherwise("status")),
    }
    edits.sample(fraction=1, shuffle=True, seed=1).write_parquet(tmp_path / "same.parquet")
    for name, frame in changes.items():
        frame.write_parquet(tmp_path / f"{name}.parquet")
    paths = [work / "faulty.parquet", *(tmp_path / f"{name}.parquet" for name in ("same", *changes))]
    first, _, *others = found = compare_answers(paths)
    assert [is_same(other, first) for other in found] == [True, True, *(False for _ in changes)]
    assert all(other.checksum != first.checksum for other in others)


def test_the_comparison_prints_one_row_per_tool(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        sys, "argv", ["compare", str(tmp_path), "--sizes", "1", "--unit", "5", "--years", "2", "--tools", "polars"]
    )
    assert compare.main() == 0
    rows = capfd.readouterr().out.splitlines()
    assert rows[:2] == list(compare.HEAD)
    assert [row.split(" | ")[2].strip() for row in rows[2:]] == ["floor", "polars"]
    assert all("equal, " in row and "row by row" in row for row in rows[2:])


def test_a_tool_that_fails_is_named_with_its_last_word(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bench.scale.peer_polars", str(tmp_path / "nothing"), str(tmp_path / "out")]
    with pytest.raises(compare.ToolError, match=r"^exit code 1: .*"):
        compare.measure(command)


def test_publications_that_other_options_made_are_not_measured(tmp_path: Path) -> None:
    options = argparse.Namespace(unit=1, years=1, faulty=0.0)
    assert compare.made(tmp_path, 1, options) == compare.made(tmp_path, 1, options)
    options.years = 2
    with pytest.raises(compare.ToolError, match=r"1x was not made by .* --years 2 .*; remove it"):
        compare.made(tmp_path, 1, options)
