"""A choice of papers: by topic, author, venue, year and collection."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.catalog import Catalog, by_arrival
from generator.problems import nearest, quoted
from generator.records.identifiers import fold
from generator.records.models import Paper


class UnknownNameError(ValueError):
    """A name that nothing on the shelf has; the message says which is close."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Names or ids of each kind: a paper has one of each kind for which there are some."""

    tags: Sequence[str] = ()
    authors: Sequence[str] = ()
    venues: Sequence[str] = ()
    years: Sequence[int] = ()
    collections: Sequence[str] = ()


def chosen(catalog: Catalog, choice: Choice) -> list[Paper]:
    """Return the papers of a choice by arrival; those of a single collection in its order.

    Raises `UnknownNameError` for a name that is no tag's, author's, venue's or collection's.
    """
    collected = _of_all(choice.collections, _collections(catalog), "collection")
    lists = [
        _of_all(choice.tags, _tags(catalog), "tag"),
        _of_all(choice.authors, _authors(catalog), "author"),
        _of_all(choice.venues, _venues(catalog), "venue"),
        collected,
    ]
    if choice.years:
        lists.append([paper for year in choice.years for paper in catalog.years.get(year, ())])
    allowed = [{paper.id for paper in papers} for papers in lists if papers is not None]
    ordered = by_arrival(catalog.papers)
    if len(choice.collections) == 1:
        ordered = list({paper.id: paper for paper in collected or ()}.values())
    return [paper for paper in ordered if all(paper.id in ids for ids in allowed)]


Named = Mapping[str, Sequence[Paper]]
"""Papers by each name of a thing, folded."""


def _of_all(names: Sequence[str], known: Named, noun: str) -> list[Paper] | None:
    """Return the papers of all names of one kind; None when none is asked for."""
    if not names:
        return None
    for name in names:
        if fold(name) not in known:
            close = nearest(fold(name), known)
            advice = f"; did you mean {quoted(close)}?" if close else ""
            raise UnknownNameError(f"no {noun} {quoted(name)}{advice}")
    return [paper for name in names for paper in known[fold(name)]]


def _tags(catalog: Catalog) -> Named:
    named: dict[str, Sequence[Paper]] = {}
    for tag in catalog.tags.values():
        papers = catalog.papers_tagged.get(tag.id, ())
        for word in (tag.id, tag.name, *tag.aliases):
            named.setdefault(fold(word), papers)
    return named


def _authors(catalog: Catalog) -> Named:
    slugs = {slug: author.papers for slug, author in catalog.authors.items()}
    names: dict[str, list[Paper]] = {}
    for author in catalog.authors.values():
        names.setdefault(fold(author.name), []).extend(author.papers)
    printed: dict[str, list[Paper]] = {}
    for paper in catalog.papers:
        for person in paper.authors:
            printed.setdefault(fold(person.name), []).append(paper)
    return {**printed, **names, **slugs}


def _venues(catalog: Catalog) -> Named:
    printed: dict[str, list[Paper]] = {}
    for paper in catalog.papers:
        printed.setdefault(fold(paper.venue or ""), []).append(paper)
    names = {fold(venue.name): venue.papers for venue in catalog.venues.values()}
    slugs = {slug: venue.papers for slug, venue in catalog.venues.items()}
    return {**printed, **names, **slugs}


def _collections(catalog: Catalog) -> Named:
    return {
        fold(word): [catalog.by_id[entry.paper] for entry in collection.papers]
        for collection in catalog.collections
        for word in (collection.title, collection.id)
    }
