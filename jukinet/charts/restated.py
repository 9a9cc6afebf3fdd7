"""The sentence that says which figures a later edition gives otherwise, and where which of the two is shown."""

from __future__ import annotations

from jukinet.charts.source import open_source
from jukinet.charts.text import Lang, fiscal_year_name, number, say
from jukinet.labels import value_label
from jukinet.warehouse import Warehouse


def restated_note(warehouse: Warehouse, publication_id: str, lang: Lang) -> str:
    """Each count that a later edition gives otherwise, in look-ups, and what shows which; empty where there is none."""
    source = open_source(warehouse, publication_id, lang)
    rows = source.named(source.restated).to_dicts()
    if not rows:
        return ""
    figures = [
        say(
            "restated_figure",
            lang,
            name=row["name"],
            year=fiscal_year_name(row["fiscal_year"], lang),
            before=_shown(row["case_count"], row["cell_status"], lang),
            now=_shown(row["case_count_now"], row["cell_status_now"], lang),
            edition=fiscal_year_name(row["edition"], lang),
        )
        for row in rows
    ]
    return say("restated", lang, count=number(len(rows)), figures=say("list_separator", lang).join(figures))


def _shown(count: int | None, status: str | None, lang: Lang) -> str:
    return number(count) if count is not None else value_label("cell_status", status or "not_applicable", lang)
