"""The tables of the page: counts by year and month, coverage, and how a table is put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl
from markupsafe import Markup

from jukinet.report.cells import PagePublication
from jukinet.report.drilldown import SUSPECT, cell_value
from jukinet.report.text import UNKNOWN, both, figure, say, short_year
from jukinet.report.words import WORDS


@dataclass(frozen=True)
class Column:
    """A column of a table on the page."""

    heading: Markup
    is_number: bool = False


@dataclass(frozen=True)
class PageTable:
    """A table on the page; the first cell of each row is its heading.

    `seeds` and `models` are the files in which its figures are transcribed and by which they are published.
    """

    anchor: str
    caption: Markup
    columns: tuple[Column, ...]
    rows: tuple[tuple[Markup, ...], ...]
    seeds: tuple[str, ...]
    models: tuple[str, ...]


def annual_table(publication: PagePublication) -> PageTable:
    """Affairs by fiscal year as the publication prints them, with the sum of each year."""
    counts = publication.table("annual_counts").sort("annex", "row_no", "affair_id", nulls_last=True).to_dicts()
    years = sorted({row["fiscal_year"] for row in counts})
    return _pivot(
        publication,
        "annual",
        say("annual_caption"),
        [(year, both(*short_year(year))) for year in years],
        counts,
        lambda row: row["fiscal_year"],
    )


def monthly_table(publication: PagePublication) -> PageTable:
    """Affairs by month of the publication's year, with the sum of each month."""
    counts = publication.table("monthly_counts").sort("section", "source_line", "affair_id", nulls_last=True).to_dicts()
    months = sorted({row["month"] for row in counts})
    return _pivot(
        publication,
        "monthly",
        say("monthly_caption", year=short_year(publication.fiscal_year)),
        [(day, both(f"{day.month}月", f"{day:%b}")) for day in months],
        counts,
        lambda row: row["month"],
        across=True,
    )


def _pivot(
    publication: PagePublication,
    anchor: str,
    caption: Markup,
    heads: list[tuple[Any, Markup]],
    counts: list[dict[str, Any]],
    key: Callable[[dict[str, Any]], Any],
    *,
    across: bool = False,
) -> PageTable:
    cells = {(row["affair_id"], key(row)): row for row in counts}
    columns = [Column(say("affair")), *(Column(head, is_number=True) for _, head in heads)]
    lines: dict[str, list[int]] = defaultdict(list)
    for row in counts:
        lines[row["affair_id"]] += [] if row["source_line"] is None else [row["source_line"]]
    if across:
        columns.append(Column(say("sum"), is_number=True))
    rows = []
    for affair_id in dict.fromkeys(row["affair_id"] for row in counts):
        of_affair = [cells.get((affair_id, head)) for head, _ in heads]
        shown = [_count(publication, row) if row else figure(None) for row in of_affair]
        if across:
            shown.append(_sum(of_affair))
        shown.append(_span(lines[affair_id]))
        rows.append((both(*publication.affairs.get(affair_id, (affair_id, affair_id))), *shown))
    sums = [_sum([row for row in counts if key(row) == head], f"{anchor}_counts/sum/{head}") for head, _ in heads]
    if across:
        sums.append(_sum(counts))
    # Beside twelve months there is no room for more; what it is stands above the table.
    columns.append(Column(say("source_line_short" if across else "source_line"), is_number=True))
    rows.append((say("sum"), *sums, Markup("")))
    cell_ids = [row["cell_id"] for row in counts if row["cell_id"]]
    seeds = publication.table("cells").filter(pl.col("cell_id").is_in(cell_ids))["seed_name"].unique().sort()
    models = _models("counts", f"{anchor}_counts")
    return PageTable(anchor, caption, tuple(columns), tuple(rows), _files(*seeds), models)


def _count(publication: PagePublication, row: dict[str, Any]) -> Markup:
    """The count, marked as in the charts where it looks exchanged, with its line in the source as a hint."""
    shown = cell_value(row["case_count"], row["cell_status"])
    if row["cell_id"] in publication.look_exchanged:
        shown += SUSPECT
    if row["source_line"] is None:
        return shown
    hint = " / ".join(text.format(line=row["source_line"]) for text in WORDS["source_line_of"])
    return Markup('<span title="{}">{}</span>').format(hint, shown)


def _span(lines: list[int]) -> Markup:
    """The first and last line of a row in the source."""
    return (
        Markup("–").join(figure(line, str(line)) for line in sorted({min(lines), max(lines)})) if lines else Markup("")
    )


def _sum(rows: Iterable[dict[str, Any] | None], of: str | None = None) -> Markup:
    """The sum of the known counts; none where a figure is lost, since the sum would be too small."""
    known = [row for row in rows if row]
    if any(row["cell_status"] == "lost" for row in known):
        return UNKNOWN
    return figure(sum(row["case_count"] or 0 for row in known), of=of)


def table_of(
    anchor: str,
    caption: Markup,
    heads: Iterable[Markup],
    rows: Sequence[tuple[Markup, ...]],
    numbers: tuple[int, ...],
    seeds: tuple[str, ...] = (),
) -> PageTable:
    """A table of the columns `heads`; the marts of governance are named as its seeds are."""
    columns = tuple(Column(head, is_number=index in numbers) for index, head in enumerate(heads))
    files = _files(*(f"printed_{seed}" for seed in seeds))
    return PageTable(anchor, caption, columns, tuple(rows), files, _models("governance", *seeds))


def _files(*seeds: str) -> tuple[str, ...]:
    return tuple(f"seeds/disclosures/{seed}.csv" for seed in seeds)


def _models(folder: str, *marts: str) -> tuple[str, ...]:
    return tuple(f"models/marts/{folder}/{mart}.sql" for mart in marts)


def coverage_table(publication: PagePublication) -> PageTable:
    """How many printed figures stand in how many sums."""
    coverage = publication.table("cell_coverage")["coverage"].to_list()
    known = {
        "several": "coverage_several",
        "one": "coverage_one",
        "absorbed": "coverage_absorbed",
        "none": "coverage_none",
    }
    kinds = [*known, *sorted(set(coverage) - set(known))]
    rows = [
        (
            say(known[kind]) if kind in known else both(kind, kind),
            figure(coverage.count(kind), of=f"cell_coverage/{kind}"),
        )
        for kind in kinds
    ]
    return table_of(
        "coverage", say("coverage_caption"), (say("coverage_column"), say("count_column")), rows, numbers=(1,)
    )
