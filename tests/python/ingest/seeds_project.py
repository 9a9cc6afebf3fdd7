"""A project of seeds alone, and ingest run in it as a person runs it."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import typer
from typer.testing import CliRunner, Result

from jukinet.ingest.command import ingest

APP = typer.Typer()
APP.command()(ingest)


@dataclass(frozen=True)
class SeedsProject:
    """A directory with seeds alone; `run` ingests a file into its seeds."""

    root: Path

    def run(self, file: Path, *options: str, fiscal_year: int = 2021, publisher: str = "140007") -> Result:
        arguments = [str(file), "--publisher", publisher, "--fiscal-year", str(fiscal_year), "--root", str(self.root)]
        return CliRunner().invoke(APP, [*arguments, *options])

    def write(self, name: str, content: bytes | str) -> Path:
        path = self.root / "inbox" / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def seeds(self, directory: str = "seeds") -> dict[str, bytes]:
        """The bytes of every file under a directory of seeds, whatever its name."""
        base = self.root / directory
        return {
            path.relative_to(base).as_posix(): path.read_bytes() for path in sorted(base.rglob("*")) if path.is_file()
        }

    def disclosures(self, directory: str = "seeds", *, without: str = "") -> dict[str, bytes]:
        """The seeds that ingest writes, but for the register of publications, which names the file itself.

        `without` leaves one column out.
        """
        found = {}
        for path in sorted((self.root / directory).glob("*/*.csv")):
            if path.parent.name == "disclosures" or path.name.startswith("printed_"):
                rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
                kept = [{name: cell for name, cell in row.items() if name != without} for row in rows]
                found[path.name] = repr(kept).encode() if without else path.read_bytes()
        return found
