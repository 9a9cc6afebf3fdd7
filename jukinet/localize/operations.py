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
    places: dict[tuple[str, str], list[int]] = {}
    for name, groups, labels in (("series", system.lines, system.series), ("column", system.columns, system.column)):
        wanted = {labels[cell] for _, cell, _ in system.needed_changes}
        places |= {(name, key): cells for key, cells in groups.items() if key in wanted}
    by_value: dict[tuple[str, str, int], list[int]] = {}
    for (name, key), cells in places.items():
        for cell in cells:
            by_value.setdefault((name, key, system.values[cell]), []).append(cell)
    for edit, cell, change in system.needed_changes:
        for name, label in (("series", system.series[cell]), ("column", system.column[cell])):
            if label is None:
                continue
            for partner in by_value.get((name, label, system.values[cell] + change), ()):
                weights = system.violated_weights[edit]
                net = (weights[cell] - weights.get(partner, 0)) * change
                if system.residuals[edit] + net:
                    continue
                ways = len(places[name, label]) - 1
                reason = reason_en("line_exchange" if name == "series" else "column_exchange")
                item = system.item("exchange", {cell: change, partner: -change}, reason, ways)
                if item:
                    yield item


def permutations(system: System) -> Iterator[Item]:
    """Two lines printed in each other's place, or their labels exchanged: all values change sides."""
    values = system.values
    wanted = {(system.position[cell], values[cell] + change) for _, cell, change in system.needed_changes}
    holders: dict[tuple[int | None, int], list[str]] = {}
    for name, cells in system.lines.items():
        for cell in cells:
            place = (system.position[cell], values[cell])
            if place in wanted:
                holders.setdefault(place, []).append(name)
    asked = {system.series[cell] for _, cell, _ in system.needed_changes}.union(*holders.values())
    lines = {name: _by_position(system, cells) for name, cells in system.lines.items() if name in asked}
    tried: set[frozenset[str]] = set()
    for edit, cell, change in system.needed_changes:
        own = system.series[cell]
        if own is None or not lines[own]:
            continue
        for other in holders.get((system.position[cell], values[cell] + change), ()):
            pair = frozenset((own, other))
            if len(pair) < 2 or pair in tried or lines[own].keys() != lines[other].keys():
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


def _by_position(system: System, cells: list[int]) -> dict[int | None, int]:
    """Cells of a line by position; empty where a position stands twice, as then nothing pairs the lines."""
    line = {system.position[cell]: cell for cell in cells}
    return line if len(line) == len(cells) else {}


def unit_slips(system: System) -> Iterator[Item]:
    """A block printed in another unit: all its values off by one power of ten."""
    blocks: dict[str, list[int]] = {}
    for cell, block in enumerate(system.block):
        if block is not None and system.movable[cell]:
            blocks.setdefault(block, []).append(cell)
    asking: dict[str | None, int] = {}
    for edit, cell, _ in system.needed_changes:
        asking.setdefault(system.block[cell], edit)
    for name, cells in blocks.items():
        if name not in asking:
            continue
        edit = asking[name]
        weights = system.violated_weights[edit]
        for exponent in UNIT_EXPONENTS:
            scale = 10 ** abs(exponent)
            if exponent < 0 and any(system.values[cell] % scale for cell in cells):
                continue
            deltas = {}
            for cell in cells:
                old = system.values[cell]
                deltas[cell] = (old * scale if exponent > 0 else old // scale) - old
            net = sum(weights.get(cell, 0) * delta for cell, delta in deltas.items())
            if net and system.residuals[edit] + net:
                continue
            reason = reason_en("unit_too_small" if exponent > 0 else "unit_too_large", scale=scale)
            item = system.item("unit_slip", deltas, reason, len(UNIT_EXPONENTS))
            if item and len(item.deltas) > 1:
                yield item
