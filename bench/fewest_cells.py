"""The textbook program for the fewest wrong cells of a publication, solved by HiGHS."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import NamedTuple

import highspy
import polars as pl

from jukinet.localize.deduced import without_deduced
from jukinet.localize.residuals import find_faulty
from jukinet.localize.schema import checked_cells, checked_members
from jukinet.localize.system import System, systems

SECONDS = 10.0


class Peer(NamedTuple):
    """Publications with a broken edit that were solved, right ones of them, CPU seconds of the solver."""

    solved: int
    right: int
    seconds: float


def solve_all(cells: pl.DataFrame, members: pl.DataFrame, truth: Mapping[str, Mapping[str, int]]) -> Peer:
    """Solve every publication with a broken edit; right where the new figures are those of `truth` and no others.

    cells, members: as jukinet.localize takes them. truth: true figures by publication and cell.
    """
    faulty = find_faulty(checked_cells(cells), checked_members(members))
    solved, right, seconds = 0, 0, 0.0
    for system in systems(*without_deduced(faulty)) if faulty else ():
        started = time.process_time()
        found = fewest_cells(system)
        seconds += time.process_time() - started
        solved += 1
        right += found == truth.get(system.publication_id)
    return Peer(solved, right, seconds)


def fewest_cells(system: System) -> dict[str, int] | None:
    """New figures of the fewest cells that mend every edit, by cell; None where HiGHS has no answer in SECONDS.

    One change and one "is wrong" per cell that may be blamed, the change bound by the largest figure.
    """
    cells = [cell for cell, is_movable in enumerate(system.movable) if is_movable]
    place = {cell: number for number, cell in enumerate(cells)}
    big = float(max(*map(abs, system.values), *map(abs, system.residuals), 1))
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("time_limit", SECONDS)
    for cell in cells:
        solver.addVar(-float(system.values[cell]), big)
    for number in range(len(cells)):
        wrong = len(cells) + number
        solver.addVar(0.0, 1.0)
        solver.changeColIntegrality(wrong, highspy.HighsVarType.kInteger)
        solver.changeColCost(wrong, 1.0)
        solver.addRow(-solver.inf, 0.0, 2, [number, wrong], [1.0, -big])
        solver.addRow(0.0, solver.inf, 2, [number, wrong], [1.0, big])
    for edit, residual in enumerate(system.residuals):
        members = [m for m in system.of_edit[edit] if m.weight and m.other in place]
        columns, weights = [place[m.other] for m in members], [float(m.weight) for m in members]
        # What only counts cells is no linear row of their figures.
        if members and not any(m.flag_weight for m in system.of_edit[edit]):
            solver.addRow(-float(residual), -float(residual), len(members), columns, weights)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    solution = list(solver.getSolution().col_value)
    return {
        system.cell_ids[cell]: system.values[cell] + round(solution[number])
        for cell, number in place.items()
        if solution[len(cells) + number] > 0.5
    }
