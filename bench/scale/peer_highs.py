"""The textbook program for the fewest wrong cells of one publication, solved by HiGHS."""

from __future__ import annotations

import highspy

from jukinet.localize.system import System

SECONDS = 10.0


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
