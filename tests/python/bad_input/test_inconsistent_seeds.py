"""What is wrong in a seed stops the build, is named, and leaves the published tables as they were."""

from __future__ import annotations

import pytest

from bad_input.inconsistent_seeds import FAULTS
from conftest import Project

# Faults in rows of their own that one build meets, before the gate or behind it: each has its own lines there, as for a
# user who has made them all.
TOGETHER = (
    (
        "two digits exchanged in a month",
        "a digit in a year without months",
        "a digit in the grand total",
        "a month that a deduced cell absorbs",
        "a figure that stands in no edit",
        "an affair renamed",
        "an annual row left out",
    ),
    (
        "a monthly row deleted",
        "a month that makes a derived cell negative",
        "a status that the contract does not know",
    ),
    ("a monthly row doubled", "a cell blanked"),
    (
        "times that are not those of the publication",
        "rows left out of lists that print numbers",
        "a statement about what is not there",
        "a division and an office that no register has",
    ),
    ("a division registered twice", "an acknowledged anomaly that nobody finds"),
)
ALONE = tuple((fault,) for fault in FAULTS if not any(fault in faults for faults in TOGETHER))


@pytest.mark.parametrize("faults", TOGETHER + ALONE, ids="; ".join)
def test_dbt_build_stops_and_names_the_faults(project: Project, faults: tuple[str, ...]) -> None:
    before = project.published_digests()
    for fault in faults:
        FAULTS[fault][0](project)
    result = project.run("dbt", "--quiet", "build")
    assert result.returncode == 1
    for fault in faults:
        for text in FAULTS[fault][1]:
            assert text in result.stdout, fault
    assert "NOT PUBLISHED" in result.stdout
    assert "Traceback" not in result.stdout
    assert project.published_digests() == before
