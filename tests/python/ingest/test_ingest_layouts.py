"""Small files of each kind, cell by cell: spans, omitted tags, several sheets, encodings."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

import pytest

from ingest.prints import to_pdf
from jukinet.ingest import read_excel, read_html, read_pdf, read_text
from jukinet.ingest.errors import IngestError

PATH = Path("print.dat")


def cells(page: str) -> list[tuple[str, ...]]:
    return [row.cells for row in read_html.read(PATH, f"<html><body>{page}</body></html>".encode()).rows]


def test_text_before_between_and_behind_tables_is_a_line_each() -> None:
    table = "<table><tr><td>1</td></tr></table>"
    assert cells(f"a{table}b<br>c<p>d</p>e{table}f") == [(text,) for text in "a1bcde1f"]


def test_rows_of_a_page_are_counted_from_one_without_gaps() -> None:
    page = "<p>a</p><table><tr><td>b</td></tr><tr><td>c</td></tr></table>\n<p>d</p><table><tr><td>e</td></tr></table>f"
    rows = read_html.read(PATH, page.encode()).rows
    assert [(row.line, *row.cells) for row in rows] == list(enumerate("abcdef", start=1))


def test_end_tags_that_html_lets_one_omit_are_read_as_if_they_were_there() -> None:
    assert cells("<table><tr><td>a<td>1<tr><th>b<td>2</table>") == [("a", "1"), ("b", "2")]


def test_a_cell_stands_in_its_column_wherever_others_span_its_row() -> None:
    rows = "<tr><td rowspan=3>a<td colspan=2>b<td rowspan=2>c<tr><td>1<td>2<tr><td>3<td>4<td>5<tr><td>6"
    assert cells(f"<table>{rows}</table>") == [("a", "b", "", "c"), ("", "1", "2", ""), ("", "3", "4", "5"), ("6",)]
    # What spans on beyond the end of a table is not of the next one.
    assert cells("<table><tr><td rowspan=9>a</table><table><tr><td>b</table>") == [("a",), ("b",)]


def test_what_a_page_does_not_show_is_not_read() -> None:
    hidden = "<script>1</script><style>2</style><template>3</template><noscript>4</noscript>"
    assert cells(f"{hidden}<p>a</p><table><tr><td>b{hidden}</td></tr></table>") == [("a",), ("b",)]


def test_a_row_of_a_page_is_named_by_its_table_and_number() -> None:
    page = "<table><tr><td>1</td></tr></table>\n<table><tr><td>2</td></tr>\n<tr><td>3</td></tr></table>"
    places = [row.place for row in read_html.read(PATH, f"<html>{page}</html>".encode()).rows]
    assert places == [
        "table 1, row 1 (line 1 of the file)",
        "table 2, row 1 (line 2 of the file)",
        "table 2, row 2 (line 3 of the file)",
    ]


def test_a_break_within_a_cell_stays_and_a_line_end_of_the_source_is_a_space() -> None:
    assert cells("<table><tr><td>a<br>b\n c</td></tr></table>") == [("a\nb c",)]
    assert cells("<p>a\n b</p>") == [("a b",)]


def test_lines_count_on_from_sheet_to_sheet() -> None:
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for name, figures in (("one", [21, 12.5]), ("none", []), ("two", [21, 12.5])):
            book.add_worksheet(name).write_column(0, 0, figures)
    rows = read_excel.read(Path("p.xlsx"), buffer.getvalue()).rows
    assert [(row.line, row.place, row.cells) for row in rows] == [
        (1, "sheet one, row 1", ("21",)),
        (2, "sheet one, row 2", ("12.5",)),
        (5, "sheet two, row 1", ("21",)),
        (6, "sheet two, row 2", ("12.5",)),
    ]


def test_a_whole_number_of_excel_has_no_fraction_and_a_text_stays_as_it_is() -> None:
    import xlsxwriter

    sheet, buffer, changed = "xl/worksheets/sheet1.xml", io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet().write_row(0, 0, [21, "21.0"])
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            assert name != sheet or b"<v>21</v>" in data
            new.writestr(name, data.replace(b"<v>21</v>", b"<v>21.0</v>") if name == sheet else data)
    (row,) = read_excel.read(PATH, changed.getvalue()).rows
    assert row.cells == ("21", "21.0")


def test_a_page_number_that_is_left_out_is_noted() -> None:
    text = "title\n" + "a\t1\n" * 30
    assert read_pdf.read(PATH, to_pdf(text)).notes == ()
    source = read_pdf.read(PATH, to_pdf(text, page_numbers=True))
    assert source.notes == ("page 1: the page number - 1 - was left out",)
    assert [row.cells for row in source.rows] == [("title",), *[("a", "1")] * 30]


def test_a_page_number_is_left_out_beside_a_running_title_and_a_figure_amid_the_page_is_none() -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(buffer := io.BytesIO(), pagesize=(500, 500))
    for number in range(1, 4):
        for height, text in ((300, f"{number}2"), (30, f"P. {number} / 3"), (15, "footer")):
            canvas.drawString(100, height, text)
        canvas.showPage()
    canvas.save()
    source = read_pdf.read(PATH, buffer.getvalue())
    assert [row.cells for row in source.rows] == [("12",), ("22",), ("32",)]
    assert source.notes == (
        "3 page numbers were left out, from P. 1 / 3 on page 1 to P. 3 / 3 on page 3",
        "3 pages: the running title footer was left out",
    )


def test_the_running_title_of_most_pages_is_left_out_and_noted() -> None:
    text = "a\t1\n" * 62 + "\n" + "b\t2\n" * 62 + "\n" + "c\t3\n"
    whole = read_pdf.read(PATH, to_pdf(text))
    source = read_pdf.read(PATH, to_pdf(text, page_numbers=True, running_title="令和3年度 公表"))
    assert [row.cells for row in source.rows] == [row.cells for row in whole.rows]
    assert source.notes == (
        "3 page numbers were left out, from - 1 - on page 1 to - 3 - on page 3",
        "3 pages: the running title 令和3年度 公表 was left out",
    )


def test_what_a_browser_prints_on_every_page_is_left_out_and_noted() -> None:
    text = "a\t1\n" * 62 + "\n" + "b\t2\n" * 62 + "\n" + "c\t3\n"
    whole = read_pdf.read(PATH, to_pdf(text))
    title, address = "2022/06/01 10:00 公表 - 神奈川県", "https://www.pref.example.jp/juki.html"
    source = read_pdf.read(PATH, to_pdf(text, running_title=title, address=address))
    assert [(row.line, row.cells) for row in source.rows] == [(row.line, row.cells) for row in whole.rows]
    assert source.notes == (
        f"3 pages: the running title {title} was left out", f"3 pages: the running title {address} was left out"
    )  # fmt: skip
    # On one page, or at another place, it may be a row.
    rows = read_pdf.read(PATH, to_pdf(f"a\n{address} 1/2\nb\n" * 2, address="c")).rows
    assert [row.cells for row in rows].count((f"{address} 1/2",)) == 2
    assert ("c 1/1",) in [row.cells for row in rows]


def test_a_heading_that_pages_repeat_stays_where_it_stands_first() -> None:
    title = "令和3年度住民基本台帳ネットワークシステムの措置について"
    text = "a\t1\n" * 62 + "\n" + "b\t2\n" * 62 + "\n" + "c\t3\n"
    rows = read_pdf.read(PATH, to_pdf(text, running_title=title)).rows
    assert [row.place for row in rows if row.cells == (title,)] == ["page 1, line 1 outside tables"]
    pages = "".join(f"{title}\na\t{number}\n- {number} -\n" for number in range(1, 5))
    rows = read_text.read(PATH, pages.encode()).rows
    assert [row.line for row in rows if row.cells == (title,)] == [1]


def test_page_numbers_and_the_running_title_beside_them_are_left_out_of_a_text() -> None:
    pages = ["title\na\t1\n", "a\t2\n", "b\t3\n", "b\t4\n"]
    text = "".join(f"{page}\n- {number} -\n\n公表\n" for number, page in enumerate(pages, start=1))
    source = read_text.read(PATH, text.encode())
    assert [(row.line, row.cells) for row in source.rows if row.filled] == [
        (1, ("title",)), (2, ("a", "1")), (7, ("a", "2")), (12, ("b", "3")), (17, ("b", "4"))
    ]  # fmt: skip
    assert source.notes == (
        "4 page numbers, such as - 1 -, were left out", "4 pages: the running title 公表 was left out"
    )  # fmt: skip
    # A heading that stands beside one page number, and a figure alone, are no furniture of the page.
    rows = read_text.read(PATH, "見出し\n- 1 -\na\n12\n- 2 -\nb\n".encode()).rows
    assert [row.cells for row in rows if row.filled] == [("見出し",), ("a",), ("12",), ("b",)]


def test_what_a_table_needs_is_no_running_title_though_most_pages_have_it_at_their_edge() -> None:
    """A month whose figure was lost there, and the day of reference that stands over every page of an annual table."""
    pages = [f"a\t{number}\n- {number} -\n令和3年6月\n" for number in range(1, 4)]
    source = read_text.read(PATH, "".join([*pages, "a\t4\n- 4 -\n令和3年6月\t60,452\n"]).encode())
    assert [row.cells for row in source.rows if "令和3年6月" in row.cells] == [
        *[("令和3年6月",)] * 3, ("令和3年6月", "60,452")
    ]  # fmt: skip
    source = read_text.read(PATH, "".join(pages).replace("令和3年6月", "0").encode())
    assert [row.cells for row in source.rows].count(("0",)) == 3
    # Nor is a row one that begins with the words of a title.
    source = read_text.read(PATH, "".join(pages).replace("令和3年6月", "公表").encode() + "- 4 -\n公表\t5\n".encode())
    assert [row.cells for row in source.rows if "公表" in row.cells] == [("公表", "5")]
    day = "令和4年3月31日現在"
    source = read_pdf.read(PATH, to_pdf("a\t1\n" * 62 + "\n" + "b\t2\n" * 62 + "\n" + "c\t3\n", running_title=day))
    assert [row.cells for row in source.rows].count((day,)) == 3


def test_the_text_of_a_source_has_each_row_on_its_line_down_to_the_last() -> None:
    assert read_text.read(PATH, b"a\tb \n\nc\n").as_text() == "a\tb\n\nc\n\n"
    assert read_text.read(PATH, b"a").as_text() == "a\n"


def test_a_row_of_a_pdf_is_named_by_page_table_and_number() -> None:
    rows = read_pdf.read(PATH, to_pdf("title\na\t1\nb\t2\n\nbetween\nc\t3\n")).rows
    assert [(row.place, row.cells) for row in rows] == [
        ("page 1, line 1 outside tables", ("title",)),
        ("page 1, table 1, row 1", ("a", "1")),
        ("page 1, table 1, row 2", ("b", "2")),
        ("page 1, line 2 outside tables", ("between",)),
        ("page 1, table 2, row 1", ("c", "3")),
    ]


def test_a_page_may_be_empty_or_hold_an_ornament_alone_or_a_picture_beside_its_text() -> None:
    from PIL.Image import new
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(buffer := io.BytesIO(), pagesize=(500, 500))
    canvas.roundRect(50, 50, 400, 400, 20)
    canvas.showPage()
    for text in ("first", "second"):
        canvas.drawImage(ImageReader(new("1", (1, 1))), 0, 0, 100, 100)
        canvas.drawString(100, 300, text)
        canvas.showPage()
        canvas.showPage()
    canvas.save()
    rows = read_pdf.read(PATH, buffer.getvalue()).rows
    # A page break is an empty line, and an empty page is none.
    assert [(row.line, row.place, row.cells) for row in rows] == [
        (2, "page 2, line 1 outside tables", ("first",)),
        (4, "page 4, line 1 outside tables", ("second",)),
    ]


@pytest.mark.parametrize(
    ("codec", "notes"),
    [
        ("utf-8", ()),
        ("utf-8-sig", ()),
        ("utf-16", ("the text was decoded from UTF-16",)),
        ("cp932", ("the text was decoded from CP932",)),
    ],
)
def test_an_encoding_other_than_utf_8_is_noted(codec: str, notes: tuple[str, ...]) -> None:
    source = read_text.read(PATH, "令和3年度\t21\n".encode(codec))
    assert source.rows[0].cells == ("令和3年度", "21")
    assert source.notes == notes


@pytest.mark.parametrize("content", ["令和3年度\t2\0 1\n".encode(), "令和3年度\t2\0 1\n".encode("cp932")])
def test_a_text_with_zero_bytes_is_no_text(content: bytes) -> None:
    with pytest.raises(IngestError, match="the text is in no encoding that can be read with certainty"):
        read_text.read(PATH, content)


def test_streams_that_only_together_unpack_to_absurdly_much_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_pdf, "MOST_BYTES_UNPACKED", 1000)
    stream = b"stream\n" + zlib.compress(bytes(600)) + b"endstream\n"
    for content, reason in ((stream + b"%%EOF", "cannot be read"), (stream * 2 + b"%%EOF", "unpacks to absurdly much")):
        with pytest.raises(IngestError, match=reason):
            read_pdf.read(PATH, content)
