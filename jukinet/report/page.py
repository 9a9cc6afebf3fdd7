"""Puts the report of a publication together."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from jukinet.charts.text import DERIVED_MARK, Lang
from jukinet.checksums import CHECKSUMS
from jukinet.datapackage import read_published_dictionary
from jukinet.dictionary import Dictionary
from jukinet.files import write_one
from jukinet.report import column_tables, drilldown, facts, governance, listings, tables
from jukinet.report.cells import PagePublication, open_publication
from jukinet.report.figures import chart_specs, figures_by_section, library, specs_json
from jukinet.report.layout import render
from jukinet.report.text import full_date, local_time, month, sentences, short_year, year
from jukinet.report.words import WORDS
from jukinet.warehouse import Warehouse

FILE = "report.html"


def write_report(
    warehouse: Warehouse,
    path: Path,
    *,
    built_at: str,
    versions: Mapping[str, str],
    publication_id: str | None = None,
    lang: Lang = "ja",
) -> str:
    """Write the report of one publication, without an id the newest, as one HTML file; its id is returned.

    `built_at` and `versions` stand in the provenance as given; `lang` is the language that is shown first. The
    descriptions of tables and columns are those of datapackage.json beside the tables, where there is one.

    Raises KeyError where the warehouse does not hold the publication, OSError where the file cannot be written; an
    earlier report stands then.
    """
    publication = open_publication(warehouse, publication_id)
    specs = chart_specs(publication)
    end = date(publication.fiscal_year + 1, 3, 31)
    text = render(
        "report.html",
        lang,
        scripts=(library(),),
        specs=specs_json(specs),
        publication=publication.row,
        actor=publication.actor,
        figures=figures_by_section(specs),
        sentences=sentences,
        year_end=(month(end)[0], f"{end:%B %Y}"),
        titles=_titles(publication),
        as_of=full_date(publication.row["as_of_date"]),
        built_local=local_time(built_at),
        mark=DERIVED_MARK,
        year=year(publication.fiscal_year),
        short_year=short_year(publication.fiscal_year),
        tiles=facts.tiles(publication),
        in_short=facts.in_short(publication),
        year_changes=facts.year_changes(publication),
        restated=facts.restated(publication),
        groups=drilldown.groups(publication),
        coverage=tables.coverage_table(publication),
        derived=listings.derived_rows(publication),
        lost=listings.lost_rows(publication),
        anomalies=listings.anomaly_rows(publication),
        annual=tables.annual_table(publication),
        monthly=tables.monthly_table(publication),
        governance=governance.governance_tables(publication),
        dictionary=column_tables.dictionary_tables(warehouse, _dictionary(warehouse.directory)),
        tables_digest=_tables_digest(warehouse.directory),
        built_at=built_at,
        versions=versions,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    write_one(path, text.encode("utf-8"))
    return publication.publication_id


def _titles(publication: PagePublication) -> tuple[str, ...]:
    names = zip(short_year(publication.fiscal_year), ("publisher_name", "publisher_name_en"), strict=True)
    return tuple(
        title.format(year=of, publisher=publication.row[name])
        for title, (of, name) in zip(WORDS["page_title"], names, strict=True)
    )


def _dictionary(directory: Path) -> Dictionary | None:
    try:
        return read_published_dictionary(directory)
    except FileNotFoundError:
        return None


def _tables_digest(directory: Path) -> str | None:
    """The digest of the list of digests: it stands for all published tables together."""
    checksums = directory / CHECKSUMS
    return hashlib.sha256(checksums.read_bytes()).hexdigest() if checksums.exists() else None
