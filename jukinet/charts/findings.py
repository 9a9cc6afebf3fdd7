"""What the audit found."""

from __future__ import annotations

import altair as alt
import polars as pl
from altair.typing import ChartType

from jukinet.charts.source import highest_of, open_source
from jukinet.charts.text import Lang, brief, quantity, say, sentences, wrap
from jukinet.charts.theme import EDGE, INK, PALETTE, by_row, finish, note, tip
from jukinet.warehouse import Warehouse

# Of a colour behind a text.
_PALE = 0.35


def inspection_findings(warehouse: Warehouse, publication_id: str | None = None, lang: Lang = "ja") -> ChartType:
    """Findings by the record that they concern, one square each with what was wrong.

    Reads inspection_findings (area_name, register_concerned_name, defect_name, remedy_name, severity_name) and
    stated_figures (offices_audited, offices_with_findings).
    """
    source = open_source(warehouse, publication_id, lang)
    columns = ("area", "register_concerned", "defect", "remedy", "severity")
    names = {column.removesuffix("_concerned"): pl.col(source.localized(f"{column}_name")) for column in columns}
    findings = (
        source.table("inspection_findings")
        .filter(~pl.col("is_planned"))
        .sort("inspection_id", "finding_no")
        .select(**names, source_line="source_line", inspection_id="inspection_id")
    )
    if findings.is_empty():
        return note(source, "findings_none")
    registers = _counted(findings, "register")
    drawn = findings.with_columns(
        start=pl.int_range(pl.len()).over("register"), text=pl.concat_str("defect", pl.lit("\n→ "), "remedy")
    ).with_columns(
        end=pl.col("start") + 1,
        middle=pl.col("start") + 0.5,
        text=pl.col("text").map_elements(
            lambda text: "\n".join(line for part in text.split("\n") for line in wrap(part, 38)), return_dtype=pl.String
        ),
    )
    most = round(highest_of(registers["found"]))
    y = by_row("register:N", registers["register"].to_list())
    x = alt.X(
        "start:Q",
        title=say("findings_axis", lang),
        axis=alt.Axis(tickMinStep=1, values=list(range(most + 1)), format="d"),
        scale=alt.Scale(domain=[0, most], nice=False),
    )
    # Vega sets the first line in the middle: the more lines, the further up they have to begin.
    middle = alt.expr("-6.5 * (length(split(datum.text, '\\n')) - 1)")
    areas = findings["area"].unique(maintain_order=True).to_list()
    tooltip = [
        tip("area:N", "area", lang),
        tip("defect:N", "defect", lang),
        tip("remedy:N", "remedy", lang),
        tip("source_line:Q", "source_line", lang),
    ]
    base = alt.Chart(drawn)
    tiles = base.mark_bar(height={"band": 0.86}, fillOpacity=_PALE, **EDGE).encode(
        y=y,
        x=x,
        x2="end:Q",
        color=alt.Color(
            "area:N",
            title=None,
            scale=alt.Scale(domain=areas, range=list(PALETTE[: len(areas)])),
            legend=alt.Legend(symbolOpacity=_PALE),
        ),
        tooltip=tooltip,
    )
    texts = base.mark_text(lineBreak="\n", fontSize=10.5, lineHeight=13, dy=middle, color=INK).encode(
        y=y, x=alt.X("middle:Q"), text="text:N", tooltip=tooltip
    )
    chart = (tiles + texts).properties(width=max(250 * min(most, 2), 500), height=alt.Step(58))
    commonest = _counted(findings, "defect")
    has_leader = commonest["found"].head(2).n_unique() == 2
    title = say(
        "findings_title" if has_leader or commonest.height == 1 < findings.height else "findings_title_even",
        lang,
        year=source.year_name,
        findings=quantity(findings.height, "findings", lang),
        defect=commonest["defect"][0],
        most=brief(commonest["found"][0], "findings", lang),
    )
    subtitle = [say("findings_subtitle", lang)]
    stated = dict(source.table("stated_figures").select("statement", "value").iter_rows())
    offices, audited = stated.get("offices_with_findings"), stated.get("offices_audited")
    # One that the prose does not state, or that is lost, says nothing of the other.
    if offices is not None and audited is not None:
        subtitle.append(
            say(
                "findings_offices",
                lang,
                offices=brief(offices, "offices", lang),
                audited=quantity(audited, "offices", lang),
            )
        )
    if findings["severity"].n_unique() == 1:
        severity = str(findings["severity"][0])
        subtitle.append(say("findings_severity", lang, severity=severity.lower() if lang == "en" else severity))
    return finish(source, chart, title, sentences(subtitle, lang))


def _counted(findings: pl.DataFrame, column: str) -> pl.DataFrame:
    """The values of a column and in how many findings each is found, the commonest first."""
    return findings.group_by(column).agg(found=pl.len()).sort("found", column, descending=[True, False])
