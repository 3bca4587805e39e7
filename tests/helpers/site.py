"""A built site as a reader's browser sees it: its pages, their texts, and where links lead."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from lxml import html
from lxml.etree import _Element as Element

HOST = "https://site.invalid"
_ADDRESSES = ("href", "src", "action")


@cache
def parsed(file: Path) -> Element:
    """Return the document of an HTML file."""
    return html.document_fromstring(file.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def pages(site: Path) -> list[Path]:
    """Return all HTML files of a site."""
    return sorted(site.rglob("*.html"))


def is_redirect(file: Path) -> bool:
    """Tell whether a file only leads to a page."""
    return bool(parsed(file).xpath("//meta[@http-equiv='refresh']"))


def text(element: Element) -> str:
    """Return an element's text with white space folded, and TeX where a formula stands."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    if element.tag == "math":
        yield str(element.get("alttext"))
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and "headerlink" not in child.get("class", "").split():
            yield from _texts(child)
        yield child.tail or ""


def links(site: Path, base: str, file: Path) -> Iterator[tuple[Element, str]]:
    """Yield every element of a page that leads somewhere, and its whole address."""
    here = HOST + base + file.relative_to(site).as_posix()
    for element in parsed(file).iter():
        for name in _ADDRESSES:
            if isinstance(element.tag, str) and (value := element.get(name)) is not None:
                yield element, urljoin(here, value.strip())


def target(site: Path, base: str, address: str) -> Path | None:
    """Return the file that a static host answers with, or None when the address is another's."""
    parts = urlsplit(address)
    if f"{parts.scheme}://{parts.netloc}" != HOST:
        return None
    path = unquote(parts.path)
    if not path.startswith(base):
        return site / "outside-of-the-site" / path.strip("/")
    inner = path.removeprefix(base)
    return site / (inner + "index.html" if inner.endswith("/") or not inner else inner)


def broken_links(site: Path, base: str = "/") -> list[str]:
    """Return every link inside a site that leads nowhere when it is published under `base`.

    An address must name a file, with its slash where it is a folder's page, and an anchor must be
    on the page that it leads to.
    """
    found = []
    for file in pages(site):
        for _, address in links(site, base, file):
            to = target(site, base, address)
            anchor = unquote(urlsplit(address).fragment)
            if to is not None and (not to.is_file() or not _has_anchor(to, anchor)):
                found.append(f"{file.relative_to(site)}: {address.removeprefix(HOST)}")
    return found


def _has_anchor(file: Path, anchor: str) -> bool:
    return not anchor or file.suffix != ".html" or anchor in _anchors(file)


@cache
def _anchors(file: Path) -> frozenset[str]:
    return frozenset(
        value
        for element in parsed(file).iter()
        if isinstance(element.tag, str)
        for name in ("id", "name")
        if (value := element.get(name))
    )
