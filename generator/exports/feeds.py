"""Feeds: which lists of papers can be followed, and what each tells of."""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from heapq import nsmallest

from generator import addresses
from generator.exports.atom import Feed, atom
from generator.pages.plan import FilePlan
from generator.pages.render import Shelf
from generator.records.models import Paper

MOST = 50
"""A feed tells of so many papers, those that came last."""


def plans(shelf: Shelf) -> Iterator[FilePlan]:
    """Yield the plans of all feeds."""
    for feed in tag_feeds(shelf):
        path = addresses.feed(feed.page)
        if path:
            key = shelf.faces.of(feed.papers)
            yield FilePlan(path, key, partial(atom, feed, shelf.catalog, shelf.settings))


def tag_feeds(shelf: Shelf) -> Iterator[Feed]:
    """Yield the feed of each tag."""
    catalog = shelf.catalog
    for tag in catalog.tags.values():
        yield Feed(
            page=addresses.page("tags", tag.id),
            title=f"{tag.name[:1].upper()}{tag.name[1:]} – {shelf.settings.site_name}",
            subtitle=tag.description or "",
            papers=last_to_come(catalog.papers_tagged.get(tag.id, ())),
        )


def last_to_come(papers: Iterable[Paper], number: int = MOST) -> list[Paper]:
    """Return the papers that came onto the shelf last, the newest first, then by id."""
    return nsmallest(number, papers, key=_newest_first)


def _newest_first(paper: Paper) -> tuple[int, str]:
    return -(paper.added or date.min).toordinal(), paper.id
