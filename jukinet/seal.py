"""Seals a transcription: keeps a copy of its rows and the digest of that copy, so that any later change shows.

The build compares both (model seal_breaks); nothing but this module writes them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from jukinet.files import write_all
from jukinet.seeds import Seed


@dataclass(frozen=True)
class SealedRow:
    """One row of a disclosure seed as text: its columns in order, joined by bars, null as nothing."""

    publication_id: str
    seed_name: str
    row_text: str


@dataclass(frozen=True)
class Sealing:
    """What sealing changes: the digest, and the rows that enter and leave the sealed copy."""

    publication_id: str
    digest: str
    added: tuple[SealedRow, ...]
    removed: tuple[SealedRow, ...]


def seal(seeds: dict[str, Seed], publication_id: str, *, dry_run: bool = False) -> Sealing:
    """Seal a publication anew and return what that changes; with `dry_run` nothing is written.

    Raises KeyError where the publication is not registered.
    """
    register, copy = seeds["publication_register"], seeds["sealed_rows"]
    if publication_id not in {row["publication_id"] for row in register.rows}:
        raise KeyError(publication_id)
    new = transcription(seeds, publication_id)
    old = [SealedRow(**row) for row in copy.rows if row["publication_id"] == publication_id]
    others = [SealedRow(**row) for row in copy.rows if row["publication_id"] != publication_id]
    digest = digest_of(new)
    if not dry_run:
        sealed_rows = sorted(others + new, key=lambda row: (row.publication_id, row.seed_name, row.row_text))
        registered = [
            {**row, "seal": digest} if row["publication_id"] == publication_id else row for row in register.rows
        ]
        write_all(
            copy.path.parents[1],
            {
                copy.path: copy.to_csv([vars(row) for row in sealed_rows]),
                register.path: register.to_csv(registered),
            },
        )
    return Sealing(
        publication_id,
        digest,
        tuple(row for row in new if row not in set(old)),
        tuple(row for row in old if row not in set(new)),
    )


def transcription(seeds: dict[str, Seed], publication_id: str) -> list[SealedRow]:
    """All disclosure rows of a publication, sorted by seed and text."""
    rows = [
        SealedRow(publication_id, seed.name, "|".join(row[name] for name in seed.header))
        for seed in seeds.values()
        if seed.is_disclosure
        for row in seed.rows
        if row["publication_id"] == publication_id
    ]
    return sorted(rows, key=lambda row: (row.seed_name, row.row_text))


def digest_of(rows: list[SealedRow]) -> str:
    """SHA-256 of the sorted rows, one `seed|row` per line; the SQL of seal_breaks computes the same."""
    text = "\n".join(f"{row.seed_name}|{row.row_text}" for row in rows)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
