"""Every chart of the real publication and of made-up ones draws, alike everywhere, and asks for nothing outside."""

from __future__ import annotations

import functools
import json
import re

import pytest
import vl_convert

from conftest import ROOT
from jukinet import charts
from jukinet.charts import Lang, theme
from jukinet.charts.headline import FILES, headline_spec, spec_text
from jukinet.warehouse import Warehouse

LANGUAGES: tuple[Lang, ...] = ("ja", "en")
# JupyterLab brings Vega-Lite 5.6; this is the oldest that can be tested here.
LAB_VERSION = "5.8"


WIDTH_OF_A_NOTEBOOK = 860


@functools.cache
def picture_of(name: str, lang: str, warehouse: Warehouse) -> str:
    spec = charts.CHARTS[name](warehouse, lang=lang).to_dict()
    return vl_convert.vegalite_to_svg(spec, vl_version=theme.VL_VERSION)


def marks_in(svg: str) -> int:
    """Marks in a picture that are neither axes nor legends nor titles."""
    marks = re.findall(r'aria-roledescription="(bar|point|line mark|text mark|tick|rule mark|rect mark|circle)"', svg)
    return len(marks)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", charts.CHARTS)
@pytest.mark.parametrize("tables", ["real", "other", "one_year", "lost", "empty"])
def test_chart_draws_marks_and_texts_and_fits_a_notebook(
    name: str, lang: str, tables: str, request: pytest.FixtureRequest
) -> None:
    svg = picture_of(name, lang, request.getfixturevalue(tables))
    assert marks_in(svg) >= 1
    texts = re.findall(r"<text[^>]*>([^<]*)", svg)
    assert not [text for text in texts if text in ("undefined", "null", "NaN") or "{" in text]
    assert not re.search(r'="[^"]*NaN', svg)
    width = re.search(r'<svg[^>]* width="([\d.]+)"', svg)
    assert width
    assert float(width[1]) <= WIDTH_OF_A_NOTEBOOK


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("tables", ["real", "other", "empty"])
def test_every_chart_says_whose_figures_it_shows(lang: Lang, tables: str, request: pytest.FixtureRequest) -> None:
    warehouse = request.getfixturevalue(tables)
    publication = warehouse.table("publications").row(0, named=True)
    names = {"ja": ("publisher_name", "title"), "en": ("publisher_name_en",)}[lang]
    for name in charts.CHARTS:
        spec = charts.CHARTS[name](warehouse, lang=lang).to_dict()
        lines = spec["title"]["subtitle"]
        credit = lines[-1]
        assert spec["usermeta"]["measure"].endswith(credit), name
        assert credit.startswith({"ja": "出典：", "en": "Source: "}[lang])
        assert "jukinet" in credit
        assert [publication[column] for column in names if (publication[column] or "") not in credit] == []
        assert f">{credit}<" in picture_of(name, lang, warehouse)


def contrast_on_paper(colour: str) -> float:
    """As WCAG 2 defines it, which asks for 3 of what has to be seen (1.4.11)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05)


@pytest.mark.parametrize("name", charts.CHARTS)
@pytest.mark.parametrize("tables", ["real", "other"])
def test_colours_that_are_light_on_paper_have_an_edge(name: str, tables: str, request: pytest.FixtureRequest) -> None:
    light = {colour for colour in (*theme.PALETTE, theme.DARK_BLUE) if contrast_on_paper(colour) < 3}
    assert light == {theme.ORANGE, theme.SKY, theme.YELLOW}
    for shape in re.findall(r"<(?:path|text|line)\b[^>]*>", picture_of(name, "ja", request.getfixturevalue(tables))):
        fill, stroke = (re.search(rf' {part}="(#\w{{6}})"', shape) for part in ("fill", "stroke"))
        assert not (stroke and stroke[1] in light), shape
        if fill and fill[1] in light:
            assert stroke, shape
            assert contrast_on_paper(stroke[1]) >= 3, shape


@pytest.mark.parametrize("name", charts.CHARTS)
@pytest.mark.parametrize("tables", ["real", "other", "lost"])
def test_texts_can_be_read_on_paper(name: str, tables: str, request: pytest.FixtureRequest) -> None:
    """WCAG 2 asks for a contrast of 4.5 of a text, also where it is a sign for a year without a figure (1.4.3)."""
    for text in re.findall(r"<text\b[^>]*>[^<]+", picture_of(name, "ja", request.getfixturevalue(tables))):
        colour = re.search(r' fill="(#\w{6}|#000)"', text)
        assert colour, text
        assert colour[1] == "#000" or contrast_on_paper(colour[1]) >= 4.5, text


@pytest.mark.parametrize("name", charts.CHARTS)
def test_chart_is_the_same_in_the_version_of_jupyterlab(name: str, real: Warehouse) -> None:
    spec = charts.CHARTS[name](real, lang="ja").to_dict()
    lab = vl_convert.vegalite_to_svg({**spec, "$schema": theme.LAB_SCHEMA}, vl_version=LAB_VERSION)
    assert marks_in(lab) == marks_in(picture_of(name, "ja", real))


@pytest.mark.parametrize("name", charts.CHARTS)
def test_chart_asks_for_nothing_outside(name: str, real: Warehouse) -> None:
    spec = charts.CHARTS[name](real, lang="en").to_dict()
    assert "url" not in json.dumps({key: value for key, value in spec.items() if key != "$schema"}).lower()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_renderer_gives_the_version_of_jupyterlab_and_a_picture(lang: Lang, real: Warehouse) -> None:
    bundle, metadata = theme.mime_bundle(charts.yearly_totals(real, lang=lang).to_dict())
    assert bundle[theme.LAB_MIME_TYPE]["$schema"] == theme.LAB_SCHEMA
    assert bundle["image/svg+xml"].startswith("<svg")
    assert theme.LAB_MIME_TYPE in metadata


@pytest.mark.parametrize("lang", LANGUAGES)
def test_headline_is_current(lang: Lang, real: Warehouse) -> None:
    images = ROOT / "docs" / "images"
    stored = (images / f"{FILES[lang]}.vl.json").read_text(encoding="utf-8")
    assert stored == spec_text(headline_spec(real, lang)), "run make pictures"
    assert (images / f"{FILES[lang]}.png").read_bytes().startswith(b"\x89PNG")
