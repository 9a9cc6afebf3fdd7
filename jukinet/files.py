"""Writes files so that a reader never sees half of one."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Write all files: each into a temporary file beside its place first, and only then all into place.

    Raises OSError where one cannot be written; none has changed then.
    """
    temporary = {path: path.with_name(f".{path.name}.{os.getpid()}.tmp") for path in contents}
    try:
        for path, content in contents.items():
            with temporary[path].open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        for path, new in temporary.items():
            os.replace(new, path)
    finally:
        for new in temporary.values():
            new.unlink(missing_ok=True)
