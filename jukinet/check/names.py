"""Whether every name and code in a seed is registered; one that is not is told once, with the nearest that is."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping

from jukinet.seeds import Column, Row, Seed

Rows = Mapping[str, list[Row]]


def unknown_names(seed: Seed, seeds: Mapping[str, Seed], rows: Rows) -> Iterator[tuple[int, str]]:
    """Each name of `seed` that stands in no register: the line of its first row, and what to do.

    rows: those of every seed by its name.
    """
    for column in seed.columns:
        target = column.rules.get("references")
        if target:
            # A column of the seed itself that it refers to would permit whatever stands in it.
            has_it = target != seed.name and column.name in seeds[target].header
            named = column.name if has_it else seeds[target].key[0]
            known = {row.values[named] for row in rows[target]}
            yield from _unknown(rows[seed.name], column.name, known, seeds[target].path.as_posix())
        if "code_list" in column.rules:
            code_list, register = column.rules["code_list"], seeds["code_register"].path.as_posix()
            codes = {row.values["code"] for row in rows["code_register"] if row.values["code_list"] == code_list}
            yield from _unknown(rows[seed.name], column.name, codes, f"{register}, list {code_list}")
        if "resolved_by" in column.rules:
            resolver = seeds[column.rules["resolved_by"]]
            is_of_publisher = "publisher_code" in resolver.header
            yield from (_unknown_to_publisher if is_of_publisher else _unresolved)(seed, resolver, rows, column)


def unknown_seeds(seeds: Mapping[str, Seed], rows: Rows) -> Iterator[tuple[int, str]]:
    """Each sealed row of no disclosure, with which no row could ever be compared: its line, and what to do."""
    for row in rows["sealed_rows"]:
        name = row.values["seed_name"]
        if name not in seeds or not seeds[name].is_disclosure:
            yield row.line, f"seed_name '{name}' is no seed in seeds/disclosures; restore the row"


def _unknown(rows: Iterable[Row], name: str, known: set[str], register: str) -> Iterator[tuple[int, str]]:
    found: dict[str, list[int]] = {}
    for row in rows:
        value = row.values[name]
        if value and value not in known:
            found.setdefault(value, []).append(row.line)
    for value, lines in found.items():
        yield lines[0], f"{name} '{value}' is not in {register}; {_advice(value, known)}{more_rows(lines)}"


def _unknown_to_publisher(seed: Seed, register: Seed, rows: Rows, column: Column) -> Iterator[tuple[int, str]]:
    """Names that are registered for a publisher: two publishers may have divisions of one name."""
    known: dict[str, set[str]] = {}
    for row in rows[register.name]:
        known.setdefault(row.values["publisher_code"], set()).add(row.values[column.name])
    publishers = {row.values["publication_id"]: row.values["publisher_code"] for row in rows["publication_register"]}
    names_as_in = whose_names(rows["publication_register"])
    using: dict[str, list[Row]] = {}
    for row in rows[seed.name]:
        # Of a publication that is not known, that alone is told.
        if publisher := publishers.get(names_as_in.get(row.values["publication_id"], "")):
            using.setdefault(publisher, []).append(row)
    for publisher, its_rows in using.items():
        place = f"{register.path.as_posix()} for publisher {publisher}"
        yield from _unknown(its_rows, column.name, known.get(publisher, set()), place)


def _unresolved(seed: Seed, register: Seed, rows: Rows, column: Column) -> Iterator[tuple[int, str]]:
    """Names that are registered for a publication and a section, or the sections themselves."""
    known: dict[tuple[str, str], set[str]] = {}
    for row in rows[register.name]:
        known.setdefault((row.values["publication_id"], row.values["section"]), set()).add(row.values[column.name])
    sections = {(row.values["publication_id"], row.values["section"]) for row in rows["printed_sections"]}
    names_as_in = whose_names(rows["publication_register"])
    found: dict[tuple[str, str, str], list[int]] = {}
    for row in rows[seed.name]:
        publication = names_as_in.get(row.values["publication_id"], row.values["publication_id"])
        section = row.values["section"] if "section" in row.values else f"annex{row.values['annex']}"
        name = row.values[column.name]
        # In a publication or section that is not known no name is; that is told of the publication or section.
        is_told = row.values["publication_id"] not in names_as_in or (
            column.name != "section" and "section" in row.values and (publication, section) not in sections
        )
        if name and not is_told and name not in known.get((publication, section), ()):
            found.setdefault((publication, section, name), []).append(row.line)
    for (publication, section, name), lines in found.items():
        if column.name == "section":
            place, near = "", {one for of, one in known if of == publication}
        else:
            place, near = f" for section {section}", known.get((publication, section), set())
        # Names of affairs share most of their words: only one that differs in two signs at most can be meant.
        advice = _advice(name, near, 0.6 if column.name == "section" else 1 - 2.01 / max(len(name), 3))
        told = f"{column.name} '{name}' is not in {register.path.as_posix()}{place}; {advice}{more_rows(lines)}"
        yield lines[0], told


def whose_names(publications: Iterable[Row]) -> dict[str, str]:
    """By publication the one whose own names it uses: itself, or where names_as_in leads to in the end."""
    return ends({row.values["publication_id"]: row.values["names_as_in"] for row in publications})


def ends(onward: Mapping[str, str]) -> dict[str, str]:
    """By name where it leads to in the end; what itself still leads on is within a circle."""
    found = {}
    for name in onward:
        last = name
        # A circle has no end; no chain has more links than there are names.
        for _ in onward:
            if not onward.get(last):
                break
            last = onward[last]
        found[name] = last
    return found


def _advice(name: str, known: Iterable[str], least: float = 0.6) -> str:
    near = difflib.get_close_matches(name, sorted(known), n=1, cutoff=least)
    return f"write '{near[0]}' if that is meant, or register it there" if near else "correct it or register it there"


def more_rows(lines: list[int]) -> str:
    """How many more rows have a fault than the first of `lines`."""
    if len(lines) < 2:
        return ""
    return f" (and {len(lines) - 1:,} more {'rows' if len(lines) > 2 else 'row'}, the last in line {lines[-1]})"
