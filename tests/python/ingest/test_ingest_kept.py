"""What a person filled in is kept where a publication is read anew, or told where it cannot be."""

from __future__ import annotations

from itertools import takewhile

import pytest

from ingest.changed_print import TEXT
from ingest.seeds_project import SeedsProject

FINDING = ("研修実施報告書 記載漏れ\t更新した", "研修実施報告書 紛失\t再発行した")
AUDIENCE = ("県利用所属職員5名", "庁内の利用者5名")
TOPIC = ("内容：概要、運用", "内容：新しい話題")
LOST = ("\t令和3年5月\t42,894\n", "\t令和3年5月\t\n")
LOST_NAMED = "140007-2021 3(1) 地方税法等による地方税等の賦課徴収又は調査に関する事務 2021-05-01"
LOST_KEY = "140007-2021,3(1),地方税法等による地方税等の賦課徴収又は調査に関する事務,,2021-05-01,"
# Another line stands above, and a figure is mended below: the file is another one, its lines as well.
MENDED = (("\n\n令和3年度住民", "\n\n\n令和3年度住民"), ("\t60,452", "\t60,453"))
KEPT = "Filled in by hand, kept: compare what is printed with it"
OVERWRITTEN = "What those seeds said and do no more: if it was written by hand, write it again"


def ingest(project: SeedsProject, *changes: tuple[str, str]) -> str:
    text = TEXT
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    result = project.run(project.write("p.txt", text), "--replace")
    assert result.exit_code == 0, result.output
    return result.output


def fill(project: SeedsProject, seed: str, old: str, new: str) -> None:
    path = project.root / f"seeds/disclosures/{seed}.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def lines(project: SeedsProject, seed: str, beginning: str) -> list[str]:
    text = (project.root / f"seeds/disclosures/{seed}.csv").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.startswith(beginning)]


def part(output: str, title: str) -> list[str]:
    """The lines of a part of the report, below its title."""
    whole = output.splitlines()
    (at,) = (place for place, line in enumerate(whole) if line.startswith(title))
    return [line.strip() for line in takewhile(lambda line: line.startswith("  "), whole[at + 1 :])]


def filled(project: SeedsProject) -> None:
    ingest(project, FINDING, AUDIENCE, TOPIC, LOST)
    finding = "140007-2021,2021-external-audit,1,operational,training_report,"
    fill(project, "printed_inspection_findings", f"{finding},,", f"{finding}entry_missing,record_updated,")
    fill(project, "printed_training_attendance", "140007-2021,2021-2,,5", "140007-2021,2021-2,prefectural_staff,5")
    fill(project, "printed_training_sessions", "municipal_affairs_division,,8", "municipal_affairs_division,new,8")
    fill(project, "printed_monthly_counts", f"{LOST_KEY},lost", f"{LOST_KEY}42894,printed")


def test_codes_and_figures_that_a_person_filled_in_are_kept_in_the_mended_file(project: SeedsProject) -> None:
    filled(project)
    for again in (False, True):
        output = ingest(project, FINDING, AUDIENCE, TOPIC, LOST, *MENDED)
        assert part(output, KEPT) == [
            "line 9: printed_training_sessions.topic: 新しい話題 = new",
            "line 19: printed_training_attendance.audience: 庁内の利用者5名 = prefectural_staff",
            "line 120: printed_inspection_findings.defect: 研修実施報告書紛失 = entry_missing",
            "line 120: printed_inspection_findings.remedy: 再発行した = record_updated",
            "line 285: 3(1) 地方税法等による地方税等の賦課徴収又は調査に関する事務, 2021-05 = 42894",
        ]
        assert "Words without a code" not in output
        assert "Lost figures, left empty (6)" in output
        assert lines(project, "printed_inspection_findings", "140007-2021,2021-external-audit,1,") == [
            "140007-2021,2021-external-audit,1,operational,training_report,entry_missing,record_updated,minor,120"
        ]
        assert lines(project, "printed_training_attendance", "140007-2021,2021-2,prefectural_staff") == [
            "140007-2021,2021-2,prefectural_staff,5,printed,21"
        ]
        assert lines(project, "printed_monthly_counts", LOST_KEY) == [f"{LOST_KEY}42894,printed,285"]
        mended = LOST_NAMED.replace("-05-", "-06-")
        assert again or part(output, OVERWRITTEN) == [
            f"printed_monthly_counts {mended}: case_count was 60452 and is 60453"
        ]
    assert "Seeds: no byte changes.\n0 files written" in output


def test_words_that_stand_twice_keep_what_was_filled_in_for_each(project: SeedsProject) -> None:
    twice = (AUDIENCE, ("県利用所属職員693名", "庁内の利用者5名"))
    ingest(project, *twice)
    fill(project, "printed_training_attendance", "140007-2021,2021-2,,5", "140007-2021,2021-2,prefectural_staff,5")
    output = ingest(project, *twice)
    assert lines(project, "printed_training_attendance", "140007-2021,2021-1,") == ["140007-2021,2021-1,,5,printed,10"]
    assert len(part(output, KEPT)) == len(part(output, "Words without a code")) == 1


def test_a_code_stays_with_its_words_and_not_with_the_number_of_its_finding(project: SeedsProject) -> None:
    filled(project)
    above = (FINDING[0], f"操作権限付与管理台帳 汚損\t清掃した\n{FINDING[1]}")
    output = ingest(project, above, AUDIENCE, TOPIC, LOST)
    numbered = "140007-2021,2021-external-audit,"
    assert lines(project, "printed_inspection_findings", numbered)[:2] == [
        f"{numbered}1,operational,access_rights_register,,,minor,119",
        f"{numbered}2,operational,training_report,entry_missing,record_updated,minor,120",
    ]
    assert "printed_inspection_findings 140007-2021 2021-external-audit 1: remedy was record_updated and is empty" in (
        part(output, OVERWRITTEN)
    )


@pytest.mark.parametrize(
    ("old", "new", "overwritten"),
    [
        (
            TOPIC[1], "内容：別の話題",
            ["printed_training_sessions 140007-2021 2021-1: topic was new and is empty"],
        ),
        (
            "、庁内の利用者5名", "",
            [
                "printed_training_attendance: no row for publication_id 140007-2021, session_id 2021-2, "
                "audience prefectural_staff, attendee_count 5, cell_status printed"
            ],
        ),
        (
            LOST[1], LOST[0].replace("4\n", "5\n"),
            [f"printed_monthly_counts {LOST_NAMED}: case_count was 42894 and is 42895"],
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_told(project: SeedsProject, old: str, new: str, overwritten: list[str]) -> None:
    filled(project)
    output = ingest(project, FINDING, AUDIENCE, TOPIC, LOST, (old, new))
    assert part(output, OVERWRITTEN) == overwritten


def test_a_finding_that_is_gone_takes_its_codes_along(project: SeedsProject) -> None:
    filled(project)
    output = ingest(project, (f"{FINDING[0]}\n", ""), AUDIENCE, TOPIC, LOST)
    place = "printed_inspection_findings 140007-2021 2021-external-audit 1:"
    assert f"{place} register_concerned was training_report and is access_rights_register" in part(output, OVERWRITTEN)
    assert KEPT in output
    assert not [line for line in part(output, KEPT) if "printed_inspection_findings" in line]


def test_a_row_that_a_person_added_is_told_whole(project: SeedsProject) -> None:
    row = "140007-2021,2021-9,prefectural_staff,3,printed,30\n"
    path = project.root / "seeds/disclosures/printed_training_attendance.csv"
    path.write_text(path.read_text(encoding="utf-8") + row, encoding="utf-8", newline="\n")
    assert part(ingest(project), OVERWRITTEN) == [
        "printed_training_attendance: no row for publication_id 140007-2021, session_id 2021-9, "
        "audience prefectural_staff, attendee_count 3, cell_status printed"
    ]


def test_a_figure_that_a_person_calls_illegible_is_lost_also_where_the_seed_has_one(project: SeedsProject) -> None:
    ingest(project)
    output = ingest(project, (LOST[0], LOST[0].replace("42,894", "判読不能")))
    assert KEPT not in output
    assert lines(project, "printed_monthly_counts", LOST_KEY) == [f"{LOST_KEY},lost,284"]
    assert "is empty" in "".join(part(output, OVERWRITTEN))


def test_cells_that_were_left_empty_are_noted_for_every_publication(project: SeedsProject) -> None:
    noted = project.root / "seeds/left_empty.jsonl"
    before = noted.read_bytes()
    assert before.count(b"\n") == 6
    ingest(project, TOPIC)
    assert noted.read_bytes().count(b"\n") == 7
    ingest(project)
    assert noted.read_bytes() == before


@pytest.mark.parametrize("damaged", ["{", "[]", "{}", '{"seed": "a", "columns": [], "digest": "", "row": {}}'])
def test_notes_that_nobody_can_read_are_refused(project: SeedsProject, damaged: str) -> None:
    (project.root / "seeds/left_empty.jsonl").write_text(damaged, encoding="utf-8")
    before = project.seeds()
    result = project.run(project.write("p.txt", TEXT), "--replace")
    assert result.exit_code == 1
    assert "left_empty.jsonl is not as jukinet ingest writes it" in result.output
    assert project.seeds() == before


def test_a_note_of_a_seed_or_a_column_that_is_no_more_is_passed_over(project: SeedsProject) -> None:
    noted = project.root / "seeds/left_empty.jsonl"
    text = noted.read_text(encoding="utf-8")
    noted.write_text(text.replace("printed_monthly", "old", 3) + text.replace("case_count", "old"), encoding="utf-8")
    ingest(project)
    assert noted.read_text(encoding="utf-8") == text


def test_what_was_left_empty_of_another_publication_stays_noted(project: SeedsProject) -> None:
    noted = project.root / "seeds/left_empty.jsonl"
    other = noted.read_bytes().replace(b"140007-2021", b"140007-2022")
    noted.write_bytes(noted.read_bytes() + other)
    ingest(project, TOPIC)
    assert noted.read_bytes().endswith(other)
    ingest(project)
    assert "0 files written" in ingest(project)


def test_names_that_a_person_shared_or_registered_are_told_where_the_reading_has_none(project: SeedsProject) -> None:
    register = project.root / "seeds/registers/publication_register.csv"
    shared = register.read_text(encoding="utf-8").replace(",2022-03-31,,", ",2022-03-31,140007-2021,")
    register.write_text(shared, encoding="utf-8", newline="\n")
    names = project.root / "seeds/registers/printed_affair_names.csv"
    name = "140007-2021,3(1),一般旅券の発給に関する事務,passports\n"
    names.write_text(names.read_text(encoding="utf-8") + name, encoding="utf-8", newline="\n")
    assert part(ingest(project), OVERWRITTEN) == [
        "printed_affair_names: no row for publication_id 140007-2021, section 3(1), "
        "affair_name 一般旅券の発給に関する事務, affair_id passports",
        "publication_register 140007-2021: names_as_in was 140007-2021 and is empty",
    ]
