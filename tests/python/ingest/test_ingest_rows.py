"""Single rows that must not be understood, each with its own reason, and the repairs that are made."""

from __future__ import annotations

import pytest

from first_publication import first_tables
from ingest.changed_print import understood
from jukinet.ingest import edits

TAXES = "地方税法等による地方税等の賦課徴収又は調査に関する事務"
COUNTS = ("value", "case_count", "user_count")
POLICE = "道路交通法による放置違反金の命令等に関する事務"


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("\t令和3年5月\t42,894", "\t42,894\t令和3年5月", 284, "the count stands before the month"),
        (f"{TAXES}\t令和3年4月\t60,177", f"令和3年4月\t{TAXES}\t60,177", 283, "a name stands behind the month"),
        ("\t令和3年5月\t42,894", "\t令和3年4月\t42,894", 284, "2021-04 of this affair stood before, at line 283"),
        ("\t令和3年6月\t60,452", "\t令和3年6月\t60,452\n\t令和3年5月\t1", 286, "2021-05 of this affair stood before"),
        ("\t令和3年8月\t1\n看護", "\t令和3年5月\t1\n看護", 420, "the months do not follow each other"),
        (f"{TAXES}\t令和3年4月", "\t令和3年4月", 283, "2021-04 of this affair stood before"),
        ("\t令和3年5月\t42,894", "\t\t42,894", 284, "the row has 0 months and 1 counts"),
        ("\t令和3年5月\t42,894", "\t令和3年5月\t42,894\t令和3年6月\t60,452", 284, "the row has 2 months and 2 counts"),
        ("\t令和3年5月\t42,894", "\t令和3年5月\t42,894\t7", 284, "the row has 1 months and 2 counts"),
        (f"{TAXES}\t令和3年4月", "判読不能\t令和3年4月", 283, "the row has 1 months and 2 counts"),
        ("\t令和3年5月\t42,894", "\t令和3年5月\t-", 284, "neither a month, a count nor a name"),
        ("\t令和3年5月\t42,894", "\t令和3年5月\t△42,894", 284, "neither a month, a count nor a name"),
        (f"{TAXES}\t令和3年4月", f"{TAXES[:20]}\t令和3年4月", 283, "this is no known affair, and not the whole name"),
        (f"{POLICE}\t公安委員会\t", f"{POLICE}\t\t", 522, "the affair has no recipient"),
        ("\t\t令和3年5月\t620", "\t教育委員会\t令和3年5月\t620", 523, "the recipient changes without a new affair"),
        (f"{POLICE}\t公安委員会\t", f"{POLICE}\tある\t委員会\t", 522, "more names stand in the row"),
        ("小計\t\t78,962", "小計\t78,962\t78,962", 456, "the subtotal has not one figure"),
        ("小計\t\t78,962", "小計\t\t78,962\n\t令和4年3月\t3", 457, "a row stands behind the total"),
        ("(2) (住民基本台帳法第30条の15第1項第2号", "(3) (住民基本台帳法第30条の15第1項第2号",
         245, "line 3 follows line 1"),
        ("(2) (住民基本台帳法第30条の15第1項第2号", "(2) (住民基本台帳法第30条の16第1項第2号",
         245, "names no legal basis"),
        ("第1項第2号の規定に基づく利用)\t78,962", "第1項第2号の規定に基づく利用)\t", 245, "the line has no figure"),
        ("(3) (住民基本台帳法第30条の15第2項第2号の規定に基づく提供)\t10,609\n", "", 3, "no line for section 4(3)"),
        ("合計\t1,143,082", "合計\t1,143,082\n(4) (追加)\t3", 248, "a row stands behind the total"),
        ("\tH14.11\t19\t21\t31", "\tH14.11\t19\t21", 187, "the row has 2 figures for 3 fiscal years"),
        ("\tH14.11\t19\t21\t31", "\tH14.11\t\t19\t21", 187, "the row has 2 figures for 3 fiscal years"),
        ("\tH14.11\t19\t21\t31", "\tH14.11\t19\t\t21\t31", 187, "empty cells stand between the 3 figures of the row"),
        ("\tH14.11\t19\t21\t31", "\tH14.11\t19\t二十一\t31", 187, "this is no count"),
        ("\tH14.11\t19\t21\t31", "\tH14.13\t19\t21\t31", 187, "the row is not: number, name, division, start"),
        ("\tR01\tR02\tR03", "\tR02\tR03\tR04", 186, "the columns of years do not end with fiscal year 2021"),
        ("\tR01\tR02\tR03", "\tR03\tR02\tR01", 186, "the columns of years do not begin with the oldest"),
        ("5人\t障害サービス課", "5人\t\t障害サービス課\t2", 94, "the row is not: division, persons"),
        ("5人\t障害サービス課", "5人\t障害サービス課2", 94, "the row is not: division, persons"),
        ("計\t754人", "運転教育課分室\t754人", 90, "the table of users has 0 totals"),
    ],
)  # fmt: skip
def test_a_row_that_is_not_understood_says_why(old: str, new: str, place: int, message: str) -> None:
    problems = understood((old, new)).problems
    assert any(problem.place == f"line {place}" and message in problem.message for problem in problems), [
        problem.text() for problem in problems
    ]


def test_a_basis_that_is_new_is_named_as_it_is_to_be_registered() -> None:
    old, new = "第30条の15第2項第2号の規定に基づく提供", "第30条の15の2第1項の規定に基づく提供"
    changes = [(f"{before}住民基本台帳法{old}", f"{before}住民基本台帳法{new}") for before in ("(3) (", "(3) ")]
    tables = first_tables()
    problems = understood(*changes, tables=tables).problems
    assert [problem.place for problem in problems] == ["line 254", "line 507"]
    # Paragraph 2, item 1 of article 30-15 has the id act-30-15-2-1.
    row = "add act-30-15.2-1 (article 30-15.2, paragraph 1) to seeds/registers/legal_basis_register.csv"
    assert all(row in problem.advice for problem in problems)
    bases = tables["legal_basis_register"]
    basis = next(one for one in bases if one["legal_basis_id"] == "act-30-15-2-2")
    bases.append({**basis, "legal_basis_id": "act-30-15.2-1", "article": "30-15.2", "paragraph": "1", "item": ""})
    reading = understood(*changes, tables=tables)
    assert reading.problems == []
    sections = {row["section"]: row["legal_basis_id"] for row in reading.seeds["printed_sections"]}
    assert (sections["2(3)"], sections["4(3)"]) == ("act-30-15.2-1", "act-30-15.2-1")


def test_one_broken_figure_is_one_problem() -> None:
    reading = understood(("\t60,177", "\t60,1777"))
    assert [problem.place for problem in reading.problems] == ["line 283"]


@pytest.mark.parametrize(
    ("old", "new", "repair"),
    [
        (f"{TAXES}\t令和3年4月", f"{TAXES}\t\t\n\t令和3年4月", "the name stands on a row of its own"),
        (f"{TAXES}\t令和3年4月\t60,177\n\t", f"{TAXES[:9]}\t令和3年4月\t60,177\n{TAXES[9:]}\t", "goes on here"),
        ("\t令和3年5月\t42,894", "\t令和3年5月 42,894", "a month stood in one cell with its neighbour"),
        (f"{TAXES}\t令和3年4月", f"{TAXES} 令和3年4月", "a month stood in one cell with its neighbour"),
        ("\t令和3年5月\t42,894", "\t\t\t令和3年5月\t42,894", "the month stands 2 too far right"),
        ("1\t宅地建物取引業法による", "1 宅地建物取引業法による", "number and name stood in one cell"),
        ("取引業法による免許・登録に関する事務\t県土", "取引業法による\t県土", "was broken over two rows"),
        (f"{TAXES}\t令和3年4月", f"{TAXES[:9]}\t\t\n{TAXES[9:]}\t令和3年4月", "goes on here"),
        ("(2) (住民基本台帳法", "(2) \n(住民基本台帳法", "a line of the summary was broken over rows"),
    ],
)  # fmt: skip
def test_a_repair_is_listed_and_the_figures_are_the_same(old: str, new: str, repair: str) -> None:
    changes = [(old, new)]
    if "two rows" in repair:
        changes.append(("\tH14.11\t19\t21\t31", "\tH14.11\t19\t21\t31\n\t免許・登録に関する事務\t\t\t\t\t"))
    whole, reading = understood(), understood(*changes)
    assert [problem.text() for problem in reading.problems] == []
    assert any(repair in remark.text for remark in reading.repairs)
    for seed, rows in whole.seeds.items():
        without_line = [{name: cell for name, cell in row.items() if name != "source_line"} for row in rows]
        assert [
            {name: cell for name, cell in row.items() if name != "source_line"} for row in reading.seeds[seed]
        ] == without_line, seed


def test_a_figure_lost_between_figures_stays_lost() -> None:
    reading = understood(("\tH14.11\t19\t21\t31", "\tH14.11\t19\t\t31"))
    assert reading.problems == []
    row = next(row for row in reading.seeds["printed_annual_counts"] if row["fiscal_year"] == "2020")
    assert (row["case_count"], row["cell_status"]) == ("", "lost")
    assert "line 187" in {remark.place for remark in reading.lost}


def test_a_figure_that_nobody_can_read_is_lost_wherever_it_stands() -> None:
    mark = "判読不能"
    reading = understood(
        ("\tH14.11\t19\t21\t31", f"\tH14.11\t19\t21\t{mark}"),
        ("\t92,452\t51,633\t94,416", f"\t92,452\t51,633\t{mark}"),
        ("\t78,962\n", f"\t{mark}\n"),
        ("合計\t1,143,082", f"合計\t{mark}"),
        ("\t令和3年5月\t42,894", f"\t令和3年5月\t{mark}"),
        ("小計\t\t78,962", f"小計\t\t{mark}"),
        ("計\t754人", f"計\t{mark}"),
        ("観光課\t1人", f"観光課\t{mark}"),
        ("13所属中8所属で", f"13所属中{mark}所属で"),
        ("73事務で可能", f"{mark}事務で可能"),
        ("18事務で1,156,943件", f"{mark}事務で{mark}件"),
        ("754人\n\nNPO", f"{mark}人\n\nNPO"),
        ("1件の開示請求", f"{mark}件の開示請求"),
    )
    assert [problem.text() for problem in reading.problems] == []
    lost = [
        (seed, row["source_line"])
        for seed, rows in reading.seeds.items()
        for row in rows
        if row.get("cell_status") == "lost" and not {row.get(name, "") for name in COUNTS} - {""}
    ]
    marked = {
        "printed_totals": {"107", "237", "245", "247", "456"},
        "printed_annual_counts": {"187"},
        "printed_authenticated_users": {"102"},
        "printed_statements": {"72", "78", "79", "92", "112"},
    }
    for seed, places in marked.items():
        assert {line for of, line in lost if of == seed} == places
    assert ("printed_monthly_counts", "284") in lost
    assert sorted(f"line {line}" for _, line in lost) == sorted(remark.place for remark in reading.lost)


@pytest.mark.parametrize(
    ("old", "new", "seed", "kept"),
    [
        # The figure alone is lost: its sentence or its unit shows where it stood.
        ("73事務で可能", "事務で可能", "statements", {"affairs_permitted annex1": ("", "lost")}),
        ("18事務で1,156,943件", "事務で1,156,943件", "statements",
         {"affairs_used annex1": ("", "lost"), "cases annex1": ("1156943", "printed")}),
        ("18事務で1,156,943件", "18事務で件", "statements",
         {"affairs_used annex1": ("18", "printed"), "cases annex1": ("", "lost")}),
        ("13所属中8所属で", "所属中8所属で", "statements",
         {"offices_audited 2021-external-audit": ("", "lost"),
          "offices_with_findings 2021-external-audit": ("8", "printed")}),
        ("認証人数は、754人", "認証人数は、人", "statements", {"authenticated_users users": ("", "lost")}),
        ("- 1件の開示請求", "- 件の開示請求", "statements", {"disclosure_requests disclosure": ("", "lost")}),
        ("観光課\t1人", "観光課\t人", "users", {"観光課": ("", "lost"), "建設業課": ("4", "printed")}),
        ("観光課\t1人", "観光課 判読不能", "users", {"観光課": ("", "lost"), "建設業課": ("4", "printed")}),
        # A dash is no zero, and no figure that is lost.
        ("18事務で1,156,943件", "18事務で-件", "statements", {"cases annex1": ("", "not_applicable")}),
        ("認証人数は、754人", "認証人数は、－人", "statements", {"authenticated_users users": ("", "not_applicable")}),
        ("- 1件の開示請求", "- － 件の開示請求", "statements",
         {"disclosure_requests disclosure": ("", "not_applicable")}),
        ("- 1件の開示請求", "・―件の開示請求", "statements",
         {"disclosure_requests disclosure": ("", "not_applicable")}),
        ("- 1件の開示請求", "- 令和3年度は、-件の開示請求", "statements",
         {"disclosure_requests disclosure": ("", "not_applicable")}),
        ("監査結果：13所属中8所属で", "監査結果：監査は-所属中-所属で", "statements",
         {"offices_audited 2021-external-audit": ("", "not_applicable"),
          "offices_with_findings 2021-external-audit": ("", "not_applicable")}),
        ("観光課\t1人", "観光課\t-", "users", {"観光課": ("", "not_applicable"), "建設業課": ("4", "printed")}),
        # The sentence that there was none says 0.
        ("1件の開示請求", "開示請求はありませんでした", "statements",
         {"disclosure_requests disclosure": ("0", "printed")}),
    ],
)  # fmt: skip
def test_a_statement_and_the_users_of_a_division_can_be_lost_or_a_dash(
    old: str, new: str, seed: str, kept: dict[str, tuple[str, str]]
) -> None:
    reading, whole = understood((old, new)), understood()
    assert [problem.text() for problem in reading.problems] == []
    assert reading.phrases == whole.phrases
    found = {
        row.get("division_name") or f"{row['statement']} {row['subject']}": (
            row.get("user_count", row.get("value")), row["cell_status"],
        )
        for row in reading.seeds["printed_authenticated_users" if seed == "users" else "printed_statements"]
    }  # fmt: skip
    assert kept.items() <= found.items()
    assert len(found) == (27 if seed == "users" else 10)
    lost = [status for _, status in kept.values()].count("lost")
    assert len(reading.lost) == len(whole.lost) + lost


def test_a_dash_for_a_sum_is_no_zero() -> None:
    reading = understood(("第1項第3号の規定に基づく利用)\t12", "第1項第3号の規定に基づく利用)\t-"))
    assert reading.problems == []
    (row,) = (row for row in reading.seeds["printed_totals"] if row["section"] == "1(3)")
    assert (row["value"], row["cell_status"]) == ("", "not_applicable")


def test_the_same_name_means_different_affairs_in_different_sections() -> None:
    rows = understood().seeds["printed_affair_names"]
    passports = {row["section"]: row["affair_id"] for row in rows if row["affair_name"].startswith("旅券法による")}
    assert passports == {
        "annex1": "passports", "annex2": "passports-fujisawa", "3(1)": "passports", "4(1)": "passports-fujisawa",
    }  # fmt: skip


def test_a_second_inspection_and_a_second_session_of_a_name_have_keys_of_their_own() -> None:
    reading = understood(("(2) 管理者点検（令和4年8月", "(2) 所属点検（令和4年8月"), ("(2) 第2回", "(2) 第1回"))
    for seed, column in (("printed_inspections", "inspection_id"), ("printed_training_sessions", "session_id")):
        ids = [row[column] for row in reading.seeds[seed]]
        assert len(set(ids)) == len(ids)
    inspections = reading.seeds["printed_inspections"]
    second = next(row for row in inspections if row["inspection_id"] == "2022-self-inspection-2")
    assert (second["inspection_kind"], second["first_month"]) == ("self_inspection", "2022-08-01")
    offices = reading.seeds["printed_inspected_offices"]
    assert {row["inspection_id"] for row in offices} <= {row["inspection_id"] for row in inspections}


def test_a_division_of_one_name_is_that_of_its_publisher() -> None:
    tables = first_tables()
    division = next(row for row in tables["division_register"] if row["division_name"] == "観光課")
    tables["division_register"].append({**division, "division_id": "tourism-meguro", "publisher_code": "131105"})
    assert understood(tables=tables).unknown == []
    tables["division_register"].remove(division)
    assert [(one.register, one.name) for one in understood(tables=tables).unknown] == [("division_register", "観光課")]


def test_a_digit_in_the_name_of_a_division_is_no_figure_where_the_name_is_registered() -> None:
    change, tables = ("観光課\t1人", "第2観光課\t1人"), first_tables()
    assert [problem.place for problem in understood(change, tables=tables).problems] == ["line 102"]
    division = next(row for row in tables["division_register"] if row["division_name"] == "観光課")
    tables["division_register"].append({**division, "division_id": "tourism-2", "division_name": "第2観光課"})
    reading = understood(change, tables=tables)
    assert reading.problems == []
    users = {row["division_name"]: row["user_count"] for row in reading.seeds["printed_authenticated_users"]}
    assert users["第2観光課"] == "1"


def test_the_number_of_a_line_without_a_figure_is_used_up() -> None:
    told = [
        one.message
        for one in understood(("第1項第2号の規定に基づく利用)\t78,962", "第1項第2号の規定に基づく利用)\t")).problems
    ]
    assert told[0] == "the line has no figure"
    assert not [message for message in told if " follows line " in message]


def test_sums_wait_while_no_name_is_known() -> None:
    tables = first_tables() | {"printed_affair_names": []}
    balances = edits.evaluate(understood(tables=tables), tables)
    subsets = [one.status for one in balances if one.edit_id.startswith("annex_subset_equals_summary_line/")]
    assert subsets
    assert "broken" not in subsets


def test_a_name_that_meant_two_affairs_before_is_not_decided() -> None:
    tables = first_tables()
    names, sections = tables["printed_affair_names"], tables["printed_sections"]
    name = "地域がん登録に関する事務"
    tables["printed_affair_names"] = [
        {**row, "publication_id": year, "affair_id": meaning if row["affair_name"] == name else row["affair_id"]}
        for year, meaning in (("140007-2019", "cancer-registry"), ("140007-2020", "care-managers"))
        for row in names
        if row["publication_id"] == "140007-2021"
    ]
    tables["printed_sections"] = [
        {**row, "publication_id": year} for year in ("140007-2019", "140007-2020") for row in sections
    ]
    reading = understood(tables=tables)
    assert {(one.section, one.name) for one in reading.unknown} == {("annex2", name), ("3(2)", name)}
    assert name not in {row["affair_name"] for row in reading.seeds["printed_affair_names"]}
    # What is registered for this publication itself decides.
    tables["printed_affair_names"] += names
    assert understood(tables=tables).unknown == []


def test_known_parts_that_exceed_a_total_break_it_although_a_figure_is_lost() -> None:
    reading = understood(("令和3年6月\t\t133\n", "令和3年6月\t\t1,330\n"))
    broken = {one.edit_id for one in edits.evaluate(reading, first_tables()) if one.status == "broken"}
    assert "months_add_up_to_annual_count/public-officer-pensions" in broken
