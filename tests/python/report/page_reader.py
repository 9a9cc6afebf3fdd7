"""A page of the report as its tests read it."""

from __future__ import annotations

from collections import defaultdict
from html.parser import HTMLParser

BUILT_AT = "2022-06-30T00:00:00+00:00"
VOID = {"meta", "br", "hr", "img", "input", "link"}


class Page(HTMLParser):
    """What the tests ask of a page: its elements, figures, anchors, links and visible text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.figures: dict[str, set[float]] = defaultdict(set)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self._named: list[tuple[int, str]] = []
        self.feed(html)
        assert not self._open, f"not closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.elements.append((tag, attributes))
        if tag not in VOID:
            self._open.append(tag)
        if "data-figure" in attributes:
            self._named.append((len(self._open), attributes["data-figure"]))
        if tag == "data" and self._named:
            self.figures[self._named[-1][1]].add(float(attributes["value"]))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag
        if self._named and len(self._open) < self._named[-1][0]:
            self._named.pop()

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self._open):
            self.text.append(data)

    def attributes(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]
