"""The workbook holds the published tables, figure for figure, and nothing that a spreadsheet would run."""

from __future__ import annotations

import hashlib
import re
import shutil
import zipfile
from datetime import date
from pathlib import Path

import fastexcel
import polars as pl
import pytest

from conftest import ROOT, Project
from jukinet.charts.words import WORDS as CHART_WORDS
from jukinet.dictionary import read_dictionary
from jukinet.excel import write_workbook
from jukinet.excel.cover import _WORDS as COVER_WORDS
from jukinet.labels import column_label, table_labels, value_label
from jukinet.report.words import WORDS as REPORT_WORDS
from jukinet.warehouse import Warehouse
from made_up_publication import FORMULA, LINK, write_made_up_publication


@pytest.fixture(scope="module", params=["real", "made up"])
def published(request: pytest.FixtureRequest, built_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if request.param == "real":
        return built_project.published
    return write_made_up_publication(built_project.published, tmp_path_factory.mktemp("made_up"))


def workbook(published: Path, path: Path) -> Path:
    write_workbook(Warehouse(published), read_dictionary(ROOT / "models"), path)
    return path


def test_every_sheet_holds_its_table(published: Path, tmp_path: Path) -> None:
    warehouse = Warehouse(published)
    book = fastexcel.read_excel(workbook(published, tmp_path / "book.xlsx"))
    for name in warehouse.tables:
        table = warehouse.table(name)
        cells = book.load_sheet(table_labels()[name].ja, header_row=None, dtypes="string").to_polars()
        identifiers = list(cells.row(0))
        headings = dict(zip(identifiers, cells.row(1), strict=True))
        for column in table.columns:
            assert headings[column] == column_label(name, column).ja
            shown = cells[:, identifiers.index(column)].slice(2).to_list()
            shown += [None] * (table.height - len(shown))
            assert [as_read(value) for value in shown] == [as_expected(value) for value in table[column]]


def as_read(text: str | None) -> str | float | None:
    """A cell as the reader gives it: fractions shortened, whole numbers perhaps with a fraction, dates with a time."""
    if text is None or text == "":
        return None
    text = re.sub(r"[ T]00:00:00(\.0+)?$|(?<=\d)\.0+$", "", text)
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?e-?\d+|-?\d+\.\d+", text) else text


def as_expected(value: object) -> object:
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and not value.is_integer():
        return pytest.approx(value, rel=1e-6, abs=1e-9)
    return value.isoformat() if isinstance(value, date) else re.sub(r"\.0$", "", str(value))


def test_no_cell_is_a_formula_or_an_outside_link(published: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(workbook(published, tmp_path / "book.xlsx")) as book:
        parts = {name: book.read(name).decode() for name in book.namelist() if name.endswith((".xml", ".rels"))}
    assert not [name for name, text in parts.items() if "<f>" in text or 'TargetMode="External"' in text]


def test_text_that_looks_like_code_stays_text(built_project: Project, tmp_path: Path) -> None:
    made_up = write_made_up_publication(built_project.published, tmp_path / "made_up")
    book = fastexcel.read_excel(workbook(made_up, tmp_path / "book.xlsx"))
    affairs = book.load_sheet("事務", header_row=0).to_polars()
    assert affairs["affair_name_en"][1] == FORMULA
    assert affairs["legal_basis_name"][1] == LINK


def test_equal_tables_give_an_equal_file(published: Path, tmp_path: Path) -> None:
    digests = {
        hashlib.sha256(workbook(published, tmp_path / name).read_bytes()).hexdigest() for name in ("1.xlsx", "2.xlsx")
    }
    assert len(digests) == 1
    with zipfile.ZipFile(tmp_path / "1.xlsx") as book:
        (created,) = Warehouse(published).table("publications")["as_of_date"]
        assert f"{created}T00:00:00Z" in book.read("docProps/core.xml").decode()


def test_headings_are_frozen_and_filtered(published: Path, tmp_path: Path) -> None:
    warehouse = Warehouse(published)
    with zipfile.ZipFile(workbook(published, tmp_path / "book.xlsx")) as book:
        # The cover is sheet 1 and has no headings.
        for number, name in enumerate(table_labels(), start=2):
            sheet = book.read(f"xl/worksheets/sheet{number}.xml").decode()
            assert 'ySplit="2"' in sheet
            assert 'state="frozen"' in sheet
            assert ("<autoFilter" in sheet) == (warehouse.table(name).height > 0)


def test_derived_figures_are_marked(published: Path, tmp_path: Path) -> None:
    path = workbook(published, tmp_path / "book.xlsx")
    monthly = Warehouse(published).table("monthly_counts")
    number = 2 + list(table_labels()).index("monthly_counts")
    column = chr(ord("A") + monthly.columns.index("case_count") + 1)  # one to the right of the affair's name
    with zipfile.ZipFile(path) as book:
        sheet = book.read(f"xl/worksheets/sheet{number}.xml").decode()
    styles = dict(re.findall(rf'<c r="{column}(\d+)" s="(\d+)"', sheet))
    by_status: dict[str, set[str]] = {}
    for row, status in enumerate(monthly["cell_status"].to_list(), start=3):
        by_status.setdefault(status, set()).add(styles[str(row)])
    assert all(len(style) == 1 for style in by_status.values())
    assert len(set.union(*by_status.values())) == len(by_status)


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("authenticated_users", "user_count"),
        ("stated_figures", "value"),
        ("inspections", "office_count"),
        ("training_attendance", "attendee_count"),
    ],
)
def test_figures_of_every_table_look_as_their_status_asks_for(
    built_project: Project, tmp_path: Path, name: str, figure: str
) -> None:
    for file in built_project.published.glob("*.parquet"):
        shutil.copy(file, tmp_path)
    row = pl.int_range(pl.len())
    printed = pl.read_parquet(tmp_path / f"{name}.parquet").filter(cell_status="printed")
    table = printed.with_columns(
        pl.when(row == 1).then(None).otherwise(figure).alias(figure),
        cell_status=pl.when(row == 0)
        .then(pl.lit("derived"))
        .when(row == 1)
        .then(pl.lit("lost"))
        .otherwise("cell_status"),
    )
    table.write_parquet(tmp_path / f"{name}.parquet")
    with zipfile.ZipFile(workbook(tmp_path, tmp_path / "book.xlsx")) as book:
        sheet = book.read(f"xl/worksheets/sheet{2 + list(table_labels()).index(name)}.xml").decode()
    column = chr(ord("A") + table.columns.index(figure))
    styles = dict(re.findall(rf'<c r="{column}(\d+)" s="(\d+)"', sheet))
    assert len({styles[str(row)] for row in (3, 4, 5)}) == 3


def test_numbers_have_separators_and_years_have_none(published: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(workbook(published, tmp_path / "book.xlsx")) as book:
        styles = book.read("xl/styles.xml").decode()
    assert 'formatCode="+#,##0;-#,##0;0"' in styles
    assert 'formatCode="yyyy-mm-dd"' in styles
    assert column_label("annual_counts", "case_count").kind == "count"
    assert column_label("annual_counts", "fiscal_year").kind == "year"


def test_a_table_too_long_for_a_sheet_is_named_with_its_file(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = Warehouse(published).row_count("reconciliation")
    monkeypatch.setattr("jukinet.excel.workbook.SHEET_ROWS", most - 1)
    left_out = [name for name in table_labels() if Warehouse(published).row_count(name) >= most]
    book = fastexcel.read_excel(workbook(published, tmp_path / "book.xlsx"))
    assert set(left_out) >= {"reconciliation"}
    assert {table_labels()[name].ja for name in table_labels()} - set(book.sheet_names) == {
        table_labels()[name].ja for name in left_out
    }
    cover = book.load_sheet(0, header_row=None).to_polars()
    listed = {row[0]: row[1:3] for row in cover.iter_rows()}
    rows, described = listed[table_labels()["reconciliation"].ja]
    assert rows == f"{most:,} 行"
    assert described.startswith("（行が多いためシートなし。reconciliation.csv を参照） ")


def test_the_cover_tells_of_the_newest_publications_and_counts_the_others(
    published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jukinet.excel.cover._SHOWN", 0)
    cover = fastexcel.read_excel(workbook(published, tmp_path / "book.xlsx")).load_sheet(0, header_row=None)
    count = Warehouse(published).row_count("publications")
    texts = [str(row[0]) for row in cover.to_polars().iter_rows()]
    assert f"ほかに{count}件の公表物。シート「{table_labels()['publications'].ja}」を参照" in texts
    assert not any(text.startswith("公表物 1") for text in texts)


def test_the_cover_of_several_editions_speaks_of_all(built_project: Project, tmp_path: Path) -> None:
    """Neither in its title nor in a label is one edition told from the others."""
    for file in built_project.published.glob("*.parquet"):
        shutil.copy(file, tmp_path)
    first = pl.read_parquet(tmp_path / "publications.parquet")
    later = first.with_columns(publication_id=pl.lit("140007-2022"), fiscal_year=pl.lit(2022), title=pl.lit("later"))
    pl.concat([first, later], how="vertical_relaxed").write_parquet(tmp_path / "publications.parquet")
    titles = {}
    for published in (tmp_path, built_project.published):
        book = workbook(published, tmp_path / "book.xlsx")
        cover = fastexcel.read_excel(book).load_sheet(0, header_row=None, dtypes="string").to_polars()
        texts = [text for text in cover[:, 0] if text]
        with zipfile.ZipFile(book) as parts:
            (inside,) = re.findall("<dc:title>(.*)</dc:title>", parts.read("docProps/core.xml").decode())
        titles[published] = (texts[0], inside, [text for text in texts if text.startswith("要確認事項")])
    # The last is the name of the sheet.
    labels = ["要確認事項（この公表物で分かったもの）"] * 2 + ["要確認事項"]
    assert titles[tmp_path] == (*["本人確認情報の利用と提供（公表物2件）"] * 2, labels)
    assert titles[built_project.published] == (*[first["title"][0]] * 2, ["要確認事項"] * 2)


def test_the_cover_says_what_was_reconciled(published: Path, tmp_path: Path) -> None:
    warehouse = Warehouse(published)
    cover = fastexcel.read_excel(workbook(published, tmp_path / "book.xlsx")).load_sheet(0, header_row=None).to_polars()
    said = dict(zip(cover[:, 0].to_list(), cover[:, 1].cast(pl.String).to_list(), strict=True))
    reconciliation = warehouse.table("reconciliation")
    assert said["等式の総数"] == str(reconciliation.height)
    assert said["一致"] == str(reconciliation.filter(status="balanced").height)
    assert said["不一致"] == str(reconciliation.filter(status="broken").height)
    # The extraction has lost it; nobody knows that it was not printed.
    assert said["導出値（抽出で失われ、等式から定まる値）"] == str(warehouse.table("derived_cells").height)
    assert said["公表主体コード"] == warehouse.table("publications")["publisher_code"][0]


def test_a_declared_sum_of_which_the_difference_is_unknown_is_no_known_difference(
    built_project: Project, tmp_path: Path
) -> None:
    made_up = write_made_up_publication(built_project.published, tmp_path / "made_up")
    path = made_up / "reconciliation.parquet"
    unknown = pl.lit(None, dtype=pl.Int64).alias("difference")
    pl.read_parquet(path).with_columns(pl.lit("accepted").alias("status"), unknown).write_parquet(path)
    cover = fastexcel.read_excel(workbook(made_up, tmp_path / "book.xlsx")).load_sheet(0, header_row=None).to_polars()
    said = dict(zip(cover[:, 0].to_list(), cover[:, 1].cast(pl.String).to_list(), strict=True))
    assert (said["既知の差"], said["登録済み（差は不明）"]) == ("0", "1")


def test_the_cover_says_which_lookups_no_affair_counts_and_what_row_headings_mean(
    built_project: Project, tmp_path: Path
) -> None:
    book = workbook(built_project.published, tmp_path / "book.xlsx")
    rows = fastexcel.read_excel(book).load_sheet(0, header_row=None, dtypes="string").to_polars().rows()
    (note,) = [row[0] for row in rows if "1,251,371" in (row[0] or "")]
    assert re.findall(r"\d[\d,]*\d", note) == ["2021", "1,251,371", "12", "1,251,359"]
    assert "総括の利用と提供の合計を合わせた1,251,371件" in note
    assert "12件（本人同意による利用）" in note
    names = {row[1]: row[2] for row in rows if row[0] == column_label("cells", "row_label").ja}
    assert (names["annex1 total"], names["1 grand_total"]) == ("別添1の計", "総括の合計（利用）")
    # The prose states look-ups of annex 1 and of annex 2.
    assert (names["cases"], names["users total"]) == ("本文：件数", "認証人数の合計")
    cells = Warehouse(built_project.published).table("cells")
    totals = cells.filter(pl.col("role").is_in(["total", "subtotal", "grand_total", "line"]))["row_label"]
    assert set(totals) <= set(names)


def test_a_description_that_takes_two_lines_on_the_cover_has_room_for_them(
    built_project: Project, tmp_path: Path
) -> None:
    book = workbook(built_project.published, tmp_path / "book.xlsx")
    cover = fastexcel.read_excel(book).load_sheet(0, header_row=None, dtypes="string").to_polars()
    # The cover's first row is its title.
    (row,) = [number for number, texts in enumerate(cover.rows(), start=1) if texts[0] == "年間件数"]
    with zipfile.ZipFile(book) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode("utf-8")
    assert re.search(rf'<row r="{row}" [^>]*\bht="\d\d', sheet)


def test_what_becomes_of_a_sum_has_one_japanese_name_on_cover_charts_and_report() -> None:
    for status in ("broken", "not_evaluable", "accepted"):
        name = value_label("status", status, "ja")
        assert {COVER_WORDS[status], CHART_WORDS[f"edit_{status}"]["ja"]} == {name}
        assert name in REPORT_WORDS["some_break"][0]
        assert f"{status}＝{name}" in column_label("reconciliation", "status").description_ja
