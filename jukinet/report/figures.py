"""The charts of the page: which section shows which, their specs in both languages, and the code that draws them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from jukinet.charts import CHARTS
from jukinet.labels import LANGUAGES
from jukinet.publication import Publication
from jukinet.report.text import both

SECTIONS: dict[str, tuple[str, ...]] = {
    "summary": ("headline_waterfall",),
    "changes": ("yearly_totals", "contributions", "affair_courses"),
    "reconciliation": ("reconciliation_overview",),
    "derived": ("derived_cells",),
    "odd": ("exchange_suspects", "jumps"),
    "course": ("monthly_profile", "use_and_provision", "concentration"),
    "governance": (
        "authenticated_users",
        "lookups_per_user",
        "training_attendance",
        "inspection_coverage",
        "inspection_findings",
        "plan_calendar",
    ),
}


@dataclass(frozen=True)
class Figure:
    """A chart on the page: its name, its finding as the caption, and its measure."""

    name: str
    finding: Markup
    measure: Markup


def chart_specs(publication: Publication) -> dict[str, dict[str, dict[str, Any]]]:
    """The Vega-Lite spec of every chart, by name and language."""
    return {
        name: {
            # The charts' own tests validate the specs; doing it again would take most of the time.
            lang: draw(publication.warehouse, publication.publication_id, lang).to_dict(validate=False)
            for lang in LANGUAGES
        }
        for name, draw in CHARTS.items()
    }


def figures_by_section(specs: dict[str, dict[str, dict[str, Any]]]) -> dict[str, list[Figure]]:
    """The figures of each section."""
    return {section: [_figure(name, specs[name]) for name in names] for section, names in SECTIONS.items()}


def _figure(name: str, spec: dict[str, dict[str, Any]]) -> Figure:
    def text(key: str) -> Markup:
        return both(*(spec[lang]["usermeta"][key] for lang in LANGUAGES))

    return Figure(name, text("finding"), text("measure"))


def specs_json(specs: dict[str, dict[str, dict[str, Any]]]) -> Markup:
    """The specs for a script element; no text in them can close it. The caption says what the title would."""
    shown = {
        name: {lang: {key: value for key, value in spec.items() if key != "title"} for lang, spec in languages.items()}
        for name, languages in specs.items()
    }
    text = json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def library() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script that needs no network and leaves only its three names behind."""
    import vl_convert

    # Without a snippet the three libraries become global; the type stub wants one all the same.
    bundle = vl_convert.javascript_bundle(None)  # type: ignore[arg-type]
    return "(()=>{" + bundle.replace("</script", "<\\/script").replace("<!--", "<\\!--") + "\n})();"
