"""The SDMX-CSV file holds every count once, with the status that the code list of SDMX gives it."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest

from conftest import Project
from jukinet.labels import values_of
from jukinet.sdmx import COLUMNS, KEY, write_sdmx
from jukinet.warehouse import Warehouse
from made_up_publication import write_made_up_publication

# CL_OBS_STATUS 2.2.
CODE_LIST = set("ABDEFGHIJKLMNOPQSUVW")
MISSING = {"H", "L", "M", "O", "Q"}


@pytest.fixture(scope="module", params=["real", "made up"])
def published(request: pytest.FixtureRequest, built_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if request.param == "real":
        return built_project.published
    return write_made_up_publication(built_project.published, tmp_path_factory.mktemp("made_up"))


@pytest.fixture(scope="module")
def rows(published: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    path = tmp_path_factory.mktemp("sdmx") / "counts.sdmx.csv"
    write_sdmx(Warehouse(published), path)
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_columns_are_those_of_the_format(rows: list[dict[str, str]]) -> None:
    assert list(rows[0]) == [name for name, _, _ in COLUMNS]
    assert list(rows[0])[:3] == ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
    for row in rows:
        assert row["STRUCTURE"] == "dataflow"
        assert re.fullmatch(r"[A-Z]+:[A-Z_]+\(\d+\.\d+\.\d+\)", row["STRUCTURE_ID"])
        assert row["ACTION"] == "I"


def test_every_count_stands_there_once(rows: list[dict[str, str]], published: Path) -> None:
    warehouse = Warehouse(published)
    expected = {
        (row["publication_id"], row["affair_id"], f"{row['fiscal_year']}-A1"): (row["case_count"], row["cell_status"])
        for row in warehouse.table("annual_counts").iter_rows(named=True)
    } | {
        (row["publication_id"], row["affair_id"], f"{row['month']:%Y-%m}"): (row["case_count"], row["cell_status"])
        for row in warehouse.table("monthly_counts").iter_rows(named=True)
    }
    found = {
        (row["PUBLICATION"], row["AFFAIR"], row["TIME_PERIOD"]): (
            int(row["OBS_VALUE"]) if row["OBS_VALUE"] else None,
            row["CELL_STATUS"],
        )
        for row in rows
    }
    assert found == expected
    assert len({tuple(row[column] for column in KEY) for row in rows}) == len(rows)


def test_statuses_are_those_of_the_code_list(rows: list[dict[str, str]]) -> None:
    expected = {"printed": "A", "derived": "I", "implied_zero": "I", "not_applicable": "M", "lost": "L"}
    assert expected.keys() == set(values_of("cell_status"))
    assert set(expected.values()) <= CODE_LIST
    for row in rows:
        assert row["OBS_STATUS"] == expected[row["CELL_STATUS"]]
        assert (row["OBS_STATUS"] in MISSING) == (row["OBS_VALUE"] == "")


def test_fiscal_years_are_reporting_years_from_april(rows: list[dict[str, str]]) -> None:
    for row in rows:
        annual = row["FREQ"] == "A"
        assert re.fullmatch(r"\d{4}-A1" if annual else r"\d{4}-(0[1-9]|1[0-2])", row["TIME_PERIOD"])
        assert row["REPORTING_YEAR_START_DAY"] == ("--04-01" if annual else "")


def test_identifiers_fit_sdmx(rows: list[dict[str, str]]) -> None:
    for row in rows:
        for column in ("REF_AREA", "PUBLICATION", "ACTIVITY", "AFFAIR"):
            assert re.fullmatch(r"[A-Za-z0-9_@$\-]+", row[column])


def test_an_unknown_status_is_refused(built_project: Project, tmp_path: Path) -> None:
    shutil.copytree(built_project.published, tmp_path / "published")
    counts = Warehouse(tmp_path / "published").table("annual_counts")
    changed = counts.with_columns(cell_status=counts["cell_status"].replace("printed", "guessed"))
    changed.write_parquet(tmp_path / "published" / "annual_counts.parquet")
    with pytest.raises(KeyError, match=r"sdmx.py: OBS_STATUS has no code for guessed; add it"):
        write_sdmx(Warehouse(tmp_path / "published"), tmp_path / "counts.csv")
