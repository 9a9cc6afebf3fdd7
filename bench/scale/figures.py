"""The figures of made publications: months drawn once per publisher, everything else their sums."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from bench.scale.structure import YEARS_PRINTED, Flags, Ints, Structure

LOST_CELLS = 6
"""Monthly cells per publication that extraction lost, as many as in the real one, each of another affair."""

ACTIVE_SHARE = 0.85
"""Share of an affair's years that are not zero; of the real affairs' years 0.85 are not."""


@dataclass(frozen=True)
class Figures:
    """Figures of some publishers; axes: publisher, year (the first two only in annual tables), affair, month.

    months (p, y + 2, a, 12), annual (p, y + 2, a), lost (p, y, a, 12): look-ups, and months that were lost.
    users (p, y, divisions), consent (p, y), attendees (p, y, audiences), requests (p, y), findings (p, y).
    """

    months: Ints
    annual: Ints
    lost: Flags
    users: Ints
    consent: Ints
    attendees: Ints
    requests: Ints
    findings: Ints


def draw(structure: Structure, publishers: int, first_year: int, years: int, rng: np.random.Generator) -> Figures:
    """Heavy-tailed counts around the real affairs' levels: most months small, a few beyond 100,000."""
    affairs = structure.affairs
    shape = (publishers, years + YEARS_PRINTED - 1, len(affairs))
    rate = np.array([affair.level for affair in affairs]) / 12 * rng.lognormal(0, 0.5, (publishers, 1, 1))
    rate = rate * rng.lognormal(0, 0.6, shape) * (rng.random(shape) < ACTIVE_SHARE)
    calendar = first_year - (YEARS_PRINTED - 1) + np.arange(shape[1])
    rate *= calendar[:, None] >= np.array([affair.started_year for affair in affairs])
    months = rng.poisson(rate[..., None] * rng.gamma(0.7, 1 / 0.7, (*shape, 12)))
    printed = (publishers, years)
    chosen = np.argsort(rng.random((*printed, len(affairs))), axis=-1, kind="stable")[..., :LOST_CELLS]
    lost = np.zeros((*printed, len(affairs), 12), dtype=bool)
    month = rng.integers(0, 12, chosen.shape)
    lost[np.arange(publishers)[:, None, None], np.arange(years)[:, None], chosen, month] = True
    tables = structure.tables
    usual = tables["printed_authenticated_users"]["user_count"].to_numpy()
    audience = np.nan_to_num(tables["printed_training_attendance"]["attendee_count"].to_numpy())
    audited = next(
        row["value"] for row in tables["printed_statements"].to_pylist() if row["statement"] == "offices_audited"
    )
    return Figures(
        months=months,
        annual=months.sum(axis=-1),
        lost=lost,
        users=np.maximum(rng.poisson(usual, (*printed, len(usual))), 1),
        consent=rng.poisson(12, printed),
        attendees=rng.poisson(audience, (*printed, len(audience))),
        requests=rng.poisson(1, printed),
        findings=rng.integers(0, audited + 1, printed),
    )


def totals(structure: Structure, figures: Figures, year: int) -> Ints:
    """Printed totals (publishers, totals) of one year of the publications, counted from 0."""
    rule = structure.totals
    shown = figures.annual[:, year : year + YEARS_PRINTED]
    sums = np.einsum("pya,ta->pyt", shown, rule.affairs.astype(np.int64))
    found = sums[:, YEARS_PRINTED - 1 - rule.offset, np.arange(len(rule.offset))]
    found = found + figures.consent[:, year, None] * rule.consent
    printed: Ints = found + figures.users[:, year].sum(axis=-1)[:, None] * rule.users
    return printed


def statements(structure: Structure, figures: Figures, year: int) -> Ints:
    """Figures of the prose (publishers, statements) of one year of the publications, counted from 0."""
    own = figures.annual[:, year + YEARS_PRINTED - 1]
    columns = []
    for row in structure.tables["printed_statements"].to_pylist():
        statement = row["statement"]
        annex = np.array([row["subject"] == f"annex{affair.annex}" for affair in structure.affairs])
        if statement == "affairs_used":
            column = (own[:, annex] != 0).sum(axis=-1)
        elif statement == "cases":
            column = own[:, annex].sum(axis=-1)
        elif statement == "authenticated_users":
            column = figures.users[:, year].sum(axis=-1)
        elif statement == "disclosure_requests":
            column = figures.requests[:, year]
        elif statement == "offices_with_findings":
            column = figures.findings[:, year]
        else:
            column = np.full(len(own), row["value"])
        columns.append(column)
    return np.stack(columns, axis=-1)
