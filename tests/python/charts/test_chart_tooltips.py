"""What a chart says where the pointer rests: each line of it once, and no figure that there is none of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from jukinet import charts
from jukinet.charts import Lang
from jukinet.warehouse import Warehouse

LANGUAGES: tuple[Lang, ...] = ("ja", "en")


def units_of(part: dict[str, Any], data: str = "") -> Iterator[tuple[dict[str, Any], str]]:
    """Every part of a chart that has a tooltip, and the name of its data."""
    data = part.get("data", {}).get("name", data)
    if "tooltip" in part.get("encoding", {}):
        yield part, data
    for key in ("layer", "vconcat", "hconcat", "concat"):
        for inner in part.get(key, []):
            yield from units_of(inner, data)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", charts.CHARTS)
@pytest.mark.parametrize("tables", ["real", "lost"])
def test_each_line_of_a_tooltip_has_a_name_of_its_own_and_something_to_say(
    name: str, lang: Lang, tables: str, request: pytest.FixtureRequest
) -> None:
    """Of two lines of one name the first is not shown, and what is null would be said to be "null"."""
    spec = charts.CHARTS[name](request.getfixturevalue(tables), lang=lang).to_dict()
    for unit, data in units_of(spec):
        lines = unit["encoding"]["tooltip"]
        assert len({line["title"] for line in lines}) == len(lines)
        # The made-up tables have no lines of a print.
        fields = [line["field"] for line in lines if (tables, line["field"]) != ("lost", "source_line")]
        assert [row for row in spec["datasets"].get(data, []) if None in [row[field] for field in fields]] == []


def test_a_step_leads_to_a_total_so_far_and_a_year_is_no_change(real: Warehouse) -> None:
    spec = charts.headline_waterfall(real, lang="en").to_dict()
    ((unit, data),) = units_of(spec)
    fields = {line["title"]: line["field"] for line in unit["encoding"]["tooltip"]}
    assert list(fields) == ["Affair or year", "Change", "Total so far"]
    said = [tuple(row[field] for field in fields.values()) for row in spec["datasets"][data]]
    assert said[0] == ("R01", "–", 1_581_429)
    assert said[1] == ("Issuance of passports (Passport Act)", "−283,374", 1_298_055)


@pytest.mark.parametrize("name", ["monthly_profile", "inspection_findings"])
def test_a_text_that_covers_a_mark_says_what_the_mark_says(name: str, real: Warehouse) -> None:
    marks = {
        unit["mark"]["type"]: unit["encoding"]["tooltip"] for unit, _ in units_of(charts.CHARTS[name](real).to_dict())
    }
    assert set(marks) >= {"text"}
    assert len({str(tooltip) for tooltip in marks.values()}) == 1


def test_one_month_is_said_once(real: Warehouse) -> None:
    rows = [row for rows in charts.plan_calendar(real, lang="en").to_dict()["datasets"].values() for row in rows]
    months = {row["kind"]: row["months"] for row in rows if row["year"] == "R03"}
    assert (months["Security training 1"], months["External audit"]) == ("2021-06", "2021-11 – 2022-01")
