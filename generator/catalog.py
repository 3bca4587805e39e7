"""The catalog: every thing on the shelf and its indexes, unchangeable once made."""

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from msgspec import Struct

from generator.records.identifiers import address_slug, fold
from generator.records.models import Collection, Paper, Person, Tag
from generator.records.read import Records

K = TypeVar("K")

_YEAR_IN_NAME = re.compile(r"(?<!\w)(?:19|20)\d\d(?!\w)")


class Author(Struct, frozen=True, kw_only=True, gc=False):
    """Someone who wrote papers on the shelf."""

    slug: str
    name: str
    orcid: str | None
    homepage: str | None
    papers: tuple[Paper, ...]

    @property
    def sort_key(self) -> tuple[str, str]:
        """Family name (the last word), then the whole name, without case and diacritics."""
        whole = fold(self.name)
        return (whole.split() or [""])[-1], whole


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
    papers_tagged: Mapping[str, tuple[Paper, ...]]
    """Papers of a tag and of the tags below it."""
    authors: Mapping[str, Author]
    author_slugs: Mapping[str, str]
    """The address of every name that a paper prints."""
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
        return [self.authors[self.author_slugs[author.name]] for author in paper.authors]

    def venue_of(self, paper: Paper) -> Venue | None:
        """Return where a paper appeared."""
        return self.venues[self.venue_slugs[paper.venue]] if paper.venue else None

    def tags_of(self, paper: Paper) -> list[Tag]:
        """Return a paper's tags, the closest first."""
        return [self.tags[tag] for tag in paper.tags if tag in self.tags]

    def tag_path(self, tag: Tag) -> list[Tag]:
        """Return the tags above a tag, the widest first."""
        _, *above = _upwards(tag.id, self.tags)
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
    papers = tuple(sorted(by_id.values(), key=_newest_first))
    tags = {tag.id: tag for tag in reversed(records.tags)}
    tags = {tag.id: tags[tag.id] for tag in records.tags}
    author_slugs = _author_slugs(papers, records.people)
    venue_slugs = _venue_slugs(papers)
    collections = tuple(sorted(records.collections, key=lambda c: c.id))
    return Catalog(
        papers=papers,
        by_id={paper.id: paper for paper in papers},
        tags=tags,
        tag_children=_children(tags),
        papers_tagged=_papers_tagged(papers, tags),
        authors=_authors(papers, records.people, author_slugs),
        author_slugs=author_slugs,
        venues=_venues(papers, venue_slugs),
        venue_slugs=venue_slugs,
        years=_grouped(papers, lambda paper: (paper.date.year,) if paper.date else ()),
        collections=collections,
        collections_with=_collections_with(collections),
        vocabulary_digest=records.vocabulary_digest,
    )


def _newest_first(paper: Paper) -> tuple[int, int, int, int, str]:
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
    papers: Iterable[Paper], tags: Mapping[str, Tag]
) -> dict[str, tuple[Paper, ...]]:
    upwards = {name: tuple(_upwards(name, tags)) for name in tags}
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


def _author_slugs(papers: Iterable[Paper], people: Iterable[Person]) -> dict[str, str]:
    known = {address_slug(name): p.slug for p in people for name in (p.name, *p.variants)}
    names = dict.fromkeys(author.name for paper in papers for author in paper.authors)
    own = {name: address_slug(name) for name in names}
    return {name: known.get(slug, slug) for name, slug in own.items()} if known else own


def _authors(
    papers: Iterable[Paper], people: Iterable[Person], slugs: Mapping[str, str]
) -> dict[str, Author]:
    written, orcids = _written(papers, slugs)

    def uses(slug: str) -> Iterable[str]:
        printed = (author.name for paper in written[slug] for author in paper.authors)
        return (name for name in printed if slugs[name] == slug)

    names = _commonest_names(slugs, uses)
    person = {entry.slug: entry for entry in people}
    return {
        slug: Author(
            slug=slug,
            name=person[slug].name if slug in person else names[slug],
            orcid=(person[slug].orcid if slug in person else None) or orcids.get(slug),
            homepage=person[slug].homepage if slug in person else None,
            papers=tuple(group),
        )
        for slug, group in written.items()
    }


def _written(
    papers: Iterable[Paper], slugs: Mapping[str, str]
) -> tuple[dict[str, list[Paper]], dict[str, str]]:
    """Return the papers and the first ORCID iD of each author."""
    written: dict[str, list[Paper]] = {}
    orcids: dict[str, str] = {}
    for paper in papers:
        for author in paper.authors:
            slug = slugs[author.name]
            group = written.get(slug)
            if group is None:
                written[slug] = [paper]
            elif group[-1] is not paper:
                group.append(paper)
            if author.orcid:
                orcids.setdefault(slug, author.orcid)
    return written, orcids


def _venue_slugs(papers: Iterable[Paper]) -> dict[str, str]:
    venues = dict.fromkeys(paper.venue for paper in papers if paper.venue)
    return {venue: address_slug(venue_name(venue)) for venue in venues}


def _venues(papers: Iterable[Paper], slugs: Mapping[str, str]) -> dict[str, Venue]:
    written = _grouped(papers, lambda paper: (slugs[paper.venue],) if paper.venue else ())

    def uses(slug: str) -> Iterable[str]:
        return (venue_name(paper.venue) for paper in written[slug] if paper.venue)

    names = _commonest_names({venue_name(venue): slug for venue, slug in slugs.items()}, uses)
    return {
        slug: Venue(slug=slug, name=names[slug], papers=group) for slug, group in written.items()
    }


def _commonest_names(
    slugs: Mapping[str, str], uses: Callable[[str], Iterable[str]]
) -> dict[str, str]:
    """Return the name that is used most for each address, of equals the first by the alphabet."""
    names: dict[str, str] = {}
    shared = {slug for name, slug in slugs.items() if names.setdefault(slug, name) is not name}
    for slug in shared:
        counts = Counter(uses(slug))
        names[slug] = min(counts, key=lambda name: (-counts[name], name))
    return names


def _collections_with(collections: Iterable[Collection]) -> dict[str, tuple[Collection, ...]]:
    groups: dict[str, list[Collection]] = defaultdict(list)
    for collection in collections:
        for paper in dict.fromkeys(entry.paper for entry in collection.papers):
            groups[paper].append(collection)
    return {paper: tuple(group) for paper, group in groups.items()}
