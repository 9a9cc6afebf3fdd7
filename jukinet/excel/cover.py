"""The cover of the workbook: which publication, what was reconciled, what a count is not, what the marks mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jukinet.cell_words import row_name
from jukinet.excel.formats import row_height
from jukinet.labels import coded_columns, column_label, table_labels, values_of
from jukinet.publication import Publication
from jukinet.warehouse import Warehouse

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from jukinet.excel.formats import Formats

_WORDS = {
    "title_of_several": "本人確認情報の利用と提供（公表物{count:,}件）",
    "publication": "公表物",
    "reconciled": "検算の結果",
    "not": "件数についての注意",
    "sheets": "シート一覧",
    "marks": "値の印",
    "codes": "コードの意味",
    "rows": "行",
    "left_out": "（行が多いためシートなし。{file} を参照）",
    "more": "ほかに{count:,}件の公表物。シート「{sheet}」を参照",
    "printed": "掲載値",
    "derived": "導出値（抽出で失われ、等式から定まる値）",
    "lost": "欠損値（抽出で失われ、等式から定まらない値）",
    "edits": "等式の総数",
    "balanced": "一致",
    "verified": "うち実際の検証になったもの",
    "broken": "不一致",
    "not_evaluable": "判定不能",
    "accepted": "既知の差",
    "declared": "登録済み（差は不明）",
    "without_detail": (
        "{year}年度の総括の利用と提供の合計を合わせた{printed:,}件のうち、"
        "事務別の内訳のない{count:,}件（{lines}）は、事務別の件数の合計{total:,}件に含まれない。"
    ),
    "anomalies": "要確認事項",
    "anomalies_of_edition": "要確認事項（この公表物で分かったもの）",
}
_NOTES = (
    "件数は照会の回数であり、人数ではない。一人が何度も照会されることも、照会が誰の手続にも結び付かないこともある。",
    "「-」は0ではなく「該当なし」である。掲載のない月は、年間件数から0と分かる場合に限り0とする。",
    "導出値は読み取れた値ではない。色と斜体で示す。",
    "年度は4月から翌年3月まで。始まる年の西暦で示す。",
)
_SHOWN = 20
"""The newest publications, of which the cover tells figures."""

_WIDTHS = (34, 24, 78)

_COLUMNS = (
    "publication_id",
    "publisher_code",
    "publisher_name",
    "publisher_name_en",
    "fiscal_year",
    "fiscal_year_label",
    "as_of_date",
    "title",
    "source_file",
    "source_sha256",
    "is_sealed",
)


@dataclass(frozen=True)
class Entry:
    """A table on the cover: its title, its number of rows, and whether it is a sheet of the workbook."""

    title: str
    row_count: int
    is_sheet: bool


def write_cover(sheet: Worksheet, formats: Formats, warehouse: Warehouse, entries: dict[str, Entry]) -> None:
    """Fill the cover sheet; it lists the tables of `entries`, in their order."""
    cover = _Cover(sheet, formats)
    rows = warehouse.table("publications").sort("fiscal_year", "publication_id")
    shown = [Publication(warehouse, row) for row in rows.tail(_SHOWN).to_dicts()]
    cover.title(workbook_title(rows["title"].to_list()))
    for publication in shown:
        cover.publication({column: publication.row[column] for column in _COLUMNS}, reconciled_figures(publication))
    if rows.height > _SHOWN:
        cover.more(rows.height - _SHOWN, entries["publications"].title)
    cover.notes([note for publication in shown if (note := _without_detail(publication))])
    cover.marks()
    cover.sheets(entries)
    cover.codes(_row_names(warehouse))


def workbook_title(titles: list[str]) -> str:
    """That of the publication, or, where there are several, one that stands for all."""
    return titles[0] if len(titles) == 1 else _WORDS["title_of_several"].format(count=len(titles))


class _Cover:
    """The sheet from the top down: each part begins where the last one ended."""

    def __init__(self, sheet: Worksheet, formats: Formats) -> None:
        self._sheet, self._formats = sheet, formats
        self._row = 0
        self._plain = formats.get()
        sheet.hide_gridlines(2)
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width)
        sheet.set_portrait()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)

    def title(self, title: str) -> None:
        self._sheet.set_row(0, 28)
        self._sheet.write_string(0, 0, title, self._formats.get(bold=True, font_size=16))
        self._row = 2

    def publication(self, publication: dict[str, Any], figures: dict[str, int]) -> None:
        self._section(f"{_WORDS['publication']} {publication['publication_id']}")
        left = self._formats.get(align="left")
        for column, value in publication.items():
            shown = str(value) if not isinstance(value, bool) else ("✓" if value else "–")
            self._sheet.write_string(self._row, 0, column_label("publications", column).ja, self._plain)
            self._sheet.write_string(self._row, 1, shown, left)
            self._row += 1
        self._row += 1
        self._section(_WORDS["reconciled"])
        number = self._formats.get(num_format="#,##0", align="left")
        for key, count in figures.items():
            self._sheet.write_string(self._row, 0, _WORDS[key], self._plain)
            self._sheet.write_number(self._row, 1, count, number)
            self._row += 1
        self._row += 1

    def more(self, count: int, sheet: str) -> None:
        self._texts(_WORDS["more"].format(count=count, sheet=sheet))
        self._row += 1

    def notes(self, more: list[str]) -> None:
        self._section(_WORDS["not"])
        for note in (*_NOTES, *more):
            self._texts(note)
        self._row += 1

    def marks(self) -> None:
        self._section(_WORDS["marks"])
        for value, words in values_of("cell_status").items():
            self._sheet.write_string(self._row, 0, words["ja"], self._formats.value("text", value))
            self._sheet.write_string(self._row, 1, value, self._plain)
            self._row += 1
        self._row += 1

    def sheets(self, entries: dict[str, Entry]) -> None:
        self._section(_WORDS["sheets"])
        link = self._formats.get(font_color="#0563C1", underline=1)
        wrapped = self._formats.get(text_wrap=True, align="left")
        for table, entry in entries.items():
            described = table_labels()[table].description_ja
            if entry.is_sheet:
                self._sheet.write_url(self._row, 0, f"internal:'{entry.title}'!A1", link, entry.title)
            else:
                self._sheet.write_string(self._row, 0, entry.title, self._plain)
                described = f"{_WORDS['left_out'].format(file=f'{table}.csv')} {described}"
            self._sheet.write_string(self._row, 1, f"{entry.row_count:,} {_WORDS['rows']}", self._plain)
            self._sheet.write_string(self._row, 2, described, wrapped)
            if height := row_height([(described, _WIDTHS[2])]):
                self._sheet.set_row(self._row, height)
            self._row += 1
        self._row += 1

    def codes(self, row_names: dict[str, str]) -> None:
        self._section(_WORDS["codes"])
        for column in coded_columns():
            for value, words in values_of(column).items():
                self._texts(column_label("", column).ja, value, words["ja"])
        for label, name in row_names.items():
            self._texts(column_label("", "row_label").ja, label, name)

    def _section(self, title: str) -> None:
        head = self._formats.get(bold=True, font_size=12, font_color="#1F4E78", bottom=1, bottom_color="#1F4E78")
        for column in range(3):
            self._sheet.write_blank(self._row, column, None, head)
        self._sheet.write_string(self._row, 0, title, head)
        self._row += 1

    def _texts(self, *texts: str) -> None:
        for column, text in enumerate(texts):
            self._sheet.write_string(self._row, column, text, self._plain)
        self._row += 1


def _without_detail(publication: Publication) -> str | None:
    """Why the grand total in print is more than the affairs' total; None where it is not, or is not known."""
    year = publication.fiscal_year
    annual = publication.table("annual_counts").filter(fiscal_year=year)
    found = publication.without_detail(year)
    if found is None or found.printed is None or annual.is_empty() or "lost" in annual["cell_status"]:
        return None
    return _WORDS["without_detail"].format(
        year=year,
        count=found.count,
        printed=found.printed,
        total=int(annual["case_count"].sum()),
        lines="、".join(ja for ja, _ in found.lines),
    )


def _row_names(warehouse: Warehouse) -> dict[str, str]:
    """What the row headings are called that are no names in print, such as annex1 total."""
    # Statements of both annexes bear one heading, which then names neither.
    rows = warehouse.sql("""
        select row_label, table_name, role, if(min(annex) = max(annex), min(annex), null), any_value(activity)
        from cells where affair_id is null and table_name <> 'earlier_edition'
        group by all order by table_name, row_label
    """)
    found = {}
    for label, table, role, annex, activity in rows.iter_rows():
        if named := row_name(table, role, label, annex=annex, activity=activity):
            found[label], _ = named
    return found


def reconciled_figures(publication: Publication) -> dict[str, int]:
    """What the cover counts: cells by status, edits by result, anomalies as its sheet has them."""
    statuses = publication.own_cells["cell_status"].to_list()
    # A report shows beside them what earlier editions told of figures that are repeated; all editions bear one label.
    is_alone = publication.warehouse.row_count("publications") == 1
    anomalies = "anomalies" if is_alone else "anomalies_of_edition"
    return {
        "printed": statuses.count("printed"),
        "derived": publication.table("derived_cells").height,
        "lost": statuses.count("lost"),
        **{result: count for result, count in publication.edit_counts.items() if result != "spent"},
        anomalies: publication.table("anomalies").height,
    }
