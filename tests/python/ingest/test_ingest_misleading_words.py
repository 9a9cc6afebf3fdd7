"""Words that resemble a heading, a header, a total or the figure that is meant, and are not it."""

from __future__ import annotations

import re

import pytest

from first_publication import first_tables
from ingest.changed_print import ATTENDED, AUDIT, TEXT, USED, rows, statements, told, understood
from ingest.seeds_project import SeedsProject
from jukinet.ingest.names import Names
from jukinet.ingest.reading import Reading

TITLE = TEXT.split("\n1 セキュリティ研修")[0].strip()
ACT = "住民基本台帳法に規定されている事務における本人確認情報の利用・提供実績"
DAY = "令和4年3月31日現在"
TRAINING = "1 セキュリティ研修"
ORDINANCE = "住民基本台帳法施行条例に規定されている事務における本人確認情報の利用・提供実績"
OFFICES = TEXT.split("対象：（13所属）\n\n")[1].split("\n")[0]
SCHOOLS = "高校無償化法による就学支援金の支給に関する事務\t神奈川県 教育委員会\t令和3年4月\t865"
BROKEN_SCHOOLS = "高校無償化法による就学支援金の支給に関する\t神奈川県\t\t\n事務\t教育委員会\t\t\n\t\t令和3年4月\t865"


@pytest.mark.parametrize(
    "changes",
    [
        [(TITLE, f"{TITLE}\n令和3年度の住民基本台帳ネットワークシステムのセキュリティ対策の\n措置は、次のとおり。")],
        [(TITLE, f"{TITLE}\n別添1 {ACT}\n別添2 {ORDINANCE}")],
        [(TRAINING, f"{ACT}は、別添1のとおり。\n{TRAINING}")],
        [(TRAINING, f"{ACT[:30]}\n{ACT[30:]}は、別添1のとおり。\n{TRAINING}")],
        # A parenthesis of the heading that goes on with what is read.
        [(f"{ACT}\n\n{DAY}", f"{ACT}（\n{DAY}）"), (f"{ORDINANCE}\n\n{DAY}", ORDINANCE)],
        [("の認証状況\n\n- 認証人数は、754人", "の認証状況（年度末\nの認証人数は、754人）")],
        # A title that breaks within the words by which it is known.
        [("ネットワークシステムの\n", "ネット\nワークシステムの\n")],
        # The article of another law.
        [("(1) (住民", "(1) 地方税法第20条の11第1項に基づく利用のほか(住民")],
        # A name and its recipient that both break, and 事務 alone in its row.
        [(SCHOOLS, BROKEN_SCHOOLS)],
        # A pair that has lost its tab, behind a total that stands first.
        [("生活援護課\t2人\t計\t754人", "生活援護課 2人"), ("NPO協働推進課\t5人", "計\t754人\nNPO協働推進課\t5人")],
    ],
)
def test_what_resembles_a_heading_or_a_header_is_none(changes: list[tuple[str, str]]) -> None:
    reading, whole = understood(*changes), understood()
    assert [problem.text() for problem in reading.problems] == []
    assert rows(reading) == rows(whole)
    assert (reading.title, reading.as_of) == (whole.title, whole.as_of)


def test_a_title_that_speaks_of_the_plan_too_is_the_title() -> None:
    words = "令和3年度住民基本台帳ネットワークシステムのセキュリティ対策の措置状況及び令和4年度の事業計画について"
    reading = understood((TITLE, words))
    assert (reading.problems, reading.title, rows(reading)) == ([], words, rows(understood()))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (AUDIT, "13所属中8所属で軽微な指摘"),
        (AUDIT, "13所属中8所属で計15件の指摘"),
        (AUDIT, "13所属中8所属で軽微な不適合"),
        (USED, "- 令和3年度は、前年度から1事務減の18事務で1,156,943件"),
        (USED, f"{USED}（昨年度は19事務で879,815件）"),
        (USED, f"{USED}\n{USED}"),
        (USED, f"{USED}（うち3事務で10件）"),
        (USED, f"{USED}、うち3事務で10件"),
        (USED, "- 18事務（うち新規2事務）で1,156,943件"),
        (USED, "- 18事務（うち新規2事務）で1,156,943件（うち3事務で10件）"),
        (USED, f"- 73事務のうち{USED.removeprefix('- ')}"),
        (USED, f"- 可能な事務の内{USED.removeprefix('- ')}"),
        (USED, f"- このうち令和3年度に利用したのは{USED.removeprefix('- ')}"),
        ("- 1件の開示", "- 累計20件のうち令和3年度は1件の開示"),
        (ATTENDED, f"{ATTENDED}、うち新規3名"),
        (ATTENDED, ATTENDED.replace("、", "、うち新規及び再任3名及び")),
        ("書面研修（受講者43名）", "書面研修、うち受講者43名"),
        (ATTENDED, f"計74名、うち{ATTENDED.replace('、', '及び')}"),
        (ATTENDED, f"計74名（うち{ATTENDED}）"),
        ("（令和3年6月※資料掲載時期）", "（令和3年6月・延期なし）"),
        ("（令和3年6月※資料掲載時期）", "（令和3年6月・見送りなし）"),
        ("（令和3年9月から12月）", "（令和3年9月から12月、中止せず実施）"),
        ("- 73事務で可能", "- 令和4年度から加わる2事務を含む73事務で可能"),
        (ATTENDED, f"{ATTENDED}（計74名）"),
        (ATTENDED, ATTENDED.replace("69名", "69名（うち会場30名、オンライン39名）")),
        ("（受講者43名）", "（受講者43名（うち県30名））"),
        ("（計54所属）", "（計54所属、うち出先30所属）"),
        (f"（13所属）\n\n{OFFICES}", f"（13所属：{OFFICES}）"),
        (f"（13所属）\n\n{OFFICES}", f"（13所属、{OFFICES}）"),
        (f"（13所属）\n\n{OFFICES}", f"（13所属（うち本庁3所属））\n\n{OFFICES}"),
    ],
)
def test_what_stands_beside_a_figure_hides_neither_it_nor_a_name(old: str, new: str) -> None:
    reading = understood((old, new))
    assert (reading.problems, reading.phrases, reading.unknown) == ([], [], understood().unknown)
    assert rows(reading) == rows(understood())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("備考：書面開催\n", "備考：書面開催\n毎月1回、月12回程度の実施\n"),
        ("（受講者43名）", "（受講者は令和3年12月43名）"),
    ],
)
def test_what_stands_beside_a_figure_is_no_reason_for_a_note(old: str, new: str) -> None:
    reading = understood((old, new))
    assert told(reading) == []
    assert [row | {"source_line": ""} for row in reading.seeds["printed_training_attendance"]] == [
        row | {"source_line": ""} for row in understood().seeds["printed_training_attendance"]
    ]


@pytest.mark.parametrize(
    ("words", "figure"),
    [
        ("全利用所属、うち新規2所属（計54所属）", ""),
        ("全利用所属（うち新規2所属）、計54所属", "54"),
        ("全利用所属54所属、うち新規2所属", "54"),
    ],
)
def test_a_part_of_the_offices_is_not_taken_for_all(words: str, figure: str) -> None:
    reading = understood(("対象：市町村課、全利用所属（計54所属）", f"対象：{words}"))
    (row,) = (row for row in reading.seeds["printed_inspections"] if "2021-self" in row["inspection_id"])
    assert (row["office_count"], row["cell_status"]) == (figure, "printed" if figure else "lost")


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("計69名（うち市町村担当者の新任9名）", [("", "69")]),
        ("職員（任期付を含む）、うち県利用所属職員5名", [("", ""), ("prefectural_staff", "5")]),
    ],
)
def test_a_figure_stays_beside_a_part_that_names_its_audience(words: str, read: list[tuple[str, str]]) -> None:
    rows = understood((ATTENDED, words)).seeds["printed_training_attendance"]
    assert [(row["audience"], row["attendee_count"]) for row in rows if row["session_id"] == "2021-2"] == read


def test_a_part_of_the_affairs_is_not_taken_for_all() -> None:
    reading = understood((USED, "- 18事務うち2事務で1,156,943件"))
    assert statements(reading, "affairs_used", "cases") == ["15", "94416"]
    assert len(reading.phrases) == 1


def test_a_list_whose_item_is_a_heading_is_told_with_what_to_do() -> None:
    (problem,) = understood(("備考：書面開催\n", "備考：書面開催\n1 研修\n")).problems
    assert (problem.place, problem.value) == ("line 17", "1 研修")
    assert "Where it is no heading, join it to the line above." in problem.advice


@pytest.mark.parametrize(
    ("old", "new"),
    [("\t908\t774\t", "\t908\t774※2\t"), ("\t42,894", "\t42,894(注2)"), ("合計\t1,143,082", "合計\t1,143,082※"),
     ("合計\t1,143,082", "合計\t※1,143,082"),
     ("NPO協働推進課\t5人", "NPO協働推進課\t5人*1")],
)  # fmt: skip
def test_a_figure_with_the_mark_of_a_note_is_refused_with_what_to_do(old: str, new: str) -> None:
    (problem,) = understood((old, new)).problems
    assert new.strip("\t").split("\t")[-1] in problem.value
    assert problem.advice.endswith("Leave the mark of a note beside a figure out.")


def test_months_without_years_are_those_of_the_fiscal_year() -> None:
    at = TEXT.index("3 知事の本人確認情報の利用状況\n")
    bare = re.sub("令和[34]年(?=[0-9]+月)", "", TEXT[at:])
    reading = understood((TEXT[at:], bare))
    assert reading.problems == []
    assert rows(reading) == rows(understood())
    lines = {repair.place for repair in reading.repairs if "the month has no year" in repair.text}
    assert len(lines) == 257


@pytest.mark.parametrize("month", ["5月", "同年5月", "〃5月"])
def test_a_month_that_alone_has_no_year_may_be_the_rest_of_another(month: str) -> None:
    (problem,) = understood(("令和3年5月\t42,894", f"{month}\t42,894")).problems
    assert (problem.place, problem.value) == ("line 284", month)


def test_a_short_list_of_offices_is_not_taken_for_words_behind_their_number() -> None:
    reading = understood((f"（13所属）\n\n{OFFICES}", "（2所属、観光課、財務課）"))
    inspected = [row for row in reading.seeds["printed_inspected_offices"] if "manager" in row["inspection_id"]]
    assert [row["office_name"] for row in inspected[:2]] == ["観光課", "財務課"]


@pytest.mark.parametrize(
    "words", ["13所属中5所属で指摘を受けなかったが、8所属で指摘", "13所属中5所属で指摘は認められず、8所属で指摘"]
)
def test_offices_that_were_found_right_are_not_those_with_findings(words: str) -> None:
    reading = understood((AUDIT, words))
    assert statements(reading, "offices_audited", "offices_with_findings") == []
    assert len(reading.phrases) == 1


def test_the_end_of_a_finding_is_not_read_as_none() -> None:
    reading = understood(("記載漏れ\t更新した\n", "記載漏れ\t更新した\nなかった。\t\n"))
    assert rows(reading) == rows(understood())
    assert told(reading) == []


def test_a_unit_of_thousands_is_not_passed_over() -> None:
    (problem,) = understood(("令和4年3月31日現在\n\nNo.", "令和4年3月31日現在\n（単位：千件）\n\nNo.")).problems
    assert problem.value == "（単位：千件）"


@pytest.mark.parametrize("last", ["横浜警察署", "小田原出張窓口"])
def test_two_divisions_of_a_cell_are_parted_behind_any_whole_name(last: str) -> None:
    names = Names(first_tables(), Reading("140007-2021", "140007", 2021))
    assert names.division_cell(f"{last}\n運転教育課") == f"{last} 運転教育課"


def test_a_division_spelt_otherwise_beside_a_known_affair_is_not_registered(
    project: SeedsProject, tables_only: str
) -> None:
    file = project.write("p.txt", tables_only.replace("県土整備局 建設業課", "県土整備局 建設 業課", 1))
    register = project.root / "seeds/registers/division_register.csv"
    before = register.read_bytes()
    assert project.run(file, "--replace", "--register-new").exit_code == 0
    assert register.read_bytes() == before
