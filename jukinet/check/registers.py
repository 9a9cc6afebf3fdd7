"""Whether registers agree that speak of each other: on activities, and on the affairs that go on as others.

The build says the same of all that is loaded, landed rows included, but by no line of a file.
"""

from __future__ import annotations

from collections.abc import Iterator

from jukinet.check.names import Rows, ends, more_rows
from jukinet.check.publications import Problem

_CONTINUED = "continued_affairs"


def register_problems(rows: Rows) -> Iterator[Problem]:
    """Rows of registers that contradict another register or one another.

    rows: those of every seed by its name.
    """
    bases = {row.values["legal_basis_id"]: row.values["activity"] for row in rows["legal_basis_register"]}
    for register in ("affair_register", "printed_sections"):
        found: dict[tuple[str, str], list[int]] = {}
        for row in rows[register]:
            activity, basis = row.values["activity"], row.values["legal_basis_id"]
            # Any other word has been told of its cell.
            if {activity, bases.get(basis)} == {"use", "provision"}:
                found.setdefault((activity, basis), []).append(row.line)
        for (activity, basis), lines in found.items():
            what = f"activity '{activity}' is not that of its legal basis {basis}, {bases[basis]}"
            yield register, lines[0], f"{what}; correct the one or the other{more_rows(lines)}"

    onward = {row.values["affair_id"]: row.values["continued_as"] for row in rows[_CONTINUED]}
    last = ends(onward)
    affairs = {row.values["affair_id"]: row.values for row in rows["affair_register"]}
    for row in rows[_CONTINUED]:
        old, new = row.values["affair_id"], row.values["continued_as"]
        if onward.get(new):
            is_circle = last[old] in onward
            advice = "that is a circle, remove the row that is wrong" if is_circle else f"write {last[old]}"
            yield _CONTINUED, row.line, f"continued_as '{new}' itself goes on as '{onward[new]}'; {advice}"
        elif old in affairs and new in affairs:
            for column in ("activity", "recipient_id"):
                if affairs[old][column] != affairs[new][column]:
                    what = f"continued_as '{new}' is not of the {column} of '{old}'"
                    yield _CONTINUED, row.line, f"{what}; correct or remove the row"
