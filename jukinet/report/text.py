"""Texts and figures of the page, in both languages at once and always escaped."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, timezone
from typing import Any

from markupsafe import Markup, escape

from jukinet.charts.text import fiscal_year_name, number, session_name, signed, signed_percent
from jukinet.charts.text import points as points_in
from jukinet.labels import LANGUAGES
from jukinet.report.words import WORDS

_JAPAN = timezone(timedelta(hours=9))


def both(ja: object, en: object) -> Markup:
    """A text in both languages; the page shows one. A text that is the same in both stands there once."""
    if escape(ja) == escape(en):
        return escape(ja)
    return Markup('<span class="ja" lang="ja">{}</span><span class="en" lang="en">{}</span>').format(ja, en)


def say(key: str, **values: object) -> Markup:
    """The phrase `key` in both languages; a value that is a pair (ja, en) goes to each its own.

    Raises KeyError where there is no such phrase.
    """

    def fill(index: int) -> Markup:
        chosen = {name: value[index] if isinstance(value, tuple) else value for name, value in values.items()}
        return Markup(WORDS[key][index]).format(**chosen)

    return both(fill(0), fill(1))


def sentences(parts: Iterable[Markup]) -> Markup:
    """Sentences one behind the other; between Japanese ones there is no space."""
    return Markup('<span class="en" lang="en"> </span>').join(parts)


def figure(value: int | float | None, shown: str | None = None, *, of: str | None = None) -> Markup:
    """A figure with its machine-readable value; `of` names where it is published, such as table/column/key."""
    if value is None:
        return Markup('<span class="none">–</span>')
    name = Markup(' data-figure="{}"').format(of) if of else ""
    return Markup('<data value="{}"{}>{}</data>').format(value, name, shown or number(value))


def change(value: int | None, *, of: str | None = None) -> Markup:
    """A change with its sign."""
    return figure(value, signed(value) if value is not None else None, of=of)


def change_ratio(value: float | None, *, of: str | None = None) -> Markup:
    """A relative change in percent, with its sign."""
    return figure(value, signed_percent(value) if value is not None else None, of=of)


def points(value: float | None, *, of: str | None = None) -> Markup:
    """What an affair adds to the year's ratio."""
    if value is None:
        return figure(None, of=of)
    return figure(value, both(points_in(value, "ja"), points_in(value, "en")), of=of)


def year(fiscal_year: int) -> tuple[str, str]:
    """The fiscal year in Japanese and English, the era year with the Western one."""
    ja, en = short_year(fiscal_year)
    return f"{ja}（{fiscal_year}年度）", f"{en} (fiscal {fiscal_year})"


def short_year(fiscal_year: int) -> tuple[str, str]:
    """The fiscal year in Japanese and English, in the era's count alone."""
    return fiscal_year_name(fiscal_year, "ja"), fiscal_year_name(fiscal_year, "en")


def month(day: date) -> tuple[str, str]:
    """The month with its year, in Japanese that of the era, whose year is the month's and not the fiscal year's."""
    if day < date(1989, 1, 8):
        return f"{day.year}年{day.month}月", f"{day:%b %Y}"
    era, first = ("令和", 2019) if day >= date(2019, 5, 1) else ("平成", 1989)
    count = day.year - first + 1
    return f"{era}{'元' if count == 1 else count}年{day.month}月", f"{day:%b %Y}"


def full_date(day: date) -> tuple[str, str]:
    """The day in Japanese, with the year of its era, and in English."""
    return f"{month(day)[0]}{day.day}日", f"{day.day} {day:%B %Y}"


def local_time(text: str) -> tuple[str, str]:
    """A time in ISO 8601 as clocks in Japan show it; one without a zone, or no time at all, as it is given."""
    try:
        moment = datetime.fromisoformat(text)
        there = moment.astimezone(_JAPAN)
    except (ValueError, OverflowError):
        return text, text
    if moment.tzinfo is None:
        return text, text
    ja, en = full_date(there.date())
    return f"{ja} {there.hour}時{there:%M}分（日本時間、UTC+9）", f"{en}, {there:%H:%M} (Japan, UTC+9)"


def pair(ja: str | None, en: str | None) -> tuple[str, str]:
    """A name in both languages; the Japanese one stands in where there is no English one."""
    return ja or en or "", en or ja or ""


def event_name(row: Mapping[str, Any], kind: str) -> tuple[str, str]:
    """A session or an inspection in both languages, by the columns `kind`_name and _name_en of its row."""
    names = zip(pair(row[f"{kind}_name"], row[f"{kind}_name_en"]), LANGUAGES, strict=True)
    ja, en = (session_name(name, row.get("session_no"), lang) for name, lang in names)
    return ja, en


# A question mark is taken: charts and tables set it behind a figure that looks exchanged.
LOST = Markup('<span class="lost">{}</span>').format(say("lost_mark"))
# A sum of which a part is lost is not lost itself: print may well give it.
UNKNOWN = Markup('<span class="unknown">{}</span>').format(say("unknown_mark"))
