"""What ingest tells a person: what it read, what it repaired, and what must be looked at."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jukinet.ingest.changes import Change
from jukinet.ingest.editions import Restatement
from jukinet.ingest.edits import Balance
from jukinet.ingest.names import LIKELY, POSSIBLE
from jukinet.ingest.reading import Reading, Remark, Tables
from jukinet.ingest.rows import Source

MOST_DIFF_LINES = 12


def text(reading: Reading, source: Source, balances: list[Balance], restated: list[Restatement]) -> str:
    """The report on one publication, as plain text."""
    lines = [f"{source.name} ({source.kind}): {reading.publication_id}, {reading.title or 'no title'}", ""]
    lines.append("Rows read")
    lines += [f"  {len(rows):>5}  {name}" for name, rows in sorted(reading.seeds.items())]
    lines += _remarks("Repairs", reading.repairs, "none")
    lines += _remarks("Lost figures, left empty", reading.lost, "none")
    lines += _remarks("Filled in by hand, kept: compare what is printed with it", reading.kept)
    lines += _unknown(reading)
    lines += _remarks("Words without a code, left empty: fill the cell in by hand", reading.phrases)
    lines += _remarks("Not read", [*(Remark("file", note) for note in source.notes), *reading.notes])
    if not reading.problems:
        lines += _balances(balances)
    if restated:
        lines += ["", f"Figures that another publication prints differently ({len(restated)})"]
        lines += [
            f"  line {one.line}: {one.label}, fiscal year {one.fiscal_year}: {one.here} here, "
            f"{one.there} in {one.other_publication}. {_restatement_advice(one)}"
            for one in restated
        ]
    return "\n".join(lines)


def _restatement_advice(one: Restatement) -> str:
    if {one.here, one.there} == {"-", "0"}:
        return "Compare with both prints; a dash adds up as 0 does, so that there is nothing to declare."
    return "Compare with both prints; declare it if it is a restatement."


def registered(new: Tables) -> str:
    """The rows that new names have been given, by register, and how many of them are not complete."""
    lines = [f"Registered as new ({sum(map(len, new.values()))})"]
    for name, rows in sorted(new.items()):
        nameless = sum(
            any(
                not value and row[column.removesuffix("_en")] for column, value in row.items() if column.endswith("_en")
            )
            for row in rows
        )
        lines.append(f"  {len(rows):>5}  {name}" + (f", {nameless} without a name in English" if nameless else ""))
    return "\n".join(lines)


def printable(text: str) -> str:
    """The text without control characters: those of a file must not reach the terminal."""
    return "".join(char if char in "\n\u3000" or char.isprintable() else "?" for char in text)


def _remarks(title: str, remarks: Iterable[Remark], if_none: str = "") -> list[str]:
    """The remarks, with neighbours of the same wording on one line."""
    grouped: list[tuple[str, list[str]]] = []
    for remark in remarks:
        if grouped and grouped[-1][0] == remark.text and _follows(grouped[-1][1][-1], remark.place):
            grouped[-1][1].append(remark.place)
        else:
            grouped.append((remark.text, [remark.place]))
    count = sum(len(places) for _, places in grouped)
    if not grouped:
        return ["", f"{title}: {if_none}"] if if_none else []
    return ["", f"{title} ({count})", *(f"  {_span(places)}: {words}" for words, places in grouped)]


def _follows(before: str, after: str) -> bool:
    """Whether two places differ by one in their last number."""
    first, second = (re.fullmatch(r"(.*?)([0-9]+)", place) for place in (before, after))
    if first is None or second is None:
        return False
    return first[1] == second[1] and int(first[2]) + 1 == int(second[2])


def _span(places: list[str]) -> str:
    return places[0] if len(places) == 1 else f"{places[0]} to {places[-1]} ({len(places)} rows)"


def _unknown(reading: Reading) -> list[str]:
    if not reading.unknown:
        return ["", "Unknown names: none"]
    lines = ["", f"Unknown names, not registered ({len(reading.unknown)})"]
    for one in reading.unknown:
        lines.append(f"  {one.place}: {one.name}")
        lines += [f"      {score:>3} %  {spelling} = {meaning}" for spelling, meaning, score in one.nearest]
        if one.section and one.nearest and one.nearest[0][2] >= (POSSIBLE if len(one.nearest) == 1 else LIKELY):
            row = f"{reading.publication_id},{one.section},{one.name},{one.nearest[0][1]}"
            lines.append(f"      if the nearest is meant, add to seeds/registers/{one.register}.csv: {row}")
        if one.moved_from:
            lines.append(
                f"      {one.moved_from} had this name on another legal basis: if it has moved, register it with an id "
                f"of its own, and add to seeds/registers/continued_affairs.csv: {one.moved_from},that id"
            )
        if one.section:
            lines.append("      if it is new, register the affair or recipient first, then its printed name")
        else:
            lines.append(f"      if it is new, add it to seeds/registers/{one.register}.csv")
    return lines


def _balances(balances: list[Balance]) -> list[str]:
    balanced = [one for one in balances if one.status == "balanced"]
    broken = [one for one in balances if one.status == "broken"]
    open_ones = [one for one in balances if one.status == "not_evaluable"]
    lines = ["", f"Balance edits before loading: {len(balanced)} of {len(balances)} balance"]
    for one in broken:
        difference = (one.printed or 0) - (one.computed or 0)
        lines.append(
            f"  broken: {one.edit_id}: printed {one.printed:,}, computed {one.computed:,}, difference {difference:+,}"
        )
        lines.append(f"      {one.description}; {one.total_label}; {_lines(one.lines)}")
        if one.hint:
            lines.append(f"      {one.hint}")
    for one in open_ones:
        why = (
            f"lost at {_lines(one.lost_lines)}"
            if one.lost_lines
            else "a name is not known yet, or the total is missing"
        )
        lines.append(f"  open: {one.edit_id}: {why}")
    return lines


def _lines(lines: tuple[int, ...]) -> str:
    """Line numbers in words, runs of them as spans."""
    spans: list[list[int]] = []
    for line in lines:
        if spans and line == spans[-1][1] + 1:
            spans[-1][1] = line
        else:
            spans.append([line, line])
    named = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)
    return f"line {named}" if len(lines) == 1 else f"lines {named}"


def diff(changes: list[Change], *, is_elsewhere: bool) -> str:
    """What changes in which seed; `is_elsewhere` says that whole seeds are written beside the project's own."""
    changed = [change for change in changes if change.added or change.removed]
    if not changed:
        return "Seeds: the same as the project's own." if is_elsewhere else "Seeds: no byte changes."
    what = "differ from the project's own" if is_elsewhere else "change"
    lines = [f"Seeds that {what} ({len(changed)})"]
    for change in changed:
        added = f"{len(change.added)} {'line' if len(change.added) == 1 else 'lines'} added"
        lines.append(f"  {change.seed.path.name}: {added}, {len(change.removed)} removed")
        if not change.removed:
            continue
        shown = [*(f"- {line}" for line in change.removed), *(f"+ {line}" for line in change.added)]
        lines += [f"    {line}" for line in shown[:MOST_DIFF_LINES]]
        if len(shown) > MOST_DIFF_LINES:
            lines.append(f"    and {len(shown) - MOST_DIFF_LINES} more")
    lost = [said for change in changed for said in change.overwritten]
    if lost:
        title = "What those seeds said and do no more: if it was written by hand, write it again"
        lines += ["", f"{title} ({len(lost)})", *(f"  {said}" for said in lost)]
    return "\n".join(lines)
