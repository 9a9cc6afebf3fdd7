"""Checks the seeds before they are loaded, because a database names a bad cell by neither file nor line.

Every rule comes from the YAML beside the seed; see jukinet.seeds.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import category

from jukinet.check.cells import problem
from jukinet.check.edits import edit_problems, selector_problems
from jukinet.check.lines import misplaced_lines
from jukinet.check.names import more_rows, unknown_names, unknown_seeds
from jukinet.check.publications import months_of_other_years, publication_problems
from jukinet.check.publishers import foreign_names
from jukinet.check.registers import register_problems
from jukinet.check.strangers import strangers
from jukinet.seeds import Row, Seed, not_read

ALIKE = 10
"""Rows with the same fault in one column that are shown one by one; more are one line."""

_VALUE = re.compile(r"'.*'|[0-9]+")
_MERGE_MARK = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: .*)?$", re.MULTILINE)
_SAVE_IT = "save it in VS Code or Notepad with the encoding UTF-8 (without BOM)"


@dataclass(frozen=True)
class Fault:
    """What is wrong where: a file, its line (0 for the file as a whole), and one sentence with advice."""

    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.path.as_posix()}:{self.line}" if self.line else self.path.as_posix()
        # A terminal would obey a control character in a name that is told.
        return "".join(f"U+{ord(one):04X}" if category(one) == "Cc" else one for one in f"{place}: {self.message}")


def check_seeds(seeds: dict[str, Seed]) -> list[Fault]:
    """All faults of the seeds; empty where everything can be loaded.

    Those of cells and rows come first, in the order of files and lines, and then those of references, which may only
    follow from them.
    """
    faults = [Fault(path, 0, message) for path, message in strangers(seeds)]
    references: list[Fault] = []
    tables: dict[str, list[Row]] = {}
    for seed in seeds.values():
        rows, found = _read(seed)
        faults += found
        if rows is not None:
            tables[seed.name] = rows
            faults += _check_cells(seed, rows)
            if seed.name == "balance_edits":
                faults += [Fault(seed.path, row.line, problem) for row in rows for problem in edit_problems(row.values)]
            faults += _check_key_and_order(seed, rows)
    # References into a file that cannot be read would only repeat its fault for every row.
    if len(tables) == len(seeds):
        for seed in seeds.values():
            references += [Fault(seed.path, line, message) for line, message in unknown_names(seed, seeds, tables)]
        for problems in (publication_problems(tables), foreign_names(tables), register_problems(tables)):
            faults += [Fault(seeds[name].path, line, what) for name, line, what in problems]
        faults += _check_months(seeds, tables)
        faults += _gathered(seeds["sealed_rows"], unknown_seeds(seeds, tables))
        if not faults:
            faults += [Fault(seeds[name].path, line, what) for name, line, what in misplaced_lines(tables)]
        selectors = selector_problems(tables["balance_edits"], tables["code_register"])
        faults += [Fault(seeds["balance_edits"].path, line, problem) for line, problem in selectors]
    return [*sorted(faults, key=_place), *sorted(references, key=_place)]


def sorted_seeds(seeds: dict[str, Seed]) -> dict[Path, bytes]:
    """Path and new content of every seed that can be read and is out of order."""
    contents = {}
    for seed in seeds.values():
        read, faults = _read(seed)
        rows = [row.values for row in read or ()]
        ordered = sorted(rows, key=seed.sort_key)
        if not faults and ordered != rows:
            contents[seed.path] = seed.to_csv(ordered)
    return contents


def _place(fault: Fault) -> tuple[str, int]:
    return fault.path.as_posix(), fault.line


def _read(seed: Seed) -> tuple[list[Row] | None, list[Fault]]:
    """The rows of a seed, and what is wrong with its file; no rows where they cannot all be told."""
    try:
        # Reading a pipe or a device may never end.
        if seed.path.exists() and not (seed.path.is_file() or seed.path.is_dir()):
            return None, [Fault(seed.path, 0, "is a pipe or a device; restore the file")]
        data = seed.path.read_bytes()
    except OSError as error:
        return None, [Fault(seed.path, 0, not_read(error))]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, [Fault(seed.path, 1, f"is UTF-16; {_SAVE_IT}")]
    # What a spreadsheet does to a whole file does not hide what it has done to the values.
    faults: list[Fault] = []
    if data.startswith(b"\xef\xbb\xbf"):
        what = "begins with a byte order mark, as Excel's 'CSV UTF-8' does"
        faults.append(Fault(seed.path, 1, f"{what}; {_SAVE_IT}"))
    try:
        text = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        byte = data[error.start]
        which = ", but it is Shift_JIS, as Excel's 'CSV' is" if _is_shift_jis(data) else ""
        return None, [Fault(seed.path, line, f"byte 0x{byte:02x} is not UTF-8{which}; {_SAVE_IT}")]
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        what = "ends with a carriage return"
        advice = "save it with LF line ends (in VS Code: CRLF in the lower right corner)"
        faults.append(Fault(seed.path, line, f"{what}; {advice}"))
    text = re.sub("\r\n?", "\n", text)
    if mark := _MERGE_MARK.search(text):
        what = f"is the mark of a merge that was not finished, {mark[0]}"
        advice = "keep the rows that are right, and remove every line with <<<<<<<, ======= or >>>>>>>"
        return None, [*faults, Fault(seed.path, text[: mark.start()].count("\n") + 1, f"{what}; {advice}")]
    rows, found = _parse(seed, text)
    return None if found else rows, [*faults, *found]


def _is_shift_jis(data: bytes) -> bool:
    try:
        data.decode("cp932")
    except UnicodeDecodeError:
        return False
    return True


def _parse(seed: Seed, text: str) -> tuple[list[Row], list[Fault]]:
    reader = csv.reader(io.StringIO(text), strict=True)
    rows: list[Row] = []
    faults: list[Fault] = []
    line = 1
    try:
        header = next(reader, [])
        if header != seed.header:
            return [], [Fault(seed.path, 1, _header_fault(header, seed.header))]
        line = reader.line_num + 1
        for fields in reader:
            if len(fields) != len(header) or not any(fields):
                faults.append(Fault(seed.path, line, _width_fault(fields, len(header))))
            else:
                rows.append(Row(line, dict(zip(header, fields, strict=True))))
            line = reader.line_num + 1
    except csv.Error as error:
        faults.append(Fault(seed.path, line, f"is not valid CSV ({error}); check the quotes"))
    return rows, faults


def _width_fault(fields: list[str], expected: int) -> str:
    found = len(fields)
    # Of a row that was emptied, a spreadsheet leaves the commas.
    if not any(fields):
        return "the line is empty; remove it"
    missing = "a field is missing" if expected - found == 1 else "fields are missing"
    advice = "a text with a comma needs quotes, a number is written without" if found > expected else missing
    return f"the row has {found} {'field' if found == 1 else 'fields'}, not {expected}; {advice}"


def _header_fault(found: list[str], expected: list[str]) -> str:
    missing = [name for name in expected if name not in found]
    surplus = [name for name in found if name not in expected]
    if missing:
        return (
            f"the column {missing[0]} is missing; the header must be {','.join(expected)}{_why_all_are_missing(found)}"
        )
    if surplus:
        return f"the column '{surplus[0]}' is not known; the header must be {','.join(expected)}"
    doubled = [name for name in expected if found.count(name) > 1]
    what = f"the column {doubled[0]} stands twice" if doubled else "the columns are out of order"
    return f"{what}; the header must be {','.join(expected)}"


def _why_all_are_missing(found: list[str]) -> str:
    """What a spreadsheet or an editor did to the whole file; nothing where columns alone are missing."""
    if not found:
        return "; the file is empty: restore it"
    for mark, name in (("\t", "tabs"), (";", "semicolons")):
        if len(found) == 1 and mark in found[0]:
            return f"; its columns are parted by {name}: save it with commas"
    return ""


def _check_cells(seed: Seed, rows: list[Row]) -> Iterator[Fault]:
    for column in seed.columns:
        found = (
            (row.line, problem(column, row.values[column.name], row.values, is_sealed=seed.is_disclosure))
            for row in rows
        )
        yield from _gathered(seed, ((line, f"{column.name} {what}") for line, what in found if what))


def _gathered(seed: Seed, found: Iterable[tuple[int, str]]) -> Iterator[Fault]:
    """Faults by line and message, those of one column; many that differ in their values alone become one.

    So it is where a spreadsheet has written a whole column anew.
    """
    alike: dict[str, list[tuple[int, str]]] = {}
    for line, message in found:
        alike.setdefault(_VALUE.sub("", message), []).append((line, message))
    for faults in alike.values():
        if len(faults) > ALIKE:
            line, message = faults[0]
            yield Fault(seed.path, line, message + more_rows([line for line, _ in faults]))
        else:
            yield from (Fault(seed.path, line, message) for line, message in faults)


def _check_key_and_order(seed: Seed, rows: list[Row]) -> Iterator[Fault]:
    seen: dict[tuple[str, ...], int] = {}
    unique_within = {
        column.name: column.rules["unique_within"] for column in seed.columns if "unique_within" in column.rules
    }
    named: dict[tuple[str, str, str], int] = {}
    previous: tuple[tuple[int, str], ...] | None = None
    for row in rows:
        key = tuple(row.values[name] for name in seed.key)
        if key in seen:
            advice = "remove one, or correct its key" if len(key) > 1 else "remove one, or give it a key of its own"
            yield Fault(seed.path, row.line, f"repeats the key {', '.join(key)} of line {seen[key]}; {advice}")
            # Of a row that goes, nothing else need be told.
            continue
        seen[key] = row.line
        for name, group in unique_within.items():
            first = named.setdefault((name, row.values[group], row.values[name]), row.line)
            if first != row.line:
                yield Fault(seed.path, row.line, f"repeats the {name} {row.values[name]} of line {first}; remove one")
        place = seed.sort_key(row.values)
        if previous is not None and place < previous:
            after = next(other.line for other in rows if seed.sort_key(other.values) > place)
            by = f"rows are sorted by {', '.join(seed.sorted_by)}"
            where = f"it belongs before line {after}; jukinet check --sort puts it there"
            yield Fault(seed.path, row.line, f"is out of order; {by}, so that {where}")
        previous = place


def _check_months(seeds: dict[str, Seed], tables: dict[str, list[Row]]) -> Iterator[Fault]:
    for seed in seeds.values():
        for column in seed.columns:
            if column.rules.get("within_fiscal_year"):
                yield from _gathered(seed, months_of_other_years(tables, seed.name, column.name))
