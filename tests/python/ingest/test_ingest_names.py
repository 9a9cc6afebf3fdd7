"""Whose printed names hold for a publication, and for which of its sections."""

from __future__ import annotations

from first_publication import first_tables
from ingest.changed_print import understood
from jukinet.ingest.reading import SeedRow, Tables

OWN, OTHER = "140007-2021", "130001-2021"
SWAPPED = {"3(1)": "3(2)", "3(2)": "3(1)"}


def of(publication_id: str, rows: list[SeedRow]) -> list[SeedRow]:
    return [{**row, "publication_id": publication_id} for row in rows]


def registered_before(*editions: tuple[str, list[SeedRow]]) -> Tables:
    """The registers before the publication is read: its names are registered, and editions with their sections."""
    return first_tables() | {"printed_sections": [row for edition in editions for row in of(*edition)]}


def test_the_section_of_a_name_registered_beforehand_is_that_of_the_newest_edition() -> None:
    sections = first_tables()["printed_sections"]
    swapped = [{**row, "section": SWAPPED.get(row["section"], row["section"])} for row in sections]
    assert understood(tables=registered_before(("140007-2019", swapped), ("140007-2020", sections))).unknown == []
    # An own edition says more than one whose names are used beside.
    tables = registered_before(("140007-2020", sections), ("270008-2020", swapped))
    (own,) = tables["publication_register"]
    tables["publication_register"] = [
        {**own, "publication_id": "140007-2020", "names_as_in": "270008-2020"},
        {**own, "publication_id": "270008-2020", "publisher_code": "270008"},
    ]
    assert understood(tables=tables).unknown == []


def test_a_name_of_another_publisher_is_unknown_in_a_section_of_the_same_number() -> None:
    tables = first_tables()
    for register in ("printed_sections", "printed_affair_names", "printed_recipient_names"):
        tables[register] = of(OTHER, tables[register])
    (publication,) = tables["publication_register"]
    other = {**publication, "publication_id": OTHER, "publisher_code": OTHER[:6]}
    # A later one of the other publisher uses these names.
    tables["publication_register"] = [other, {**other, "publication_id": "130001-2022", "names_as_in": OTHER}]
    reading = understood(tables=tables)
    names = {row["affair_name"] for row in reading.seeds["printed_affairs"]}
    assert {one.name for one in reading.unknown if one.section.startswith("annex")} == names
    assert "printed_affair_names" not in reading.seeds


def test_an_unknown_name_is_told_once_wherever_it_stands() -> None:
    planned, done = "横浜県税事務所", "高津県税事務所"
    reading = understood((planned, done), tables=first_tables() | {"office_register": []})
    offices = [one.name for one in reading.unknown if one.register == "office_register"]
    assert offices.count(done) == 1
    assert len(offices) == len(set(offices))


def test_of_two_spellings_that_were_registered_the_newest_is_kept() -> None:
    tables = first_tables()
    names, sections = tables["printed_affair_names"], tables["printed_sections"]
    old, new = "恩給法による 年金の支給に関する事務", "恩給法による年金の支給に関する事務"
    spelled = [{**row, "affair_name": row["affair_name"].replace(new, old)} for row in names]
    tables["printed_affair_names"] = of("140007-2019", spelled) + of("140007-2020", names)
    tables["printed_sections"] = of("140007-2019", sections) + of("140007-2020", sections)
    for seed in ("printed_affair_names", "printed_monthly_counts"):
        printed = {row["affair_name"] for row in understood((new, old), tables=tables).seeds[seed]}
        assert new in printed
        assert old not in printed
