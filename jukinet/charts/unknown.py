"""What lost figures leave unknown, as a phrase."""

from __future__ import annotations

from jukinet.charts.source import Source
from jukinet.charts.text import month_name, say


def months_unknown(source: Source) -> str:
    """Which sums of months lost figures leave unknown in the publication's own year; empty where they leave none."""
    months = source.months()
    lost = months.filter(cell_status="lost")["month"].unique().sort().to_list()
    if not lost:
        return ""
    if len(lost) == months["month"].n_unique():
        return say("months_unknown", source.lang, year=source.year_name)
    names = [month_name(month, source.lang) for month in lost]
    return say(
        "months_unknown_some",
        source.lang,
        year=source.year_name,
        months=say("month_separator", source.lang).join(names),
    )
