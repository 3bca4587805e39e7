"""Weights: no entry of a list takes more bytes than it was weighed with."""

from collections.abc import Iterator

import pytest
from helpers import library
from helpers.library import SETTINGS
from helpers.shelf import invented

from generator.pages import Shelf, weights
from generator.pages.links_from import LinksFrom
from generator.pages.venues import _editions
from generator.publish.page_html import page_html

DEEP = "venues/a/page/100.md"


def of_library() -> Shelf:
    catalog = library.catalog(library.papers(400))
    return Shelf(catalog=catalog, links={}, citations={}, settings=SETTINGS)


def shelves() -> Iterator[Shelf]:
    yield from (invented("small"), invented("hostile"), of_library())


def size(markdown: str) -> int:
    """Return the bytes of a list entry's HTML, with links as from a page far down."""

    def address(target: str) -> str:
        return f"../{target.removesuffix('.md')}/"

    html = page_html(markdown, address).html
    return len(html.encode()) - len("<ul>\n</ul>\n")


def test_no_card_is_longer_than_it_was_weighed() -> None:
    for shelf in shelves():
        card = shelf.environment.get_template("_card.md.j2").module.card
        to = shelf.links_from(DEEP)
        sizes = {p.id: size(card(p, to)) for p in shelf.catalog.papers}
        assert {name for name in sizes if sizes[name] > shelf.weights[name]} == set()
        assert sum(shelf.weights.values()) < 2 * sum(sizes.values()) + 2000


@pytest.mark.parametrize("least", [1, 100])
@pytest.mark.parametrize("directories", [True, False])
def test_no_name_is_longer_than_it_was_weighed(least: int, directories: bool) -> None:
    for shelf in shelves():
        module = shelf.environment.get_template("_names.md.j2").module
        to = LinksFrom(DEEP, least=least, directories=directories)
        for author in shelf.catalog.authors.values():
            two = module.name(author, to)
            # Of one entry alone Markdown makes a tighter list than of several.
            assert size(two * 2) / 2 <= weights.name(author, least) + 8
        for venue in shelf.catalog.venues.values():
            editions = _editions(venue)
            entry = module.venue(venue, editions, to)
            assert size(entry) <= weights.venue(venue, editions)
