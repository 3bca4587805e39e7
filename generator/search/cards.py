"""Cards: what a result shows of a paper, one small file each, so that a reader loads ten of them.

A card is a JSON list: id, title, authors, year (0 when unknown), venue, tags, abstract, status ("",
"retracted" or "superseded"), and the tags above its own; each tag with its id and name. It holds
what the index knows of the paper, so that matches can be marked, phrases checked, and a card of
another build noticed.
"""

from collections.abc import Iterable, Iterator, Sequence

from generator import addresses
from generator.catalog import Catalog
from generator.records.models import Paper
from generator.search import packing
from generator.search.documents import TopicsOf, body

FOLDER = addresses.search("papers")


def path(number: int) -> str:
    """Return the path of the card of the paper with a number."""
    return f"{FOLDER}/{number}.bin"


def cards(
    papers: Sequence[Paper], catalog: Catalog, wanted: Iterable[int]
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content, not yet packed, of the card of each wanted number."""
    topics = TopicsOf(catalog)
    for number in wanted:
        yield path(number), packing.packed(_card(papers[number], topics))


def _card(paper: Paper, topics: TopicsOf) -> list[object]:
    status = paper.status
    known = topics[paper.tags]
    return [
        paper.id,
        paper.title,
        [author.name for author in paper.authors],
        paper.date.year if paper.date else 0,
        paper.venue or "",
        known.own,
        body(paper),
        "" if not status else "retracted" if status.retracted else "superseded",
        known.wider,
    ]
