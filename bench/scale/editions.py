"""The tables of many publications of one fiscal year, from their figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from bench.scale.figures import Figures, statements, totals
from bench.scale.landing import repeated, statuses, with_gaps
from bench.scale.slips import slip
from bench.scale.structure import YEARS_PRINTED, Flags, Ints, Structure, shifted

SLIP_TABLES = {"printed_monthly_counts": 0.6, "printed_annual_counts": 0.25, "printed_totals": 0.15}
"""Tables in which a slip happens, and how often."""

Slipped = Mapping[int, np.random.Generator]
"""The source of chance for each publication that gets a slip, by its place among the publications."""


@dataclass(frozen=True)
class Edition:
    """What all publications of a fiscal year have in common; year counts from 0, the first of a publisher."""

    year: int
    fiscal_year: int
    tables: dict[str, pa.Table]
    cell_ids: dict[str, list[str]]


def edition(structure: Structure, year: int, first_year: int) -> Edition:
    """The real publication's rows, moved to the year, and the names of their cells where a slip can happen."""
    fiscal_year = first_year + year
    moved = {name: shifted(table, fiscal_year - structure.year) for name, table in structure.tables.items()}
    affairs = [affair.affair_id for affair in structure.affairs]
    monthly = moved["printed_monthly_counts"]
    months = zip(monthly["section"].to_pylist(), structure.monthly_affair, monthly["month"].to_pylist(), strict=True)
    rule = structure.totals
    cell_ids = {
        "printed_monthly_counts": [f"monthly/{section}/{affairs[n]}/{month:%Y-%m}" for section, n, month in months],
        "printed_annual_counts": [
            f"annual/{affairs[n]}/{fiscal_year - offset}"
            for n, offset in zip(structure.annual_affair, structure.annual_offset, strict=True)
        ],
        "printed_totals": [
            f"{cell_id}/{fiscal_year - offset}" if cell_id.startswith("annual/") else cell_id
            for cell_id, offset in zip(rule.cell_ids, rule.offset, strict=True)
        ],
    }
    return Edition(year, fiscal_year, moved, cell_ids)


def tables_of(
    structure: Structure, shared: Edition, figures: Figures, publication_ids: Sequence[str], slipped: Slipped
) -> tuple[dict[str, pa.Table], list[dict[str, object]]]:
    """The eleven tables of the publications of the first publishers in `figures`, and the slips put into them."""
    count, year = len(publication_ids), shared.year
    monthly = figures.months[:count, year + YEARS_PRINTED - 1][:, structure.monthly_affair, structure.monthly_month]
    lost = figures.lost[:count, year][:, structure.monthly_affair, structure.monthly_month]
    annual = figures.annual[:count, year + YEARS_PRINTED - 1 - structure.annual_offset, structure.annual_affair]
    started = np.array([affair.started_year for affair in structure.affairs])[structure.annual_affair]
    not_yet = np.broadcast_to(started > shared.fiscal_year - structure.annual_offset, annual.shape)
    summed = totals(structure, figures, year)[:count]
    printed = {
        "printed_monthly_counts": (monthly, lost),
        "printed_annual_counts": (annual, not_yet),
        "printed_totals": (summed, np.zeros(summed.shape, dtype=bool)),
    }
    truth = [_slip(shared, printed, place, publication_ids[place], rng) for place, rng in slipped.items()]
    absent = np.broadcast_to(
        shared.tables["printed_training_attendance"]["attendee_count"].is_null().to_numpy(),
        figures.attendees[:count, year].shape,
    )
    columns = {
        "printed_monthly_counts": {"case_count": with_gaps(monthly, lost), "cell_status": statuses(lost, "lost")},
        "printed_annual_counts": {
            "case_count": with_gaps(annual, not_yet),
            "cell_status": statuses(not_yet, "not_applicable"),
        },
        "printed_totals": {"value": summed.reshape(-1)},
        "printed_statements": {"value": statements(structure, figures, year)[:count].reshape(-1)},
        "printed_authenticated_users": {"user_count": figures.users[:count, year].reshape(-1)},
        "printed_training_attendance": {"attendee_count": with_gaps(figures.attendees[:count, year], absent)},
    }
    made = {
        name: repeated(table, publication_ids, columns.get(name, {})) for name, table in sorted(shared.tables.items())
    }
    return made, truth


def _slip(
    shared: Edition,
    printed: dict[str, tuple[Ints, Flags]],
    place: int,
    publication_id: str,
    rng: np.random.Generator,
) -> dict[str, object]:
    """Put one slip into the figures of the publication at `place`; what was done."""
    seed_name = str(rng.choice(list(SLIP_TABLES), p=list(SLIP_TABLES.values())))
    values, is_gap = (array[place] for array in printed[seed_name])
    known = [None if gap else value for value, gap in zip(values.tolist(), is_gap.tolist(), strict=True)]
    row, wrong, kind = slip(known, rng)
    true_value = int(values[row])
    values[row] = wrong
    return {
        "publication_id": publication_id,
        "seed_name": seed_name,
        "cell_id": shared.cell_ids[seed_name][row],
        "source_line": shared.tables[seed_name]["source_line"][row].as_py(),
        "kind": kind,
        "printed": wrong,
        "true_value": true_value,
    }
