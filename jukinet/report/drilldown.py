"""From every total to its parts: sums by group, the cells of each sum, and the sum behind each cell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import polars as pl
from markupsafe import Markup

from jukinet.charts.text import DERIVED_MARK, signed
from jukinet.labels import value_label
from jukinet.report.text import LOST, UNKNOWN, both, figure, say, short_year


class Ledger(Protocol):
    """The sums of a publication and their cells; tables are reconciliation and edit_members."""

    @property
    def cells(self) -> Mapping[str, Mapping[str, Any]]: ...
    @property
    def edit_anchors(self) -> Mapping[str, str]: ...
    @property
    def earlier_year(self) -> int | None: ...
    def cell_name(self, cell_id: str) -> tuple[str, str]: ...
    def table(self, name: str) -> pl.DataFrame: ...


@dataclass(frozen=True)
class Member:
    """A cell of a sum. `parts` is the anchor of the sum of which it is the total, where there is one; `edition` the
    publication in which it stands, where that is another.
    """

    name: Markup
    cell_id: str
    value: Markup
    enters: Markup
    status: str
    status_name: Markup
    source_line: int | None
    edition: Markup | None
    side: str
    parts: str | None


@dataclass(frozen=True)
class Edit:
    """A sum with its cells, its total first."""

    edit_id: str
    anchor: str
    name: Markup
    status: str
    status_name: Markup
    printed: Markup
    computed: Markup
    difference: Markup
    is_spent: bool
    source_line: int | None
    known: Markup | None
    members: tuple[Member, ...]


SUSPECT = Markup('<strong class="suspect">{}</strong>').format(say("suspect_mark"))
"""What stands behind a figure that looks exchanged, as in the charts."""

_WORST_FIRST = ("broken", "not_evaluable", "accepted", "balanced")


@dataclass(frozen=True)
class Group:
    """The sums that say the same of different totals."""

    sentence: Markup
    balanced: int
    edits: tuple[Edit, ...]

    @property
    def is_open(self) -> bool:
        """A group that does not hold is shown at once."""
        return self.status != "balanced"

    @property
    def status(self) -> str:
        """The result of its first sum, which is the worst."""
        return self.edits[0].status


def status_name(column: str, value: str) -> Markup:
    """What a code is called, in both languages."""
    return both(value_label(column, value, "ja"), value_label(column, value, "en"))


def cell_value(value: int | None, status: str) -> Markup:
    """The figure of a cell as every table of the page shows it."""
    if status == "derived":
        return Markup('<span class="derived">{}{}</span>').format(DERIVED_MARK, figure(value))
    if status == "lost" and value is None:
        return LOST
    if status == "implied_zero":
        return Markup('<i class="implied">{}</i>').format(figure(value))
    return figure(value)


def groups(publication: Ledger) -> list[Group]:
    """Every sum of the publication; what is broken comes first, within its group too, and what holds last."""
    reconciliation = publication.table("reconciliation").sort("edit_group", "source_line", "edit_id")
    members = _members(publication)
    by_group: dict[str, list[Edit]] = defaultdict(list)
    sentences: dict[str, Markup] = {}
    for row in reconciliation.iter_rows(named=True):
        by_group[row["edit_group"]].append(_edit(publication, row, members.get(row["edit_id"], [])))
        sentences[row["edit_group"]] = _sentence(row)
    found = [
        Group(
            sentences[name],
            sum(edit.status == "balanced" for edit in edits),
            tuple(sorted(edits, key=lambda edit: _WORST_FIRST.index(edit.status))),
        )
        for name, edits in by_group.items()
    ]
    return sorted(found, key=lambda group: _WORST_FIRST.index(group.status))


def _members(publication: Ledger) -> Mapping[str, list[Member]]:
    rows = publication.table("edit_members").sort("edit_id", "cell_id").to_dicts()
    size = Counter(row["edit_id"] for row in rows)
    # A cell may be the total of several sums; the one with most parts leads furthest down.
    totals = sorted((row for row in rows if row["side"] == "total"), key=lambda row: size[row["edit_id"]])
    total_of = {row["cell_id"]: row["edit_id"] for row in totals}
    found: dict[str, list[Member]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["edit_id"], row["side"] != "total", _printed_order(publication, row))):
        cell = publication.cells.get(row["cell_id"], {})
        status, value = cell.get("cell_status", "lost"), cell.get("value")
        lower = total_of.get(row["cell_id"], "")
        found[row["edit_id"]].append(
            Member(
                name=both(*publication.cell_name(row["cell_id"])),
                cell_id=row["cell_id"],
                value=cell_value(value, status),
                enters=_enters(row, value, status),
                status=status,
                status_name=status_name("cell_status", status),
                source_line=cell.get("source_line"),
                edition=_edition(publication, cell),
                side=row["side"],
                parts=publication.edit_anchors.get(lower)
                if row["side"] == "part" and lower != row["edit_id"]
                else None,
            )
        )
    return found


def _printed_order(publication: Ledger, row: Mapping[str, Any]) -> tuple[bool, int, str]:
    """Where the cell stands in print; cells of one line in the order of their years."""
    line = publication.cells.get(row["cell_id"], {}).get("source_line")
    return line is None, line or 0, row["cell_id"]


def _edition(publication: Ledger, cell: Mapping[str, Any]) -> Markup | None:
    year = publication.earlier_year
    if year is None or cell.get("table_name") != "earlier_edition":
        return None
    return say("edition_of", year=short_year(year))


def _enters(row: Mapping[str, Any], value: int | None, status: str) -> Markup:
    if row["side"] == "total":
        return say("total_row")
    if row["counting"] == "rows":
        return say("one_row")
    if value is None and status == "lost":
        return UNKNOWN
    if row["counting"] == "nonzero":
        return say("one_nonzero", count=int(bool(value)))
    if value is None:
        return Markup('<span class="none">–</span>')
    return Markup("{}").format(signed(row["weight"] * value) if value else "0")


def _edit(publication: Ledger, row: Mapping[str, Any], members: list[Member]) -> Edit:
    total = next((member for member in members if member.side == "total"), None)
    is_declared = row["status"] == "accepted" and row["difference"] is None
    return Edit(
        edit_id=row["edit_id"],
        anchor=publication.edit_anchors[row["edit_id"]],
        name=total.name if total else both(row["description_ja"], row["description"]),
        status=row["status"],
        status_name=say("declared_unknown") if is_declared else status_name("status", row["status"]),
        # A total that print does not give is marked as its cell is: lost, or a dash.
        printed=total.value if total and row["printed"] is None else figure(row["printed"]),
        computed=UNKNOWN if row["computed"] is None else figure(row["computed"]),
        difference=UNKNOWN if row["difference"] is None else figure(row["difference"], signed(row["difference"])),
        is_spent=bool(row["is_spent"]),
        source_line=row["source_line"],
        known=_known(row) if row["known_reason"] else None,
        members=tuple(members),
    )


def _known(row: Mapping[str, Any]) -> Markup:
    code = row["known_status"]
    status = (value_label("known_status", code, "ja"), value_label("known_status", code, "en"))
    return say(
        "known_reason" if row["status"] == "accepted" and row["difference"] is not None else "declared_reason",
        reason=row["known_reason"],
        status=status,
    )


def edit_link(publication: Ledger, edit_id: str | None, *, by_total: bool) -> Markup:
    """A link to the sum, under the name of its total or under what the sum says."""
    if edit_id is None:
        return say("not_confirmed")
    anchor = publication.edit_anchors.get(edit_id)
    if anchor is None:
        return Markup("<code>{}</code>").format(edit_id)
    total = publication.table("edit_members").filter(edit_id=edit_id, side="total")["cell_id"].to_list()
    if by_total and total:
        text = both(*publication.cell_name(total[0]))
    else:
        text = _sentence(publication.table("reconciliation").filter(edit_id=edit_id).row(0, named=True))
    return Markup('<a href="#{}">{}</a>').format(anchor, text)


def _sentence(row: Mapping[str, Any]) -> Markup:
    """What the sums of a group say, without the total of this one."""
    ja, _, _ = str(row["description_ja"] or row["description"]).partition("：")
    return both(ja, str(row["description"] or ja).rsplit(": ", 1)[0])
