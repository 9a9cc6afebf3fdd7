"""What Excel holds otherwise than it shows it: what is hidden, and dates."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from ingest.prints import to_pdf
from ingest.seeds_project import SeedsProject
from jukinet.ingest import read_excel
from jukinet.ingest.errors import IngestError


def workbook(change: Callable[[Any, Any], object]) -> bytes:
    """Two sheets with figures in columns A and B, changed."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheets = [book.add_worksheet(name) for name in ("公表", "作業")]
        for sheet in sheets:
            sheet.write_row(0, 0, [19, 21])
            sheet.write_row(1, 0, [2, 3])
        change(*sheets)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda first, _: first.set_row(1, None, None, {"hidden": True}),
            r"sheet1\.xml, cell A2: this is hidden\. Show the row",
        ),
        (
            lambda first, _: first.set_column("B:C", None, None, {"hidden": True}),
            r"sheet1\.xml, cell B1: this is hidden",
        ),
        (
            lambda _, second: second.hide(),
            r"^p\.xlsx: sheet 作業: this is hidden\. Show the row, column or sheet if it is in the print",
        ),
        (lambda _, second: second.very_hidden(), r"^p\.xlsx: sheet 作業: this is hidden"),
    ],
)
def test_what_is_hidden_is_not_read_as_printed(tmp_path: Path, change: Callable[[Any, Any], object], told: str) -> None:
    with pytest.raises(IngestError, match=told):
        read_excel.read(tmp_path / "p.xlsx", workbook(change))


def test_what_is_hidden_and_empty_hides_nothing(tmp_path: Path) -> None:
    def change(first: Any, second: Any) -> None:
        first.set_row(5, None, None, {"hidden": True})
        first.set_column("D:XFD", None, None, {"hidden": True})
        second.set_row(1, 30)

    rows = read_excel.read(tmp_path / "p.xlsx", workbook(change)).rows
    assert [row.filled for row in rows] == [["19", "21"], ["2", "3"]] * 2


def test_dates_are_the_months_and_starts_that_they_show(project: SeedsProject, tables_only: str) -> None:
    before = project.disclosures()
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet, shown = book.add_worksheet(), book.add_format({"num_format": "[$-411]ge.m"})
        dates = {"H14.11": datetime(2002, 11, 1), "令和3年4月": datetime(2021, 4, 1), "R2.4": datetime(2020, 4, 1)}
        for row, line in enumerate(tables_only.removesuffix("\n").split("\n")):
            for column, cell in enumerate(line.split("\t")):
                if cell in dates:
                    sheet.write_datetime(row, column, dates[cell], shown)
                else:
                    sheet.write_string(row, column, cell)
    result = project.run(project.write("p.xlsx", buffer.getvalue()), "--replace")
    assert result.exit_code == 0, result.output
    assert "the start 2002-11-01 is written H14.11" in result.output
    assert project.disclosures() == before


def test_a_division_that_breaks_within_its_name_stays_one(project: SeedsProject, tables_only: str) -> None:
    text = tables_only.replace("福祉子どもみらい局 子ども家庭課", "福祉子どもみらい局 家庭支援課")
    assert project.run(project.write("p.txt", text), "--replace").exit_code == 0
    before = project.disclosures(without="source_line")["printed_affairs.csv"]
    assert project.run(project.write("p.txt", tables_only), "--replace").exit_code == 0
    result = project.run(project.write("p.pdf", to_pdf(text, wrap=12)), "--replace")
    assert result.exit_code == 0, result.output
    assert project.disclosures(without="source_line")["printed_affairs.csv"] == before
