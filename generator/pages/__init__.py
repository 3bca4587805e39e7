"""Catalog to pages: every generated page, in the order of the site."""

from collections.abc import Iterator

from generator.pages import authors, collections, explore, home, papers, tags, venues, years
from generator.pages.page import Page
from generator.pages.plan import Plan
from generator.pages.render import Shelf

__all__ = ["Page", "Plan", "Shelf", "all_pages", "all_plans"]


def all_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield every generated page, each index before the pages that it lists."""
    return (plan.make() for plan in all_plans(shelf))


def all_plans(shelf: Shelf) -> Iterator[Plan]:
    """Yield what `all_pages` would, without making any page."""
    for kind in (home, explore, papers, tags, authors, venues, years, collections):
        yield from kind.plans(shelf)
