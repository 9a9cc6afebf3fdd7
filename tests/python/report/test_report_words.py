"""The Japanese of the report, the workbook and the labels: one style, one name for one thing, and what the Act says."""

from __future__ import annotations

import re

import pytest

from conftest import Project
from jukinet.cell_words import CELLS
from jukinet.excel_cover import _NOTES, _WORDS
from jukinet.labels import _rows as rows_of_register
from jukinet.labels import column_label, value_label
from jukinet.report.cells import Publication
from jukinet.report.words import WORDS
from jukinet.warehouse import Warehouse
from report.page_reader import Page

DESCRIBED = [row["description_ja"] for register in ("tables", "columns") for row in rows_of_register(register)]
JAPANESE = [
    *(ja for ja, _ in (*WORDS.values(), *CELLS.values())),
    *(words["ja"] for words in _WORDS.values()),
    *_NOTES["ja"],
    *DESCRIBED,
    *(row["label_ja"] for register in ("tables", "columns", "values") for row in rows_of_register(register)),
]


def test_the_style_is_plain() -> None:
    assert [text for text in JAPANESE if re.search("です|ます|ません|ました|ください", text)] == []


def test_one_thing_has_one_name() -> None:
    """The line of the text is neither the print's nor another file's; a lost figure is not merely unknown."""
    others = "原文の行|原資料の行|原文[0-9{]|不明な値|失われた(値|数値|件数)が|失われたまま|稼働|重さ"
    assert [text for text in JAPANESE if re.search(others, text)] == []
    line = "抽出テキストの行"
    assert line == WORDS["source_line"][0] == column_label("cells", "source_line").ja
    for text in (_WORDS["lost"]["ja"], WORDS["lost_caption"][0], value_label("cell_status", "lost", "ja")):
        assert text.startswith("欠損値")


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
    assert Publication(Warehouse(built_project.published), row).actor == actor


def test_the_lead_names_the_governor(real_html: str) -> None:
    text = "".join(Page(real_html).text)
    assert "神奈川県知事が何件利用し" in text
    assert "How often the Governor of Kanagawa Prefecture used" in text


def test_keys_among_the_headings_of_the_ledger_are_said_to_be_keys(built_project: Project) -> None:
    cells = Warehouse(built_project.published).table("cells")
    for column in ("row_label", "column_label"):
        described = column_label("cells", column).description_ja
        keys = re.findall(r"[a-z][a-z0-9 ]+", described)
        assert keys
        assert set(keys) <= set(cells[column])
        assert "本データの符号" in described
