"""The tables of one publication, as the charts ask for them."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from jukinet.anomalies import shown_anomalies
from jukinet.charts.text import Lang, fiscal_year_name, say, short_affair_names
from jukinet.restated import restated_counts
from jukinet.warehouse import Warehouse


def highest_of(values: pl.Series) -> float:
    """The largest value, at least 1, so that an axis has a length."""
    return float(max([*values.drop_nulls().to_list(), 1]))


def sum_of(values: pl.Series) -> int:
    """The sum of whole numbers; what has no figure adds nothing."""
    return int(sum(values.drop_nulls().to_list()))


@dataclass(frozen=True)
class Source:
    """A publication in a warehouse, in one language."""

    warehouse: Warehouse
    lang: Lang
    publication_id: str
    publisher_code: str
    publisher_name: str
    fiscal_year: int
    title: str | None
    has_other_editions: bool

    def credit(self, *, is_of_editions: bool) -> str:
        """Whose figures these are, and that jukinet has compiled them."""
        # Its title is Japanese, and names the publication to nobody who reads none.
        title = self.title if self.lang == "ja" else None
        publication = say(
            "publication_title" if title else "publication_of", self.lang, year=self.year_name, title=title
        )
        others = say("publications_other", self.lang) if is_of_editions and self.has_other_editions else ""
        return say("credit", self.lang, publisher=self.publisher_name, publication=publication + others)

    def restated_mark(self, years: Set[int]) -> list[str]:
        """Which of these fiscal years hold figures that a later edition gives otherwise, in at most one sentence."""
        if not self.has_other_editions:
            return []
        restated = sorted(years & set(restated_counts(self.warehouse, self.publication_id)["fiscal_year"]))
        names = say("list_separator", self.lang).join(fiscal_year_name(year, self.lang) for year in restated)
        return [say("restated_years", self.lang, years=names)] if restated else []

    @property
    def year_name(self) -> str:
        """The publication's fiscal year: 令和3年度, R03."""
        return fiscal_year_name(self.fiscal_year, self.lang)

    def table(self, name: str) -> pl.DataFrame:
        """Its rows of a published table; see `Warehouse.table_of`."""
        return self.warehouse.table_of(self.publication_id, name)

    @cached_property
    def anomalies(self) -> pl.DataFrame:
        """What looks odd in the figures shown; see `shown_anomalies`."""
        return shown_anomalies(self.warehouse, self.publication_id)

    @cached_property
    def affair_labels(self) -> pl.DataFrame:
        """affair_id, label (short) and name (in full) of every affair of the publisher."""
        return short_affair_names(self.warehouse.affairs_of(self.publisher_code), self.lang)

    def named(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows of affairs with label and name; an affair that is not registered goes by its id."""
        return frame.join(self.affair_labels, on="affair_id", how="left").with_columns(
            pl.col("label", "name").fill_null(pl.col("affair_id"))
        )

    def months(self) -> pl.DataFrame:
        """monthly_counts of the publication's own year, with label and name of the affair."""
        own_year = self.table("monthly_counts").filter(fiscal_year=self.fiscal_year)
        return self.named(own_year).with_columns(pl.col("case_count").cast(pl.Int64)).sort("month", "affair_id")

    def localized(self, column: str) -> str:
        """The column of a name in the source's language."""
        return column if self.lang == "ja" else f"{column}_en"


def open_source(warehouse: Warehouse, publication_id: str | None, lang: Lang) -> Source:
    """Choose a publication; without an id the newest.

    Raises KeyError where the warehouse does not hold it, ValueError where the language is not known.
    """
    if lang not in ("ja", "en"):
        raise ValueError(f"no language {lang!r}; there are ja and en")
    all_publications = warehouse.table("publications").sort("fiscal_year", "publication_id")
    publications = all_publications
    if publication_id is not None:
        publications = publications.filter(pl.col("publication_id") == publication_id)
    if publications.is_empty():
        raise KeyError(f"no publication {publication_id}")
    row = publications.row(-1, named=True)
    of_publisher = all_publications.filter(pl.col("publisher_code") == row["publisher_code"])
    return Source(
        warehouse=warehouse,
        lang=lang,
        publication_id=row["publication_id"],
        publisher_code=row["publisher_code"],
        publisher_name=row["publisher_name" if lang == "ja" else "publisher_name_en"],
        fiscal_year=row["fiscal_year"],
        title=row["title"],
        has_other_editions=of_publisher.height > 1,
    )
