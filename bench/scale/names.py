"""The ids and descriptions of the edits by number, each text made once, for the peers that are Python.

In the peers' rows numbers of registers stand for what an edit is bound on and for the label of its total. With a
fiscal year they are `number * YEARS + year`, negative for a place, so that none is that of an affair. GROUPS keeps the
groups of edits apart.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from bench.scale.inputs import register

YEARS, GROUPS = 10**4, 10**9

NO_LABEL = -1
"""Number of the label of a total that is not printed."""

ROLES = ("line", "subtotal", "total", "grand_total")
"""A total may stand in every section with each of these."""

ACTIVITIES = ("use", "provision")


class Printed(NamedTuple):
    """Texts of the registers, whose places in the list are their numbers, and the combinations that are printed.

    affairs: affair_id, label. bases: legal_basis_id. places: section, role, table_name, annex. subjects: subject.
    figures: number with year, annex, number of the affair, fiscal year. totals: number with year, number of the place,
    fiscal year. statements, inspections: statement or kind, number of the subject.
    """

    affairs: list[tuple[str, str]]
    bases: list[str]
    places: list[tuple[str, str, str, int | None]]
    subjects: list[str]
    figures: list[tuple[int, int, int, int]]
    totals: list[tuple[int, int, int]]
    statements: list[tuple[str, int]]
    inspections: list[tuple[str, int]]


class Names(NamedTuple):
    """By number: id and group of an edit, and its description; groups: what each adds to its numbers."""

    groups: dict[str, int]
    ids: dict[int, tuple[str, str]]
    descriptions: dict[int, str]


def names(folder: Path, printed: Printed) -> Names:
    """All names that the edits of the publications in `folder` can have."""
    with register(folder, "balance_edits").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    keys, labels = list(_keys(printed)), list(_labels(printed))
    found = Names({row["edit_group"]: place * GROUPS for place, row in enumerate(rows)}, {}, {})
    for row in rows:
        group, sentence = row["edit_group"], row["description"]
        first = found.groups[group]
        for bound_on, number, key in keys:
            if bound_on == row["bound_on"]:
                found.ids[first + number] = (f"{group}/{key}" if key else group, group)
        found.descriptions[first + NO_LABEL] = sentence
        for selector, number, label in labels:
            if selector in row["total_selector"]:
                found.descriptions[first + number] = f"{sentence}: {label}"
    return found


def _keys(printed: Printed) -> Iterable[tuple[str, int, str]]:
    """What edits are bound on: the register's columns, number, text."""
    dated = {(annex, year) for _, annex, _, year in printed.figures}
    dated |= {(annex, year) for _, place, year in printed.totals if (annex := printed.places[place][3]) is not None}
    yield "", 0, ""
    for number, annex, affair, year in printed.figures:
        yield "annex affair_id fiscal_year", number, f"{annex}/{printed.affairs[affair][0]}/{year}"
    for annex, year in dated:
        yield "annex affair_id fiscal_year", -annex * YEARS - year, f"{annex}/?/{year}"
        yield "annex fiscal_year", annex * YEARS + year, f"{annex}/{year}"
    for annex in {annex for *_, annex in printed.places if annex is not None}:
        yield "annex", annex, str(annex)
    for columns, texts in (
        ("affair_id", [affair_id for affair_id, _ in printed.affairs]),
        ("legal_basis_id", printed.bases),
        ("activity", ACTIVITIES),
        ("inspection_id", printed.subjects),
    ):
        for number, text in enumerate(texts):
            yield columns, number, text


def _labels(printed: Printed) -> Iterable[tuple[str, int, str]]:
    """What totals are called: the register's selector, number, text."""
    for number, (_, label) in enumerate(printed.affairs):
        yield "annual/affair", number, label
    for number, _, affair, year in printed.figures:
        yield "annual/affair", number, f"{printed.affairs[affair][1]}, {_year_label(year)}"
    for number, place, year in printed.totals:
        section, role, table_name, _ = printed.places[place]
        yield f"{table_name}/{role}", number, f"{section} {role}, {_year_label(year)}"
    for statement, subject in printed.statements:
        yield f"statement/{statement}", subject, f"{statement}, {printed.subjects[subject]}"
    for kind, subject in printed.inspections:
        yield f"inspections/{kind}", subject, f"{printed.subjects[subject]}, offices"


def _year_label(year: int) -> str:
    return f"R{year - 2018:02}" if year >= 2019 else f"H{year - 1988:02}"
