"""Catalog to pages: every generated page, in the order of the site."""

from collections.abc import Iterator

from generator.pages import authors, collections, explore, home, papers, tags, venues, years
from generator.pages.page import Page
from generator.pages.render import Shelf

__all__ = ["Page", "Shelf", "all_pages"]


def all_pages(shelf: Shelf) -> Iterator[Page]:
    """Yield every generated page, each index before the pages that it lists."""
    yield home.home_page(shelf)
    yield explore.explore_page(shelf)
    for kind in (papers, tags, authors, venues, years, collections):
        yield kind.index_page(shelf)
        yield from kind.pages(shelf)
