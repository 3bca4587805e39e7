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

from collections.abc import Sequence
from itertools import chain

from generator import addresses
from generator.catalog import Catalog
from generator.records.models import Paper, Tag
from generator.search import packing
from generator.search.analysis import fold

FOLDER = addresses.search("columns")
LINKS = ("code", "dataset", "video", "slides", "project")


def columns(papers: Sequence[Paper], catalog: Catalog) -> dict[str, bytes]:
    """Return the content of each column by its name."""
    contents = {
        "dates": _dates(papers),
        "links": packing.varints([_links(paper) for paper in papers]),
        "titles": packing.varints(_places(papers)),
        "venues": _venues(papers, catalog),
        "tags": _tags(papers, catalog),
        "authors": _authors(papers, catalog),
    }
    return {name: packing.gzipped(content) for name, content in contents.items()}


def _dates(papers: Sequence[Paper]) -> bytes:
    keys = [paper.date.key if paper.date else (0, 0, 0) for paper in papers]
    return b"".join(packing.varints([key[part] for key in keys]) for part in range(3))


def _links(paper: Paper) -> int:
    return sum(1 << bit for bit, name in enumerate(LINKS) if getattr(paper.links, name))


def _places(papers: Sequence[Paper]) -> list[int]:
    keys = [(fold(paper.title), paper.id) for paper in papers]
    place = {key: place for place, key in enumerate(sorted(keys))}
    return [place[key] for key in keys]


def _venues(papers: Sequence[Paper], catalog: Catalog) -> bytes:
    venues = sorted(catalog.venues.values(), key=lambda venue: venue.slug)
    slugs = {paper.id: [venue.slug] for venue in venues for paper in venue.papers}
    rows = [slugs.get(paper.id, []) for paper in papers]
    return _listed([(venue.slug, venue.name) for venue in venues], rows)


def _authors(papers: Sequence[Paper], catalog: Catalog) -> bytes:
    slugs = catalog.author_slugs
    rows = [list(dict.fromkeys(slugs[author.name] for author in p.authors)) for p in papers]
    return _listed([(slug, catalog.authors[slug].name) for slug in sorted(set(chain(*rows)))], rows)


def _tags(papers: Sequence[Paper], catalog: Catalog) -> bytes:
    ordered = sorted(catalog.tags.values(), key=lambda tag: _way(tag, catalog))
    place = {tag.id: number for number, tag in enumerate(ordered)}
    things = [(tag.id, tag.name, place.get(tag.parent or "", -1)) for tag in ordered]
    return _listed(things, [[tag.id for tag in catalog.tags_of(paper)] for paper in papers])


def _way(tag: Tag, catalog: Catalog) -> tuple[str, ...]:
    return (*(above.id for above in catalog.tag_path(tag)), tag.id)


def _listed(things: Sequence[tuple[object, ...]], rows: Sequence[Sequence[str]]) -> bytes:
    """Return a list of things and which of them, by its first entry, each paper has."""
    place = {thing[0]: number for number, thing in enumerate(things)}
    text = packing.packed(things)
    counts = packing.varints([len(row) for row in rows])
    which = packing.varints([place[name] for name in chain(*rows)])
    return packing.varints([len(text)]) + text + counts + which
