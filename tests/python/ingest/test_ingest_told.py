"""What ingest tells a person of a print that it can read: repairs, words without a code, what it has not read."""

from __future__ import annotations

from collections import defaultdict

import pytest

from ingest.changed_print import TEXT, rows, understood
from ingest.seeds_project import SeedsProject
from jukinet.ingest import report
from jukinet.ingest.reading import Remark
from jukinet.ingest.rows import Source


def test_every_shift_and_every_lost_count_of_the_print_is_a_repair() -> None:
    places = defaultdict(list)
    for repair in understood().repairs:
        places[repair.text].append(int(repair.place.removeprefix("line ")))
    assert len(places.pop("the month stands in the name's column, 1 too far left")) == 29
    assert places == {
        "the header lacks 事務; the column was found by its cells": [219],
        "the row is shifted right and its count is lost": [274, 295, 319, 368, 381, 455],
        "the header says 件数 where the months stand": [418, 509],
        "the month stands in the name's column, 2 too far left": [485],
    }


def test_a_count_that_is_lost_where_nothing_is_shifted_is_told_without_a_shift() -> None:
    told = understood(("\t令和3年5月\t42,894", "\t令和3年5月\t")).repairs
    assert Remark("line 284", "the count is lost") in told


def test_a_lost_month_is_told_with_those_that_have_no_row() -> None:
    """The sum holds whatever the lost count took up, and so also where the row of another month was lost."""
    lost = {one.place: one.text for one in understood(("令和3年6月\t\t133\n", "\n")).lost}
    name = "3(1) 恩給法による年金の支給に関する事務, 2021-04"
    assert lost["line 274"] == f"{name}; no row for 2021-05, 2021-06, 2021-08, 2022-02"
    assert lost["line 319"] == "3(1) 旅券法による一般旅券の発給等に関する事務, 2021-04"


def test_a_header_that_says_a_count_of_use_where_the_months_stand_is_told_by_its_word() -> None:
    told = understood(("名称\t件数\t利用件数", "名称\t利用件数\t")).repairs
    assert "the header says 利用件数 where the months stand" in {repair.text for repair in told}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "(1) 第1回（令和3年6月",
            "(1) 臨時（令和3年6月",
            "printed_training_sessions.session_no or month: 臨時(令和3年6月",
        ),
        ("(1) 第1回（令和3年6月", "(1) 第1回（未定", "printed_training_sessions.session_no or month: 第1回(未定"),
        ("(2) 管理者点検（", "(2) 巡回（", "printed_inspections.inspection_kind or month: 巡回("),
        ("実施者：市町村課\n\n対象：（13", "実施者：某\n\n対象：（13", "printed_inspections.inspector: 某"),
        ("点検チェックシート", "観察", "printed_inspections.method: 観察"),
        ("監査結果：13所属中", "監査結果：一部の", "printed_statements.offices_audited: 一部の"),
        ("軽微", "重大", "printed_inspection_findings.severity: "),
        ("記載漏れ\t更新前 記載した", "記載漏れ\t改めた", "printed_inspection_findings.remedy: 改めた"),
        (
            "記載漏れ\t更新前 記載した",
            "不足\t更新前 記載した",
            "printed_inspection_findings.defect: 操作権限付与管理台帳不足",
        ),
    ],
)
def test_words_that_no_rule_knows_are_told_with_their_column(old: str, new: str, told: str) -> None:
    assert understood().phrases == []
    phrases = [phrase.text for phrase in understood((old, new)).phrases]
    assert phrases
    assert all(phrase.startswith(told) for phrase in phrases), phrases


@pytest.mark.parametrize("heading", ["2 外部監査等", "3 本人確認情報の利用又は"])
def test_an_item_without_a_number_that_is_neither_training_nor_inspection_is_passed_over(heading: str) -> None:
    reading, whole = understood((heading, f"※ 資料は別途\n\n{heading}")), understood()
    assert reading.phrases == []
    for seed in ("printed_training_sessions", "printed_inspections"):
        assert len(reading.seeds[seed]) == len(whole.seeds[seed])


def test_figures_of_prose_that_no_rule_reads_are_told() -> None:
    assert understood().notes == []
    heading = "(3) 本人確認情報の利用提供状況の公表\n"
    notes = understood((heading, f"{heading}閲覧は3件\n閲覧は随時\n")).notes
    assert notes == [Remark("line 87", "figures in prose, not read")]
    # Also beside a sentence that is read.
    notes = understood(("1件の開示請求\n", "1件の開示請求\n2件の苦情\n")).notes
    assert notes == [Remark("line 113", "figures in prose, not read")]


@pytest.mark.parametrize(
    ("old", "new", "digits"),
    [
        ("対象：（13所属）", "対象：（1 3所属）", "1 3"),
        ("1,156,943件", "1,156 943 件", "1,156 943"),
        ("県利用所属職員5名", "県利用所属職員 1 5名", "1 5"),
        ("1件の開示請求", "1 １件の開示請求", "1 1"),
        ("1,156,943件", "1,156,9\t43件", "1,156,9 43"),
    ],
)
def test_digits_of_the_prose_that_stand_apart_are_told(old: str, new: str, digits: str) -> None:
    (note,) = understood((old, new)).notes
    assert note.text == f"the digits {digits} stand apart, read as one figure"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("県利用所属職員693名", "県利用所属職員6:93名", "6:93名 may be one figure, of which 93 alone is read"),
        ("受講者43名", "受講4者3名", "4者3名 may be one figure, of which 3 alone is read"),
        ("（計54所属）", "（計5/4所属）", "5/4所属 may be one figure, of which 4 alone is read"),
        ("- 73事務で", "- 7。3事務で", "7。3事務 may be one figure, of which 3 alone is read"),
    ],
)
def test_a_sign_within_a_figure_of_the_prose_is_told(old: str, new: str, told: str) -> None:
    reading = understood((old, new))
    assert told in [note.text for note in reading.notes]


def test_a_bar_within_a_figure_of_the_prose_is_refused() -> None:
    for old, new in (("県利用所属職員693名", "県利用所属職員69|3名"), ("（計54所属）", "（計5|4所属）")):
        (problem,) = understood((old, new)).problems
        assert problem.message == "this is no figure"


@pytest.mark.parametrize(
    ("old", "new", "line", "digits"),
    [
        ("18事務で1,156,943件", "18事務で1,156,\n943件", 80, ("1,156,", "943")),
        ("18事務で1,156,943件", "1\n8事務で1,156,943件", 80, ("1", "8")),
        ("県利用所属職員693名", "県利用所属職員６９\n\n３名", 12, ("69", "3")),
        ("対象：（13所属）", "対象：（1\n3所属）", 47, ("1", "3")),
    ],
)
def test_a_figure_of_the_prose_that_is_broken_over_two_lines_is_a_repair(
    old: str, new: str, line: int, digits: tuple[str, str]
) -> None:
    reading, whole = understood((old, new)), understood()
    (repair,) = [one for one in reading.repairs if "of the line above" in one.text]
    assert repair.place == f"line {line}"
    assert repair.text == f"the digits {digits[0]} of the line above go on here, read as {''.join(digits)}"
    assert rows(reading) == rows(whole)


def test_prose_between_the_heading_of_a_chapter_and_its_table_is_none_of_the_table_before() -> None:
    before = "3 知事の本人確認情報の利用状況\n\n(2)"
    (note,) = understood((before, before.replace("\n\n", "\n閲覧は3件\n"))).notes
    assert note.text == "figures in prose, not read"


@pytest.mark.parametrize("note", ["※ 概数", "注1：概数", "(注) 概数", "* 概数"])
@pytest.mark.parametrize(
    "total", ["NPO協働推進課\t5人", "計\t\t\t\t92,452\t51,633\t94,416", "合計\t108,289", "小計\t\t78,962"]
)
def test_a_note_of_a_table_is_told_and_no_figure_is_taken_from_it(note: str, total: str) -> None:
    reading = understood((total, f"{note} 5\n{total}"))
    assert reading.problems == []
    totals = {
        (row["section"], row["role"], row["fiscal_year"]): row["value"] for row in reading.seeds["printed_totals"]
    }
    whole = understood().seeds["printed_totals"]
    assert totals == {(row["section"], row["role"], row["fiscal_year"]): row["value"] for row in whole}
    assert [one.text for one in reading.notes] == ["a note under the table, not read"]


@pytest.mark.parametrize(
    ("before", "heading"),
    [
        ("\t令和3年6月\t60,452\n", "(1) 住民基本台帳法第30条の15第1項第1号の規定に基づく利用\n"),
        ("\t令和3年6月\t60,452\n", "3 知事の本人確認情報の利用状況（続き）\n"),
        (
            "\t令和3年6月\t60,452\n",
            "3 知事の本人確認情報の利用状況（続き）\n(1) 住民基本台帳法第30条の15第1項第1号の規定に基づく利用\n",
        ),
        ("\t令和3年6月\t60,452\n", "別添3\n"),
        ("2\t通訳案内士法", "（別添1）\n"),
        ("2\t通訳案内士法", "住民基本台帳法に規定されている事務における本人確認情報の利用・提供実績\n"),
    ],
)
def test_a_heading_that_a_new_page_repeats_goes_on_with_its_table(before: str, heading: str) -> None:
    whole, reading = understood(), understood((before, f"{heading}{before}"))
    assert [problem.text() for problem in reading.problems] == []
    for seed in ("printed_annual_counts", "printed_monthly_counts", "printed_sections"):
        assert [{**row, "source_line": ""} for row in reading.seeds[seed]] == [
            {**row, "source_line": ""} for row in whole.seeds[seed]
        ]


@pytest.mark.parametrize("behind", ["小計\t\t1,064,108\n", "小計\t\t78,962\n"])
def test_a_heading_behind_the_end_of_its_table_is_that_of_a_second_one(behind: str) -> None:
    """Directly behind its subtotal, or behind another table."""
    heading = "(1) 住民基本台帳法第30条の15第1項第1号の規定に基づく利用\n"
    assert behind in TEXT
    problems = understood((behind, f"{behind}{heading}")).problems
    assert [problem.message for problem in problems] == ["this heading stood before, at line 259"]


def test_without_its_title_a_publication_is_still_read_to_its_end() -> None:
    """All that must be mended is told at once."""
    first, second = TEXT.splitlines()[2:4]
    problems = understood((f"{first}\n{second}\n", "\n\n"), ("\t42,894", "\t42,89O")).problems
    assert [problem.message.split(" (")[0] for problem in problems] == [
        "the title",
        "this is neither a month, a count nor a name",
    ]


def test_a_file_that_does_not_name_the_publisher_is_told() -> None:
    named = TEXT.count("神奈川県")
    assert named > 0
    (problem,) = understood(*[("神奈川県", "某県")] * named).problems
    assert problem.message == "the file nowhere names 神奈川県"


def test_a_title_ends_where_its_sentence_does() -> None:
    ending = "措置状況等について\n"
    assert understood((ending, f"{ending}市町村課\n")).title == understood().title
    assert understood().title.endswith("のセキュリティ対策の措置状況等について")


def test_a_part_that_the_print_lacks_is_told_with_what_follows() -> None:
    told = {one.text for one in understood(("(5) 本人確認情報利用・提供状況の開示", "(5) その他")).notes}
    assert "no part has the heading 利用・提供状況の開示: its seeds get no rows" in told


def test_a_broken_sum_is_told_with_all_its_lines(project: SeedsProject) -> None:
    result = project.run(project.write("p.txt", TEXT.replace("\t60,452", "\t60,453")), "--replace", "--dry-run")
    broken, where = result.output[result.output.index("  broken: ") :].splitlines()[:2]
    assert broken.endswith("/local-taxes: printed 830,962, computed 830,963, difference -1")
    assert where.endswith("; lines 198, 283-294")


def test_codes_that_a_person_must_fill_in_are_told_when_the_seeds_are_written(project: SeedsProject) -> None:
    result = project.run(project.write("p.txt", TEXT.replace("内容：概要、運用", "内容：新しい話題")), "--replace")
    assert result.exit_code == 0, result.output
    assert "Unknown names: none" in result.output
    assert "\nBefore the build: fill in the codes that are listed above." in result.output
    assert "Before the build" not in project.run(project.write("p.txt", TEXT), "--replace").output


@pytest.mark.parametrize("printed", ["R元.5", "令和元年5月"])
def test_a_start_in_the_first_year_of_an_era_is_written_as_every_other(printed: str) -> None:
    reading = understood(("\tR01.5\t", f"\t{printed}\t"))
    assert reading.problems == []
    assert Remark("line 211", f"the start {printed} is written R1.5") in reading.repairs
    started = {row["source_line"]: row["started_label"] for row in reading.seeds["printed_affairs"]}
    assert (started["211"], started["212"]) == ("R1.5", "R01.6")


def test_sums_are_not_told_of_what_is_not_understood() -> None:
    source = Source("p.txt", "text", "", [])
    assert "Balance edits" not in report.text(understood(("\t42,894", "\t42,89O")), source, [], [])
    assert "Balance edits" in report.text(understood(), source, [], [])
