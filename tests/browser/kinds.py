"""One page of each kind that a site has, by name."""

from collections.abc import Callable, Mapping

from browser.visits import Site

# Where the page stands, or how to find one on the site.
KINDS: Mapping[str, str | Callable[[Site], str]] = {
    "home": "",
    "paper": lambda site: site.first("papers"),
    "tag": lambda site: site.first("tags"),
    "author": lambda site: site.first("authors"),
    "venue": lambda site: site.first("venues"),
    "year": lambda site: site.first("years"),
    "collection": lambda site: site.first("collections"),
    "explore": "explore/",
    "papers": "papers/",
    "tags": "tags/",
    "authors": "authors/",
    "venues": "venues/",
    "years": "years/",
    "collections": "collections/",
    "map": "map/",
    "statistics": "statistics/",
    "about": "about/",
    "not found": "no/such/page/",
}


def address(site: Site, kind: str) -> str:
    """Return the full address of a page of this kind."""
    place = KINDS[kind]
    return site.address(place if isinstance(place, str) else place(site))
