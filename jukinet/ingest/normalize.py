"""Spellings: full and half width, digits, eras, dashes. What a function does not know is None, or empty."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import lru_cache

# First Gregorian year of each era, minus one, under its name and its letter.
ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
ERA_LETTERS = {"M": "明治", "T": "大正", "S": "昭和", "H": "平成", "R": "令和"}

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
# A PDF may give a character that its font draws with the same glyph; NFKC leaves ‧ alone and makes 戶 of ⼾.
DRAWN_ALIKE = {ord("‧"): "・", ord("⼾"): "戸"}
BEFORE_NFKC = INVISIBLE | DRAWN_ALIKE
# Radicals too, which fonts of PDFs give in place of the character, and which NFKC leaves alone.
SYMBOLS = {ord("〜"): "~", ord("∼"): "~", ord("˜"): "~", ord("|"): "｜"} | dict(
    zip(map(ord, "⺒⺝⺠⺩⻁⻄⻆⻑⻘⻝⻣⻤⻨⻩⻫⻭⻯⻲"), "巳月民王虎西角長青食骨鬼麦黄斉歯竜亀", strict=True)
)
# As NFKC leaves them: a leader (…) becomes full stops.
DASHES = frozenset({"-", "‐", "‒", "–", "—", "―", "−", "ー", "...", ".."})

ERA_NAMES = "|".join(ERAS)
YEAR = (
    rf"(?:(?P<era>{ERA_NAMES})(?P<era_year>元|[0-9]{{1,2}})"
    r"|(?P<letter>[MTSHR])(?P<letter_year>元|[0-9]{1,2})|(?P<year>[0-9]{4}))"
)
MONTH = re.compile(rf"{YEAR}(?:年|[./-])(?P<month>[0-9]{{1,2}})月?")
ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-01(?: 00:00:00(?:\.0+)?)?")
DAY = re.compile(rf"{YEAR}年(?P<month>[0-9]{{1,2}})月(?P<day>[0-9]{{1,2}})日")
_JOINT = "(?:から|~|及び|[、,・])"
_DAY = r"[0-9]{1,2}日(?:\([月火水木金土日]\))?"
DAYS_OF_MONTH = re.compile(rf"月{_DAY}(?:{_JOINT}(?:同月)?{_DAY})*")
NEXT_MONTH = re.compile(rf"{_JOINT}(?:同年|(?P<next>翌年)|{YEAR}年)?(?P<month>[0-9]{{1,2}})月")
HOW_OFTEN = re.compile(r"年[0-9]{1,9}回|年度|毎[年月]")
FISCAL_YEAR = re.compile(rf"{YEAR}(?:年度?)?")
NUMBER = re.compile(r"0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+")
LARGEST_COUNT = 10**12
ILLEGIBLE = "判読不能"
"""What a person writes into the cell of a figure that nobody can read in print."""
_DASH = "|".join(map(re.escape, sorted(DASHES)))
# With what makes no figure of digits, so that 1.5, S5, 〓5, 5-6 or 12※3 is told and not read as the figure at its end.
# The end of a word such as Excel is no part of it. Of any length, each digit of a long line would begin a search of it.
_SIGNS = r"〓\ufffd?.'’·*†⁰¹²³⁴-⁹₀-₉\u0300-\u036f"
_BEFORE = rf"(?:(?<![A-Za-z])(?:[lIOo｜]{{1,9}}|[A-Za-z])|[{_SIGNS}]{{1,9}})?"
_DIGITS = rf"{_BEFORE}[\d,](?:[\d,A-Za-z｜※{_SIGNS}-]|、(?=\d)){{0,40}}"
FIGURE_AT_START = rf"((?<![第\d])(?:(?<=[-・])[-‐−]|[△▲])?{_DIGITS}|{ILLEGIBLE}|(?<=[-・、は])(?:{_DASH})|(?<![^-・]))"
"""The figure with which a sentence of the prose begins, behind its bullet if it has one; empty where it was lost.

A dash is the figure behind a bullet or within the sentence; alone at the beginning it is the bullet. The 5 of
第5、18事務 is no figure.
"""
FIGURE_WITHIN = rf"((?:[-‐−△▲]?{_DIGITS})?|{ILLEGIBLE}|{_DASH})"
"""A figure between two words of the prose that belong together; empty where it was lost."""

Figure = tuple[int | None, str]
"""A figure as the seeds write it, count and cell_status."""
LOST: Figure = (None, "lost")


@lru_cache(maxsize=20_000)
def plain(raw: str) -> str:
    """The text in one spelling (NFKC, no radicals, one tilde, single spaces); line breaks inside a cell stay.

    A bar stays full width: a seal joins cells with the narrow one.

    Raised and circled digits stay as they are: NFKC would make a footnote mark part of a figure.
    """
    kept = "".join(
        char if "0" <= char <= "9" or not _hides_digits(char) else f"\0{ord(char)}\0"
        for char in raw.translate(BEFORE_NFKC).replace("\r", "\n")
    )
    text = unicodedata.normalize("NFKC", kept).translate(SYMBOLS)
    text = re.sub("\0([0-9]+)\0", lambda found: chr(int(found[1])), text)
    return re.sub(r" *\n[ \n]*", "\n", re.sub(r"[ \t\v\f]+", " ", text)).strip()


def _hides_digits(char: str) -> bool:
    if "０" <= char <= "９":
        return False
    # The single-character months and dates of CJK compatibility (㋀, ㏠) are legible as such; they are not figures.
    return any("0" <= digit <= "9" for digit in unicodedata.normalize("NFKC", char))


@lru_cache(maxsize=20_000)
def key(raw: str) -> str:
    """The text without any space or line break, to compare names and headings with."""
    return "".join(plain(raw).split())


@lru_cache(maxsize=20_000)
def number(raw: str) -> int | None:
    """A count such as 1,234 or full-width digits; None for anything else, a dash included.

    A space or line break inside is allowed only where it cannot be the gap between two numbers.
    """
    text = plain(raw)
    pieces = text.split()
    joined = "".join(pieces)
    # Python reads no more than a few thousand digits.
    if len(joined) > len(f"{LARGEST_COUNT:,}") or not NUMBER.fullmatch(joined):
        return None
    if len(pieces) > 1 and ("," not in joined or all(NUMBER.fullmatch(piece) for piece in pieces)):
        return None
    value = int(joined.replace(",", ""))
    return value if value < LARGEST_COUNT else None


def is_dash(raw: str) -> bool:
    """Whether the cell says: not applicable."""
    return key(raw) in DASHES


def figure(raw: str) -> Figure | None:
    """A cell of figures as the seeds write it, count and cell_status; None where it is neither count, dash nor mark."""
    value = number(raw)
    if value is not None:
        return value, "printed"
    if key(raw) == ILLEGIBLE:
        return LOST
    return (None, "not_applicable") if is_dash(raw) else None


def figure_before(unit: str, raw: str) -> Figure | None:
    """A cell of figures that bears its unit, such as 5人; where the unit alone is left, the figure was lost."""
    text = plain(raw)
    return figure(text.removesuffix(unit)) if text != unit else LOST


@lru_cache(maxsize=20_000)
def month(raw: str) -> date | None:
    """The first day of a month: 令和3年4月, 平成31年4月, 令和元年5月, R3.4, H15.10, 2021年4月, 2021-04-01."""
    text = key(raw)
    iso = ISO_DAY.fullmatch(plain(raw))
    if iso:
        return _date(int(iso[1]), int(iso[2]), 1)
    found = MONTH.fullmatch(text)
    return _date(_year(found), int(found["month"]), 1) if found else None


def month_without_year(raw: str, fiscal: int) -> date | None:
    """The first day of a month such as 5月 in that fiscal year, which has it once."""
    found = re.fullmatch(r"([0-9]{1,2})月", key(raw))
    return _date(fiscal + (int(found[1]) < 4), int(found[1]), 1) if found else None


def short_month(raw: str) -> str:
    """A month with its era as the seeds write a start, R1.5 for 令和元年5月, R元.5 or a date of Excel; else empty."""
    found, first = MONTH.fullmatch(key(raw)), month(raw)
    if first and not found:
        # There was no network before 平成.
        letter = "R" if first >= date(2019, 5, 1) else "H"
        return f"{letter}{first.year - ERAS[ERA_LETTERS[letter]]}.{first.month}"
    if not found or found["year"] or first is None:
        return ""
    letter = found["letter"] or next(one for one, era in ERA_LETTERS.items() if era == found["era"])
    within = (found["era_year"] or found["letter_year"]).replace("元", "1")
    return f"{letter}{within}.{int(found['month'])}"


def months_in(raw: str) -> list[date]:
    """The first and last month of a span such as 令和3年8月から9月; one without year has that of the month before.

    Empty where none is known, or where words around them may be what is left of another month.
    """
    text = DAYS_OF_MONTH.sub("月", key(raw))
    first = MONTH.search(text)
    if not first or text[first.end() - 1] != "月" or "月" in HOW_OFTEN.sub("", text[: first.start()]):
        return []
    start = end = _date(_year(first), int(first["month"]), 1)
    at = first.end()
    while end and (following := NEXT_MONTH.match(text, at)):
        has_year = following["era"] or following["letter"] or following["year"]
        year = _year(following) if has_year else end.year + bool(following["next"])
        later, at = _date(year, int(following["month"]), 1), following.end()
        end = later if later and later >= end else None
    # Behind a whole span, and its parenthesis, a month is one of another sentence.
    left, behind = ("から|~|年|月", text[at:]) if at == first.end() else ("[0-9]月", text[at:].split(")")[0])
    return [start, end] if start and end and not re.search(left, HOW_OFTEN.sub("", behind)) else []


def day(raw: str) -> date | None:
    """The first day named in the text: 令和4年3月31日."""
    found = DAY.search(key(raw))
    return _date(_year(found), int(found["month"]), int(found["day"])) if found else None


def fiscal_year(raw: str) -> int | None:
    """The year of R01, 令和元年度 or 2021年度."""
    found = FISCAL_YEAR.fullmatch(key(raw))
    if not found or (found["year"] and "年" not in key(raw)):
        return None
    return _year(found)


def _year(found: re.Match[str]) -> int:
    if found["year"]:
        return int(found["year"])
    era = found["era"] or ERA_LETTERS[found["letter"]]
    within = found["era_year"] or found["letter_year"]
    return ERAS[era] + (1 if within == "元" else int(within))


def _date(year: int, month_of_year: int, day_of_month: int) -> date | None:
    try:
        return date(year, month_of_year, day_of_month)
    except ValueError:
        return None


def fiscal_year_of(month_start: date) -> int:
    """The fiscal year (April to March) of a month."""
    return month_start.year if month_start.month >= 4 else month_start.year - 1
