"""The page Explore: the whole shelf with facets; a script fills it."""

from collections.abc import Iterator
from functools import partial

from generator import addresses
from generator.pages.page import Page
from generator.pages.plan import Plan
from generator.pages.render import Shelf, updated

PATH = addresses.index("explore")


def plans(shelf: Shelf) -> Iterator[Plan]:
    """Yield the plan of the page."""
    yield Plan(PATH, "explore", shelf.faces.shelf, partial(explore_page, shelf))


def explore_page(shelf: Shelf) -> Page:
    """Return the page on which readers search and filter all papers."""
    papers = shelf.catalog.papers
    return Page(
        path=PATH,
        kind="explore",
        title="Explore",
        description=f"Search all papers of {shelf.settings.site_name}, by topic, venue and year.",
        body=shelf.render("explore.md.j2", PATH),
        updated=updated(papers),
    )
