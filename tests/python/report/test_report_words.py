"""The Japanese of the report, the workbook and the labels: one style, one name for one thing, and what the Act says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conftest import ROOT, Project
from jukinet.cell_words import CELLS
from jukinet.charts.words import WORDS as CHART_WORDS
from jukinet.dictionary import read_dictionary
from jukinet.excel.cover import _NOTES, _WORDS
from jukinet.labels import _rows as rows_of_register
from jukinet.labels import column_label, table_labels, value_label
from jukinet.report.cells import PagePublication
from jukinet.report.page import write_report
from jukinet.report.text import local_time
from jukinet.report.words import WORDS
from jukinet.warehouse import Warehouse
from report.page_reader import Page

DESCRIBED = [row["description_ja"] for register in ("tables", "columns") for row in rows_of_register(register)]
JAPANESE = [
    *(ja for ja, _ in (*WORDS.values(), *CELLS.values())),
    *_WORDS.values(),
    *_NOTES,
    *DESCRIBED,
    *(row["label_ja"] for register in ("tables", "columns", "values") for row in rows_of_register(register)),
]


def test_the_style_is_plain() -> None:
    assert [text for text in JAPANESE if re.search("です|ます|ません|ました|ください", text)] == []


def test_one_thing_has_one_name() -> None:
    """The line of the text is neither the print's nor another file's; a lost figure is not merely unknown."""
    others = "原文の行|抽出テキスト|原資料の行|原文[0-9{]|不明な値|失われた(値|数値|件数)が|失われたまま|稼働|重さ"
    assert [text for text in JAPANESE if re.search(others, text)] == []
    line = "元ファイルの行"
    assert line == WORDS["source_line"][0] == column_label("cells", "source_line").ja
    for text in (_WORDS["lost"], WORDS["lost_caption"][0], value_label("cell_status", "lost", "ja")):
        assert text.startswith("欠損値")


def test_charts_notebooks_and_readme_have_the_same_names() -> None:
    """What authenticates users bears 照合 in its name; checking sums has another. A register is no list of cells."""
    files = (ROOT / "README.ja.md", *(ROOT / "notebooks").glob("*.ipynb"))
    texts = [*JAPANESE, *(phrase["ja"] for phrase in CHART_WORDS.values())]
    texts += [line for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    others = (
        "照合(?!情報認証)|セル台帳|失われた(値|数値|件数|セル)|原資料の[0-9行]|公表(資料|データ|(され|し)た表|する表)"
    )
    assert [text for text in texts if re.search(others, text)] == []


def test_descriptions_name_sheets_as_they_are_called() -> None:
    """The name of the files stands behind the sheet's, in brackets."""
    names = "|".join(table_labels())
    named = [(text, name) for text in DESCRIBED for name in re.findall(rf"(?<![a-z_])(?:{names})(?![a-z_])", text)]
    assert {name for _, name in named} == {"authenticated_users", "cells", "yearly_trends"}
    assert [text for text, name in named if f"「{table_labels()[name].ja}」（{name}）" not in text] == []


def test_descriptions_are_plain_text() -> None:
    """Page and workbook show them as they stand."""
    tables = read_dictionary(ROOT / "models").tables.values()
    described = [text for table in tables for text in (table.description, *(one.description for one in table.columns))]
    assert [text for text in (*described, *DESCRIBED) if "`" in text] == []


def test_no_two_columns_of_a_table_have_one_heading() -> None:
    for name, table in read_dictionary(ROOT / "models").tables.items():
        if name in table_labels():
            labels = [column_label(name, column.name) for column in table.columns]
            assert len(labels) == len({label.ja for label in labels}) == len({label.en for label in labels}), name


@pytest.mark.parametrize("lang", [0, 1])
def test_affairs_of_a_part_of_the_year_are_in_the_total_and_not_among_those_of_whole_years(lang: int) -> None:
    assert WORDS["part_years"][lang].startswith(("全事務の件数には", "The total of all affairs includes")[lang])


@pytest.mark.parametrize(
    ("publisher", "actor"),
    [
        (("神奈川県", "Kanagawa Prefecture"), ("神奈川県知事", "the Governor of Kanagawa Prefecture")),
        (("北海道", "Hokkaido"), ("北海道知事", "the Governor of Hokkaido")),
        (("京都市", "Kyoto City"), ("京都市", "Kyoto City")),
    ],
)
def test_the_act_lets_the_governor_use_and_provide(
    built_project: Project, publisher: tuple[str, str], actor: tuple[str, str]
) -> None:
    row = dict(zip(("publisher_name", "publisher_name_en"), publisher, strict=True))
    assert PagePublication(Warehouse(built_project.published), row).actor == actor


def test_the_lead_names_the_governor(real_html: str) -> None:
    text = "".join(Page(real_html).text)
    assert "神奈川県知事が何件利用し" in text
    assert "How often the Governor of Kanagawa Prefecture used" in text


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (
            "2022-06-30T23:30:00+00:00",
            ("令和4年7月1日 8時30分（日本時間、UTC+9）", "1 July 2022, 08:30 (Japan, UTC+9)"),
        ),
        (
            "2022-06-30T09:05:00+09:00",
            ("令和4年6月30日 9時05分（日本時間、UTC+9）", "30 June 2022, 09:05 (Japan, UTC+9)"),
        ),
        ("2022-06-30T09:05:00", ("2022-06-30T09:05:00",) * 2),
        ("", ("", "")),
    ],
)
def test_times_are_those_of_japan(given: str, shown: tuple[str, str]) -> None:
    assert local_time(given) == shown


def test_a_time_before_the_eras_of_the_register_bears_its_western_year() -> None:
    assert local_time("1970-01-01T00:00:00+00:00")[0] == "1970年1月1日 9時00分（日本時間、UTC+9）"


def test_the_provenance_gives_dates_as_its_readers_do(real_html: str) -> None:
    text = "".join(Page(real_html.partition('<section id="provenance"')[2].partition("</dl>")[0] + "</dl>").text)
    assert "令和4年3月31日31 March 2022" in text
    assert not re.search(r"\d{4}-\d\d-\d\d", text)


def test_links_to_different_places_have_different_names(real_html: str) -> None:
    links = re.findall(r'<li>.*? (<a href="#[^"]+"><span class="ja" lang="ja">詳しく.*?</a>)</li>', real_html)
    names = ["".join(Page(link).text) for link in links]
    assert len(names) >= 5
    assert len(set(names)) == len(set(re.findall('href="(.*?)"', "".join(links)))) == len(names)
    assert "詳しくmore（令和3年度の増減） (the change in R03)" in names


def test_the_title_says_that_it_is_the_report(real_html: str, built_project: Project, tmp_path: Path) -> None:
    titles = {
        "ja": "令和3年度の本人確認情報の利用と提供（報告書） – 神奈川県",
        "en": "Report on the use and provision of identification information in R03 – Kanagawa Prefecture",
    }
    assert f'<title data-ja="{titles["ja"]}" data-en="{titles["en"]}">{titles["ja"]}</title>' in real_html
    path = tmp_path / "report.html"
    write_report(Warehouse(built_project.published), path, built_at="", versions={}, lang="en")
    assert f">{titles['en']}</title>" in path.read_text(encoding="utf-8")


def test_keys_among_the_headings_of_the_ledger_are_said_to_be_keys(built_project: Project) -> None:
    cells = Warehouse(built_project.published).table("cells")
    for column in ("row_label", "column_label"):
        described = column_label("cells", column).description_ja
        keys = re.findall(r"[a-z][a-z0-9 ]+", described)
        assert keys
        assert set(keys) <= set(cells[column])
        assert "本データの符号" in described
