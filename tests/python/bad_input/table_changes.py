"""Changes in the tables of a build that one assertion is asked about, and what it is to say.

What a seed cannot bring about alone, or only in years and publishers that would need many seeds, is asked of the
assertion's own SQL.
"""

from __future__ import annotations

from typing import NamedTuple


class Case(NamedTuple):
    """assertion: the test in tests/. changes: statements on the tables that it reads. about: what the messages of
    interest hold, their end being NUL. said: those messages."""

    assertion: str
    changes: str
    about: str
    said: list[str]


def publication(year: int, publisher: str = "140007", names_as_in: str | None = None) -> str:
    """Register one more publication."""
    name = f"{publisher}-{year}"
    return (
        "insert into stg_publication_register by name select "
        f"'{name}' as publication_id, '{publisher}' as publisher_code, '{names_as_in or name}' as names_as_in, "
        f"'{publisher}' as names_publisher_code, {year} as fiscal_year; "
    )


def more(table: str, columns: str, *values: str) -> str:
    """Give a table some rows more."""
    return f"insert into {table} by name select * from (values {', '.join(values)}) as given ({columns}); "


def rows(table: str, columns: str, *values: str) -> str:
    """Let a table have these rows alone."""
    return f"delete from {table}; {more(table, columns, *values)}"


def again(table: str, condition: str = "true", publication_id: str = "140007-2022") -> str:
    """Give a table rows once more, as those of another publication."""
    return (
        f"insert into {table} select * replace ('{publication_id}' as publication_id) from {table} where {condition}; "
    )
