"""Documents: what the index holds of each paper, in an order that new papers extend."""

from collections.abc import Iterable
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


def numbered(catalog: Catalog) -> list[Paper]:
    """Return all papers in the order of their numbers, which a new paper extends."""
    return by_arrival(catalog.papers)


def documents(papers: Iterable[Paper], catalog: Catalog) -> list[Document]:
    """Return the document of each paper."""
    return [
        Document(
            paper.id,
            (
                paper.title,
                "\n".join(author.name for author in paper.authors),
                ", ".join(_topics(paper, catalog)),
                paper.venue or "",
                body(paper),
            ),
        )
        for paper in papers
    ]


def body(paper: Paper) -> str:
    """Return a paper's abstract, after its one sentence where it has one."""
    return "\n\n".join(text for text in (paper.tldr, paper.abstract) if text)


def wider_tags(paper: Paper, catalog: Catalog) -> list[Tag]:
    """Return the tags above a paper's tags that it does not have itself, each once."""
    above = {t.id: t for tag in catalog.tags_of(paper) for t in catalog.tag_path(tag)}
    return [tag for tag in above.values() if tag.id not in paper.tags]


def _topics(paper: Paper, catalog: Catalog) -> Iterable[str]:
    """Return the names of a paper's tags and of the wider ones, and other words for its own."""
    names = [name for tag in catalog.tags_of(paper) for name in (tag.name, *tag.aliases)]
    return dict.fromkeys([*names, *(tag.name for tag in wider_tags(paper, catalog))])
