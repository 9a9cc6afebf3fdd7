"""What became of each mutant: caught or not, and whether the right cell was named."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from bench.mutants.build import GATE, Coverage, Findings
from bench.mutants.operators import Mutant

Cells = frozenset[tuple[str, int | None]]
"""Cells with the figure they should have; 0 where there should be no cell."""

IN_NO_EDIT = "in no edit"
ABSORBED = "absorbed by a derived cell"
NO_SUM = "where no sum moves"
BLIND = (NO_SUM, ABSORBED, IN_NO_EDIT)
"""Where addition can see nothing; only the seal does."""


@dataclass(frozen=True)
class Score:
    """One mutant.

    where: its table, or one of BLIND. in_edits: an edit does not balance. caught: a test fails.
    named_by_test: a test other than the gate names a wrong cell. localized: an edit is broken or forces a count
    below 0, so that cells were searched for. found: the true cells that an edit holds are, with their true
    figures, among the candidates; first: alone at rank 1. unique, unique_wrong: a verdict `unique` was given, and
    for another cell or figure. candidates: number of explanations.
    """

    mutant: Mutant
    where: str
    in_edits: bool
    caught: bool
    named_by_test: bool
    localized: bool
    found: bool
    first: bool
    unique: bool
    unique_wrong: bool
    candidates: int


def score_mutants(mutants: list[Mutant], findings: Findings) -> list[Score]:
    """Judge every mutant that differs from the original."""
    truths = _by_publication(findings.truth)
    faults, answers = _by_publication(findings.faults), _by_publication(findings.candidates)
    in_edits = set(findings.statuses["publication_id"])
    return [
        _score(
            mutant,
            findings.coverage,
            truths[mutant.publication_id],
            faults.get(mutant.publication_id, []),
            answers.get(mutant.publication_id, []),
            mutant.publication_id in in_edits,
        )
        for mutant in mutants
        if mutant.publication_id in truths
    ]


def _by_publication(frame: pl.DataFrame) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = defaultdict(list)
    for row in frame.iter_rows(named=True):
        found[str(row["publication_id"])].append(row)
    return found


def _score(
    mutant: Mutant,
    coverage: dict[str, Coverage],
    truth: list[dict[str, object]],
    faults: list[dict[str, object]],
    answer: list[dict[str, object]],
    in_edits: bool,
) -> Score:
    true = _cells((row["cell_id"], row["value"]) for row in truth)
    messages = [str(fault["message"]) for fault in faults if fault["test"] != GATE]
    held = _held(true, coverage)
    verdicts = _verdicts(_of_rows(answer, true) if mutant.operator == "row deleted" else answer)
    unique = [hypotheses for verdict, hypotheses in verdicts if verdict == "unique"]
    return Score(
        mutant=mutant,
        where=_where(coverage, mutant, truth),
        in_edits=in_edits,
        caught=bool(faults),
        named_by_test=any(cell in message for cell, _ in true for message in messages),
        localized=bool(answer),
        found=_explained(held, [[cells for cells, _ in hypotheses] for _, hypotheses in verdicts]),
        first=_explained(held, [_leading(hypotheses) for _, hypotheses in verdicts]),
        unique=bool(unique),
        unique_wrong=any(not cells <= true for hypotheses in unique for cells, _ in hypotheses),
        candidates=sum(len(hypotheses) for _, hypotheses in verdicts),
    )


def _cells(pairs: Iterable[tuple[object, object]]) -> Cells:
    return frozenset((str(cell), 0 if figure is None else int(str(figure))) for cell, figure in pairs)


def _held(true: Cells, coverage: dict[str, Coverage]) -> Cells:
    """The cells that an edit holds, where there are any: of several slips, one may be where none does."""
    unseen = {cell for cell, one in coverage.items() if one.kind in ("none", "absorbed")}
    return frozenset((cell, figure) for cell, figure in true if cell not in unseen) or true


def _of_rows(answer: list[dict[str, object]], true: Cells) -> list[dict[str, object]]:
    """The answer, in which a row that stands for others has the name of the one that is gone.

    It can say no more of that than its figure, whose month it is, or that it is one more in a list.
    """
    ((cell, figure),) = true
    return [
        {**row, "cell_id": cell, "proposed": figure}
        if (str(row["cell_id"]).startswith("rows/") or cell.startswith(f"{row['cell_id']}/"))
        and row["proposed"] == (int(str(row["printed"])) + 1 if row["printed"] else figure)
        else row
        for row in answer
    ]


def _verdicts(answer: list[dict[str, object]]) -> list[tuple[str, list[tuple[Cells, int]]]]:
    """Per component its verdict, and the cells and rank of each explanation."""
    components: dict[object, dict[object, list[dict[str, object]]]] = defaultdict(lambda: defaultdict(list))
    for row in answer:
        components[row["component"]][row["hypothesis_id"]].append(row)
    return [
        (
            str(next(iter(hypotheses.values()))[0]["verdict"]),
            [
                (_cells((row["cell_id"], row["proposed"]) for row in rows), int(str(rows[0]["rank"])))
                for rows in hypotheses.values()
                if rows[0]["cell_id"] is not None
            ],
        )
        for hypotheses in components.values()
    ]


def _leading(hypotheses: list[tuple[Cells, int]]) -> list[Cells]:
    first = [cells for cells, rank in hypotheses if rank == 1]
    return first if len(first) == 1 else []


def _explained(true: Cells, components: list[list[Cells]]) -> bool:
    """Whether the components' explanations that hold nothing but true cells make up the whole truth."""
    named: set[tuple[str, int | None]] = set()
    for explanations in components:
        named |= max((cells for cells in explanations if cells <= true), key=len, default=frozenset())
    return bool(true) and named == true


def _where(coverage: dict[str, Coverage], mutant: Mutant, truth: list[dict[str, object]]) -> str:
    seen = [coverage.get(cell := str(row["cell_id"]), Coverage("unknown", cell, False)) for row in truth]
    kinds = {one.kind for one in seen}
    if mutant.operator in ("row deleted", "row doubled") and any(one.is_counted for one in seen):
        return mutant.table
    if kinds <= {"none"}:
        return IN_NO_EDIT
    if kinds <= {"none", "absorbed"}:
        return ABSORBED
    # A cell that stands twice, or that has lost its figure, is no change by an amount.
    if mutant.operator in ("row doubled", "blank"):
        return mutant.table
    changes: dict[str, int] = defaultdict(int)
    for row, one in zip(truth, seen, strict=True):
        changes[one.kin] += int(str(row["printed"] or 0)) - int(str(row["value"] or 0))
    return mutant.table if any(changes.values()) else NO_SUM
