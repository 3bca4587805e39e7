"""Pages of authors: one a person."""

from collections.abc import Iterator
from functools import partial

from generator import addresses
from generator.catalog import Author
from generator.pages import author_index, person, rail, series
from generator.pages.author_index import CRUMB
from generator.pages.faces import text_face
from generator.pages.links_from import path_of
from generator.pages.page import Page
from generator.pages.plan import Plan, key_of
from generator.pages.render import Shelf, updated
from generator.pages.series import Series
from generator.wording import counted


def plans(shelf: Shelf) -> Iterator[Plan]:
    """Yield the plans of the index and of every author."""
    yield from author_index.plans(shelf)
    faces, least = shelf.faces, shelf.settings.options.author_page_min_papers
    for author in shelf.catalog.authors.values():
        if len(author.papers) < least:
            continue
        key = key_of(faces.authors[author.slug], faces.of(author.papers))
        if author.namesakes:
            doubtful = person.doubtful(shelf.catalog, author)
            key = key_of(key, doubtful, *_namesakes(shelf, author))
        path = addresses.page("authors", author.slug)
        yield Plan(path, "author", key, partial(_page, shelf, author))
        if not series.is_short(shelf, author.papers):
            yield from series.plans(shelf, _series(author))


def _namesakes(shelf: Shelf, author: Author) -> Iterator[int]:
    """Yield numbers for what a page shows of the author's namesakes."""
    for slug in author.namesakes:
        yield shelf.faces.authors[slug]
        yield text_face(shelf.catalog.authors[slug].orcid or "")


def _series(author: Author) -> Series:
    return Series(
        path=path_of(author),
        kind="author",
        title=author.name,
        crumbs=(CRUMB,),
        papers=author.papers,
        label=series.year_label,
        has_headings=True,
    )


def _page(shelf: Shelf, author: Author) -> Page:
    listed, papers, catalog = _series(author), author.papers, shelf.catalog
    shown = series.beginning(shelf, listed)
    has_rail = len(papers) >= person.LEAST_PAPERS
    coauthors = person.coauthors(shelf, author)
    body = shelf.render(
        "author.md.j2",
        listed.path,
        author=author,
        shown=shown,
        groups=series.grouped(shown.papers, listed.label),
        has_rail=has_rail,
        coauthors=coauthors,
        shown_coauthors=person.SHOWN_BESIDE if has_rail else person.SHOWN_NAMES,
        topics=rail.topics(catalog, papers) if has_rail else [],
        venues=person.venues(catalog, papers) if has_rail else [],
        plot=person.years_plot(papers) if has_rail else "",
        span=person.span(papers),
        variants=person.variants(catalog, author),
        namesakes=[catalog.authors[slug] for slug in author.namesakes],
        doubtful=person.doubtful(catalog, author),
        search=addresses.explore_query([("author", author.slug)]),
    )
    number = counted(len(papers), "paper")
    return Page(
        path=listed.path,
        kind="author",
        title=author.name,
        description=f"{number} by {author.name} in {shelf.settings.site_name}.",
        body=body,
        crumbs=(CRUMB,),
        updated=updated(papers),
    )
