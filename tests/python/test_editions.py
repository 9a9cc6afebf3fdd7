"""Editions of one publisher need not be consecutive, and what one of them has lost the next one may print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import Project
from jukinet.seeds import load_seeds
from landed import transcribe_made_up
from seed_rows import rewrite

FIRST, MIDDLE, LAST = "010014-2021", "010014-2022", "010014-2023"
AGREE, COUNT_TWICE = "assert_printed_affairs_agree", "assert_no_look_ups_count_twice"


@pytest.fixture
def two_of_three(project: Project, tmp_path: Path) -> Project:
    """The first and the last of three made-up editions. What the first prints of two affairs is in the last one more:
    the first of them is lost in the first edition, where its months give it.
    """
    transcribe_made_up(project, tmp_path / "made", publications=3, years=3)
    for seed in load_seeds(project.root).values():
        rows = [row for row in seed.rows if row.get("publication_id") != MIDDLE]
        if seed.name == "printed_annual_counts":
            of_year = [row for row in rows if row["fiscal_year"] == "2021" and row["annex"] == "1"]
            own = [row for row in of_year if row["publication_id"] == FIRST and int(row["case_count"] or 0) > 99]
            for number, row in enumerate(own[:2]):
                (again,) = (
                    one for one in of_year if (one["publication_id"], one["affair_name"]) == (LAST, row["affair_name"])
                )
                again["case_count"] = str(int(row["case_count"]) + 1)
                if number == 0:
                    row |= {"case_count": "", "cell_status": "lost"}
        if len(rows) < len(seed.rows) or seed.name == "printed_annual_counts":
            rewrite(seed, rows)
    return project


def test_they_are_compared_with_the_newest_before_and_with_what_is_derived_there(two_of_three: Project) -> None:
    lines = two_of_three.run("jukinet", "build").stdout.splitlines()
    (broken,) = (line for line in lines if "[editions_agree/" in line)
    assert broken.partition("difference ")[2] == f"1; line 190 of {LAST}"
    message = lines[lines.index("assert_editions_agree_on_derived_figures: 1") + 1]
    assert f": lost in {FIRST}, where it follows from months_add_up_to_annual_count/" in message
    derived, printed = message.partition(" as ")[2].split(f"; {LAST} prints ")
    assert int(printed.partition(":")[0]) == int(derived) + 1


def test_what_was_restated_since_an_edition_lost_it_is_declared_to_the_digit(two_of_three: Project) -> None:
    """A count and the total of its annex are lost in the first edition, and given by its own sums."""
    seeds = load_seeds(two_of_three.root)
    totals, register = seeds["printed_totals"], seeds["known_differences"]
    place = {"section": "annex1", "role": "total", "fiscal_year": "2021"}
    here, later = (
        next(row for row in totals.rows if row | place | {"publication_id": edition} == row)
        for edition in (FIRST, LAST)
    )
    later["value"] = str(int(here["value"]) + 2)
    here |= {"value": "", "cell_status": "lost"}
    rewrite(totals, totals.rows)
    said = two_of_three.run("jukinet", "build").stdout
    edits = re.findall(rf"declare (\d) for (editions_agree/\S+) of {LAST} in seeds", said)
    edits += [("1", edit) for edit in re.findall(r"\[(editions_agree/\S+)\]: .* difference 1;", said)]
    assert sorted(edits)[0][0] == "1"
    assert ("2", "editions_agree/1/?/2021") in edits
    assert len(edits) == 3
    declared = {"publication_id": LAST, "reason": "The publisher restated it.", "status": "open"}
    rows = [declared | {"edit_id": edit, "difference": difference} for difference, edit in edits]
    rewrite(register, rows)
    result = two_of_three.run("jukinet", "build")
    assert result.returncode == 0, result.stdout
    assert result.stdout.count("\nRestated     editions_agree/") == 3
    short = two_of_three.run("dbt", "run-operation", "summarize_warehouse", "--args", "{built: [], shown: 1}").stdout
    assert short.count("\nRestated     editions_agree/") == 1
    assert "\nRestated     and 2 more in the table reconciliation\n" in short
    for row in rows:
        row["difference"] = "7"
    rewrite(register, rows)
    said = two_of_three.run("jukinet", "build").stdout
    assert said.count(f"known_differences.csv: {LAST} declares 7 for editions_agree/") == 3


def test_a_slip_of_the_edition_before_is_said_where_the_next_one_accuses_no_cell(
    project: Project, tmp_path: Path
) -> None:
    transcribe_made_up(project, tmp_path / "made", publications=2, years=2)
    seed = load_seeds(project.root)["printed_annual_counts"]
    wrong = next(
        row
        for row in seed.rows
        if (row["publication_id"], row["fiscal_year"]) == (FIRST, "2021") and int(row["case_count"] or 0) > 99
    )
    right = int(wrong["case_count"])
    wrong["case_count"] = str(right + 1)
    rewrite(seed, seed.rows)
    said = project.run("jukinet", "build").stdout
    assert re.search(
        rf"suspect: unexplained, .*, but earlier_edition/\S+/2021 would: {right + 1} -> {right}$", said, re.M
    )


@pytest.fixture
def next_year(project: Project) -> Project:
    """The annexes of the first publication once more, printed a year later; no sum is asked of them."""
    register = project.root / "seeds/registers/publication_register.csv"
    first = register.read_text(encoding="utf-8").splitlines()[1]
    later = first.replace("140007-2021,140007,2021,2022-03-31,,", "140007-2022,140007,2022,2023-03-31,140007-2021,")
    with register.open("a", encoding="utf-8", newline="") as file:
        file.write(later.rpartition(",")[0] + ",\n")
    for name in ("printed_affairs", "printed_annual_counts"):
        seed = load_seeds(project.root)[name]
        again = [row | {"publication_id": "140007-2022"} for row in seed.rows]
        for row in again:
            if "fiscal_year" in row:
                row["fiscal_year"] = str(int(row["fiscal_year"]) + 1)
        rewrite(seed, [*seed.rows, *again])
    return project


def disagreements(project: Project, test: str = AGREE) -> list[str]:
    """What a test says; that of names, divisions and starts if no other is named."""
    result = project.run("dbt", "--quiet", "build", "--select", f"+{test}", "--indirect-selection", "empty")
    said = [line.strip() for line in result.stdout.partition(f"\n{test}: ")[2].splitlines() if line.startswith("  ")]
    assert result.returncode == bool(said), result.stdout
    return said


def test_a_start_that_a_later_edition_corrects_is_that_of_the_register(next_year: Project) -> None:
    seed = "disclosures/printed_affairs"
    row = ",1,1,宅地建物取引業法による免許・登録に関する事務,県土整備局 建設業課,"
    next_year.replace(seed, f"140007-2021{row}H14.11", f"140007-2021{row}H14.12")
    assert disagreements(next_year) == []
    next_year.replace(seed, f"140007-2022{row}H14.11", f"140007-2022{row}H14.12")
    (said,) = disagreements(next_year)
    assert said.startswith("140007-2022 line 187: the start H14.12 of ")


def test_a_division_that_has_moved_since_had_its_old_bureau_where_an_affair_is_listed_no_more(
    next_year: Project,
) -> None:
    seeds = load_seeds(next_year.root)
    affairs, counts, divisions = (
        seeds[name] for name in ("printed_affairs", "printed_annual_counts", "division_register")
    )
    bureau, division = "県土整備局", "建設業課"
    owned = [row for row in affairs.rows if row["division_names"] == f"{bureau} {division}"]
    gone, *others = [row for row in owned if row["publication_id"] == "140007-2022"]
    for row in others:
        row["division_names"] = f"新設局 {division}"
    for seed in (affairs, counts):
        rewrite(seed, [row for row in seed.rows if not _is_row_of(row, gone)])
    (registered,) = (row for row in divisions.rows if row["division_name"] == division)
    registered["bureau_name"] = "新設局"
    rewrite(divisions, divisions.rows)
    assert disagreements(next_year) == []
    start = f"140007-2021,{gone['annex']},{gone['row_no']},{gone['affair_name']},{bureau} "
    next_year.replace("disclosures/printed_affairs", f"{start}{division},", f"{start}税務課,")
    (said,) = disagreements(next_year)
    assert said.startswith(f"140007-2021 line {gone['source_line']}: the divisions {bureau} 税務課 are not those ")


def _is_row_of(row: dict[str, str], other: dict[str, str]) -> bool:
    return all(row[column] == other[column] for column in ("publication_id", "annex", "row_no"))


def again_named(project: Project, affair_id: str) -> list[dict[str, str]]:
    """The rows of the annual tables' names of an affair."""
    rows = load_seeds(project.root)["printed_affair_names"].rows
    return [row for row in rows if row["affair_id"] == affair_id and row["section"].startswith("annex")]


def test_an_affair_that_is_registered_anew_is_not_counted_twice(project: Project, tmp_path: Path) -> None:
    """Of the years that both editions print; every sum of both editions holds."""
    old, new, test = "cancer-registry", "cancer-registry-anew", COUNT_TWICE
    transcribe_made_up(project, tmp_path / "made", publications=2, years=2)
    seeds = load_seeds(project.root)
    publications, affairs = seeds["publication_register"], seeds["affair_register"]
    rewrite(publications, [
        row | ({"names_as_in": ""} if row["publication_id"] == MIDDLE else {}) for row in publications.rows
    ])  # fmt: skip
    for name in ("printed_affair_names", "printed_recipient_names", "printed_sections"):
        again = [row | {"publication_id": MIDDLE} for row in seeds[name].rows]
        for row in again:
            row |= {"affair_id": new} if row.get("affair_id") == old else {}
        rewrite(seeds[name], [*seeds[name].rows, *again])
    rewrite(affairs, [*affairs.rows, *(row | {"affair_id": new} for row in affairs.rows if row["affair_id"] == old)])
    (said,) = disagreements(project, test)
    assert re.match(rf"{MIDDLE} line [0-9]+: of earlier years {new} has the figures that {FIRST} prints of {old}", said)
    assert f"add {old},{new} to continued_affairs.csv" in said
    # A figure that one of them has lost says nothing against it: the other year is the same.
    counts = load_seeds(project.root)["printed_annual_counts"]
    (name,) = {row["affair_name"] for row in again_named(project, new)}
    otherwise = {FIRST: {"case_count": "", "cell_status": "lost"}, MIDDLE: {"case_count": "5"}}
    for row in counts.rows:
        if (row["affair_name"], row["fiscal_year"]) == (name, "2021"):
            row |= otherwise.get(row["publication_id"], {})
    rewrite(counts, counts.rows)
    assert disagreements(project, test) == [said]
    continued = seeds["continued_affairs"]
    rewrite(continued, [{"affair_id": old, "continued_as": new}])
    assert disagreements(project, test) == []
    rewrite(continued, [
        {"affair_id": "care-managers", "continued_as": new},
        {"affair_id": "elderly-housing-loan-claims", "continued_as": "care-managers"},
        {"affair_id": old, "continued_as": "drivers-licences"},
    ])  # fmt: skip
    register = "seeds/registers/continued_affairs.csv"
    assert disagreements(project, "assert_registers_agree") == [
        f"{register}: {old} cannot go on as drivers-licences, which is not of the same activity and recipient: "
        "correct or remove the row",
        f"{register}: elderly-housing-loan-claims cannot go on as care-managers, which itself goes on as {new}: "
        "write the last id",
    ]


def counted_with(project: Project, tmp_path: Path, other: str, *ended: str) -> list[str]:
    """Two made-up editions, the later of which counts affairs with another; what the test of look-ups says."""
    transcribe_made_up(project, tmp_path / "made", publications=2, years=2)
    seeds = load_seeds(project.root)
    names = {affair: again_named(project, affair)[0]["affair_name"] for affair in (other, *ended)}
    counts, affairs = seeds["printed_annual_counts"], seeds["printed_affairs"]
    figures = {(row["publication_id"], row["affair_name"], row["fiscal_year"]): row for row in counts.rows}
    gone = [(MIDDLE, names[affair]) for affair in ended]
    for (*place, year), row in figures.items():
        if tuple(place) in gone:
            together = figures[MIDDLE, names[other], year]
            together["case_count"] = str(int(together["case_count"]) + int(row["case_count"]))
    for seed in (counts, affairs):
        rewrite(seed, [row for row in seed.rows if (row["publication_id"], row["affair_name"]) not in gone])
    return disagreements(project, COUNT_TWICE)


def restate(project: Project, affair_id: str) -> None:
    """Have the later edition print one look-up more of an affair in a year that both print."""
    (name,) = {row["affair_name"] for row in again_named(project, affair_id)}
    counts = load_seeds(project.root)["printed_annual_counts"]
    (row,) = (
        row
        for row in counts.rows
        if (row["publication_id"], row["affair_name"], row["fiscal_year"]) == (MIDDLE, name, "2021")
    )
    row["case_count"] = str(int(row["case_count"]) + 1)
    rewrite(counts, counts.rows)


def test_an_affair_that_a_later_edition_counts_with_another_is_not_counted_twice(
    project: Project, tmp_path: Path
) -> None:
    """Every sum of both editions holds, but for the restated figures of the other affair, and of whatever else."""
    ended, other = "cancer-registry", "care-managers"
    (said,) = counted_with(project, tmp_path, other, ended)
    assert re.fullmatch(
        rf"{MIDDLE} line [0-9]+: of earlier years {other} has more by the figures that {FIRST} prints of {ended}, "
        rf"which is listed no more, so that they would count twice: add {ended},{other} to "
        "seeds/registers/continued_affairs.csv",
        said,
    )
    restate(project, "drivers-licences")
    assert disagreements(project, COUNT_TWICE) == [said]
    rewrite(load_seeds(project.root)["continued_affairs"], [{"affair_id": ended, "continued_as": other}])
    assert disagreements(project, COUNT_TWICE) == []
    restate(project, other)
    assert disagreements(project, COUNT_TWICE) == []


def test_affairs_that_a_later_edition_counts_together_with_another_are_not_counted_twice(
    project: Project, tmp_path: Path
) -> None:
    """No figure of theirs alone stands behind what the other has more."""
    ended, other = ("cancer-registry", "disability-mutual-aid-pensions"), "care-managers"
    assert sorted(counted_with(project, tmp_path, other, *ended)) == [
        f"{MIDDLE}: of earlier years its affairs of use have together what {FIRST} prints, with the look-ups of "
        f"{affair}, which is listed no more, so that these would count twice: add it and the affair that they are "
        "counted with now to seeds/registers/continued_affairs.csv"
        for affair in ended
    ]
    rewrite(
        load_seeds(project.root)["continued_affairs"],
        [{"affair_id": affair, "continued_as": other} for affair in ended],
    )
    assert disagreements(project, COUNT_TWICE) == []


def test_a_figure_is_lost_where_one_of_the_ids_side_by_side_has_lost_it(project: Project) -> None:
    """What is printed under the other id is no figure of the affair."""
    project.unseal()
    for figures in (",2020,32445,printed,227", ",2020,2085,printed,229"):
        lost = figures.replace(figures.split(",")[2], "").replace("printed", "lost")
        project.replace("disclosures/printed_annual_counts", figures, lost)
    project.declare("140007-2021,affairs_add_up_to_annual_total/2/2020,,Two figures are illegible.,open\n")
    rewrite(load_seeds(project.root)["continued_affairs"], [
        {"affair_id": "cancer-registry", "continued_as": "disability-mutual-aid-pensions"},
    ])  # fmt: skip
    assert disagreements(project, "assert_marts_keep_the_cells") == []
