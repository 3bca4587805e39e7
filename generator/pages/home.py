"""The home page: what this shelf is, and the ways into it."""

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from generator import addresses
from generator.pages.collections import introductions
from generator.pages.faces import text_face
from generator.pages.page import Page
from generator.pages.plan import Plan, key_of
from generator.pages.render import Shelf, updated
from generator.pages.tag_index import tag_counts
from generator.pages.years import year_counts, year_links, years_plot
from generator.wording import counted, shortened

PATH = addresses.HOME


def plans(shelf: Shelf) -> Iterator[Plan]:
    """Yield the plan of the page."""
    catalog, faces = shelf.catalog, shelf.faces
    key = key_of(
        faces.shelf,
        faces.of(catalog.papers[: shelf.settings.options.newest]),
        len(catalog.authors),
        len(catalog.venues),
        tag_counts(catalog),
        year_counts(catalog),
        text_face("\n".join(introductions(shelf).values())),
    )
    yield Plan(PATH, "home", key, partial(home_page, shelf))


def home_page(shelf: Shelf) -> Page:
    """Return the first page of the site."""
    catalog, settings = shelf.catalog, shelf.settings
    tagged = ((tag, len(catalog.papers_tagged.get(tag.id, ()))) for tag in catalog.tags.values())
    topics = sorted((pair for pair in tagged if pair[1]), key=lambda p: (-p[1], p[0].name))
    search = addresses.url(addresses.index("explore"), directories=settings.directory_urls)
    description = settings.site_description or f"{counted(len(catalog.papers), 'paper')}."
    return Page(
        path=PATH,
        kind="home",
        title=settings.site_name,
        description=shortened(description),
        body=shelf.render(
            "home.md.j2",
            PATH,
            topics=topics,
            newest=catalog.papers[: settings.options.newest],
            introductions=introductions(shelf),
            search_url=Markup(search),
            add_url=settings.add_url(),
            plot=years_plot(shelf),
            year_links=year_links(shelf, PATH),
        ),
        updated=updated(catalog.papers),
    )
