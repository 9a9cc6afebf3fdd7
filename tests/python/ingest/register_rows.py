"""Rows of the registers, read and added as a person does it by hand."""

from __future__ import annotations

import csv
from pathlib import Path

from conftest import Project
from ingest.made_up import NEW_AFFAIR, MadeUp
from ingest.seeds_project import SeedsProject


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def append(path: Path, *new: dict[str, str]) -> None:
    """Add rows to a register, in its order."""
    old = rows(path)
    header = list(old[0])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(sorted([*old, *new], key=lambda row: [row[name] for name in header]))


def register_names(project: Project | SeedsProject, year: MadeUp) -> None:
    """Register what the made-up year prints for the first time."""
    registers = project.root / "seeds/registers"
    append(
        registers / "affair_register.csv",
        {
            "affair_id": "child-benefits", "affair_name": NEW_AFFAIR, "affair_name_en": "Child benefits",
            "activity": "use",
            "legal_basis_id": "act-30-15-1-1", "recipient_id": "", "started_month": "2022-06-01",
        },
    )  # fmt: skip
    append(
        registers / "affair_divisions.csv",
        {"affair_id": "child-benefits", "division_no": "1", "division_id": "child-family"},
    )
    append(
        registers / "printed_affair_names.csv",
        *(
            {"publication_id": "140007-2022", "section": section, "affair_name": name, "affair_id": affair_id}
            for (section, name), affair_id in year.new_names.items()
        ),
    )
