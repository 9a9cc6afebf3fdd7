"""Lines of the prose and rows of findings that extraction loses, joins or doubles: what was in them is told."""

from __future__ import annotations

import pytest

from ingest.changed_print import TEXT, told, understood

FIRST, SECOND = "(1) 第1回（令和3年6月※資料掲載時期）\n\n", "(2) 第2回（令和3年12月※資料掲載時期）\n\n"
ATTENDEES = "受講者：県利用所属職員693名\n\n"
INDUCTION = "※ 新たに利用する職員、端末機の操作、取扱い、書面研修（受講者43名）\n\n"
FINDING = "操作権限付与管理台帳 記載漏れ\t更新前 記載した\n"
SYSTEM = "2 システム面の監査における指摘事項\n\n"
FIRST_FINDING = "研修実施報告書 記載漏れ"
NO_HEADING = "a header without the heading of an area, read as more findings of the same area"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (FIRST, "", "a label above the first item, not read"),
        (FIRST, "", "item 2 follows item 0: one between them may be lost"),
        (SECOND, SECOND.replace("(2)", "(3)"), "item 3 follows item 1: one between them may be lost"),
        ("(2) 管理者点検（令和4年8月", "(2) 所属点検（令和4年8月",
         "2022-self-inspection stood before, and this is read as 2022-self-inspection-2"),
        (ATTENDEES, "", "neither 受講者 nor 対象 stands under this heading: its attendance gets no rows"),
        # The new users stand behind the form of the session, by a space or by a tab.
        (f"動画配信\n\n{INDUCTION}", f"動画配信{INDUCTION}", "figures in prose, not read"),
        (f"動画配信\n\n{INDUCTION}", f"動画配信\t{INDUCTION}", "figures in prose, not read"),
        (f"{INDUCTION}2 外部監査等", f"2 外部監査等\n\n{INDUCTION}", "figures in prose, not read"),
        ("1 セキュリティ研修\n\n(1) 第1回（令和4年", "(1) 第1回（令和4年",
         "no part has the heading セキュリティ研修 of the year that is planned: its seeds get no rows"),
        ("(2) 住民基本台帳法施行条例に規定された", "(2) 条例の",
         "no part has the heading 条例に規定された事務における利用又は提供: its seeds get no rows"),
        ("- 平成16年2月1日から\n", "", "no day is read since when there is disclosure"),
        ("セキュリティ対策の措置状況等について\n", "",
         "the title may go on behind: 令和3年度住民基本台帳ネットワークシステムの"),
        (FINDING, FINDING * 2, "this finding stood before, at line 120, and is read as a second one"),
        (SYSTEM, "", NO_HEADING),
        (f"定期 記載\n\n{SYSTEM}", f"定期 記載{SYSTEM}", NO_HEADING),
    ],
)  # fmt: skip
def test_what_a_line_leaves_that_is_lost_is_told_as_not_read(old: str, new: str, told: str) -> None:
    assert understood().notes == []
    reading = understood((old, new))
    assert reading.problems == []
    assert told in [note.text for note in reading.notes]


@pytest.mark.parametrize(
    ("old", "new", "label", "place"),
    [
        (SECOND, "", "受講者", "line 18"),
        (f"書面開催\n\n{SECOND}", f"書面開催 {SECOND}", "受講者", "line 18"),
        ("(4) 緊急時対応訓練（令和4年12月予定）\n", "", "内容", "line 178"),
    ],
)
def test_a_label_that_stands_twice_is_that_of_an_item_whose_heading_is_lost(
    old: str, new: str, label: str, place: str
) -> None:
    """The figures of both would be read as one, and one of them would vanish."""
    problems = understood((old, new)).problems
    told = (place, f"the label {label} stands twice in an item")
    assert told in [(problem.place, problem.message) for problem in problems]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("講師：市町村課\n", "\n", "printed_training_sessions.lecturer: "),
        ("備考：書面開催\n", "\n", "printed_training_sessions.form: "),
        ("実施者：市町村課\n", "\n", "printed_inspections.inspector: "),
        ("実施概要：\n\n点検チェックシート\n", "\n", "printed_inspections.method: "),
    ],
)
def test_a_code_whose_words_are_lost_is_told_as_one_without(old: str, new: str, told: str) -> None:
    assert [phrase.text for phrase in understood((old, new)).phrases] == [told]


@pytest.mark.parametrize(
    "joined",
    [
        "掲載時期）\n\n受講者",
        "693名\n\n講師",
        "講師：市町村課\n\n内容",
        "運用\n\n備考",
        "9月）\n\n実施者",
        "所属職員\n\n対象",
    ],
)
def test_a_line_with_a_label_that_is_joined_to_the_one_before_is_read_right(joined: str) -> None:
    reading, whole = understood((joined, joined.replace("\n\n", ""))), understood()
    assert (reading.problems, reading.phrases, reading.notes) == ([], [], [])
    for seed, rows in whole.seeds.items():
        of = [{name: cell for name, cell in row.items() if name != "source_line"} for row in rows]
        assert [
            {name: cell for name, cell in row.items() if name != "source_line"} for row in reading.seeds[seed]
        ] == of, seed


def test_a_label_in_the_parentheses_of_a_heading_is_a_word_of_it() -> None:
    reading = understood(("第1回（令和3年6月※", "第1回（対象：所属、令和3年6月※"))
    assert reading.seeds == understood().seeds


@pytest.mark.parametrize(
    ("old", "new"),
    [("（受講者43名）", "（書面、受講者：43名）"), ("備考：書面開催", "備考：書面開催、内容：別紙")],
)
def test_a_label_behind_a_comma_is_a_word_of_the_sentence(old: str, new: str) -> None:
    reading, whole = understood((old, new)), understood()
    assert (reading.problems, reading.lost, reading.seeds) == ([], whole.lost, whole.seeds)


@pytest.mark.parametrize("lost", [0, 1])
def test_a_finding_that_has_lost_a_cell_is_told_as_words_of_the_one_before(lost: int) -> None:
    """The words of a narrow cell go on in the same way."""
    cells = FINDING.rstrip("\n").split("\t")
    cells[lost] = ""
    repairs = understood((FINDING, "\t".join(cells) + "\n")).repairs
    assert ("line 120", "the words of the finding at line 119 go on here") in [
        (repair.place, repair.text) for repair in repairs
    ]


def test_a_label_behind_other_words_is_one_of_them_where_the_item_has_it_already() -> None:
    reading = understood(("備考：書面開催", "備考：書面開催、研修内容：別紙"))
    assert reading.problems == []
    assert [note.text for note in reading.notes] == [
        "the label 内容 stands again behind other words, read as one of them"
    ]
    assert reading.seeds == understood().seeds


def test_a_figure_behind_a_mark_of_a_remark_is_read() -> None:
    assert understood(("- 18事務で", "※18事務で")).seeds == understood().seeds


def test_the_severity_of_findings_is_that_of_the_result_and_of_no_later_item() -> None:
    reading = understood(("で指摘、軽微", "で指摘\n\n(4) 訓練（令和4年2月）\n\n内容：軽微な障害"))
    assert {row["severity"] for row in reading.seeds["printed_inspection_findings"]} == {""}


@pytest.mark.parametrize("mark", ["※1", "(注1)", "※"])
def test_a_mark_whose_note_was_lost_is_told(mark: str) -> None:
    heading = ("運用面の監査における指摘事項", f"運用面の監査における指摘事項{mark}")
    assert told(understood(heading)) == [f"the mark {mark} has no note under this heading: it may be lost"]
    noted = (FIRST_FINDING, f"{mark} 抜粋\n{FIRST_FINDING}")
    assert "has no note" not in "".join(told(understood(heading, noted)))


def test_a_remark_that_gets_no_row_is_told() -> None:
    remark = "a remark (※) that names neither training nor an inspection and its month, not read"
    for heading in ("2 外部監査等", "3 本人確認情報の利用又は"):
        assert told(understood((heading, f"※ 資料は別途\n\n{heading}"))) == [remark]


def test_a_month_behind_a_heading_that_has_lost_its_mark_is_told() -> None:
    lost = ("2 外部監査等", "新規利用者研修（令和3年5月）を実施\n\n2 外部監査等")
    assert "a month within an item, not read: the mark or number of another may be lost" in told(understood(lost))


def test_a_number_that_is_missing_among_findings_is_told() -> None:
    table = TEXT[TEXT.index(FIRST_FINDING) : TEXT.index("\n2 システム面")].strip().splitlines()
    numbered = [f"{number}\t{row}\n" for number, row in enumerate(table, start=1)]
    whole = "\n".join(table)
    assert told(understood((whole, "".join(numbered)))) == []
    (note,) = told(understood((whole, "".join(numbered[:1] + numbered[2:]))))
    assert note == "finding 3 follows finding 1: one between them may be lost"


@pytest.mark.parametrize("numbers", ["123412", "123456", "①②③④①②", "①②③④⑤⑥"])
def test_findings_may_be_numbered_in_each_area_or_through(numbers: str) -> None:
    table = TEXT[TEXT.index(FIRST_FINDING) : TEXT.index("\n\n\n\n令和4年度住基ネット")]
    numbered, rest = table, iter(numbers)
    for row in table.splitlines():
        if "\t" in row and "対応内容" not in row:
            numbered = numbered.replace(row, f"{next(rest)}\t{row}")
    reading = understood((table, numbered))
    assert next(rest, None) is None
    assert told(reading) == []
    assert reading.seeds == understood().seeds


def test_a_number_of_a_finding_that_is_far_too_long_is_no_number() -> None:
    (problem,) = understood((FIRST_FINDING, f"{'9' * 5000}\t{FIRST_FINDING}")).problems
    assert problem.message == "the row is not: finding, remedy"


def test_an_area_without_findings_is_told_unless_it_says_so() -> None:
    findings = TEXT[TEXT.index("端末 使用管理簿") : TEXT.index("\n\n\n\n令和4年度住基ネット")]
    nothing = "no finding stands under this heading, and nothing says that there is none"
    assert told(understood((findings, ""))) == [nothing]
    assert told(understood((findings, "該当なし"))) == ["this says that there is no finding, and is read as none"]
