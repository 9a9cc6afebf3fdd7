"""The macros of a build's summary, run without dbt over tables of a database in memory."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from types import CodeType, SimpleNamespace
from typing import Any

import duckdb
import jinja2
import polars as pl
from dbt_common.clients.agate_helper import table_from_data_flat

from conftest import ROOT
from jukinet.suspect_words import in_words

FILES = ("suspects_summary", "build_summary", "open_edits", "absent_rows", "transcription")
ENVIRONMENT = jinja2.Environment(extensions=["jinja2.ext.do"])


class _ReturnError(Exception):
    """What a macro returns, as dbt has it."""


class SummaryMacros:
    """Macros to be called by their names; `said` are the lines that they print."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, *, path: str | None = "x.duckdb") -> None:
        self.said: list[str] = []

        def give_back(value: object = None) -> None:
            raise _ReturnError(value)

        self._names: dict[str, Any] = {
            "run_query": partial(_rows_of, connection),
            "print": self.said.append,
            "return": give_back,
            "namespace": jinja2.utils.Namespace,
            "env_var": lambda _, default: default,
            "target": SimpleNamespace(schema="main", path=path, type="duckdb"),
            "api": SimpleNamespace(
                Relation=SimpleNamespace(create=lambda schema, identifier: f"{schema}.{identifier}")
            ),
            "var": {"jump_factor": 10}.__getitem__,
        }
        for name, code in _compiled():
            template = jinja2.Template.from_code(ENVIRONMENT, code, self._names)
            self._names[name] = partial(_call, template, name)

    def __getattr__(self, name: str) -> Callable[..., Any]:
        called: Callable[..., Any] = self._names[name]
        return called


@cache
def _compiled() -> list[tuple[str, CodeType]]:
    texts = [(ROOT / f"macros/{file}.sql").read_text(encoding="utf-8") for file in FILES]
    macros = re.findall(r"({%-? macro (\w+)\(.*?{%-? endmacro -?%})", "\n".join(texts), re.DOTALL)
    return [(name, ENVIRONMENT.compile(text)) for text, name in macros]


def _call(template: jinja2.Template, name: str, *args: object, **options: object) -> object:
    try:
        # A module sees the names that are there when it is made, so that it is made at its first call.
        return getattr(template.module, name)(*args, **options)
    except _ReturnError as returned:
        return returned.args[0]


def _rows_of(connection: duckdb.DuckDBPyConnection, query: str) -> Any:
    found = connection.execute(query)
    names = [column[0] for column in found.description]
    return table_from_data_flat([dict(zip(names, row, strict=True)) for row in found.fetchall()], names)


TABLES = ["suspect_cells", "seal_breaks"]

Break = tuple[str | None, ...]
"""Publication, seed, what is wrong, and the fields of the row."""

SUSPECT: dict[str, Any] = {
    "publication_id": "p",
    "component": 1,
    "hypothesis_id": 1,
    "rank": 1,
    "cell_id": "annual/tax/2021",
    "source_line": 7,
    "seed_file": "seeds/printed_annual_counts.csv",
    "seed_row": 3,
    "row_label": "tax",
    "column_label": "R03",
    "printed": 48,
    "proposed": 42,
    "hypothesis": "transposition",
    "verdict": "ranked",
    "score": 8.0,
    "reason": "odd",
    "edit_ids": "a b",
}
ROWLESS: dict[str, Any] = {"source_line": None, "seed_file": None, "seed_row": None, "printed": None}
HERE, GONE = "not in the seal", "missing"


def suspects_summary(
    *suspects: dict[str, Any],
    breaks: tuple[Break, ...] = (),
    built: list[str] = TABLES,
    path: str | None = "x.duckdb",
    unsealed: str = "",
    **shown: int,
) -> list[str]:
    """The lines that the summary has of suspects, each given by what it has otherwise than SUSPECT.

    Of the publications p and q the first has the names of o. unsealed: the one that has no seal.
    """
    rows = pl.DataFrame([SUSPECT, *(SUSPECT | suspect for suspect in suspects)], infer_schema_length=None)[1:]
    columns = ("publication_id", "seed_name", "change", "row_text")
    broken = pl.DataFrame(breaks, dict.fromkeys(columns, pl.String), orient="row")
    publications = {"publication_id": ["p", "q"], "names_as_in": ["o", "q"]}
    seals = [None if publication == unsealed else "x" for publication in publications["publication_id"]]
    editions = pl.DataFrame({**publications, "seal": seals})
    names = [("o", "3(1)", "税"), ("o", "3(2)", "租税"), ("q", "3(1)", "他"), ("p", "3(1)", "別")]
    named = pl.DataFrame(names, ("publication_id", "section", "affair_name"), orient="row")
    changed = broken.filter(pl.col("change").is_in([HERE, GONE]))
    told = in_words(rows, changed, editions, named.with_columns(affair_id=pl.lit("tax")))
    with duckdb.connect() as connection:
        connection.register("suspect_cells", told)
        connection.register("seal_breaks", broken)
        connection.register("stg_publication_register", editions)
        macros = SummaryMacros(connection, path=path)
        macros.summarize_suspects(built, **shown)
        return macros.said
