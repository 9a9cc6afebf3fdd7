"""A publication in one language, as the charts ask for it."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from jukinet.charts.text import Lang, fiscal_year_name, say, short_affair_names
from jukinet.labels import LANGUAGES
from jukinet.publication import Publication, publication_row
from jukinet.warehouse import Warehouse


def highest_of(values: pl.Series) -> float:
    """The largest value, at least 1, so that an axis has a length."""
    return float(max([*values.drop_nulls().to_list(), 1]))


def sum_of(values: pl.Series) -> int:
    """The sum of whole numbers; what has no figure adds nothing."""
    return int(sum(values.drop_nulls().to_list()))


@dataclass(frozen=True, eq=False)
class Source(Publication):
    """A publication in a warehouse, in one language."""

    lang: Lang

    def credit(self, *, is_of_editions: bool) -> str:
        """Whose figures these are, and that jukinet has compiled them."""
        # Its title is Japanese, and names the publication to nobody who reads none.
        title = self.row["title"] if self.lang == "ja" else None
        publication = say(
            "publication_title" if title else "publication_of", self.lang, year=self.year_name, title=title
        )
        others = say("publications_other", self.lang) if is_of_editions and self.has_other_editions else ""
        publisher = self.row[self.localized("publisher_name")]
        return say("credit", self.lang, publisher=publisher, publication=publication + others)

    def restated_mark(self, years: Set[int]) -> list[str]:
        """Which of these fiscal years hold figures that a later edition gives otherwise, in at most one sentence."""
        if not self.has_other_editions:
            return []
        restated = sorted(years & set(self.restated["fiscal_year"]))
        names = say("list_separator", self.lang).join(fiscal_year_name(year, self.lang) for year in restated)
        return [say("restated_years", self.lang, years=names)] if restated else []

    @property
    def year_name(self) -> str:
        """The publication's fiscal year: 令和3年度, R03."""
        return fiscal_year_name(self.fiscal_year, self.lang)

    @cached_property
    def affair_labels(self) -> pl.DataFrame:
        """affair_id, label (short) and name (in full) of every affair that the publisher's annual tables print."""
        affairs = self.warehouse.table("affairs")
        trends = self.warehouse.table("yearly_trends").filter(publisher_code=self.publisher_code)
        counted = affairs.join(trends, on="affair_id", how="semi")
        moved = affairs.join(counted, left_on="continued_as", right_on="affair_id", how="semi")
        if moved.is_empty():
            return short_affair_names(counted, self.lang)
        # One label may be that of an affair under both ids, but where this edition lists both.
        printed = self.table("annual_counts")["affair_id"].drop_nulls().unique().to_list()
        is_beside = pl.all_horizontal(pl.col("affair_id", "continued_as").is_in(printed))
        beside, alone = moved.filter(is_beside), moved.filter(~is_beside)
        labels = short_affair_names(pl.concat([counted, beside]), self.lang)
        before = counted.join(moved, left_on="affair_id", right_on="continued_as", how="anti")
        others = short_affair_names(pl.concat([before, alone]), self.lang)
        return pl.concat([labels, others.join(alone, on="affair_id", how="semi")])

    def named(self, frame: pl.DataFrame) -> pl.DataFrame:
        """The rows of affairs with label and name; an affair that is not registered goes by its id."""
        return frame.join(self.affair_labels, on="affair_id", how="left").with_columns(
            pl.col("label", "name").fill_null(pl.col("affair_id"))
        )

    def months(self) -> pl.DataFrame:
        """monthly_counts of the publication's own year, with label and name of the affair."""
        own_year = self.table("monthly_counts").filter(fiscal_year=self.fiscal_year)
        return self.named(own_year).sort("month", "affair_id")

    def localized(self, column: str) -> str:
        """The column of a name in the source's language."""
        return column if self.lang == "ja" else f"{column}_en"


def open_source(warehouse: Warehouse, publication_id: str | None, lang: Lang) -> Source:
    """Choose a publication; without an id the newest.

    Raises KeyError where the warehouse does not hold it, ValueError where the language is not known.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"no language {lang!r}; there are ja and en")
    return Source(warehouse, publication_row(warehouse, publication_id), lang)
