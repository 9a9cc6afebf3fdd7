"""Every phrase of the charts and notebooks, in both languages. Numbers in braces arrive formatted."""

from __future__ import annotations

from jukinet.charts.words import changes, columns, governance, months, notebooks, reconciliation, shared
from jukinet.charts.words.shared import UNITS

__all__ = ["UNITS", "WORDS"]

WORDS: dict[str, dict[str, str]] = {
    **shared.PHRASES,
    **columns.PHRASES,
    **reconciliation.PHRASES,
    **changes.PHRASES,
    **months.PHRASES,
    **governance.PHRASES,
    **notebooks.PHRASES,
}
