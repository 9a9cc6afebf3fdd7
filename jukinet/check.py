"""Checks the seeds before they are loaded, because a database names a bad cell by neither file nor line.

Every rule comes from the YAML beside the seed; see jukinet.seeds.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jukinet.check_edits import edit_problems
from jukinet.seeds import FORMULA_STARTS, Column, Seed, check_digit

_WHOLE_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)")
_LIMITS = {"integer": 2**31 - 1, "bigint": 2**63 - 1}
_SELECTOR = r"[a-z_]+/[a-z_]+(\[[a-z_]+=[^],= ]+(,[a-z_]+=[^],= ]+)?\])?"
PATTERNS = {
    "era_month": (
        r"[MTSHR]([1-9]|[0-9]{2})\.([1-9]|1[0-2])",
        "write era letter, year and month, such as H15.10",
    ),
    "publisher_code": (r"[0-9]{6}", "write the six-digit local government code, such as 140007"),
    "publication_id": (r"[0-9]{6}-[0-9]{4}", "write publisher code and fiscal year, such as 140007-2021"),
    "selector": (rf"{_SELECTOR}( \+ {_SELECTOR})*", "write table/role or table/role[column=value]"),
    "selectors": (rf"{_SELECTOR}( [+-] {_SELECTOR})*", "join selectors by ' + ' and ' - '"),
}


@dataclass(frozen=True)
class Fault:
    """What is wrong where: a file, its line (0 for the file as a whole), and one sentence with advice."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.path.as_posix()}:{self.line}" if self.line else self.path.as_posix()
        return f"{place}: {self.message}"


@dataclass(frozen=True)
class _Row:
    line: int
    values: dict[str, str]


def check_seeds(seeds: dict[str, Seed]) -> list[Fault]:
    """All faults of the seeds in the order of files and lines; empty where everything can be loaded."""
    faults: list[Fault] = []
    tables: dict[str, list[_Row]] = {}
    for seed in seeds.values():
        rows, found = _read(seed)
        faults += found
        if not found:
            tables[seed.name] = rows
            faults += _check_cells(seed, rows)
            if seed.name == "balance_edits":
                faults += [Fault(seed.path, row.line, problem) for row in rows for problem in edit_problems(row.values)]
            faults += _check_key_and_order(seed, rows)
    # References into a file that cannot be read would only repeat its fault for every row.
    if len(tables) == len(seeds):
        for seed in seeds.values():
            faults += _check_references(seed, tables)
        faults += _check_publications(seeds, tables)
        faults += _check_months(seeds, tables)
    return sorted(faults, key=lambda fault: (fault.path.as_posix(), fault.line))


def _read(seed: Seed) -> tuple[list[_Row], list[Fault]]:
    try:
        data = seed.path.read_bytes()
    except OSError as error:
        return [], [Fault(seed.path, 0, f"cannot be read ({error.strerror}); restore the file")]
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return [], [Fault(seed.path, 1, "begins with a byte order mark; save it as UTF-8 without BOM")]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        byte = data[error.start]
        return [], [
            Fault(seed.path, line, f"byte 0x{byte:02x} is not UTF-8; save it as UTF-8, not as Shift_JIS (CP932)")
        ]
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        return [], [Fault(seed.path, line, "ends with a carriage return; save it with LF line ends")]
    return _parse(seed, text)


def _parse(seed: Seed, text: str) -> tuple[list[_Row], list[Fault]]:
    reader = csv.reader(io.StringIO(text), strict=True)
    rows: list[_Row] = []
    faults: list[Fault] = []
    line = 1
    try:
        header = next(reader, [])
        if header != seed.header:
            return [], [Fault(seed.path, 1, _header_fault(header, seed.header))]
        line = reader.line_num + 1
        for fields in reader:
            if len(fields) != len(header):
                advice = _width_fault(len(fields), len(header))
                faults.append(Fault(seed.path, line, advice))
            else:
                rows.append(_Row(line, dict(zip(header, fields, strict=True))))
            line = reader.line_num + 1
    except csv.Error as error:
        faults.append(Fault(seed.path, line, f"is not valid CSV ({error}); check the quotes"))
    return rows, faults


def _width_fault(found: int, expected: int) -> str:
    if not found:
        return "the line is empty; remove it"
    advice = "a field with a comma needs quotes" if found > expected else "a field is missing"
    return f"the row has {found} fields, not {expected}; {advice}"


def _header_fault(found: list[str], expected: list[str]) -> str:
    missing = [name for name in expected if name not in found]
    surplus = [name for name in found if name not in expected]
    if missing:
        return f"the column {missing[0]} is missing; the header must be {','.join(expected)}"
    if surplus:
        return f"the column '{surplus[0]}' is not known; the header must be {','.join(expected)}"
    return f"the columns are out of order; the header must be {','.join(expected)}"


def _check_cells(seed: Seed, rows: list[_Row]) -> Iterator[Fault]:
    for row in rows:
        for column in seed.columns:
            problem = _problem(column, row.values[column.name], row.values)
            if problem:
                yield Fault(seed.path, row.line, f"{column.name} {problem}")


def _problem(column: Column, value: str, values: dict[str, str]) -> str | None:
    rules = column.rules
    control = next((letter for letter in value if unicodedata.category(letter) == "Cc"), None)
    if control:
        # Not shown as it is: a terminal would obey it.
        return f"holds the control character U+{ord(control):04X}; remove it"
    if rules.get("count"):
        is_printed = values["cell_status"] == "printed"
        if is_printed and not value:
            return "is empty, but cell_status says printed; write the figure, or say that it is lost"
        if value and not is_printed:
            return f"is {value}, but cell_status says {values['cell_status']}; only a printed cell has a figure"
        if not value:
            return None
    elif not value:
        return None if rules.get("optional") else "is empty; it is needed"
    if column.type in _LIMITS:
        return _number_problem(column, value)
    if column.type == "date":
        return _date_problem(value, bool(rules.get("first_of_month")))
    if column.type == "boolean":
        return None if value in ("true", "false") else f"'{value}' is neither true nor false"
    return _text_problem(column, value)


def _number_problem(column: Column, value: str) -> str | None:
    if not _WHOLE_NUMBER.fullmatch(value):
        return f"'{value}' is not a whole number; write plain digits, such as 1064108"
    if abs(int(value)) > _LIMITS[column.type]:
        return f"{value} is too large"
    minimum = 0 if column.rules.get("count") else column.rules.get("minimum")
    if minimum is not None and int(value) < minimum:
        return f"{value} is below {minimum}; counts are not negative"
    return None


def _date_problem(value: str, first_of_month: bool) -> str | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return f"'{value}' is not a date; write it as 2021-04-01"
    if value != day.isoformat():
        return f"'{value}' is not written as {day.isoformat()}"
    if first_of_month and day.day != 1:
        return f"{value} is not the first day of a month; write {day.replace(day=1).isoformat()}"
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


def _check_key_and_order(seed: Seed, rows: list[_Row]) -> Iterator[Fault]:
    seen: dict[tuple[str, ...], int] = {}
    unique = [column.name for column in seed.columns if column.rules.get("unique")]
    named: dict[tuple[str, str], int] = {}
    previous: tuple[tuple[int, str], ...] | None = None
    for row in rows:
        key = tuple(row.values[name] for name in seed.key)
        if key in seen:
            yield Fault(seed.path, row.line, f"repeats the key {', '.join(key)} of line {seen[key]}; remove one")
        seen.setdefault(key, row.line)
        for name in unique:
            first = named.setdefault((name, row.values[name]), row.line)
            if first != row.line:
                yield Fault(seed.path, row.line, f"repeats the {name} {row.values[name]} of line {first}; remove one")
        place = seed.sort_key(row.values)
        if previous is not None and place < previous:
            yield Fault(seed.path, row.line, f"is out of order; rows are sorted by {', '.join(seed.sorted_by)}")
        previous = place


def _check_references(seed: Seed, tables: dict[str, list[_Row]]) -> Iterator[Fault]:
    for column in seed.columns:
        target = column.rules.get("references")
        if target:
            # A column of the seed that it refers to would permit whatever stands in it.
            named = seed.key[0] if target == seed.name else column.name
            permitted = {row.values[named] for row in tables[target]}
            yield from _unknown(seed, tables, column.name, permitted, target)
        if "code_list" in column.rules:
            code_list = column.rules["code_list"]
            codes = {row.values["code"] for row in tables["code_register"] if row.values["code_list"] == code_list}
            yield from _unknown(seed, tables, column.name, codes, f"code_register, list {code_list}")
        if "resolved_by" in column.rules:
            yield from _unresolved(seed, tables, column)


def _unknown(seed: Seed, tables: dict[str, list[_Row]], name: str, permitted: set[str], target: str) -> Iterator[Fault]:
    for row in tables[seed.name]:
        value = row.values[name]
        if value and value not in permitted:
            yield Fault(seed.path, row.line, f"{name} '{value}' is not in {target}; correct it or register it there")


def _unresolved(seed: Seed, tables: dict[str, list[_Row]], column: Column) -> Iterator[Fault]:
    register = column.rules["resolved_by"]
    known = {(row.values["publication_id"], row.values["section"], row.values[column.name]) for row in tables[register]}
    names_as_in = {
        row.values["publication_id"]: row.values["names_as_in"] or row.values["publication_id"]
        for row in tables["publication_register"]
    }
    for row in tables[seed.name]:
        publication = row.values["publication_id"]
        section = row.values["section"] if "section" in row.values else f"annex{row.values['annex']}"
        name = row.values[column.name]
        place = "" if column.name == "section" else f" for section {section}"
        if name and (names_as_in.get(publication, publication), section, name) not in known:
            yield Fault(
                seed.path,
                row.line,
                f"{column.name} '{name}' is not in {register}{place}; correct it or register it there",
            )


def _check_publications(seeds: dict[str, Seed], tables: dict[str, list[_Row]]) -> Iterator[Fault]:
    path = seeds["publication_register"].path
    for row in tables["publication_register"]:
        values = row.values
        expected = f"{values['publisher_code']}-{values['fiscal_year']}"
        if values["publication_id"] != expected:
            yield Fault(path, row.line, f"publication_id {values['publication_id']} should be {expected}")
    path = seeds["publisher_register"].path
    for row in tables["publisher_register"]:
        code = row.values["publisher_code"]
        if re.fullmatch(r"[0-9]{6}", code) and int(code[5]) != check_digit(code[:5]):
            yield Fault(
                path,
                row.line,
                f"publisher_code {code} has a wrong check digit, {check_digit(code[:5])} is right",
            )


def _check_months(seeds: dict[str, Seed], tables: dict[str, list[_Row]]) -> Iterator[Fault]:
    years = {row.values["publication_id"]: row.values["fiscal_year"] for row in tables["publication_register"]}
    for seed in seeds.values():
        for column in (column for column in seed.columns if column.rules.get("within_fiscal_year")):
            for row in tables[seed.name]:
                year, value = years.get(row.values["publication_id"], ""), row.values[column.name]
                if year.isdigit() and not f"{year}-04-01" <= value <= f"{int(year) + 1}-03-31":
                    months = f"April {year} to March {int(year) + 1}"
                    yield Fault(seed.path, row.line, f"{column.name} {value} is not in fiscal year {year}, {months}")
