"""Pages of venues: one a conference or journal, and the index."""

from collections.abc import Iterator, Sequence
from functools import partial

from generator import addresses
from generator.catalog import Venue
from generator.pages import series, weights
from generator.pages.faces import text_face
from generator.pages.links_from import path_of
from generator.pages.page import Crumb, Page
from generator.pages.parts import Part, Scale, cut_newest_first, steps
from generator.pages.plan import Plan, key_of
from generator.pages.rail import venue_rail
from generator.pages.render import Shelf, updated
from generator.pages.series import Series
from generator.records.models import Paper
from generator.wording import counted

PATH = addresses.index("venues")
CRUMB: Crumb = ("Venues", PATH)
SHOWN_EDITIONS = 40
ONE_IN = 30

Entry = tuple[Venue, str]
"""A venue in the index, and its editions in words."""


def plans(shelf: Shelf) -> Iterator[Plan]:
    """Yield the plans of the index, of its parts, and of every venue."""
    yield from _index_plans(shelf)
    for venue in shelf.catalog.venues.values():
        key = key_of(text_face(venue.name), shelf.faces.of(venue.papers))
        yield Plan(path_of(venue), "venue", key, partial(_page, shelf, venue))
        if not series.is_short(shelf, venue.papers):
            yield from series.plans(shelf, _series(venue))


def _index_plans(shelf: Shelf) -> Iterator[Plan]:
    venues = sorted(shelf.catalog.venues.values(), key=lambda v: (-len(v.papers), v.slug))
    entries = [(venue, _editions(venue)) for venue in venues]
    scale: Scale[Entry] = Scale(lambda e: weights.venue(*e), lambda e: e[0].slug, ONE_IN)
    parts = cut_newest_first(entries, scale)
    keys = [_listed(part) for part in parts]
    index = partial(_index_page, shelf, parts)
    yield Plan(PATH, "venues", key_of(shelf.faces.shelf, _unpublished(shelf), *keys), index)
    for part, key in reversed(list(zip(parts[:-1], keys, strict=False))):
        last = min(part.number + 2, len(parts))
        path = addresses.part(PATH, part.number)
        made = partial(_index_part, shelf, part, last)
        yield Plan(path, "venues", key_of(part.number, last, key), made)


def _listed(part: Part[Entry]) -> int:
    """Return a number for all that a part of the index shows, and for when its papers came."""
    newest = (updated(venue.papers) for venue, _ in part.entries)
    lines = (
        f"{venue.slug}\n{venue.name}\n{len(venue.papers)}\n{editions}\n{day}\n"
        for (venue, editions), day in zip(part.entries, newest, strict=True)
    )
    return text_face("".join(lines))


def _unpublished(shelf: Shelf) -> int:
    return sum(paper.venue is None for paper in shelf.catalog.papers)


def _index_page(shelf: Shelf, parts: Sequence[Part[Entry]]) -> Page:
    """Return the list of venues, the most frequent first."""
    newest = parts[-1]
    body = shelf.render(
        "venues.md.j2",
        PATH,
        venues=[entry for part in reversed(parts) for entry in part.entries],
        shown=newest.entries,
        ways=[(_span(part), addresses.part(PATH, part.number)) for part in reversed(parts[:-1])],
        unpublished=_unpublished(shelf),
    )
    return Page(
        path=PATH,
        kind="venues",
        title="Venues",
        description=f"Where the papers of {shelf.settings.site_name} appeared.",
        body=body,
        updated=updated(shelf.catalog.papers),
    )


def _index_part(shelf: Shelf, part: Part[Entry], last: int) -> Page:
    path = addresses.part(PATH, part.number)
    title = f"Venues, part {part.number}"
    body = shelf.render(
        "part_of_venues.md.j2",
        path,
        title=title,
        span=_span(part),
        venues=part.entries,
        steps=steps(PATH, part.number, last, ("Fewer papers", "More papers")),
    )
    return Page(
        path=path,
        kind="venues",
        title=title,
        description=f"{title}: {_span(part)} of {shelf.settings.site_name} each.",
        body=body,
        crumbs=(CRUMB,),
        updated=updated(paper for venue, _ in part.entries for paper in venue.papers),
    )


def _span(part: Part[Entry]) -> str:
    """Return how many papers the venues of a part have: "2 – 5 papers"."""
    least, most = (len(part.entries[end][0].papers) for end in (-1, 0))
    return counted(most, "paper") if least == most else f"{least:,} – {counted(most, 'paper')}"


def _editions(venue: Venue) -> str:
    written = {paper.venue or "" for paper in venue.papers}
    labels = sorted({_edition(one, venue) for one in written}, reverse=True)
    more = len(labels) - SHOWN_EDITIONS
    return ", ".join(labels[:SHOWN_EDITIONS]) + (f" and {more:,} more" if more > 0 else "")


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
            rail=venue_rail(shelf, venue.slug, venue.papers),
        ),
        crumbs=listed.crumbs,
        updated=updated(venue.papers),
    )
