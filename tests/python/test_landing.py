"""Transcriptions that come from Parquet files give the same tables as the seeds."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from conftest import Project

DISCLOSURES = "seeds/disclosures"


@pytest.fixture
def landing(built_project: Project, tmp_path: Path) -> Path:
    """The seeds of the built project as Parquet, partitioned by fiscal year and publisher."""
    folder = tmp_path / "landing"
    database = built_project.root / "target" / "jukinet.duckdb"
    with duckdb.connect(str(database), read_only=True) as connection:
        for seed in sorted((built_project.root / DISCLOSURES).glob("*.csv")):
            target = folder / seed.stem / "fiscal_year=2021" / "publisher=14"
            target.mkdir(parents=True)
            connection.execute(f"copy {seed.stem} to '{(target / '0.parquet').as_posix()}'")
    return folder


def test_parquet_gives_the_same_tables_as_the_seeds(
    built_project: Project, project: Project, landing: Path, tmp_path: Path
) -> None:
    for seed in (project.root / DISCLOSURES).glob("*.csv"):
        header = seed.read_text(encoding="utf-8").splitlines()[0]
        seed.write_text(header + "\n", encoding="utf-8")
    shutil.rmtree(project.published)
    result = project.run("dbt", "build", "--vars", json.dumps({"landing": landing.as_posix()}))
    assert result.returncode == 0, result.stdout
    before, after = built_project.published_digests(), project.published_digests()
    assert {name for name in before if before[name] != after.get(name)} == set()
