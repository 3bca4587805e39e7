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


def paths(numbers: Iterable[int]) -> Iterator[str]:
    """Yield the path of the card of each paper with one of the numbers."""
    return (f"{FOLDER}/{number}.bin" for number in numbers)


def cards(
    papers: Sequence[Paper], catalog: Catalog, wanted: Iterable[int]
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content, not yet packed, of the card of each wanted number."""
    topics = TopicsOf(catalog)
    numbers = list(wanted)
    for number, path in zip(numbers, paths(numbers), strict=True):
        yield path, packing.packed(_card(papers[number], topics))


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
