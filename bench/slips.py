"""What one slip makes of the digits of a figure: texts, among them the old one and some that nobody prints."""

from __future__ import annotations

from collections.abc import Iterable

DIGITS = "0123456789"


def exchanged(text: str) -> list[str]:
    """Two adjacent digits in each other's place, from the left."""
    return [text[:n] + text[n + 1] + text[n] + text[n + 2 :] for n in range(len(text) - 1)]


def replaced(text: str) -> list[str]:
    """One digit read as another."""
    return [text[:n] + digit + text[n + 1 :] for n in range(len(text)) for digit in DIGITS]


def dropped(text: str) -> list[str]:
    """One digit left out."""
    return [text[:n] + text[n + 1 :] for n in range(len(text))]


def inserted(text: str) -> list[str]:
    """One digit too many, at any place."""
    return [text[:n] + digit + text[n:] for n in range(len(text) + 1) for digit in DIGITS]


def doubled(text: str) -> list[str]:
    """One digit written twice."""
    return [text[: n + 1] + text[n:] for n in range(len(text))]


def printable(texts: Iterable[str]) -> list[int]:
    """The figures among the texts: nobody prints one without digits, or with a zero before it."""
    return [int(text) for text in texts if text and (text == "0" or text[0] != "0")]
