"""What ingest tells a person of a print that it can read: repairs, words without a code, what it has not read."""

from __future__ import annotations

from collections import defaultdict

import pytest

from first_publication import first_tables
from ingest.changed_print import TEXT, understood
from ingest.seeds_project import SeedsProject
from jukinet.ingest import editions, report
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
    is_of_users = "人" in total
    assert [one.text for one in reading.notes] == ([] if is_of_users else ["a note under the table, not read"])


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
    assert (
        "\nBefore the build: register the unknown names and fill in the codes that are listed above." in result.output
    )
    assert "Before the build" not in project.run(project.write("p.txt", TEXT), "--replace").output


@pytest.mark.parametrize(("figure", "is_missing"), [("0", False), ("-", False), ("判読不能", True), ("78,962", True)])
def test_a_line_of_the_summary_needs_no_monthly_table_where_there_was_nothing(figure: str, is_missing: bool) -> None:
    """A figure that nobody can read says nothing of its table."""
    lines = TEXT.splitlines(keepends=True)
    section = "".join(lines[413:457])
    assert section.startswith("3 知事の本人確認情報の利用状況")
    assert "小計\t\t78,962" in section
    problems = understood((section, ""), ("利用)\t78,962", f"利用)\t{figure}")).problems
    told = ["the monthly table behind line 1(2) of the summary is missing"]
    assert [problem.message for problem in problems] == (told if is_missing else [])


@pytest.mark.parametrize(
    "line", ["(4) (その他の利用)\t5", "その他\t5", "(3) (住民基本台帳法第30条の15第2項第2号の規定に基づく利用)\t5"]
)
def test_a_line_of_the_summary_that_names_no_basis_of_its_activity_is_told(line: str) -> None:
    (problem,) = understood(("合計\t108,289", f"{line}\n合計\t108,289")).problems
    assert problem.message == "the line names no legal basis that is registered"
    assert problem.advice == "Mend the row."


@pytest.mark.parametrize("alone", ["-", "5", "判読不能"])
def test_a_figure_alone_is_no_line_of_the_summary(alone: str) -> None:
    (problem,) = understood(("合計\t108,289", f"{alone}\n合計\t108,289")).problems
    assert problem.message == "this row of a summary is not: words, count"


@pytest.mark.parametrize("total", ["合計", "合計\t", "合計\t百", "合計\t108,289\t1"])
def test_a_total_of_the_summary_without_one_figure_is_told_once(total: str) -> None:
    (problem,) = understood(("合計\t108,289", total)).problems
    assert problem.message == "the total has not one figure"


def test_a_summary_without_its_total_is_told_at_its_heading() -> None:
    (problem,) = understood(("合計\t108,289", "")).problems
    assert (problem.place, problem.message) == ("line 249", "the summary under this heading has no total (合計)")


def test_prose_behind_the_total_of_the_summary_is_none_of_its_lines() -> None:
    reading = understood(("合計\t108,289", "合計\t108,289\n件数は概数\n12"))
    assert [problem.text() for problem in reading.problems] == []
    assert [note.text for note in reading.notes] == ["12 behind the total of the table, not read"]


@pytest.mark.parametrize("printed", ["R元.5", "令和元年5月"])
def test_a_start_in_the_first_year_of_an_era_is_written_as_every_other(printed: str) -> None:
    reading = understood(("\tR01.5\t", f"\t{printed}\t"))
    assert reading.problems == []
    assert Remark("line 211", f"the start {printed} is written R1.5") in reading.repairs
    started = {row["source_line"]: row["started_label"] for row in reading.seeds["printed_affairs"]}
    assert (started["211"], started["212"]) == ("R1.5", "R01.6")


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


def test_a_line_of_the_summary_may_have_its_figure_beside_any_of_its_rows() -> None:
    whole = "(2) (住民基本台帳法第30条の15第1項第2号の規定に基づく利用)\t78,962\n"
    parts = ["(2) (住民基本台帳法", "第30条の15第1項", "第2号の規定に基づく利用)"]
    for at in range(3):
        rows = "".join(f"{part}\t{'78,962' if place == at else ''}\n" for place, part in enumerate(parts))
        reading = understood((whole, rows))
        assert reading.problems == []
        (row,) = [one for one in reading.seeds["printed_totals"] if one["section"] == "1(2)"]
        assert (row["value"], row["source_line"]) == ("78962", str(245 + at))


def test_the_words_of_a_finding_go_on_in_their_column() -> None:
    whole = understood().seeds["printed_inspection_findings"]
    reading = understood(
        ("管理簿 端末 特定 困難\t端末 当番\n", "管理簿 端末 特定\t端末\n困難\t\n\t当番\n"),
    )
    assert reading.phrases == []
    without_line = [{**row, "source_line": ""} for row in reading.seeds["printed_inspection_findings"]]
    assert without_line == [{**row, "source_line": ""} for row in whole]


def test_sums_are_not_told_of_what_is_not_understood() -> None:
    source = Source("p.txt", "text", "", [])
    assert "Balance edits" not in report.text(understood(("\t42,894", "\t42,89O")), source, [], [])
    assert "Balance edits" in report.text(understood(), source, [], [])


def test_a_figure_is_compared_with_the_edition_before_and_the_one_after() -> None:
    """As the build does: what an older edition printed otherwise was declared when the one between them came."""
    tables, reading = first_tables(), understood()
    (total,) = [
        row for row in tables["printed_totals"] if (row["section"], row["fiscal_year"]) == ("annex1", "2020")
    ]  # fmt: skip
    for year in (2018, 2020, 2022, 2023):
        other = {"publication_id": f"140007-{year}"}
        tables["publication_register"].append(tables["publication_register"][0] | other)
        tables["printed_totals"].append(total | other | {"value": str(year)})
    told = [(one.earlier_publication, one.earlier, one.now) for one in editions.restatements(reading, tables)]
    assert told == [("140007-2020", "2020", "879815"), ("140007-2022", "2022", "879815")]
