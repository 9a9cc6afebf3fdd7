"""The cover of the workbook: which publication, what was reconciled, what a count is not, what the marks mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jukinet.dictionary import Dictionary
from jukinet.labels import Lang, coded_columns, column_label, table_labels, values_of
from jukinet.warehouse import Warehouse

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from jukinet.excel_formats import Formats

_WORDS: dict[str, dict[Lang, str]] = {
    "publication": {"ja": "公表物", "en": "Publication"},
    "reconciled": {"ja": "検算の結果", "en": "What was reconciled"},
    "not": {"ja": "件数についての注意", "en": "What the counts are not"},
    "sheets": {"ja": "シート一覧", "en": "Sheets"},
    "marks": {"ja": "値の印", "en": "Marks"},
    "codes": {"ja": "コードの意味", "en": "Codes"},
    "rows": {"ja": "行", "en": "rows"},
    "printed": {"ja": "掲載値", "en": "Printed figures"},
    "derived": {
        "ja": "導出値（掲載されず、等式から定まる値）",
        "en": "Derived figures (not printed, forced by the sums)",
    },
    "lost": {"ja": "不明な値", "en": "Lost figures"},
    "edits": {"ja": "等式の総数", "en": "Equations"},
    "balanced": {"ja": "一致", "en": "balanced"},
    "verified": {"ja": "うち実際の検証になったもの", "en": "of these, that really verify"},
    "broken": {"ja": "不一致", "en": "broken"},
    "not_evaluable": {"ja": "判定できない", "en": "not evaluable"},
    "accepted": {"ja": "既知の差", "en": "accepted differences"},
    "anomalies": {"ja": "要確認事項", "en": "Anomalies to look into"},
}
_NOTES: dict[Lang, tuple[str, ...]] = {
    "ja": (
        "件数は延べ件数であり、人数ではない。一人について複数回の利用・提供がありうる。",
        "「-」は0ではなく「該当なし」である。掲載のない月は、年間件数から0と分かる場合に限り0とする。",
        "導出値は掲載値ではない。色と斜体で示す。",
        "年度は4月から翌年3月まで。始まる年の西暦で示す。",
    ),
    "en": (
        "A count is a look-up, not a person: one person can be looked up many times.",
        "A dash is not a zero but not applicable. A month not printed is a zero only if the annual figure says so.",
        "A derived figure was not printed; it is shown in colour and italics.",
        "A fiscal year runs from April to March and is named by the year in which it begins.",
    ),
}
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


def write_cover(
    sheet: Worksheet, formats: Formats, warehouse: Warehouse, dictionary: Dictionary, titles: dict[str, str], lang: Lang
) -> None:
    """Fill the cover sheet; `titles` are the names of the sheets by table."""
    say = {key: words[lang] for key, words in _WORDS.items()}
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 24)
    sheet.set_column(2, 2, 78)
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    head = formats.get(bold=True, font_size=12, font_color="#1F4E78", bottom=1, bottom_color="#1F4E78")
    label, text = formats.get(), formats.get(text_wrap=True, align="left")
    row = 0
    publications = warehouse.table("publications").sort("fiscal_year", "publication_id")
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, publications["title"][-1], formats.get(bold=True, font_size=16))
    row = 2

    def section(title: str) -> None:
        nonlocal row
        for column in range(3):
            sheet.write_blank(row, column, None, head)
        sheet.write_string(row, 0, title, head)
        row += 1

    def pair(name: str, value: Any, style: Any = None) -> None:
        nonlocal row
        sheet.write_string(row, 0, name, label)
        if isinstance(value, int):
            sheet.write_number(row, 1, value, style or formats.get(num_format="#,##0", align="left"))
        else:
            sheet.write_string(row, 1, value, style or formats.get(align="left"))
        row += 1

    for publication in publications.select(_COLUMNS).iter_rows(named=True):
        section(f"{say['publication']} {publication['publication_id']}")
        for column, value in publication.items():
            name = column_label("publications", column)
            shown = str(value) if not isinstance(value, bool) else ("✓" if value else "–")
            pair(name.ja if lang == "ja" else name.en, shown)
        row += 1
        section(say["reconciled"])
        for key, count in figures(warehouse, publication["publication_id"]).items():
            pair(say[key], count)
        row += 1
    section(say["not"])
    for note in _NOTES[lang]:
        sheet.write_string(row, 0, note, label)
        row += 1
    row += 1
    section(say["marks"])
    for value, words in values_of("cell_status").items():
        sheet.write_string(row, 0, words[lang], formats.value("text", value))
        sheet.write_string(row, 1, value, label)
        row += 1
    row += 1
    section(say["sheets"])
    link = formats.get(font_color="#0563C1", underline=1)
    for table, title in titles.items():
        sheet.write_url(row, 0, f"internal:'{title}'!A1", link, title)
        sheet.write_string(row, 1, f"{warehouse.table(table).height:,} {say['rows']}", label)
        label_of_table = table_labels()[table]
        described = label_of_table.description_ja if lang == "ja" else dictionary.table(table).description
        sheet.write_string(row, 2, described, text)
        row += 1
    row += 1
    section(say["codes"])
    for column in coded_columns():
        name = column_label("", column)
        for value, words in values_of(column).items():
            sheet.write_string(row, 0, name.ja if lang == "ja" else name.en, label)
            sheet.write_string(row, 1, value, label)
            sheet.write_string(row, 2, words[lang], label)
            row += 1


def figures(warehouse: Warehouse, publication_id: str) -> dict[str, int]:
    """What the cover counts: cells by status, edits by result, anomalies."""
    of_publication = f"where publication_id = '{publication_id.replace(chr(39), chr(39) * 2)}'"
    counted = warehouse.sql(f"""
        select
            (select count(*) from cells {of_publication} and cell_status = 'printed') as printed,
            (select count(*) from derived_cells {of_publication}) as derived,
            (select count(*) from cells {of_publication} and cell_status = 'lost') as lost,
            count(*) as edits,
            count(*) filter (where status = 'balanced') as balanced,
            count(*) filter (where is_verified) as verified,
            count(*) filter (where status = 'broken') as broken,
            count(*) filter (where status = 'not_evaluable') as not_evaluable,
            count(*) filter (where status = 'accepted') as accepted,
            (select count(*) from anomalies {of_publication}) as anomalies
        from reconciliation {of_publication}
    """)
    return counted.row(0, named=True)
