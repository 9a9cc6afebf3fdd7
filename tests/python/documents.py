"""What the documents show as output, and whether a command printed it."""

from __future__ import annotations

import re

from conftest import ROOT

LEFT_OUT = ("…", "...")


def indented(name: str, start: str) -> list[list[str]]:
    """The indented blocks of a document whose first line begins with `start`, without the indent."""
    text = (ROOT / name).read_text(encoding="utf-8")
    blocks = re.findall(r"(?:^    .*\n)+", text, flags=re.MULTILINE)
    return [[line[4:] for line in block.splitlines()] for block in blocks if block.startswith(f"    {start}")]


def consoles(name: str) -> list[tuple[str, list[str]]]:
    """The commands that a document shows after a prompt, in order, each with the output shown under it."""
    text = (ROOT / name).read_text(encoding="utf-8")
    found: list[tuple[str, list[str]]] = []
    for line in "".join(re.findall(r"```console\n(.*?)```", text, flags=re.DOTALL)).splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        else:
            found[-1][1].append(line)
    return found


def assert_printed(shown: list[str], printed: str) -> None:
    """Every shown line was printed, in this order and with none between, but where `…` or `...` says what was left out.

    Empty lines count for nothing.
    """
    lines = [line for line in printed.splitlines() if line.strip()]
    place, may_skip = 0, True
    for line in shown:
        if line.strip() in LEFT_OUT:
            may_skip = True
        elif line.strip():
            pattern = re.escape(line).replace("…", ".*")
            places = range(place, len(lines)) if may_skip else range(place, place + 1)
            at = next((number for number in places if re.fullmatch(pattern, "".join(lines[number : number + 1]))), None)
            assert at is not None, f"not printed here: {line}\n\n{printed}"
            place, may_skip = at + 1, False
