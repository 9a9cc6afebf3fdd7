"""Whose printed names hold for a publication and its sections, and what is told of a name that none of them is."""

from __future__ import annotations

import pytest

from first_publication import first_tables
from ingest.changed_print import rows, understood
from jukinet.ingest import report
from jukinet.ingest.reading import SeedRow, Tables
from jukinet.ingest.rows import Source

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


def test_the_name_of_an_annual_table_is_known_in_the_monthly_table_of_its_legal_basis() -> None:
    """An affair that had no look-ups in any year before has stood in no monthly table."""
    row = "通訳案内士法による通訳案内士の登録等に関する事務\t令和3年4月\t0\n"
    reading = understood(("小計\t\t1,064,108", f"{row}小計\t\t1,064,108"))
    assert (reading.problems, reading.unknown) == ([], [])
    meanings = {(one["section"], one["affair_name"]): one["affair_id"] for one in reading.seeds["printed_affair_names"]}
    assert meanings["3(1)", row.split("\t")[0]] == "guide-interpreters"
    (unknown,) = understood(("小計\t\t78,962", f"{row}小計\t\t78,962")).unknown
    assert (unknown.section, unknown.name) == ("3(2)", row.split("\t")[0])


def test_an_affair_that_moved_to_another_legal_basis_is_told_with_what_it_was() -> None:
    """It needs an id of its own, as the earlier publications have it on the old one."""
    row = "24\t生活に困窮する外国人に対する保護の決定等に関する事務\t生活援護課\tH29.4\t0\t0\t208\n"
    reading = understood(("計\t\t\t\t1,488,977", f"{row}計\t\t\t\t1,488,977"))
    (unknown,) = reading.unknown
    assert (unknown.section, unknown.moved_from) == ("annex1", "foreign-residents-assistance")
    told = report.text(reading, Source("p.txt", "text", "", []), [], [])
    assert "add to seeds/registers/continued_affairs.csv: foreign-residents-assistance,that id\n" in told
    assert "if the nearest is meant" not in told


def test_a_new_affair_is_no_other_spelling_of_one_that_goes_to_another_recipient() -> None:
    old = "特定非営利活動法人の設立認証等に関する事務 (藤沢市への提供)"
    monthly = "特定非営利活動法人の設立認証等に関する事務\t藤沢市"
    changes = [
        (old, "特定非営利活動法人の認証等に関する事務 (川崎市への提供)"),
        (monthly, "特定非営利活動法人の認証等に関する事務\t川崎市"),
    ]
    reading = understood(*changes)
    found = {(one.section, one.name): one.nearest for one in reading.unknown}
    assert found.pop(("4(1)", "川崎市"))[0][1] == "fujisawa-city"
    assert len(found) == 2
    assert set(found.values()) == {()}
    told = report.text(reading, Source("p.txt", "text", "", []), [], [])
    assert "川崎市,fujisawa-city" not in told
    # Another spelling of the same recipient's affair is told.
    changes = [(before, after.replace("川崎市", "藤沢市")) for before, after in changes]
    assert {one.nearest[0][1] for one in understood(*changes).unknown} == {"nonprofit-corporations-fujisawa"}


@pytest.mark.parametrize("rest", ["に関する事務", "事務"])
def test_a_new_name_that_is_broken_over_two_rows_is_joined(rest: str) -> None:
    """The monthly table is told by the annual one, whose rows are numbered."""
    begun = "児童扶養手当法等による児童扶養手当の支給に関する事務".removesuffix(rest)
    reading = understood(
        ("児童扶養手当法による児童扶養手当の支給に関する事務\t福祉子どもみらい局 子ども家庭課\tH29.3\t103\t4\t3\n",
         f"{begun}\t福祉子どもみらい局 子ども家庭課\tH29.3\t103\t4\t3\n\t{rest}\t\t\t\t\t\n"),
        ("児童扶養手当法による児童扶養手当の支給に関する事務\t令和3年8月\n", f"{begun}\t令和3年8月\t3\n{rest}\t\t\n"),
    )  # fmt: skip
    assert reading.problems == []
    assert {(one.section, one.name) for one in reading.unknown} == {
        ("annex1", begun + rest), ("3(1)", begun + rest)
    }  # fmt: skip


def test_the_rest_of_a_known_name_may_be_a_word_of_the_header() -> None:
    name = "地域がん登録に関する事務\t令和3年5月\t31,270\n"
    assert understood((name, name.replace("事務", "", 1) + "事務\t\t\n")).problems == []


LAST = "特定非営利活動法人の設立認証等に関する事務 (藤沢市への提供)"


@pytest.mark.parametrize("name", [LAST, "公益法人の設立認証等に関する事務 (藤沢市への提供)"])
def test_the_name_of_a_row_that_has_lost_its_other_cells_is_no_rest_of_the_one_above(name: str) -> None:
    """Of the last row no number behind it says that it is missing."""
    reading = understood((f"16\t{LAST}\t藤沢市\tH25.4\t217\t4,642\t151\n", f"{name}\n"))
    assert [problem.message for problem in reading.problems] == ["this row of an annual table is not understood"]
    assert reading.unknown == []


@pytest.mark.parametrize("begun", ["旅券法による一般旅券の発給", "旅券法による"])
def test_a_name_that_is_known_is_whole_and_no_rest_whatever_it_ends_with(begun: str) -> None:
    """Whole is the registered name above, or the one below."""
    tables, whole = first_tables(), "旅券法による一般旅券の発給等に関する事務 (藤沢市への提供)"
    for row in tables["printed_affair_names"]:
        row["affair_name"] = row["affair_name"].replace(whole, "旅券法による一般旅券の発給")
    changes = [(f"15\t{whole}", f"15\t{begun}"), (f"16\t{LAST}\t藤沢市\tH25.4\t217\t4,642\t151\n", f"{LAST}\n")]
    reading = understood(*changes, tables=tables)
    assert "this row of an annual table is not understood" in [problem.message for problem in reading.problems]


def test_an_affair_provided_to_one_is_no_affair_of_the_same_name_provided_to_another() -> None:
    """One may have look-ups in one year and the other in the next, so that neither monthly table has both."""
    tables, name = first_tables(), "特定非営利活動法人の設立認証等に関する事務"
    (affair,) = [row for row in tables["affair_register"] if row["affair_id"] == "nonprofit-corporations-fujisawa"]
    tables["affair_register"].append(affair | {"affair_id": "of-kawasaki", "recipient_id": "kawasaki-city"})
    (printed,) = [row for row in tables["printed_affair_names"] if row["affair_name"] == f"{name} (藤沢市への提供)"]
    kawasaki = {"affair_name": f"{name} (川崎市への提供)", "affair_id": "of-kawasaki"}
    tables["printed_affair_names"].append(printed | kawasaki)
    (recipient,) = [
        row
        for row in tables["printed_recipient_names"]
        if (row["section"], row["recipient_name"]) == ("4(1)", "藤沢市")
    ]
    tables["printed_recipient_names"].append(recipient | {"recipient_name": "川崎市", "recipient_id": "kawasaki-city"})
    for printed_to, meant in (("藤沢市", affair["affair_id"]), ("川崎市", "of-kawasaki")):
        # Of the names that are registered, none is of this publication yet.
        earlier = tables | {
            seed: of("140007-2020", tables[seed])
            for seed in ("printed_affair_names", "printed_recipient_names", "printed_sections")
        }
        reading = understood((f"{name}\t藤沢市", f"{name}\t{printed_to}"), tables=earlier)
        assert [one.name for one in reading.unknown] == []
        found = {
            (row["section"], row["affair_name"]): row["affair_id"] for row in reading.seeds["printed_affair_names"]
        }
        assert found["4(1)", name] == meant


def test_a_division_or_an_office_that_is_printed_with_spaces_has_its_registered_name() -> None:
    spaced = (("財務課\t15人", "財 務 課\t15人"), ("\n税務指導課、", "\n税務\u3000指導課、"))
    reading = understood(*spaced)
    assert [one.name for one in reading.unknown] == []
    assert rows(reading) == rows(understood())
