"""What looks odd in the figures that a publication shows, in whichever edition that could be seen."""

from __future__ import annotations

import polars as pl

from jukinet.restated import moved_ids
from jukinet.warehouse import Warehouse


def shown_anomalies(warehouse: Warehouse, publication_id: str) -> pl.DataFrame:
    """What addition cannot see in the figures of a publication, suspected exchanges first, then the largest jumps.

    A figure that looked odd in an earlier edition still does where this one repeats it: the last year of a print has no
    later neighbour, so that only the edition after it can tell, and the first year none before it. It is
    named by the id under which this edition prints its affair.

    Returns the columns of the mart anomalies, and edition, the fiscal year of the publication that tells it.
    """
    publications = warehouse.table("publications")
    this = publications.row(by_predicate=pl.col("publication_id") == publication_id, named=True)
    editions = publications.filter(
        (pl.col("publisher_code") == this["publisher_code"]) & (pl.col("fiscal_year") <= this["fiscal_year"])
    ).select("publication_id", edition="fiscal_year")
    found = warehouse.table("anomalies").join(editions, on="publication_id")
    cells = warehouse.sql("select publication_id, cell_id, value from cells").join(editions, on="publication_id")
    values = {(of, cell_id): value for of, cell_id, value, _ in cells.iter_rows()}
    moved = moved_ids(warehouse)

    def named_here(cell_id: str) -> str:
        table, affair_id, year = cell_id.split("/")
        is_here = (publication_id, cell_id) in values
        return cell_id if is_here else f"{table}/{moved.get(affair_id, affair_id)}/{year}"

    def shown_as(of: str, cell_ids: str | None) -> str | None:
        """Their ids in this edition, or None where it does not show these figures."""
        if of == publication_id:
            return cell_ids or ""
        ids = str(cell_ids or "").split()
        names = [named_here(cell_id) for cell_id in ids]
        here = [values.get((publication_id, cell_id)) for cell_id in names]
        repeats = None not in here and here == [values.get((of, cell_id)) for cell_id in ids]
        return " ".join(names) if repeats else None

    pairs = found.select("publication_id", "cell_ids").iter_rows()
    named = pl.Series("cell_ids", [shown_as(*pair) for pair in pairs], dtype=pl.String)
    shown = found.with_columns(named).filter(pl.col("cell_ids").is_not_null())
    newest = shown.sort("edition", descending=True).unique(["anomaly", "cell_ids"], keep="first")
    return newest.sort("anomaly", "magnitude", "cell_ids", descending=[False, True, False])
