"""Columns: a few facts of all papers, each in a file of its own, for filters, facets and sorting.

Each is read only when it is asked for. Numbers are varints (see `packing`), one for each paper in
the order of their numbers, unless it says otherwise:

- `dates`: years, then months, then days, 0 where unknown
- `links`: bits, in the order of `LINKS`
- `titles`: the place of each paper's title among all titles in alphabetical order
- `venues`, `tags`, `authors`: the length in bytes of a JSON list; the list, of what there is; how
  many of them each paper has; then which, all papers in turn

The list of venues and of authors holds `[address, name]`; that of tags `[id, name, place of the
wider tag in the list, or -1]`, each wider tag before the narrower ones.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from generator import addresses
from generator.catalog import Catalog
from generator.records.models import Paper
from generator.search import packing
from generator.search.facts import LINKS as LINKS
from generator.search.facts import Facts, Rows, tags_in_order

FOLDER = addresses.search("columns")
NAMES = ("dates", "links", "titles", "venues", "tags", "authors")


def columns(
    papers: Sequence[Paper], catalog: Catalog, facts: Facts, wanted: Sequence[str] = NAMES
) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content, not yet packed, of each wanted column."""
    made = {
        "dates": lambda: packing.varints(facts.dates.T),
        "links": lambda: packing.varints(facts.links),
        "titles": lambda: packing.varints(np.argsort(facts.titles)),
        "venues": lambda: _venues(papers, catalog),
        "tags": lambda: _listed(_tags(catalog), facts.tags),
        "authors": lambda: _listed(_authors(catalog, facts.slugs), facts.authors),
    }
    for name in wanted:
        yield name, made[name]()


def changed(old: Facts, new: Facts, *, same_names: bool) -> list[str]:
    """Return the columns that may have changed; `same_names` tells that authors.yml has not."""
    same = {
        "dates": np.array_equal(old.dates, new.dates),
        "links": np.array_equal(old.links, new.links),
        "titles": np.array_equal(old.titles, new.titles),
        "venues": np.array_equal(old.shown, new.shown),
        "tags": old.tags.same_as(new.tags),
        "authors": same_names
        and np.array_equal(old.shown, new.shown)
        and old.authors.same_as(new.authors)
        and old.slugs == new.slugs,
    }
    return [name for name in NAMES if not same[name]]


def _venues(papers: Sequence[Paper], catalog: Catalog) -> bytes:
    venues = sorted(catalog.venues.values(), key=lambda venue: venue.slug)
    place = {venue.slug: number for number, venue in enumerate(venues)}
    places: dict[str | None, list[int]] = {None: []}
    for paper in papers:
        if paper.venue not in places:
            venue = catalog.venue_of(paper)
            places[paper.venue] = [place[venue.slug]] if venue else []
    rows = Rows.from_lists([places[paper.venue] for paper in papers])
    return _listed([(venue.slug, venue.name) for venue in venues], rows)


def _authors(catalog: Catalog, slugs: Sequence[str]) -> list[tuple[object, ...]]:
    authors = catalog.authors
    return [(slug, authors[slug].label) for slug in slugs]


def _tags(catalog: Catalog) -> list[tuple[object, ...]]:
    ordered = tags_in_order(catalog)
    place = {tag.id: number for number, tag in enumerate(ordered)}
    return [(tag.id, tag.name, place.get(tag.parent or "", -1)) for tag in ordered]


def _listed(things: Sequence[tuple[object, ...]], rows: Rows) -> bytes:
    """Return a list of things and which of them each paper has."""
    text = packing.packed(things)
    parts = packing.varints([len(text)]), text, packing.varints(rows.sizes)
    return b"".join(parts) + packing.varints(rows.which)
