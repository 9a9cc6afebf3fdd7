"""The lines of a summary: what belongs to one, which basis it names, and the total behind them."""

from __future__ import annotations

import pytest

from ingest.changed_print import TEXT, understood


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
    assert [note.text for note in reading.notes] == [
        "words behind the total of the table, not read",
        "12 behind the total of the table, not read",
    ]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("合計\t108,289", "合計\t108\n289", "line 256"),
        ("合計\t108,289", "合計\t108\n,289", "line 256"),
        ("小計\t\t78,962", "小計\t\t7\n8,962", "line 457"),
        ("第1項第2号の規定に基づく利用)\t78,962", "第1項第2号の規定に基づく利用)\t78\n,962", "line 246"),
        ("5人\t障害サービス課\t2人", "5人\t障害サービス課\t2 1人", "line 94"),
    ],
)
def test_a_figure_that_may_be_broken_is_not_taken_for_a_whole_one(old: str, new: str, place: str) -> None:
    assert place in [problem.place for problem in understood((old, new)).problems]


def test_a_line_of_the_summary_may_have_its_figure_beside_any_of_its_rows() -> None:
    whole = "(2) (住民基本台帳法第30条の15第1項第2号の規定に基づく利用)\t78,962\n"
    parts = ["(2) (住民基本台帳法", "第30条の15第1項", "第2号の規定に基づく利用)"]
    for at in range(3):
        rows = "".join(f"{part}\t{'78,962' if place == at else ''}\n" for place, part in enumerate(parts))
        reading = understood((whole, rows))
        assert reading.problems == []
        (row,) = [one for one in reading.seeds["printed_totals"] if one["section"] == "1(2)"]
        assert (row["value"], row["source_line"]) == ("78962", str(245 + at))
