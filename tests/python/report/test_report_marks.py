"""What the report says of figures that are lost, look exchanged, or stand in the summary alone."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest

from conftest import ROOT, Project
from jukinet.cell_words import line_without_detail
from jukinet.report.text import LOST, UNKNOWN
from jukinet.warehouse import Warehouse
from made_up_publication import write_made_up_publication
from report.conftest import html_of
from report.page_reader import Page


def test_figures_that_no_affair_details_explain_the_larger_total_in_print(real_html: str) -> None:
    text = "".join(Page(real_html).text)
    # In the tile and the sentence and the section of the year; of provision every look-up has its affair.
    consent = "of which 12 without detail by affair (use with the person's consent)"
    assert text.count(f"The two grand totals in print together: 1,251,371, {consent}") == 3
    assert text.count("総括の利用と提供の合計を合わせた1,251,371件には、事務別の") == 3
    assert text.count("事務別の内訳のない12件（本人同意による利用）が含まれる") == 4
    assert text.count(f"The grand total of use in print: 1,143,082, {consent}") == 1
    assert text.count("総括の利用の合計1,143,082件には") == 1
    assert "108,289, of which" not in text


def test_a_line_without_details_of_another_basis_bears_its_own_name() -> None:
    assert line_without_detail("1(9) line", "another") == (
        "総括の行1(9)（月別表なし）",
        "Summary line 1(9), without months",
    )


def test_nothing_is_said_of_details_where_none_are_wanting(made_up_html: str) -> None:
    assert "without detail" not in made_up_html


def test_a_single_affair_is_not_added_up(built_project: Project, tmp_path: Path) -> None:
    made_up = write_made_up_publication(built_project.published, tmp_path / "made_up")
    for name, change in (("yearly_totals", 150), ("yearly_trends", None)):
        frame = pl.read_parquet(made_up / f"{name}.parquet")
        if change:
            frame = frame.with_columns(change=pl.when(pl.col("change").is_null()).then(None).otherwise(change))
        else:
            frame = frame.filter(affair_id="alpha")
        frame.write_parquet(made_up / f"{name}.parquet")
    text = "".join(Page(html_of(made_up, tmp_path)).text)
    assert "だけで、150件増である。" in text
    assert "One affair alone rose: " in text
    assert "; together " not in text


def test_lost_figures_and_figures_that_look_exchanged_bear_marks_of_their_own(
    real_html: str, made_up_html: str
) -> None:
    def cells(html: str) -> list[str]:
        tables = html.partition('<section id="tables"')[2]
        return ["".join(Page(cell).text) for cell in re.findall(r'<td class="number">(.*?)</td>', tables)]

    assert sorted(cell for cell in cells(real_html) if "?" in cell) == ["128？?", "4,642？?"]
    # Figures of R02: the change to it holds them as well as the change from it, which stands first.
    steps = re.findall(r'id="change-20\d\d".*?</table>', real_html, re.DOTALL)
    assert len(steps) == 2
    for place in steps:
        shown = ["".join(Page(cell).text) for cell in re.findall(r'<td class="number">(.*?)</td>', place)]
        assert [cell for cell in shown if "?" in cell] == ["128？?", "4,642？?"]
        legend = re.search(r'<p class="legend">(.*?)</p>', place)
        assert legend
        assert "".join(Page(legend[1]).text) == "？＝入れ替わりの疑い? looks exchanged"
    made_up = cells(made_up_html)
    assert "欠lost" in made_up
    assert not [cell for cell in made_up if "?" in cell]


def test_figures_that_stay_lost_are_counted_apart_from_those_that_the_sums_give_back(
    real_html: str, made_up_html: str
) -> None:
    real, made_up = ("".join(Page(html).text) for html in (real_html, made_up_html))
    assert "the sums leave one value each: 6. The largest is" in real
    assert "stay lost" not in real
    assert "the sums leave one value each: 1. The largest is" in made_up
    assert "Figures that stay lost: 2." in made_up


def test_a_fall_is_a_part_and_a_rise_a_multiple(real_html: str) -> None:
    odd = real_html.partition('<section id="odd"')[2].partition("</table>")[0]
    shown = {}
    for row in re.findall(r'<tr><th scope="row">.*?</tr>', odd):
        figures = re.search(r"From ([\d,]+) to ([\d,]+) in", row)
        if figures:
            before, now = (int(one.replace(",", "")) for one in figures.groups())
            shown[before, now] = "".join(Page(row.rpartition('<td class="number">')[2].partition("</td>")[0]).text)
    assert (shown[29323, 128], shown[66, 4]) == ("229分の11/229", "16.5分の11/16.5")
    assert (shown[3, 66], shown[217, 4642]) == ("×22", "×21.4")
    assert all(("分の1" in said) == (now < before) for (before, now), said in shown.items())
    assert "増減の程度" in odd


def test_rows_of_the_counts_lead_to_their_lines_and_file(built_project: Project, real_html: str) -> None:
    warehouse = Warehouse(built_project.published)
    html = real_html.partition('<section id="tables"')[2]
    for name in ("annual", "monthly"):
        assert f"seeds/disclosures/printed_{name}_counts.csv" in html
        assert (ROOT / "seeds" / "disclosures" / f"printed_{name}_counts.csv").exists()
        assert f"models/marts/counts/{name}_counts.sql" in html
        assert (ROOT / f"models/marts/counts/{name}_counts.sql").exists()
        for line in warehouse.table(f"{name}_counts")["source_line"].drop_nulls():
            assert f'title="元ファイル{line}行 / source line {line}"' in html


def test_each_table_of_the_governance_names_the_files_of_its_rows(real_html: str) -> None:
    tables = real_html.partition('<section id="governance"')[2].partition("</section>")[0].split("<details>")[1:]
    assert len(tables) == 4
    for table in tables:
        named = set(re.findall(r"seeds/disclosures/(\w+)\.csv", table))
        printed = "\n".join((ROOT / f"seeds/disclosures/{name}.csv").read_text(encoding="utf-8") for name in named)
        models = re.findall(r"models/marts/\S+?\.sql", table)
        assert {Path(model).stem for model in models} == {name.removeprefix("printed_") for name in named}
        assert [model for model in models if not (ROOT / model).exists()] == []
        lines = re.findall(r'<td class="number">(\d+)</td></tr>', table)
        assert lines
        assert {line for line in lines if f",{line}\n" not in printed} == set()


def test_a_sum_with_a_lost_part_is_unknown_and_not_lost(made_up_html: str) -> None:
    tables = made_up_html.partition('<section id="tables"')[2]
    monthly = re.search(r'<table class="monthly">.*?</table>', tables, flags=re.DOTALL)
    assert monthly is not None
    *rows, sums = re.findall(r"<tr.*?</tr>", monthly[0])[1:]
    assert [(row.count(LOST), row.count(UNKNOWN)) for row in rows] == [(1, 1)] * 2
    assert (sums.count(LOST), sums.count(UNKNOWN)) == (0, 2)
    text = "".join(Page(made_up_html).text)
    assert "不明＝欠損値があるため計算できない" in text
    assert "unknown: not to be computed, as a part is lost" in text


@pytest.mark.parametrize(
    ("status", "badge"),
    [("accepted", "登録済み（差は不明）declared, difference unknown"), ("not_evaluable", "判定不能not evaluable")],
)
def test_a_sum_that_cannot_be_computed_is_neither_broken_nor_a_known_difference(
    built_project: Project, tmp_path: Path, status: str, badge: str
) -> None:
    made_up = write_made_up_publication(built_project.published, tmp_path / "made_up")
    path = made_up / "reconciliation.parquet"
    edits = pl.read_parquet(path).with_columns(
        pl.lit(status).alias("status"),
        pl.lit("It cannot be read.").alias("known_reason"),
        pl.lit("open").alias("known_status"),
        *(pl.lit(None, dtype=pl.Int64).alias(name) for name in ("computed", "difference")),
    )
    edits.write_parquet(path)
    lost = pl.when(cell_id="monthly/3(1)/alpha/2022-04")
    cells = pl.read_parquet(made_up / "cells.parquet").with_columns(
        value=lost.then(None).otherwise("value"), cell_status=lost.then(pl.lit("lost")).otherwise("cell_status")
    )
    cells.write_parquet(made_up / "cells.parquet")
    html = html_of(made_up, tmp_path)
    group = re.search(r'<details class="group" open>\n<summary>.*?</summary>', html)
    assert group is not None
    assert f'class="{status} badge"' in group[0]
    assert 'class="broken badge"' not in html
    edit = re.search(r'<details class="edit".*?</details>', html, flags=re.DOTALL)
    assert edit is not None
    summary, _, members = edit[0].partition("</summary>")
    assert badge in "".join(Page(f"{summary}</summary></details>").text)
    assert summary.count(UNKNOWN) == 2 * 2
    assert "–" not in summary
    assert f'<td class="number">{LOST}</td><td class="number">{UNKNOWN}</td>' in members
    assert "登録の理由：It cannot be read.（公表主体に未確認）" in edit[0]
    counts = (0, 0, 1) if status == "accepted" else (1, 0, 0)
    said = "Sums: 1; broken: 0; not evaluable: {}; accepted as known: {}; declared, the difference unknown: {}."
    assert said.format(*counts) in "".join(Page(html).text)


def test_a_declaration_that_does_not_fit_accepts_no_difference(built_project: Project, tmp_path: Path) -> None:
    made_up = write_made_up_publication(built_project.published, tmp_path / "made_up")
    path = made_up / "reconciliation.parquet"
    edits = pl.read_parquet(path)
    assert edits["status"].to_list() == ["broken"]
    edits.with_columns(known_reason=pl.lit("A misprint."), known_status=pl.lit("open")).write_parquet(path)
    html = html_of(made_up, tmp_path)
    assert "登録の理由：A misprint.（公表主体に未確認）" in html
    assert "既知の差の理由" not in html
