"""Excel (.xlsx): one raw row per row of a sheet. A formula is refused, because its value is not what was printed."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Set
from pathlib import Path

from xlsxwriter.utility import xl_rowcol_to_cell

from jukinet.ingest.errors import IngestError
from jukinet.ingest.rows import RAISED, RawRow, Source

MOST_BYTES_UNPACKED = 256 * 1024 * 1024
HIGHEST_RATIO = 200
MOST_ROWS = 100_000
MOST_COLUMNS = 256
TAG = re.compile(rb"<(?:\w+:)?(col|row|c|f)(?=[\s/>])([^>]*)")
CONCEALED = re.compile(rb"""\shidden\s*=\s*["'](?:1|true)""")
COLUMNS = re.compile(rb"""\s(?:min|max)\s*=\s*["']([0-9]{1,6})["']""")
END_OF_CELLS = re.compile(rb"</(?:\w+:)?sheetData\s*>")
PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)([0-9]+)["']""")
END_OF_TEXT = re.compile(r"</(?:\w+:)?(?:si|is)>")
RUN = re.compile(r"</?(?:\w+:)?r>")
WORDS = re.compile(r"<(?:\w+:)?t(?:\s[^<>]*)?>([^<]*)</")
STYLE = re.compile(rb"""\ss\s*=\s*["']([0-9]+)["']""")
STRUCK = re.compile(rb"<(?:\w+:)?strike(?:\s*/|\s+val=.(?:1|true))")
FONT = re.compile(rb"""\sfontId\s*=\s*["']([0-9]+)["']""")
APART = re.compile(r"<(?:\w+:)?(?:vertAlign\s[^<>]*(?:superscript|subscript)|strike(?:\s*/|\s+val=.(?:1|true)))")
BESIDE = re.compile(r"[0-9０-９][⁰¹²³⁴-⁹]|[⁰¹²³⁴-⁹][0-9０-９]")
FORMULA = (
    "the cell is computed by a formula",
    "Paste the printed values instead: a computed figure is no transcription.",
)
HIDDEN = ("this is hidden", "Show the row, column or sheet if it is in the print; else delete it.")
MIDNIGHT = " 00:00:00"
"""What the library gives behind the day of a date."""
STRUCK_OUT = ("the cell is struck out", "Delete what the print does not have, or take the line out of what it has.")
REPEAT = "Fetch it again, or save it anew as .xlsx."


def read(path: Path, content: bytes) -> Source:
    """Raw rows of all sheets; lines count on from sheet to sheet with one line between them.

    Raises IngestError for other or broken archives, zip bombs, passwords and formulas.
    """
    names = _inspect(path, content)
    import fastexcel

    rows: list[RawRow] = []
    line = 0
    try:
        book = fastexcel.read_excel(content)
        for place, name in enumerate(book.sheet_names):
            sheet = book.load_sheet(place, header_row=None, skip_rows=0, dtypes="string")
            if sheet.height > MOST_ROWS or sheet.width > MOST_COLUMNS:
                raise _too_large(path, f"sheet {name}", sheet.height, sheet.width)
            for row_no, cells in enumerate(sheet.to_polars().rows(), start=1):
                texts = tuple((cell or "").removesuffix(MIDNIGHT) for cell in cells)
                rows.append(RawRow(line + row_no, f"sheet {name}, row {row_no}", texts))
            if sheet.visible != "visible" and any(row.filled for row in rows if row.line > line):
                raise IngestError.single(path.name, f"sheet {name}", HIDDEN[0], advice=HIDDEN[1])
            line += sheet.height + 1
    except fastexcel.FastExcelError as error:
        raise IngestError.single(path.name, "file", "the Excel file cannot be read", str(error), REPEAT) from None
    notes = ("the file holds macros; they were not run",) if "xl/vbaProject.bin" in names else ()
    return Source(path.name, "Excel", hashlib.sha256(content).hexdigest(), rows, notes)


def _inspect(path: Path, content: bytes) -> list[str]:
    """Look into the archive before any library unpacks it; the names of its members."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise IngestError.single(
            path.name, "end of file", "the archive is cut off or broken", str(error), REPEAT
        ) from None
    members = archive.infolist()
    names = [member.filename for member in members]
    if "xl/workbook.xml" not in names:
        raise IngestError.single(
            path.name, "file", "this archive is no Excel workbook (.xlsx)", ", ".join(names[:3]),
            "Save the document as PDF, or the tables as .xlsx.",
        )  # fmt: skip
    unpacked = sum(member.file_size for member in members)
    ratio = unpacked / max(1, sum(member.compress_size for member in members))
    if unpacked > MOST_BYTES_UNPACKED or (unpacked > 10_000_000 and ratio > HIGHEST_RATIO):
        raise IngestError.single(
            path.name, "file", "the workbook unpacks to absurdly much", f"{unpacked} bytes",
            "Do not open it; fetch it again from the publisher.",
        )  # fmt: skip
    struck: frozenset[bytes] = frozenset()
    # The styles first: cells name theirs by its number.
    for member in sorted(members, key=lambda one: one.filename != "xl/styles.xml"):
        if not member.filename.endswith((".xml", ".rels")):
            continue
        data = _unpacked(path, archive, member)
        if member.filename == "xl/styles.xml":
            struck = _struck_styles(data)
        if b"sheetData" in data:
            _inspect_cells(path, member.filename, data, struck)
        if b"vertAlign" in data or b"strike" in data:
            _inspect_texts(path, member.filename, data.decode("utf-8", "replace"))
    return names


def _unpacked(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    # A false size in the archive's directory is how a bomb hides. zipfile stops where that size says, and compares the
    # sum of what it has read by then: allowed a byte more, it finds that there is more, and reads no further.
    member.file_size += 1
    try:
        with archive.open(member) as file:
            data = file.read()
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, EOFError, ValueError) as error:
        raise IngestError.single(
            path.name, member.filename, "this part cannot be unpacked", str(error), REPEAT
        ) from None
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise IngestError.single(
            path.name, member.filename, "this part is not as Excel writes it", "", "Save it anew as .xlsx."
        )
    return data


def _struck_styles(data: bytes) -> frozenset[bytes]:
    """The numbers of the styles of cells whose font is struck out."""
    fonts = {b"%d" % number for number, font in enumerate(_parts(data, b"fonts", b"font")) if STRUCK.search(font)}
    styles = [FONT.search(style) for style in _parts(data, b"cellXfs", b"xf")]
    return frozenset(b"%d" % number for number, font in enumerate(styles) if font and font[1] in fonts)


def _parts(data: bytes, section: bytes, part: bytes) -> list[bytes]:
    """What stands in each part of the first section of that name; split, for the same reason as in _inspect_texts."""
    inside = re.split(rb"</?(?:\w+:)?%s(?=[\s>])" % section, data)[1:2]
    return [text for one in inside for text in re.split(rb"<(?:\w+:)?%s(?=[\s/>])" % part, one)[1:]]


def _inspect_texts(path: Path, part: str, data: str) -> None:
    """Refuse a digit that is raised, lowered or struck out beside another: the library gives both alike."""
    for text in END_OF_TEXT.split(data):
        # Split, as a pattern from tag to tag would search all that follows for each one that a file leaves open.
        runs = [("".join(WORDS.findall(run)), APART.search(run)) for run in RUN.split(text)[1::2]]
        whole = "".join(words for words, _ in runs)
        apart = "".join(words.translate(RAISED) if is_apart else words for words, is_apart in runs)
        if apart != whole and BESIDE.search(apart):
            raise IngestError.single(
                path.name, part, "a digit of this cell is raised, lowered or struck out", apart,
                "Write the figure alone into the cell, as it is printed.",
            )  # fmt: skip


def _inspect_cells(path: Path, sheet: str, data: bytes, struck: Set[bytes]) -> None:
    """Refuse formulas, cells that are struck out or hidden, and cells so far out that the table up to them, which is
    made whole, would not fit in memory.

    A row or cell that does not say where it stands follows the one before.
    """
    row = column = rows = columns = 0
    is_hidden_row, hidden_columns = False, set[int]()
    # Behind the cells, extensions of Excel have formulas of their own, such as those of sparklines.
    for kind, attributes in TAG.findall(END_OF_CELLS.split(data, maxsplit=1)[0]):
        # Of absurdly many digits or letters, so many are absurd enough.
        letters, digits = (found[1][:6], found[2][:12]) if (found := PLACE.search(attributes)) else (b"", b"")
        if kind == b"row":
            row, column = int(digits or row + 1), 0
            is_hidden_row = bool(CONCEALED.search(attributes))
        elif kind == b"col" and CONCEALED.search(attributes):
            places = [int(place) for place in COLUMNS.findall(attributes)]
            hidden_columns.update(range(min(places, default=0), min(max(places, default=0), MOST_COLUMNS) + 1))
        elif kind == b"c":
            row, column = int(digits or row), _number(letters) or column + 1
        rows, columns = max(rows, row), max(columns, column)
        is_cell = kind == b"c" and attributes[-1:] != b"/"
        is_struck = struck and is_cell and (style := STYLE.search(attributes)) and style[1] in struck
        is_hidden = is_cell and (is_hidden_row or column in hidden_columns)
        if kind == b"f" or is_struck or is_hidden:
            message, advice = HIDDEN if is_hidden else STRUCK_OUT if is_struck else FORMULA
            cell = xl_rowcol_to_cell(max(row, 1) - 1, max(column, 1) - 1)
            raise IngestError.single(path.name, f"{sheet}, cell {cell}", message, "", advice)
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise _too_large(path, sheet, rows, columns)


def _too_large(path: Path, place: str, rows: int, columns: int) -> IngestError:
    return IngestError.single(
        path.name, place, "the sheet is absurdly large", f"{rows} x {columns} cells",
        "Delete what lies outside the tables.",
    )  # fmt: skip


def _number(letters: bytes) -> int:
    """The number of a column, 28 for AB; 0 without letters."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
