"""Running titles: what most pages repeat at their edge, where it would be a row of no table."""

from __future__ import annotations

from collections import Counter

from jukinet.ingest.normalize import figure, key, month
from jukinet.ingest.sections import AS_OF

FEWEST_RUNNING = 3


def running_titles(counts: Counter[str], pages: int, notes: list[str]) -> set[str]:
    """The texts that stand at the edge of most pages, noted as left out; counts: at how many pages each does.

    What a table needs is none: a month or a figure that has lost the rest of its row, or the
    day of reference that stands over each page of an annual table.
    """
    repeated = [text for text, count in counts.items() if count >= FEWEST_RUNNING and 2 * count > pages]
    running = {text for text in repeated if not (month(text) or figure(text) or AS_OF.fullmatch(key(text)))}
    notes += [f"{counts[text]} pages: the running title {text.strip()} was left out" for text in sorted(running)]
    return running
