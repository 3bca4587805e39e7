"""Cards: what a result shows of a paper, one small file each, so that a reader loads ten of them.

A card is a JSON list: id, title, authors, year (0 when unknown), venue, tags, abstract, status ("",
"retracted" or "superseded"), and the tags above its own; each tag with its id and name. It holds
what the index knows of the paper, so that matches can be marked, phrases checked, and a card of
another build noticed.
"""

from collections.abc import Sequence

from generator import addresses
from generator.catalog import Catalog
from generator.records.models import Paper
from generator.search import packing
from generator.search.documents import body, wider_tags

FOLDER = addresses.search("papers")


def cards(papers: Sequence[Paper], catalog: Catalog) -> dict[str, bytes]:
    """Return a file for each paper, named by its number."""
    return {
        f"{FOLDER}/{number}.bin": packing.gzipped(packing.packed(_card(paper, catalog)))
        for number, paper in enumerate(papers)
    }


def _card(paper: Paper, catalog: Catalog) -> list[object]:
    status = paper.status
    return [
        paper.id,
        paper.title,
        [author.name for author in paper.authors],
        paper.date.year if paper.date else 0,
        paper.venue or "",
        [(tag.id, tag.name) for tag in catalog.tags_of(paper)],
        body(paper),
        "" if not status else "retracted" if status.retracted else "superseded",
        [(tag.id, tag.name) for tag in wider_tags(paper, catalog)],
    ]
