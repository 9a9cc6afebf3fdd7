"""Tables among the seeds that are none, such as a seed saved under another name: dbt would load them unchecked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from jukinet.seeds import Seed


def strangers(seeds: Mapping[str, Seed]) -> Iterator[tuple[Path, str]]:
    """Each file that no seed describes, and what to do."""
    known = {seed.path for seed in seeds.values()}
    for root in {path.parents[1] for path in known}:
        for path in sorted(root.rglob("*.[cC][sS][vV]")):
            if path not in known:
                if path.name.startswith("~$"):
                    yield path, f"says that {path.name[2:]} is open in Excel; close the file in Excel and remove it"
                    continue
                # A description is read in these folders alone, and of a name in small letters.
                can_be_described = path.parent.parent == root and re.fullmatch(r"[a-z0-9_]+\.csv", path.name)
                advice = f"put {path.stem}.yml beside it, which describes it, or " if can_be_described else ""
                # Of names that hold each other, the longer is meant.
                meant = max((name for name in seeds if name in path.stem), key=len, default=None)
                kind, remedy = (f", but named as {meant} is", "remove the copy") if meant else ("", "move it away")
                yield path, f"is no seed of this project{kind}; {advice}{remedy}"
