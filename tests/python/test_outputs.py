"""What is written to a place that takes nothing ends no command, and never in a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")

LOST = "error: the output cannot be written (No space left on device); all else was done\n"
SEAL = "seal 140007-2021 --dry-run"


@pytest.mark.parametrize(
    ("command", "code", "errors"),
    [
        ("check | true", 0, ""),
        ("check > /dev/full", 1, LOST),
        (f"{SEAL} > /dev/full", 1, LOST),
        (f"{SEAL} >&-", 0, ""),
        (f"{SEAL} >&- <&-", 0, ""),
        ("seal 140007-2099 > /dev/full 2> /dev/full", 1, ""),
        ("seal 140007-2099 >&- 2>&-", 1, ""),
        ("build --root nowhere 2>&-", 1, ""),
        ("--version | true", 0, ""),
        ("--help > /dev/full", 1, LOST),
    ],
)
def test_an_output_that_takes_nothing(command: str, code: int, errors: str) -> None:
    program = Path(sys.executable).with_name("jukinet")
    result = subprocess.run(
        ["bash", "-o", "pipefail", "-c", f"'{program}' {command}"],
        cwd=ROOT, env=os.environ | {"NO_COLOR": "1"}, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (result.returncode, result.stdout, result.stderr) == (code, "", errors)


@pytest.mark.parametrize(("closed", "said"), [(">&-", "lost 2\n"), ("2>&-", "lost 1\n"), ("<&- >&- 2>&-", "")])
def test_a_file_does_not_take_the_place_of_a_closed_output(tmp_path: Path, closed: str, said: str) -> None:
    script = (
        "import os, sys; from jukinet import outputs; outputs.keep_writing(); handle = os.open(sys.argv[1], 66); "
        "print('lost 1'); print('lost 2', file=sys.stderr); sys.stdout.isatty(), sys.stderr.isatty(); "
        "sys.exit(handle < 3)"
    )
    result = subprocess.run(
        ["bash", "-c", f"'{sys.executable}' -c \"{script}\" '{tmp_path / 'file'}' {closed}"],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (result.returncode, result.stdout + result.stderr) == (0, said)
    assert (tmp_path / "file").read_bytes() == b""
