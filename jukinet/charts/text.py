"""Numbers, names and line breaks, as Japanese and English readers expect them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import polars as pl

from jukinet.charts.words import UNITS, WORDS
from jukinet.display_width import width
from jukinet.labels import Lang as Lang

# Acts whose statutory name is a sentence are known by a customary short name.
_SHORT_ACTS = {
    "障害者の日常生活及び社会生活を総合的に支援するための法律": "障害者総合支援法",
    "高等学校等就学支援金の支給に関する法律": "就学支援金法",
    "特別児童扶養手当等の支給に関する法律": "特別児童扶養手当法",
    "特定非営利活動促進法": "NPO法",
    "大規模小売店舗立地法": "大店立地法",
}
_LINE_ENDS = ("、", "。", "；", ";", ",", ".", "」", "務所", "張所", "センター")
_LABEL_COLUMNS = 46
_MINUS = "\N{MINUS SIGN}"
DERIVED_MARK = "◇"
"""What stands beside a derived figure, or one that holds such."""


def say(key: str, lang: Lang, **values: object) -> str:
    """The phrase `key` with its values, which are texts already: numbers come through the functions below.

    Raises KeyError where there is no such phrase, or where it needs a value that is not given.
    """
    return WORDS[key][lang].format(**values)


def number(value: float | None) -> str:
    """A whole number with thousands separators: 1,251,359; a question mark where it is unknown."""
    return "?" if value is None else f"{value:,.0f}".replace("-", _MINUS)


def signed(value: float) -> str:
    """A whole number with its sign: +319,911; zero has none."""
    return f"{value:+,.0f}".replace("-", _MINUS) if value else "0"


def percent(ratio: float) -> str:
    """A share, which is never negative, as a percentage: 0.343 is 34.3%. What is not nothing is never shown as 0.0%."""
    return "<0.1%" if 0 < ratio * 100 < 0.05 else f"{ratio * 100:,.1f}%"


def signed_percent(ratio: float) -> str:
    """A change as a percentage with its sign: +34.3%. Its sign tells one that rounds to nothing, +0.0%, from none."""
    sign = "+" if ratio > 0 else _MINUS if ratio < 0 else ""
    return f"{sign}{abs(ratio) * 100:,.1f}%"


def points(ratio: float, lang: Lang) -> str:
    """A part of a ratio in percentage points with its sign, as what an affair adds to the year's change: +2.1 pt."""
    text = signed_percent(ratio).removesuffix("%")
    return f"{text}pt" if lang == "ja" else f"{text} pt"


def quantity(value: float | None, unit: str, lang: Lang) -> str:
    """A whole number with its unit, a key of UNITS: 1,251,359件, 1 look-up, 3 affairs; a word where it is unknown."""
    if value is None:
        return say("unknown", lang)
    japanese, singular, plural = UNITS[unit]
    if lang == "ja":
        return f"{number(value)}{japanese}"
    return f"{number(value)} {singular if value in (1, -1) else plural}"


def brief(value: float, unit: str, lang: Lang) -> str:
    """A whole number whose unit an English sentence has named already: 12所属, 12."""
    return quantity(value, unit, lang) if lang == "ja" else number(value)


def sentences(parts: Iterable[str], lang: Lang) -> str:
    """Short sentences, one behind the other."""
    return say("sentence_separator", lang).join(parts)


def fiscal_year_name(fiscal_year: int, lang: Lang) -> str:
    """The fiscal year as a reader calls it: 令和3年度, R03."""
    era, short, first = ("令和", "R", 2019) if fiscal_year >= 2019 else ("平成", "H", 1989)
    year = fiscal_year - first + 1
    if lang == "ja":
        return f"{era}{'元' if year == 1 else year}年度"
    return f"{short}{year:02d}"


def month_name(month: date, lang: Lang) -> str:
    """The month without its year: 4月, Apr."""
    return f"{month.month}月" if lang == "ja" else f"{month:%b}"


def session_name(kind: str, session_no: int | None, lang: Lang) -> str:
    """A training session among those of its year: セキュリティ研修第2回, Security training 2; or its kind alone."""
    return kind if session_no is None else say("session_name", lang, kind=kind, number=session_no)


def wrap(text: str, columns: int) -> list[str]:
    """Break a text into as few lines of at most `columns` as possible, evenly, and behind punctuation or an office.

    No line begins with closing punctuation or inside a number or a foreign word.
    """
    fewest = _fill(text, columns)
    choices = []
    for limit in range(columns, columns // 2, -1):
        lines = _fill(text, limit)
        if len(lines) > len(fewest):
            break
        ends = sum(line.endswith(_LINE_ENDS) for line in lines[:-1])
        choices.append((ends, -limit, lines))
    return max(choices)[2] if choices else fewest


def _fill(text: str, columns: int) -> list[str]:
    # A foreign word is one piece where a line holds it.
    word = f"[ァ-ヶー]{{2,{max(2, columns // 2)}}}"
    pieces = re.findall(rf" +|[（「]*(?:[!-~−]+|{word}|.)[、。）」・：ー々ょゃゅっ件人]*", text)
    lines = [""]
    for piece in pieces:
        if lines[-1] and width((lines[-1] + piece).rstrip()) > columns:
            lines.append(piece.lstrip())
        else:
            lines[-1] += piece
    return [line.strip() for line in lines if line.strip()] or [""]


def shorten(text: str, columns: int) -> str:
    """The text, cut with an ellipsis where it is wider than `columns`."""
    if width(text) <= columns:
        return text
    kept = ""
    for character in text:
        if width(kept + character) > columns - 1:
            break
        kept += character
    return kept.rstrip(" ・、：") + "…"


def _split_japanese(name: str) -> tuple[str, str]:
    """An affair's Act and task: 難病法, 特定医療費の支給. The Act is empty where the name has none."""
    task = re.sub(r"に関する事務等?$", "", name)
    act, found, rest = task.partition("による")
    if not found or "法" not in act:
        return "", task
    for statutory, short in _SHORT_ACTS.items():
        act = act.replace(statutory, short)
    return act, rest


def _japanese_task(name: str, columns: int) -> str:
    act, task = _split_japanese(name)
    task = task.replace("に係る債権の管理", "の債権管理")
    with_act = f"{act}：{task}" if act else task
    return with_act if width(with_act) <= columns else shorten(task, columns)


def _english_task(name: str, slug: list[str], recipient: str, columns: int) -> str:
    task = re.sub(r" \([^()]*\)$", "", name)
    task = re.sub(r", provided to .*$", "", task)
    if width(task) <= columns:
        return task
    # A slug is short and says what the affair is about, unless it is a number; the recipient stands behind the arrow.
    words = [word for word in slug if word not in recipient.lower().split()]
    if any(word.isdecimal() for word in words):
        return shorten(task, columns)
    # A slug has no hyphens and apostrophes of its own; where the name has the same letters, they stand as there.
    spelled = re.search(r"\W*".join("".join(words)), task, re.IGNORECASE)
    short = spelled[0] if spelled else " ".join(words)
    return shorten(short[:1].upper() + short[1:], columns)


def short_affair_names(affairs: pl.DataFrame, lang: Lang) -> pl.DataFrame:
    """Names that fit beside a bar, no two of them equal.

    `affairs` is the published table: affair_id, affair_name, affair_name_en, recipient_name, recipient_name_en.
    Returns affair_id, label (no wider than a label may be, the recipient of a provision behind an arrow) and name (in
    full).
    """
    suffix = "" if lang == "ja" else "_en"
    rows = []
    taken: set[str] = set()
    slugs = {affair_id: affair_id.split("-") for affair_id in affairs["affair_id"]}
    # The name of the publisher, by which its ids begin, says nothing in its own charts.
    is_prefixed = len(slugs) > 1 and len({slug[0] for slug in slugs.values()}) == 1
    for row in affairs.sort("affair_id").iter_rows(named=True):
        name = row[f"affair_name{suffix}"] or row["affair_name"]
        recipient = row[f"recipient_name{suffix}"] or ""
        # The prefecture's own bodies need no prefecture before their name.
        recipient = re.sub(r"^.{2,3}[都道府県](?=.)", "", recipient) if lang == "ja" else recipient
        recipient = re.sub(r"^\w+ (?=Public|Board|Audit)", "", recipient)
        arrow = f" → {recipient}" if recipient else ""
        room = max(_LABEL_COLUMNS - width(arrow), _LABEL_COLUMNS // 3)
        slug = slugs[row["affair_id"]][is_prefixed:]
        task = _japanese_task(name, room) if lang == "ja" else _english_task(name, slug, recipient, room)
        label = task + arrow
        if label in taken:
            label = shorten(label, _LABEL_COLUMNS - width(row["affair_id"]) - 3) + f" ({row['affair_id']})"
        taken.add(label)
        full = f"{name}{arrow}" if lang == "ja" else name
        rows.append({"affair_id": row["affair_id"], "label": label, "name": full})
    return pl.DataFrame(rows, schema={"affair_id": pl.String, "label": pl.String, "name": pl.String})
