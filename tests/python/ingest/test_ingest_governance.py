"""Training and inspections: a dash, a lost figure and a figure are three things there too; findings."""

from __future__ import annotations

import pytest

from ingest.changed_print import understood
from jukinet.ingest.reading import Reading, Remark

REGULAR = "2021-2 prefectural_staff"
INDUCTION = "2021-new-users new_users"


def attendance(reading: Reading) -> dict[str, tuple[str, str]]:
    return {
        f"{row['session_id']} {row['audience']}": (row["attendee_count"], row["cell_status"])
        for row in reading.seeds["printed_training_attendance"]
    }


@pytest.mark.parametrize(
    ("old", "new", "place", "status"),
    [
        ("県利用所属職員5名", "県利用所属職員-名", REGULAR, "not_applicable"),
        ("県利用所属職員5名", "県利用所属職員　―　人", REGULAR, "not_applicable"),
        ("（受講者43名）", "（受講者－名）", INDUCTION, "not_applicable"),
        ("県利用所属職員5名", "県利用所属職員名", REGULAR, "lost"),
        ("県利用所属職員5名", "県利用所属職員", REGULAR, "lost"),
        ("県利用所属職員5名", "県利用所属職員判読不能名", REGULAR, "lost"),
        # The long vowel at the end of a word is no dash.
        ("県利用所属職員5名", "県利用所属職員のユーザー名", REGULAR, "lost"),
        ("（受講者43名）", "（受講者名）", INDUCTION, "lost"),
    ],
)
def test_a_dash_for_who_attended_is_no_figure_that_is_lost(old: str, new: str, place: str, status: str) -> None:
    reading, whole = understood((old, new)), understood()
    assert reading.problems == []
    assert attendance(reading) == attendance(whole) | {place: ("", status)}
    assert len(reading.lost) == len(whole.lost) + (status == "lost")


@pytest.mark.parametrize("heading", ["1 セキュリティ研修", "2 外部監査等"])
def test_a_label_above_the_first_item_is_of_none(heading: str) -> None:
    reading, whole = understood((heading, f"{heading}\n備考：動画")), understood()
    for seed in ("printed_training_sessions", "printed_inspections"):
        assert [{**row, "source_line": ""} for row in reading.seeds[seed]] == [
            {**row, "source_line": ""} for row in whole.seeds[seed]
        ]


@pytest.mark.parametrize("who", ["監査法人", "委託業者"])
def test_whoever_is_hired_is_a_contractor_also_where_it_is_no_company(who: str) -> None:
    firm = "MYTコンサルティング株式会社"
    reading, whole = understood((f"講師：{firm}", f"講師：{who}"), (f"実施者：{firm}", f"実施者：{who}")), understood()
    for seed in ("printed_training_sessions", "printed_inspections"):
        assert reading.seeds[seed] == whole.seeds[seed]


def test_a_drill_of_who_calls_whom_is_an_exercise_of_communication() -> None:
    reading, whole = understood(("連絡体制", "連絡網")), understood()
    assert reading.seeds["printed_inspections"] == whole.seeds["printed_inspections"]


def test_the_end_of_a_word_is_no_part_of_the_figure_behind_it() -> None:
    reading = understood(("職員693名", "職員・Excel693名"))
    assert (reading.problems, attendance(reading)) == ([], attendance(understood()))


def test_who_is_to_attend_a_planned_session_is_no_figure_that_is_lost() -> None:
    planned = {place: figure for place, figure in attendance(understood()).items() if place.startswith("2022")}
    assert len(planned) == 3
    assert set(planned.values()) == {("", "not_applicable")}


@pytest.mark.parametrize(
    ("figure", "count", "status"),
    [("13", "13", "printed"), ("計 13", "13", "printed"), ("-", "", "not_applicable"), ("", "", "lost"),
     ("判読不能", "", "lost")],
)  # fmt: skip
def test_the_offices_of_an_inspection_are_listed_whatever_became_of_their_number(
    figure: str, count: str, status: str
) -> None:
    reading, whole = understood(("対象：（13所属）", f"対象：（{figure}所属）")), understood()
    seed, inspection_id = "printed_inspections", "2021-manager-inspection"
    (row,) = (row for row in reading.seeds[seed] if row["inspection_id"] == inspection_id)
    assert (row["office_count"], row["cell_status"]) == (count, status)
    assert reading.seeds["printed_inspected_offices"] == whole.seeds["printed_inspected_offices"]
    told = Remark("line 46", f"offices of {inspection_id}") in reading.lost
    assert told == (status == "lost")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("職員693名", "職員6,93名"),
        ("職員693名", "職員69.3名"),
        ("職員693名", "職員6\u03369\u03363名"),
        ("（13所属）", "（1,3所属）"),
        ("（13所属）", "（l3所属）"),
        ("13所属中8所属", "13所属中8※1所属"),
        ("18事務で1,156,943件", "1※8事務で1,156,943件"),
        ("人数は、754人", "人数は、754※1人"),
        # Misread digits, at the beginning and within, and what is no one figure.
        ("職員693名", "職員G93名"),
        ("職員693名", "職員〓93名"),
        ("職員693名", "職員-93名"),
        ("職員693名", "職員6B3名"),
        ("職員693名", "職員6-93名"),
        ("職員693名", "職員6、93名"),
        ("職員693名", "職員69-名"),
        ("職員693名", "職員6'93名"),
        ("（13所属）", "（1·3所属）"),
        ("- 73事務", "- -3事務"),
        ("- 73事務", "- 7-3事務"),
        ("- 73事務", "- .3事務"),
        # The minus signs in use.
        ("職員693名", "職員−93名"),
        ("職員693名", "職員▲93名"),
        ("- 73事務", "- −3事務"),
        ("- 73事務", "- △73事務"),
        ("18事務で1,156,943件", "18事務で△1,156,943件"),
    ],
)
def test_digits_that_are_no_count_are_told_and_not_left_empty(old: str, new: str) -> None:
    (problem,) = understood((old, new)).problems
    assert problem.message == "this is no figure"


FINDING = "操作権限付与管理台帳 記載漏れ\t更新前 記載した"


def findings(reading: Reading) -> list[dict[str, str]]:
    return [{**row, "source_line": ""} for row in reading.seeds["printed_inspection_findings"]]


def test_a_numbered_finding_is_the_same_and_a_line_of_prose_does_not_end_its_area() -> None:
    whole = findings(understood())
    assert {row["area"] for row in whole} == {"operational", "system"}
    assert findings(understood((FINDING, f"3\t{FINDING}"))) == whole
    assert findings(understood((FINDING, f"以下のとおり\n{FINDING}"))) == whole


@pytest.mark.parametrize("row", [f"{FINDING}\t済", f"台帳\t{FINDING}"])
def test_a_finding_of_other_columns_is_told(row: str) -> None:
    (problem,) = understood((FINDING, row)).problems
    assert problem.message == "the row is not: finding, remedy"


def test_a_finding_that_lost_its_tab_is_told_as_not_read() -> None:
    assert understood().notes == []
    (note,) = understood((FINDING, FINDING.replace("\t", ""))).notes
    assert note.text == "one cell among the findings, not read"


def test_a_sentence_behind_the_findings_is_none_of_them_where_all_rows_have_the_columns_of_the_table() -> None:
    """As rows of Excel have."""
    reading, whole = understood((FINDING, f"{FINDING}\n- 上記を周知\t")), understood()
    assert [one.text for one in reading.repairs] == [one.text for one in whole.repairs]
    assert findings(reading) == findings(whole)


def test_the_words_of_a_finding_go_on_in_their_column() -> None:
    whole = understood().seeds["printed_inspection_findings"]
    reading = understood(
        ("管理簿 端末 特定 困難\t端末 当番\n", "管理簿 端末 特定\t端末\n困難\t\n\t当番\n"),
    )
    assert reading.phrases == []
    without_line = [{**row, "source_line": ""} for row in reading.seeds["printed_inspection_findings"]]
    assert without_line == [{**row, "source_line": ""} for row in whole]


@pytest.mark.parametrize("between", ["", "・", "と"])
def test_two_counts_that_nothing_known_parts_are_not_read_as_the_last_one(between: str) -> None:
    reading, whole = understood(("69名、県利用", f"69名{between}県利用")), understood()
    together = "2021-2 municipal_officers"
    assert attendance(reading) == {place: figure for place, figure in attendance(whole).items() if place != REGULAR} | {
        together: ("", "lost")
    }
    (lost,) = [one for one in reading.lost if one not in whole.lost]
    assert lost.text == f"attendees of 2021-2: 市町村住基ネット担当者69名{between}県利用所属職員5名"


def test_several_audiences_with_one_count_are_told() -> None:
    (note,) = understood(("69名、県利用所属職員5名", "・県利用所属職員74名")).notes
    said = "市町村住基ネット担当者・県利用所属職員74名"
    assert note.text == f"several audiences stand together, read as municipal_officers: {said}"


@pytest.mark.parametrize("heading", ["第2回（令和3年12月", "緊急時対応訓練（令和4年12月"])
def test_a_month_that_is_not_of_the_year_of_its_part_is_told(heading: str) -> None:
    """A lost digit makes January of December."""
    reading = understood((heading, heading.replace("12月", "1月")))
    year = "2021" if "第2回" in heading else "2022"
    assert [note.text for note in reading.notes] == [f"a month of this heading is not of fiscal year {year}"]
