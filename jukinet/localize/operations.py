"""Edit operations on several cells at once: exchange, permuted lines, unit slip (Scholtus 2016).

Each operation predicts a whole vector of residuals without a free parameter, so a match is strong evidence.
The candidates are looked up from the violated edits' members by value; nothing is tried that no residual
asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jukinet.labels import reason_en
from jukinet.localize.shifts import shifts
from jukinet.localize.system import Item, System

UNIT_EXPONENTS = (-3, -2, -1, 1, 2, 3)
"""Powers of ten by which a block may have been printed in the wrong unit."""


def operations(system: System, expired: Callable[[], bool]) -> list[Item]:
    """Return every operation that explains a set of violated edits exactly, each change once."""
    found: dict[tuple[tuple[int, int], ...], Item] = {}
    for kind in (exchanges, permutations, unit_slips, shifts):
        for item in kind(system):
            found.setdefault(item.deltas, item)
            if expired():
                break
    return list(found.values())


def exchanges(system: System) -> Iterator[Item]:
    """Two cells of one series, or of one column, printed in each other's place."""
    values, labels = system.values, (("series", system.series), ("column", system.column))
    for edit, cell, change in system.needed_changes:
        partners = system.holders[values[cell] + change]
        for kind, label in labels:
            own = label[cell]
            if own is None:
                continue
            for partner in partners:
                if label[partner] != own:
                    continue
                weights = system.violated_weights[edit]
                net = (weights[cell] - weights.get(partner, 0)) * change
                if system.residuals[edit] + net:
                    continue
                reason = reason_en("line_exchange" if kind == "series" else "column_exchange")
                item = system.item("exchange", {cell: change, partner: -change}, reason, label.count(own) - 1)
                if item:
                    yield item


def permutations(system: System) -> Iterator[Item]:
    """Two lines printed in each other's place, or their labels exchanged: all values change sides."""
    values, series = system.values, system.series
    lines: dict[str, dict[int | None, int]] = {}
    tried: set[frozenset[str]] = set()
    for edit, cell, change in system.needed_changes:
        own = series[cell]
        if own is None:
            continue
        for holder in system.holders[values[cell] + change]:
            other = series[holder]
            if other is None or other == own or system.position[holder] != system.position[cell]:
                continue
            pair = frozenset((own, other))
            if pair in tried:
                continue
            for name in pair - lines.keys():
                lines[name] = _by_position(system, name)
            if not lines[own] or lines[own].keys() != lines[other].keys():
                continue
            pairs = [(left, lines[other][position]) for position, left in lines[own].items()]
            weights = system.violated_weights[edit]
            net = sum(
                (weights.get(left, 0) - weights.get(right, 0)) * (values[right] - values[left])
                for left, right in pairs
                if left in weights or right in weights
            )
            if system.residuals[edit] + net:
                continue
            tried.add(pair)
            deltas = {left: values[right] - values[left] for left, right in pairs}
            deltas |= {right: -deltas[left] for left, right in pairs}
            item = system.item("permutation", deltas, reason_en("permutation"), len(system.lines) - 1)
            if item and len(item.deltas) > 2:
                yield item


def _by_position(system: System, series: str) -> dict[int | None, int]:
    """Cells of a line by position; empty where a position stands twice, as then nothing pairs the lines."""
    cells = system.lines[series]
    line = {system.position[cell]: cell for cell in cells}
    return line if len(line) == len(cells) else {}


def unit_slips(system: System) -> Iterator[Item]:
    """A block printed in another unit: all its values off by one power of ten."""
    asking: dict[str, int] = {}
    for edit, cell, _ in system.needed_changes:
        if (name := system.block[cell]) is not None:
            asking.setdefault(name, edit)
    blocks: dict[str, list[int]] = {name: [] for name in asking}
    for cell, block in enumerate(system.block):
        if block in blocks and system.movable[cell]:
            blocks[block].append(cell)
    for name, cells in blocks.items():
        edit = asking[name]
        weights = system.violated_weights[edit]
        added_up = sum(weights.get(cell, 0) * system.values[cell] for cell in cells)
        for exponent in UNIT_EXPONENTS:
            scale = 10 ** abs(exponent)
            # Divided, each figure must remain a whole number, and then their sum does too.
            net = added_up * scale - added_up if exponent > 0 else added_up // scale - added_up
            if net and system.residuals[edit] + net:
                continue
            if exponent < 0 and any(system.values[cell] % scale for cell in cells):
                continue
            deltas = {}
            for cell in cells:
                old = system.values[cell]
                deltas[cell] = (old * scale if exponent > 0 else old // scale) - old
            reason = reason_en("unit_too_small" if exponent > 0 else "unit_too_large", scale=scale)
            item = system.item("unit_slip", deltas, reason, len(UNIT_EXPONENTS))
            if item and len(item.deltas) > 1:
                yield item
