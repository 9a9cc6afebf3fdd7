"""Whatever breaks the rows of a print: every figure is read right, or its place is reported."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from first_publication import first_tables
from ingest.made_up import MadeUp, make
from ingest.prints import MONTH
from jukinet.ingest import edits
from jukinet.ingest.publication import understand
from jukinet.ingest.read_text import read
from jukinet.ingest.reading import Reading, Tables

Cells = list[str]
Break = Callable[[Cells, Cells], list[Cells]]


@cache
def registers() -> Tables:
    tables = first_tables()
    tables["affair_register"] = [*tables["affair_register"], {
        "affair_id": "child-benefits", "affair_name": "", "affair_name_en": "", "activity": "use",
        "legal_basis_id": "act-30-15-1-1", "recipient_id": "", "started_month": "2022-06-01",
    }]  # fmt: skip
    names = [
        {"publication_id": "140007-2022", "section": section, "affair_name": name, "affair_id": affair_id}
        for (section, name), affair_id in print_of().new_names.items()
    ]
    tables["printed_affair_names"] = [*tables["printed_affair_names"], *names]
    return tables


@cache
def print_of() -> MadeUp:
    return make(2, shifts=False)


def is_month(cell: str) -> bool:
    return MONTH.fullmatch(cell) is not None


def shorten(cell: str) -> str:
    return cell[:-1] if cell[-1:].isdigit() else cell


FULL_WIDTH = str.maketrans("0123456789,", "０１２３４５６７８９，")

# Each takes a row and the next one, and gives what extraction might make of the row.
BREAKS: dict[str, Break] = {
    "shifted right, last cell lost": lambda row, after: [["", *row[:-1]]],
    "shifted right": lambda row, after: [["", *row]],
    "shifted right by two, last cells lost": lambda row, after: [["", "", *row[:-2]]],
    "shifted left": lambda row, after: [[*row[1:], ""]],
    "shifted left by two": lambda row, after: [[*row[2:], "", ""]],
    "cells close up": lambda row, after: [[cell for cell in row if cell]],
    "cells close up to the right": lambda row, after: [
        [""] * sum(not cell for cell in row) + [cell for cell in row if cell]
    ],
    "gap before the last cell": lambda row, after: [[*row[:-1], "", row[-1]]],
    "first cell lost": lambda row, after: [["", *row[1:]]],
    "second cell lost": lambda row, after: [[row[0], "", *row[2:]]],
    "last cell lost": lambda row, after: [[*row[:-1], ""]],
    "last cell dropped": lambda row, after: [row[:-1]],
    "month lost": lambda row, after: [["" if is_month(cell) else cell for cell in row]],
    "row lost": lambda row, after: [],
    "row doubled": lambda row, after: [row, row],
    "row broken in two": lambda row, after: [[*row[:-1], ""], [*[""] * (len(row) - 1), row[-1]]],
    "name on its own row": lambda row, after: [[row[0], *[""] * (len(row) - 1)], ["", *row[1:]]],
    "name broken over two rows": lambda row, after: [
        [row[0][: len(row[0]) // 2], *row[1:]], [row[0][len(row[0]) // 2 :], *after[1:]]
    ],
    "name broken below": lambda row, after: [
        [row[0][: len(row[0]) // 2], *row[1:]], [row[0][len(row[0]) // 2 :], *[""] * (len(row) - 1)]
    ],
    "two rows on one line": lambda row, after: [[*row, *after]],
    "last two cells in one": lambda row, after: [[*row[:-2], f"{row[-2]} {row[-1]}"]],
    "first two cells in one": lambda row, after: [[f"{row[0]} {row[1]}", *row[2:]]],
    "all cells in one": lambda row, after: [[" ".join(cell for cell in row if cell)]],
    "last two cells exchanged": lambda row, after: [[*row[:-2], row[-1], row[-2]]],
    "first two cells exchanged": lambda row, after: [[row[1], row[0], *row[2:]]],
    "last cell taken from the next row": lambda row, after: [[*row[:-1], after[-1]]],
    "last digit lost": lambda row, after: [[*row[:-1], shorten(row[-1])]],
    "digit broken off": lambda row, after: [[*row[:-1], f"{row[-1][:-1]} {row[-1][-1:]}"]],
    "footnote mark": lambda row, after: [[*row[:-1], row[-1] + "²"]],
    "footnote sign": lambda row, after: [[*row[:-1], row[-1] + "※"]],
    "letter for a digit": lambda row, after: [[*row[:-1], row[-1].replace("1", "l").replace("0", "O")]],
    "dash for a figure": lambda row, after: [[*row[:-1], "-"]],
    "minus": lambda row, after: [[*row[:-1], "△" + row[-1]]],
    "full width": lambda row, after: [[cell.translate(FULL_WIDTH) for cell in row]],
    "header repeated": lambda row, after: [["名称", "年月", "件数"], row],
    "empty line": lambda row, after: [[""], row],
    "page number": lambda row, after: [row, ["12"]],
    "next year's month": lambda row, after: [[cell.replace("令和4年", "令和5年") for cell in row]],
}  # fmt: skip


def figures(reading: Reading) -> dict[tuple[str, ...], tuple[int | None, int]]:
    """Every figure with its line, by the keys of the made-up print."""
    found: dict[tuple[str, ...], tuple[int | None, int]] = {}
    for row in reading.seeds.get("printed_annual_counts", []):
        key = ("annual", f"annex{row['annex']}", row["affair_name"], row["fiscal_year"])
        found[key] = (int(row["case_count"]) if row["case_count"] else None, int(row["source_line"]))
    for row in reading.seeds.get("printed_monthly_counts", []):
        key = ("monthly", row["section"], row["affair_name"], row["month"])
        found[key] = (int(row["case_count"]) if row["case_count"] else None, int(row["source_line"]))
    for row in reading.seeds.get("printed_totals", []):
        if row["section"] != "users":
            key = ("total", row["section"], row["role"], row["fiscal_year"])
            found[key] = (int(row["value"]) if row["value"] else None, int(row["source_line"]))
    return found


def unreported(reading: Reading, truth: dict[tuple[str, ...], int | None]) -> list[tuple[str, ...]]:
    """The figures that are wrong without a report that leads to them.

    A dash in place of a printed 0 is no wrong figure: the dash is what the file says.
    """
    if reading.problems:
        return []
    read_figures = figures(reading)
    wrong = [
        key
        for key in {*truth, *read_figures}
        if key not in truth or key not in read_figures or (truth[key] or 0) != (read_figures[key][0] or 0)
    ]
    if not wrong:
        return []
    told = {
        line for balance in edits.evaluate(reading, registers()) if balance.status == "broken" for line in balance.lines
    }
    lost = {remark.place for remark in reading.lost}
    unknown = {one.name for one in reading.unknown}
    silent = []
    for key in wrong:
        lines = {line for other, (_, line) in read_figures.items() if other[:3] == key[:3]}
        is_lost = key in read_figures and f"line {read_figures[key][1]}" in lost and read_figures[key][0] is None
        if not (lines & told or is_lost or key[2] in unknown):
            # A row that is gone altogether leaves only its total behind.
            above = key[1][0] if key[2] == "line" else key[1]
            totals = {line for other, (_, line) in read_figures.items() if other[:2] == ("total", above)}
            if lines or not totals & told:
                silent.append(key)
    return silent


def with_breaks(chosen: list[tuple[int, str]]) -> str:
    """The print with these breaks at these rows of its tables, counted from the first annual table."""
    lines = [line.split("\t") for line in print_of().text.removesuffix("\n").split("\n")]
    start = next(n for n, cells in enumerate(lines) if cells[0].startswith("No."))
    rows = [n for n in range(start, len(lines)) if len(lines[n]) > 1 and any(cell[-1:].isdigit() for cell in lines[n])]
    for place, name in sorted(dict(chosen).items(), reverse=True):
        number = rows[place % len(rows)]
        after = (
            lines[number + 1] if number + 1 < len(lines) and len(lines[number + 1]) > 1 else [""] * len(lines[number])
        )
        lines[number : number + 1] = BREAKS[name](lines[number], after)
    return "\n".join("\t".join(cells) for cells in lines) + "\n"


def understood(text: str) -> Reading:
    return understand(read(Path("print.txt"), text.encode()), "140007", 2022, registers())


def test_the_unbroken_print_is_read_right() -> None:
    reading = understood(print_of().text)
    assert reading.problems == []
    assert {key: value for key, (value, _) in figures(reading).items()} == print_of().figures


@pytest.mark.parametrize("name", BREAKS)
def test_each_break_at_every_row_is_read_right_or_reported(name: str) -> None:
    # One break at a time, so that breaks do not help each other to be seen.
    for place in range(list(BREAKS).index(name) % 7, 378, 7):
        reading = understood(with_breaks([(place, name)]))
        assert unreported(reading, print_of().figures) == [], place


ROW_BREAK = st.tuples(st.integers(min_value=0, max_value=377), st.sampled_from(sorted(BREAKS)))


@settings(max_examples=300)
@given(st.lists(ROW_BREAK, min_size=1, max_size=6))
@example([(60, "first cell lost"), (61, "row lost")])
def test_many_breaks_are_read_right_or_reported(chosen: list[tuple[int, str]]) -> None:
    assert unreported(understood(with_breaks(chosen)), print_of().figures) == []


READ_RIGHT = [
    "shifted right", "cells close up", "cells close up to the right", "gap before the last cell",
    "full width", "empty line",
]  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(50, 377), st.sampled_from(READ_RIGHT)), min_size=1, max_size=40))
def test_rows_that_are_only_shifted_are_read_right(chosen: list[tuple[int, str]]) -> None:
    """Rows of the summary and the monthly tables; nothing is lost there, so nothing may be refused."""
    reading = understood(with_breaks(chosen))
    assert [problem.text() for problem in reading.problems] == []
    assert {key: value for key, (value, _) in figures(reading).items()} == print_of().figures
