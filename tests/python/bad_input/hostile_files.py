"""Files that are broken, of another kind, or made to do harm."""

from __future__ import annotations

import io
import zipfile
import zlib


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
