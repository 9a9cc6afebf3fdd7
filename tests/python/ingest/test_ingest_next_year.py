"""What an official words otherwise a year later is read as before, or told: never read as something else."""

from __future__ import annotations

import pytest

from ingest.changed_print import ATTENDED, AUDIT, REQUEST, TEXT, USED, rows, statements, told, understood
from ingest.prints import REPOSITORY
from jukinet.ingest.sections import is_heading


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # Training.
        ("県利用所属職員5名", "県利用所属職員（5名）"),
        (ATTENDED, f"{ATTENDED}、計74名"),
        (ATTENDED, "計74名（市町村住基ネット担当者69名、県利用所属職員5名）"),
        ("69名", "69名（うち会場30名）"),
        ("（受講者43名）", "\n受講者：43名"),
        ("（受講者43名）", "（令和3年度受講者：43名）"),
        # Inspections.
        ("自動車税管理事務所、パス", "自動車税管理事務所及びパス"),
        ("（13所属）\n\nNPO", "（13所属、延べ15回）\n\nNPO"),
        (AUDIT, "監査した13所属のうち、8所属において指摘"),
        (AUDIT, "13所属の内8所属に指摘"),
        # Statements.
        ("- 73事務で可能", "- 別表第5、73事務で可能"),
        (USED, "- 令和2年度の実績は、19事務で879,815件\n- 令和3年度の実績は、18事務で1,156,943件"),
        (USED, "- 令和3年度は、18事務で1,156,943件（前年度は、19事務で879,815件）"),
        (REQUEST, "- 令和2年度は2件の開示請求、令和3年度は1件の開示請求"),
        (REQUEST, "- 令和3年度の開示請求件数は、1件"),
        ("- 認証人数は、754人", "- 認証人数：754名"),
        # Tables.
        ("所管課等\t利用開始時期\t年度\t", "事務\t所管部局\t利用開始年月\t件数（件）"),
        ("令和4年3月31日現在\n\nNo.", "（令和4年3月31日現在）\n（単位：件）\n\nNo."),
        ("令和4年3月31日現在\n\nNo.", "令和4年3月31日現在\t単位：件\n\nNo."),
        ("R01\tR02\tR03\n", "R01\tR02\tR03（件）\n"),
        ("名称\t年月\t件数", "事務名\t利用年月\t件数（件）"),
        ("名称\t年月\t件数", "単位：件\n名称\t年月\t件数"),
        ("小計\t\t78,962", "計\t\t78,962"),
        ("利用区分\t利用件数", "【別添3】\n根拠\t利用件数（件）"),
        ("NPO協働推進課\t5人", "所属\t人数（人）\t所属\t人数（人）\nNPO協働推進課\t5人"),
    ],
)
def test_other_words_give_the_same_rows(old: str, new: str) -> None:
    reading = understood((old, new))
    assert [problem.text() for problem in reading.problems] == []
    assert rows(reading) == rows(understood())
    assert reading.phrases == []


def test_offices_may_stand_in_parentheses_behind_their_number() -> None:
    reading = understood(
        ("対象：（13所属）\n\nNPO", "対象：13所属（NPO"), ("監査事務局総務課\n", "監査事務局総務課）\n")
    )
    assert (reading.problems, rows(reading)) == ([], rows(understood()))


HEADINGS = [
    ("住民基本台帳法に規定されている事務における", "別添1　住民基本台帳法に規定された事務における"),
    ("住民基本台帳法に規定されている事務における", "住民基本台帳法に規定されている\n事務における"),
    ("住民基本台帳法施行条例に規定されている事務における本人確認情報の利用・提供実績",
     "住民基本台帳法施行条例に規定する事務における本人確認情報の利用・提供状況\t別添2"),
    ("1 知事の本人確認情報の利用状況（総括）", "1．知事の本人確認情報の利用状況【総括表】"),
    ("3 知事の本人確認情報の利用状況", "3\t知事の本人確認情報の利用状況"),
    ("(1) 住民基本台帳法第30条の15第1項第1号の規定に基づく利用", "(1) 法第30条の15第1項第1号に基づく利用"),
    ("(1) 住民基本台帳法第30条の15第1項第1号の規定に基づく利用（法別表第5に定める事務）",
     "(1) 住民基本台帳法第30条の15第1項\n第1号の規定に基づく利用（法別表第5に定め\nる事務）"),
    ("1 セキュリティ研修", "1 セキュリティ研修等"),
    ("2 外部監査等", "2 点検・監査"),
    ("(1) 住民基本台帳法別表に規定された事務", "(1) 住民基本台帳法別表に規定する事務"),
    ("(5) 本人確認情報利用", "(5) 本人確認情報の利用"),
    ("令和3年度外部監査 指摘事項一覧", "別紙1 令和3年度外部監査 指摘事項一覧"),
    ("令和4年度住基ネットのセキュリティ対策に係る事業",
     "令和4年度の住民基本台帳ネットワークシステムのセキュリティ対策に係る事業計画"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new"), HEADINGS)
def test_other_headings_open_the_same_parts(old: str, new: str) -> None:
    assert old in TEXT
    reading = understood((old, new))
    assert [problem.text() for problem in reading.problems] == []
    assert rows(reading) == rows(understood())


def test_the_headings_that_the_document_lists_are_found() -> None:
    document = (REPOSITORY / "docs/add-a-publication.md").read_text(encoding="utf-8")
    listed = document.split("### The headings by which")[1].split("\n##")[0]
    headings = [line.strip() for line in listed.split("\n") if line.startswith("    ")]
    assert len(headings) == 18
    assert [one for one in headings if not is_heading(one)] == []


def test_a_name_below_a_heading_that_lost_its_parenthesis_is_no_part_of_it() -> None:
    heading, name = "（法別表第5に定める事務）", "特定非営利活動促進法による法人設立の認証に関する事務"
    table = f"\n\n名称\t年月\t件数\n{name}\t"
    reading = understood((f"{heading}{table}", f"{heading[:-1]}\n{name}\n\t"))
    assert (reading.problems, rows(reading)) == ([], rows(understood()))


@pytest.mark.parametrize(
    ("old", "new", "seed", "lost"),
    [
        (ATTENDED, "市町村住基ネット担当者及び県利用所属職員 計74名", "printed_training_attendance", 2),
        ("市町村課、全利用所属（計54所属）", "市町村課（1所属）、全利用所属（53所属）", "printed_inspections", 1),
        ("全利用所属（計54所属）", "全利用所属53所属（市町村課を含め54所属）", "printed_inspections", 1),
    ],
)
def test_a_figure_that_is_one_of_several_or_of_all_together_is_not_taken(
    old: str, new: str, seed: str, lost: int
) -> None:
    reading, whole = understood((old, new)), understood()
    assert sum(row["cell_status"] == "lost" for row in reading.seeds[seed]) == lost
    assert len(told(reading)) == 1
    assert rows(reading)["printed_inspected_offices"] == rows(whole)["printed_inspected_offices"]


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        (AUDIT, "13所属中5所属で適正、8所属で指摘", ("offices_audited", "offices_with_findings")),
        (AUDIT, "13所属中5所属で指摘がなく、8所属で指摘", ("offices_audited", "offices_with_findings")),
        (REQUEST, "- 令和2年度は1件の開示請求", ("disclosure_requests",)),
        (REQUEST, "- 2件の開示請求があり、他に1件の開示請求", ("disclosure_requests",)),
    ],
)
def test_a_sentence_that_may_mean_another_figure_gives_no_statement(old: str, new: str, names: tuple[str, ...]) -> None:
    reading = understood((old, new))
    assert statements(reading, *names) == []
    assert len(reading.phrases) == 1


@pytest.mark.parametrize(
    "words",
    ["開示請求は、なかった", "開示請求がなかった", "開示請求件数は、0件", "開示請求はありません", "開示請求は該当なし"],
)
def test_a_year_without_a_request_for_disclosure_has_none(words: str) -> None:
    reading = understood((REQUEST, f"- 令和2年度は2件の開示請求があったが、令和3年度の{words}"))
    assert (reading.problems, statements(reading, "disclosure_requests")) == ([], ["0"])


def test_figures_beside_the_one_that_is_read_are_told() -> None:
    reading = understood(("- 73事務で可能", "- 60事務で利用、13事務で提供が可能"))
    assert told(reading) == ["figures in prose, not read"]


def test_what_was_to_take_place_and_did_not_is_no_inspection_and_no_session() -> None:
    reading = understood(("令和4年1月）", "令和4年1月、中止）"), ("令和3年6月※資料掲載時期", "令和3年6月から延期"))
    assert "2021-external-audit" not in {row["inspection_id"] for row in reading.seeds["printed_inspections"]}
    assert "2021-1" not in {row["session_id"] for row in reading.seeds["printed_training_sessions"]}
    assert [one.text.split(";")[-1] for one in reading.phrases][:2] == [" the item gets no row"] * 2
    # Its figures are not lost without a word.
    assert [one.place for one in reading.notes if one.text == "figures in prose, not read"] == [
        "line 10",
        "line 58",
        "line 72",
    ]


def test_a_remark_that_something_was_put_off_is_told() -> None:
    reading = understood(("備考：ビデオ通話", "備考：ビデオ通話、観光課は翌年に延期"))
    assert told(reading) == ["words under this heading say that something was put off: judge what was held"]


def test_of_several_forms_the_one_that_is_read_is_told() -> None:
    assert told(understood(("備考：書面開催", "備考：書面開催、動画配信"))) == [
        "several forms stand together, read as written: 書面開催、動画配信"
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("生活援護課\t2人\t計\t754人", "生活援護課\t2人\t計\t754人\n※ 兼務を除く", "a note under the table, not read"),
        ("計\t754人", "計\t754人\n兼務の者は主たる所属に計上", "words behind the total of the table, not read"),
        (
            "92,452\t51,633\t94,416",
            "92,452\t51,633\t94,416\nR02を訂正した",
            "words behind the total of the table, not read",
        ),
        ("小計\t\t78,962", "小計\t\t78,962\n4月分は速報", "words behind the total of the table, not read"),
    ],
)
def test_words_under_a_table_are_told(old: str, new: str, said: str) -> None:
    reading = understood((old, new))
    assert (reading.problems, told(reading)) == ([], [said])


@pytest.mark.parametrize("words", ["指摘事項なし", "なし\tなし", "該当なし\t－", "指摘はなかった。\t"])
def test_an_area_without_findings_has_none(words: str) -> None:
    finding = "端末 使用管理簿 記載漏れ\tログ 周知\nソフトウェア管理台帳 記載漏れ\tインストール 記載\n"
    reading = understood((finding, f"{words}\n"))
    assert [row["area"] for row in reading.seeds["printed_inspection_findings"]] == ["operational"] * 4
    assert (reading.phrases, told(reading)) == ([], ["this says that there is no finding, and is read as none"])


def test_words_of_another_area_are_no_rest_of_the_finding_before() -> None:
    area = "2 システム面の監査における指摘事項\n\n"
    reading, whole = understood((area, f"{area}以下を除き適正\t\n")), understood()
    assert (rows(reading), told(reading)) == (rows(whole), ["one cell among the findings, not read"])


def test_a_sentence_of_users_that_is_not_understood_is_no_row_of_their_table() -> None:
    reading = understood(("- 認証人数は、754人", "- 前年度から7人増の754人が認証を受けた"))
    assert (reading.problems, len(reading.phrases)) == ([], 1)


@pytest.mark.parametrize("cell", ["廃止", ""])
def test_what_to_write_for_a_figure_that_the_print_does_not_have_is_said(cell: str) -> None:
    (problem,) = understood(("\tH28.1\t97\t72\t237", f"\tH28.1\t97\t72\t{cell}")).problems
    assert problem.advice.endswith("where the print has none, as of an affair that ended, write -.")


def test_a_table_under_an_unknown_heading_is_told_once_with_what_stands_above_it() -> None:
    first, *_ = understood(("(4) 照合情報認証の認証状況", "(4) 認証を受けた者")).problems
    assert first.message == "a row of a table stands under no heading that is known"
    assert first.advice.startswith("So do 13 behind it. Above it stands '- 認証人数は、754人': restore the heading")
