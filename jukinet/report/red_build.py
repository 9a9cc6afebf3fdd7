"""The page of a build that does not reconcile: the sums that do not hold, their cells, and what may be wrong.

It reads the build's database, as nothing of such a build is published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
from markupsafe import Markup, escape

from jukinet.charts.text import Lang
from jukinet.files import write_one
from jukinet.labels import reason_ja
from jukinet.report.drilldown import Group, edit_link, groups
from jukinet.report.layout import render
from jukinet.report.named_cells import NamedCells, audience_names, inspection_names, translations
from jukinet.report.text import both, figure, local_time, pair, short_year
from jukinet.report.words import WORDS

_SHOWN_PUBLICATIONS = 20
_SHOWN_EXPLANATIONS = 20

_NOT_HELD = """
    select publication_id, edit_id from reconciliation where status not in ('balanced', 'accepted')
    union
    select publication_id, edit_id from int_broken_edits where not is_declared
"""

# Names stand in the registers: no mart is built before everything reconciles.
_TABLES = {
    "reconciliation": "select * from reconciliation semi join not_held using (publication_id, edit_id)",
    "edit_members": "select * from edit_members semi join not_held using (publication_id, edit_id)",
    # A row that is missing may be suspected.
    "cells": """
        select * from resolved_cells
        union all by name
        select * exclude (may_be_absent, is_missing) from int_searched_cells where is_missing
    """,
    "suspect_cells": "select * from suspect_cells",
    "inspections": """
        select publication_id, inspection_id, fiscal_year,
            code_name as inspection_kind_name, code_name_en as inspection_kind_name_en
        from stg_printed_inspections left join stg_code_register
            on code_list = 'inspection_kind' and code = inspection_kind
    """,
    "attendance": """
        select attendance.publication_id, session_id, session_no, fiscal_year, audience,
            audiences.code_name as audience_name, audiences.code_name_en as audience_name_en,
            kinds.code_name as session_kind_name, kinds.code_name_en as session_kind_name_en
        from stg_printed_training_attendance as attendance
        inner join stg_printed_training_sessions using (publication_id, session_id)
        left join stg_code_register as audiences on audiences.code_list = 'audience' and audiences.code = audience
        left join stg_code_register as kinds on kinds.code_list = 'session_kind' and kinds.code = session_kind
    """,
}


@dataclass(frozen=True, eq=False)
class HeldBack:
    """A publication with sums that do not hold. `tables` are its rows of _TABLES, `row` is that of the register."""

    number: int
    row: Mapping[str, Any]
    tables: Mapping[str, pl.DataFrame]
    named_cells: NamedCells
    earlier_year: int | None

    @property
    def cells(self) -> Mapping[str, Mapping[str, Any]]:
        """Its cells and the missing ones that may be suspected, by cell_id."""
        return self.named_cells.cells

    def cell_name(self, cell_id: str) -> tuple[str, str]:
        """See `NamedCells.name`."""
        return self.named_cells.name(cell_id)

    def table(self, name: str) -> pl.DataFrame:
        """Its rows of a table of the database."""
        return self.tables[name]

    @cached_property
    def edit_anchors(self) -> Mapping[str, str]:
        """The page's anchor of each sum that does not hold."""
        ids = sorted(self.table("reconciliation")["edit_id"].to_list())
        return {edit_id: f"edit-{self.number}-{place}" for place, edit_id in enumerate(ids, start=1)}


@dataclass(frozen=True)
class Explanation:
    """Cells that would explain an error, all of them together, each as the columns of the page."""

    order: int
    cells: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Error:
    """Sums that hang together, by the links to them, and what explains them, to be looked at in this order."""

    sums: tuple[Markup, ...]
    explanations: tuple[Explanation, ...]
    more: int


@dataclass(frozen=True)
class Section:
    """What the page says of a publication."""

    heading: Markup
    groups: tuple[Group, ...]
    errors: tuple[Error, ...]


def write_red_build(database: Path, path: Path, *, built_at: str, lang: Lang = "ja") -> int:
    """Write what the last build into `database` found wrong, as one HTML file, and return how many sums do not hold.

    `built_at` is stated as given; `lang` is the language that is shown first. Where every sum holds or is declared,
    nothing is written.

    Raises OSError where the file cannot be written, duckdb.Error where the database is none of a build, or is in use.
    """
    with duckdb.connect(str(database), read_only=True) as connection:
        # After `dbt seed` alone the sums may be of publications that are registered no more.
        registered = "semi join stg_publication_register using (publication_id)"
        connection.execute(f"create temp table not_held as from ({_NOT_HELD}) {registered}")
        count = int(connection.sql("select count(*) from not_held").pl().item())
        if not count:
            return 0
        publications = connection.sql("select distinct publication_id from not_held order by 1").pl().to_series()
        shown = _held_back(connection, publications.head(_SHOWN_PUBLICATIONS).to_list())
    text = render(
        "red_build.html",
        lang,
        titles=WORDS["red_title"],
        sum_count=count,
        sections=[_section(publication) for publication in shown],
        more=len(publications) - len(shown),
        built_at=built_at,
        built_local=local_time(built_at),
        database=database.as_posix(),
        database_local=local_time(datetime.fromtimestamp(database.stat().st_mtime, UTC).isoformat()),
    )
    write_one(path, text.encode("utf-8"))
    return count


def _held_back(connection: duckdb.DuckDBPyConnection, publication_ids: list[str]) -> list[HeldBack]:
    """The publications, with what is known of each.

    The temporary table not_held has the sums that do not hold.
    """
    chosen = {"ids": publication_ids}
    tables = {
        name: connection.sql(f"from ({query}) where list_contains($ids, publication_id)", params=chosen).pl()
        for name, query in _TABLES.items()
    }
    registers = connection.sql(
        """
        select publication_id, publisher_code, fiscal_year, publisher_name, publisher_name_en
        from stg_publication_register left join stg_publisher_register using (publisher_code)
        """
    ).pl()
    affairs = connection.sql(
        """
        select affair_id, concat_ws(' → ', affair_name, recipient_name), affair_name_en
        from stg_affair_register left join stg_recipient_register using (recipient_id)
        """
    ).pl()
    names = {affair_id: pair(ja, en) for affair_id, ja, en in affairs.iter_rows()}
    translated = translations(
        connection.sql("select division_name, division_name_en from stg_division_register").pl(),
        connection.sql("select office_name, office_name_en from stg_office_register").pl(),
    )
    held = []
    for number, publication_id in enumerate(publication_ids, start=1):
        own = {name: rows.filter(publication_id=publication_id) for name, rows in tables.items()}
        row = registers.row(by_predicate=pl.col("publication_id") == publication_id, named=True)
        years = registers.filter(publisher_code=row["publisher_code"])["fiscal_year"]
        held.append(
            HeldBack(
                number,
                row,
                own,
                NamedCells(
                    {cell["cell_id"]: cell for cell in own["cells"].iter_rows(named=True)},
                    names,
                    translated,
                    inspection_names(own["inspections"]),
                    audience_names(own["attendance"]),
                ),
                max((year for year in years if year < row["fiscal_year"]), default=None),
            )
        )
    return held


def _section(publication: HeldBack) -> Section:
    row = publication.row
    ja, en = pair(row["publisher_name"], row["publisher_name_en"])
    year_ja, year_en = short_year(row["fiscal_year"])
    suspects = publication.table("suspect_cells").sort("component", "priority", "hypothesis_id", "cell_id")
    errors = [
        _error(publication, list(rows))
        for _, rows in groupby(suspects.iter_rows(named=True), key=lambda suspect: suspect["component"])
    ]
    return Section(
        both(f"{ja}　{year_ja}（{row['publication_id']}）", f"{en}, {year_en} ({row['publication_id']})"),
        tuple(groups(publication)),
        tuple(errors),
    )


def _error(publication: HeldBack, suspects: list[dict[str, Any]]) -> Error:
    by_explanation = [list(cells) for _, cells in groupby(suspects, key=lambda suspect: suspect["hypothesis_id"])]
    explanations = [
        Explanation(cells[0]["priority"], tuple(_suspect(publication, cell) for cell in cells))
        for cells in by_explanation[:_SHOWN_EXPLANATIONS]
    ]
    edit_ids = sorted({edit_id for suspect in suspects for edit_id in str(suspect["edit_ids"] or "").split()})
    totals = dict(publication.table("edit_members").filter(side="total").select("edit_id", "cell_id").iter_rows())
    # Two sums of one total are told apart by what they say.
    sums_of = Counter(totals.get(edit_id) for edit_id in edit_ids)
    return Error(
        tuple(edit_link(publication, one, by_total=sums_of[totals.get(one)] == 1) for one in edit_ids),
        tuple(explanations),
        len(by_explanation) - len(explanations),
    )


def _suspect(publication: HeldBack, row: Mapping[str, Any]) -> dict[str, Any]:
    reasons = [both(reason_ja(reason), reason) for reason in (row["reason"], row["seal_remark"]) if reason]
    return {
        "name": _name(publication, row),
        "source_line": row["source_line"],
        "printed": figure(row["printed"]),
        "proposed": figure(row["proposed"]),
        "reasons": reasons,
        "place": f"{row['seed_file']}:{row['seed_row']}" if row["seed_row"] else row["seed_file"] or "–",
    }


def _name(publication: HeldBack, row: Mapping[str, Any]) -> Markup:
    """What the cell is called; a list, or the months of an affair, which are no cell, by their labels."""
    if row["cell_id"] in publication.cells:
        return both(*publication.cell_name(row["cell_id"]))
    return escape(", ".join(label for label in (row["row_label"], row["column_label"]) if label) or "–")
