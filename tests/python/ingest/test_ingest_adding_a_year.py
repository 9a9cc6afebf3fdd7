"""A made-up publication for 2022 is added to 2021's: the whole way of a new year."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable

import pytest

from conftest import ROOT
from documents import assert_printed, consoles
from ingest.made_up import MadeUp, make
from ingest.prints import TABLES_ONLY, to_excel, to_html, to_pdf
from ingest.register_rows import register_names, rows
from ingest.seeds_project import SeedsProject
from jukinet.check import check_seeds
from jukinet.seeds import load_seeds


@pytest.fixture(scope="module")
def year() -> MadeUp:
    return make(4)


def figures(project: SeedsProject, publication_id: str = "140007-2022") -> dict[tuple[str, ...], int | None]:
    base = project.root / "seeds/disclosures"
    found: dict[tuple[str, ...], int | None] = {}
    keys: dict[str, Callable[[dict[str, str]], tuple[str, ...]]] = {
        "printed_annual_counts": lambda row: ("annual", f"annex{row['annex']}", row["affair_name"], row["fiscal_year"]),
        "printed_monthly_counts": lambda row: ("monthly", row["section"], row["affair_name"], row["month"]),
        "printed_totals": lambda row: ("total", row["section"], row["role"], row["fiscal_year"]),
    }
    for seed, key in keys.items():
        for row in rows(base / f"{seed}.csv"):
            if row["publication_id"] == publication_id and row.get("section") != "users":
                value = row.get("case_count", row.get("value"))
                found[key(row)] = int(value) if value else None
    return found


def test_every_figure_is_read_and_new_names_are_proposed(project: SeedsProject, year: MadeUp) -> None:
    before = project.seeds()
    result = project.run(project.write("r04.txt", year.text), fiscal_year=2022)
    assert result.exit_code == 0, result.output
    assert figures(project) == year.figures
    assert f"Unknown names, not registered ({len(year.new_names)})" in result.output
    for name in {name for _, name in year.new_names}:
        assert name in result.output
    assert "broken" not in result.output
    # What stood before stands still: the old rows of every seed are all there, in their order.
    for path, content in before.items():
        now = project.seeds()[path].decode().splitlines()
        kept = [line for line in now if "140007-2022" not in line]
        assert kept == content.decode().splitlines()


def test_unknown_names_are_not_registered_by_guess(project: SeedsProject, year: MadeUp) -> None:
    project.run(project.write("r04.txt", year.text), fiscal_year=2022)
    register = rows(project.root / "seeds/registers/printed_affair_names.csv")
    registered = {(row["section"], row["affair_name"]) for row in register if row["publication_id"] == "140007-2022"}
    assert not registered & set(year.new_names)


def test_after_registering_the_names_everything_balances(project: SeedsProject, year: MadeUp) -> None:
    file = project.write("r04.txt", make(4, shifts=False).text)
    project.run(file, fiscal_year=2022)
    register_names(project, year)
    assert check_seeds(load_seeds(project.root)) == []
    result = project.run(file, "--replace", fiscal_year=2022)
    assert result.exit_code == 0, result.output
    assert "Unknown names: none" in result.output
    balanced = re.search(r"([0-9]+) of ([0-9]+) balance", result.output)
    assert balanced
    assert balanced[1] == balanced[2] != "0"
    assert "no byte changes" in result.output
    assert "differently" not in result.output


def test_the_rows_that_the_document_shows_register_the_names(project: SeedsProject, year: MadeUp) -> None:
    document = (ROOT / "docs/add-a-publication.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\| (?:`(\w+)\.csv`)? ?\| `(.+)` \|$", document, flags=re.MULTILINE)
    shown = [(file, row) for file, row in shown if "," in row]
    assert len(shown) == 6
    register_names(project, year)
    register = ""
    for file, row in shown:
        register = file or register
        lines = (project.root / f"seeds/registers/{register}.csv").read_text(encoding="utf-8").splitlines()
        assert row in lines, register


@pytest.mark.figures
def test_what_the_document_shows_is_what_is_printed(project: SeedsProject, year: MadeUp) -> None:
    text = TABLES_ONLY.read_text(encoding="utf-8")
    slips = text.replace("\t60,177", "\t60,1777").replace("小計\t\t78,962", "小計\t\t")
    files: dict[str, bytes | str] = {
        "140007-2022.txt": year.text,
        "computed.xlsx": to_excel(text, formula_at="H190"),
        "slip.txt": slips,
    }
    given = [(shlex.split(command), shown) for command, shown in consoles("docs/add-a-publication.md")]
    given = [(words[2:], shown) for words, shown in given if words[:2] == ["jukinet", "ingest"]]
    assert len(given) == 5
    for number, ((name, *options), shown) in enumerate(given):
        if number == 1:
            register_names(project, year)
        named = dict(zip(options[::2], options[1::2], strict=False))
        assert named["--publisher"] == "140007"
        result = project.run(
            project.write(name, files[name]), *options[4:], fiscal_year=int(named["--fiscal-year"])
        )  # fmt: skip
        assert_printed(shown, result.output.replace(f"{project.root}/", ""))


def test_names_may_be_registered_before_the_year_is_added(project: SeedsProject, year: MadeUp) -> None:
    register_names(project, year)
    result = project.run(project.write("r04.txt", year.text), fiscal_year=2022)
    assert result.exit_code == 0, result.output
    assert "Unknown names: none" in result.output
    assert check_seeds(load_seeds(project.root)) == []


@pytest.mark.parametrize(("name", "maker"), [("r.pdf", to_pdf), ("r.xlsx", to_excel), ("r.html", to_html)])
def test_other_files_of_the_new_year_give_the_same_figures(
    project: SeedsProject, year: MadeUp, name: str, maker: Callable[[str], bytes]
) -> None:
    result = project.run(project.write(name, maker(year.text)), fiscal_year=2022)
    assert result.exit_code == 0, result.output
    assert figures(project) == year.figures


def test_a_year_is_not_overwritten_by_accident(project: SeedsProject, year: MadeUp) -> None:
    file = project.write("r04.txt", year.text)
    assert project.run(file, fiscal_year=2022).exit_code == 0
    before = project.seeds()
    result = project.run(file, fiscal_year=2022)
    assert result.exit_code == 1
    assert "--replace" in result.output
    assert project.seeds() == before


def test_dry_run_writes_nothing_and_shows_the_difference(project: SeedsProject, year: MadeUp) -> None:
    before = project.seeds()
    result = project.run(project.write("r04.txt", year.text), "--dry-run", fiscal_year=2022)
    assert result.exit_code == 0
    assert "printed_totals.csv: 20 lines added, 0 removed" in result.output
    assert project.seeds() == before


def test_replace_shows_the_changed_figure_and_keeps_the_seal(project: SeedsProject, year: MadeUp) -> None:
    file = project.write("r04.txt", year.text)
    project.run(file, fiscal_year=2022)
    register = project.root / "seeds/registers/publication_register.csv"
    text = register.read_text(encoding="utf-8")
    register.write_text(text.rstrip("\n") + "f" * 64 + "\n", encoding="utf-8", newline="\n")
    old = next(line for line in year.text.splitlines() if line.startswith("計\t\t\t\t"))
    changed = year.text.replace(old, old[:-1] + str((int(old[-1]) + 1) % 10))
    result = project.run(project.write("r04.txt", changed), "--replace", fiscal_year=2022)
    assert result.exit_code == 0, result.output
    assert "- 140007-2022,annex1,total,2022," in result.output
    assert "+ 140007-2022,annex1,total,2022," in result.output
    assert "broken: affairs_add_up_to_annual_total/1/2022" in result.output
    assert rows(register)[-1]["seal"] == "f" * 64


def test_figures_that_editions_print_differently_are_listed(project: SeedsProject, year: MadeUp) -> None:
    changed = year.text.replace("\t51,468\t", "\t51,469\t")
    assert changed != year.text
    result = project.run(project.write("r04.txt", changed), "--dry-run", fiscal_year=2022)
    assert "Figures that another publication prints differently (1)" in result.output
    assert "51469 here, 51468 in 140007-2021. Compare with both prints; declare it" in result.output
    assert "broken: editions_agree/1/passports/2021" in result.output


def test_a_dash_for_a_zero_of_another_edition_is_nothing_to_declare(project: SeedsProject, year: MadeUp) -> None:
    changed = re.sub(r"^([0-9]+\t特別母子福祉資金.*\t)0\t(\S+\t\S+)$", r"\1-\t\2", year.text, flags=re.MULTILINE)
    assert changed != year.text
    result = project.run(project.write("r04.txt", changed), "--dry-run", fiscal_year=2022)
    assert "- here, 0 in 140007-2021. Compare with both prints; a dash adds up as 0 does" in result.output
    assert "broken: editions_agree" not in result.output


@pytest.mark.parametrize("other", ["140007-2020", "130001-2021"])
def test_names_that_are_registered_under_another_publication_are_known(
    project: SeedsProject, year: MadeUp, other: str
) -> None:
    """`names_as_in` says so; the other may be an earlier one of the publisher, or another publisher's."""
    registers = project.root / "seeds/registers"
    for seed in ("printed_affair_names", "printed_recipient_names", "printed_sections"):
        path = registers / f"{seed}.csv"
        path.write_bytes(path.read_bytes().replace(b"140007-2021,", f"{other},".encode()))
    register = registers / "publication_register.csv"
    register.write_bytes(register.read_bytes().replace(b",2022-03-31,,", f",2022-03-31,{other},".encode()))
    changed = year.text.replace("\t51,468\t", "\t51,469\t")
    result = project.run(project.write("r04.txt", changed), "--dry-run", fiscal_year=2022)
    assert result.exit_code == 0, result.output
    assert f"Unknown names, not registered ({len(year.new_names)})" in result.output
    assert "51469 here, 51468 in 140007-2021. Compare with both prints; declare it" in result.output
    assert "broken: editions_agree/1/passports/2021" in result.output


@pytest.mark.parametrize("seed_no", range(12))
def test_other_made_up_years_are_read_right(new_project: Callable[[], SeedsProject], seed_no: int) -> None:
    project, other = new_project(), make(seed_no)
    result = project.run(project.write("r04.txt", other.text), fiscal_year=2022)
    assert result.exit_code == 0, result.output
    assert figures(project) == other.figures
