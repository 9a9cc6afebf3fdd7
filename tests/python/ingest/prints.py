"""The same publication as text, PDF, Excel and HTML, with the spans and page breaks of the print."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).resolve().parents[3]
TABLES_ONLY = REPOSITORY / "tests" / "fixtures" / "140007-2021-tables.txt"
WHOLE = REPOSITORY.parent / "shared" / "publications" / "140007-2021.txt"
MONTH = re.compile(r"(?:平成|令和)[0-9元]+年[0-9]+月")

PITCH, SIZE, MARGIN = 12.0, 8.0, 40.0
LINES_ON_PAGE = 60


def lines_of(text: str) -> list[list[str]]:
    """The cells of each line; the empty text after the last line break is no line."""
    return [line.split("\t") for line in text.removesuffix("\n").split("\n")]


def runs(lines: list[list[str]]) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each run of lines, and whether it is a table: neighbours that have tabs."""
    start = 0
    while start < len(lines):
        is_table = len(lines[start]) > 1
        end = start + 1
        while is_table and end < len(lines) and len(lines[end]) > 1:
            end += 1
        yield start, end, is_table
        start = end


def spans(table: list[list[str]]) -> dict[tuple[int, int], int]:
    """How many rows each cell of the first columns spans: blank cells before an unshifted month continue it."""
    found: dict[tuple[int, int], int] = {}
    owner: dict[int, int] = {}
    for row_no, row in enumerate(table):
        month_at = next((place for place, cell in enumerate(row) if MONTH.fullmatch(cell)), 0)
        for column in range(month_at):
            if row[column] == "" and column in owner:
                found[owner[column], column] += 1
            else:
                owner[column] = row_no
                found[row_no, column] = 1
        for column in [one for one in owner if one >= month_at]:
            del owner[column]
    return {cell: rows for cell, rows in found.items() if rows > 1}


def pages(lines: list[list[str]]) -> list[tuple[int, int]]:
    """Start and end of each page. A page ends at an empty line, which the page break stands for."""
    breaks, start = [], 0
    for number, cells in enumerate(lines):
        last = number + 1 == len(lines)
        next_blank = next((n for n in range(number + 1, len(lines)) if lines[n] == [""]), len(lines))
        if cells == [""] and number > start + 10 and next_blank - start > LINES_ON_PAGE:
            breaks.append((start, number))
            start = number + 1
        if last:
            breaks.append((start, number + 1))
    return breaks


def to_pdf(
    text: str, *, wrap: int = 200, password: str | None = None, page_numbers: bool = False,
    running_title: str = "", address: str = "",
) -> bytes:  # fmt: skip
    """The text as ruled tables and lines; names longer than `wrap` characters break inside their cell."""
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
    buffer = io.BytesIO()
    encryption = StandardEncryption(password) if password else None
    lines = lines_of(text)
    longest = max(end - start for start, end in pages(lines))
    height = (longest + 2) * PITCH * (3 if wrap < 200 else 1) + 2 * MARGIN
    canvas = Canvas(buffer, pagesize=(1300, height), encrypt=encryption, invariant=1)
    for page_no, (start, end) in enumerate(pages(lines), start=1):
        canvas.setFont("HeiseiKakuGo-W5", SIZE)
        canvas.setLineWidth(0.5)
        top = height - MARGIN
        page = lines[start:end]
        for first, last, is_table in runs(page):
            if is_table:
                top = _draw_table(canvas, page[first:last], top, wrap)
            else:
                canvas.drawString(MARGIN, top - 9, page[first][0])
                top -= PITCH
        canvas.drawString(MARGIN, height - 15, running_title)
        if address:
            canvas.drawString(MARGIN, 15, address)
            canvas.drawString(1200, 15, f"{page_no}/{len(pages(lines))}")
        if page_numbers:
            canvas.drawString(650, 15, f"- {page_no} -")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw_table(canvas: Any, table: list[list[str]], top: float, wrap: int) -> float:
    columns = max(map(len, table))
    rows = [row + [""] * (columns - len(row)) for row in table]
    broken = [[[cell[n : n + wrap] for n in range(0, len(cell), wrap)] or [""] for cell in row] for row in rows]
    widths = [max(len(piece) for row in broken for piece in row[column]) * SIZE + 8 for column in range(columns)]
    lefts = [MARGIN + sum(widths[:column]) for column in range(columns + 1)]
    spanned = spans(table)
    hidden = {(row + n, column) for (row, column), count in spanned.items() for n in range(1, count)}
    edge = top
    for row_no, row in enumerate(broken):
        bottom = edge - PITCH * max(len(cell) for cell in row)
        for column, cell in enumerate(row):
            if (row_no, column) not in hidden:
                canvas.line(lefts[column], edge, lefts[column + 1], edge)
            for piece_no, piece in enumerate(cell):
                canvas.drawString(lefts[column] + 3, edge - 9 - PITCH * piece_no, piece)
            canvas.line(lefts[column], edge, lefts[column], bottom)
        canvas.line(lefts[-1], edge, lefts[-1], bottom)
        edge = bottom
    canvas.line(lefts[0], edge, lefts[-1], edge)
    return edge


def to_excel(text: str, *, formula_at: str | None = None) -> bytes:
    """One sheet, one row per line; figures as numbers, spanned cells merged."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("公表")
    lines = lines_of(text)
    for start, end, is_table in runs(lines):
        spanned = spans(lines[start:end]) if is_table else {}
        for row_no, cells in enumerate(lines[start:end]):
            for column, cell in enumerate(cells):
                row = start + row_no
                if rows := spanned.get((row_no, column)):
                    sheet.merge_range(row, column, row + rows - 1, column, cell)
                elif re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})*", cell) and is_table:
                    sheet.write_number(row, column, int(cell.replace(",", "")))
                elif cell:
                    sheet.write_string(row, column, cell)
    if formula_at:
        sheet.write_formula(formula_at, "=SUM(A1:A2)", None, 21)
    book.close()
    return buffer.getvalue()


def to_html(text: str, *, charset: str = "utf-8") -> bytes:
    """Tables with rowspan, and a paragraph for every other line."""
    lines = lines_of(text)
    out = [f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>t</title></head><body>']
    for start, end, is_table in runs(lines):
        if not is_table:
            out.append(f"<p>{html.escape(lines[start][0])}</p>")
            continue
        spanned = spans(lines[start:end])
        hidden = {(row + n, column) for (row, column), count in spanned.items() for n in range(1, count)}
        out.append("<table>")
        for row_no, cells in enumerate(lines[start:end]):
            out.append("<tr>")
            for column, cell in enumerate(cells):
                if (row_no, column) not in hidden:
                    rows = spanned.get((row_no, column), 1)
                    out.append(f'<td rowspan="{rows}">{html.escape(cell)}</td>')
            out.append("</tr>")
        out.append("</table>")
    out.append("</body></html>")
    return "\n".join(out).encode(charset)
