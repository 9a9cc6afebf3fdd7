"""Fewest wrong cells by mixed integer programming with HiGHS (de Waal, Pannekoek & Scholtus 2011).

The unknowns are the changes, not the values, in units of the largest residual, so the solver's floats stay
small however large the figures are. It only proposes sets of cells; each is solved again in exact integers,
and a set that fails there is cut off.
"""

from __future__ import annotations

import importlib
import os
import time
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import Any

from jukinet.localize.alike import alike
from jukinet.localize.counted_cells import counted_sources
from jukinet.localize.cover import MAX_ERRORS
from jukinet.localize.exact import changes_of
from jukinet.localize.system import System

MAX_MEMBERS = 20_000
"""Members the solver is given at most; cells further from the violated edits are then left out."""

DELTA_ROOM = 2
"""Changes may reach this multiple of the sum of residuals: cells of +1/-1 edits rarely need more than the
sum."""

TOLERANCE = 1e-9
"""Feasibility tolerance in units of the largest residual; a residual below it is only seen by the exact
test."""


Row = tuple[float, float, dict[int, float]]
"""Least and greatest sum, and the factor of each column."""


@dataclass
class Outcome:
    """status: found, none (no explanation of the allowed size), impossible (of any size) or timeout."""

    status: str
    changes: list[dict[int, int]] = field(default_factory=list)


def fewest_changes(system: System, targets: frozenset[int], max_errors: int, max_ties: int, deadline: float) -> Outcome:
    """Return the smallest sets of changes that repair `targets` and leave every other edit as it is.

    deadline: in seconds of time.monotonic. At most max_ties sets are returned, one of those that differ only in cells
    that no edit tells apart.
    """
    region = _region(system, targets)
    covered = {member.other for cell in region for member in system.of_cell[cell]}
    # The model does not see deduced cells, nor what they do to counts.
    is_whole = not counted_sources(system)
    if not targets <= covered:
        return Outcome("impossible" if is_whole else "none")
    model = _Model(system, region, targets)
    outcome = Outcome("none")
    rejected = False
    while len(outcome.changes) < max_ties:
        status, support, guess = model.solve(max_errors, deadline)
        if status == "timeout":
            return outcome if outcome.changes else Outcome("timeout")
        if status == "none" or (outcome.changes and len(support) > len(outcome.changes[0])):
            break
        changes = changes_of(system, support, targets, guess)
        if changes is None:
            model.reject(support)
            rejected = True
        else:
            outcome.status = "found"
            outcome.changes.append(changes)
            model.exclude(support)
    if not outcome.changes and not rejected and is_whole and model.is_whole and model.impossible(deadline):
        outcome.status = "impossible"
    return outcome


def _region(system: System, targets: frozenset[int]) -> list[int]:
    """Movable cells within reach of the targets, without those that would break a balanced edit alone."""
    cells: set[int] = set()
    seen = set(targets)
    frontier = sorted(targets)
    members = 0
    for _ in range(MAX_ERRORS):
        reached = {m.other for edit in frontier for m in system.of_edit[edit] if system.movable[m.other]} - cells
        members += sum(len(system.of_cell[cell]) for cell in reached)
        if cells and members > MAX_MEMBERS:
            break
        cells |= reached
        frontier = sorted({m.other for cell in reached for m in system.of_cell[cell]} - seen)
        seen.update(frontier)
    while True:
        alone = {
            moving[0].other
            for edit in seen - targets
            if len(moving := [m for m in system.of_edit[edit] if m.other in cells]) == 1
            and moving[0].weight
            and not moving[0].flag_weight
        }
        if not alone:
            return sorted(cells)
        cells -= alone


class _Model:
    """The rows and columns of the program; a fresh solver runs it after each cut."""

    def __init__(self, system: System, region: list[int], targets: frozenset[int]) -> None:
        self.system, self.region, self.targets = system, region, targets
        self.unit = max(abs(system.residuals[edit]) for edit in targets)
        total = sum(abs(system.residuals[edit]) for edit in targets)
        self.room = DELTA_ROOM * total / self.unit
        # Columns: change and "is wrong" of each cell, then "becomes 0" of the cells that are counted.
        self.size = len(region)
        self.places = {cell: place for place, cell in enumerate(region)}
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.rows: list[Row] = []
        self.logic: list[Row] = []
        self.cuts: list[Row] = []
        self._columns()
        self._edits()

    def _columns(self) -> None:
        infinity = float("inf")
        self.vanishing: dict[int, int] = {}
        # Whether each cell has the room to become 0 that is counted.
        self.is_whole = True
        for cell, place in self.places.items():
            value = self.system.values[cell]
            least = -min(self.room, value / self.unit) if value >= 0 else -self.room
            self.lower.append(least)
            self.upper.append(self.room)
            wrong = self.size + place
            self.rows.append((-infinity, 0.0, {place: 1.0, wrong: -self.room}))
            self.rows.append((0.0, infinity, {place: 1.0, wrong: -least}))
            counted = any(member.flag_weight for member in self.system.of_cell[cell])
            if counted and value > self.room * self.unit:
                self.is_whole = False
            elif counted and value > 0:
                gone = 2 * self.size + len(self.vanishing)
                self.vanishing[place] = gone
                self.rows.append((-infinity, 0.0, {gone: 1.0, wrong: -1.0}))
                self.rows.append((-infinity, self.room, {place: 1.0, gone: self.room + value / self.unit}))

    def _edits(self) -> None:
        edits = sorted({member.other for cell in self.region for member in self.system.of_cell[cell]})
        for edit in edits:
            members = [(self.places[m.other], m) for m in self.system.of_edit[edit] if m.other in self.places]
            valued = any(member.weight for _, member in members)
            scale = self.unit if valued else 1
            entries: dict[int, float] = {}
            for place, member in members:
                if member.weight:
                    entries[place] = member.weight * self.unit / scale
                if member.flag_weight and self.system.values[member.other] == 0:
                    entries[self.size + place] = member.flag_weight / scale
                elif member.flag_weight and place in self.vanishing:
                    entries[self.vanishing[place]] = -member.flag_weight / scale
            goal = -self.system.residuals[edit] / scale if edit in self.targets else 0.0
            self.rows.append((goal, goal, entries))
            wrongs = [self.size + place for place, _ in members]
            if edit in self.targets:
                self.logic.append((1.0, float("inf"), dict.fromkeys(wrongs, 1.0)))
            else:
                # A wrong cell in a balanced edit needs another one to cancel it.
                for place, member in members:
                    if member.weight and not member.flag_weight:
                        entries = dict.fromkeys(wrongs, 1.0)
                        entries[self.size + place] = -1.0
                        self.logic.append((0.0, float("inf"), entries))

    def exclude(self, support: list[int]) -> None:
        """Cut off a found set, all that contain it, and those that change a cell alike instead of one of it."""
        cells = {other for cell in support for other in alike(self.system, cell)} & self.places.keys()
        self.cuts.append((-float("inf"), len(support) - 1.0, dict.fromkeys(self._wrongs(sorted(cells)), 1.0)))

    def reject(self, support: list[int]) -> None:
        """Cut off a set that fails in integers and all that it contains."""
        others = [cell for cell in self.region if cell not in set(support)]
        self.cuts.append((1.0, float("inf"), dict.fromkeys(self._wrongs(others), 1.0)))

    def _wrongs(self, cells: list[int]) -> list[int]:
        return [self.size + self.places[cell] for cell in cells]

    def solve(self, max_errors: int, deadline: float) -> tuple[str, list[int], dict[int, int]]:
        """Return the status (found, none, timeout), the wrong cells and their rounded changes."""
        highspy, solver = _solver(deadline)
        if solver is None:
            return "timeout", [], {}
        everywhere = dict.fromkeys(range(self.size, 2 * self.size), 1.0)
        cap = (0.0, float(max_errors), everywhere)
        self._fill(highspy, solver, [*self.rows, *self.logic, *self.cuts, cap], integral=True)
        solver.run()
        status = solver.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return "none", [], {}
        if status != highspy.HighsModelStatus.kOptimal:
            return "timeout", [], {}
        solution = list(solver.getSolution().col_value)
        support = [cell for cell, place in self.places.items() if solution[self.size + place] > 0.5]
        guess = {cell: round(solution[self.places[cell]] * self.unit) for cell in support}
        return "found", support, guess

    def impossible(self, deadline: float) -> bool:
        """Whether no change of any number of cells repairs the targets."""
        highspy, solver = _solver(deadline)
        if solver is None:
            return False
        self._fill(highspy, solver, self.rows, integral=False)
        solver.run()
        return bool(solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible)

    def _fill(self, highspy: Any, solver: Any, rows: list[Row], *, integral: bool) -> None:
        program = highspy.HighsLp()
        flags = self.size + len(self.vanishing)
        program.num_col_, program.num_row_ = self.size + flags, len(rows)
        program.col_cost_ = [0.0] * self.size + [1.0] * self.size + [0.0] * len(self.vanishing)
        program.col_lower_ = self.lower + [0.0] * flags
        program.col_upper_ = self.upper + [1.0] * flags
        if integral:
            kinds = highspy.HighsVarType
            program.integrality_ = [kinds.kContinuous] * self.size + [kinds.kInteger] * flags
        program.row_lower_ = [low for low, _, _ in rows]
        program.row_upper_ = [high for _, high, _ in rows]
        program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        program.a_matrix_.start_ = [0, *accumulate(len(entries) for _, _, entries in rows)]
        program.a_matrix_.index_ = [column for _, _, entries in rows for column in entries]
        program.a_matrix_.value_ = [factor for _, _, entries in rows for factor in entries.values()]
        solver.passModel(program)


def _solver(deadline: float) -> tuple[Any, Any]:
    """Return the solver module and a silent solver with the time that is left, or no solver if none is."""
    left = deadline - time.monotonic()
    if left <= 0:
        return None, None
    # Imported here: a publication that balances, or is explained by a query, never needs it.
    highspy: Any = importlib.import_module("highspy")
    _swallow_banner()
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", left)
    solver.setOptionValue("mip_feasibility_tolerance", TOLERANCE)
    solver.setOptionValue("primal_feasibility_tolerance", TOLERANCE)
    return highspy, solver


@cache
def _swallow_banner() -> None:
    """Make the first solver of the process where nobody reads: it prints a banner before it can be
    silenced."""
    highspy: Any = importlib.import_module("highspy")
    try:
        kept = os.dup(1)
    except OSError:
        return
    try:
        with open(os.devnull, "wb") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            highspy.Highs()
    finally:
        os.dup2(kept, 1)
        os.close(kept)
