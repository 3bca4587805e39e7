"""What a page is to a browser: its elements, attributes and texts, without meaningless space."""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml.etree import _Element as Element

from helpers import site

_SPACE = re.compile(r"[ \t\r\n\f]+")
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
    if text:
        yield ("text", text if exact else _SPACE.sub(" ", text))


def dom(file: Path) -> list[tuple[str, ...]]:
    """Return the DOM of a page."""
    return list(events(site.parsed(file)))


def same_sites(first: Path, second: Path) -> None:
    """Hold that two sites have the same files: pages of the same DOM, all else byte by byte."""
    names = [
        {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        for folder in (first, second)
    ]
    assert names[0] == names[1]
    for name in sorted(names[0]):
        one, other = first / name, second / name
        if name.endswith(".html"):
            assert dom(one) == dom(other), name
        else:
            assert one.read_bytes() == other.read_bytes(), name
