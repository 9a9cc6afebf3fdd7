"""Which balance edits of the register already hold among the rows just read.

The warehouse evaluates the same register in SQL, which takes the start of dbt; this is the quick look before anything
is loaded, and a test holds both to the same answers. Lost figures are not deduced here: an edit with a lost figure is
not evaluable, unless what is known exceeds its total.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from jukinet.check.edits import applies_in
from jukinet.ingest.cells import Cell, cells
from jukinet.ingest.editions import edition_before, listed_no_more
from jukinet.ingest.reading import Reading, SeedRow, Tables

SELECTOR = re.compile(r"([+-]?)\s*([a-z_]+)/([a-z_]+)(?:\[([^\]]*)\])?")

Members = list[tuple[int, Cell]]
"""Cells of one side of an edit, each with its weight, +1 or -1."""

Figures = dict[tuple[str, str], list[Cell]]
"""Cells by what every selector names: their table and role."""


@dataclass(frozen=True)
class Balance:
    """One balance edit: balanced, broken or not_evaluable, and where its total and its parts stand.

    printed, computed: counts; None where they are not known. hint: what else has just this difference.
    """

    edit_id: str
    description: str
    status: str
    printed: int | None
    computed: int | None
    total_label: str
    lines: tuple[int, ...]
    lost_lines: tuple[int, ...]
    hint: str = ""


def evaluate(reading: Reading, registers: Tables) -> list[Balance]:
    """All balance edits that apply to the publication, in the order of the register."""
    figures: Figures = defaultdict(list)
    for cell in cells(reading, registers):
        figures[cell.table, cell.role].append(cell)
    unknown = any(one.register == "printed_affair_names" for one in reading.unknown)
    balances: list[Balance] = []
    for edit in registers["balance_edits"]:
        if not applies_in(edit, reading.fiscal_year):
            continue
        bound_on = edit["bound_on"].split()
        totals = _select(figures, edit["total_selector"], bound_on)
        parts = _select(figures, edit["part_selectors"], bound_on)
        # Such an edit compares with something that need not exist, as an earlier publication.
        instances = totals.keys() & parts.keys() if edit["only_with_parts"] == "true" else totals.keys() | parts.keys()
        for instance in sorted(instances):
            total, members = totals.get(instance, []), parts.get(instance, [])
            # What is printed under a name that is not known yet is missing on the other side of these edits.
            waits = unknown and (
                ("affair_id" in bound_on and not (total and members))
                or (
                    "legal_basis_id" in bound_on and (not members or any(cell.table == "annual" for _, cell in members))
                )
            )
            balance = _balance(edit, instance, total, members, waits)
            is_known_broken = balance.status == "broken" and not unknown
            if is_known_broken and (total[0][1].table, total[0][1].role) == ("annual", "total"):
                # A total that leaves the affairs out is the smaller one beside that of the edition before.
                sign = -1 if "earlier_edition/" in edit["part_selectors"] else 1
                excess = sign * ((balance.printed or 0) - (balance.computed or 0))
                balance = replace(balance, hint=_hint(excess, total[0][1], reading, registers))
            balances.append(balance)
    return balances


def _hint(excess: int, total: Cell, reading: Reading, registers: Tables) -> str:
    """Says so where what one of two totals has too much is what the edition before prints of affairs listed no more."""
    before = edition_before(reading, registers)
    ended = listed_no_more(reading, registers).get((total.attributes["annex"], total.attributes["fiscal_year"]), [])
    for some in (ended, *([one] for one in ended)):
        if some and excess == sum(int(one.value or 0) for one in some):
            names = ", ".join(one.label for one in some)
            return f"{before} prints just that of {names}, listed here no more: declare it, if the print is so"
    return ""


def _select(figures: Figures, selectors: str, bound_on: list[str]) -> dict[tuple[str, ...], Members]:
    """The cells that the selectors choose, by what an instance of the edit is bound on."""
    chosen: dict[tuple[str, ...], Members] = defaultdict(list)
    for sign, table, role, filters in SELECTOR.findall(selectors):
        wanted = dict(one.split("=", 1) for one in filters.split(",") if one)
        for cell in figures.get((table, role), []):
            if wanted.items() <= cell.attributes.items():
                instance = tuple(cell.attributes.get(name, "?") for name in bound_on)
                chosen[instance].append((-1 if sign == "-" else 1, cell))
    return chosen


def _balance(edit: SeedRow, instance: tuple[str, ...], totals: Members, parts: Members, waits: bool) -> Balance:
    printed = _contribution(totals[0][1], "sum") if len(totals) == 1 else None
    known = [(weight, _contribution(cell, edit["counting"])) for weight, cell in parts]
    least = sum(weight * value for weight, value in known if value is not None)
    computed = least if all(value is not None for _, value in known) else None
    # Known parts that exceed the total break the edit whatever the lost figures were: none is negative.
    if printed is not None and least > printed and edit["counting"] == "sum" and all(weight > 0 for weight, _ in parts):
        computed = least
    members = [cell for _, cell in [*totals, *parts]]
    return Balance(
        edit_id="/".join([edit["edit_group"], *instance]),
        description=edit["description"],
        status=_status(printed, computed, waits),
        printed=printed,
        computed=computed,
        total_label=totals[0][1].label if totals else "no total",
        lines=_lines(members),
        lost_lines=_lines([cell for cell in members if cell.status == "lost"]),
    )


def _status(printed: int | None, computed: int | None, waits: bool) -> str:
    if printed is None or computed is None:
        return "not_evaluable"
    if printed == computed:
        return "balanced"
    return "not_evaluable" if waits else "broken"


def _contribution(cell: Cell, counting: str) -> int | None:
    """What a cell gives to its side of an edit; None where its figure is lost."""
    if counting == "rows":
        return 1
    if cell.status == "not_applicable":
        return 0
    return int(cell.value != 0) if counting == "nonzero" and cell.value is not None else cell.value


def _lines(members: list[Cell]) -> tuple[int, ...]:
    return tuple(sorted({cell.line for cell in members if cell.line is not None}))
