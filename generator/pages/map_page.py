"""The page Map: all papers in the plane; a script draws it, and without one it leads to lists."""

from collections.abc import Iterator
from functools import partial

from generator import addresses
from generator.pages.page import Page
from generator.pages.plan import Plan, key_of
from generator.pages.render import Shelf, updated
from generator.pages.tag_index import tag_counts

PATH = addresses.index("map")
SHOWN_TOPICS = 60


def plans(shelf: Shelf) -> Iterator[Plan]:
    """Yield the plan of the page, which shows nothing of where papers are."""
    key = key_of(shelf.faces.shelf, tag_counts(shelf.catalog))
    yield Plan(PATH, "map", key, partial(map_page, shelf))


def map_page(shelf: Shelf) -> Page:
    """Return the page."""
    catalog = shelf.catalog
    tagged = [(tag, len(catalog.papers_tagged.get(tag.id, ()))) for tag in catalog.tags.values()]
    topics = sorted((pair for pair in tagged if pair[1]), key=lambda p: (-p[1], p[0].name))
    return Page(
        path=PATH,
        kind="map",
        title="Map",
        description=f"The papers of {shelf.settings.site_name} as a map: those that say alike"
        " stand close together.",
        body=shelf.render("map.md.j2", PATH, topics=topics[:SHOWN_TOPICS]),
        updated=updated(catalog.papers),
    )
