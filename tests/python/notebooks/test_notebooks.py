"""Every notebook runs in both languages, shows its charts, and says the figures of the published tables."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml

from conftest import Project
from jukinet import charts
from jukinet.charts.text import fiscal_year_name, month_name, number, say
from jukinet.charts.theme import LAB_MIME_TYPE
from jukinet.warehouse import Warehouse
from notebooks.running import execute, outputs_of, read

ROOT = Path(__file__).resolve().parents[3]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# Values that a notebook has computed, and where they stand in the published tables of a publication.
FIGURES = {
    "1_does_it_reconcile": {
        "edit_count": "select count(*) from reconciliation",
        "printed.height": "select count(*) from cell_coverage",
        "derived_count": "select count(*) from cells where cell_status = 'derived'",
        "checked_count": "select count(*) from cell_coverage where coverage <> 'none'",
        "verified_count": "select count(*) from reconciliation where is_verified",
        "confirmed_count": "select count(confirmed_by_edit_id) from derived_cells",
        "jump_count": "select count(*) from anomalies where anomaly = 'jump'",
    },
    "2_what_changed": {
        "newest['case_count']": "select arg_max(case_count, fiscal_year) from yearly_totals",
        "newest['change']": "select arg_max(change, fiscal_year) from yearly_totals",
    },
    "3_the_year_by_month": {
        "year_total": "select sum(case_count)::bigint from monthly_counts",
        "provided": "select sum(case_count)::bigint from monthly_counts where activity = 'provision'",
    },
    "4_governance": {
        "user_count": "select sum(user_count)::bigint from authenticated_users",
        "attendances": "select sum(attendee_count)::bigint from training_attendance",
        "lookups": "select arg_max(case_count, fiscal_year) from yearly_totals",
    },
}
# What the sentences of a notebook must say, as numbers.
SAID = {
    "1_does_it_reconcile": [
        "edit_count",
        "printed.height",
        "derived_count",
        "checked_count",
        "confirmed_count",
        "jump_count",
    ],
    "2_what_changed": ["newest['case_count']"],
    "3_the_year_by_month": ["provided"],
    "4_governance": ["user_count", "attendances"],
}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path: Path, built_project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUKINET_PUBLISHED", str(built_project.published))
    warehouse = Warehouse(built_project.published)
    publication_id, fiscal_year = warehouse.sql(
        "select publication_id, fiscal_year from publications order by fiscal_year desc limit 1"
    ).row(0)
    figures = FIGURES[path.stem]
    expected = {name: warehouse.sql(query).item() for name, query in figures.items()}
    for lang, (notebook, computed) in execute(path, publication_id, figures).items():
        assert computed == expected
        sentences = "\n".join(outputs_of(notebook, "text/markdown"))
        assert all(number(expected[name]) in sentences for name in SAID[path.stem])
        if path.stem == "1_does_it_reconcile":
            # Readers see what a total is called, and not its code among the row headings.
            shown = "\n".join([sentences, *outputs_of(notebook, "text/html")])
            assert ("別添1の計、令和元年度" if lang == "ja" else "Total of annex 1, R01") in sentences
            assert not re.search(r"annex\d total|\) subtotal|\d - \d", shown)
        if path.stem == "2_what_changed":
            # The newest year first, as the heading says.
            places = [sentences.index(f"- {fiscal_year_name(year, lang)}") for year in (2021, 2020)]
            assert places == sorted(places)
            # Its table marks what looks exchanged, as the charts do.
            city = {"ja": "藤沢市", "en": "Fujisawa City"}[lang]
            tables = "".join(outputs_of(notebook, "text/html"))
            assert tables.count(city + say("suspect_sign", lang)) == tables.count(city) > 0
        if path.stem == "3_the_year_by_month":
            # The one largest month of an affair that is derived is told from those that are printed.
            tables = "".join(outputs_of(notebook, "text/html"))
            assert re.findall(r">([^<]*◇)</td>", tables) == [month_name(date(2021, 11, 1), lang) + "◇"]
            assert tables.count(say("derived_mark", lang)) == 1
        assert "None" not in sentences
        assert "nan" not in sentences
        pictures = outputs_of(notebook, LAB_MIME_TYPE)
        assert len(pictures) >= 3
        findings = " ".join(picture["usermeta"]["finding"] for picture in pictures)
        assert fiscal_year_name(fiscal_year, lang) in findings
        assert bool(re.search(r"[ぁ-ん]", sentences + findings)) == (lang == "ja")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_stored_without_outputs(path: Path) -> None:
    notebook = read(path)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.kernelspec.name == "python3"
    for cell in notebook.cells:
        assert set(cell.metadata) <= {"tags"}
        assert re.fullmatch(r"[a-z0-9-]+", cell.id), cell.id
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None
    assert path.read_text(encoding="utf-8").endswith("}\n")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_asks_first_and_checks_last(path: Path) -> None:
    notebook = read(path)
    first, *_, last = notebook.cells
    assert first.cell_type == "markdown"
    assert first.source.startswith("# ")
    assert "か" in first.source
    assert "?" in first.source
    tagged = [cell for cell in notebook.cells if cell.metadata.get("tags") == ["parameters"]]
    assert [sorted(re.findall(r"^(\w+) =", cell.source, re.M)) for cell in tagged] == [["lang", "publication_id"]]
    assert last.source.count("assert ") >= 3


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_reads_published_tables_only(path: Path) -> None:
    source = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "code")
    assert not re.search(r"duckdb|read_(csv|parquet|database)|scan_|seeds|target/|open\(", source)
    code = re.sub(r"#.*", "", source)
    assert not re.search(r"\d,\d{3}|\d{4}", code), "a figure stands in the notebook"


def exposures() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((ROOT / "models" / "exposures.yml").read_text(encoding="utf-8"))[
        "exposures"
    ]
    return found


def test_notebooks_and_exposures_are_the_same() -> None:
    notebooks = {exposure["url"] for exposure in exposures() if exposure["type"] == "notebook"}
    assert notebooks == {path.relative_to(ROOT).as_posix() for path in NOTEBOOKS}


class Watched(Warehouse):
    """A warehouse that knows which of its tables were read."""

    def __init__(self, directory: Path) -> None:
        self.read: set[str] = set()
        super().__init__(directory)

    def sql(self, query: str) -> Any:
        self.read |= set(re.findall(r"\w+", query)) & set(self.tables)
        return super().sql(query)


def test_exposures_depend_on_the_tables_that_notebooks_and_their_charts_read(built_project: Project) -> None:
    for exposure in exposures():
        if exposure["type"] != "notebook":
            continue
        source = "\n".join(cell.source for cell in read(ROOT / exposure["url"]).cells if cell.cell_type == "code")
        warehouse = Watched(built_project.published)
        drawn = [name for name in re.findall(r"charts\.(\w+)\(", source) if name in charts.CHARTS]
        assert drawn
        for name in drawn:
            charts.CHARTS[name](warehouse)
        named = warehouse.read | set(re.findall(r'source\.table\("(\w+)"\)', source))
        declared = {reference[len("ref('") : -len("')")] for reference in exposure["depends_on"]}
        # The published ledger is called cells, the model that makes it resolved_cells.
        missing = {"resolved_cells" if name == "cells" else name for name in named} - declared
        assert not missing, f"models/exposures.yml: {exposure['name']} depends on {missing} too"
