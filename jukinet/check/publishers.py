"""Whether publishers keep to their own affairs, recipients, divisions and offices; two may name theirs alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from jukinet.check.names import Rows, more_rows
from jukinet.check.publications import Problem
from jukinet.seeds import Row

Owners = dict[str, set[str]]


def foreign_names(rows: Rows) -> Iterator[Problem]:
    """Rows of registers that mix publishers.

    rows: those of every seed by its name. An affair and a recipient are of the publisher under whose publications
    their printed names are registered; divisions and offices say whose they are.
    """
    publishers = {row.values["publication_id"]: row.values["publisher_code"] for row in rows["publication_register"]}
    affairs: Owners = {}
    recipients: Owners = {}
    for register, column, owners in (
        ("printed_affair_names", "affair_id", affairs),
        ("printed_recipient_names", "recipient_id", recipients),
    ):
        yield from _shared(register, column, rows[register], publishers, owners)
    divisions = {row.values["division_id"]: {row.values["publisher_code"]} for row in rows["division_register"]}
    offices = {row.values["office_id"]: {row.values["publisher_code"]} for row in rows["office_register"]}
    for register, key, users, column, owners in (
        ("affair_register", "affair_id", affairs, "recipient_id", recipients),
        ("affair_divisions", "affair_id", affairs, "division_id", divisions),
        ("continued_affairs", "affair_id", affairs, "continued_as", affairs),
        ("office_register", "office_id", offices, "division_id", divisions),
    ):
        for row in rows[register]:
            user, used = users.get(row.values[key], set()), owners.get(row.values[column], set())
            if len(user) == len(used) == 1 and user != used:
                what = (
                    f"{column} '{row.values[column]}' is of publisher {min(used)}, and {row.values[key]} of {min(user)}"
                )
                yield register, row.line, f"{what}; name one of the same publisher, or register it"


def _shared(
    register: str, column: str, rows: Iterable[Row], publishers: Mapping[str, str], owners: Owners
) -> Iterator[Problem]:
    """Ids that a publisher shares with one before it, told once; fills in whose each id is."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        publisher = publishers.get(row.values["publication_id"])
        if publisher:
            others = owners.setdefault(row.values[column], set())
            if others and publisher not in others:
                found.setdefault((min(others), publisher), []).append(row)
            others.add(publisher)
    for (first, second), shared in found.items():
        what = f"{column} '{shared[0].values[column]}' is of publisher {first} and of {second}"
        advice = "each has its own, since its divisions and its start may differ: give one of them another id"
        yield register, shared[0].line, f"{what}; {advice}{more_rows([row.line for row in shared])}"
