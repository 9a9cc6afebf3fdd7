"""A publisher whose publication has no users, training or inspections: rows of registers say so, and no code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from conftest import Project, copy_project
from jukinet import charts
from jukinet.charts.text import say
from jukinet.report.page import write_report
from jukinet.seeds import load_seeds
from jukinet.warehouse import Warehouse
from landed import transcribe_made_up
from notebooks.running import execute, outputs_of

NOTEBOOK = Path(__file__).resolve().parents[3] / "notebooks/4_governance.ipynb"
REAL, OTHER = "140007-2021", "010014-2021"
LEFT_OUT = (
    "printed_authenticated_users",
    "printed_inspected_offices",
    "printed_inspection_findings",
    "printed_inspections",
    "printed_training_attendance",
    "printed_training_sessions",
)
NOT_STATED = ("authenticated_users", "offices_audited", "offices_with_findings")
WITHOUT = (
    "division_users_add_up",
    "offices_audited",
    "offices_covered",
    "offices_listed",
    "offices_self_inspection_plan",
    "stated_users_equal_total",
)
"""Groups of edits that this publication does not give."""
LOST_SUMS = (("3(2)", "subtotal"), ("1", "grand_total"))
NEW_BASIS = {
    "legal_basis_id": "act-30-15.2-1",
    "legal_basis_name": "法第30条の15の2第1項",
    "article": "30-15.2",
    "paragraph": "1",
    "item": "",
}
Rows = list[dict[str, str]]


def _change(project: Project, name: str, change: Callable[[Rows], Rows]) -> None:
    seed = load_seeds(project.root)[name]
    seed.path.write_bytes(seed.to_csv(sorted(change(seed.rows), key=seed.sort_key)))


def _own(row: dict[str, str]) -> dict[str, str]:
    """A row of a register as one of the other publisher, whose affairs, divisions and recipients are named alike."""
    ids = {name: f"sapporo-{row[name]}" for name in ("affair_id", "division_id", "recipient_id") if row.get(name)}
    return row | ids | ({"publisher_code": OTHER[:6]} if "publisher_code" in row else {})


def _lost(row: dict[str, str]) -> dict[str, str]:
    """What nobody can read in the other print: a subtotal and a grand total, both of which its sums force."""
    is_lost = row["publication_id"] == OTHER and (row["section"], row["role"]) in LOST_SUMS
    return {"value": "", "cell_status": "lost"} if is_lost else {}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The real publication and one of another form, built."""
    root = tmp_path_factory.mktemp("form")
    project = copy_project(root / "project")
    transcribe_made_up(project, root / "landing", publications=1, years=1)
    for name in LEFT_OUT:
        _change(project, name, lambda rows: [row for row in rows if row["publication_id"] != OTHER])

    def is_of_users(row: dict[str, str]) -> bool:
        return row["publication_id"] == OTHER and (row.get("section") == "users" or row.get("statement") in NOT_STATED)

    for name in ("printed_totals", "printed_statements"):
        _change(project, name, lambda rows: [row for row in rows if not is_of_users(row)])
    # It has names and sections of its own, which here are those of the real one but for the users.
    for name in ("printed_sections", "printed_affair_names", "printed_recipient_names"):

        def with_own(rows: Rows) -> Rows:
            own = [_own(row) | {"publication_id": OTHER} for row in rows if row["publication_id"] == REAL]
            return [row for row in [*rows, *own] if not is_of_users(row)]

        _change(project, name, with_own)
    for name in ("affair_register", "affair_divisions", "division_register", "recipient_register"):
        _change(project, name, lambda rows: [*rows, *map(_own, rows)])
    # A basis that nothing uses: the branch of a branch of an article has an id of its own.
    _change(
        project,
        "legal_basis_register",
        lambda rows: [*rows, rows[0] | NEW_BASIS],
    )
    _change(
        project,
        "publication_register",
        lambda rows: [row | {"names_as_in": ""} if row["publication_id"] == OTHER else row for row in rows],
    )
    _change(project, "printed_totals", lambda rows: [row | _lost(row) for row in rows])
    none = [{"publication_id": OTHER, "edit_group": group, "instances": "0"} for group in WITHOUT]
    _change(project, "edit_instances", lambda rows: [*rows, *none])
    result = project.run("jukinet", "build")
    assert result.returncode == 0, result.stdout
    return project


@pytest.fixture(scope="module")
def warehouse(project: Project) -> Warehouse:
    return Warehouse(project.published)


def test_it_gives_the_edits_that_its_figures_allow(warehouse: Warehouse) -> None:
    groups = {
        publication: set(warehouse.table("reconciliation").filter(publication_id=publication)["edit_group"])
        for publication in (REAL, OTHER)
    }
    assert groups[OTHER] == groups[REAL] - set(WITHOUT)
    statuses = warehouse.table("reconciliation").filter(publication_id=OTHER)["status"]
    assert statuses.unique().to_list() == ["balanced"]


def test_a_sum_that_is_lost_follows_from_its_parts(warehouse: Warehouse) -> None:
    cells = warehouse.table("cells").filter(publication_id=OTHER)
    derived = dict(warehouse.table("derived_cells").filter(publication_id=OTHER).select("cell_id", "case_count").rows())
    months = cells.filter(pl.col("cell_id").str.starts_with("monthly/3(2)/") & (pl.col("role") == "month"))
    assert derived["monthly/3(2)/subtotal"] == months["value"].sum() > 0
    lines = cells.filter(pl.col("cell_id").str.starts_with("summary/1(") & pl.col("role").str.starts_with("line"))
    assert derived["summary/1/grand_total"] == lines["value"].sum() > 0


def test_affairs_are_told_apart_within_their_publisher(warehouse: Warehouse) -> None:
    """Both publishers have affairs of the same names, which no id has to tell apart."""
    labels = [charts.open_source(warehouse, one, "ja").affair_labels["label"].to_list() for one in (REAL, OTHER)]
    assert labels[0] == labels[1]
    assert len(set(labels[0])) == 39


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_charts_say_what_is_not_printed(warehouse: Warehouse, lang: charts.Lang) -> None:
    found = {name: charts.finding_of(chart(warehouse, OTHER, lang)) for name, chart in charts.CHARTS.items()}
    for name, key in (
        ("authenticated_users", "users_none"),
        ("training_attendance", "training_none"),
        ("inspection_coverage", "coverage_none"),
        ("inspection_findings", "findings_none"),
        ("plan_calendar", "calendar_none"),
    ):
        assert found[name] == say(key, lang), name


def test_the_report_leaves_out_the_tables_that_it_cannot_fill(warehouse: Warehouse, tmp_path: Path) -> None:
    write_report(warehouse, tmp_path / "report.html", built_at="", versions={}, publication_id=OTHER)
    html = (tmp_path / "report.html").read_text(encoding="utf-8")
    governance = html.partition('<section id="governance"')[2].partition("</section>")[0]
    assert "<details>" not in governance


def test_the_notebook_does_not_call_zero_what_is_not_printed(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUKINET_PUBLISHED", str(project.published))
    for lang, (notebook, _) in execute(NOTEBOOK, OTHER, ()).items():
        keys = ("users_none", "training_none", "coverage_none", "findings_none", "calendar_none")
        assert outputs_of(notebook, "text/markdown") == [say(key, lang) for key in keys]
