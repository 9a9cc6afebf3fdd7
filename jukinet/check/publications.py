"""Whether the rows of publications and publishers fit their fiscal years, their codes and the balance edits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from jukinet.check.cells import date_problem
from jukinet.check.edits import applies_in
from jukinet.check.names import Rows, whose_names
from jukinet.ingest.normalize import ERA_NAMES, fiscal_year
from jukinet.seeds import Row, check_digit, whole_number

Problem = tuple[str, int, str]
"""Seed, line of the row, and what is wrong with it."""

_ERA_YEAR = re.compile(rf"(?:{ERA_NAMES})(?:元|[0-9]{{1,2}})年度")
_PUBLICATIONS, _PUBLISHERS = "publication_register", "publisher_register"


def publication_problems(rows: Rows) -> Iterator[Problem]:
    """Rows of the registers of publications and publishers that contradict themselves or each other.

    rows: those of every seed by its name.
    """
    for row in rows[_PUBLICATIONS]:
        values = row.values
        expected = f"{values['publisher_code']}-{values['fiscal_year']}"
        year = whole_number(values["fiscal_year"])
        if values["publication_id"] != expected:
            yield _PUBLICATIONS, row.line, f"publication_id {values['publication_id']} should be {expected}"
        if year is not None:
            yield from ((_PUBLICATIONS, row.line, what) for what in _other_years(values, year))
            if values["publication_id"] == expected and not any(
                applies_in(edit.values, year) for edit in rows["balance_edits"]
            ):
                # Nothing would be added up, and that would be green.
                what = f"no edit of seeds/registers/balance_edits.csv applies to fiscal year {year}"
                advice = "write it, or an earlier one, into the column valid_from of those that hold for this print"
                yield _PUBLICATIONS, row.line, f"{what}: {advice}"
    yield from ((_PUBLICATIONS, line, what) for line, what in _chained_names(rows[_PUBLICATIONS]))
    for row in rows[_PUBLISHERS]:
        code = row.values["publisher_code"]
        if re.fullmatch(r"[0-9]{6}", code) and int(code[5]) != check_digit(code[:5]):
            right = check_digit(code[:5])
            yield _PUBLISHERS, row.line, f"publisher_code {code} has a wrong check digit, {right} is right"


def _chained_names(publications: list[Row]) -> Iterator[tuple[int, str]]:
    """Publications whose names_as_in names one that itself takes its names from another: the build goes one step."""
    names_as_in = {row.values["publication_id"]: row.values["names_as_in"] for row in publications}
    own = whose_names(publications)
    for row in publications:
        named = row.values["names_as_in"]
        if named and names_as_in.get(named):
            last = own[named]
            others = f", but those of {last}; write {last}"
            circle = ": names_as_in leads in a circle; leave it empty where the names are registered"
            yield row.line, f"names_as_in {named} has no names of its own{circle if names_as_in.get(last) else others}"


def _other_years(publication: Mapping[str, str], year: int) -> Iterator[str]:
    """What of a publication's row does not fit its fiscal year."""
    day = publication["as_of_date"]
    # A publication refers to a day of its year, or of the year in which it is written.
    if date_problem(day) is None and not f"{year}-04-01" <= day <= f"{year + 2}-03-31":
        yield f"as_of_date {day} is neither in fiscal year {year} nor in the year after; correct it"
    named = _ERA_YEAR.findall(unicodedata.normalize("NFKC", publication["title"]))
    if named and year not in map(fiscal_year, named):
        yield f"title speaks of {', '.join(named)}, but fiscal_year is {year}; correct one of them"


def months_of_other_years(rows: Rows, seed_name: str, column: str) -> Iterator[tuple[int, str]]:
    """The months of a column that are not in the year of their publication: line of the row, and what is wrong."""
    years = {row.values["publication_id"]: whole_number(row.values["fiscal_year"]) for row in rows[_PUBLICATIONS]}
    for row in rows[seed_name]:
        year, value = years.get(row.values["publication_id"]), row.values[column]
        # What is no date has been told of the cell.
        if year is None or date_problem(value):
            continue
        if not f"{year}-04-01" <= value <= f"{year + 1}-03-31":
            months = f"April {year} to March {year + 1}"
            yield row.line, f"{column} {value} is not in fiscal year {year}, {months}"
