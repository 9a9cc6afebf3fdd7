"""A publisher that is new: `--register-new` gives its names the rows that a person gave the first publisher's."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from first_publication import first_tables
from ingest.changed_print import TEXT, understood
from ingest.made_up import NEW_AFFAIR, make
from ingest.register_rows import append, rows
from ingest.seeds_project import SeedsProject
from jukinet.check import check_seeds
from jukinet.ingest import phrases
from jukinet.ingest.division_cells import bureaus, named_divisions
from jukinet.ingest.registration import register_new
from jukinet.seeds import load_seeds

KANAGAWA, SAITAMA = "140007", "110001"
PROPOSED = re.compile(r"if the nearest is meant, add to seeds/registers/printed_affair_names\.csv: (.*),(.*),(.*),(.*)")

Registers = dict[str, list[dict[str, str]]]


def as_saitama(text: str) -> str:
    return text.replace("神奈川県", "埼玉県")


def register_publisher(project: SeedsProject) -> None:
    append(
        project.root / "seeds/registers/publisher_register.csv",
        {"publisher_code": SAITAMA, "publisher_name": "埼玉県", "publisher_name_en": "Saitama Prefecture"},
    )


def registers_of(project: SeedsProject) -> Registers:
    return {path.stem: rows(path) for path in (project.root / "seeds/registers").glob("*.csv")}


def affairs_of(registers: Registers, publisher: str) -> dict[tuple[str, str], tuple[object, ...]]:
    """What is registered of each affair by the place and name of its annual row; names as Saitama would print them."""
    recipients = {
        row["recipient_id"]: (as_saitama(row["recipient_name"]), row["recipient_kind"])
        for row in registers["recipient_register"]
    }
    division_names = {row["division_id"]: row["division_name"] for row in registers["division_register"]}
    divisions = defaultdict(list)
    for row in registers["affair_divisions"]:
        divisions[row["affair_id"]].append((row["division_no"], division_names[row["division_id"]]))
    affairs = {row["affair_id"]: row for row in registers["affair_register"]}
    found: dict[tuple[str, str], tuple[object, ...]] = {}
    for row in registers["printed_affair_names"]:
        if row["publication_id"].startswith(publisher) and row["section"].startswith("annex"):
            affair = affairs[row["affair_id"]]
            found[row["section"], as_saitama(row["affair_name"])] = (
                affair["affair_name"],
                affair["activity"],
                affair["legal_basis_id"],
                recipients.get(affair["recipient_id"]),
                affair["started_month"],
                divisions[row["affair_id"]],
            )
    return found


def meanings_of(registers: Registers, publisher: str) -> dict[tuple[str, str], tuple[str, str]]:
    """The annual name of the affair that each monthly name means."""
    names = [row for row in registers["printed_affair_names"] if row["publication_id"].startswith(publisher)]
    annual = {
        row["affair_id"]: (row["section"], as_saitama(row["affair_name"])) for row in names if "annex" in row["section"]
    }
    return {
        (row["section"], row["affair_name"]): annual[row["affair_id"]] for row in names if "annex" not in row["section"]
    }


def divisions_of(registers: Registers, publisher: str) -> dict[str, tuple[str, str]]:
    own = (row for row in registers["division_register"] if row["publisher_code"] == publisher)
    return {row["division_name"]: (row["division_name_en"], row["bureau_name"]) for row in own}


def offices_of(registers: Registers, publisher: str) -> dict[str, str | None]:
    """The name of the division to which each office belongs."""
    names = {row["division_id"]: row["division_name"] for row in registers["division_register"]}
    own = (row for row in registers["office_register"] if row["publisher_code"] == publisher)
    return {as_saitama(row["office_name"]): names.get(row["division_id"]) for row in own}


def complete(project: SeedsProject, output: str) -> None:
    """What is left for a person: names in English, and names that the annual tables spell in another way."""
    for register in ("affair", "division", "office", "recipient"):
        path = project.root / f"seeds/registers/{register}_register.csv"
        text = path.read_text(encoding="utf-8")
        column = f"{register}_name_en"
        empty = [row for row in rows(path) if not row[column]]
        for row in empty:
            before = f"{row[f'{register}_name']},,"
            assert before in text
            text = text.replace(before, before.removesuffix(",") + "In English,")
        path.write_text(text, encoding="utf-8", newline="\n")
    columns = ("publication_id", "section", "affair_name", "affair_id")
    proposed = [dict(zip(columns, found, strict=True)) for found in PROPOSED.findall(output)]
    append(project.root / "seeds/registers/printed_affair_names.csv", *proposed)


@pytest.fixture
def saitama(project: SeedsProject) -> SeedsProject:
    register_publisher(project)
    return project


def test_what_it_registers_is_what_was_registered_by_hand(saitama: SeedsProject, tables_only: str) -> None:
    first_recipients = registers_of(saitama)["recipient_register"]
    file = saitama.write("110001-2021.txt", as_saitama(tables_only))
    result = saitama.run(file, "--register-new", publisher=SAITAMA)
    assert result.exit_code == 0, result.output
    registers = registers_of(saitama)
    assert affairs_of(registers, SAITAMA) == affairs_of(registers, KANAGAWA)
    # The name in English of what is used would not be that of what is provided.
    provided = [row for row in registers["affair_register"] if row["activity"] == "provision"]
    assert {row["affair_name_en"] for row in provided if row["affair_id"].startswith("saitama-")} == {""}
    own, first = (divisions_of(registers, publisher) for publisher in (SAITAMA, KANAGAWA))
    assert own == {name: first[name] for name in own}
    # What another publisher has of that name gives its id, also where its own name stands before it.
    recipients = {row["recipient_id"] for row in registers["recipient_register"]}
    assert recipients == {f"{prefix}{one['recipient_id']}" for prefix in ("", "saitama-") for one in first_recipients}
    # Monthly names mean the same, but for those that the annual tables spell in another way.
    given, right = (meanings_of(registers, publisher) for publisher in (SAITAMA, KANAGAWA))
    assert given.items() <= right.items()
    spelled_otherwise = {name for _, name in right.keys() - given.keys()}
    assert len(spelled_otherwise) == 6
    # Nothing else is left to a person: what has been registered is unknown no more.
    assert "Unknown names, not registered (6)" in result.output
    assert {name for name in spelled_otherwise if f": {name}\n" in result.output} == spelled_otherwise


def test_completed_by_hand_it_balances(saitama: SeedsProject) -> None:
    text = as_saitama(make(4, shifts=False).text)
    file = saitama.write("110001-2022.txt", text)
    before = saitama.seeds()
    tried = saitama.run(file, "--register-new", "--dry-run", fiscal_year=2022, publisher=SAITAMA)
    assert tried.exit_code == 0, tried.output
    assert saitama.seeds() == before
    result = saitama.run(file, "--register-new", fiscal_year=2022, publisher=SAITAMA)
    assert result.exit_code == 0, result.output
    assert tried.output.partition("Dry run")[0] == result.output.partition("20 files written")[0]
    # Another run reads from the seeds what this one had in hand.
    read = saitama.run(file, "--replace", fiscal_year=2022, publisher=SAITAMA).output
    unknown_and_edits = read[read.index("Unknown names") :].partition("\n\nSeeds:")[0]
    assert re.sub(r"(?s)Unknown names.*?\n\n", "", unknown_and_edits) in result.output
    for path, content in before.items():
        lines = saitama.seeds()[path].decode().splitlines()
        assert [line for line in lines if line in content.decode().splitlines()] == content.decode().splitlines()
    own, first = (offices_of(registers_of(saitama), publisher) for publisher in (SAITAMA, KANAGAWA))
    assert len(own) > 50
    assert own == {name: first[name] for name in own}

    lacking = [fault for fault in check_seeds(load_seeds(saitama.root)) if "_en is empty" in fault.message]
    counted = sum(int(number) for number in re.findall(r"(\d+) without a name in English", result.output))
    assert len(lacking) == counted > 0
    complete(saitama, result.output)
    assert check_seeds(load_seeds(saitama.root)) == []
    again = saitama.run(file, "--register-new", "--replace", fiscal_year=2022, publisher=SAITAMA)
    assert "Unknown names: none" in again.output
    assert "Registered as new" not in again.output
    assert "no byte changes" in again.output
    balanced = re.search(r"([0-9]+) of ([0-9]+) balance", again.output)
    assert balanced
    assert balanced[1] == balanced[2] != "0"


def test_what_may_be_another_spelling_is_left_to_a_person(project: SeedsProject) -> None:
    year = make(4)
    result = project.run(project.write("r04.txt", year.text), "--register-new", fiscal_year=2022)
    assert result.exit_code == 0, result.output
    assert registers_of(project)["division_register"] == first_tables()["division_register"]
    new = [row for row in registers_of(project)["affair_register"] if row["affair_id"].startswith("kanagawa-")]
    assert [(row["affair_name"], row["legal_basis_id"], row["started_month"]) for row in new] == [
        (NEW_AFFAIR, "act-30-15-1-1", "2022-06-01")
    ]
    left = {name for _, name in year.new_names} - {NEW_AFFAIR}
    assert f"Unknown names, not registered ({len(left)})" in result.output
    registered = {row["affair_name"] for row in registers_of(project)["printed_affair_names"]}
    assert not left & registered
    assert NEW_AFFAIR in registered


def test_a_division_that_was_renamed_is_registered_with_its_bureau(project: SeedsProject, tables_only: str) -> None:
    file = project.write("p.txt", tables_only.replace("子ども家庭課", "家庭支援課"))
    assert project.run(file, "--replace", "--register-new").exit_code == 0
    (new,) = (row for row in registers_of(project)["division_register"] if row["division_name"] == "家庭支援課")
    assert (new["bureau_name"], new["bureau_name_en"]) == ("福祉子どもみらい局", "Welfare and Children's Future Bureau")


def test_an_id_is_never_given_twice(saitama: SeedsProject, tables_only: str) -> None:
    taken = {
        "affair_id": "saitama-passports", "affair_name": "別の事務", "affair_name_en": "Another", "activity": "use",
        "legal_basis_id": "act-30-15-1-1", "recipient_id": "", "started_month": "2020-04-01",
    }  # fmt: skip
    append(saitama.root / "seeds/registers/affair_register.csv", taken)
    result = saitama.run(saitama.write("110001-2021.txt", as_saitama(tables_only)), "--register-new", publisher=SAITAMA)
    assert result.exit_code == 0, result.output
    affairs = registers_of(saitama)["affair_register"]
    assert taken in affairs
    ids = [row["affair_id"] for row in affairs]
    assert len(set(ids)) == len(ids) == 1 + 2 * 39


def test_what_two_places_tell_otherwise_is_not_guessed() -> None:
    tables = first_tables() | {"printed_affair_names": [], "office_register": []}
    saitama = {"publisher_code": SAITAMA, "publisher_name": "埼玉県", "publisher_name_en": "Saitama Prefecture"}
    tables["publisher_register"].insert(0, saitama)
    division = next(row for row in tables["division_register"] if row["division_name"] == "監査事務局総務課")
    tables["division_register"].insert(0, {**division, "division_id": "general", "division_name": "総務課"})
    reading = understood(tables=tables)
    for row in reading.seeds["printed_sections"]:
        if row["section"] == "3(2)":
            row["annex"] = "1"
    new = register_new(reading, tables)
    assert {row["affair_id"].partition("-")[0] for row in new["affair_register"]} == {"kanagawa"}
    by_month = {row["affair_name"]: row["section"] for row in reading.seeds["printed_monthly_counts"]}
    used = [row for row in new["affair_register"] if row["activity"] == "use"]
    # Two sections print affairs of annex 1 by month: of one that neither prints, nothing says which basis it has.
    found = {row["affair_name"]: row["legal_basis_id"] for row in used}
    assert "" in {found[name] for name in found.keys() - by_month.keys()}
    assert {found[name] for name in found if by_month.get(name) == "3(1)"} == {"act-30-15-1-1"}
    offices = {row["office_name"]: row["division_id"] for row in new["office_register"]}
    assert offices["監査事務局総務課"] == division["division_id"]


@pytest.mark.parametrize(
    ("cell", "divisions"),
    [
        ("総務局 税務課 各県税事務所", [("総務局", "税務課"), ("総務局", "県税事務所")]),
        ("各県税事務所 センター", [("", "県税事務所"), ("", "センター")]),
        ("警察本部 運転教育課", [("警察本部", "運転教育課")]),
        ("総務局税務課", [("総務局", "税務課")]),
        ("監査事務局 総務課", [("監査事務局", "監査事務局総務課")]),
        ("総務局", [("", "総務局")]),
    ],
)
def test_bureaus_and_divisions_of_a_cell(cell: str, divisions: list[tuple[str, str]]) -> None:
    known = bureaus([cell, "総務局 人事課"])
    assert named_divisions(cell, known, {"監査事務局総務課"}) == divisions


@pytest.mark.parametrize("prefecture", "都道府県")
def test_staff_are_those_of_any_prefecture(prefecture: str) -> None:
    assert phrases.code_of(phrases.AUDIENCE, f"{prefecture}利用所属職員") == "prefectural_staff"
    assert phrases.code_of(phrases.AUDIENCE, "市町村住基ネット担当者") == "municipal_officers"


def test_one_affair_that_is_provided_to_two_cities_is_two_affairs(project: SeedsProject) -> None:
    """The monthly table names them alike; the annual one with their recipient."""
    name, months = "旅券法による一般旅券の発給等に関する事務", "横須賀市\t令和3年4月\t3\n\t\t令和3年5月\t4\n"
    text = TEXT.replace("16\t特定", f"16\t{name} (横須賀市への提供)\t横須賀市\tR3.4\t-\t-\t7\n17\t特定")
    text = text.replace("小計\t\t\t4,845", f"{name}\t{months}小計\t\t\t4,852")
    result = project.run(project.write("p.txt", text), "--replace", "--register-new")
    assert result.exit_code == 0, result.output
    assert "the name has several recipients, and is written as in annex 2" in result.output
    assert "Unknown names: none" in result.output
    meant = {
        row["affair_name"]: row["affair_id"]
        for row in rows(project.root / "seeds/registers/printed_affair_names.csv")
        if row["section"] == "4(1)" and row["affair_name"].startswith(name)
    }
    assert meant == {
        f"{name} (藤沢市への提供)": "passports-fujisawa",
        f"{name} (横須賀市への提供)": "kanagawa-affair-001",
    }
    counts = [
        (row["recipient_name"], row["month"], row["case_count"])
        for row in rows(project.root / "seeds/disclosures/printed_monthly_counts.csv")
        if row["affair_name"] == f"{name} (横須賀市への提供)"
    ]
    assert counts == [("横須賀市", "2021-04-01", "3"), ("横須賀市", "2021-05-01", "4")]
    (affair,) = [row for row in registers_of(project)["affair_register"] if row["affair_id"] == "kanagawa-affair-001"]
    assert (affair["legal_basis_id"], affair["recipient_id"]) == ("act-30-13-1", "kanagawa-recipient-001")
