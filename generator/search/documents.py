"""Documents: what the index holds of each paper, in an order that new papers extend."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.catalog import Catalog, by_arrival
from generator.records.models import Paper, Tag

FIELDS = ("title", "authors", "tags", "venue", "abstract")


@dataclass(frozen=True, slots=True)
class Document:
    """A paper's texts, one for each of `FIELDS`; its number is its place among all documents.

    Each author has a line of the second text.
    """

    id: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topics:
    """What some tags say."""

    own: list[tuple[str, str]]
    """The id and name of each."""
    wider: list[tuple[str, str]]
    """The same of the tags above them that are not among them."""
    text: str
    """All names, and the other words for the tags themselves."""


class TopicsOf(dict[tuple[str, ...], Topics]):
    """The topics of a paper by its tags, worked out once for all papers with the same tags."""

    def __init__(self, catalog: Catalog) -> None:
        super().__init__()
        self._catalog = catalog

    def __missing__(self, tags: tuple[str, ...]) -> Topics:
        """Look the tags up in the vocabulary."""
        held = [self._catalog.tags[tag] for tag in tags if tag in self._catalog.tags]
        above = {t.id: t for tag in held for t in self._catalog.tag_path(tag)}
        wider = [tag for tag in above.values() if tag.id not in tags]
        names = [name for tag in held for name in (tag.name, *tag.aliases)]
        text = ", ".join(dict.fromkeys([*names, *(tag.name for tag in wider)]))
        self[tags] = Topics(_named(held), _named(wider), text)
        return self[tags]


def _named(tags: Iterable[Tag]) -> list[tuple[str, str]]:
    return [(tag.id, tag.name) for tag in tags]


def numbered(catalog: Catalog) -> list[Paper]:
    """Return all papers in the order of their numbers, which a new paper extends."""
    return by_arrival(catalog.papers)


def documents(papers: Iterable[Paper], catalog: Catalog) -> Iterator[Document]:
    """Yield the document of each paper."""
    topics = TopicsOf(catalog)
    for paper in papers:
        authors = "\n".join([author.name for author in paper.authors])
        text = topics[paper.tags].text
        yield Document(paper.id, (paper.title, authors, text, paper.venue or "", body(paper)))


def body(paper: Paper) -> str:
    """Return a paper's abstract, after its one sentence where it has one."""
    return "\n\n".join(text for text in (paper.tldr, paper.abstract) if text)
