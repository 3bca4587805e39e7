"""Places: every external address of a shelf, and where it is written."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urldefrag

from generator import addresses
from generator.catalog import Catalog
from generator.external_links import markdown
from generator.records.document import Location, Source
from generator.records.models import Collection, Paper, Person

_IDENTIFIERS: Mapping[str, Callable[[str], str]] = {
    "arxiv": addresses.arxiv,
    "doi": addresses.doi,
    "openreview": addresses.openreview,
    "acl": addresses.acl,
    "pmid": addresses.pubmed,
}


class Link(NamedTuple):
    """An address as it is written, and its place; line and column count from 1.

    `derived` is whether it was made from an identifier, so that it cannot be written in another
    way; `exact` whether the place is that of the address, and not of the text that holds it.
    """

    address: str
    path: str
    line: int
    column: int
    key: str
    derived: bool = False
    exact: bool = True

    @property
    def asked(self) -> str:
        """The address without its fragment, which a server never sees (RFC 3986, 3.5)."""
        return urldefrag(self.address).url


def links_of(catalog: Catalog, papers: Iterable[Paper] | None = None) -> Iterator[Link]:
    """Yield the external links of all records, or of some papers alone.

    What stands in titles and abstracts is kept to the letter, so nobody could mend it there.
    """
    for paper in catalog.papers if papers is None else papers:
        yield from _of_paper(paper)
    if papers is None:
        for person in catalog.people:
            yield from _of_person(person)
        for collection in catalog.collections:
            yield from _of_collection(collection)


def _of_paper(paper: Paper) -> Iterator[Link]:
    for key, address in _IDENTIFIERS.items():
        if value := getattr(paper, key):
            yield _link(paper.source, (key,), address(value), derived=True)
    for key in type(paper.links).__struct_fields__:
        if value := getattr(paper.links, key):
            yield _link(paper.source, ("links", key), value)
    if paper.status and paper.status.retracted:
        yield _link(paper.source, ("status", "retracted"), paper.status.retracted)
    yield from _in_text(paper.source, ("notes",), paper.notes)


def _of_person(person: Person) -> Iterator[Link]:
    if person.homepage:
        yield _link(person.source, ("homepage",), person.homepage)


def _of_collection(collection: Collection) -> Iterator[Link]:
    yield from _in_text(collection.source, ("description",), collection.description)


def _link(source: Source, where: Location, address: str, *, derived: bool = False) -> Link:
    mark = source.at(*where)
    key = ".".join(map(str, where))
    return Link(address, source.path, mark.line, mark.column, key, derived)


def _in_text(source: Source, where: Location, text: str | None) -> Iterator[Link]:
    """Yield the links of Markdown in a record; `located` finds the place of each."""
    for address, _, _ in markdown.addresses(text or ""):
        yield _link(source, where, address)._replace(exact=False)


def links_of_pages(pages: Mapping[str, str]) -> Iterator[Link]:
    """Yield the external links of hand-written pages, given as Markdown by their shown paths."""
    for path, text in sorted(pages.items()):
        for address, line, column in markdown.addresses(text):
            yield Link(address, path, line, column, "")


def located(link: Link, text: str) -> Link:
    """Return a link with the place of its address in the text of its file, where it is there."""
    if link.exact:
        return link
    lines = text.split("\n")
    for number in range(link.line, len(lines) + 1):
        start = link.column - 1 if number == link.line else 0
        column = lines[number - 1].find(link.address, start)
        if column >= 0:
            return link._replace(line=number, column=column + 1, exact=True)
    return link
