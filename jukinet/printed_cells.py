"""The cells that each seed prints: how the models name them, and what tells its rows apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class PrintedCells(NamedTuple):
    """The cells of one seed, as models/intermediate/cell_tables/ make them.

    roles: by table of cells, the roles that its cells have, or the code list that says them. row_key: columns of the
    seed, each with that of a cell, which beside the source line tell the rows of one printed line apart.
    """

    roles: Mapping[str, tuple[str, ...] | CodeList]
    row_key: Mapping[str, str] = {}


class CodeList(NamedTuple):
    """A list in the register of codes."""

    name: str


PRINTED_CELLS = {
    "printed_annual_counts": PrintedCells({"annual": ("affair",)}, {"fiscal_year": "fiscal_year"}),
    "printed_authenticated_users": PrintedCells({"users": ("division",)}, {"division_name": "row_label"}),
    "printed_inspected_offices": PrintedCells({"offices": ("office",)}),
    "printed_inspections": PrintedCells(
        {"inspections": CodeList("inspection_kind")}, {"inspection_id": "inspection_id"}
    ),
    "printed_monthly_counts": PrintedCells({"monthly": ("month",)}),
    "printed_statements": PrintedCells(
        {"statement": CodeList("statement")}, {"statement": "role", "subject": "column_label"}
    ),
    "printed_totals": PrintedCells(
        {
            "annual": ("total",),
            "monthly": ("subtotal",),
            "summary": ("grand_total", "line", "line_without_detail"),
            "users": ("total",),
        },
        {"fiscal_year": "fiscal_year"},
    ),
    "printed_training_attendance": PrintedCells(
        {"training": ("attendees",)}, {"session_id": "row_label", "audience": "column_label"}
    ),
}
"""By name of the seed; seeds without figures print no cells."""

EARLIER_EDITION = "earlier_edition"
"""Table of the cells that the edition before has printed of the same years; its roles are those of `annual`."""


def roles_by_table(codes: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The roles of the cells of each table; codes: those of each list in the register of codes."""
    roles: dict[str, tuple[str, ...]] = {}
    for cells in PRINTED_CELLS.values():
        for table, of_table in cells.roles.items():
            more = codes.get(of_table.name, ()) if isinstance(of_table, CodeList) else of_table
            roles[table] = roles.get(table, ()) + more
    return roles | {EARLIER_EDITION: roles["annual"]}


def seed_of(table: str, role: str) -> str:
    """The seed that holds the cells of a table and role.

    Raises KeyError where none does.
    """
    printed = "annual" if table == EARLIER_EDITION else table
    for seed, cells in PRINTED_CELLS.items():
        roles = cells.roles.get(printed, ())
        if isinstance(roles, CodeList) or role in roles:
            return seed
    raise KeyError(f"{table}/{role}")
