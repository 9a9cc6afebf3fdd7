"""What the summary of a red build adds to edits whose figures are lost, and what it tells to declare."""

from __future__ import annotations

from types import SimpleNamespace

import duckdb
import polars as pl
import pytest

from summary_macros import SummaryMacros

ROWS = "values ('p', 'e', 1), ('p', 'e', 2), ('p', 'f', 1), ('q', 'e', 1)"
FAILING = f"select * from ({ROWS}) as rows_of_it (publication_id, edit_id, row_no)"
RESULT = SimpleNamespace(node=SimpleNamespace(compiled_code=FAILING))


def lost(most: int = 100) -> dict[tuple[str, str], str]:
    members = [
        *(("p", "e", cell) for cell in ("nowhere", "eleventh", "ninth", "given", "printed")),
        ("p", "f", "nowhere"),
        ("p", "holds", "ninth"),
        ("q", "e", "ninth"),
    ]
    cells = [
        ("p", "nowhere", None, "lost", None),
        ("p", "eleventh", 11, "lost", None),
        ("p", "ninth", 9, "lost", None),
        ("p", "given", 1, "lost", 5),
        ("p", "printed", 2, "printed", None),
        ("q", "ninth", 3, "lost", None),
    ]
    with duckdb.connect() as connection:
        columns = ("publication_id", "edit_id", "cell_id")
        connection.register("unknown_members", pl.DataFrame(members, columns, orient="row"))
        resolved = pl.DataFrame(
            cells, ("publication_id", "cell_id", "source_line", "cell_status", "value"), orient="row"
        ).with_columns(row_label="cell_id", column_label=pl.lit("R03"))
        connection.register("resolved_cells", resolved)
        found: dict[tuple[str, str], str] = SummaryMacros(connection).lost_cells_by_edit(RESULT, most)
        return found


def test_an_edit_that_fails_names_the_first_of_its_lost_figures_and_counts_them() -> None:
    assert lost() == {
        ("p", "e"): "; 3 lost, the first ninth, R03 at line 9",
        ("p", "f"): "; 1 lost, nowhere, R03",
        ("q", "e"): "; 1 lost, ninth, R03 at line 3",
    }
    assert len(lost(most=2)) == 2


REGISTER = "seeds/registers/known_differences.csv"
EXACTLY = f"  Where the print really differs, declare it in {REGISTER}, exactly and with its reason."
EMPTY = f"  Where the print shows no figure either, declare the edit in {REGISTER} with an empty difference."


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        (["e: printed 1, computed 2, difference -1; line 3 of p"], [EXACTLY]),
        (["e: printed 1, difference unknown; line 3 of p; 2 lost, the first x"], [EMPTY]),
        (
            ["e: difference -1; line 3", "f: printed 2, difference unknown; line 4", "g: difference 1; line 5"],
            [EXACTLY, EMPTY],
        ),
        ([f"{REGISTER}: p declares 1 for e, which balances now: correct or remove the declaration"], []),
        ([], []),
    ],
)
def test_how_a_difference_is_declared_is_told_once_where_there_is_one(messages: list[str], said: list[str]) -> None:
    with duckdb.connect() as connection:
        macros = SummaryMacros(connection)
        macros.summarize_declaring(messages)
        assert macros.said == said
