"""Printed names: which affair, recipient or division they mean, as earlier publications were registered."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from jukinet.ingest import normalize
from jukinet.ingest.reading import Reading, SeedRow, Tables, UnknownName
from jukinet.ingest.rows import RawRow

AFFAIR = re.compile(r".*事務(?:等)?(?:\(.*提供\))?")
PROVIDED = re.compile(r"(?P<name>.*?) ?\((?P<recipient>[^()]*)への提供\)")
WITHIN_DIVISION = re.compile(r"(?<![課局部庁室所署院校館会場口係市町村)])(?<!センター)(?<!委員)\n")
SectionKind = tuple[str, str, str, str]
LIKELY = 75
"""Percent of similarity from which an unknown name may well be another spelling of a known one."""
POSSIBLE = 50
"""The same where there is only one that it may be."""


@dataclass(frozen=True)
class Known:
    """One registered spelling and what it means."""

    spelling: str
    meaning: str
    publication_id: str


def kind_of(section: SeedRow) -> SectionKind:
    """What makes two sections of different years the same: table, activity, annex and legal basis, not the number."""
    return section["table_name"], section["activity"], section["annex"], section["legal_basis_id"]


def names_as_in(registers: Tables, publication_id: str) -> str:
    """The publication under which the printed names of a publication are registered: itself, if not one like it."""
    rows = registers.get("publication_register", [])
    return next((row["names_as_in"] for row in rows if row["publication_id"] == publication_id), "") or publication_id


class Names:
    """The registered names of one publisher, by kind of section."""

    def __init__(self, registers: Tables, reading: Reading) -> None:
        self._reading = reading
        # Publications whose names hold for this publisher's, though they may be another's.
        self._shared = {row["names_as_in"] for row in registers["publication_register"] if self._is_own(row)}
        self._publishers = {reading.publisher_code} | {
            row["publisher_code"] for row in registers["publication_register"] if row["publication_id"] in self._shared
        }
        self._affairs = self._index(registers, "printed_affair_names", "affair_name", "affair_id")
        self._recipients = self._index(registers, "printed_recipient_names", "recipient_name", "recipient_id")
        self._activities = {row["affair_id"]: row["activity"] for row in registers["affair_register"]}
        self._recipient_of = {row["affair_id"]: row["recipient_id"] for row in registers["affair_register"]}
        self._add_annual_names(registers)
        self._divisions: dict[str, set[str]] = defaultdict(set)
        for row in registers.get("printed_affairs", []):
            if self._is_own(row):
                self._divisions[normalize.key(row["division_names"])].add(row["division_names"])
        self._single = {
            f"{what}_register": {
                normalize.key(row[f"{what}_name"]): (row[f"{what}_name"], row[f"{what}_id"])
                for row in registers[f"{what}_register"]
                if row["publisher_code"] in self._publishers
            }
            for what in ("division", "office")
        }
        self._seen: set[tuple[str, str, str]] = set()
        self._listed: dict[tuple[str, str], list[str]] = defaultdict(list)

    def _is_own(self, row: SeedRow) -> bool:
        return row["publication_id"].startswith(f"{self._reading.publisher_code}-")

    def _index(
        self, registers: Tables, register: str, name: str, meaning: str
    ) -> dict[SectionKind, dict[str, list[Known]]]:
        sections = [
            row for row in registers["printed_sections"] if self._is_own(row) or row["publication_id"] in self._shared
        ]
        kinds = {(row["publication_id"], row["section"]): kind_of(row) for row in sections}
        # Names that were registered for this publication before it was ingested have no section of theirs yet: the
        # newest edition of the publisher says most of it.
        for row in sorted(sections, key=lambda row: (self._is_own(row), row["publication_id"]), reverse=True):
            kinds.setdefault((self._reading.publication_id, row["section"]), kind_of(row))
        index: dict[SectionKind, dict[str, list[Known]]] = defaultdict(lambda: defaultdict(list))
        for row in registers[register]:
            kind_here = kinds.get((row["publication_id"], row["section"]))
            if kind_here:
                known = Known(row[name], row[meaning], row["publication_id"])
                index[kind_here][normalize.key(row[name])].append(known)
        return index

    def _add_annual_names(self, registers: Tables) -> None:
        """Names that an annual table printed, for the monthly table of their affair's legal basis.

        An affair without look-ups in any year before stands in no monthly table yet.
        """
        bases = {row["legal_basis_id"]: row for row in registers["legal_basis_register"]}
        basis_of = {row["affair_id"]: bases.get(row["legal_basis_id"]) for row in registers["affair_register"]}
        found: dict[SectionKind, dict[str, list[Known]]] = defaultdict(lambda: defaultdict(list))
        annual = [names for kind, names in self._affairs.items() if kind[0] == "annual"]
        for known in (one for names in annual for several in names.values() for one in several):
            if basis := basis_of.get(known.meaning):
                names_here = found[kind_of({**basis, "table_name": "monthly"})]
                for name in dict.fromkeys([parted(known.spelling)[0], known.spelling]):
                    names_here[normalize.key(name)].append(replace(known, spelling=name))
        for kind, names in found.items():
            for name, several in names.items():
                here = self._affairs[kind][name]
                meant = {one.meaning for one in here}
                # Beside what the monthly table has meant by a name, only a recipient can tell that another is meant.
                others = [one for one in several if one.meaning not in meant and self._recipient_of.get(one.meaning)]
                here += others if here else several

    def is_affair(self, kind: SectionKind, raw: str) -> bool:
        """Whether the text is a registered name of an affair in such a section."""
        return normalize.key(raw) in self._affairs[kind]

    def is_listed(self, kind: SectionKind, raw: str) -> bool:
        """Whether the annual table that was read before prints the text as an affair's name, be it known or not."""
        return (kind[2], normalize.key(raw)) in self._listed

    def listed_with(self, kind: SectionKind, raw: str, recipient: str) -> str:
        """The name with its recipient, as that annual table prints it; empty where there is not one."""
        to = normalize.key(recipient)
        whole = [one for one in self._listed.get((kind[2], normalize.key(raw)), []) if parted(one)[1].endswith(to)]
        return whole[0] if len(whole) == 1 and to else ""

    def is_recipient(self, kind: SectionKind, raw: str) -> bool:
        """Whether the text is a registered name of a recipient in such a section."""
        return normalize.key(raw) in self._recipients[kind]

    def affair(self, kind: SectionKind, section: str, raw: str, row: RawRow, recipient: str = "") -> str:
        """The printed name in its registered spelling; registers it for this publication, or proposes it."""
        if kind[0] == "annual":
            self._listed[kind[2], normalize.key(parted(unwrap(raw))[0])].append(unwrap(raw))
        return self._resolve(
            self._provided(kind, self._affairs[kind].get(normalize.key(raw), []), recipient),
            "affair",
            section,
            raw,
            row,
            self._alike(kind, unwrap(raw), recipient),
        )

    def recipient(self, kind: SectionKind, section: str, raw: str, row: RawRow) -> str:
        """The same for a recipient."""
        index = self._recipients[kind]
        choices = [one for several in index.values() for one in several]
        known = index.get(normalize.key(raw), [])
        return self._resolve(known, "recipient", section, raw, row, choices)

    def _provided(self, kind: SectionKind, affairs: list[Known], to: str) -> list[Known]:
        """Those of the affairs that go to the recipient; all where nobody is named, or one whose name is not known."""
        meant = {one.meaning for one in self._recipients[kind].get(normalize.key(to), [])}
        return [one for one in affairs if not meant or self._recipient_of.get(one.meaning) in meant]

    def _alike(self, kind: SectionKind, name: str, to: str) -> list[Known]:
        """What an unknown name may be another spelling of: affairs of its kind of section that go to its recipient."""
        recipient = parted(name)[1]
        here = [one for several in self._affairs[kind].values() for one in several]
        if to and not self.is_recipient(kind, to):
            return []
        here = self._provided(kind, here, to)
        return [one for one in here if parted(one.spelling)[1] == recipient]

    def _moved(self, name: str) -> str:
        """The affair that stood under the very same name on another legal basis; empty where there is not one."""
        activity = "provision" if parted(name)[1] else "use"
        annual = [names for kind, names in self._affairs.items() if kind[0] == "annual"]
        elsewhere = {one.meaning for names in annual for one in names.get(normalize.key(name), [])}
        found = {meaning for meaning in elsewhere if self._activities.get(meaning) == activity}
        return min(found) if len(found) == 1 else ""

    def _resolve(
        self, known: list[Known], what: str, section: str, raw: str, row: RawRow, alike: list[Known]
    ) -> str:  # fmt: skip
        register = f"printed_{what}_names"
        own = [one for one in known if one.publication_id == self._reading.publication_id]
        known = own or known
        meanings = {one.meaning for one in known}
        name = max(known, key=lambda one: one.publication_id).spelling if known else unwrap(raw)
        if (register, section, name) in self._seen:
            return name
        self._seen.add((register, section, name))
        if len(meanings) == 1:
            values = {"section": section, f"{what}_name": name, f"{what}_id": meanings.pop()}
            self._reading.add(register, **values)
        else:
            choices = [(one.spelling, one.meaning) for one in alike]
            moved_from = self._moved(name) if section.startswith("annex") and not known else ""
            closest = nearest(name, list(dict.fromkeys(choices)))
            self._reading.unknown.append(UnknownName(row.place, register, section, name, closest, moved_from))
        return name

    def division_cell(self, raw: str) -> str:
        """The division cell of an annual table; a line break behind a whole name parts two, if none was known."""
        spellings = self._divisions.get(normalize.key(raw), set())
        if "\n" in normalize.plain(raw) and len(spellings) == 1:
            return next(iter(spellings))
        return " ".join(WITHIN_DIVISION.sub("", normalize.plain(raw)).split())

    def is_division(self, raw: str) -> bool:
        """Whether the text is a registered name of a division."""
        return normalize.key(raw) in self._single["division_register"]

    def registered(self, register: str, raw: str, row: RawRow) -> str:
        """A division or office by its one registered name; an unknown one is proposed."""
        name, known = unwrap(raw), self._single[register]
        if normalize.key(name) in known:
            return known[normalize.key(name)][0]
        if (register, "", name) not in self._seen:
            self._seen.add((register, "", name))
            closest = nearest(name, list(known.values()))
            self._reading.unknown.append(UnknownName(row.place, register, "", name, closest))
        return name


def parted(printed: str) -> tuple[str, str]:
    """An annual table's name of an affair, and the recipient that stands behind it; empty where there is none."""
    found = PROVIDED.fullmatch(printed)
    return (found["name"], normalize.key(found["recipient"])) if found else (printed, "")


def unwrap(raw: str) -> str:
    """A name without the line breaks that a narrow cell put into it."""
    return normalize.plain(raw).replace("\n", "")


def refuse_name(row: RawRow, name: str, reading: Reading) -> None:
    """Say that a name is neither registered nor ends as the name of an affair does."""
    reading.problem(
        row, "this is no known affair, and not the whole name of one", name,
        "Register the name in printed_affair_names if it is right, or mend the row.",
    )  # fmt: skip


def nearest(name: str, choices: list[tuple[str, str]]) -> tuple[tuple[str, str, int], ...]:
    """The three most similar known names, what they mean, and the similarity in percent."""
    from rapidfuzz import fuzz, process

    found = process.extract(name, [spelling for spelling, _ in choices], scorer=fuzz.ratio, limit=3)
    return tuple((spelling, choices[place][1], round(score)) for spelling, score, place in found)
