"""Projects of seeds into which a publication is ingested."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from first_publication import copy_seeds
from ingest.prints import TABLES_ONLY
from ingest.seeds_project import SeedsProject

settings.register_profile("derandomized", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("derandomized")


@pytest.fixture
def new_project(tmp_path: Path) -> Callable[[], SeedsProject]:
    """Makes projects with the seeds of the first publication."""

    def make() -> SeedsProject:
        root = tmp_path / f"project{len(list(tmp_path.iterdir()))}"
        copy_seeds(root / "seeds")
        (root / "dbt_project.yml").write_text("name: test\n", encoding="utf-8")
        return SeedsProject(root)

    return make


@pytest.fixture
def project(new_project: Callable[[], SeedsProject]) -> SeedsProject:
    return new_project()


@pytest.fixture(scope="session")
def tables_only() -> str:
    """The tables of the publication for fiscal year 2021 as text, with the shifts of its extraction."""
    return TABLES_ONLY.read_text(encoding="utf-8")
