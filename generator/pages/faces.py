"""Faces: a number for all that other pages can show of a thing.

A page depends on a paper in its lists by the paper's face alone. Faces are the same in every
process and change with what they stand for; they may change for less.
"""

from collections.abc import Iterable
from hashlib import blake2b

from generator.catalog import Catalog
from generator.pages.plan import key_of
from generator.records.models import Paper


class Faces:
    """The faces of all things on the shelf."""

    def __init__(self, catalog: Catalog, least: int) -> None:
        """Number all authors and papers; authors of fewer than `least` papers have no page."""
        self.authors = {
            slug: text_face(f"{slug}\n{author.name}\n{len(author.papers) >= least}")
            for slug, author in catalog.authors.items()
        }
        """By slug: the name, and where it leads."""
        self.papers = {
            paper.id: key_of(paper.digest, *map(self.authors.__getitem__, catalog.slugs_of(paper)))
            for paper in catalog.papers
        }
        """By id: the record and its authors."""
        self.collections = {
            collection.id: text_face(repr(collection)) for collection in catalog.collections
        }
        newest = catalog.newest_addition
        self.shelf = key_of(len(catalog.papers), newest.toordinal() if newest else 0)
        """The number of papers and the last day on which one came."""

    def of(self, papers: Iterable[Paper]) -> int:
        """Return one number for several papers in their order."""
        faces = self.papers
        return key_of(*[faces[paper.id] for paper in papers])

    def named(self, ids: Iterable[str]) -> int:
        """Return one number for papers given by their ids, of which some may not exist."""
        return key_of(*[self.papers.get(name, 0) for name in ids])


def text_face(text: str) -> int:
    """Return a number of 64 bits for a text."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest())
