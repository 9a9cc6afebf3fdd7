"""Spellings that prints use, and those that must not pass as figures."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jukinet.ingest import normalize


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("0", 0), ("21", 21), ("1,156,943", 1156943), ("１，１５６，９４３", 1156943), (" 42 ", 42),
        ("1,156,\n943", 1156943),
        ("1, 234", 1234), ("60177", 60177), ("999,999,999,999", 999_999_999_999),
        ("\u3000３５\u3000", 35), ("2\u200b1", 21),
    ],
)  # fmt: skip
def test_counts(raw: str, value: int) -> None:
    assert normalize.number(raw) == value


@pytest.mark.parametrize(
    "raw",
    ["", "-", "26 14", "1 234", "1 2,345", "1,000,000,000,000", "12,34",
     "1,2345", "007", "21²", "②1", "⑴", "1.5", "l9", "1,234 567", "一", "21※", "+5",
     "1/2", "½", "٢", "1e3", "1,234,567,890,123,456", "9" * 5000],
)  # fmt: skip
def test_no_counts(raw: str) -> None:
    assert normalize.number(raw) is None


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("住⺠基本台帳", "住民基本台帳"), ("⽉別・利⽤", "月別・利用"), ("校⻑", "校長"), ("⼾塚", "戸塚"),
        ("利用‧提供", "利用・提供"), ("戶塚", "戶塚"),
    ],
)  # fmt: skip
def test_radicals_of_pdfs_are_characters(raw: str, text: str) -> None:
    assert normalize.plain(raw) == text


@given(st.integers(min_value=0, max_value=10**11))
def test_every_count_is_read_in_every_spelling(value: int) -> None:
    wide = str.maketrans("0123456789,", "０１２３４５６７８９，")
    for raw in (str(value), f"{value:,}", f"{value:,}".translate(wide), f" {value:,}\n"):
        assert normalize.number(raw) == value


@given(st.text(max_size=12))
def test_nothing_but_digits_and_commas_is_a_count(raw: str) -> None:
    value = normalize.number(raw)
    if value is not None:
        assert set(normalize.key(raw)) <= set("0123456789,")
        assert int(normalize.key(raw).replace(",", "")) == value


@pytest.mark.parametrize(
    ("raw", "first"),
    [
        ("令和3年4月", date(2021, 4, 1)), ("平成31年4月", date(2019, 4, 1)), ("令和元年5月", date(2019, 5, 1)),
        ("令和４年１月", date(2022, 1, 1)), ("令和3年\n12月", date(2021, 12, 1)), ("R3.4", date(2021, 4, 1)),
        ("R01.5", date(2019, 5, 1)), ("H15.10", date(2003, 10, 1)), ("S63.1", date(1988, 1, 1)),
        ("T14.2", date(1925, 2, 1)), ("R元.5", date(2019, 5, 1)),
        ("M45.7", date(1912, 7, 1)), ("2021年4月", date(2021, 4, 1)), ("2021-04-01", date(2021, 4, 1)),
        ("2021-04-01 00:00:00", date(2021, 4, 1)), ("㋿3年4月", date(2021, 4, 1)),
    ],
)  # fmt: skip
def test_months(raw: str, first: date) -> None:
    assert normalize.month(raw) == first


@pytest.mark.parametrize(
    "raw", ["", "4月", "令和3年13月", "令和3年0月", "令和年4月", "R3", "H15.100", "令和3年4月5月", "2021-04-15"]
)
def test_no_months(raw: str) -> None:
    assert normalize.month(raw) is None


@pytest.mark.parametrize(
    ("raw", "short"),
    [
        ("令和元年5月", "R1.5"),
        ("R元.5", "R1.5"),
        ("平成14年11月", "H14.11"),
        ("R01.5", "R01.5"),
        ("2019年5月", ""),
        # A date of Excel, which may be shown as H31.4 or R1.5.
        ("2019-04-01", "H31.4"),
        ("2019-05-01", "R1.5"),
        ("2019-05-15", ""),
        ("令和元年13月", ""),
        ("令和元年", ""),
    ],
)
def test_a_month_is_written_short_with_the_era_that_is_printed(raw: str, short: str) -> None:
    assert normalize.short_month(raw) == short


@pytest.mark.parametrize(
    ("raw", "span"),
    [
        ("（令和3年8月から9月）", [date(2021, 8, 1), date(2021, 9, 1)]),
        ("令和3年11月から令和4年1月", [date(2021, 11, 1), date(2022, 1, 1)]),
        ("令和4年8月～9月までの間", [date(2022, 8, 1), date(2022, 9, 1)]),
        ("令和4年8月〜9月", [date(2022, 8, 1), date(2022, 9, 1)]),
        ("令和4年12月予定", [date(2022, 12, 1), date(2022, 12, 1)]),
        ("令和4年12月15日から16日", [date(2022, 12, 1), date(2022, 12, 1)]),
        ("令和4年8月31日から9月1日", [date(2022, 8, 1), date(2022, 9, 1)]),
        ("令和3年12月20日～令和4年1月7日", [date(2021, 12, 1), date(2022, 1, 1)]),
        ("令和4年12月から1月", []),
        ("令和4年13月予定", []),
        ("令和4年13月から令和5年1月", []),
        ("令和4年8月から13月", []),
        # What is left of a second month, or of a first one.
        ("令和3年8月ら9月", []),
        ("令和3年8月から9", []),
        ("令和3年8月1日から日", []),
        ("令和3年8月9月", []),
        ("3年11月から令和4年1月", []),
        ("未定", []),
        # Days, weekdays, and months that are no span.
        ("令和4年6月20日～同月24日", [date(2022, 6, 1), date(2022, 6, 1)]),
        ("令和4年6月20日（月）から24日（金）", [date(2022, 6, 1), date(2022, 6, 1)]),
        ("令和4年12月6日及び令和5年1月17日", [date(2022, 12, 1), date(2023, 1, 1)]),
        ("令和4年6月、7月", [date(2022, 6, 1), date(2022, 7, 1)]),
        ("令和4年8月から10月、令和5年2月", [date(2022, 8, 1), date(2023, 2, 1)]),
        ("令和4年12月から翌年1月", [date(2022, 12, 1), date(2023, 1, 1)]),
        ("令和4年8月から9月（10月は予備）", []),
        ("（令和3年9月から12月）令和4年2月に通知", [date(2021, 9, 1), date(2021, 12, 1)]),
        # How often is no month.
        ("令和3年6月※年1回開催", [date(2021, 6, 1), date(2021, 6, 1)]),
        ("毎年度、令和3年6月 毎月1回", [date(2021, 6, 1), date(2021, 6, 1)]),
    ],
)
def test_spans_of_months(raw: str, span: list[date]) -> None:
    assert normalize.months_in(raw) == span


@pytest.mark.parametrize("raw", ["-", "－", "―", "…", "‥", "‐", "\u2011", "‒", "–", "—", "−", "ー", "ｰ"])
def test_dashes(raw: str) -> None:
    assert normalize.is_dash(raw)


@pytest.mark.parametrize("raw", ["△5", "▲1,234", "-5", "−5", "△ 5"])
def test_numbers_below_zero_are_no_counts(raw: str) -> None:
    assert normalize.number(raw) is None


@pytest.mark.parametrize(
    ("raw", "year"),
    [("R01", 2019), ("Ｒ０３", 2021), ("令和元年度", 2019), ("平成30年度", 2018), ("2021年度", 2021), ("2021", None)],
)
def test_fiscal_years(raw: str, year: int | None) -> None:
    assert normalize.fiscal_year(raw) == year


@given(st.text(max_size=12))
def test_one_spelling_is_the_spelling_of_itself_and_holds_no_bar_that_a_seal_cannot_bear(raw: str) -> None:
    spelt = normalize.plain(raw)
    assert normalize.plain(spelt) == spelt
    assert "|" not in spelt


def test_bars_stay_full_width() -> None:
    assert normalize.plain("甲｜乙|丙") == "甲｜乙｜丙"
