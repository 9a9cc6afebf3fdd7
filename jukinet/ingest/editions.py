"""What two publications of one publisher print of the same year."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from jukinet.ingest.names import names_as_in
from jukinet.ingest.reading import Reading, SeedRow, Tables


@dataclass(frozen=True)
class AnnualFigure:
    """`value` is as the seeds write it, empty for a dash or a lost figure."""

    label: str
    annex: str
    value: str
    status: str
    line: int


AnnualFigures = dict[tuple[str, str], AnnualFigure]
"""By affair, or annex1 and annex2 for their totals, and fiscal year."""


@dataclass(frozen=True)
class Restatement:
    """A figure that another publication prints differently, before or after this one; `line` is that of this one."""

    label: str
    fiscal_year: int
    other_publication: str
    there: str
    here: str
    line: int


def edition_before(reading: Reading, registers: Tables) -> str:
    """The newest earlier publication of the publisher; empty where there is none."""
    return max((one for one in _editions(reading, registers) if one < reading.publication_id), default="")


def _editions(reading: Reading, registers: Tables) -> list[str]:
    """The publications of the publisher that are registered."""
    known = (row["publication_id"] for row in registers["publication_register"])
    return [one for one in known if one.startswith(f"{reading.publisher_code}-")]


def figures_before(reading: Reading, registers: Tables) -> AnnualFigures:
    """The annual figures of the edition before."""
    return _annual_figures(registers, edition_before(reading, registers))


def listed_no_more(reading: Reading, registers: Tables) -> dict[tuple[str, str], list[AnnualFigure]]:
    """The figures of the edition before, by annex and fiscal year, of the affairs that this one lists no more."""
    listed = {what for what, _ in _annual_figures(reading.seeds, reading.publication_id)}
    found: dict[tuple[str, str], list[AnnualFigure]] = defaultdict(list)
    for (what, year), figure in figures_before(reading, registers).items():
        if what not in listed:
            found[figure.annex, year].append(figure)
    return found


def restatements(reading: Reading, registers: Tables) -> list[Restatement]:
    """Figures of the annual tables that the publisher's edition before or after prints differently.

    Those are the ones that the build compares, but for affairs that moved: a figure that was restated since an older
    edition is declared there.
    """
    now = _annual_figures(reading.seeds, reading.publication_id)
    found: list[Restatement] = []
    after = min((one for one in _editions(reading, registers) if one > reading.publication_id), default="")
    for other in filter(None, (edition_before(reading, registers), after)):
        for key, figure in _annual_figures(registers, other).items():
            here = now.get(key)
            if here and "lost" not in (figure.status, here.status) and figure.value != here.value:
                found.append(
                    Restatement(figure.label, int(key[1]), other, figure.value or "-", here.value or "-", here.line)
                )
    return found


def _annual_figures(tables: Tables, publication_id: str) -> AnnualFigures:
    """The figures of a publication's annual tables; a name that is not registered is left out."""
    names = names_as_in(tables, publication_id)
    meanings = {
        (row["section"], row["affair_name"]): row["affair_id"]
        for row in tables.get("printed_affair_names", [])
        if row["publication_id"] == names
    }
    figures: AnnualFigures = {}
    for row in _of(publication_id, tables, "printed_annual_counts"):
        if affair_id := meanings.get((f"annex{row['annex']}", row["affair_name"])):
            figures[affair_id, row["fiscal_year"]] = AnnualFigure(
                row["affair_name"], row["annex"], row["case_count"], row["cell_status"], int(row["source_line"])
            )
    for row in _of(publication_id, tables, "printed_totals"):
        section = row["section"]
        if section.startswith("annex"):
            figures[section, row["fiscal_year"]] = AnnualFigure(
                f"{section} 計",
                section.removeprefix("annex"),
                row["value"],
                row["cell_status"],
                int(row["source_line"]),
            )
    return figures


def _of(publication_id: str, tables: Tables, seed: str) -> list[SeedRow]:
    return [row for row in tables.get(seed, []) if row["publication_id"] == publication_id]
