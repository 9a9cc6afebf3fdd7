"""Files that `jukinet ingest` refuses: the content, and what it says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bad_input.hostile_files import (
    crowded_pdf,
    excel_bomb,
    far_excel,
    hidden_excel_bomb,
    other_archive,
    outlined,
    pdf_bomb,
    scanned,
    sparse,
    thick_pdf,
    wide_excel,
    with_actions,
    with_directory,
    with_header,
    with_macros,
    with_member,
    with_scripts_and_links,
    with_sheet,
)
from ingest.made_up import make
from ingest.prints import TABLES_ONLY, to_excel, to_html, to_pdf
from jukinet.ingest import read_html, read_text

TEXT = TABLES_ONLY.read_text(encoding="utf-8")


def without(start: str, end: str) -> str:
    first = TEXT.index(start)
    return TEXT[:first] + TEXT[TEXT.index(end, first) :]


def line_with(words: str) -> str:
    return next(line for line in TEXT.splitlines() if words in line)


REFUSED: dict[str, tuple[bytes | str, str]] = {
    "empty": (b"", "the file is empty"),
    "blank": (b"\n\n \n", "holds no text"),
    "other text": ("これは別の文書です。令和3年度 神奈川県\n".encode(), "the title"),
    "binary": (bytes(range(256)) * 8, "in no encoding that can be read with certainty. Read: '00 01 02 03"),
    "euc-jp": (TEXT.encode("euc_jp", "ignore"), "in no encoding that can be read"),
    "iso-2022-jp": (TEXT.encode("iso2022_jp", "ignore"), "the title"),
    "utf-16 without mark": (TEXT.encode("utf-16-le"), "in no encoding that can be read"),
    "cut utf-8": (TEXT.encode()[:-3000] + b"\xe4\xbb", "in no encoding that can be read"),
    "spaces for tabs": (TEXT.replace("\t", "  "), "Cells must stand between tabs, or in ruled tables."),
    "commas for tabs": (TEXT.replace("\t", ","), "Cells must stand between tabs, or in ruled tables."),
    "cut file": (TEXT[: len(TEXT) // 2], "is missing. Check that the file is complete and its headings whole."),
    "figure with a letter": (TEXT.replace("\t42,894", "\t42,89O"), "line 284: this is neither a month, a count"),
    "figure with a misplaced comma": (TEXT.replace("\t42,894", "\t4,2894"), "line 284: this is neither a month"),
    "digits without an end": (
        TEXT.replace("693名", "1" * 90_000 + "名").replace("54所属", "l" * 90_000 + "所属"),
        "line 10: this is no figure. Read: '1111",
    ),
    "negative figure": (TEXT.replace("\t42,894", "\t-42,894"), "line 284: this is neither a month, a count nor a name"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(64), "this is a picture"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "Save it without a password as .xlsx"),
    "compressed": (b"\x1f\x8b\x08" + bytes(64), "this is a compressed file"),
    "other archive": (other_archive(), "no Excel workbook"),
    "PDF without text": (to_pdf(""), "page 1: the PDF holds no text"),
    "scanned PDF": (scanned(), "page 1: the page is a picture without text"),
    "PDF whose letters are outlines on one page": (outlined(), "page 2: the page is a picture without text"),
    "PDF without the size of its pages": (
        to_pdf(TEXT).replace(b"/MediaBox", b"/XediaBox"),
        "the PDF cannot be read. Read: \"TypeError: ",
    ),
    "PDF with password": (to_pdf(TEXT, password="secret"), "needs a password"),
    "cut PDF": (to_pdf(TEXT)[:20_000], "the PDF is cut off"),
    "broken PDF": (b"%PDF-1.4\n" + bytes(range(256)) * 20 + b"\n%%EOF\n", "PDF"),
    "PDF bomb": (pdf_bomb(), "unpacks to absurdly much"),
    "cut Excel": (to_excel(TEXT)[:9_000], "cut off or broken"),
    "Excel with a damaged part": (
        with_header(to_excel(TEXT), "xl/worksheets/sheet1.xml", 54, b"\xff" * 64),
        "xl/worksheets/sheet1.xml: this part cannot be unpacked.",
    ),
    "Excel for a later unpacker": (
        with_directory(to_excel(TEXT), "xl/worksheets/sheet1.xml", 6, b"\xff\0"),
        "end of file: the archive is cut off or broken.",
    ),
    "Excel with parts out of place": (
        # Where the archive's directory begins, as its end has it: the parts would stand before the file.
        to_excel(TEXT)[:-6] + b"\xff\xff\xff\x7f" + to_excel(TEXT)[-2:],
        "this part cannot be unpacked.",
    ),
    "Excel bomb": (excel_bomb(), "unpacks to absurdly much"),
    "Excel bomb that hides its size": (hidden_excel_bomb(), "xl/worksheets/sheet1.xml: this part cannot be unpacked"),
    "Excel with a DTD": (
        with_member(to_excel(TEXT), "xl/worksheets/sheet1.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'),
        "not as Excel writes it",
    ),
    "Excel formula": (to_excel(TEXT, formula_at="H190"), "sheet1.xml, cell H190: the cell is computed by a formula"),
    "Excel formula in a cell that does not say where it stands": (
        with_sheet(to_excel(TEXT, formula_at="B190"), rb' r="A?B?(?:189|190)"', b""),
        "sheet1.xml, cell B190: the cell is computed by a formula",
    ),
    "Excel formula behind a single quote": (
        with_sheet(to_excel(TEXT, formula_at="AB190"), rb' r="(AB190)"', rb" r='\1'"),
        "sheet1.xml, cell AB190: the cell is computed by a formula",
    ),
    "table missing": (without("住民基本台帳法施行条例に規定されている", "1 知事の本人"), "別添2) is missing"),
    "section missing": (
        without("(2) 住民基本台帳法第30条の15第2項第1号", "4 知事の本人確認情報の提供状況\n\n(3)"),
        "behind line 2(2)",
    ),
    "summary missing": (without("2 知事の本人確認情報の提供状況（総括）", "3 知事"), "提供状況(総括)) is missing"),
    "users missing": (without("(4) 照合情報認証", "(5) 本人"), "照合情報認証) is missing"),
    "headings missing": (
        without("3 知事の本人確認情報の利用状況\n", "名称\t年月"),
        "a row stands behind the total of the table",
    ),
    "total missing": (
        TEXT.replace(line_with("計\t\t\t\t92,452") + "\n", ""),
        "line 215: the table under this heading has no total",
    ),
    "total cut": (TEXT.replace("\t51,633\t94,416", "\t51,633"), "the total has not 3 figures"),
    "subtotal missing": (TEXT.replace("小計\t\t78,962\n", ""), "no subtotal (小計)"),
    "grand total missing": (TEXT.replace("合計\t108,289", "合計\t"), "line 255: the total has not one figure"),
    "end missing": (TEXT[: TEXT.index("住民監査請求に関する事務\t監査委員")], "no subtotal (小計)"),
    "two publications": (TEXT + make(0).text, "Ingest one publication at a time"),
    "twice the same": (TEXT + TEXT, "this heading stood before, at line 3"),
    "formula name": (
        TEXT.replace("地域がん登録に関する事務", "=1+地域がん登録に関する事務"),
        "neither a month, a count nor a name",
    ),
    "at sign": (TEXT.replace("4\t特別母子福祉資金", "4\t@特別母子福祉資金"), "would be run as a formula"),
    "day twice": (
        TEXT.replace("令和4年3月31日現在", "令和3年3月31日現在", 1),
        "day of reference",
    ),
    "month of another year": (
        TEXT.replace("認定証の交付に関する事務\t令和3年4月", "認定証の交付に関する事務\t令和2年4月"),
        "line 395: the month 2020-04 is not of fiscal year 2021",
    ),
    "row lost": (TEXT.replace(line_with("9\t不動産鑑定評価法") + "\n", ""), "number 10 follows 8"),
    "absurdly long line": (TEXT + "あ" * 200_000, "the line is too long"),
    "count too large": (TEXT.replace("\t60,177", "\t60,177,000,000,000"), "line 283"),
    "division twice": (TEXT.replace("観光課\t1人", "市町村課\t1人"), "a division stands twice"),
    "HTML with a declaration that is none": (
        "<html><body><p>令和3年度</p><![x</body></html>",
        "error: print.dat: line 1 of the file: ",
    ),
    "HTML without tables": (b"<!DOCTYPE html><html><body><p>\xe4\xbb\xa4\xe5\x92\x8c</p></body></html>", "the title"),
}  # fmt: skip

# Files beyond a limit; they are made where they are tested, as they are large.
BEYOND_LIMITS: dict[str, tuple[Callable[[Path], object], str]] = {
    "file": (sparse, "file: the file is too large. Read: '67108865 bytes'. At most 67108864 bytes are read."),
    "lines of a text": (
        lambda path: path.write_bytes(b"9\n" * (read_text.MOST_LINES + 1)),
        "line 200000: the text goes on for too long. Read: '200002 lines'.",
    ),
    "rows of a page": (
        lambda path: path.write_bytes(b"<html>" + b"<p>9" * (read_html.MOST_ROWS + 1)),
        "row 100000: the page is absurdly long. Read: '100001 rows'.",
    ),
    "columns of a sheet": (
        lambda path: path.write_bytes(wide_excel()), "the sheet is absurdly large. Read: '1 x 257 cells'."
    ),
    "a cell far outside the tables": (
        lambda path: path.write_bytes(far_excel()),
        "sheet1.xml: the sheet is absurdly large. Read: '1048576 x 16384 cells'. Delete what lies outside the tables.",
    ),
    "a cell farther out than there are cells": (
        lambda path: path.write_bytes(with_sheet(to_excel(TEXT), rb'r="A3"', b'r="A' + b"9" * 5000 + b'"')),
        "sheet1.xml: the sheet is absurdly large. Read: '999999999999 x ",
    ),
    "cells of a row that do not say where they stand": (
        lambda path: path.write_bytes(with_sheet(to_excel(TEXT), rb'<c r="A3"', b"<c/>" * 300 + b'<c r="A3"')),
        "sheet1.xml: the sheet is absurdly large. Read: '",
    ),
    "pages of a PDF": (lambda path: path.write_bytes(thick_pdf()), "the PDF has too many pages. Read: '501'."),
    "characters on a page": (
        lambda path: path.write_bytes(crowded_pdf()),
        "page 1: the page holds absurdly much text. Read: '50100 characters'.",
    ),
}  # fmt: skip

# What carries code is read as if it carried none.
WITH_CODE: dict[str, tuple[Callable[[str], bytes], Callable[[bytes], bytes], str]] = {
    "workbook with macros": (to_excel, with_macros, "the file holds macros; they were not run"),
    "PDF with actions": (to_pdf, with_actions, ""),
    "HTML with scripts and links": (to_html, with_scripts_and_links, ""),
}

IDENTITIES: dict[str, tuple[str, int, str]] = {
    "path as a publisher": ("../140", 2021, "--publisher: this is no local government code. Read: '../140'."),
    "absolute path as a publisher": ("/etc/passwd", 2021, "--publisher: this is no local government code."),
    "wrong check digit": ("140008", 2021, "--publisher: this is no local government code. Read: '140008'."),
    "five digits": ("14000", 2021, "--publisher: this is no local government code."),
    "full-width digits": ("１４０００７", 2021, "--publisher: this is no local government code."),
    "no publisher": ("", 2021, "--publisher: this is no local government code."),
    "year before the network": ("140007", 1999, "--fiscal-year: this is no fiscal year of the network. Read: '1999'."),
    "year of the era": ("140007", 3, "--fiscal-year: this is no fiscal year of the network. Read: '3'."),
    "another year": ("140007", 2022, "fiscal year 2021, not 2022"),
    "publisher that is not registered": (
        "130001",
        2021,
        "--publisher: the publisher is not registered. Read: '130001'. "
        "Add to seeds/registers/publisher_register.csv: 130001,its name as printed,its name in English.",
    ),
}  # fmt: skip
