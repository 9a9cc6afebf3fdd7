"""What is wrong in a seed stops the build, is named, and leaves the published tables as they were."""

from __future__ import annotations

import pytest

from bad_input.inconsistent_seeds import FAULTS
from conftest import Project


@pytest.mark.parametrize("fault", FAULTS)
def test_dbt_build_stops_and_names_the_fault(project: Project, fault: str) -> None:
    before = project.published_digests()
    damage, expected = FAULTS[fault]
    damage(project)
    result = project.run("dbt", "--quiet", "build")
    assert result.returncode == 1
    for text in expected:
        assert text in result.stdout
    assert "NOT PUBLISHED" in result.stdout
    assert "Traceback" not in result.stdout
    assert project.published_digests() == before
