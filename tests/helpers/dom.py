"""What a page is to a browser: its elements, attributes and texts, without meaningless space."""

from collections.abc import Iterator
from pathlib import Path

from lxml.etree import _Element as Element

from helpers import site

_EXACT = {"pre", "script", "style", "textarea"}


def events(element: Element, exact: bool = False) -> Iterator[tuple[str, ...]]:
    """Yield what stands in an element, in order; runs of white space count as one space."""
    if not isinstance(element.tag, str):
        yield ("other", str(element.text))
        return
    exact = exact or element.tag in _EXACT
    attributes = (f"{name}={value}" for name, value in sorted(element.items()))
    yield ("start", element.tag, *attributes)
    yield from _text(element.text, exact)
    for child in element:
        yield from events(child, exact)
        yield from _text(child.tail, exact)
    yield ("end", element.tag)


def _text(text: str | None, exact: bool) -> Iterator[tuple[str, ...]]:
    if not text:
        return
    if exact:
        yield ("text", text)
        return
    folded = " ".join(f"|{text}|".split())[1:-1]
    if folded:
        yield ("text", folded)


def dom(file: Path) -> list[tuple[str, ...]]:
    """Return the DOM of a page."""
    return list(events(site.parsed(file)))
