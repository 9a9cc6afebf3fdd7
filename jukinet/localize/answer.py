"""The findings of a publication as rows of the answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from jukinet.labels import reason_en
from jukinet.localize.ranking import Scored
from jukinet.localize.system import System, together


@dataclass(frozen=True)
class Finding:
    """What is known of one component: its edits, the verdict, and the explanations or the reason for none.

    edit_ids: printed edits beside those of the group that force a count below zero.
    """

    group: frozenset[int]
    verdict: str
    scored: list[Scored] = field(default_factory=list)
    reason: str = ""
    edit_ids: frozenset[str] = frozenset()


def rows_of(
    system: System, findings: list[Finding], violated: frozenset[str], *, max_ties: int
) -> list[dict[str, Any]]:
    """Return the findings of one publication as rows with the columns of schema.OUTPUT.

    violated: names of its violated printed edits. Those that no finding stands for (a deduced cell that contradicts
    its own edits) are reported as unexplained.
    """
    publication = _Publication(system, max_ties, violated)
    for finding in sorted(findings, key=lambda finding: (not finding.group, sorted(finding.group))):
        publication.add(finding)
    left = publication.violated - publication.named
    if left:
        publication.add_empty("unexplained", reason_en("no_cell"), left)
    return publication.rows


class _Publication:
    """Rows of one publication in the making."""

    def __init__(self, system: System, max_ties: int, violated: frozenset[str]) -> None:
        self.system, self.max_ties, self.violated = system, max_ties, violated
        self.rows: list[dict[str, Any]] = []
        self.named: frozenset[str] = frozenset()
        self._component = 0
        self._hypothesis = 0

    def add(self, finding: Finding) -> None:
        """Add a component with its explanations, or with one row that says why there are none."""
        edits = self.system.printed_edits(finding.group) & self.violated | finding.edit_ids
        if not finding.scored:
            self.add_empty(finding.verdict, finding.reason, edits)
            return
        self._component += 1
        self.named |= edits
        rank, last = 0, None
        several = finding.verdict == "multiple"
        for scored in finding.scored[: self.max_ties] if several else finding.scored:
            self._hypothesis += 1
            score = round(scored.score, 12)
            if score != last:
                rank, last = rank + 1, score
            kind = scored.errors[0].kind if len(scored.errors) == 1 else "several_cells"
            for cell, delta in sorted(together(scored.errors).items()):
                printed = self.system.values[cell]
                self._row(
                    hypothesis=kind,
                    cell_id=self.system.cell_ids[cell],
                    printed=printed,
                    proposed=printed + delta,
                    delta=delta,
                    verdict=finding.verdict,
                    rank=rank,
                    score=score,
                    reason=scored.reasons[cell],
                    edit_ids=sorted(edits),
                )

    def add_empty(self, verdict: str, reason: str, edits: frozenset[str]) -> None:
        """Add a component of which no cell can be named."""
        self._component += 1
        self._hypothesis += 1
        self.named |= edits
        self._row(
            hypothesis="none" if verdict == "unexplained" else "several_cells",
            cell_id=None,
            printed=None,
            proposed=None,
            delta=None,
            verdict=verdict,
            rank=1,
            score=0.0,
            reason=reason,
            edit_ids=sorted(edits),
        )

    def _row(self, **columns: Any) -> None:
        self.rows.append(
            {
                "publication_id": self.system.publication_id,
                "component": self._component,
                "hypothesis_id": self._hypothesis,
                **columns,
            }
        )
