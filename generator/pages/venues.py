"""Pages of venues: one a conference or journal, and the index."""

from collections.abc import Iterator
from functools import partial

from generator import addresses
from generator.catalog import Venue
from generator.pages import series
from generator.pages.faces import text_face
from generator.pages.links_from import path_of
from generator.pages.page import Crumb, Page
from generator.pages.plan import Plan, key_of
from generator.pages.render import Shelf, updated
from generator.pages.series import Series
from generator.pages.text import counted
from generator.records.models import Paper

PATH = addresses.index("venues")
CRUMB: Crumb = ("Venues", PATH)


def plans(shelf: Shelf) -> Iterator[Plan]:
    """Yield the plans of the index and of every venue."""
    venues = shelf.catalog.venues.values()
    listed = (f"{v.slug}\n{v.name}\n{len(v.papers)}\n{_editions(v)}\n" for v in venues)
    key = key_of(shelf.faces.shelf, text_face("".join(listed)))
    yield Plan(PATH, "venues", key, partial(index_page, shelf))
    for venue in venues:
        key = key_of(text_face(venue.name), shelf.faces.of(venue.papers))
        yield Plan(path_of(venue), "venue", key, partial(_page, shelf, venue))
        if not series.is_short(shelf, venue.papers):
            yield from series.plans(shelf, _series(venue))


def index_page(shelf: Shelf) -> Page:
    """Return the list of venues, the most frequent first."""
    catalog = shelf.catalog
    venues = sorted(catalog.venues.values(), key=lambda venue: (-len(venue.papers), venue.slug))
    unpublished = sum(paper.venue is None for paper in catalog.papers)
    return Page(
        path=PATH,
        kind="venues",
        title="Venues",
        description=f"Where the papers of {shelf.settings.site_name} appeared.",
        body=shelf.render(
            "venues.md.j2",
            PATH,
            venues=[(venue, _editions(venue)) for venue in venues],
            unpublished=unpublished,
        ),
        updated=updated(catalog.papers),
    )


def _editions(venue: Venue) -> str:
    written = {paper.venue or "" for paper in venue.papers}
    return ", ".join(sorted({_edition(one, venue) for one in written}, reverse=True))


def _edition(written: str, venue: Venue) -> str:
    """Return what tells one year's edition: "NeurIPS 2018" of NeurIPS is "2018"."""
    name = venue.name.split()
    return " ".join(word for word in written.split() if word not in name) or written


def _series(venue: Venue) -> Series:
    def edition(paper: Paper) -> str:
        return paper.venue or ""

    order = {one: (_edition(one, venue), one) for one in map(edition, venue.papers)}
    return Series(
        path=path_of(venue),
        kind="venue",
        title=venue.name,
        crumbs=(CRUMB,),
        papers=sorted(venue.papers, key=lambda paper: order[edition(paper)], reverse=True),
        label=edition,
        has_headings=True,
    )


def _page(shelf: Shelf, venue: Venue) -> Page:
    listed = _series(venue)
    shown = series.beginning(shelf, listed)
    number = counted(len(venue.papers), "paper")
    return Page(
        path=listed.path,
        kind="venue",
        title=venue.name,
        description=f"{number} of {shelf.settings.site_name} that appeared at {venue.name}.",
        body=shelf.render(
            "venue.md.j2",
            listed.path,
            venue=venue,
            groups=series.grouped(listed.papers, listed.label),
            shown=shown,
            shown_groups=series.grouped(shown.papers, listed.label),
        ),
        crumbs=listed.crumbs,
        updated=updated(venue.papers),
    )
