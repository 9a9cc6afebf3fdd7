"""Seeds with other rows."""

from __future__ import annotations

from jukinet.seeds import Seed


def rewrite(seed: Seed, rows: list[dict[str, str]]) -> None:
    """Write a seed with these rows, in its order."""
    seed.path.write_bytes(seed.to_csv(sorted(rows, key=seed.sort_key)))
