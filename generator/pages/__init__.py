"""Catalog to pages: every generated page, in the order of the site."""

from collections.abc import Iterator

from generator.pages import (
    authors,
    collections,
    explore,
    home,
    map_page,
    papers,
    statistics,
    tags,
    venues,
    years,
)
from generator.pages.page import Page
from generator.pages.papers import plans as paper_plans
from generator.pages.plan import FilePlan, Plan
from generator.pages.render import Shelf

__all__ = [
    "FilePlan",
    "Page",
    "Plan",
    "Shelf",
    "all_pages",
    "all_plans",
    "list_plans",
    "paper_plans",
]


def all_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield every generated page, each index before the pages that it lists."""
    return (plan.make() for plan in all_plans(shelf))


def all_plans(shelf: Shelf) -> Iterator[Plan]:
    """Yield what `all_pages` would, without making any page."""
    yield from list_plans(shelf)
    yield from paper_plans(shelf, shelf.catalog.papers)


def list_plans(shelf: Shelf) -> Iterator[Plan]:
    """Yield the plans of all pages but those of papers; they need no related papers."""
    yield from home.plans(shelf)
    yield from explore.plans(shelf)
    yield from map_page.plans(shelf)
    yield from papers.index_plans(shelf)
    for kind in (tags, authors, venues, years, collections, statistics):
        yield from kind.plans(shelf)
