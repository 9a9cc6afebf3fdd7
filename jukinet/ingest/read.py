"""Choose the reader by what the file is, not by its name, and refuse what no reader can read."""

from __future__ import annotations

import re
from pathlib import Path

from jukinet.ingest.errors import IngestError
from jukinet.ingest.rows import Source

LARGEST_FILE = 64 * 1024 * 1024

REFUSED = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "an old Office file, or one with a password",
        "Save it without a password as .xlsx.",
    ),
    (b"{\\rtf", "rich text", "Save it as plain text in UTF-8."),
    ((b"\x1f\x8b", b"7z\xbc\xaf\x27\x1c"), "a compressed file", "Unpack it first."),
    (
        (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*"),
        "a picture",
        "Only text can be read: run text recognition, and check its result.",
    ),
)


def read(path: Path) -> Source:
    """The raw rows of a text, PDF, Excel or HTML file.

    Raises IngestError for a file that is missing, empty, too large, or of another kind.
    """
    said = "this is no file"
    try:
        if is_file := path.is_file():
            size = path.stat().st_size
            content = path.read_bytes() if size <= LARGEST_FILE else b""
        elif not path.exists():
            said = "there is no such file"
    except OSError as error:
        # Such as one that only others may read, or a name that is too long.
        is_file, said = False, f"this cannot be read ({error.strerror})"
    if not is_file:
        raise IngestError.single(
            str(path), "file", said, "", "Give the path of the publication's text, PDF, Excel or HTML."
        )
    if size == 0:
        raise IngestError.single(path.name, "file", "the file is empty", "", "Fetch the publication again.")
    if size > LARGEST_FILE:
        raise IngestError.single(
            path.name, "file", "the file is too large", f"{size} bytes", f"At most {LARGEST_FILE} bytes are read."
        )
    for marks, kind, advice in REFUSED:
        if content.startswith(marks):
            raise IngestError.single(path.name, "file", f"this is {kind}", "", advice)
    if b"%PDF-" in content[:1024]:
        from jukinet.ingest import read_pdf

        return read_pdf.read(path, content)
    if content.startswith(b"PK"):
        from jukinet.ingest import read_excel

        return read_excel.read(path, content)
    if looks_like_html(content):
        from jukinet.ingest import read_html

        return read_html.read(path, content)
    from jukinet.ingest import read_text

    return read_text.read(path, content)


def looks_like_html(content: bytes) -> bool:
    """Whether the file begins as HTML does, in any encoding that keeps ASCII or doubles it with zero bytes."""
    start = content[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return re.match(rb"<[a-z!?]", start) is not None
