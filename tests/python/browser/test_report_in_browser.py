"""The report in a real browser, opened as a file: no request, no error, charts, keyboard, languages, dark, print."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

from browser.chromium import PATIENCE, Opened, chromium, needs_chromium, open_tab
from conftest import Project
from jukinet.charts import CHARTS
from jukinet.report.page import write_report
from jukinet.warehouse import Warehouse

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def report(built_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    write_report(Warehouse(built_project.published), path, built_at="2022-06-30T00:00:00+00:00", versions={})
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as program:
        yield program


def open_report(browser: Any, report: Path, *, script: bool = True, **options: Any) -> Opened:
    opened = open_tab(browser, offline=True, java_script_enabled=script, **options)
    opened.tab.goto(report.as_uri())
    return opened


def wait_for_charts(opened: Opened, lang: str) -> None:
    opened.tab.wait_for_function("lang => document.documentElement.dataset.drawn === lang", arg=lang, timeout=PATIENCE)


@pytest.fixture
def opened(browser: Any, report: Path) -> Iterator[Opened]:
    opened = open_report(browser, report)
    wait_for_charts(opened, "ja")
    yield opened
    opened.tab.context.close()


def visible_text(opened: Opened) -> str:
    return str(opened.tab.evaluate("document.body.innerText"))


def test_it_asks_nothing_of_a_network_and_complains_of_nothing(opened: Opened, report: Path) -> None:
    opened.tab.click("button[data-lang=en]")
    wait_for_charts(opened, "en")
    assert opened.requests == [report.as_uri()]
    assert opened.complaints == []


def test_its_policy_forbids_requests(opened: Opened) -> None:
    opened.tab.evaluate("fetch('https://example.invalid/').catch(() => null)")
    assert not [url for url in opened.requests if "example.invalid" in url]
    assert any("Content Security Policy" in complaint for complaint in opened.complaints)


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_every_chart_has_marks(opened: Opened, lang: str) -> None:
    opened.tab.click(f"button[data-lang={lang}]")
    wait_for_charts(opened, lang)
    marks = opened.tab.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll("[data-chart]")].map(figure => [
            figure.dataset.chart,
            figure.querySelectorAll("svg .role-mark path, svg .role-mark text, svg .role-mark line").length,
        ]))"""
    )
    assert set(marks) == set(CHARTS)
    assert [name for name, count in marks.items() if count < 3] == []


def test_the_language_switch_shows_one_language(opened: Opened) -> None:
    assert "何が変わったか" in visible_text(opened)
    assert "What changed" not in visible_text(opened)
    opened.tab.focus("button[data-lang=en]")
    opened.tab.keyboard.press("Enter")
    wait_for_charts(opened, "en")
    assert opened.tab.evaluate("document.documentElement.lang") == "en"
    assert "What changed" in visible_text(opened)
    assert "何が変わったか" not in visible_text(opened)
    assert opened.tab.title().startswith("Report on the use")
    assert opened.tab.get_attribute("button[data-lang=en]", "aria-pressed") == "true"
    assert opened.tab.get_attribute("button[data-lang=ja]", "aria-pressed") == "false"
    finding = opened.tab.evaluate("document.querySelector('[data-chart=yearly_totals] .finding').innerText")
    assert "R03" in finding


@pytest.mark.parametrize(("asked", "lang"), [("en", "en"), ("ja", "ja"), ("fr", "ja")])
def test_a_link_can_ask_for_a_language(browser: Any, report: Path, asked: str, lang: str) -> None:
    opened = open_tab(browser, offline=True)
    opened.tab.goto(f"{report.as_uri()}?lang={asked}#reconciliation")
    wait_for_charts(opened, lang)
    assert opened.tab.get_attribute(f"button[data-lang={lang}]", "aria-pressed") == "true"
    assert opened.complaints == []
    opened.tab.context.close()


def test_the_drill_down_works_by_keyboard(opened: Opened) -> None:
    """From the summary line to the monthly subtotal, from there to its months, without a mouse."""
    tab = opened.tab
    row = tab.locator(".edit tr.part", has=tab.locator("th[title='monthly/3(1)/subtotal']")).first
    assert not row.is_visible()
    edit = row.locator("xpath=ancestor::details[1]")
    group = edit.locator("xpath=ancestor::details[1]")
    for details in (group, edit):
        details.locator(":scope > summary").focus()
        tab.keyboard.press("Enter")
    assert row.is_visible()
    row.locator("a.down").focus()
    tab.keyboard.press("Enter")
    target = tab.locator(row.locator("a.down").get_attribute("href"))
    target.locator("tr.part").first.wait_for(state="visible")
    assert target.locator("tr.part").count() > 100
    assert "319" in target.locator("tr", has=tab.locator("th[title='monthly/3(1)/passports/2021-04']")).inner_text()
    assert tab.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_first_tab_stop_leads_to_the_content(opened: Opened) -> None:
    opened.tab.keyboard.press("Tab")
    assert opened.tab.evaluate("document.activeElement.className") == "skip"
    opened.tab.keyboard.press("Enter")
    assert opened.tab.evaluate("document.activeElement.id") == "main"


CONTRAST = """() => {
    const luminance = colour => {
        const [r, g, b] = colour.match(/[\\d.]+/g).slice(0, 3).map(value => {
            const share = value / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = element => {
        for (let place = element; place; place = place.parentElement) {
            const colour = getComputedStyle(place).backgroundColor;
            if (!/, 0\\)$|transparent/.test(colour)) return colour;
        }
        return "rgb(255, 255, 255)";
    };
    const weak = [];
    for (const element of document.querySelectorAll("main *, header *, nav *")) {
        const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
        if (!own || element.closest("svg") || !element.checkVisibility()) continue;
        const [a, b] = [luminance(getComputedStyle(element).color), luminance(behind(element))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5) weak.push(`${ratio.toFixed(1)} ${element.className} ${element.textContent.slice(0, 40)}`);
    }
    return weak;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Any, report: Path, scheme: str) -> None:
    opened = open_report(browser, report, color_scheme=scheme)
    wait_for_charts(opened, "ja")
    opened.tab.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    ground = opened.tab.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(255, 255, 255)") == (scheme == "light")
    assert opened.tab.evaluate(CONTRAST) == []
    opened.tab.context.close()


@pytest.mark.parametrize("width", [400, 800, 1400])
def test_nothing_runs_out_of_the_page(browser: Any, report: Path, width: int) -> None:
    opened = open_report(browser, report, viewport={"width": width, "height": 900})
    wait_for_charts(opened, "ja")
    opened.tab.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
    assert opened.tab.evaluate("document.documentElement.scrollWidth") <= width
    opened.tab.context.close()


def test_charts_can_be_read_on_a_telephone(browser: Any, report: Path) -> None:
    """Wide ones are scrolled: none is drawn at less than two thirds of its size."""
    opened = open_report(browser, report, viewport={"width": 400, "height": 900})
    wait_for_charts(opened, "ja")
    scales = opened.tab.evaluate(
        """() => [...document.querySelectorAll(".chart svg")]
            .map(chart => chart.getBoundingClientRect().width / chart.viewBox.baseVal.width)"""
    )
    assert len(scales) == len(CHARTS)
    assert min(scales) > 2 / 3
    opened.tab.context.close()


def test_tables_can_be_read_on_a_telephone(browser: Any, report: Path) -> None:
    """No text is squeezed to a letter a line, and beside its affair stands every year's figure."""
    opened = open_report(browser, report, viewport={"width": 390, "height": 844})
    opened.tab.evaluate("for (const details of document.querySelectorAll('details')) details.open = true")
    narrowest, right = opened.tab.evaluate(
        """() => [
            Math.min(...[...document.querySelectorAll('td:not(.number)')].map((cell) => cell.clientWidth)),
            document.querySelector('table.annual thead th:nth-child(4)').getBoundingClientRect().right,
        ]"""
    )
    opened.tab.context.close()
    assert narrowest >= 90
    assert right <= 390


def test_charts_fit_the_printed_page(opened: Opened) -> None:
    opened.tab.emulate_media(media="print")
    # A4 less its margins, in CSS pixels.
    opened.tab.set_viewport_size({"width": 688, "height": 1000})
    wide = opened.tab.evaluate(
        """() => [...document.querySelectorAll(".chart svg, table")]
            .filter(element => element.getBoundingClientRect().width > 689)
            .map(element => element.outerHTML.slice(0, 80))"""
    )
    assert wide == []
    assert not opened.tab.locator("nav").is_visible()
    # No heading can be opened on paper.
    assert "見出しを開くと" not in visible_text(opened)


FOOT = """() => {
    const box = document.querySelector("#tables .scroll:has(table.annual)");
    const { left, bottom } = box.getBoundingClientRect();
    return [box.scrollHeight > box.clientHeight, left + 200, bottom - 3 + scrollY];
}"""


def test_a_table_that_goes_on_below_has_a_shadow_at_its_foot(browser: Any, report: Path) -> None:
    """It is gone where the table is scrolled to its end."""
    opened = open_report(browser, report, viewport={"width": 1280, "height": 900})
    wait_for_charts(opened, "ja")
    # Text would hide it from the comparison.
    opened.tab.add_style_tag(content="#tables table * { visibility: hidden; border-color: transparent !important; }")
    box = opened.tab.locator("#tables .scroll:has(table.annual)")
    goes_on, x, y = opened.tab.evaluate(FOOT)
    assert goes_on
    foot = {"x": x, "y": y, "width": 1, "height": 1}
    before = opened.tab.screenshot(full_page=True, clip=foot)
    box.evaluate("box => box.scrollTo(0, box.scrollHeight)")
    assert opened.tab.screenshot(full_page=True, clip=foot) != before
    opened.tab.context.close()


# Each begins a little further down than the one before, from where it fits whole to where nothing of it does.
TABLES_AT_THE_FOOT = """() => {
    const row = (kind, text) => `<tr><${kind}>${text}</${kind}></tr>`;
    const head = `<caption>CAPTION</caption><thead>${row("th", "HEAD")}</thead>`;
    const table = `<table>${head}<tbody>${row("td", "ROW").repeat(3)}</tbody></table>`;
    const above = height => `<div style="break-before: page; height: ${height}px"></div>`;
    document.body.innerHTML = [...Array(60).keys()].map(step => above(840 + 4 * step) + table).join("");
}"""


def test_no_heads_of_columns_stand_alone_at_the_foot_of_a_printed_page(opened: Opened) -> None:
    opened.tab.evaluate(TABLES_AT_THE_FOOT)
    with pdfplumber.open(io.BytesIO(opened.tab.pdf(prefer_css_page_size=True, format="A4"))) as pages:
        lines = {" ".join(page.extract_text().split()) for page in pages.pages}
    # Some stand whole, some are cut behind a row, some on the next page.
    assert lines >= {"CAPTION HEAD ROW ROW ROW", "CAPTION HEAD ROW", ""}
    assert [found for found in lines if found.endswith(("CAPTION", "HEAD"))] == []


def test_no_remark_is_printed_larger_than_its_table(opened: Opened) -> None:
    opened.tab.emulate_media(media="print")
    larger = opened.tab.evaluate(
        """() => [...document.querySelectorAll("table small")]
            .filter(one => parseFloat(getComputedStyle(one).fontSize)
                > parseFloat(getComputedStyle(one.closest("td, th, caption")).fontSize))
            .map(one => one.textContent)"""
    )
    assert larger == []


def test_it_reads_without_scripts(browser: Any, report: Path) -> None:
    opened = open_report(browser, report, script=False)
    text = opened.tab.locator("main").inner_text()
    assert "1,251,359" in text
    assert opened.tab.locator("noscript p").is_visible()
    opened.tab.context.close()
