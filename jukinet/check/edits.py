"""The names that the register of balance edits may use: an edit with a misspelt name would select nothing."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jukinet.printed_cells import roles_by_table
from jukinet.seeds import Row, whole_number

EDIT_ATTRIBUTES = (
    "annex",
    "activity",
    "legal_basis_id",
    "affair_id",
    "fiscal_year",
    "period",
    "inspection_id",
    "is_planned",
)
"""Columns of a cell that an edit may be bound on or filter by; the same as in macros/cell_attributes.sql."""

AFFAIR_BOUNDS = ("annex", "affair_id", "fiscal_year")
"""What an edit about affairs may be bound on: affair and year say the rest, and sums are kept by them."""

_SELECTED = re.compile(r"([a-z_]+)/([a-z_]+)")
_FILTER = re.compile(r"[\[,]([a-z_]+)=")


def edit_problems(values: Mapping[str, str]) -> Iterator[str]:
    """What is wrong with the names in one row of the register: column, name, and what to write instead."""
    bound_on = values["bound_on"]
    if bound_on != " ".join(bound_on.split()):
        yield f"bound_on '{bound_on}' has surplus spaces; separate names by one space"
    seen: set[str] = set()
    for name in bound_on.split():
        if name not in EDIT_ATTRIBUTES:
            yield f"bound_on names '{name}', which no cell has; {_advice(name)}"
        elif name in seen:
            yield f"bound_on names '{name}' twice; remove one"
        seen.add(name)
    for column in ("total_selector", "part_selectors"):
        for name in _FILTER.findall(values[column]):
            if name not in EDIT_ATTRIBUTES:
                yield f"{column} filters by '{name}', which no cell has; {_advice(name)}"

    first, last = whole_number(values["valid_from"]), whole_number(values["valid_to"])
    if first is not None and last is not None and last < first:
        yield f"valid_to {last} is before valid_from {first}: the edit never applies; correct one of them"
    if "affair_id" in bound_on.split() + _FILTER.findall(values["total_selector"] + values["part_selectors"]):
        for name in EDIT_ATTRIBUTES:
            if name in seen and name not in AFFAIR_BOUNDS:
                yield f"bound_on names '{name}' in an edit about affairs; use {', '.join(AFFAIR_BOUNDS)} alone"


def selector_problems(edits: Iterable[Row], codes: Iterable[Row]) -> Iterator[tuple[int, str]]:
    """The selectors that name cells which no publication has: line of the register, and what to write instead."""
    listed: dict[str, tuple[str, ...]] = {}
    for row in codes:
        listed[row.values["code_list"]] = (*listed.get(row.values["code_list"], ()), row.values["code"])
    roles = roles_by_table(listed)
    known = [f"{table}/{role}" for table in sorted(roles) for role in roles[table]]
    for row in edits:
        for column in ("total_selector", "part_selectors"):
            for table, role in _SELECTED.findall(row.values[column]):
                if role not in roles.get(table, ()):
                    advice = (
                        _advice(role, roles[table], f"{table}/")
                        if table in roles
                        else _advice(f"{table}/{role}", known)
                    )
                    yield row.line, f"{column} names '{table}/{role}', which no cell is; {advice}"


def _advice(name: str, known: Sequence[str] = EDIT_ATTRIBUTES, before: str = "") -> str:
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.7)
    return f"write {before}{near[0]}" if near else f"use {', '.join(before + one for one in known)}"


def applies_in(edit: Mapping[str, str], fiscal_year: int) -> bool:
    """Whether an edit is in force for publications of a fiscal year; so it is too where its own years are no numbers,
    as that is told of its row."""
    first, last = whole_number(edit["valid_from"]), whole_number(edit["valid_to"])
    return (first is None or first <= fiscal_year) and (last is None or fiscal_year <= last)
