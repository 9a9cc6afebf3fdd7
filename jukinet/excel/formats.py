"""How cells of the workbook look: fonts, number formats, marks, and the room that texts need."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from jukinet.display_width import width

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

FONT = "Yu Gothic"
# A figure that was not printed as it stands looks different wherever it is shown.
MARKS: dict[str, dict[str, Any]] = {
    "derived": {"bg_color": "#FCE4D6", "font_color": "#833C0B", "bold": True, "italic": True},
    "implied_zero": {"font_color": "#767676", "italic": True},
    "lost": {"bg_color": "#FFC7CE", "font_color": "#9C0006"},
    "not_applicable": {"bg_color": "#EDEDED"},
}
_NUMBER_FORMATS = {
    "number": "0",
    "year": "0",
    "count": "#,##0",
    "change": "+#,##0;-#,##0;0",
    "share": "0.0%",
    "change_ratio": "+0.0%;-0.0%;0.0%",
    "factor": "#,##0.0",
    "date": "yyyy-mm-dd",
    "month": "yyyy-mm",
    "text": "@",
    "code": "@",
    # Excel shows a truth value as such in any format, LibreOffice as 1 or 0.
    "flag": '"TRUE";"TRUE";"FALSE"',
}
_LINE_HEIGHT = 14.0


class Formats:
    """The formats of a workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def get(self, **properties: Any) -> Any:
        """The format with these properties, in the workbook's font."""
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(
                {"font_name": FONT, "font_size": 10, "valign": "vcenter", **properties}
            )
        return self._made[key]

    def identifier(self) -> Any:
        """The row of identifiers above the headings."""
        return self.get(font_size=8, font_color="#595959", bg_color="#F2F2F2")

    def heading(self) -> Any:
        """The row of headings."""
        return self.get(
            bold=True, bg_color="#1F4E78", font_color="#FFFFFF", text_wrap=True, border=1, border_color="#FFFFFF"
        )

    def value(self, kind: str, status: str | None = None) -> Any:
        """A value of a kind, marked where its status asks for it."""
        # A text keeps its distance from the number on its left.
        indent = {"indent": 1} if kind in ("text", "code") else {}
        return self.get(num_format=_NUMBER_FORMATS[kind], **indent, **MARKS.get(status or "", {}))

    def long_text(self) -> Any:
        """A text that is wider than its column may be."""
        return self.get(num_format="@", indent=1, text_wrap=True)


def write_headings(sheet: Worksheet, formats: Formats, headings: list[tuple[str, str]]) -> None:
    """The two frozen rows, identifiers above headings, and the sheet's page."""
    for index, (identifier, heading) in enumerate(headings):
        sheet.write_string(0, index, identifier, formats.identifier())
        sheet.write_string(1, index, heading, formats.heading())
    sheet.set_row(1, 32)
    sheet.freeze_panes(2, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    # A sheet is as wide as its page: every part of an inch makes it easier to read.
    sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, 1)
    sheet.set_footer("&L&A&R&P / &N")


def row_height(texts: list[tuple[str, float]]) -> float | None:
    """The height, in points, of a row of wrapped texts with the widths of their columns; none for one line.

    Spreadsheets do not all fit the height of a row by themselves.
    """
    lines = max((math.ceil(width(text) / max(columns - 3, 1)) for text, columns in texts), default=1)
    return lines * _LINE_HEIGHT + 2 if lines > 1 else None
