"""Sealing keeps a copy of the transcription that the SQL of the build can check."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from conftest import Project, copy_project
from held_open import hold_open, told_of
from jukinet.cli import app
from jukinet.seal import REMEDY, ExplainedSeals, broken_seals, digest_of, seal, transcription
from jukinet.seeds import load_seeds


def test_the_registered_seal_is_that_of_the_seeds(built_project: Project) -> None:
    seeds = load_seeds(built_project.root)
    registered = {row["publication_id"]: row["seal"] for row in seeds["publication_register"].rows}
    for publication_id, digest in registered.items():
        assert digest_of(transcription(seeds, publication_id)) == digest


def test_sealing_again_shows_the_difference_and_makes_the_build_green(project: Project) -> None:
    project.replace("disclosures/printed_training_attendance", ",693,", ",694,")
    dry_run = project.run("jukinet", "seal", "140007-2021", "--dry-run")
    assert dry_run.stdout.splitlines()[:-1] == [
        "seeds/disclosures/printed_training_attendance.csv:2 (line 10 of 140007-2021): attendee_count was 693, is 694"
    ]
    assert project.run("jukinet", "seal", "140007-2021").returncode == 0
    assert project.run("jukinet", "build").returncode == 0


def test_sealing_again_tells_each_changed_row_once_in_the_order_of_the_files(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    project.replace("disclosures/printed_monthly_counts", ",42894,printed", ",42849,printed")
    project.replace("disclosures/printed_annual_counts", ",837068,", ",837069,")
    path = project.root / "seeds/disclosures/printed_annual_counts.csv"
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    gone = rows.pop(19)
    path.write_text("".join(rows), encoding="utf-8", newline="\n")
    told = project.run("jukinet", "seal", "140007-2021").stdout.splitlines()
    changed = next(line for line, row in enumerate(rows, start=1) if ",837069," in row)
    places = [f"annual_counts.csv:{line}" for line in sorted((changed, 20))] + ["monthly_counts.csv:24"]
    assert [line.split(" ")[0] for line in told[:3]] == [f"seeds/disclosures/printed_{place}" for place in places]
    row_text = gone.strip().replace(",", "|")
    assert f"printed_annual_counts.csv:20 (line {gone.strip().split(',')[-1]} of 140007-2021)" in "\n".join(told)
    assert sum(line.endswith(f"the row that stood here is gone: {row_text}") for line in told) == 1
    assert told[3].startswith("140007-2021 sealed: rows: 2 new, 3 gone, ")
    assert told[4:] == ["Run make build (or jukinet build) next: it publishes the tables as sealed if they reconcile."]


def test_a_broken_seal_is_told_under_its_own_test_and_each_row_once(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    project.replace("disclosures/printed_training_attendance", ",693,", ",694,")
    summary = [
        "assert_sealed_rows_are_unchanged: 3",
        "  140007-2021, printed_training_attendance, missing: 140007-2021|2021-1|prefectural_staff|693|printed|10",
        "  140007-2021, printed_training_attendance, not in the seal: 140007-2021|…|694|printed|10",
        "  140007-2021: seeds/seals/sealed_rows.csv is not what was sealed, by its digest in the register",
        "assert_transcription_is_consistent: 1",
        "  of another test, missing: 7",
    ]
    explained = ExplainedSeals(load_seeds(tmp_path), tmp_path, 20)
    assert [line for given in summary for line in explained(given)] == [
        "assert_sealed_rows_are_unchanged: 1",
        "  seeds/disclosures/printed_training_attendance.csv:2 (line 10 of 140007-2021): "
        "attendee_count was 693, is 694",
        "  Compare each with the print: restore the row, or, where the print is so, run `jukinet seal 140007-2021`.",
        *summary[3:],
    ]


def test_rows_beyond_those_that_are_shown_are_those_of_the_command_that_is_named(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    path = tmp_path / "seeds/disclosures/printed_monthly_counts.csv"
    path.write_text(path.read_text(encoding="utf-8").partition("\n")[0] + "\n", encoding="utf-8", newline="\n")
    explained = ExplainedSeals(load_seeds(tmp_path), tmp_path, 20)
    told = explained("assert_sealed_rows_are_unchanged: 258")
    assert told[-2:] == [
        "  and 237 more rows; see `jukinet seal 140007-2021 --dry-run`",
        f"  {REMEDY.format('`jukinet seal 140007-2021`')}",
    ]
    shown = project.run("jukinet", "seal", "140007-2021", "--dry-run").stdout.splitlines()
    assert sum("the row that stood here is gone" in line for line in shown) == 257
    assert "and 157 more" in project.run("jukinet", "seal", "140007-2021").stdout.splitlines()


def test_of_several_rows_of_a_printed_line_the_likest_is_the_changed_one_and_none_of_another_line(
    tmp_path: Path,
) -> None:
    project = copy_project(tmp_path)
    annual = "disclosures/printed_annual_counts"
    first = "140007-2021,1,1,宅地建物取引業法による免許・登録に関する事務,"
    project.drop(annual, f"{first}2019,")
    project.replace(annual, f"{first}2020,21,", f"{first}2020,22,")
    project.replace("disclosures/printed_training_attendance", ",693,printed,10", ",693,printed,11")
    told = [change.text(tmp_path) for change in seal(load_seeds(tmp_path), "140007-2021", dry_run=True).changes]
    row = "140007-2021|2021-1|prefectural_staff|693|printed|10"
    attendance = "seeds/disclosures/printed_training_attendance.csv:2"
    assert sorted(told) == [
        "seeds/disclosures/printed_annual_counts.csv:2 (line 187 of 140007-2021): case_count was 21, is 22",
        "seeds/disclosures/printed_annual_counts.csv:2 (line 187 of 140007-2021): the row that stood here is gone: "
        f"{first.replace(',', '|')}2019|19|printed|187",
        f"{attendance} (line 10 of 140007-2021): the row that stood here is gone: {row}",
        f"{attendance} (line 11 of 140007-2021): the row is new",
    ]


def test_a_publication_is_sealed_and_told_of_without_the_others(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    seeds = load_seeds(tmp_path)
    register, attendance = seeds["publication_register"], seeds["printed_training_attendance"]
    first = register.rows[0]
    others = [first | {"publication_id": f"{code}-2021", "seal": ""} for code in ("110001", "150002")]
    for seed, new in (
        (register, others),
        (attendance, [attendance.rows[0] | {"publication_id": one["publication_id"]} for one in others]),
    ):
        seed.path.write_bytes(seed.to_csv(sorted([*seed.rows, *new], key=seed.sort_key)))
    seal(load_seeds(tmp_path), "110001-2021")
    seeds = load_seeds(tmp_path)
    assert {row["publication_id"]: row["seal"] for row in seeds["publication_register"].rows} == {
        "110001-2021": digest_of(transcription(seeds, "110001-2021")),
        "140007-2021": first["seal"],
        "150002-2021": "",
    }
    # One that was never sealed is not told of.
    assert broken_seals(seeds) == []
    project.replace(
        "disclosures/printed_training_attendance",
        "110001-2021,2021-1,prefectural_staff,693,",
        "110001-2021,2021-1,prefectural_staff,694,",
    )
    assert [sealing.publication_id for sealing in broken_seals(load_seeds(tmp_path))] == ["110001-2021"]
    told = ExplainedSeals(load_seeds(tmp_path), tmp_path, 1)("assert_sealed_rows_are_unchanged: 3")
    assert len(told) == 3
    assert told[-1] == f"  {REMEDY.format('`jukinet seal 110001-2021`')}"


def test_a_first_seal_says_how_many_rows_of_which_files(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    sealed = project.root / "seeds/seals/sealed_rows.csv"
    sealed.write_text("publication_id,seed_name,row_text\n", encoding="utf-8", newline="\n")
    told = project.run("jukinet", "seal", "140007-2021").stdout.splitlines()
    seeds = [seed for seed in load_seeds(project.root).values() if seed.is_disclosure]
    assert told[:-3] == [f"{seed.path.name}: {len(seed.rows)} rows" for seed in sorted(seeds, key=lambda one: one.name)]
    assert told[-3].startswith(f"140007-2021 sealed: rows: {sum(len(seed.rows) for seed in seeds)} new, 0 gone, ")
    assert "`git diff` shows every row" in told[-2]


def test_a_sealed_copy_that_was_edited_by_hand_is_red(project: Project) -> None:
    project.replace("disclosures/printed_training_attendance", ",693,", ",694,")
    project.replace("seals/sealed_rows", "prefectural_staff|693|", "prefectural_staff|694|")
    result = project.run("jukinet", "build")
    assert result.returncode == 1
    assert "140007-2021: seeds/seals/sealed_rows.csv is not what was sealed, by its digest" in result.stdout


def test_a_publication_without_rows_is_not_sealed(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    project.empty_disclosures()
    sealed = (tmp_path / "seeds/seals/sealed_rows.csv").read_bytes()
    result = project.run("jukinet", "seal", "140007-2021")
    assert result.returncode == 1
    assert result.stdout.startswith("error: 140007-2021 has no rows in seeds/disclosures to be sealed; ")
    assert (tmp_path / "seeds/seals/sealed_rows.csv").read_bytes() == sealed


def test_an_unknown_publication_is_named(project: Project) -> None:
    result = project.run("jukinet", "seal", "140007-2099")
    assert result.returncode == 1
    assert result.stdout.startswith("error: 140007-2099 is not in seeds/registers/publication_register.csv")


def test_a_register_that_is_held_open_is_named_and_sealed_by_the_next_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows a file that is open in Excel cannot be replaced; "nothing was changed" would be untrue by then."""
    project = copy_project(tmp_path)
    project.replace("disclosures/printed_training_attendance", ",693,", ",694,")
    held = tmp_path / "seeds/registers/publication_register.csv"
    before = held.read_bytes()
    hold_open(held, monkeypatch)
    seal = ["seal", "140007-2021", "--root", str(tmp_path)]
    for _ in range(2):
        result = CliRunner().invoke(app, seal)
        assert result.exit_code == 1
        assert result.output == told_of(held)
    assert held.read_bytes() == before
    monkeypatch.undo()
    assert "140007-2021 would be sealed: rows: 0 new, 0 gone" in CliRunner().invoke(app, [*seal, "--dry-run"]).output
    assert held.read_bytes() != before
