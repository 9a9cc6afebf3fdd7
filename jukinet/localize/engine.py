"""The search, cheap means first: query, operations, cover, solver."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl

from jukinet.labels import reason_en
from jukinet.localize.alike import elsewhere
from jukinet.localize.answer import Finding, rows_of
from jukinet.localize.below_zero import below_zero
from jukinet.localize.components import components, errors_at_least, linked
from jukinet.localize.counted_cells import counted_cells, explanations
from jukinet.localize.cover import MAX_ERRORS, covers
from jukinet.localize.deduced import without_deduced
from jukinet.localize.lost_sums import with_lost_sums
from jukinet.localize.milp import Outcome, fewest_changes
from jukinet.localize.operations import operations
from jukinet.localize.ranking import Ranking
from jukinet.localize.residuals import find_faulty
from jukinet.localize.schema import OUTPUT, checked_cells, checked_members
from jukinet.localize.single_cell import single_cells
from jukinet.localize.system import Follower, Item, System, systems, together
from jukinet.localize.verdicts import verdict_of

SOLVER_FROM = 3
"""Covers of this many errors are compared with the solver: they may hide fewer changes that meet in an
edit."""


@dataclass
class _Case:
    """One faulty publication on its way through the search."""

    system: System
    findings: list[Finding] = field(default_factory=list)
    open_groups: list[tuple[frozenset[int], list[tuple[Item, ...]]]] = field(default_factory=list)


def localize(
    cells: pl.DataFrame, edit_members: pl.DataFrame, *, time_limit: float = 10.0, max_ties: int = 10
) -> pl.DataFrame:
    """Point at the cells that explain the violated balance edits of any number of publications.

    An edit holds when the sum of weight x contribution over its members is 0. The answer is empty when every
    evaluable edit holds and no lost or deduced cell would be below zero. The fewest errors win (Fellegi & Holt 1976),
    where an error is a changed cell or one edit operation (Scholtus 2016, "A generalized Fellegi-Holt paradigm for
    automatic error localization").

    cells: one row per cell.
        publication_id, cell_id (str); value (int, null = lost: its edits are not evaluable, but for those by which the
        lost cells would add up to less than 0);
        movable (bool, false = may not be blamed); and, each optional:
        series (str, cells of one line), position (int, order in the series),
        block (str, cells printed together), column (str, cells printed in one column),
        printed (bool, false = deduced), counted (bool, true = how many rows there are: rows are missing or too many).
    edit_members: one row per member.
        publication_id, edit_id, cell_id (str); weight (int, +1/-1); optional measure (str): value (default),
        nonzero (counts whether the value is not 0), rows (counts the row).
    time_limit: seconds for the whole call's search; the checks before it are linear.
    max_ties: explanations returned at most where several errors are needed. Single errors are all returned.

    Returns one row per publication, hypothesis and cell, sorted by publication_id, component, rank,
    hypothesis_id, cell_id:
        component: violated edits that hang together, 1, 2, ... within the publication;
        hypothesis_id: 1, 2, ... within the publication;
        hypothesis: single_cell, exchange, shift, permutation, unit_slip, several_cells, none (unexplained);
        cell_id (null where nothing can be pointed at), printed, proposed, delta (proposed - printed);
        verdict, one per component:
            unique      one cell explains at least two violated edits and nothing else of that size does;
            ranked      one error would do, structure does not settle which, and one clearly leads;
            candidates  one error would do, and none leads, or time was too short to look for all others;
            multiple    several errors; without a cell and with "re-read the table" if more than five;
            timeout     not decided in time;
            unexplained no movable cell can have caused it; `reason` names one that may not be blamed and would have;
        rank: 1 = best, dense within the component;
        score: share of the likelihood; sums to at most 1 in a component, the rest being further errors;
        reason: the slip in words; edit_ids: the violated edits that the hypothesis explains, and those that force
            a count below zero which it lifts, sorted.
    Where only a count below zero, or one of figures that are not 0, tells of an error, every figure of a range would
    do: a cell is proposed with the likeliest of them, `reason` names the range, and it is not unique.

    Raises ValueError for a missing or mistyped column, a duplicate cell, a member of an unknown cell, a
    weight of 0, an unknown measure, or a limit that is not positive.
    """
    if not time_limit > 0:
        raise ValueError(f"time_limit is {time_limit}, but must be positive.")
    if max_ties < 1:
        raise ValueError(f"max_ties is {max_ties}, but must be at least 1.")
    deadline = time.monotonic() + time_limit
    faulty = find_faulty(*with_lost_sums(checked_cells(cells), checked_members(edit_members)))
    if faulty is None:
        return pl.DataFrame(schema=OUTPUT)
    printed_faults = _violated_by_publication(faulty.edits)
    faulty, sources, followers = without_deduced(faulty)
    found = _deltas_by_publication(single_cells(faulty))
    rows: list[dict[str, Any]] = []

    def tell(case: _Case) -> None:
        _lift(case)
        violated = printed_faults.get(case.system.publication_id, frozenset())
        rows.extend(rows_of(case.system, case.findings, violated, max_ties=max_ties))

    waiting: list[_Case] = []
    # What is settled is told at once, so that its system, which is large, need not be kept.
    for system in systems(faulty, sources, followers):
        case = _explained(system, found.get(system.publication_id, []), deadline)
        if case.open_groups:
            waiting.append(case)
        else:
            tell(case)
    for place, case in enumerate(waiting):
        now = time.monotonic()
        _solve(case, max_ties, now + max(deadline - now, 0.0) / (len(waiting) - place))
        tell(case)
    return pl.DataFrame(rows, schema=OUTPUT).sort("publication_id", "component", "rank", "hypothesis_id", "cell_id")


def _lift(case: _Case) -> None:
    """Say what is wrong where a deduced cell would be below zero, unless what was found lifts it."""
    system, findings = case.system, case.findings
    for follower in system.below_zero:
        place = _lifting(case, follower, 1)
        if place is None:
            settled = together(error for finding in findings if finding.scored for error in finding.scored[0].errors)
            if follower not in system.left_below_zero(settled):
                continue
            further = below_zero(system, follower, settled)
            # The fewest errors win: what mends all is enough, if beside what is likelier no cell could be named.
            place = None if further.scored else _lifting(case, follower, None)
            if place is None:
                findings.append(further)
                continue
        findings[place] = replace(findings[place], edit_ids=findings[place].edit_ids | follower.edit_ids)


def _lifting(case: _Case, follower: Follower, best: int | None) -> int | None:
    """The place of a finding of which one of the best explanations lifts the deduced cell."""
    for place, finding in enumerate(case.findings):
        if any(follower not in case.system.left_below_zero(together(one.errors)) for one in finding.scored[:best]):
            return place
    return None


def _violated_by_publication(edits: pl.DataFrame) -> dict[str, frozenset[str]]:
    violated = edits.filter(pl.col("residual") != 0).group_by("publication_id").agg("edit_id")
    return {publication: frozenset(names) for publication, names in violated.iter_rows()}


def _deltas_by_publication(singles: pl.DataFrame) -> dict[str, list[tuple[str, int]]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for publication, cell, delta in singles.iter_rows():
        found.setdefault(publication, []).append((cell, delta))
    return found


def _explained(system: System, deltas: list[tuple[str, int]], deadline: float) -> _Case:
    """Settle what one error or disjoint errors explain; leave the rest open."""

    def expired() -> bool:
        return time.monotonic() > deadline

    case = _Case(system)
    ranking = Ranking(system)
    counted = counted_cells(system)
    index = {cell_id: cell for cell, cell_id in enumerate(system.cell_ids)}
    changes = [(index[cell_id], delta) for cell_id, delta in deltas]
    items = [system.item("single_cell", {cell: delta}) for cell, delta in changes if cell not in counted]
    items += [*explanations(system, counted, ranking.weight), *operations(system, expired)]
    everything = [item for item in items if item]
    groups = components(system, everything)
    for group in groups:
        # Errors of disjoint edits may meet in a cell, which then must bear both.
        found = [cover for cover in covers(group, everything, expired) if system.explained(together(cover)) == group]
        is_late = expired()
        if found and len(found[0]) < (2 if is_late else SOLVER_FROM):
            scored = ranking.scored(found, len(group))
            further = len(groups) + len(system.left_below_zero(together(scored[0].errors)))
            # Nobody knows then which operation would explain it as well.
            verdict = "candidates" if is_late else verdict_of(system, group, scored, further)
            case.findings.append(Finding(group, verdict, scored))
        else:
            case.open_groups.append((group, found))
    return case


def _solve(case: _Case, max_ties: int, deadline: float) -> None:
    """Give the open groups to the solver: those that hang together at once, then each by itself."""
    system = case.system
    known = dict(case.open_groups)
    for groups in linked(system, [group for group, _ in case.open_groups]):
        together = frozenset().union(*groups)
        disjoint = [known[group] for group in groups]
        size = sum(len(found[0]) for found in disjoint) if all(disjoint) else MAX_ERRORS + 1
        outcome = _search(system, together, min(size - 1, MAX_ERRORS), max_ties, deadline)
        if outcome.status == "found":
            _settle(case, together, outcome, [], max_ties)
        elif len(groups) == 1:
            _settle(case, together, outcome, known[together], max_ties)
        else:
            for group in groups:
                size = len(known[group][0]) if known[group] else MAX_ERRORS + 1
                alone = _search(system, group, size - 1, max_ties, deadline)
                _settle(case, group, alone, known[group], max_ties)


def _search(system: System, group: frozenset[int], size: int, max_ties: int, deadline: float) -> Outcome:
    if errors_at_least(system, group) > size:
        return Outcome("none")
    return fewest_changes(system, group, size, max_ties, deadline)


def _settle(
    case: _Case, group: frozenset[int], outcome: Outcome, disjoint: list[tuple[Item, ...]], max_ties: int
) -> None:
    """Record what the solver found, else the disjoint errors known before, else why there is nothing."""
    ranking = Ranking(case.system)
    found = [
        errors for changes in outcome.changes for errors in elsewhere(case.system, changes, ranking.weight, max_ties)
    ]
    found = found or disjoint
    if found:
        case.findings.append(Finding(group, "multiple", ranking.scored(found, len(group))))
    elif outcome.status == "timeout":
        case.findings.append(Finding(group, "timeout", [], reason_en("no_time")))
    elif other := _not_blamed(case.system, group):
        case.findings.append(Finding(group, "unexplained", [], other))
    elif outcome.status == "impossible":
        case.findings.append(Finding(group, "unexplained", [], reason_en("no_cell")))
    else:
        case.findings.append(Finding(group, "multiple", [], reason_en("reread")))


def _not_blamed(system: System, group: frozenset[int]) -> str:
    """The reason where a cell that may not be blamed would repair all these edits alone, or nothing."""
    first = min(group)
    for cell, weight, _ in system.of_edit[first]:
        if system.movable[cell] or not weight or system.residuals[first] % weight:
            continue
        old = system.values[cell]
        new = old - system.residuals[first] // weight
        if system.effects({cell: new - old}) == {edit: -system.residuals[edit] for edit in group}:
            return reason_en("not_blamed", cell=system.cell_ids[cell], old=old, new=new)
    return ""
