"""Figures that the sentences of the documents give are those of the published tables."""

from __future__ import annotations

from pathlib import Path

import pytest

import documents
from conftest import ROOT, Project
from documents import assert_printed, assert_said
from jukinet.warehouse import Warehouse

MONTHS = "(select count(*) from cells where table_name = 'monthly' and role = 'month')"
EDITS = "(select count(*) from reconciliation)"
KINDS = f"(select count(*) from read_csv('{(ROOT / 'seeds/registers/balance_edits.csv').as_posix()}'))"
COVERAGE = "count(*) filter (where coverage = '{}')"
# A document, what it says with places for figures, and where these stand.
SAID = {
    "README": (
        "README.md",
        "{} affairs, three annual figures each,\n{} monthly rows,",
        f"select count(*), {MONTHS} from affairs",
    ),
    "README in Japanese": (
        "README.ja.md",
        "{}事務の3か年の年間件数、月別の{}行",
        f"select count(*), {MONTHS} from affairs",
    ),
    "look-ups": (
        "README.md",
        "the affairs have {:,} look-ups",
        "select case_count from yearly_totals where fiscal_year = 2021",
    ),
    "look-ups in Japanese": (
        "README.ja.md",
        "事務の合計{:,}件に対して",
        "select case_count from yearly_totals where fiscal_year = 2021",
    ),
    "edits": (
        "docs/reconciliation.md",
        "expands the {} rows; for the publication of fiscal 2021 they give {} edits",
        f"select {KINDS}, {EDITS}",
    ),
    "one edit more": ("docs/reconciliation.md", "`{} balanced, 0 broken`", f"select {EDITS} + 1"),
    "what verifies": (
        "docs/reconciliation.md",
        "({} of the {} do)",
        f"select count(*), {EDITS} from reconciliation where is_verified",
    ),
    "no coverage": ("docs/reconciliation.md", "| `none` | {} |", COVERAGE.format("none")),
    "absorbed": ("docs/reconciliation.md", "| `absorbed` | {} |", COVERAGE.format("absorbed")),
    "in one edit": ("docs/reconciliation.md", "| `one` | {} |", COVERAGE.format("one")),
    "in several edits": ("docs/reconciliation.md", "| `several` | {} |", COVERAGE.format("several")),
    "volume": (
        "docs/scaling.md",
        "| one prefecture | 1 | 1 | {} | {} | - |",
        f"select {MONTHS}, {EDITS}",
    ),
    "kinds of edits": ("CHANGELOG.md", "{} kinds of edits as a register", f"select {KINDS}"),
}


@pytest.mark.figures
@pytest.mark.parametrize("what", SAID)
def test_a_sentence_gives_the_published_figures(what: str, built_project: Project) -> None:
    document, sentence, query = SAID[what]
    query = query if query.startswith("select") else f"select {query} from cell_coverage"
    figures = Warehouse(built_project.published).sql(query).row(0)
    assert_said(document, sentence, *figures)


def test_figures_that_have_changed_are_written_and_other_words_are_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "ROOT", tmp_path)
    monkeypatch.setattr(documents, "IS_REWRITING", True)
    page = tmp_path / "README.md"
    page.write_text("It has 1,234 rows.\n\n    Edits  79 balanced\n    …\n    Tables\n", encoding="utf-8")
    assert_said("README.md", "It has {:,} rows", 998)
    assert_printed(["Edits  79 balanced", "…", "Tables"], "Edits  1,080 balanced\nDerived\nTables")
    written = "It has 998 rows.\n\n    Edits  1,080 balanced\n    …\n    Tables\n"
    assert page.read_text(encoding="utf-8") == written
    with pytest.raises(AssertionError, match=r"README\.md: not printed here: Tables"):
        assert_printed(["Edits  1,080 balanced", "…", "Tables"], "Edits  1,081 balanced\nDerived\nFiles")
    with pytest.raises(AssertionError, match=r"README\.md does not say: It has 5 columns"):
        assert_said("README.md", "It has {} columns", 5)
    assert page.read_text(encoding="utf-8") == written
