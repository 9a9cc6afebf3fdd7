"""What the summary of a red build says of suspects: their order, their place, and what leads."""

from __future__ import annotations

from typing import Any

import pytest

from summary_macros import HERE, ROWLESS, SUSPECT, suspects_summary

TOTALS = "printed_totals"


def test_errors_explanations_and_cells_stand_in_their_order() -> None:
    said = suspects_summary(
        {"publication_id": "q", "component": 2},
        {"hypothesis_id": 3, "rank": 2, "score": 2.0},
        {
            "hypothesis_id": 1,
            "rank": 2,
            "score": 2.0,
            "verdict": "multiple",
            "cell_id": "annual/z/2021",
            "row_label": "z",
        },
        {
            "hypothesis_id": 1,
            "rank": 2,
            "score": 2.0,
            "verdict": "multiple",
            "cell_id": "annual/a/2021",
            "row_label": "a",
        },
        {"hypothesis_id": 2},
        {"hypothesis_id": 4, "rank": 3, "score": 1.0},
        {"component": 2, "hypothesis_id": 5, "edit_ids": "c"},
        {"component": 2, "hypothesis_id": 6, "score": 2.5},
        {"component": 2, "hypothesis_id": 7, "rank": 2, "score": 2.5},
    )
    place, slip = "seeds/printed_annual_counts.csv:3 (line 7 of {})", "R03: 48 -> 42, odd"
    assert said == [
        "  error 1 of 3 [a b]",
        f"  suspect 1, likeliest: {place.format('p')} tax, {slip}",
        f"  suspect 2, less likely, several errors at once: {place.format('p')} a, {slip}",
        f"    together with {place.format('p')} z, {slip}",
        f"  suspect 3, less likely: {place.format('p')} tax, {slip}",
        "  and 1 more in the table suspect_cells of x.duckdb",
        "  error 2 of 3 [c]",
        *(f"  suspect {number}, one of 3, none much likelier: {place.format('p')} tax, {slip}" for number in (1, 2, 3)),
        "  error 3 of 3 [a b]",
        f"  suspect 1, the only explanation found: {place.format('q')} tax, {slip}",
        "  Every row is as it was sealed: look first at the edit, if it is new, and at what changed in the registers",
    ]


@pytest.mark.parametrize(
    ("explanations", "words"),
    [
        ([(8.0, 1)], "the only explanation found"),
        ([(8.0, 1), (2.0, 2)], "likeliest"),
        ([(8.0, 1), (2.1, 2)], "one of 2, none much likelier"),
        ([(8.0, 1), (8.0, 1), (2.0, 2)], "one of 2 equally likely"),
    ],
)
def test_the_first_suspect_is_told_by_what_it_leads(explanations: list[tuple[float, int]], words: str) -> None:
    for verdict, more in (("ranked", ""), ("multiple", ", several errors at once")):
        suspects = [
            {"hypothesis_id": number, "score": score, "rank": rank, "verdict": verdict}
            for number, (score, rank) in enumerate(explanations)
        ]
        assert suspects_summary(*suspects)[0].startswith(f"  suspect 1, {words}{more}: ")


def test_what_the_seal_tells_apart_is_equally_likely_by_the_figures_alone() -> None:
    own = ("p", "printed_annual_counts", HERE, "p|1|4|tax|2021|48|printed|7")
    said = suspects_summary({}, {"hypothesis_id": 2, "source_line": 8}, breaks=(own,))
    assert [line.split(":")[0] for line in said] == [
        "  suspect 1, one of 2 equally likely by the figures alone",
        "  suspect 2, one of 2 equally likely by the figures alone",
    ]
    assert "(this row differs from the seal)" in said[0]


def test_who_differs_from_the_seal_as_a_whole_is_first_then_who_does_in_part() -> None:
    own = ("p", "printed_annual_counts", HERE, "p|1|4|tax|2021|48|printed|7")
    in_part: list[dict[str, Any]] = [
        {"source_line": 5},
        {"hypothesis_id": 2, "rank": 2, "cell_id": "annual/a/2021", "source_line": 6},
        {"hypothesis_id": 2, "rank": 2},
    ]

    def told(line: int, mark: str = "") -> str:
        return f"seeds/printed_annual_counts.csv:3 (line {line} of p) tax, R03: 48 -> 42, odd{mark}"

    own_row = told(7, " (this row differs from the seal)")
    near = "one of 2, none much likelier by the figures alone"
    assert suspects_summary(*in_part, breaks=(own,)) == [
        f"  suspect 1, {near}: {told(6)}",
        f"    together with {own_row}",
        f"  suspect 2, {near}: {told(5)}",
    ]
    as_a_whole = ({"hypothesis_id": number, "rank": 3, "score": 1.0} for number in (3, 4))
    assert suspects_summary(*in_part, *as_a_whole, breaks=(own,), shown=1) == [
        f"  suspect 1, less likely by the figures alone: {own_row}",
        f"  suspect 2, less likely by the figures alone: {own_row}",
        "  and 2 more in the table suspect_cells of x.duckdb",
    ]


@pytest.mark.parametrize(("shown", "others"), [(1, ["2 more errors"]), (2, ["1 more error"]), (3, [])])
def test_errors_that_are_too_many_are_counted(shown: int, others: list[str]) -> None:
    errors = [{"component": number} for number in (1, 2, 3)]
    said = suspects_summary(*errors, shown_errors=shown, built=["suspect_cells"], path=None)
    assert [line for line in said if line.startswith("  error ")] == [
        f"  error {number} of 3 [a b]" for number in range(1, shown + 1)
    ]
    assert [line for line in said if line.startswith("  and ")] == [
        f"  and {count} in the table suspect_cells of this build" for count in others
    ]


OF_ANOTHER_ROW = ("p", TOTALS, HERE, "p|1|line|2021|5|printed|9")
LOOK = "  None of these rows differs from the seal: look at those that do first"


def test_rows_that_differ_from_the_seal_are_pointed_at_where_others_of_their_publication_are_accused() -> None:
    assert suspects_summary({}, breaks=(OF_ANOTHER_ROW,))[1:] == [LOOK]
    assert suspects_summary({"publication_id": "q"}, breaks=(OF_ANOTHER_ROW,))[1:] == []
    nothing = {**ROWLESS, "cell_id": None, "verdict": "unexplained"}
    assert suspects_summary(nothing, breaks=(OF_ANOTHER_ROW,)) == ["  suspect: unexplained, odd"]
    nothing["hypothesis"] = "missing_rows"
    assert suspects_summary(nothing, breaks=(OF_ANOTHER_ROW,)) == ["  odd"]


def test_a_build_without_the_seal_does_not_speak_of_an_earlier_ones() -> None:
    for breaks in ((OF_ANOTHER_ROW,), ()):
        (line,) = suspects_summary({}, breaks=breaks, built=["suspect_cells"])
        assert line.endswith(", odd")


def test_all_rows_are_as_sealed_where_each_publication_with_a_suspect_is_sealed() -> None:
    assert suspects_summary({}, unsealed="q")[1:] == [
        "  Every row is as it was sealed: look first at the edit, if it is new, and at what changed in the registers"
    ]
    assert suspects_summary({"publication_id": "q"}, unsealed="q")[1:] == []
    assert suspects_summary() == []


@pytest.mark.parametrize(
    ("suspect", "place"),
    [
        ({}, "seeds/printed_annual_counts.csv:3 (line 7 of p)"),
        ({"printed": 0}, "seeds/printed_annual_counts.csv:3 (line 7 of p)"),
        ({"seed_row": None}, "seeds/printed_annual_counts.csv (line 7 of p)"),
        ({"seed_row": None, "seed_file": None}, "annual/tax/2021 (line 7 of p)"),
        ({"seed_row": None, "seed_file": None, "printed": None}, "annual/tax/2021 (line 7 of p)"),
        (ROWLESS, "no row"),
        ({**ROWLESS, "cell_id": "rows/users_add_up"}, "rows/users_add_up"),
        ({**ROWLESS, "cell_id": "rows/offices/audit", "printed": 41}, "rows/offices/audit"),
    ],
)
def test_a_suspect_is_named_by_its_row_its_file_or_its_cell(suspect: dict[str, Any], place: str) -> None:
    (line,) = suspects_summary(suspect, built=["suspect_cells"])
    printed = (SUSPECT | suspect)["printed"]
    figure = "nothing" if printed is None else printed
    assert line == f"  suspect 1, the only explanation found: {place} tax, R03: {figure} -> 42, odd"
