"""The rules of jukinet.check.lines over the rows of a landed table at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb

from jukinet.check import Fault
from jukinet.check.lines import ANNUAL, ANNUAL_ROW, MONTHLY, MONTHLY_LINE, not_below, not_the_same


class _Rule(NamedTuple):
    """key: what the rows of a group share. odd: query of the hashes of groups that look wrong. misplaced: query of the
    rows in them that are, with the line of another one. said: what to say of the two lines."""

    key: tuple[str, ...]
    odd: str
    misplaced: str
    said: Callable[[object, object], str]


# Groups are told apart by numbers, which are cheaper than texts, until some of them look wrong; those are read again.
_ODD_MONTHS = """
    select number
    from (
        select
            hash({key}) as number, list(source_line order by month) as lines,
            min(source_line) as least, max(source_line) as most
        from {rows} group by number
    )
    where least <> most and lines <> list_sort(list_distinct(lines))
"""
_ODD_YEARS = "select hash({key}) from {rows} group by all having min(source_line) <> max(source_line)"

_MISPLACED_MONTHS = """
    select *, lag(source_line) over (partition by {key} order by month) as other
    from {rows} where hash({key}) in ({odd})
    qualify other >= source_line
"""
_MISPLACED_YEARS = """
    select *, first_value(source_line) over (partition by {key} order by fiscal_year) as other
    from {rows} where hash({key}) in ({odd})
    qualify other <> source_line
"""

_RULES = {
    MONTHLY: _Rule(MONTHLY_LINE, _ODD_MONTHS, _MISPLACED_MONTHS, not_below),
    ANNUAL: _Rule(ANNUAL_ROW, _ODD_YEARS, _MISPLACED_YEARS, not_the_same),
}


def check_line_order(connection: duckdb.DuckDBPyConnection, rows: str, table: str) -> Iterator[Fault]:
    """The first row of a landed table that names a line where it cannot stand, and how many there are.

    rows: what reads the table in SQL, with the column `filename`. table: its name.
    """
    rule = _RULES.get(table)
    if rule is None:
        return
    key = ", ".join(rule.key)
    odd = rule.odd.format(key=key, rows=rows)
    if not connection.execute(f"{odd} limit 1").fetchall():
        return
    found = connection.execute(
        f"""
        with misplaced as materialized ({rule.misplaced.format(key=key, rows=rows, odd=odd)})
        select
            filename, source_line, other, publication_id, count(*) over (),
            (select count(distinct publication_id) from misplaced)
        from misplaced order by publication_id, source_line, filename limit 1
        """
    ).fetchall()
    for file, line, other, publication, count, publications in found:
        place = f"{publication} line {line}{other_rows(count, publications)}"
        yield Fault(Path(file), 0, f"{rule.said(line, other)} ({place})")


def other_rows(count: int, publications: int) -> str:
    """How many more rows have a fault than the first that is told, and in how many publications all are."""
    more = f", and {count - 1:,} more rows" if count > 1 else ""
    return more + (f" in {publications:,} publications" if publications > 1 else "")
