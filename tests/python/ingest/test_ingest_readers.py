"""The same publication gives the same seeds, whatever file it comes in."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.prints import REPOSITORY, WHOLE, to_excel, to_html, to_pdf
from ingest.seeds_project import SeedsProject
from jukinet.ingest import read_excel, read_html, read_pdf
from jukinet.ingest.errors import IngestError


def test_text_reproduces_the_hand_transcription(project: SeedsProject, tables_only: str) -> None:
    before = project.disclosures()
    result = project.run(project.write("p.txt", tables_only), "--replace")
    assert result.exit_code == 0, result.output
    assert project.disclosures() == before


@pytest.mark.skipif(not WHOLE.is_file(), reason="the whole publication is not in ../shared/publications")
def test_whole_publication_reproduces_every_seed(project: SeedsProject) -> None:
    before = project.seeds()
    result = project.run(WHOLE, "--replace")
    assert result.exit_code == 0, result.output
    assert "no byte changes" in result.output
    assert project.seeds() == before


def test_empty_directory_gets_the_whole_seeds(project: SeedsProject, tables_only: str) -> None:
    result = project.run(project.write("p.txt", tables_only), "--out", str(project.root / "preview"))
    assert result.exit_code == 0, result.output
    assert project.disclosures("preview") == project.disclosures()


@pytest.mark.parametrize(
    ("name", "maker"),
    [("p.pdf", to_pdf), ("numbered.pdf", lambda text: to_pdf(text, page_numbers=True)), ("p.xlsx", to_excel)],
)
def test_pdf_and_excel_give_the_same_bytes(
    project: SeedsProject, tables_only: str, name: str, maker: Callable[[str], bytes]
) -> None:
    before = project.disclosures()
    result = project.run(project.write(name, maker(tables_only)), "--replace")
    assert result.exit_code == 0, result.output
    assert project.disclosures() == before


@pytest.mark.parametrize(
    ("name", "maker"),
    [
        ("wrapped.pdf", lambda text: to_pdf(text, wrap=24)),
        ("p.html", to_html),
        ("sjis.html", lambda text: to_html(text, charset="cp932")),
        ("bare.html", lambda text: to_html(text).replace(b"<!DOCTYPE html><html><head>", b"")),
    ],
)
def test_other_layouts_differ_in_nothing_but_the_line(
    project: SeedsProject, tables_only: str, name: str, maker: Callable[[str], bytes]
) -> None:
    """Cells that break, and a page without empty lines, number the lines anew."""
    before = project.disclosures(without="source_line")
    result = project.run(project.write(name, maker(tables_only)), "--replace")
    assert result.exit_code == 0, result.output
    assert project.disclosures(without="source_line") == before


def test_text_of_a_pdf_can_be_looked_up_by_line(project: SeedsProject, tables_only: str) -> None:
    result = project.run(
        project.write("p.pdf", to_pdf(tables_only)), "--replace", "--text", str(project.root / "read.txt")
    )
    assert result.exit_code == 0, result.output
    read = (project.root / "read.txt").read_text(encoding="utf-8").split("\n")
    assert read[186].split("\t")[-3:] == ["19", "21", "31"]


def test_the_text_of_what_is_refused_can_be_mended(project: SeedsProject, tables_only: str) -> None:
    """Of a PDF there is no other: what its table has wrong is mended in the text, which is then ingested."""
    before, text, disclosures = project.seeds(), project.root / "read.txt", project.disclosures()
    slip = project.write("slip.pdf", to_pdf(tables_only.replace("42,894", "42,89O")))
    result = project.run(slip, "--replace", "--text", str(text))
    assert result.exit_code == 1
    assert result.output.endswith(f"Nothing was written but the text, {text}.\n")
    assert project.seeds() == before
    mended = text.read_text(encoding="utf-8").replace("42,89O", "42,894")
    text.write_text(mended, encoding="utf-8")
    # It is not overwritten by what it was made from.
    result = project.run(slip, "--replace", "--text", str(text))
    assert f"{text}: is there already with another text, and stays as it is; name another file." in result.output
    assert result.output.endswith("Nothing was written.\n")
    assert project.run(text, "--replace").exit_code == 0
    assert project.disclosures() == disclosures


def test_a_dry_run_writes_the_text_that_its_lines_are_of(project: SeedsProject, tables_only: str) -> None:
    before, text = project.seeds(), project.root / "read.txt"
    result = project.run(project.write("p.pdf", to_pdf(tables_only)), "--replace", "--dry-run", "--text", str(text))
    assert result.output.endswith(f"Dry run: nothing was written but the text, {text}.\n")
    assert text.read_text(encoding="utf-8").split("\n")[186].split("\t")[-3:] == ["19", "21", "31"]
    assert project.seeds() == before


FULL_WIDTH = str.maketrans("0123456789,-.", "０１２３４５６７８９，－．")


@pytest.mark.parametrize(
    ("what", "variant"),
    [
        ("cp932", lambda text: text.encode("cp932")),
        ("crlf", lambda text: text.replace("\n", "\r\n").encode()),
        ("bom", lambda text: text.encode("utf-8-sig")),
        ("utf-16", lambda text: text.encode("utf-16")),
        ("cp932 with crlf", lambda text: text.replace("\n", "\r\n").encode("cp932")),
    ],
)
def test_encodings_give_the_same_seeds_and_the_same_hash(
    project: SeedsProject, tables_only: str, what: str, variant: Callable[[str], bytes]
) -> None:
    before = project.disclosures()
    result = project.run(project.write("p.txt", variant(tables_only)), "--replace")
    assert result.exit_code == 0, result.output
    assert project.disclosures() == before
    register = (project.root / "seeds/registers/publication_register.csv").read_text(encoding="utf-8")
    assert hashlib.sha256(tables_only.encode()).hexdigest() in register


def test_full_width_digits_give_the_same_seeds(project: SeedsProject, tables_only: str) -> None:
    before = project.disclosures()
    result = project.run(project.write("p.txt", tables_only.translate(FULL_WIDTH)), "--replace")
    assert result.exit_code == 0, result.output
    assert project.disclosures() == before


def test_a_text_is_read_without_the_libraries_of_other_readers(project: SeedsProject, tables_only: str) -> None:
    """They take longer to load than a text takes to read."""
    script = (
        "import sys, typer\n"
        "from jukinet.ingest.command import ingest\n"
        "try:\n"
        "    typer.run(ingest)\n"
        "finally:\n"
        "    print(sorted({'polars', 'fastexcel', 'pdfplumber', 'rapidfuzz', 'duckdb', 'dbt'} & set(sys.modules)))\n"
    )
    file = project.write("p.txt", tables_only)
    arguments = [str(file), "--publisher", "140007", "--fiscal-year", "2021", "--root", str(project.root), "--replace"]
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, cwd=REPOSITORY, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"


def test_control_characters_of_a_file_reach_neither_terminal_nor_seeds(project: SeedsProject, tables_only: str) -> None:
    before = project.seeds()
    text = tables_only.replace("地域がん登録に関する事務", "\x1b地域がん登録に関する事務")
    result = project.run(project.write("p.txt", text), "--replace")
    assert result.exit_code == 1
    assert "\x1b" not in result.output
    assert "?地域がん登録に関する事務" in result.output
    assert "printed_affairs.affair_name holds a control character or" in result.output
    assert project.seeds() == before


@pytest.mark.parametrize(
    ("span", "width"),
    [("2", 2), ("0", 1), ("003", 3), ("²", 1), ("２", 1), ("-1", 1), ("257", 256), ("9" * 5000, 256), ("0" * 5000, 1)],
)
def test_a_span_that_is_none_or_absurd(tmp_path: Path, span: str, width: int) -> None:
    page = f'<html><table><tr><td colspan="{span}">1</td></tr></table></html>'.encode()
    (row,) = read_html.read(tmp_path / "p.html", page).rows
    assert len(row.cells) == width


def test_a_small_chart_in_a_cell_is_no_formula_of_a_cell(tmp_path: Path) -> None:
    """A sparkline says by a formula of which cells it is, and no figure is computed by it."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("公表")
        sheet.write_row(0, 0, [21, 31])
        sheet.add_sparkline(0, 2, {"range": "A1:B1"})
    (row,) = read_excel.read(tmp_path / "p.xlsx", buffer.getvalue()).rows
    assert row.filled == ["21", "31"]


def test_a_raised_digit_beside_a_figure_is_no_digit_of_it(tmp_path: Path) -> None:
    """The 1 of a note behind 12 makes no 121, whichever file says so, and what is struck out is not printed."""
    import xlsxwriter
    from reportlab.pdfgen.canvas import Canvas

    page = "<html><table><tr><td>12<sup>1</sup><td>1<del>2</del>3<td><sup>a<td>45</table></html>"
    (row,) = read_html.read(tmp_path / "p.html", page.encode()).rows
    assert row.cells == ("12¹", "1²3", "a", "45")
    page = "<html><del><table><tr><td>1<sup>a<td>2</table></del>"
    (row,) = read_html.read(tmp_path / "p.html", page.encode()).rows
    assert row.cells == ("¹a", "²")
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("公表")
        sheet.write_rich_string(0, 0, "12", book.add_format({"font_script": 1}), "1", book.add_format(), "人")
    with pytest.raises(IngestError, match=r"xl/sharedStrings\.xml: a digit of this cell is raised.*'12¹人'"):
        read_excel.read(tmp_path / "p.xlsx", buffer.getvalue())
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 400))
    canvas.grid([50, 150, 250], [320, 340])
    for size, x, y, text in [(10, 60, 325, "12"), (6, 71.2, 329, "10"), (10, 160, 325, "7"), (6, 60, 200, "30")]:
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, y, text)
    canvas.save()
    rows = read_pdf.read(tmp_path / "p.pdf", buffer.getvalue()).rows
    assert [row.cells for row in rows] == [("12¹⁰", "7"), ("30",)]


def test_small_digits_are_raised_beside_larger_ones_of_their_own_cell_alone(tmp_path: Path) -> None:
    """A browser raises a note nearly as large as its figure; a cell may be set smaller than its neighbour to fit."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(400, 400))
    canvas.grid([50, 160, 195], [320, 340])
    texts = [(10, 60, 325, "12"), (8.33, 71.2, 328.3, "1"), (10, 135, 325, "1,234"), (7, 162, 326, "1,234,567")]
    for size, x, y, text in [*texts, (14, 60, 200, "3"), (9, 62, 190, "45")]:
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, y, text)
    canvas.save()
    rows = read_pdf.read(tmp_path / "p.pdf", buffer.getvalue()).rows
    assert [row.cells for row in rows] == [("12¹ 1,234", "1,234,567"), ("3",), ("45",)]


@pytest.mark.parametrize("text", [21, "21", "廃止した事務"])
def test_a_cell_that_is_struck_out_as_a_whole_is_not_read_as_printed(tmp_path: Path, text: int | str) -> None:
    """Its format says so, and the figure that holds may stand beside it. An empty one strikes out nothing."""
    import xlsxwriter

    def workbook(*figures: int | str) -> bytes:
        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
            sheet, plain, struck = book.add_worksheet("公表"), book.add_format(), book.add_format()
            struck.set_font_strikeout()
            plain.set_bold()
            sheet.write_row(0, 0, [19, *figures, 31], plain)
            sheet.write_blank(0, 3, None, struck)
            for column, figure in enumerate(figures, start=1):
                sheet.write(0, column, figure, struck)
        return buffer.getvalue()

    assert read_excel.read(tmp_path / "p.xlsx", workbook()).rows[0].filled == ["19", "31"]
    told = r"^p\.xlsx: xl/worksheets/sheet1\.xml, cell B1: the cell is struck out\. Delete what the print does not have"
    with pytest.raises(IngestError, match=told):
        read_excel.read(tmp_path / "p.xlsx", workbook(text))


@pytest.mark.parametrize("part", ["<si>", "<si><r><rPr>", "<r><t>", "<vertAlign ", "<strike", "<r><t "])
def test_a_raised_digit_is_found_behind_tags_that_are_left_open(tmp_path: Path, part: str) -> None:
    """A pattern from tag to tag would search all that follows for each of them, and take minutes."""
    import xlsxwriter

    buffer, hostile = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("公表")
        sheet.write_rich_string(0, 0, "12", book.add_format({"font_script": 1}), "1")
    with zipfile.ZipFile(buffer) as whole, zipfile.ZipFile(hostile, "w", zipfile.ZIP_STORED) as archive:
        for name in whole.namelist():
            begin = f"{part * 50_000}</si>".encode() if name == "xl/sharedStrings.xml" else b""
            archive.writestr(name, begin + whole.read(name))
    with pytest.raises(IngestError, match=r"xl/sharedStrings\.xml: a digit of this cell is raised.*'12¹'"):
        read_excel.read(tmp_path / "p.xlsx", hostile.getvalue())
