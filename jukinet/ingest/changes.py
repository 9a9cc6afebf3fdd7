"""What reading a publication changes in which seed: rows sorted as the seeds declare it, and the lines that differ."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jukinet.check.cells import problem
from jukinet.ingest.errors import IngestError
from jukinet.ingest.kept import overwritten
from jukinet.ingest.reading import Reading, SeedRow, Tables, as_text
from jukinet.ingest.rows import Source
from jukinet.seeds import FORMULA_STARTS, Seed

# The registers that ingest always adds rows to; to others only where new names are to be registered.
WRITTEN_REGISTERS = ("printed_affair_names", "printed_recipient_names", "printed_sections", "publication_register")


@dataclass(frozen=True)
class Change:
    """One seed before and after: the bytes to write, the lines that differ, and what stood there and does no more."""

    seed: Seed
    content: bytes
    added: tuple[str, ...]
    removed: tuple[str, ...]
    overwritten: tuple[str, ...]


def plan(
    reading: Reading, source: Source, seeds: Mapping[str, Seed], registered: Tables, *, replace: bool
) -> list[Change]:
    """The seeds as they will be, with the rows `registered` added to their registers.

    Raises IngestError for a publication that is there already, for a file whose name cannot be registered, or for
    unsafe text.
    """
    present = [
        name
        for name, seed in seeds.items()
        if name in {"publication_register", "printed_annual_counts", "printed_monthly_counts"}
        and any(row["publication_id"] == reading.publication_id for row in seed.rows)
    ]  # fmt: skip
    if present and not replace:
        place = seeds[present[0]].path_under(Path("seeds")).as_posix()
        raise IngestError.single(
            source.name, place, f"{reading.publication_id} is already in the seeds", "",
            "Use --replace to read it anew, and --dry-run to see the difference first.",
        )  # fmt: skip
    _refuse_name(source.name, seeds["publication_register"])
    register = seeds["publication_register"].rows
    seal = next((row["seal"] for row in register if row["publication_id"] == reading.publication_id), "")
    registration = {
        "publication_id": reading.publication_id,
        "publisher_code": reading.publisher_code,
        "fiscal_year": str(reading.fiscal_year),
        "as_of_date": as_text(reading.as_of),
        # A publication that is read registers its own names.
        "names_as_in": "",
        "title": reading.title,
        "source_file": source.name,
        "source_sha256": source.sha256,
        # A seal stays: if the rows have changed, the build says so until they are read and sealed again.
        "seal": seal,
    }
    changes = []
    for name, seed in seeds.items():
        if name in registered:
            new, before, kept = registered[name], [], seed.rows
        elif seed.is_disclosure or name in WRITTEN_REGISTERS:
            new = [registration] if name == "publication_register" else list(reading.rows(name))
            before = [row for row in seed.rows if row["publication_id"] == reading.publication_id]
            kept = [row for row in seed.rows if row["publication_id"] != reading.publication_id]
        else:
            continue
        _refuse_formulas(seed, new, source.name)
        content = seed.to_csv(sorted(kept + new, key=seed.sort_key))
        changes.append(_change(seed, content, overwritten(seed, before, new)))
    return changes


def _refuse_name(name: str, register: Seed) -> None:
    """Refuse a name of the file that the check of the seeds would refuse in the register."""
    (column,) = (column for column in register.columns if column.name == "source_file")
    what = problem(column, name, {}, is_sealed=False)
    if what or not name.isprintable():
        raise IngestError.single(
            name, "file", "its name cannot be registered", what or name, "Rename the file, such as to 140007-2021.txt."
        )


def _refuse_formulas(seed: Seed, rows: list[SeedRow], file: str) -> None:
    texts = [column.name for column in seed.columns if column.type == "string"]
    for row in rows:
        for name in texts:
            value = row[name]
            if value.startswith(FORMULA_STARTS) or any(not sign.isprintable() for sign in value):
                raise IngestError.single(
                    file, f"line {row.get('source_line', '?')}",
                    f"{seed.name}.{name} holds a control character or would be run as a formula", value,
                    "No name in print begins so: mend the row in the file.",
                )  # fmt: skip


def _change(seed: Seed, content: bytes, said: list[str]) -> Change:
    before = seed.path.read_text(encoding="utf-8").splitlines() if seed.path.is_file() else []
    after = content.decode("utf-8").splitlines()
    added: list[str] = []
    removed: list[str] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False) if before != after else None
    for kind, start, end, new_start, new_end in matcher.get_opcodes() if matcher else []:
        if kind != "equal":
            removed += before[start:end]
            added += after[new_start:new_end]
    return Change(seed, content, tuple(added), tuple(removed), tuple(said))
