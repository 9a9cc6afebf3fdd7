"""Does the print add up? The balance edits by what they prove."""

from __future__ import annotations

import altair as alt
import polars as pl
from altair.typing import ChartType

from jukinet.charts.source import highest_of, open_source
from jukinet.charts.text import Lang, number, quantity, say, wrap
from jukinet.charts.theme import EDGE, GREEN, GREY, LIGHT_GREY, PAPER, VERMILLION, YELLOW, by_row, finish, note, tip
from jukinet.warehouse import Warehouse

_EDIT_COLOURS = {
    "edit_verified": (GREEN, GREEN),
    "edit_spent": (PAPER, GREEN),
    "edit_accepted": (YELLOW, EDGE["stroke"]),
    "edit_not_evaluable": (LIGHT_GREY, GREY),
    "edit_broken": (VERMILLION, VERMILLION),
}


def _edit_kind() -> pl.Expr:
    """What an edit proves; a status that is new stays visible as not evaluable."""
    return (
        pl.when(pl.col("status") == "broken")
        .then(pl.lit("edit_broken"))
        .when(pl.col("status") == "accepted")
        .then(pl.lit("edit_accepted"))
        .when((pl.col("status") == "balanced") & pl.col("is_verified"))
        .then(pl.lit("edit_verified"))
        .when(pl.col("status") == "balanced")
        .then(pl.lit("edit_spent"))
        .otherwise(pl.lit("edit_not_evaluable"))
    )


def reconciliation_overview(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """The balance edits by kind and by what they prove: verified, spent on a derived figure, broken and so on.

    Reads reconciliation (description, status, is_verified); counts edits.
    """
    source = open_source(warehouse, publication_id, lang)
    edits = source.table("reconciliation").with_columns(kind=_edit_kind())
    if edits.is_empty():
        return note(source, "reconciliation_none")
    # The description is the register's sentence, and behind its last colon what the edit is bound on.
    description = "description_ja" if lang == "ja" else "description"
    colon = "：" if lang == "ja" else ": "
    edits = edits.with_columns(
        sentence=pl.col(description).map_elements(lambda text: text.rsplit(colon, 1)[0], return_dtype=pl.String)
    )
    groups = (
        edits.group_by("sentence")
        .agg(pl.len().alias("total"))
        .sort("total", "sentence", descending=[True, False])
        .with_columns(
            label=pl.col("sentence").map_elements(lambda text: "\n".join(wrap(text, 56)), return_dtype=pl.String)
        )
    )
    kinds = list(_EDIT_COLOURS)
    counts = (
        edits.group_by("sentence", "kind")
        .agg(pl.len().alias("edits"))
        .join(groups, on="sentence")
        .with_columns(
            order=pl.col("kind").replace_strict({kind: rank for rank, kind in enumerate(kinds)}),
            kind=pl.col("kind").replace_strict({kind: say(kind, lang) for kind in kinds}),
        )
        .sort("total", "sentence", "order", descending=[True, False, False])
    )
    present = [kind for kind in kinds if say(kind, lang) in set(counts["kind"].to_list())]
    domain = [say(kind, lang) for kind in present]
    y = by_row("label:N", groups["label"].to_list(), label_limit=400, labelFontSize=10.5)
    base = alt.Chart(counts)
    highest = highest_of(groups["total"])
    x = alt.X(
        "edits:Q",
        title=say("edits_axis", lang),
        stack="zero",
        axis=alt.Axis(tickCount=min(8, round(highest)), tickMinStep=1, format=",d"),
        scale=alt.Scale(domain=[0, highest * 1.08], nice=False),
    )
    bars = base.mark_bar(strokeWidth=1.4, height={"band": 0.62}).encode(
        y=y,
        x=x,
        fill=alt.Fill(
            "kind:N", title=None, scale=alt.Scale(domain=domain, range=[_EDIT_COLOURS[kind][0] for kind in present])
        ),
        stroke=alt.Stroke(
            "kind:N", title=None, scale=alt.Scale(domain=domain, range=[_EDIT_COLOURS[kind][1] for kind in present])
        ),
        order=alt.Order("order:Q"),
        tooltip=[
            tip("sentence:N", "column_edit", lang),
            tip("kind:N", "status", lang),
            tip("edits:Q", "edits_axis", lang),
        ],
    )
    sums = alt.Chart(groups).mark_text(align="left", dx=5).encode(y=y, x=alt.X("total:Q"), text="total:Q")
    chart = (bars + sums).properties(width=370, height=alt.Step(31))
    is_sound = edits.filter(pl.col("kind").is_in(["edit_verified", "edit_spent"])).height == edits.height
    title = say(
        "reconciliation_all" if is_sound else "reconciliation_some",
        lang,
        year=source.year_name,
        edits=quantity(edits.height, "edits", lang),
        **{kind.removeprefix("edit_"): number(edits.filter(kind=kind).height) for kind in kinds},
    )
    return finish(source, chart, title, say("reconciliation_subtitle", lang))
