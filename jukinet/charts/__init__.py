"""Charts of the published tables, in Japanese and English.

Each function takes a `Warehouse`, a publication (without one the newest) and a language, and returns an Altair chart
whose title says what its data say and whose subtitle says the measure. Where a publication holds nothing to draw, the
chart says so.
"""

from __future__ import annotations

from collections.abc import Callable

from altair.typing import ChartType

from jukinet.charts.affair_months import monthly_profile
from jukinet.charts.affair_shares import concentration
from jukinet.charts.affair_years import affair_courses
from jukinet.charts.anomalies import exchange_suspects, jumps
from jukinet.charts.derived import derived_cells
from jukinet.charts.edits import reconciliation_overview
from jukinet.charts.findings import inspection_findings
from jukinet.charts.inspections import coverage, inspection_coverage
from jukinet.charts.legal_bases import use_and_provision
from jukinet.charts.plan import plan_calendar
from jukinet.charts.source import open_source
from jukinet.charts.text import Lang
from jukinet.charts.theme import enable_renderer, finding_of
from jukinet.charts.totals import yearly_totals
from jukinet.charts.training import training_attendance
from jukinet.charts.users import authenticated_users, lookups_by_division, lookups_per_user
from jukinet.charts.waterfalls import contributions, headline_waterfall

# In the order in which a reader asks: does it add up, what changed, how went the year, who looks.
CHARTS: dict[str, Callable[..., ChartType]] = {
    chart.__name__: chart
    for chart in (
        reconciliation_overview,
        derived_cells,
        exchange_suspects,
        jumps,
        headline_waterfall,
        yearly_totals,
        contributions,
        affair_courses,
        monthly_profile,
        use_and_provision,
        concentration,
        authenticated_users,
        lookups_per_user,
        training_attendance,
        inspection_coverage,
        inspection_findings,
        plan_calendar,
    )
}

__all__ = [
    "CHARTS",
    "Lang",
    "affair_courses",
    "authenticated_users",
    "concentration",
    "contributions",
    "coverage",
    "derived_cells",
    "enable_renderer",
    "exchange_suspects",
    "finding_of",
    "headline_waterfall",
    "inspection_coverage",
    "inspection_findings",
    "jumps",
    "lookups_by_division",
    "lookups_per_user",
    "monthly_profile",
    "open_source",
    "plan_calendar",
    "reconciliation_overview",
    "training_attendance",
    "use_and_provision",
    "yearly_totals",
]
