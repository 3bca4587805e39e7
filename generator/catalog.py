"""The catalog: every thing on the shelf and its indexes, unchangeable once made."""

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from msgspec import Struct

from generator.people.authors import Author as Author
from generator.people.authors import Authorship
from generator.people.authorship import written
from generator.records.identifiers import address_slug
from generator.records.models import Collection, Paper, Person, Tag
from generator.records.read import Records

K = TypeVar("K")

_YEAR_IN_NAME = re.compile(r"(?<!\w)(?:19|20)\d\d(?!\w)")


class Venue(Struct, frozen=True, kw_only=True, gc=False):
    """A conference, workshop or journal, over all its years."""

    slug: str
    name: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalog:
    """All papers, newest first, and every index of them; every list keeps that order."""

    papers: tuple[Paper, ...]
    by_id: Mapping[str, Paper]
    tags: Mapping[str, Tag]
    tag_children: Mapping[str, tuple[Tag, ...]]
    tags_upwards: Mapping[str, tuple[str, ...]]
    """A tag and each wider one, by its id."""
    papers_tagged: Mapping[str, tuple[Paper, ...]]
    """Papers of a tag and of the tags below it."""
    authors: Mapping[str, Author]
    people: tuple[Person, ...]
    """The entries of authors.yml."""
    authorship: Authorship
    """Who each printed name of a paper is."""
    venues: Mapping[str, Venue]
    venue_slugs: Mapping[str, str]
    """The address of every venue as a paper prints it, with its year."""
    years: Mapping[int, tuple[Paper, ...]]
    """Newest year first."""
    collections: tuple[Collection, ...]
    collections_with: Mapping[str, tuple[Collection, ...]]
    vocabulary_digest: int
    """A number of 63 bits for all that was read but the papers."""

    def authors_of(self, paper: Paper) -> list[Author]:
        """Return a paper's authors in printed order."""
        return [self.authors[slug] for slug in self.slugs_of(paper)]

    @property
    def author_redirects(self) -> Mapping[str, str]:
        """Where the address of a name leads that is not the address of its author."""
        return self.authorship.redirects

    def slugs_of(self, paper: Paper) -> tuple[str, ...]:
        """Return the addresses of a paper's authors in printed order."""
        return self.authorship.slugs_of(paper)

    def venue_of(self, paper: Paper) -> Venue | None:
        """Return where a paper appeared."""
        return self.venues[self.venue_slugs[paper.venue]] if paper.venue else None

    def topics_of(self, paper: Paper) -> set[str]:
        """Return the ids of a paper's tags and of each wider one."""
        return {above for tag in paper.tags for above in self.tags_upwards.get(tag, ())}

    def tags_of(self, paper: Paper) -> list[Tag]:
        """Return a paper's tags, the closest first."""
        return [self.tags[tag] for tag in paper.tags if tag in self.tags]

    def tag_path(self, tag: Tag) -> list[Tag]:
        """Return the tags above a tag, the widest first."""
        _, *above = self.tags_upwards[tag.id]
        return [self.tags[name] for name in reversed(above)]

    @property
    def newest_addition(self) -> datetime.date | None:
        """The last day on which a paper came onto the shelf."""
        return max((paper.added for paper in self.papers if paper.added), default=None)


def by_arrival(papers: Iterable[Paper]) -> list[Paper]:
    """Return papers by the day on which they came onto the shelf, then by id.

    One that comes later is the last, and no other changes its place.
    """
    return sorted(papers, key=lambda paper: (paper.added or datetime.date.min, paper.id))


def venue_name(venue: str) -> str:
    """Return a venue's name without its year: "NeurIPS 2018" is "NeurIPS"."""
    without_year = " ".join(_YEAR_IN_NAME.sub(" ", venue).split())
    return without_year.strip(" ,-–") or venue


def build_catalog(records: Records) -> Catalog:
    """Return the catalog of the records that could be read; the first of two equal ids stays."""
    by_id: dict[str, Paper] = {}
    for paper in records.papers:
        by_id.setdefault(paper.id, paper)
    wrote = written(sorted(by_id.values(), key=newest_first), records.people)
    papers = wrote.papers
    tags = {tag.id: tag for tag in reversed(records.tags)}
    tags = {tag.id: tags[tag.id] for tag in records.tags}
    upwards = {name: tuple(_upwards(name, tags)) for name in tags}
    venue_slugs = _venue_slugs(papers)
    collections = tuple(sorted(records.collections, key=lambda c: c.id))
    return Catalog(
        papers=papers,
        by_id={paper.id: paper for paper in papers},
        tags=tags,
        tag_children=_children(tags),
        tags_upwards=upwards,
        papers_tagged=_papers_tagged(papers, upwards),
        authors=wrote.authors,
        people=records.people,
        authorship=wrote.authorship,
        venues=_venues(papers, venue_slugs),
        venue_slugs=venue_slugs,
        years=_grouped(papers, lambda paper: (paper.date.year,) if paper.date else ()),
        collections=collections,
        collections_with=_collections_with(collections),
        vocabulary_digest=records.vocabulary_digest,
    )


def newest_first(paper: Paper) -> tuple[int, int, int, int, str]:
    """Return what sorts papers by their dates, the newest first."""
    year, month, day = paper.date.key if paper.date else (0, 0, 0)
    added = paper.added.toordinal() if paper.added else 0
    return -year, -month, -day, -added, paper.id


def _grouped(
    papers: Iterable[Paper], keys: Callable[[Paper], Iterable[K]]
) -> dict[K, tuple[Paper, ...]]:
    groups: defaultdict[K, list[Paper]] = defaultdict(list)
    for paper in papers:
        for key in keys(paper):
            group = groups[key]
            if not group or group[-1] is not paper:
                group.append(paper)
    return {key: tuple(group) for key, group in groups.items()}


def _children(tags: Mapping[str, Tag]) -> dict[str, tuple[Tag, ...]]:
    children: dict[str, list[Tag]] = defaultdict(list)
    for tag in tags.values():
        if tag.parent in tags:
            children[str(tag.parent)].append(tag)
    return {parent: tuple(below) for parent, below in children.items()}


def _papers_tagged(
    papers: Iterable[Paper], upwards: Mapping[str, Sequence[str]]
) -> dict[str, tuple[Paper, ...]]:
    return _grouped(
        papers, lambda paper: [above for name in paper.tags for above in upwards.get(name, ())]
    )


def _upwards(name: str, tags: Mapping[str, Tag]) -> Iterable[str]:
    """Yield the id of a tag and of each wider one."""
    seen: set[str] = set()
    while name in tags and name not in seen:
        seen.add(name)
        yield name
        name = tags[name].parent or ""


def _venue_slugs(papers: Iterable[Paper]) -> dict[str, str]:
    venues = dict.fromkeys(paper.venue for paper in papers if paper.venue)
    return {venue: address_slug(venue_name(venue)) for venue in venues}


def _venues(papers: Iterable[Paper], slugs: Mapping[str, str]) -> dict[str, Venue]:
    return {
        slug: Venue(
            slug=slug,
            name=_commonest(Counter(venue_name(paper.venue) for paper in group if paper.venue)),
            papers=group,
        )
        for slug, group in _grouped(
            papers, lambda paper: (slugs[paper.venue],) if paper.venue else ()
        ).items()
    }


def _commonest(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], name))


def _collections_with(collections: Iterable[Collection]) -> dict[str, tuple[Collection, ...]]:
    groups: dict[str, list[Collection]] = defaultdict(list)
    for collection in collections:
        for paper in dict.fromkeys(entry.paper for entry in collection.papers):
            groups[paper].append(collection)
    return {paper: tuple(group) for paper, group in groups.items()}
