"""Facts: what the columns say of each paper, as arrays that an update changes in a few places."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain

import numpy as np

from generator.catalog import Catalog
from generator.records.models import Author, Paper, Tag
from generator.search.analysis import fold
from generator.search.merging import GONE, Merged, find, merged
from generator.search.packing import Array, Mask

LINKS = ("code", "dataset", "video", "slides", "project")


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Which of some things each paper has."""

    sizes: Array
    """How many each paper has."""
    which: Array
    """Their places in a list, all papers in turn."""

    @classmethod
    def from_lists(cls, rows: Sequence[Sequence[int]]) -> "Rows":
        """Make arrays of a list for each paper."""
        sizes = np.fromiter(map(len, rows), np.int32, len(rows))
        return cls(sizes, np.fromiter(chain.from_iterable(rows), np.int32, int(sizes.sum())))

    def same_as(self, other: "Rows") -> bool:
        """Tell whether two are equal."""
        pairs = (self.sizes, other.sizes), (self.which, other.which)
        return all(np.array_equal(one, another) for one, another in pairs)

    def of(self, papers: Mask) -> Array:
        """Return what some papers have, all in turn."""
        return self.which[np.repeat(papers, self.sizes)]

    def after(self, length: int, stays: Mask, changed: Sequence[int], new: "Rows") -> "Rows":
        """Return `length` rows: those that stay, and others for the papers that changed or came."""
        sizes = _after(self.sizes, length, changed, new.sizes)
        is_new = np.zeros(length, np.bool_)
        is_new[changed] = True
        which = np.empty(int(sizes.sum()), np.int32)
        there = np.repeat(is_new, sizes)
        which[there] = new.which
        which[~there] = self.of(stays)
        return Rows(sizes, which)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The facts of all papers, in the order of their numbers unless it says otherwise."""

    dates: Array
    """Year, month and day, a row for each paper; 0 where unknown."""
    links: Array
    titles: Array
    """The numbers of all papers in the order of their titles."""
    tags: Rows
    """Places in `tags_in_order`."""
    authors: Rows
    """Places in `slugs`."""
    slugs: list[str]
    """The addresses of all authors, sorted."""
    shown: Array
    """A number of 64 bits for each paper's venue and authors as it prints them, which decide how
    the venues and, with who they are, the authors of all papers are named."""


def facts(papers: Sequence[Paper], catalog: Catalog) -> Facts:
    """Return the facts of all papers."""
    slugs = sorted(catalog.authors)
    place = {slug: number for number, slug in enumerate(slugs)}
    keys = [title_key(paper) for paper in papers]
    return Facts(
        dates=_dates(papers),
        links=_links(papers),
        titles=np.array(sorted(range(len(papers)), key=keys.__getitem__), np.int32),
        tags=Rows.from_lists(_tags(papers, catalog)),
        authors=Rows.from_lists(_authors(papers, catalog, place.__getitem__)),
        slugs=slugs,
        shown=_shown(papers),
    )


def facts_after(
    old: Facts, papers: Sequence[Paper], catalog: Catalog, changed: Sequence[int]
) -> Facts:
    """Return the facts after some papers, given by their numbers in order, changed or came.

    Neither the vocabulary nor what authors.yml says may have changed.
    """
    some = [papers[number] for number in changed]
    stays = np.zeros(len(old.links), np.bool_)
    stays[: len(papers)] = True
    stays[[number for number in changed if number < len(stays)]] = False
    slugs = _slugs_after(old, stays, some, catalog)
    moved = Rows(old.authors.sizes, slugs.moved[old.authors.which].astype(np.int32))
    tags = _tags(some, catalog)
    authors = _authors(some, catalog, lambda slug: find(slugs.words, slug))
    return Facts(
        dates=_after(old.dates, len(papers), changed, _dates(some)),
        links=_after(old.links, len(papers), changed, _links(some)),
        titles=_titles_after(old.titles[stays[old.titles]], papers, changed),
        tags=old.tags.after(len(papers), stays, changed, Rows.from_lists(tags)),
        authors=moved.after(len(papers), stays, changed, Rows.from_lists(authors)),
        slugs=slugs.words,
        shown=_after(old.shown, len(papers), changed, _shown(some)),
    )


def _slugs_after(old: Facts, stays: Mask, some: Sequence[Paper], catalog: Catalog) -> Merged:
    """Return the addresses of all authors; an author goes with the last of their papers."""
    own = {slug for paper in some for slug in catalog.slugs_of(paper)}
    left = np.bincount(old.authors.of(stays), minlength=len(old.slugs))
    gone = [n for n in np.flatnonzero(left == 0).tolist() if old.slugs[n] not in own]
    new = sorted(slug for slug in own if find(old.slugs, slug) == GONE)
    return merged(old.slugs, np.array(gone, np.int64), new)


def _after(old: Array, length: int, changed: Sequence[int], new: Array) -> Array:
    made = np.zeros((length, *old.shape[1:]), old.dtype)
    made[: len(old)] = old[:length]
    made[changed] = new
    return made


def _titles_after(kept: Array, papers: Sequence[Paper], changed: Sequence[int]) -> Array:
    def key(number: int) -> tuple[str, str]:
        return title_key(papers[number])

    new = sorted(changed, key=key)
    places = [bisect_left(kept, key(number), key=key) for number in new]
    return np.insert(kept, places, new).astype(np.int32)


def title_key(paper: Paper) -> tuple[str, str]:
    """Return what sorts papers by their titles."""
    return fold(paper.title), paper.id


def tags_in_order(catalog: Catalog) -> list[Tag]:
    """Return the vocabulary, each wider tag before the narrower ones."""
    return sorted(catalog.tags.values(), key=lambda tag: _way(tag, catalog))


def _way(tag: Tag, catalog: Catalog) -> tuple[str, ...]:
    return (*(above.id for above in catalog.tag_path(tag)), tag.id)


def _dates(papers: Sequence[Paper]) -> Array:
    keys = [paper.date.key if paper.date else (0, 0, 0) for paper in papers]
    return np.array(keys, np.int16).reshape(-1, 3)


def _links(papers: Sequence[Paper]) -> Array:
    bits = (
        sum(1 << bit for bit, name in enumerate(LINKS) if getattr(paper.links, name))
        for paper in papers
    )
    return np.fromiter(bits, np.uint8, len(papers))


def _shown(papers: Sequence[Paper]) -> Array:
    names = ((p.venue or "", *map(_printed, p.authors)) for p in papers)
    return np.fromiter((number_of("\n".join(some)) for some in names), np.int64, len(papers))


def _printed(author: Author) -> str:
    return f"{author.name} {author.orcid}" if author.orcid else author.name


def number_of(text: str) -> int:
    """Return a number of 63 bits for a text (BLAKE2b, RFC 7693)."""
    content = text.encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(content, digest_size=8).digest()) >> 1


def _tags(papers: Iterable[Paper], catalog: Catalog) -> list[list[int]]:
    place = {tag.id: number for number, tag in enumerate(tags_in_order(catalog))}
    return [[place[tag] for tag in paper.tags if tag in place] for paper in papers]


def _authors(
    papers: Iterable[Paper], catalog: Catalog, place: Callable[[str], int]
) -> list[list[int]]:
    return [list(dict.fromkeys(map(place, catalog.slugs_of(paper)))) for paper in papers]
