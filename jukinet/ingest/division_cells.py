"""Bureaus and divisions in the cells of annual tables, such as `総務局 税務課 各県税事務所`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from jukinet.ingest import normalize

BUREAU = re.compile(r".+[局部庁]")


def bureaus(cells: Iterable[str]) -> set[str]:
    """The bureaus that stand in these cells with a space behind them."""
    return {_parted(cell)[0] for cell in cells} - {""}


def named_divisions(cell: str, known_bureaus: Set[str], whole_names: Set[str]) -> list[tuple[str, str]]:
    """Bureau, empty where there is none, and name of each division in a cell, the names without spaces.

    The space behind a bureau may be missing in print. A name among `whole_names` that begins with the bureau keeps it.
    """
    found = []
    bureau, words = _parted(cell)
    for word in words:
        name = normalize.key(word.removeprefix("各"))
        joined = [one for one in known_bureaus if name.startswith(one) and name != one]
        if joined and not bureau:
            bureau = max(joined, key=len)
            name = name.removeprefix(bureau)
        found.append((bureau, bureau + name if bureau + name in whole_names else name))
    return found


def _parted(cell: str) -> tuple[str, list[str]]:
    """The bureau at the beginning and the words behind it."""
    first, *rest = cell.split()
    return (first, rest) if rest and BUREAU.fullmatch(first) else ("", [first, *rest])
