"""What one cell of a seed may hold, by the rules of its column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from jukinet.ingest.normalize import LARGEST_COUNT
from jukinet.seeds import FORMULA_STARTS, MOST_DIGITS, Column

_WHOLE_NUMBER = re.compile(r"0|-?[1-9][0-9]*")
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_SHOWN_NUMBER = re.compile(r"([0-9]+|[0-9]{1,3}(?:[,，\u0020\u3000][0-9]{3})+)件?")
_YEAR_MONTH_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?: 0?0:00(?::00)?)?")
# Counts are bigint; where each is below this limit, no sum of them is too large for SQL.
LIMITS = {"integer": 2**31 - 1, "bigint": LARGEST_COUNT - 1}
BELOW_ZERO = "below 0; counts are not negative, nor are lines, numbers and years: correct it"
_SELECTOR = r"[a-z_]+/[a-z_]+(\[[a-z_]+=[^],= ]+(,[a-z_]+=[^],= ]+)?\])?"
SEAL_BAR = "|"
PATTERNS = {
    "era_month": (r"[MTSHR]([1-9]|[0-9]{2})\.([1-9]|1[0-2])", "write era letter, year and month, such as H15.10"),
    "publisher_code": (r"[0-9]{6}", "write the six-digit local government code, such as 140007"),
    "publication_id": (r"[0-9]{6}-[0-9]{4}", "write publisher code and fiscal year, such as 140007-2021"),
    "file_name": (r"[^/\\]*[^/\\.][^/\\]*", "write the name of the file alone, without folders"),
    "sha256": (r"[0-9a-f]{64}", "write 64 hexadecimal digits, as sha256sum prints them"),
    "selector": (rf"{_SELECTOR}( \+ {_SELECTOR})*", "write table/role or table/role[column=value]"),
    "selectors": (rf"{_SELECTOR}( [+-] {_SELECTOR})*", "join selectors by ' + ' and ' - '"),
}


def problem(column: Column, value: str, values: Mapping[str, str], *, is_sealed: bool) -> str | None:
    """What is wrong with a cell and what to write instead; None where it is sound.

    `values` are those of its row; `is_sealed` says that the row becomes part of a seal.
    """
    rules = column.rules
    control = next((letter for letter in value if unicodedata.category(letter) == "Cc"), None)
    if control:
        # Not shown as it is: a terminal would obey it.
        return f"holds the control character U+{ord(control):04X}; remove it"
    if is_sealed and SEAL_BAR in value:
        return f"'{value}' holds {SEAL_BAR}, which joins the cells of a sealed row; write ｜"
    if rules.get("count"):
        is_printed = values["cell_status"] == "printed"
        if is_printed and not value:
            return "is empty, but cell_status says printed; write the figure, or say that it is lost"
        if value and not is_printed:
            return f"is {value}, but cell_status says {values['cell_status']}; only a printed cell has a figure"
        if not value:
            return None
    elif not value:
        if values.get(rules.get("translates", "")):
            return f"is empty, but {rules['translates']} is not; it is needed"
        return None if rules.get("optional") else "is empty; it is needed"
    if column.type in LIMITS:
        return _number_problem(column, value)
    if column.type == "date":
        return date_problem(value, bool(rules.get("first_of_month")))
    if column.type == "boolean":
        return None if value in ("true", "false") else f"'{value}' is neither true nor false"
    return _text_problem(column, value)


def _number_problem(column: Column, value: str) -> str | None:
    if not _WHOLE_NUMBER.fullmatch(value):
        meant = _number_meant(value)
        return (
            f"'{value}' is not a whole number; write {f'it as {meant}' if meant else 'plain digits, such as 1064108'}"
        )
    if len(value) > MOST_DIGITS:
        return f"{value[:MOST_DIGITS]}... has {len(value)} digits; at most {LIMITS[column.type]} is read"
    if abs(int(value)) > LIMITS[column.type]:
        return f"{value} is too large; at most {LIMITS[column.type]} is read"
    if int(value) < 0 and not column.rules.get("signed"):
        return f"{value} is {BELOW_ZERO}"
    return None


def _number_meant(value: str) -> str | None:
    """The number that stands there as print shows it, wide, in groups or with 件; None where none does."""
    read = _SHOWN_NUMBER.fullmatch(value.translate(_WIDE_DIGITS))
    digits = re.sub("[^0-9]", "", read[1]).lstrip("0") or "0" if read else ""
    return digits if 0 < len(digits) <= MOST_DIGITS else None


def date_problem(value: str, first_of_month: bool = False) -> str | None:
    """What is wrong with a date and what to write instead; None where it is sound."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        meant = _date_meant(value)
        return f"'{value}' is not a date; write it {f'as {meant}' if meant else 'such as 2021-04-01'}"
    if value != day.isoformat():
        return f"'{value}' is not written as {day.isoformat()}"
    if first_of_month and day.day != 1:
        return f"{value} is not the first day of a month; write {day.replace(day=1).isoformat()}"
    return None


def _date_meant(value: str) -> str | None:
    """The date that stands there in the order year, month, day, as a spreadsheet shows it; None where none does."""
    read = _YEAR_MONTH_DAY.fullmatch(unicodedata.normalize("NFKC", value).strip())
    try:
        return date(int(read[1]), int(read[2]), int(read[3])).isoformat() if read else None
    except ValueError:
        return None


def _text_problem(column: Column, value: str) -> str | None:
    if value != value.strip():
        return f"'{value}' has spaces around it"
    if value.startswith(FORMULA_STARTS):
        return f"'{value}' begins like a spreadsheet formula"
    permitted = column.rules.get("values")
    if permitted and value not in permitted:
        return f"'{value}' is not permitted; use {', '.join(permitted)}"
    if "pattern" in column.rules:
        pattern, advice = PATTERNS[column.rules["pattern"]]
        if not re.fullmatch(pattern, value):
            return f"'{value}' is malformed; {advice}"
    return None
