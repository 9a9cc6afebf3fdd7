"""Files that are broken, of another kind, or made to do harm."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import Path

from jukinet.ingest.read import LARGEST_FILE
from jukinet.ingest.read_excel import MOST_COLUMNS
from jukinet.ingest.read_pdf import MOST_CHARACTERS_ON_PAGE, MOST_PAGES


def scanned() -> bytes:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    buffer, picture = io.BytesIO(), io.BytesIO()
    # The smallest picture there is: one white pixel.
    header = b"BM" + (58).to_bytes(4, "little") + bytes(4) + (54).to_bytes(4, "little") + (40).to_bytes(4, "little")
    size = (1).to_bytes(4, "little") * 2 + (1).to_bytes(2, "little") + (24).to_bytes(2, "little")
    picture.write(header + size + bytes(24) + b"\xff\xff\xff\x00")
    canvas = Canvas(buffer)
    canvas.drawImage(ImageReader(picture), 0, 0, 500, 700)
    canvas.save()
    return buffer.getvalue()


def outlined() -> bytes:
    """A page of text, and one whose letters are drawn as outlines."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.drawString(100, 700, "text")
    canvas.showPage()
    for x in range(100, 500, 10):
        canvas.bezier(x, 700, x + 3, 690, x + 6, 710, x + 9, 700)
    canvas.save()
    return buffer.getvalue()


def pdf_bomb() -> bytes:
    packer = zlib.compressobj(9)
    block = bytes(1 << 20)
    packed = b"".join(packer.compress(block) for _ in range(300)) + packer.flush()
    return b"%PDF-1.4\n1 0 obj<</Filter/FlateDecode/Length 1>>stream\n" + packed + b"\nendstream endobj\n%%EOF\n"


def excel_bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", bytes(300 << 20))
    return buffer.getvalue()


def hidden_excel_bomb() -> bytes:
    """A sheet of which the directory says that it ends where it looks harmless, and that this is all."""
    buffer, harmless = io.BytesIO(), b"<worksheet/>"
    whole = harmless + bytes(5000)
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", whole)
    content = buffer.getvalue()
    for true, false in ((len(whole), len(harmless)), (zlib.crc32(whole), zlib.crc32(harmless))):
        content = content.replace(true.to_bytes(4, "little"), false.to_bytes(4, "little"))
    return content


def other_archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    return buffer.getvalue()


def with_member(content: bytes, name: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member, data if member.filename == name else old.read(member))
    return buffer.getvalue()


def with_header(content: bytes, name: str, offset: int, data: bytes) -> bytes:
    """A workbook with bytes written over a part, so far behind where the part begins."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        place = archive.getinfo(name).header_offset + offset
    return content[:place] + data + content[place + len(data) :]


def with_directory(content: bytes, name: str, offset: int, data: bytes) -> bytes:
    """A workbook with bytes written over what the archive's directory says of a part."""
    place = content.rindex(b"PK\1\2", 0, content.rindex(name.encode())) + offset
    return content[:place] + data + content[place + len(data) :]


def with_macros(content: bytes) -> bytes:
    """A workbook as Excel saves it with macros (.xlsm): a Visual Basic project beside the sheets."""
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1Auto_Open" + bytes(512))
    return buffer.getvalue()


def with_actions(content: bytes) -> bytes:
    """A PDF whose update behind its end asks to run a script, start a program and fetch a page when it is opened."""

    def last(pattern: bytes) -> bytes:
        found: list[bytes] = re.findall(pattern, content, flags=re.DOTALL)
        return found[-1]

    root, size = (last(rb"/" + name + rb" ([0-9]+)") for name in (b"Root", b"Size"))
    start = last(rb"startxref\s+([0-9]+)")
    catalog = last(rb"\n" + root + rb" 0 obj\s*<<(.*?)>>\s*endobj")
    fetch = b"<</S/URI/URI(http://127.0.0.1:9/)>>"
    launch = b"<</S/Launch/F(touch)/Next " + fetch + b">>"
    script = b"<</S/JavaScript/JS(app.launchURL\\('http://127.0.0.1:9/'\\);)/Next " + launch + b">>"
    place = len(content)
    update = root + b" 0 obj\n<<" + catalog + b"/OpenAction " + script + b">>\nendobj\n"
    table = b"xref\n" + root + b" 1\n%010d 00000 n \n" % place
    trailer = b"trailer\n<</Size " + size + b"/Root " + root + b" 0 R/Prev " + start + b">>\n"
    return content + update + table + trailer + b"startxref\n%d\n%%%%EOF\n" % (place + len(update))


def with_scripts_and_links(page: bytes) -> bytes:
    """A page with a script that would write a table, and with links that a browser would fetch."""
    script = b"<script>document.write('<table><tr><td>9</td></tr></table>')</script>"
    links = b'<img src="http://127.0.0.1:9/"><iframe src="http://127.0.0.1:9/"></iframe>'
    return page.replace(b"<body>", b'<body onload="start()">' + script + links)


def sparse(path: Path) -> None:
    """One byte more than is read, which takes no room on most disks."""
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)


def crowded_pdf() -> bytes:
    """A page with more characters than can be read on it."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(600, 6000))
    for line in range(MOST_CHARACTERS_ON_PAGE // 100 + 1):
        canvas.drawString(10, 10 + 10 * line, "0123456789" * 10)
    canvas.save()
    return buffer.getvalue()


def thick_pdf() -> bytes:
    """More pages than are read."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for _ in range(MOST_PAGES + 1):
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def wide_excel() -> bytes:
    """A sheet with more columns than are read."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "1")
        sheet.write_string(0, MOST_COLUMNS, "1")
    return buffer.getvalue()


def far_excel() -> bytes:
    """A sheet with a cell in its last corner, where a slip of the hand can put one."""
    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet().write_string(1048575, 16383, "1")
    return buffer.getvalue()


def with_sheet(content: bytes, old: bytes, new: bytes) -> bytes:
    """A workbook with a pattern replaced in its first sheet."""
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        before = archive.read(name)
    after = re.sub(old, new, before)
    assert after != before
    return with_member(content, name, after)
