"""Editions of one publisher need not be consecutive, and what one of them has lost the next one may print."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import Project
from jukinet.seeds import Seed, load_seeds
from landed import transcribe_made_up

FIRST, MIDDLE, LAST = "010014-2021", "010014-2022", "010014-2023"


def rewrite(seed: Seed, rows: list[dict[str, str]]) -> None:
    seed.path.write_bytes(seed.to_csv(sorted(rows, key=seed.sort_key)))


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
    assert int(printed) == int(derived) + 1
