"""The list of checksums beside published files, in the form that `sha256sum --check` reads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from jukinet.files import sha256_of

CHECKSUMS = "checksums.sha256"


def write_checksums(directory: Path, known: Mapping[str, object]) -> None:
    """Sign all files; `known` are the digests of those that were read for that already."""
    lines = [f"{known.get(path.name) or sha256_of(path)}  {path.name}\n" for path in sorted(directory.iterdir())]
    (directory / CHECKSUMS).write_text("".join(lines), encoding="utf-8", newline="\n")


def listed_files(directory: Path) -> set[str]:
    """Names of the files that the checksums of a directory are of; none where it has no such list."""
    listed = directory / CHECKSUMS
    if not listed.is_file():
        return set()
    return {line.partition("  ")[2] for line in listed.read_text(encoding="utf-8", errors="replace").splitlines()}
