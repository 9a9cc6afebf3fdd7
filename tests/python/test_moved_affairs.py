"""What the edition before printed of an affair under its old id is held against what is printed under the new one."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from conftest import Project
from ingest.made_up import make
from jukinet.seeds import load_seeds
from notebooks.two_editions import move_affair, with_edition
from seed_rows import rewrite

FIRST, SECOND = "140007-2021", "140007-2022"
EDITIONS_AGREE = "The figure is the one that the edition before printed for the same year"
TAXES, PASSPORTS = "地方税法等による地方税等の賦課徴収又は調査に関する事務", "旅券法による一般旅券の発給等に関する事務"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two editions, of which the second prints three affairs under other ids, with the figures that they had."""
    edition = make(4)
    project = with_edition(tmp_path_factory.mktemp("moved") / "project", edition, edition.text)
    for affair_id in ("care-managers", "local-taxes", "passports"):
        move_affair(project, affair_id)
    return project


@pytest.fixture
def moved(both: Project, tmp_path: Path) -> Project:
    return both.copy_to(tmp_path / "moved")


def printed(project: Project, affair_id: str, publication_id: str = SECOND) -> dict[str, str]:
    """What an edition prints of an affair in 2021, a year that both print: the row of its seed."""
    seeds = load_seeds(project.root)
    (name,) = {
        row["affair_name"]
        for row in seeds["printed_affair_names"].rows
        if row["affair_id"] == affair_id and row["section"].startswith("annex")
    }
    place = {"publication_id": publication_id, "affair_name": name, "fiscal_year": "2021"}
    (row,) = (row for row in seeds["printed_annual_counts"].rows if row | place == row)
    return row


def reprint(project: Project, row: dict[str, str], **changed: str) -> None:
    """Have an edition print something else in a row of its annual figures."""
    counts = load_seeds(project.root)["printed_annual_counts"]
    assert row in counts.rows
    rewrite(counts, [one | changed if one == row else one for one in counts.rows])


def restate(project: Project, affair_id: str, more: int) -> None:
    """Have the second edition print more look-ups of an affair in 2021."""
    row = printed(project, affair_id)
    reprint(project, row, case_count=str(int(row["case_count"]) + more))


def test_two_of_one_annex_that_are_off_by_as_much_are_seen(moved: Project) -> None:
    """Every sum of the edition holds, and so do those of its annexes between the editions."""
    restate(moved, "local-taxes-moved", 10)
    restate(moved, "passports-moved", -10)
    result = moved.run("jukinet", "build")
    assert result.returncode == 1
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert [line for line in lines if line.startswith(EDITIONS_AGREE)] == [
        f"{EDITIONS_AGREE}: {TAXES}, R03 [editions_agree/1/local-taxes-moved/2021]: printed 830972, computed 830962, "
        f"difference 10; line 197 of {SECOND}; before as local-taxes on line 198 of {FIRST}",
        f"{EDITIONS_AGREE}: {PASSPORTS}, R03 [editions_agree/1/passports-moved/2021]: printed 51458, computed 51468, "
        f"difference -10; line 195 of {SECOND}; before as passports on line 190 of {FIRST}",
    ]
    (suspect,) = (line for line in lines if line.startswith("suspect "))
    assert suspect.startswith("suspect 1, the only explanation found, several errors at once: ")
    assert f" (line 197 of {SECOND}) {TAXES}, R03: 830972 -> 830962, " in suspect
    other = lines[lines.index(suspect) + 1]
    assert other.startswith("together with ")
    assert f" (line 195 of {SECOND}) {PASSPORTS}, R03: 51458 -> 51468, " in other


def test_a_restated_figure_is_declared_like_that_of_an_affair_that_stays(moved: Project) -> None:
    restate(moved, "local-taxes-moved", 10)
    restate(moved, "public-assistance", -10)
    declared = {
        f"editions_agree/1/{affair_id}/2021": str(difference)
        for affair_id, difference in (("local-taxes-moved", 10), ("public-assistance", -10))
    }
    red = moved.run("jukinet", "build")
    assert red.returncode == 1
    for edit_id, difference in declared.items():
        assert red.stdout.count(f" [{edit_id}]: printed ") == 1
        assert f", difference {difference}; line " in red.stdout
    moved.declare(
        *(f"{SECOND},{edit_id},{more},The publisher restated it.,open\n" for edit_id, more in declared.items())
    )
    green = moved.run("jukinet", "build")
    assert green.returncode == 0, green.stdout
    assert [line.split()[1] for line in green.stdout.splitlines() if line.startswith("Restated ")] == list(declared)


def between_editions(project: Project, *affair_ids: str) -> dict[str, tuple[str, int | None]]:
    """Status and difference of the edits between both editions of 2021, by annex and affair."""
    asked = ("+assert_balance_edits_are_well_formed", "+edit_balances")
    result = project.run("dbt", "--quiet", "build", "--select", *asked, "--indirect-selection", "empty")
    # The number of other edits is not that of the register, as rows are in the other annex or gone.
    assert "editions_agree" not in result.stdout
    with duckdb.connect(str(project.root / "target/jukinet.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            "select split_part(edit_id, '/', 2), split_part(edit_id, '/', 3), status, difference from edit_balances "
            "where edit_group = 'editions_agree' and publication_id = ? and edit_id like '%/2021'",
            [SECOND],
        ).fetchall()
    return {
        f"{annex}/{affair_id}": (status, more) for annex, affair_id, status, more in rows if affair_id in affair_ids
    }


def test_an_annex_an_affair_and_a_dash_that_others_are_now_are_no_difference(moved: Project) -> None:
    """One has moved to the other annex as well, two are counted with a third, and of one the old figure stands."""
    together = "public-assistance"
    ended = ["child-rearing-allowance", "nonprofit-corporations"]
    seeds = load_seeds(moved.root)
    ties = seeds["continued_affairs"]
    rewrite(ties, [*ties.rows, *({"affair_id": one, "continued_as": together} for one in ended)])
    of_three = [printed(moved, one) for one in (together, *ended)]
    reprint(moved, of_three[0], case_count=str(sum(int(row["case_count"]) for row in of_three)))
    counts, names = load_seeds(moved.root)["printed_annual_counts"], seeds["printed_affair_names"]
    in_2, dash = printed(moved, "care-managers-moved"), printed(moved, "passports-moved")
    gone = {(row["publication_id"], row["affair_name"]) for row in of_three[1:]}
    rows = [row for row in counts.rows if (row["publication_id"], row["affair_name"]) not in gone]
    for row in rows:
        if row == dash:
            row |= {"case_count": "", "cell_status": "not_applicable"}
        if (row["publication_id"], row["affair_name"]) == (SECOND, in_2["affair_name"]):
            row |= {"annex": "1", "row_no": "99"}
    rewrite(counts, rows)
    for row in names.rows:
        if row["affair_id"] == "care-managers-moved" and row["section"] == "annex2":
            row["section"] = "annex1"
    rewrite(names, names.rows)
    balanced = ("balanced", 0)
    moved_affairs = ("care-managers-moved", "local-taxes-moved", "passports-moved")
    listed = (together, *ended, "care-managers", "local-taxes", "passports", *moved_affairs)
    agree = {"1/care-managers-moved": balanced, "1/local-taxes-moved": balanced, f"1/{together}": balanced}
    assert between_editions(moved, *listed) == agree
    for affair_id in ("care-managers-moved", "local-taxes-moved", together):
        restate(moved, affair_id, 1)
    assert between_editions(moved, *listed) == dict.fromkeys(agree, ("broken", 1))


def test_a_figure_that_was_lost_under_the_old_id_is_held_against_what_its_own_sums_give(moved: Project) -> None:
    reprint(moved, printed(moved, "local-taxes", FIRST), case_count="", cell_status="lost")
    restate(moved, "local-taxes-moved", 1)
    test = "assert_editions_agree_on_derived_figures"
    said = moved.run("dbt", "--quiet", "build", "--select", f"+{test}", "--indirect-selection", "empty").stdout
    assert "annual/local-taxes/2021: lost in 140007-2021, where it follows from" in said
    assert " as 830962; 140007-2022 prints 830963: " in said
    assert " declare 1 for editions_agree/1/local-taxes-moved/2021 of 140007-2022 in " in said
