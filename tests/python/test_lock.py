"""A lock names its holder alone, and is the same one by whatever path it is taken."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from jukinet.lock import locked


def test_the_file_that_a_killed_holder_left_names_the_new_one_alone(tmp_path: Path) -> None:
    file = tmp_path / ".lock"
    file.write_text("jukinet build " * 9, encoding="utf-8")
    with locked(file, "jukinet seal"):
        assert file.read_text(encoding="utf-8") == f"jukinet seal (process {os.getpid()})"
    assert not file.exists()
    # Who has given it back takes it anew.
    with locked(file, "jukinet build"):
        assert file.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_who_holds_a_lock_goes_on_behind_a_link_to_it(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with locked(tmp_path / "real/.lock", "jukinet seal"):
        with locked(tmp_path / "link/.lock", "jukinet build"):
            pass
        assert (tmp_path / "real/.lock").read_text(encoding="utf-8").startswith("jukinet seal")
