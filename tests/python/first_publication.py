"""The seeds of the first publication alone: tests hold for it, whatever years and publishers have been added since."""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from jukinet.ingest.reading import Tables
from jukinet.seeds import load_seeds

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
PUBLISHER = "140007"
PUBLICATION = f"{PUBLISHER}-2021"


def _named(register: str, column: str) -> set[str]:
    with (SEEDS / f"registers/{register}.csv").open(encoding="utf-8", newline="") as file:
        return {row[column] for row in csv.DictReader(file) if row["publication_id"] == PUBLICATION}


def first_tables() -> Tables:
    """Their rows, by the name of the seed."""
    with tempfile.TemporaryDirectory() as root:
        copy_seeds(Path(root) / "seeds")
        (Path(root) / "dbt_project.yml").touch()
        return {name: seed.rows for name, seed in load_seeds(Path(root)).items()}


def copy_seeds(target: Path) -> None:
    """Copy the seeds without the rows of other publications, and of what only those name."""
    shutil.copytree(SEEDS, target)
    affairs = _named("printed_affair_names", "affair_id")
    recipients = _named("printed_recipient_names", "recipient_id")
    of_first: dict[str, Callable[[str], bool]] = {
        "publication_id": PUBLICATION.__eq__,
        "publisher_code": PUBLISHER.__eq__,
        "affair_id": affairs.__contains__,
        "recipient_id": lambda recipient: not recipient or recipient in recipients,
    }
    for path in target.rglob("*.csv"):
        header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        columns = header.rstrip("\n").split(",")
        kept = [
            row
            for row, values in zip(rows, csv.reader(rows), strict=True)
            if all(of_first[name](value) for name, value in zip(columns, values, strict=True) if name in of_first)
        ]
        if len(kept) < len(rows):
            path.write_text(header + "".join(kept), encoding="utf-8", newline="\n")
