"""The picture of the README."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import vl_convert

from jukinet.charts.text import Lang
from jukinet.charts.theme import VL_VERSION
from jukinet.charts.waterfalls import headline_waterfall
from jukinet.warehouse import Warehouse

# A picture, because a SVG would show Japanese only where its reader has a Japanese font. Its spec stands beside it:
# the bytes of a picture depend on the fonts of whoever makes it, the spec does not.
FILES: dict[Lang, str] = {"en": "headline", "ja": "headline.ja"}


def headline_spec(warehouse: Warehouse, lang: Lang) -> dict[str, Any]:
    """The Vega-Lite spec of the picture for the newest publication."""
    spec: dict[str, Any] = headline_waterfall(warehouse, lang=lang).to_dict()
    return spec


def spec_text(spec: dict[str, Any]) -> str:
    """The spec as it is stored."""
    return json.dumps(spec, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write_headline(directory: Path) -> None:
    """Write the picture and its spec in both languages, of what is published in the working directory.

    Raises FileNotFoundError where nothing has been published.
    """
    warehouse = Warehouse()
    for lang, name in FILES.items():
        spec = headline_spec(warehouse, lang)
        picture = vl_convert.vegalite_to_png(spec, vl_version=VL_VERSION, scale=1.5)
        (directory / f"{name}.png").write_bytes(picture)
        (directory / f"{name}.vl.json").write_text(spec_text(spec), encoding="utf-8", newline="\n")
