"""The slips that a transcription can suffer, each as changes of seed rows."""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice, pairwise
from typing import NamedTuple

from bench.slips import doubled, dropped, exchanged, printable, replaced

CURRENT, EARLIER, YEARS = "annual, current year", "annual, earlier years", "annual, all years"
"""A line of the annual tables is one affair's years: what befalls lines befalls all years together."""


class Row(NamedTuple):
    """A row of a seed that one slip can change.

    table: group of rows that the report keeps apart. value: printed figure, None where the row has none.
    label: printed name of the affair. line, column: what the row shares with its line and its column in print,
    place: order within the line; None where the seed has no such thing.
    """

    seed: str
    number: int
    table: str
    value: int | None
    label: str | None = None
    line: str | None = None
    column: str | None = None
    place: int | None = None


class Change(NamedTuple):
    """action: figure, label, delete or double."""

    seed: str
    number: int
    action: str
    figure: int | None = None
    label: str | None = None


Slip = tuple[Change, ...]


@dataclass(frozen=True)
class Mutant:
    """A publication with one kind of slip."""

    publication_id: str
    operator: str
    table: str
    slip: Slip


def _plus_minus_one(value: int) -> list[int]:
    return [value + 1, value - 1] if value else [value + 1]


FIGURE_SLIPS: dict[str, Callable[[int], Iterable[int]]] = {
    "±1": _plus_minus_one,
    # A zero that comes to stand before the others is not printed.
    "adjacent digits transposed": lambda value: map(int, exchanged(str(value))),
    "digit replaced": lambda value: printable(replaced(str(value))),
    "digit dropped": lambda value: printable(dropped(str(value))),
    "digit doubled": lambda value: printable(doubled(str(value))),
    "sign": lambda value: [-value],
    "×10": lambda value: [value * 10],
    "×1000": lambda value: [value * 1000],
    "zero": lambda value: [0],
}
"""Operators on one figure; each gives all figures that it can make of the printed one."""


def figure_slips(value: int, operator: str) -> list[int]:
    """The different figures, other than the printed one, that the operator can make of it, in rising order."""
    return sorted(set(FIGURE_SLIPS[operator](value)) - {value})


def _figure(row: Row, figure: int | None) -> Change:
    return Change(row.seed, row.number, "figure", figure=figure)


def _with_figure(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row.value is not None]


def _by_operator(operator: str) -> Callable[[list[Row], random.Random], Iterator[Slip]]:
    def slips(rows: list[Row], rng: random.Random) -> Iterator[Slip]:
        options = [(row, figure_slips(row.value or 0, operator)) for row in _with_figure(rows)]
        for _, figures in options:
            rng.shuffle(figures)
        # One slip of each row before a second one of any, so that long figures do not fill the sample.
        for turn in range(max((len(figures) for _, figures in options), default=0)):
            rng.shuffle(options)
            yield from ((_figure(row, figures[turn]),) for row, figures in options if turn < len(figures))

    return slips


def _blank(rows: list[Row], rng: random.Random) -> Iterator[Slip]:
    found = _with_figure(rows)
    yield from ((_figure(row, None),) for row in rng.sample(found, len(found)))


def _row_deleted(rows: list[Row], rng: random.Random) -> Iterator[Slip]:
    yield from ((Change(row.seed, row.number, "delete"),) for row in rng.sample(rows, len(rows)))


def _row_doubled(rows: list[Row], rng: random.Random) -> Iterator[Slip]:
    yield from ((Change(row.seed, row.number, "double"),) for row in rng.sample(rows, len(rows)))


def _grouped(rows: Iterable[Row], key: Callable[[Row], str | None]) -> list[list[Row]]:
    labelled = sorted((row for row in rows if key(row) is not None), key=lambda row: (key(row) or "", row))
    return [list(group) for _, group in groupby(labelled, key)]


def _exchanged(rows: list[Row], rng: random.Random, key: Callable[[Row], str | None]) -> Iterator[Slip]:
    pairs = [
        (one, two)
        for group in _grouped(_with_figure(rows), key)
        for place, one in enumerate(group)
        for two in group[place + 1 :]
        if one.value != two.value
    ]
    rng.shuffle(pairs)
    yield from ((_figure(one, two.value), _figure(two, one.value)) for one, two in pairs)


def _months_exchanged(rows: list[Row], rng: random.Random) -> Iterator[Slip]:
    yield from _exchanged(rows, rng, lambda row: row.line)


def _column_exchanged(rows: list[Row], rng: random.Random) -> Iterator[Slip]:
    yield from _exchanged(rows, rng, lambda row: row.column)


def _shifted(rows: list[Row], rng: random.Random) -> Iterator[Slip]:
    """From some place on each figure stands one place too late; the first of them twice, the last is lost."""
    slips: list[Slip] = []
    for line in _grouped(_with_figure(rows), lambda row: row.line):
        line.sort(key=lambda row: row.place or 0)
        for start in range(len(line) - 2):
            moved = [_figure(two, one.value) for one, two in pairwise(line[start:]) if one.value != two.value]
            if len(moved) > 1:
                slips.append(tuple(moved))
    rng.shuffle(slips)
    yield from slips


def _label_of_a_row(rows: list[Row], rng: random.Random) -> Iterator[Slip]:
    """One row of each of two affairs of a section bears the other's name."""
    pairs = [pair for column in _grouped(rows, lambda row: row.column) for pair in pairwise(column)]
    rng.shuffle(pairs)
    yield from (
        tuple(Change(row.seed, row.number, "label", label=other.label) for row, other in ((one, two), (two, one)))
        for one, two in pairs
        if one.label != two.label and one.value != two.value
    )


def _labels_of_lines(rows: list[Row], rng: random.Random) -> Iterator[Slip]:
    """All rows of two affairs that follow one another bear the other's name."""
    pairs = [
        (one, two)
        for one, two in pairwise(_grouped(rows, lambda row: row.line))
        if (one[0].line or "").split("|")[0] == (two[0].line or "").split("|")[0]
    ]
    rng.shuffle(pairs)
    for one, two in pairs:
        yield tuple(
            Change(row.seed, row.number, "label", label=other[0].label)
            for line, other in ((one, two), (two, one))
            for row in line
        )


OPERATORS: dict[str, Callable[[list[Row], random.Random], Iterator[Slip]]] = {
    **{operator: _by_operator(operator) for operator in FIGURE_SLIPS},
    "blank": _blank,
    "row deleted": _row_deleted,
    "row doubled": _row_doubled,
    "two places of a line exchanged": _months_exchanged,
    "two rows of a column exchanged": _column_exchanged,
    "line shifted": _shifted,
    "labels of two rows exchanged": _label_of_a_row,
    "labels of two lines exchanged": _labels_of_lines,
}
"""Each yields its slips of the rows of one table in random order, until it knows no more."""

OF_LINES = ("two places of a line exchanged", "line shifted", "labels of two lines exchanged")

INDEPENDENT = {"two independent slips": 2, "three independent slips": 3}


def independent_slips(rows: list[Row], count: int, rng: random.Random) -> Iterator[Slip]:
    """`count` figures, each with a slip of its own; never ends."""
    found = [row for row in _with_figure(rows) if row.value]
    while True:
        chosen = rng.sample(found, count)
        options = [_any_slip(row.value or 0) for row in chosen]
        yield tuple(_figure(row, rng.choice(figures)) for row, figures in zip(chosen, options, strict=True))


def _any_slip(value: int) -> list[int]:
    return [figure for operator in FIGURE_SLIPS if operator != "sign" for figure in figure_slips(value, operator)]


def make_mutants(rows: list[Row], per_table: int, seed: int, operators: Collection[str] | None = None) -> list[Mutant]:
    """At most `per_table` mutants of each operator, or of the named ones, and table; the same for the same seed."""
    mutants: list[Mutant] = []
    for operator, table, slips in _all_slips(rows, seed):
        if operators is None or operator in operators:
            mutants += [
                Mutant(f"m{number:06d}", operator, table, slip)
                for number, slip in enumerate(islice(slips, per_table), start=len(mutants) + 1)
            ]
    return mutants


def _all_slips(rows: list[Row], seed: int) -> Iterator[tuple[str, str, Iterator[Slip]]]:
    tables: dict[str, list[Row]] = {}
    for row in rows:
        tables.setdefault(row.table, []).append(row)
    for operator, slips in OPERATORS.items():
        by_line = operator in OF_LINES
        for table, members in tables.items():
            if not (by_line and table in (CURRENT, EARLIER)):
                yield operator, table, slips(members, random.Random(f"{seed}/{operator}/{table}"))
        if by_line:
            years = [row for row in rows if row.table in (CURRENT, EARLIER)]
            yield operator, YEARS, slips(years, random.Random(f"{seed}/{operator}/{YEARS}"))
    for operator, count in INDEPENDENT.items():
        for table, members in (("monthly", tables.get("monthly", [])), ("all tables", rows)):
            yield operator, table, independent_slips(members, count, random.Random(f"{seed}/{operator}/{table}"))
