"""Pages of authors: one a person."""

from collections.abc import Iterator
from functools import partial

from generator import addresses
from generator.catalog import Author, Catalog
from generator.pages import author_index, series
from generator.pages.author_index import CRUMB
from generator.pages.links_from import path_of
from generator.pages.page import Page
from generator.pages.plan import Plan, key_of
from generator.pages.render import Shelf, updated
from generator.pages.series import Series
from generator.pages.text import counted

SHOWN_COAUTHORS = 200
"""Names of more would fill a page of their own."""


def plans(shelf: Shelf) -> Iterator[Plan]:
    """Yield the plans of the index and of every author."""
    yield from author_index.plans(shelf)
    faces, least = shelf.faces, shelf.settings.options.author_page_min_papers
    for author in shelf.catalog.authors.values():
        if len(author.papers) < least:
            continue
        key = key_of(faces.authors[author.slug], faces.of(author.papers))
        path = addresses.page("authors", author.slug)
        yield Plan(path, "author", key, partial(_page, shelf, author))
        if not series.is_short(shelf, author.papers):
            yield from series.plans(shelf, _series(author))


def _series(author: Author) -> Series:
    return Series(
        path=path_of(author),
        kind="author",
        title=author.name,
        crumbs=(CRUMB,),
        papers=author.papers,
        label=series.year_label,
    )


def _page(shelf: Shelf, author: Author) -> Page:
    path = path_of(author)
    body = shelf.render(
        "author.md.j2",
        path,
        author=author,
        shown=series.beginning(shelf, _series(author)),
        coauthors=coauthors(shelf, author),
        shown_coauthors=SHOWN_COAUTHORS,
        variants=_variants(shelf.catalog, author),
    )
    number = counted(len(author.papers), "paper")
    return Page(
        path=path,
        kind="author",
        title=author.name,
        description=f"{number} by {author.name} in {shelf.settings.site_name}.",
        body=body,
        crumbs=(CRUMB,),
        updated=updated(author.papers),
    )


def coauthors(shelf: Shelf, author: Author) -> list[tuple[Author, int]]:
    """Return the people an author wrote with and on how many papers, the most frequent first."""
    counts: dict[str, int] = {}
    for paper in author.papers:
        for slug in dict.fromkeys(shelf.catalog.slugs_of(paper)):
            counts[slug] = counts.get(slug, 0) + 1
    del counts[author.slug]
    pairs = [(shelf.catalog.authors[slug], number) for slug, number in counts.items()]
    return sorted(pairs, key=lambda pair: (-pair[1], shelf.sort_key(pair[0])))


def _variants(catalog: Catalog, author: Author) -> list[str]:
    """Return the other ways in which papers print the author's name."""
    printed = {
        entry.name
        for paper in author.papers
        for entry, slug in zip(paper.authors, catalog.slugs_of(paper), strict=True)
        if slug == author.slug
    }
    return sorted(printed - {author.name})
