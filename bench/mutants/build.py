"""The mutants as publications of one scratch database, through the project's own compiled SQL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

import duckdb
import polars as pl

from bench.mutants.base import FIGURES, Base
from bench.mutants.operators import Mutant
from jukinet.suspects import explain, searched_cells, with_rows_that_stand_for_others

CONTROL = "m000000"
"""A publication without a slip, in every batch."""

TESTS = (
    "cells__one_row_per_publication_and_cell",
    "assert_transcription_is_consistent",
    "assert_statements_are_within_their_bounds",
    "assert_times_fit_the_publication",
    "assert_numbered_lists_are_whole",
    "assert_registers_agree",
    "assert_printed_affairs_agree",
    "assert_every_printed_name_is_registered",
    "assert_every_expected_cell_is_printed",
    "assert_balance_edits_are_well_formed",
    "assert_every_forced_cell_is_deduced",
    "assert_every_balance_edit_holds_or_is_declared",
)
"""The project's tests of what is mutated, up to the gate. The seal is left out: it sees every change."""

KEY_TEST, GATE = TESTS[0], TESTS[-1]

BATCH = 500
"""Publications in one database, so that memory does not grow with the number of mutants."""

SECONDS = 10.0
"""Time for the search per broken publication, as in a build; the sum is one limit for the batch."""


class Coverage(NamedTuple):
    """kind: none, absorbed, one or several; kin: the class of cells that no sum tells apart; see the mart
    cell_coverage, and COVERAGE. is_counted: an edit counts the row."""

    kind: str
    kin: str
    is_counted: bool


@dataclass(frozen=True)
class Findings:
    """What the project says of the mutants.

    faults: publication_id, test, message of every test that fails.
    statuses: publication_id, edit_id, status of every edit that does not balance.
    truth: publication_id, cell_id, value (null where the cell should not be), printed: the cells that differ
    from the original, each once; a doubled row differs by its number of rows.
    candidates: the answer of jukinet.localize, with the columns of jukinet.localize.OUTPUT.
    coverage: by cell_id, of the original.
    """

    faults: pl.DataFrame
    statuses: pl.DataFrame
    truth: pl.DataFrame
    candidates: pl.DataFrame
    coverage: dict[str, Coverage]


def run_mutants(base: Base, mutants: list[Mutant]) -> Findings:
    """Build, test and localize all mutants, and a control without a slip in each batch."""
    found = [_run_batch(base, mutants[start : start + BATCH]) for start in range(0, len(mutants), BATCH)]
    faults, statuses, truth, candidates = (pl.concat(frames) for frames in zip(*found, strict=True))
    return Findings(faults, statuses, truth, candidates, _coverage(base))


def _coverage(base: Base) -> dict[str, Coverage]:
    with _Scratch(base, []) as scratch:
        scratch.make_all(["cell_coverage"])
        rows = scratch.connection.execute(COVERAGE, [CONTROL]).fetchall()
    return {str(row[0]): Coverage(*row[1:]) for row in rows}


def _run_batch(base: Base, mutants: list[Mutant]) -> tuple[pl.DataFrame, ...]:
    """Faults, statuses, truth and candidates of some mutants."""
    with _Scratch(base, mutants) as scratch:
        for test in TESTS:
            scratch.make_all(base.relations(base.tests[test]))
        faults = pl.concat([scratch.faults(test) for test in TESTS])
        doubled = faults.filter(test=KEY_TEST).select("publication_id").unique()
        statuses: pl.DataFrame = scratch.connection.sql(
            "select publication_id, edit_id, status from edit_balances where status <> 'balanced' order by all"
        ).pl()
        truth: pl.DataFrame = scratch.connection.sql(TRUTH, params={"original": CONTROL}).pl()
        return faults, statuses, truth, _candidates(scratch, doubled)


COVERAGE = """
    with matrix as (
        select
            cells.cell_id,
            max(cells.cell_status) as cell_status,
            string_agg(concat(edit_id, ' ', weight), '; ' order by edit_id) as matrix_column,
            bool_or(coalesce(counting = 'rows', false)) as is_counted
        from cells
        left join edit_members
            on cells.publication_id = edit_members.publication_id and cells.cell_id = edit_members.cell_id
        where cells.publication_id = $1
        group by cells.cell_id
    ),
    classes as (
        select distinct matrix_column, coverage, class_id
        from matrix
        inner join cell_coverage on matrix.cell_id = cell_coverage.cell_id and cell_coverage.publication_id = $1
    )
    select
        cell_id,
        coalesce(coverage, case when matrix.matrix_column is null then 'none' else 'unknown' end),
        coalesce(class_id, cell_id),
        is_counted
    from matrix
    left join classes on matrix.matrix_column = classes.matrix_column and matrix.cell_status <> 'lost'
"""
"""What the mart cell_coverage says of a printed cell, and the same for a dash in the same edits."""


TRUTH = """
    with counted as (
        select
            cells.publication_id,
            cells.cell_id,
            count(*) as row_count,
            max(cells.value) as printed,
            max(cells.cell_status) as cell_status,
            max(resolved_cells.value) as figure
        from cells
        inner join resolved_cells
            on cells.publication_id = resolved_cells.publication_id and cells.cell_id = resolved_cells.cell_id
        group by cells.publication_id, cells.cell_id
    ),
    mutated as (from counted where publication_id <> $original),
    originals as (
        select mutants.publication_id, counted.* exclude (publication_id)
        from (select distinct publication_id from mutated) as mutants
        cross join counted
        where counted.publication_id = $original
    )
    select publication_id, cell_id, originals.figure as value, mutated.printed as printed
    from originals
    full join mutated using (publication_id, cell_id)
    where
        originals.row_count is distinct from mutated.row_count
        or (
            (originals.printed is distinct from mutated.printed or originals.cell_status <> mutated.cell_status)
            and originals.figure is distinct from mutated.figure
        )
    order by publication_id, cell_id
"""
"""Cells that a slip made wrong. A lost cell's figure is the deduced one; one that only follows is not meant."""


class _Scratch:
    """A database in memory that holds the original and some mutants, under the names of the compiled SQL."""

    def __init__(self, base: Base, mutants: list[Mutant]) -> None:
        self.base, self.made = base, set[str]()
        self.connection = duckdb.connect(":memory:")
        self.connection.execute(f'attach \':memory:\' as "{base.catalog}"; use "{base.catalog}".main')
        names = [CONTROL, *(mutant.publication_id for mutant in mutants)]
        changes = [
            (mutant.publication_id, change.seed, change.number, change.action, change.figure, change.label)
            for mutant in mutants
            for change in mutant.slip
        ]
        self.hold("mutants", pl.DataFrame({"publication_id": names}))
        columns = {"publication_id": pl.String, "seed": pl.String, "number": pl.Int64, "action": pl.String}
        schema = {**columns, "figure": pl.Int64, "label": pl.String}
        self.hold("changes", pl.DataFrame(changes, schema=schema, orient="row"))

    def __enter__(self) -> _Scratch:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def hold(self, name: str, frame: pl.DataFrame) -> None:
        self.connection.register("held", frame)
        self.made.add(name)
        self.connection.execute(f'create table "{name}" as select * from held')
        self.connection.unregister("held")

    def make_all(self, names: list[str]) -> None:
        """Make relations and all that they read, each once."""
        for name in names:
            if name in self.made:
                continue
            self.made.add(name)
            if name in self.base.seeds:
                self._make_seed(name)
            else:
                sql = self.base.models[name]
                self.make_all(self.base.relations(sql))
                kind = "view" if name.startswith("stg_") else "table"
                self.connection.execute(f'create {kind} "{name}" as {sql}')

    def _make_seed(self, name: str) -> None:
        """A seed as it is, or, where it speaks of the publication, once for every mutant with its slip."""
        frame = self.base.seeds[name]
        if "publication_id" not in frame.columns:
            self.hold(name, frame.drop("_row"))
            return
        self.hold("original", frame.filter(pl.col("publication_id") == self.base.publication))
        columns = []
        for column in frame.drop("_row").columns:
            if column == "publication_id":
                columns.append("mutants.publication_id")
            elif column == FIGURES.get(name):
                columns.append(f"case when changes.action = 'figure' then changes.figure else {column} end as {column}")
            elif column == "affair_name" and name in FIGURES:
                columns.append(f"case when changes.action = 'label' then changes.label else {column} end as {column}")
            else:
                columns.append(f"original.{column}")
        self.connection.execute(
            f"""
            create table "{name}" as
            select {", ".join(columns)}
            from mutants
            cross join original
            left join changes
                on changes.publication_id = mutants.publication_id
                and changes.seed = '{name}' and changes.number = original._row
            inner join (values (1), (2)) as copies (copy) on copy = 1 or changes.action = 'double'
            where changes.action is distinct from 'delete'
            """
        )
        self.connection.execute("drop table original")

    def faults(self, test: str) -> pl.DataFrame:
        """Rows of a failing test by mutant; a message that names none is about the project itself.

        Raises RuntimeError for such a message.
        """
        rows = self.connection.execute(self.base.tests[test]).fetchall()
        found = []
        for row in rows:
            text = " ".join(str(value) for value in row)
            mutant = re.search(r"\bm\d{6}\b", text)
            if mutant is None:
                raise RuntimeError(f"{test} fails without a slip: {text}")
            found.append((mutant[0], test, text))
        return pl.DataFrame(found, schema=dict.fromkeys(("publication_id", "test", "message"), pl.String), orient="row")

    def broken(self, name: str, doubled: pl.DataFrame) -> duckdb.DuckDBPyRelation:
        """Rows of a relation of the mutants with a broken edit and without a doubled cell."""
        self.make_all([name, "int_broken_edits"])
        self.connection.register("doubled", doubled)
        return self.connection.sql(
            f"""
            from "{name}"
            where publication_id in (select publication_id from int_broken_edits)
                and publication_id not in (from doubled)
            """
        )


def _candidates(scratch: _Scratch, doubled: pl.DataFrame) -> pl.DataFrame:
    """What suspects.find_suspects finds, before it looks up the rows of the seeds, which mutants have not."""
    cells, expected, declared = (
        scratch.broken(name, doubled) for name in ("int_resolved_cells", "int_expected_cells", "stg_known_differences")
    )
    chosen: pl.DataFrame = searched_cells(scratch.connection, cells, expected, declared).pl()
    scratch.hold("int_searched_cells", chosen)
    scratch.make_all(["int_searched_members", "balance_edit_terms"])
    members: pl.DataFrame = scratch.connection.sql("from int_searched_members").pl()
    terms: pl.DataFrame = scratch.connection.sql("from balance_edit_terms").pl()
    chosen, members = with_rows_that_stand_for_others(chosen, members)
    return explain(chosen, members, terms, time_limit=SECONDS * max(chosen["publication_id"].n_unique(), 1))
