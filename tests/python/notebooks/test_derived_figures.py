"""Figures of many kinds are derived: a statement that counts rows, users, a figure of the edition before."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import Project
from ingest.made_up import make
from jukinet.charts.text import number
from jukinet.warehouse import Warehouse
from notebooks.running import execute, outputs_of
from notebooks.two_editions import with_edition

NOTEBOOK = Path(__file__).resolve().parents[3] / "notebooks" / "1_does_it_reconcile.ipynb"
EARLIER, LATER = "140007-2021", "140007-2022"
LOST = (
    ("printed_statements", "affairs_used,annex1,18,printed,,79"),
    ("printed_authenticated_users", "県税事務所,499,printed,98"),
    ("printed_annual_counts", "1,17,生活保護法による保護の決定及び実施等に関する事務,2021,6453,printed,203"),
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Two editions, of which the first has lost figures that its sums give; one of them the second one prints again."""
    edition = make(4)
    project = with_edition(tmp_path_factory.mktemp("derived"), edition, edition.text)
    for seed, row in LOST:
        lost = re.sub(r",\d+,printed,", ",,lost,", row)
        project.replace(f"disclosures/{seed}", f"{EARLIER},{row}", f"{EARLIER},{lost}")
    for command in (["seal", EARLIER], ["build"]):
        result = project.run("jukinet", *command)
        assert result.returncode == 0, result.stdout
    return project


def test_the_tables_have_what_the_test_needs(project: Project) -> None:
    warehouse = Warehouse(project.published)
    arithmetic = dict(warehouse.sql("select cell_id, arithmetic from derived_cells").iter_rows())
    assert arithmetic["statement/affairs_used/annex1"] == "18 × 1 = 18"
    before = warehouse.sql(
        f"select cell_status from cells where publication_id = '{LATER}' and cell_id like 'earlier_edition/%'"
    )
    assert before["cell_status"].to_list().count("derived") == 1


@pytest.mark.parametrize("publication", [EARLIER, LATER])
def test_the_notebook_adds_up_what_belongs_together(
    publication: str, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Users are no look-ups, and what the edition before has lost is no figure of this one."""
    monkeypatch.setenv("JUKINET_PUBLISHED", str(project.published))
    warehouse = Warehouse(project.published)
    derived = warehouse.table("derived_cells").filter(publication_id=publication)
    months = derived.filter(derived["cell_id"].str.starts_with("monthly/"))["case_count"].sum()
    expected = {"derived_count": derived.height, "derived_sum": int(months)}
    for notebook, computed in execute(NOTEBOOK, publication, expected).values():
        assert computed == expected
        sentences = "\n".join(outputs_of(notebook, "text/markdown"))
        assert number(derived.height) in sentences
        assert number(int(months)) in sentences
