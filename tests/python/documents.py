"""What the documents show as output and say in figures, and whether it is what a build gives.

With REWRITE_FIGURES in the environment, as `make figures` sets it, figures that have become others are written into the
documents, and what differs in more than figures stays red.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from conftest import ROOT

LEFT_OUT = ("…", "...")
IS_REWRITING = bool(os.environ.get("REWRITE_FIGURES"))
REMEDY = "`make figures` writes it there"
FIGURE = r"\d+(?:,\d{3})*"


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


def assert_said(name: str, sentence: str, *figures: object) -> None:
    """The document says `sentence`, which has a place in braces for each of the figures."""
    path = ROOT / name
    text = path.read_text(encoding="utf-8")
    said = sentence.format(*figures)
    if said not in text and IS_REWRITING:
        pattern = FIGURE.join(re.escape(part) for part in re.split(r"\{:?,?\}", sentence))
        text = re.sub(pattern, lambda _: said, text)
        path.write_text(text, encoding="utf-8", newline="\n")
    assert said in text, f"{name} does not say: {said}\n{REMEDY}, where all but the figures stands"


def assert_printed(shown: list[str], printed: str) -> None:
    """Every shown line was printed, in this order and with none between, but where `…` or `...` says what was left out.

    Empty lines count for nothing.
    """
    lines = [line for line in printed.splitlines() if line.strip()]
    new = list(shown)
    place, may_skip = 0, True
    for number, line in enumerate(shown):
        if line.strip() in LEFT_OUT:
            may_skip = True
        elif line.strip():
            places = range(place, len(lines) if may_skip else min(place + 1, len(lines)))
            found = _found(line, lines, places)
            assert found is not None, (
                f"{_named(shown)}: not printed here: {line}\n{REMEDY}, if only figures differ\n\n{printed}"
            )
            place, new[number] = found[0] + 1, found[1]
            may_skip = False
    if new != shown:
        for path in _showing(shown):
            text = path.read_text(encoding="utf-8")
            for indent in ("    ", ""):
                text = text.replace(_block(shown, indent), _block(new, indent))
            path.write_text(text, encoding="utf-8", newline="\n")


def _found(line: str, lines: list[str], places: range) -> tuple[int, str] | None:
    """Where a shown line was printed, and the line as it is to be shown."""
    exact = re.escape(line).replace("…", ".*")
    for place in places:
        if re.fullmatch(exact, lines[place]):
            return place, line
    if IS_REWRITING:
        parts = re.split(FIGURE, line)
        other = f"({FIGURE})".join(re.escape(part).replace("…", ".*") for part in parts)
        for place in places:
            if found := re.fullmatch(other, lines[place]):
                return place, "".join(map("".join, zip(parts, (*found.groups(), ""), strict=True)))
    return None


def _block(lines: list[str], indent: str) -> str:
    return "".join(f"{indent}{line}\n" if line else "\n" for line in lines)


def _showing(shown: list[str]) -> list[Path]:
    """The documents that show these lines."""
    paths = (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"))
    texts = {path: path.read_text(encoding="utf-8") for path in paths}
    return [path for path, text in texts.items() if any(_block(shown, indent) in text for indent in ("    ", ""))]


def _named(shown: list[str]) -> str:
    return ", ".join(path.relative_to(ROOT).as_posix() for path in _showing(shown))
