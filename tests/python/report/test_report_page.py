"""The report says what the published tables hold, asks nothing of a network, and lets no text become code."""

from __future__ import annotations

import re
import shutil
from datetime import date
from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest

from conftest import ROOT, Project
from jukinet.cell_words import CELLS
from jukinet.charts import CHARTS
from jukinet.charts.anomalies import exchange_suspects
from jukinet.report.cells import open_publication
from jukinet.report.drilldown import groups
from jukinet.report.figures import SECTIONS
from jukinet.report.page import write_report
from jukinet.report.text import month
from jukinet.report.words import WORDS
from jukinet.warehouse import Warehouse
from made_up_publication import HOSTILE, PUBLICATION
from report.conftest import html_of
from report.page_reader import BUILT_AT, Page


@pytest.fixture(scope="module", params=["real", "made up"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def published(kind: str, built_project: Project, made_up: Path) -> Path:
    return {"real": built_project.published, "made up": made_up}[kind]


@pytest.fixture(scope="module")
def html(kind: str, real_html: str, made_up_html: str) -> str:
    written = {"real": real_html, "made up": made_up_html}[kind]
    assert len(written.encode()) < 6_000_000
    return written


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


@pytest.fixture(scope="module")
def real_page(real_html: str) -> Page:
    return Page(real_html)


def test_figures_are_those_of_the_published_tables(page: Page, published: Path) -> None:
    warehouse = Warehouse(published)
    expected: dict[str, float] = {}
    totals = warehouse.table("yearly_totals")
    newest = totals["fiscal_year"].max()
    for row in totals.iter_rows(named=True):
        year = row["fiscal_year"]
        if row["change"] is not None:
            expected[f"yearly_totals/change/{year}"] = row["change"]
            expected[f"yearly_totals/change_ratio/{year}"] = row["change_ratio"]
        if row["change"] is not None or year == newest:
            expected[f"yearly_totals/case_count/{year}"] = row["case_count"]
        if year == newest:
            expected |= {f"yearly_totals/{name}/{year}": row[name] for name in ("use_count", "provision_count")}
    changed_years = totals.filter(pl.col("change").is_not_null())["fiscal_year"].to_list()
    for row in warehouse.table("yearly_trends").iter_rows(named=True):
        if row["fiscal_year"] in changed_years and row["contribution"] is not None:
            expected[f"yearly_trends/contribution/{row['affair_id']}/{row['fiscal_year']}"] = row["contribution"]
    for row in warehouse.table("derived_cells").iter_rows(named=True):
        expected[f"derived_cells/case_count/{row['cell_id']}"] = row["case_count"]
    for year, count in warehouse.table("annual_counts").group_by("fiscal_year").agg(pl.col("case_count").sum()).rows():
        expected[f"annual_counts/sum/{year}"] = count
    monthly = warehouse.table("monthly_counts").group_by("month").agg(
        pl.col("case_count").sum(), (pl.col("cell_status") == "lost").any().alias("is_lost")
    )  # fmt: skip
    expected |= {f"monthly_counts/sum/{month}": count for month, count, is_lost in monthly.rows() if not is_lost}
    expected["reconciliation/balanced"] = warehouse.table("reconciliation").filter(status="balanced").height
    expected["derived_cells/rows"] = warehouse.table("derived_cells").height
    expected["anomalies/rows"] = warehouse.table("anomalies").height
    cells = warehouse.table("cells").filter(pl.col("table_name") != "earlier_edition")
    expected["cells/printed"] = cells.filter(cell_status="printed").height
    for coverage in ("several", "one", "absorbed", "none"):
        expected[f"cell_coverage/{coverage}"] = warehouse.table("cell_coverage").filter(coverage=coverage).height
    assert dict(page.figures) == {name: {value} for name, value in expected.items()}


def test_every_sum_leads_to_its_cells_and_source_lines(html: str, published: Path) -> None:
    warehouse = Warehouse(published)
    members = warehouse.table("edit_members")
    reconciliation = warehouse.table("reconciliation")
    shown = re.findall(r'<details class="edit" id="(edit-\d+)".*?</details>', html, flags=re.DOTALL)
    assert len(shown) == reconciliation.height
    rows = re.findall(r'<tr class="(total|part)"><th scope="row" title="([^"]+)">(.*?)</tr>', html)
    assert sorted(cell_id for _, cell_id, _ in rows) == sorted(members["cell_id"])
    lines = dict(warehouse.table("cells").select("cell_id", "source_line").iter_rows())
    for _, cell_id, rest in rows:
        assert rest.endswith(f'<td class="number"><data value="{lines[cell_id]}">{lines[cell_id]}</data></td>')


def test_no_two_sums_of_a_kind_bear_one_name(built_project: Project) -> None:
    """Print states look-ups and affairs of each annex, and a reader has to know of which."""
    for group in groups(open_publication(Warehouse(built_project.published), None)):
        names = [edit.name for edit in group.edits]
        assert sorted(set(names)) == sorted(names)


def test_every_link_stays_on_the_page_and_has_a_target(page: Page) -> None:
    anchors = page.attributes("id")
    assert len(set(anchors)) == len(anchors)
    for target in page.attributes("href"):
        assert target.startswith("#")
        assert target[1:] in anchors
    for labels in page.attributes("aria-labelledby"):
        assert labels in anchors


def test_nothing_is_asked_of_a_network(page: Page, html: str) -> None:
    assert not page.attributes("src")
    assert not [tag for tag, _ in page.elements if tag in ("link", "iframe", "img", "object", "base", "form")]
    assert "@import" not in html.split("<script", 1)[0]
    assert "url(" not in html.split("<script", 1)[0]
    policy = next(value for value in page.attributes("content") if value.startswith("default-src"))
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-eval" not in policy


def test_no_text_becomes_code(page: Page, html: str) -> None:
    assert HOSTILE not in html
    assert [tag for tag, _ in page.elements].count("script") == 3
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]


def test_the_made_up_texts_are_shown_as_they_are(made_up_html: str) -> None:
    text = "".join(Page(made_up_html).text)
    assert HOSTILE in text
    assert "札幌<市>" in text
    assert "Sapporo <City>" in text


def test_what_is_broken_is_open(made_up_html: str) -> None:
    assert re.search(r'<details class="group" open>', made_up_html)
    assert re.search(r'<details class="edit" id="edit-1" open>', made_up_html)
    assert "公表物から導かれる1件の等式はすべて成り立つ" not in made_up_html


def test_the_four_questions_have_their_answers(real_page: Page) -> None:
    text = "".join(real_page.text)
    # Why did look-ups fall in R02, and what drove the rise in R03?
    assert re.search(r"R02 had 931,448 look-ups, 649,981 fewer than the year before \(−41\.1%\)", text)
    assert re.search(r"The largest falls: [^;]*\(−283,374\); [^;]*\(−152,255\); [^;]*\(−145,084\)", text)
    assert re.search(r"The largest rises: [^;]*\(\+146,149\); [^;]*\(\+121,546\); [^;]*\(\+40,983\)", text)
    # Which cell was not printed, and how do we know it?
    assert (
        "51,468 − 3,435 − 4,098 − 4,005 − 4,377 − 3,668 − 4,329 − 4,515 − 3,817 − 3,789 − 4,067 − 7,082 = 4,286" in text
    )
    # Is anything odd in the print?
    assert "In R02 4,642 and 128 look exchanged" in text


def test_the_cells_of_a_sum_stand_in_the_order_of_the_print(html: str, published: Path) -> None:
    lines = dict(Warehouse(published).table("cells").select("cell_id", "source_line").iter_rows())
    for edit in re.findall(r'<details class="edit".*?</details>', html, flags=re.DOTALL):
        parts = [lines[cell_id] for cell_id in re.findall(r'<tr class="part"><th scope="row" title="([^"]+)"', edit)]
        assert parts == sorted(parts)


def test_what_looked_odd_in_an_earlier_edition_still_does_where_it_is_repeated(
    built_project: Project, tmp_path: Path
) -> None:
    later = tmp_path / "later"
    shutil.copytree(built_project.published, later)

    def add(name: str, *changes: pl.Expr) -> None:
        frame = pl.read_parquet(later / f"{name}.parquet")
        new = frame.with_columns(pl.lit("140007-2022").alias("publication_id"), *changes)
        pl.concat([frame, new.select(frame.columns)], how="vertical_relaxed").write_parquet(later / f"{name}.parquet")

    add("publications", pl.lit(2022, dtype=pl.Int32).alias("fiscal_year"))
    corrected = pl.when(cell_id="annual/public-assistance/2020").then(540).otherwise("value").alias("value")
    add("cells", corrected)
    found = open_publication(Warehouse(later), "140007-2022").anomalies
    assert found.filter(anomaly="exchange").height == 1
    assert found["edition"].unique().to_list() == [2021]
    before = open_publication(Warehouse(later), "140007-2021").anomalies
    assert before.height == found.height + 1
    # The chart draws what the list beside it tells.
    add("annual_counts")
    for publication_id in ("140007-2021", "140007-2022"):
        drawn = exchange_suspects(Warehouse(later), publication_id, "en").to_dict()
        assert "4,642 and 128 look exchanged" in drawn["usermeta"]["finding"]
    # What both editions find is shown once.
    add("anomalies")
    both = open_publication(Warehouse(later), "140007-2022").anomalies
    assert both["edition"].unique().to_list() == [2022]
    assert both.height == before.height


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2021, 11, 1), "令和3年11月"),
        (date(2022, 1, 1), "令和4年1月"),
        (date(2019, 5, 1), "令和元年5月"),
        (date(2019, 4, 1), "平成31年4月"),
    ],
)
def test_months_bear_the_year_of_their_era(day: date, name: str) -> None:
    assert month(day)[0] == name


def test_japanese_sentences_follow_without_a_space(html: str) -> None:
    assert not re.search(r"。</span>(<span class=.en. lang=.en.>[^<]*</span>)? +<span class=.ja.", html)


def test_provenance_is_what_was_given(page: Page, published: Path) -> None:
    text = "".join(page.text)
    publication = Warehouse(published).table("publications").row(0, named=True)
    for said in (publication["publication_id"], publication["publisher_code"], publication["source_sha256"]):
        assert said in text
    assert "jukinet 0.1.0" in text
    assert BUILT_AT in page.attributes("datetime")


def test_structure_suits_screen_readers(page: Page) -> None:
    tags = [tag for tag, _ in page.elements]
    assert tags.count("main") == tags.count("h1") == tags.count("nav") == tags.count("header") == 1
    assert tags.count("table") == tags.count("caption")
    assert {attributes.get("scope") for tag, attributes in page.elements if tag == "th"} == {"col", "row"}
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(next_level <= level + 1 for level, next_level in pairwise(levels))
    figures = [attributes for tag, attributes in page.elements if tag == "figure"]
    assert [attributes["data-chart"] for attributes in figures]
    assert len(figures) == len(CHARTS)


def test_every_chart_has_its_place() -> None:
    placed = [name for names in SECTIONS.values() for name in names]
    assert sorted(placed) == sorted(CHARTS), "jukinet/report/figures.py: SECTIONS has each chart of CHARTS once"


def test_both_languages_say_the_same() -> None:
    for ja, en in (*WORDS.values(), *CELLS.values()):
        assert ja
        assert en
        assert set(re.findall(r"{(\w+)}", ja)) == set(re.findall(r"{(\w+)}", en))


def test_every_phrase_is_used() -> None:
    package = ROOT / "jukinet" / "report"
    sources = [
        path for path in (*package.glob("*.py"), *package.glob("templates/*")) if not path.stem.endswith("words")
    ]
    text = "".join(path.read_text(encoding="utf-8") for path in sources)
    assert [key for key in WORDS if f'"{key}"' not in text] == []


def test_equal_tables_give_an_equal_page(html: str, published: Path, tmp_path: Path) -> None:
    assert html_of(published, tmp_path) == html


def test_a_report_that_cannot_be_written_whole_leaves_the_old_one(
    built_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.html"
    path.write_text("of yesterday", encoding="utf-8")

    def full_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("jukinet.files.os.fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        write_report(Warehouse(built_project.published), path, built_at=BUILT_AT, versions={})
    assert path.read_text(encoding="utf-8") == "of yesterday"
    assert list(tmp_path.iterdir()) == [path]


def test_an_unknown_publication_is_named(built_project: Project, tmp_path: Path) -> None:
    with pytest.raises(KeyError, match=PUBLICATION):
        write_report(
            Warehouse(built_project.published),
            tmp_path / "report.html",
            built_at=BUILT_AT,
            versions={},
            publication_id=PUBLICATION,
        )
