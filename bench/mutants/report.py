"""The result as Markdown."""

from __future__ import annotations

from collections.abc import Callable

from bench.mutants.operators import INDEPENDENT, OPERATORS
from bench.mutants.score import BLIND, Score

HEADER = (
    "mutants",
    "in edits",
    "caught",
    "named by a test",
    "localized",
    "found",
    "first",
    "unique, right",
    "unique, wrong",
    "candidates",
)


Rows = list[tuple[tuple[str, ...], list[Score]]]


def report(scores: list[Score], command: str, controls: int) -> str:
    """Two tables: by operator, and by operator and table."""
    operators = [*OPERATORS, *INDEPENDENT]
    seen = [score for score in scores if score.where not in BLIND]
    wrong = sum(score.unique_wrong for score in scores)
    by_operator: Rows = [((operator,), _of(seen, operator)) for operator in operators]
    by_place: Rows = [
        ((place,), [score for score in scores if score.where == place and score.mutant.operator not in INDEPENDENT])
        for place in _places(scores)
    ]
    by_both: Rows = [
        ((operator, place), [score for score in _of(scores, operator) if score.where == place])
        for operator in operators
        for place in _places(_of(scores, operator))
    ]
    return "\n".join(
        [
            TITLE.format(command=command, mutants=f"{len(scores):,}", controls=controls, wrong=wrong),
            "## By slip",
            "",
            "Without the slips that addition cannot see.",
            "",
            *_table(("slip",), by_operator),
            "",
            "## By place",
            "",
            "Without the two and three independent slips.",
            "",
            *_table(("place",), by_place),
            "",
            "## By slip and place",
            "",
            *_table(("slip", "place"), by_both),
            "",
        ]
    )


TITLE = """# Mutation test of the gate

Made by `{command}`; the method is in [reconciliation.md](reconciliation.md).

{mutants} copies of the publication, each with one slip (or two or three independent ones), go through the project's own
compiled SQL and tests up to the gate, and through error localization. The seal, which sees every change of a
transcription, is left out. {controls} copies without a slip stay green. Verdicts `unique` that name a wrong cell or
figure: **{wrong}**.

| column | meaning |
|---|---|
| in edits | an edit does not balance, or can no longer be evaluated |
| caught | that, or another test is red (one row per cell, figure fits status, no count below zero, names registered) |
| named by a test | a test other than the gate names a wrong cell |
| localized | an edit is broken or forces a count below 0, so that cells are searched for, unless one stands twice |
| found | of these: the true cells that an edit holds are, with their true figures, among the candidates |
| first | they stand alone at rank 1 |
| unique | the verdict `unique` was given: right, or wrong |
| candidates | mean number of explanations |

Three places are blind spots of addition, and stand apart: cells in no edit; cells whose slips a derived cell takes up;
and slips that move no sum, as two months of one affair exchanged, or the row of a zero deleted.
"""


def _of(scores: list[Score], operator: str) -> list[Score]:
    return [score for score in scores if score.mutant.operator == operator]


def _places(scores: list[Score]) -> list[str]:
    found = dict.fromkeys(score.where for score in scores)
    return [*(place for place in found if place not in BLIND), *(place for place in BLIND if place in found)]


def _table(keys: tuple[str, ...], rows: Rows) -> list[str]:
    lines = ["| " + " | ".join((*keys, *HEADER)) + " |", "|" + "---|" * len(keys) + "--:|" * len(HEADER)]
    lines += ["| " + " | ".join((*names, *_figures(scores))) + " |" for names, scores in rows if scores]
    return lines


def _figures(scores: list[Score]) -> list[str]:
    localized = [score for score in scores if score.localized]

    def count(chosen: list[Score], holds: Callable[[Score], bool]) -> str:
        return str(sum(holds(score) for score in chosen))

    mean = sum(score.candidates for score in localized) / len(localized) if localized else None
    return [
        str(len(scores)),
        count(scores, lambda score: score.in_edits),
        count(scores, lambda score: score.caught),
        count(scores, lambda score: score.named_by_test),
        str(len(localized)),
        count(localized, lambda score: score.found),
        count(localized, lambda score: score.first),
        count(localized, lambda score: score.unique and not score.unique_wrong),
        count(localized, lambda score: score.unique_wrong),
        "" if mean is None else f"{mean:.1f}",
    ]
