"""The tables of how the network is managed: users, training, inspections and what the audit found."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
from markupsafe import Markup

from jukinet.publication import Publication
from jukinet.report.drilldown import cell_value
from jukinet.report.tables import PageTable, table_of
from jukinet.report.text import LOST, UNKNOWN, both, event_name, month, pair, say, short_year


def governance_tables(publication: Publication) -> list[PageTable]:
    """Users, training, inspections and findings; a table without rows is left out."""
    found = [_users(publication), _training(publication), _inspections(publication), _findings(publication)]
    return [table for table in found if table.rows]


def _named(row: dict[str, Any], column: str) -> Markup:
    return both(*pair(row[f"{column}_name"], row[f"{column}_name_en"]))


def _line(row: dict[str, Any]) -> Markup:
    return Markup("{}").format("" if row["source_line"] is None else row["source_line"])


def _when(row: dict[str, Any]) -> Markup:
    first, last = row["first_month"], row["last_month"]
    if first is None:
        return both(*short_year(row["fiscal_year"]))
    days: list[date] = [first] if last in (None, first) else [first, last]
    ja, en = (separator.join(month(day)[index] for day in days) for index, separator in enumerate(("〜", " to ")))
    return both(ja, en)


def _event(row: dict[str, Any], kind: str) -> Markup:
    """What took place, or is only planned."""
    planned = Markup(" <small>{}</small>").format(say("planned")) if row["is_planned"] else ""
    return both(*event_name(row, kind)) + planned


def _how_many(count: int | None, status: str | None) -> Markup:
    if count is not None:
        return cell_value(count, status or "")
    return UNKNOWN if status == "unknown" else LOST if status == "lost" else say("not_said")


def _users(publication: Publication) -> PageTable:
    users = publication.table("authenticated_users").sort(
        "user_count", "division_id", descending=[True, False], nulls_last=True
    )
    rows = [
        (
            _named(row, "division"),
            _named(row, "bureau") or say("not_said"),
            cell_value(row["user_count"], row["cell_status"]),
            _line(row),
        )
        for row in users.iter_rows(named=True)
    ]
    heads = (say("division"), say("bureau"), say("users"), say("source_line"))
    return table_of("users", say("users_caption"), heads, rows, numbers=(2, 3), seeds=("authenticated_users",))


def _training(publication: Publication) -> PageTable:
    # A session begins lines before its attendance, which is the figure shown.
    counted = publication.table("training_attendance").filter(pl.col("attendee_count").is_not_null())
    # Of several audiences one may be lost: their sum is unknown then.
    is_unknown = (pl.col("cell_status") == "lost") & pl.col("audiences").str.contains(" ")
    sessions = (
        publication.table("training_sessions")
        .join(counted.group_by("session_id").agg(line=pl.col("source_line").min()), on="session_id", how="left")
        .with_columns(
            source_line=pl.coalesce("line", "source_line"),
            cell_status=pl.when(is_unknown).then(pl.lit("unknown")).otherwise("cell_status"),
        )
        .sort("is_planned", "session_no", nulls_last=True)
    )
    return _events(
        "training",
        "training_caption",
        sessions,
        ("session_kind", "form", "topic"),
        "attendee_count",
        ("session", "attendees"),
        ("training_sessions", "training_attendance"),
    )


def _inspections(publication: Publication) -> PageTable:
    inspections = publication.table("inspections").sort("is_planned", "first_month", "inspection_id", nulls_last=True)
    columns = ("inspection_kind", "inspector", "method")
    ends, seeds = ("inspection", "offices"), ("inspections",)
    return _events("inspections", "inspections_caption", inspections, columns, "office_count", ends, seeds)


def _events(
    anchor: str,
    caption: str,
    events: pl.DataFrame,
    columns: tuple[str, str, str],
    count: str,
    ends: tuple[str, str],
    seeds: tuple[str, ...],
) -> PageTable:
    """What took place or is planned: its kind, when, two more columns, how many; `ends` head the kind and the count."""
    kind, second, third = columns
    rows = [
        (
            _event(row, kind),
            _when(row),
            _named(row, second) or say("not_said"),
            _named(row, third) or say("not_said"),
            _how_many(row[count], row["cell_status"]),
            _line(row),
        )
        for row in events.iter_rows(named=True)
    ]
    heads = [say(word) for word in (ends[0], "when", second, third, ends[1], "source_line")]
    return table_of(anchor, say(caption), heads, rows, numbers=(4, 5), seeds=seeds)


def _findings(publication: Publication) -> PageTable:
    findings = publication.table("inspection_findings").sort("inspection_id", "finding_no")
    columns = ("area", "register_concerned", "defect", "remedy", "severity")
    rows = [(*(_named(row, column) for column in columns), _line(row)) for row in findings.iter_rows(named=True)]
    heads = [say(word) for word in ("area", "register", "defect", "remedy", "severity", "source_line")]
    return table_of("findings", say("findings_caption"), heads, rows, numbers=(5,), seeds=("inspection_findings",))
