"""What is published beside the tables: the workbook, the counts as SDMX-CSV, the description of the data package."""

from __future__ import annotations

from pathlib import Path


def write_open_data(directory: Path, models: Path) -> None:
    """Write them into `directory`, which holds the published Parquet and CSV files; descriptions come from `models`.

    Raises DictionaryError or KeyError where a table, column or status is not described; nothing else is changed.
    """
    from jukinet import datapackage, excel, sdmx
    from jukinet.dictionary import read_dictionary
    from jukinet.labels import require_labels
    from jukinet.warehouse import Warehouse

    warehouse, dictionary = Warehouse(directory, is_copied=False), read_dictionary(models)
    require_labels({name: warehouse.schema(name).names() for name in sorted(warehouse.tables)})
    sdmx.write_sdmx(warehouse, directory / sdmx.FILE)
    datapackage.write_datapackage(warehouse, dictionary, directory)
    excel.write_workbook(warehouse, dictionary, directory / excel.FILE)
