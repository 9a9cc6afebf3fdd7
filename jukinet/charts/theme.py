"""One look for every chart: colours, sizes, the frame of a title, and a renderer that needs no network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import altair as alt
import polars as pl
import vl_convert
from altair.typing import ChartType

from jukinet.charts.source import Source
from jukinet.charts.text import Lang, say, sentences, wrap

# The palette of Okabe and Ito, which colour-blind readers can tell apart.
BLUE, ORANGE, SKY, GREEN, YELLOW, VERMILLION, PURPLE = (
    "#0072B2",
    "#E69F00",
    "#56B4E9",
    "#009E73",
    "#F0E442",
    "#D55E00",
    "#CC79A7",
)
PALETTE = (BLUE, ORANGE, GREEN, PURPLE, SKY, VERMILLION, YELLOW)
GREY, LIGHT_GREY, INK, PAPER = "#767676", "#D9D9D9", "#222222", "#FFFFFF"
# Yellow, orange and sky are too light on paper to be made out by their fill alone: WCAG asks for a contrast of 3.
EDGE: dict[str, Any] = {"stroke": "#555555", "strokeWidth": 0.8}
# Of texts, which need a contrast of 4.5.
DARK_VERMILLION = "#B84F00"
# Beside the blue of the palette, of which texts can be too.
DARK_BLUE = "#003B66"

ACTIVITY_COLOURS = {"use": BLUE, "provision": ORANGE}
CHANGE_COLOURS = {"total": GREY, "rise": BLUE, "fall": VERMILLION}

# Room for a plot and its labels in a notebook or on a portrait page.
PAGE_WIDTH = 800
_FONT = "'Noto Sans JP', 'Noto Sans CJK JP', 'Yu Gothic', Meiryo, 'Hiragino Sans', sans-serif"
_TITLE_COLUMNS, _SUBTITLE_COLUMNS = 92, 126

# JupyterLab renders Vega-Lite 5 without a network, but not yet the version that altair writes. The charts use
# nothing that is new in 6, and the tests compile each of them with both.
LAB_MIME_TYPE = "application/vnd.vegalite.v5+json"
LAB_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
RENDERER = "jukinet"
# As vl-convert calls the version that altair writes: 6.4.
VL_VERSION = ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])

_CONFIG: dict[str, Any] = {
    "background": PAPER,
    "font": _FONT,
    "padding": 8,
    "view": {"stroke": None},
    "title": {
        "anchor": "start",
        "frame": "bounds",
        "fontSize": 16,
        "fontWeight": 600,
        "color": INK,
        "lineHeight": 22,
        "subtitleFontSize": 12,
        "subtitleColor": "#555555",
        "subtitleLineHeight": 17,
        "subtitlePadding": 6,
        "offset": 14,
    },
    "axis": {
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
        "titleColor": "#555555",
        "labelColor": INK,
        "gridColor": "#E8E8E8",
        "domainColor": "#AAAAAA",
        "tickColor": "#AAAAAA",
        "labelLimit": 340,
    },
    "header": {"labelFontSize": 12, "titleFontSize": 12, "labelColor": INK, "labelFontWeight": 600},
    "legend": {"labelFontSize": 11, "titleFontSize": 11, "orient": "top", "symbolSize": 110, "labelLimit": 400},
    "text": {"fontSize": 11, "color": INK},
}


def by_row(
    field: str, order: list[str] | None, *, label_limit: int = 340, skip: int = 0, padding: int = 7, **options: Any
) -> alt.Y:
    """A row for each value of a field, in `order` or that of the data: an axis without line and ticks, and labels that
    break where the field has a line break.

    `skip` leaves out that many leading characters, where a field needs a key before its label.
    """
    # Vega sets the first line of a label beside its mark, so that a label of two lines has to move up.
    offset = {"condition": {"test": "indexof(datum.value, '\\n') >= 0", "value": -7}, "value": 0}
    expression = f"split(slice(datum.value, {skip}), '\\n')"
    axis = alt.Axis(
        labelExpr=expression,
        labelOffset=offset,
        labelLimit=label_limit,
        labelPadding=padding,
        ticks=False,
        domain=False,
        **options,
    )
    return alt.Y(field, sort=order, title=None, axis=axis)


def powers_of_ten(limit: float) -> list[int]:
    """Ticks of a logarithmic axis that shows zero too."""
    return [0, *(10**power for power in range(8) if 10**power <= limit)]


def logarithmic(limit: float) -> alt.Scale:
    """A logarithmic scale from zero, which is a look-up count as any other, to `limit`."""
    return alt.Scale(type="symlog", constant=1, domain=[0, limit], nice=False)


def tip(field: str, key: str, lang: Lang, number_format: str | None = None) -> alt.Tooltip:
    """A line of a tooltip: an Altair field, and the phrase that names it."""
    return alt.Tooltip(field, title=say(key, lang), format=number_format or alt.Undefined)


def unknown_marks(places: pl.DataFrame, x: alt.X, height: int, lang: Lang, is_narrow: bool = False) -> alt.Chart:
    """A word instead of bars at `places`: a bar of the known parts alone would look like a small sum.

    Places may be too narrow for the English word, which then stands upright.
    """
    upright = {"angle": 270, "align": "left", "dx": 6, "fontSize": 11}
    level = {"dy": -9, "fontSize": 13}
    look: dict[str, Any] = upright if is_narrow and lang == "en" else level
    text = alt.Chart(places).mark_text(text=say("unknown", lang), fontWeight=600, **look)
    marks: alt.Chart = text.encode(x=x, y=alt.value(height))
    return marks


def finish(source: Source, chart: ChartType, title: str, subtitle: str, years: Iterable[int] = ()) -> ChartType:
    """Give a chart its finding, its measure, whose figures it shows, its alternative text and the theme.

    Its fiscal `years`, where it shows of them what the newest edition prints, which may be another than `source`.
    """
    lines = [line for part in title.split("\n") for line in wrap(part, _TITLE_COLUMNS)]
    years = set(years)
    subtitle = sentences([subtitle, *source.restated_mark(years)], source.lang)
    credit = source.credit(is_of_editions=bool(years))
    measure = f"{subtitle.rstrip('。.')}{'。' if source.lang == 'ja' else '. '}{credit}"
    finding = title.replace("。\n", "。").replace("\n", " ")
    # All at once: Altair copies every layer of a chart for each call.
    finished: ChartType = chart.properties(
        title=alt.Title(text=lines, subtitle=[*wrap(subtitle, _SUBTITLE_COLUMNS), *wrap(credit, _SUBTITLE_COLUMNS)]),
        description=f"{finding} {measure}",
        usermeta={"finding": finding, "measure": measure},
        config=alt.Config(**_CONFIG),
    )
    return finished


def note(source: Source, key: str, because: str = "nothing_to_draw_subtitle", **values: object) -> ChartType:
    """A chart for a publication that holds nothing to draw: the finding says so, and no empty axes are shown."""
    lang = source.lang
    mark = (
        alt.Chart(pl.DataFrame({"text": [say("nothing_to_draw", lang)]}), width=PAGE_WIDTH - 40, height=40)
        .mark_text(align="left", color=GREY, fontSize=12)
        .encode(x=alt.value(0), text="text:N")
    )
    return finish(source, mark, say(key, lang, **values), say(because, lang))


def finding_of(chart: ChartType) -> str:
    """The finding that stands in a chart's title, in one line."""
    finding: str = chart.to_dict()["usermeta"]["finding"]
    return finding


def mime_bundle(spec: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What a notebook stores of a chart: the spec for JupyterLab, and a picture for whatever shows no specs."""
    bundle = {
        LAB_MIME_TYPE: {**spec, "$schema": LAB_SCHEMA},
        "image/svg+xml": vl_convert.vegalite_to_svg(dict(spec), vl_version=VL_VERSION),
        "text/plain": str(spec.get("description", "")),
    }
    return bundle, {LAB_MIME_TYPE: {"embed_options": {"actions": False, "renderer": "svg"}}}


def enable_renderer() -> None:
    """Make notebooks show charts without a network."""
    alt.renderers.register(RENDERER, lambda spec, **_: mime_bundle(spec))
    alt.renderers.enable(RENDERER)
