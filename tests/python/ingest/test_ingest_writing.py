"""All seeds change or none, and codes are those of the register."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from held_open import hold_open, refuse, told_of
from ingest.made_up import make
from ingest.prints import REPOSITORY
from ingest.seeds_project import SeedsProject
from jukinet import files
from jukinet.ingest import phrases, report
from jukinet.ingest.edits import Balance
from jukinet.ingest.reading import Reading
from jukinet.ingest.rows import Source


@pytest.mark.parametrize("fail_at", range(40))
def test_a_stop_at_any_step_leaves_the_old_or_the_new_seeds(
    new_project: Callable[[], SeedsProject], monkeypatch: pytest.MonkeyPatch, fail_at: int
) -> None:
    """The process is stopped at its n-th step on the disk; the next ingest finds everything old or everything new."""
    project, year = new_project(), make(1)
    reference = new_project()
    file = project.write("r04.txt", year.text)
    before = project.seeds()
    assert reference.run(file, fiscal_year=2022).exit_code == 0
    after = reference.seeds()

    class Stop(BaseException):
        pass

    steps = 0
    for name in ("replace", "fsync"):
        original = getattr(os, name)

        def step(*arguments: object, original: Callable[..., object] = original) -> object:
            nonlocal steps
            steps += 1
            if steps == fail_at:
                raise Stop
            return original(*arguments)

        monkeypatch.setattr(os, name, step)
    stopped = False
    try:
        atomic_result = project.run(file, fiscal_year=2022)
        stopped = atomic_result.exit_code != 0
    except Stop:
        stopped = True
    monkeypatch.undo()
    assert stopped == (0 < fail_at <= steps)
    files.recover(project.root / "seeds")
    assert project.seeds() in (before, after)
    if not stopped:
        assert project.seeds() == after


def test_a_killed_process_is_finished_by_the_next(project: SeedsProject) -> None:
    """Nothing cleans up after a kill: the journal is there, some files are renamed, some are not."""
    seeds = project.root / "seeds"
    one, two = seeds / "disclosures" / "printed_totals.csv", seeds / "registers" / "printed_sections.csv"
    (seeds / files.JOURNAL).write_text(
        '{"rename": ["disclosures/printed_totals.csv", "registers/printed_sections.csv"]}', encoding="utf-8"
    )
    one.write_bytes(b"new one")
    two.with_name(two.name + files.SUFFIX).write_bytes(b"new two")
    assert files.recover(seeds)
    assert (one.read_bytes(), two.read_bytes()) == (b"new one", b"new two")
    assert not (seeds / files.JOURNAL).exists()
    assert not list(seeds.rglob(f"*{files.SUFFIX}"))


def test_a_seed_that_is_held_open_is_named_and_replaced_by_the_next_ingest(
    project: SeedsProject, tables_only: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On Windows a file that is open in Excel cannot be replaced; by then others have been."""
    reference = project.root.parent / "reference"
    assert project.run(project.write("r04.txt", make(1).text), "--out", str(reference), fiscal_year=2022).exit_code == 0
    held = project.root / "seeds" / "registers" / "publication_register.csv"
    hold_open(held, monkeypatch)
    told = told_of(held)
    for again in range(2):
        result = project.run(project.write("r04.txt", make(1).text), fiscal_year=2022)
        assert result.exit_code == 1
        assert result.output.endswith(told), result.output
        assert again == 0 or result.output == told
    monkeypatch.undo()
    project.run(project.write("p.txt", tables_only), "--dry-run")
    for name in ("registers/publication_register.csv", "disclosures/printed_totals.csv"):
        assert (project.root / "seeds" / name).read_bytes() == (reference / name).read_bytes()


@pytest.mark.parametrize("what", ["registers/publication_register.csv", "registers"])
def test_a_link_among_the_seeds_stays_one_and_what_it_leads_to_is_replaced(
    new_project: Callable[[], SeedsProject], what: str
) -> None:
    project, reference = new_project(), new_project()
    file = project.write("r04.txt", make(1).text)
    linked, elsewhere = project.root / "seeds" / what, project.root / "elsewhere"
    linked.rename(elsewhere)
    linked.symlink_to(elsewhere)
    for one in (project, reference):
        result = one.run(file, fiscal_year=2022)
        assert result.exit_code == 0, result.output
    assert linked.is_symlink()
    name = "registers/publication_register.csv"
    assert (project.root / "seeds" / name).read_bytes() == (reference.root / "seeds" / name).read_bytes()
    assert not list(project.root.rglob(f"*{files.SUFFIX}"))


def test_seeds_that_are_written_whole_elsewhere_are_compared_with_the_projects_own(
    project: SeedsProject, tables_only: str
) -> None:
    assert project.run(project.write("p.txt", tables_only), "--replace").exit_code == 0
    other = tables_only.replace("記載漏れ\t更新した", "紛失\t再発行した")
    for folder, text, told in (
        ("same", tables_only, "Seeds: the same as the project's own."),
        ("other", other, "Seeds that differ from the project's own (2)"),
    ):
        result = project.run(project.write("p.txt", text), "--replace", "--out", str(project.root / folder))
        assert result.exit_code == 0, result.output
        assert told in result.output
        assert " files written under " in result.output
        assert "no byte changes" not in result.output
    assert "printed_inspection_findings.csv: 1 line added, 1 removed" in result.output


def test_places_are_named_by_their_number() -> None:
    balance = Balance("e", "", "broken", 1, 2, "total", (213,), ())
    told = report.text(Reading("140007-2021", "140007", 2021), Source("p.txt", "text", "", []), [balance], [])
    assert told.endswith("; total; line 213")


def test_the_text_changes_only_with_the_seeds(
    project: SeedsProject, tables_only: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = project.root / "read.txt"
    text.write_text("old", encoding="utf-8")

    def full_disk(*_: object) -> None:
        raise OSError(28, "No space left on device", "seeds")

    monkeypatch.setattr(files, "write_all", full_disk)
    result = project.run(project.write("p.txt", tables_only), "--replace", "--text", str(text))
    assert result.exit_code == 1
    assert result.output.endswith("Nothing was written.\n")
    assert text.read_text(encoding="utf-8") == "old"
    assert [path.name for path in project.root.glob("*read*")] == ["read.txt"]


def test_a_text_that_cannot_be_written_is_not_told_to_be_the_seeds(
    project: SeedsProject, tables_only: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, text = project.seeds(), project.root / "read.txt"
    monkeypatch.setattr(files, "_write", refuse)
    file = project.write("p.txt", tables_only)
    result = project.run(file, "--replace", "--text", str(text))
    assert result.exit_code == 1
    told = f"error: p.txt: {text}: the text cannot be written. Read: 'Permission denied'. "
    assert told in result.output
    result = project.run(file, "--replace", "--dry-run", "--text", str(text))
    assert result.exit_code == 1
    assert f"{text}: the text cannot be written (Permission denied).\nDry run: nothing was written.\n" in result.output
    assert project.seeds() == before


def test_a_text_that_cannot_be_replaced_is_told_with_the_seeds_that_are_written(
    project: SeedsProject, tables_only: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = project.root / "read.txt"
    hold_open(text, monkeypatch)
    result = project.run(project.write("p.txt", tables_only), "--replace", "--text", str(text))
    assert result.exit_code == 1
    assert result.output.endswith(
        f"error: {text}: the text cannot be replaced (Permission denied), but the seeds under "
        f"{project.root}/seeds are written. Close the program that holds it, and run this again with --replace.\n"
    )


def test_a_file_of_ones_own_beside_the_text_stays(project: SeedsProject, tables_only: str) -> None:
    own = project.root / "read.txt.new"
    own.write_text("mine", encoding="utf-8")
    text = project.root / "read.txt"
    assert project.run(project.write("p.txt", tables_only), "--replace", "--text", str(text)).exit_code == 0
    assert own.read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in project.root.glob("*read*")) == ["read.txt", "read.txt.new"]


def test_two_ingests_do_not_write_at_once(project: SeedsProject, tables_only: str) -> None:
    before = project.seeds()
    file = project.write("r04.txt", make(1).text)
    hold = (
        "import sys\n"
        "from pathlib import Path\n"
        "from jukinet.files import changing\n"
        "with changing(Path(sys.argv[1]), 'jukinet ingest'):\n"
        "    print('held', flush=True)\n"
        "    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", hold, str(project.root / "seeds")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdin
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        result = project.run(file, fiscal_year=2022)
        other.stdin.close()
    assert result.exit_code == 1
    assert f"jukinet ingest (process {other.pid}) is at work there. Wait until it has ended" in result.output
    assert "Nothing was written." in result.output
    assert project.seeds() == before
    assert project.run(file, fiscal_year=2022).exit_code == 0


def test_every_code_of_the_rules_is_registered() -> None:
    with (REPOSITORY / "seeds/registers/code_register.csv").open(encoding="utf-8", newline="") as file:
        registered = {(row["code_list"], row["code"]) for row in csv.DictReader(file)}
    rules = {name.lower(): value for name, value in vars(phrases).items() if name.isupper()}
    assert len(rules) == 12
    assert {(code_list, code) for code_list, choices in rules.items() for code, _ in choices} <= registered


def test_words_without_a_code_are_reported_and_left_empty(project: SeedsProject, tables_only: str) -> None:
    text = tables_only.replace("内容：概要、運用", "内容：新しい話題").replace("記載漏れ\t更新した", "紛失\t再発行した")
    result = project.run(project.write("p.txt", text), "--replace", "--dry-run")
    assert result.exit_code == 0, result.output
    assert "line 8: printed_training_sessions.topic: 新しい話題" in result.output
    assert "line 119: printed_inspection_findings.defect: 研修実施報告書紛失" in result.output
    assert "line 119: printed_inspection_findings.remedy: 再発行した" in result.output


def test_written_files_are_as_the_repository_keeps_them(project: SeedsProject) -> None:
    project.run(project.write("r04.txt", make(1).text), fiscal_year=2022)
    for name, content in project.disclosures().items():
        text = content.decode("utf-8")
        assert "\r" not in text, name
        assert text.endswith("\n"), name
        assert not text.startswith("\ufeff"), name
        cells = [cell for row in csv.reader(text.splitlines()) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))], name
