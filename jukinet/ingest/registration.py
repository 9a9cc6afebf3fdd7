"""Rows of the registers for names that are new, with all that the print says of them.

What no print says is left empty for a person: English names, and whatever two places of the print do not tell alike.
English names are taken over where another publisher has an affair, a division or an office of the same name.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from jukinet.ingest import normalize
from jukinet.ingest.division_cells import bureaus, named_divisions
from jukinet.ingest.names import LIKELY, nearest, parted
from jukinet.ingest.reading import Reading, SeedRow, Tables, UnknownName, as_text

AnnualAffair = tuple[tuple[str, str], str, set[str], str]
"""Annex and activity, name, ids of recipients ({""} where it is used), id of the affair."""
KINDS = {"committee": re.compile(r".*委員会?"), "city": re.compile(r".*[市区町村]")}


def register_new(reading: Reading, registers: Tables) -> Tables:
    """New rows by the name of their register: affair_register, affair_divisions, division_register, office_register
    and recipient_register, with the columns of those seeds.

    The printed names that they explain are added to the reading. Left among its unknown names are those that resemble a
    registered name, and monthly ones that no annual table of the publication prints: they may be other spellings.
    """
    new = _New(reading, registers)
    new.divisions()
    new.offices()
    new.recipients()
    new.affairs()
    return {name: rows for name, rows in new.rows.items() if rows}


class _New:
    """The rows so far. A register is read together with what is new in it."""

    def __init__(self, reading: Reading, registers: Tables) -> None:
        self.reading, self.registers = reading, registers
        publisher = next(
            row for row in registers["publisher_register"] if row["publisher_code"] == reading.publisher_code
        )
        self.publisher_name = publisher["publisher_name"]
        words = re.findall(r"[a-z0-9]+", publisher["publisher_name_en"].split(" ")[0].lower())
        self.prefix = "".join(words) or reading.publisher_code
        self.bureaus = bureaus(row["division_names"] for row in reading.rows("printed_affairs"))
        self.rows: Tables = defaultdict(list)

    def divisions(self) -> None:
        """The divisions of the annual tables, with their bureaus, and those of the table of users."""
        users = {normalize.key(one.name): one.name for one in self._unknown("division_register")}
        known, unknown = self._known("division"), dict(users)
        its_bureau: dict[str, str] = {}
        new = self._new_affairs()
        for row in self.reading.rows("printed_affairs"):
            for bureau, name in named_divisions(row["division_names"], self.bureaus, users.keys() | known):
                # Beside a known affair it may be another spelling, or a name that was broken.
                if row in new and name not in known:
                    unknown.setdefault(name, name)
                its_bureau[name] = bureau or its_bureau.get(name, "")
        english = {row["bureau_name"]: row["bureau_name_en"] for row in self.registers["division_register"]}
        for key, name in unknown.items():
            bureau = its_bureau.get(key, "")
            identity = self._identity("division", name)
            self.rows["division_register"].append(
                identity | {"bureau_name": bureau, "bureau_name_en": english.get(bureau, "")}
            )
        self._settle("division_register", set(unknown.values()))

    def offices(self) -> None:
        """The inspected offices; one whose name holds that of a division belongs to it."""
        names = [one.name for one in self._unknown("office_register")]
        divisions = self._known("division")
        for name in names:
            owners = [division for division in divisions if division in normalize.key(name)]
            division_id = divisions[max(owners, key=len)] if owners else ""
            self.rows["office_register"].append(self._identity("office", name) | {"division_id": division_id})
        self._settle("office_register", set(names))

    def recipients(self) -> None:
        """The recipients of the monthly tables, by the whole name that an annual table gives them."""
        for one in self._unknown("printed_recipient_names"):
            short = normalize.key(one.name)
            wholes = (name for name in self._provided_to() if name in (short, self.publisher_name + short))
            whole = next(wholes, short)
            known = self._known_recipients()
            if whole not in known:
                kinds = [kind for kind, pattern in KINDS.items() if pattern.fullmatch(whole)]
                same = self._same("recipient", whole.removeprefix(self.publisher_name))
                self.rows["recipient_register"].append({
                    "recipient_id": self._new_id("recipient", same),
                    "recipient_name": whole, "recipient_name_en": "", "recipient_kind": kinds[0] if kinds else "",
                })  # fmt: skip
                known = self._known_recipients()
            self.reading.add(
                "printed_recipient_names", section=one.section, recipient_name=one.name, recipient_id=known[whole]
            )
            self._settle(one.register, {one.name}, one.section)

    def affairs(self) -> None:
        """The affairs of the annual tables, and the monthly tables' names for them where both print the same."""
        for row in self._new_affairs():
            self._affair(row)
        printed = self._annual_affairs()
        for one in self._unknown("printed_affair_names"):
            wanted = (
                self._place(one),
                normalize.key(parted(one.name)[0]),
                self._monthly_recipients(one.section, one.name),
            )
            found = {affair_id for *what, affair_id in printed if tuple(what) == wanted}
            if len(found) == 1:
                self._name_affair(one.section, one.name, found.pop())
        self._compare_with_annual(printed)

    def _compare_with_annual(self, printed: list[AnnualAffair]) -> None:
        """Hold monthly names that are left against the annual names for which no month is known."""
        meant = {
            row["affair_id"]
            for row in self.reading.rows("printed_affair_names")
            if not row["section"].startswith("annex")
        }
        for number, one in enumerate(self.reading.unknown):
            if one.register == "printed_affair_names" and not one.nearest:
                choices = [(name, affair_id) for place, name, _, affair_id in printed
                           if place == self._place(one) and affair_id not in meant]  # fmt: skip
                self.reading.unknown[number] = replace(one, nearest=nearest(one.name, choices))

    def _affair(self, row: SeedRow) -> None:
        name, recipient = parted(row["affair_name"])
        activity = "provision" if recipient else "use"
        recipient_id = self._known_recipients().get(recipient, "")
        identity = self._identity("affair", name, is_shared=not recipient)
        affair_id = identity["affair_id"]
        started = normalize.month(row["started_label"])
        self.rows["affair_register"].append(
            identity
            | {
                "activity": activity,
                "legal_basis_id": self._legal_basis(row["annex"], activity, name, recipient_id),
                "recipient_id": recipient_id,
                "started_month": as_text(started),
            }
        )
        known = self._known("division")
        owners = [
            known[one] for _, one in named_divisions(row["division_names"], self.bureaus, known.keys()) if one in known
        ]
        for number, division_id in enumerate(owners, start=1):
            self.rows["affair_divisions"].append(
                {"affair_id": affair_id, "division_no": str(number), "division_id": division_id}
            )
        self._name_affair(f"annex{row['annex']}", row["affair_name"], affair_id)

    def _name_affair(self, section: str, name: str, affair_id: str) -> None:
        """Say which affair a printed name means."""
        self.reading.add("printed_affair_names", section=section, affair_name=name, affair_id=affair_id)
        self._settle("printed_affair_names", {name}, section)

    def _new_affairs(self) -> list[SeedRow]:
        """Rows of printed_affairs whose names are not registered."""
        unknown = {(one.section, one.name) for one in self._unknown("printed_affair_names")}
        rows = self.reading.rows("printed_affairs")
        return [row for row in rows if (f"annex{row['annex']}", row["affair_name"]) in unknown]

    def _annual_affairs(self) -> list[AnnualAffair]:
        """What the annual tables print, the names without spaces."""
        recipients = self._known_recipients()
        found = []
        for row in self.reading.rows("printed_affair_names"):
            if row["section"].startswith("annex"):
                name, recipient = parted(row["affair_name"])
                place = (row["section"].removeprefix("annex"), "provision" if recipient else "use")
                found.append((place, normalize.key(name), {recipients.get(recipient, "")}, row["affair_id"]))
        return found

    def _place(self, one: UnknownName) -> tuple[str, str]:
        """Annex and activity of the section in which a name stands."""
        rows = self.reading.rows("printed_sections")
        return next((row["annex"], row["activity"]) for row in rows if row["section"] == one.section)

    def _legal_basis(self, annex: str, activity: str, name: str, recipient_id: str) -> str:
        """That of the section which prints the affair by month, or the only one with its recipient; empty where there
        are several.
        """
        sections = {
            row["section"]: row["legal_basis_id"]
            for row in self.reading.rows("printed_sections")
            if (row["table_name"], row["annex"], row["activity"]) == ("monthly", annex, activity)
        }
        printing = {
            row["section"]
            for row in self.reading.rows("printed_monthly_counts")
            if row["section"] in sections
            and normalize.key(parted(row["affair_name"])[0]) == normalize.key(name)
            and self._monthly_recipients(row["section"], row["affair_name"]) == {recipient_id}
        }
        named = {
            row["section"]
            for row in self.reading.rows("printed_recipient_names")
            if row["recipient_id"] == recipient_id
        }
        found = {sections[section] for section in printing or sections.keys() & (named if recipient_id else sections)}
        return found.pop() if len(found) == 1 else ""

    def _monthly_recipients(self, section: str, name: str) -> set[str]:
        """Ids of the recipients to which a monthly table says that the affair is provided; {""} where it is used."""
        meant = {
            (row["section"], row["recipient_name"]): row["recipient_id"]
            for row in self.reading.rows("printed_recipient_names")
        }
        return {
            meant.get((section, row["recipient_name"]), "")
            for row in self.reading.rows("printed_monthly_counts")
            if (row["section"], row["affair_name"]) == (section, name)
        }

    def _provided_to(self) -> list[str]:
        """Recipients as the names of the annual tables end with them."""
        recipients = (parted(row["affair_name"])[1] for row in self.reading.rows("printed_affairs"))
        return list(dict.fromkeys(filter(None, recipients)))

    def _known(self, what: str) -> dict[str, str]:
        """The publisher's divisions or offices: ids by names without spaces."""
        rows = [*self.registers[f"{what}_register"], *self.rows[f"{what}_register"]]
        own = (row for row in rows if row["publisher_code"] == self.reading.publisher_code)
        return {normalize.key(row[f"{what}_name"]): row[f"{what}_id"] for row in own}

    def _known_recipients(self) -> dict[str, str]:
        """The recipients that this publication names and the new ones: ids by whole names."""
        named = {row["recipient_id"] for row in self.reading.rows("printed_recipient_names")}
        rows = [row for row in self.registers["recipient_register"] if row["recipient_id"] in named]
        return {
            normalize.key(row["recipient_name"]): row["recipient_id"]
            for row in [*rows, *self.rows["recipient_register"]]
        }

    def _identity(self, what: str, name: str, *, is_shared: bool = True) -> SeedRow:
        """Id and names of a new row; another publisher's of the same name lends its own, if that means the same."""
        same = self._same(what, name) if is_shared else None
        row = {
            f"{what}_id": self._new_id(what, same),
            f"{what}_name": name,
            f"{what}_name_en": same[f"{what}_name_en"] if same else "",
        }
        return row if what == "affair" else row | {"publisher_code": self.reading.publisher_code}

    def _same(self, what: str, name: str) -> SeedRow | None:
        """Another publisher's row of that name, the one with the shortest id: others may be named after it."""
        names = {name}
        if what == "recipient":
            names |= {row["publisher_name"] + name for row in self.registers["publisher_register"]}
        alike = [
            row
            for row in self.registers[f"{what}_register"]
            if row[f"{what}_name"] in names
            and row.get("activity", "use") == "use"
            and row.get("publisher_code") != self.reading.publisher_code
        ]
        return min(alike, key=lambda row: len(row[f"{what}_id"]), default=None)

    def _new_id(self, what: str, same: SeedRow | None) -> str:
        """An id that no other has: the publisher's name with that of the same thing elsewhere, or with a number."""
        column = f"{what}_id"
        rows = [*self.registers[f"{what}_register"], *self.rows[f"{what}_register"]]
        taken = {row[column] for row in rows}
        if same and (wanted := f"{self.prefix}-{same[column]}") not in taken:
            return wanted
        numbers = (f"{self.prefix}-{what}-{number:03}" for number in itertools.count(1))
        return next(one for one in numbers if one not in taken)

    def _unknown(self, register: str) -> list[UnknownName]:
        """Unknown names but for those that are likely to be another spelling of a registered one."""
        return [
            one
            for one in self.reading.unknown
            if one.register == register and not (one.nearest and one.nearest[0][2] >= LIKELY)
        ]

    def _settle(self, register: str, names: Iterable[str], section: str = "") -> None:
        """Names that are registered now are unknown no more."""
        settled = {(register, section, name) for name in names}
        self.reading.unknown = [
            one for one in self.reading.unknown if (one.register, one.section, one.name) not in settled
        ]
