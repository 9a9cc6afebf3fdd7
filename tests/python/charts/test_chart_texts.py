"""Phrases, names, numbers and line breaks of the charts, in both languages."""

from __future__ import annotations

import csv
import re
import string
from importlib import import_module
from pkgutil import iter_modules

import polars as pl
import pytest

from conftest import ROOT
from jukinet.charts import words
from jukinet.charts.text import (
    Lang,
    fiscal_year_name,
    number,
    percent,
    points,
    quantity,
    short_affair_names,
    shorten,
    signed,
    signed_percent,
    wrap,
)
from jukinet.charts.words import UNITS, WORDS
from jukinet.charts.words import notebooks as in_notebooks
from jukinet.display_width import width
from jukinet.warehouse import Warehouse

LANGUAGES: tuple[Lang, ...] = ("ja", "en")
# Words that the print does not bear out, as its inspections were video calls, and a style that is not that of the rest.
OTHER_WORDS = re.compile(
    r"訪問|参加|担当(?!者)|零でない|原資料の行$|名指し|(です|ます|ません)。|\b[Vv]isit(s|ed)?\b|\bContractor\b"
)
CELL_STATUSES = {"printed", "derived", "implied_zero", "not_applicable", "lost"}


def test_phrases_have_both_languages_and_the_same_values() -> None:
    for key, phrase in WORDS.items():
        assert set(phrase) == set(LANGUAGES), key
        assert all(phrase[lang].strip() for lang in LANGUAGES), key
        values = {
            lang: {name for _, name, _, _ in string.Formatter().parse(phrase[lang]) if name} for lang in LANGUAGES
        }
        assert values["ja"] == values["en"], key
    assert all(len(set(unit)) >= 2 for unit in UNITS.values())


def test_no_phrase_stands_twice() -> None:
    modules = [import_module(f"{words.__name__}.{module.name}") for module in iter_modules(words.__path__)]
    assert len(modules) > 5
    assert len(WORDS) == sum(len(module.PHRASES) for module in modules)


def _register(name: str) -> list[dict[str, str]]:
    with (ROOT / "seeds" / "registers" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_texts_say_what_the_print_says() -> None:
    said = [phrase[lang] for phrase in WORDS.values() for lang in LANGUAGES]
    said += [row[column] for row in _register("balance_edits") for column in ("description", "description_ja")]
    said += [row[column] for row in _register("code_register") for column in ("code_name", "code_name_en")]
    said += [path.read_text(encoding="utf-8") for path in (ROOT / "notebooks").glob("*.ipynb")]
    said.append((ROOT / "README.ja.md").read_text(encoding="utf-8"))
    assert [text for text in said if OTHER_WORDS.search(text)] == []


def test_names_of_codes_stand_in_the_print() -> None:
    tables = (ROOT / "tests" / "fixtures" / "140007-2021-tables.txt").read_text(encoding="utf-8")
    names = {(row["code_list"], row["code"]): row["code_name"] for row in _register("code_register")}
    assert names["session_kind", "regular"] in tables
    methods = names["inspection_method", "operational_and_technical_audit"].split("と")
    assert [method for method in methods if method not in tables] == []


def test_every_cell_status_has_a_phrase(real: Warehouse) -> None:
    assert set(WORDS) >= CELL_STATUSES
    for table in ("annual_counts", "monthly_counts", "cells", "training_attendance", "inspections"):
        assert set(real.table(table)["cell_status"].to_list()) <= CELL_STATUSES


def test_phrases_are_all_used() -> None:
    modules = (ROOT / "jukinet" / "charts").glob("*.py")
    code = "\n".join(path.read_text(encoding="utf-8") for path in modules)
    notebooks = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "notebooks").glob("*.ipynb"))
    for key in WORDS:
        if key.startswith("column_"):
            assert f': \\"{key.removeprefix("column_")}\\"' in notebooks, key
        elif key in in_notebooks.PHRASES:
            assert f'\\"{key}\\"' in notebooks, key
        elif key not in CELL_STATUSES:
            assert f'"{key}"' in code, key
    for unit in UNITS:
        assert f'"{unit}"' in code, unit


@pytest.mark.parametrize("lang", LANGUAGES)
def test_short_names_are_short_and_differ(lang: Lang, real: Warehouse) -> None:
    names = short_affair_names(real.table("affairs"), lang)
    assert names["label"].n_unique() == names.height == real.table("affairs").height
    assert max(width(label) for label in names["label"]) <= 46


def test_short_names_tell_equal_names_apart() -> None:
    name = "架空の登録に関する事務"
    rows = [{"affair_id": affair_id, "affair_name": name, "affair_name_en": "Same"} for affair_id in ("a", "b")]
    affairs = pl.DataFrame(rows).with_columns(
        recipient_name=pl.lit(None, pl.String), recipient_name_en=pl.lit(None, pl.String)
    )
    for lang in LANGUAGES:
        assert short_affair_names(affairs, lang)["label"].n_unique() == 2


def test_the_prefix_of_a_publisher_and_numbers_are_no_names() -> None:
    long = "Enforcement of the ordinance on something that takes many words to be said"
    affairs = pl.DataFrame(
        {"affair_id": affair_id, "affair_name": "事務", "affair_name_en": name, "recipient_name": None,
         "recipient_name_en": None}
        for affair_id, name in (("chiba-local-taxes", long), ("chiba-affair-001", long), ("chiba-a", "Short"))
    )  # fmt: skip
    labels = dict(short_affair_names(affairs, "en").select("affair_id", "label").rows())
    assert labels["chiba-local-taxes"] == "Local taxes"
    assert labels["chiba-affair-001"].startswith("Enforcement of the ordinance")
    assert labels["chiba-affair-001"].endswith("…")


def test_a_short_name_is_spelled_as_in_the_name(real: Warehouse) -> None:
    labels = dict(short_affair_names(real.table("affairs"), "en").select("affair_id", "label").rows())
    assert labels["drivers-licences"] == "Drivers' licences → Public Safety Commission"
    assert labels["nonprofit-corporations-fujisawa"] == "Non-profit corporations → Fujisawa City"
    assert labels["atomic-bomb-survivors"] == "Atomic-bomb survivors"
    # These words stand nowhere in the name.
    assert labels["disability-mutual-aid-pensions"] == "Disability mutual aid pensions"


def test_numbers_are_written_as_readers_expect() -> None:
    assert [number(1251359), signed(-649981), signed(0)] == ["1,251,359", "−649,981", "0"]
    assert [percent(0.343456), percent(0.00001), percent(0)] == ["34.3%", "<0.1%", "0.0%"]
    assert [signed_percent(-0.411), signed_percent(10.97), signed_percent(0)] == ["−41.1%", "+1,097.0%", "0.0%"]
    # A sentence tells a change as a title does.
    assert [signed_percent(0.00001), signed_percent(-0.00001)] == ["+0.0%", "−0.0%"]
    assert [points(0.0213, "ja"), points(-0.0213, "en")] == ["+2.1pt", "−2.1 pt"]
    assert [points(0.0004, "ja"), points(0.0, "en")] == ["+0.0pt", "0.0 pt"]
    assert [quantity(1, "lookups", "en"), quantity(2, "lookups", "en")] == ["1 look-up", "2 look-ups"]
    assert quantity(1234, "lookups", "ja") == "1,234件"
    assert [fiscal_year_name(year, "ja") for year in (2018, 2019, 2021)] == ["平成30年度", "令和元年度", "令和3年度"]
    assert [fiscal_year_name(year, "en") for year in (2018, 2019, 2021)] == ["H30", "R01", "R03"]


def test_lines_break_where_they_may() -> None:
    text = "令和3年度の件数は1,251,359件（前年度比）、増加の大きい事務は地方税"
    for columns in range(16, 60):
        lines = wrap(text, columns)
        assert "".join(lines) == text
        assert all(width(line) <= columns for line in lines)
        assert not any(line[0] in "、。）件" for line in lines)
        assert any("1,251,359件" in line for line in lines)
    assert wrap("one two three", 9) == ["one two", "three"]
    assert wrap("自動車税管理事務所横浜駐在事務所", 26) == ["自動車税管理事務所", "横浜駐在事務所"]
    assert wrap("県央パスポートセンター", 20) == ["県央", "パスポートセンター"]
    assert shorten("旅券法による発給", 9) == "旅券法に…"
