"""Pages of authors: one a person, and the index from A to Z."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import groupby

from generator import addresses
from generator.catalog import Author, Catalog
from generator.pages import series
from generator.pages.links_from import path_of
from generator.pages.page import Crumb, Page
from generator.pages.plan import Plan, key_of
from generator.pages.render import Shelf, updated
from generator.pages.series import Series
from generator.pages.text import counted

PATH = addresses.index("authors")
CRUMB: Crumb = ("Authors", PATH)
OTHER = "Other"
"""The heading of names that begin with no letter of the alphabet; it has an anchor as they do."""


def plans(shelf: Shelf) -> Iterator[Plan]:
    """Yield the plans of the index and of every author."""
    authors, faces = shelf.catalog.authors.values(), shelf.faces
    counts = key_of(*(n for a in authors for n in (faces.authors[a.slug], len(a.papers))))
    yield Plan(PATH, "authors", key_of(faces.shelf, counts), partial(index_page, shelf))
    for author in authors:
        key = key_of(faces.authors[author.slug], faces.of(author.papers))
        path = addresses.page("authors", author.slug)
        yield Plan(path, "author", key, partial(_page, shelf, author))
        if not series.is_short(shelf, author.papers):
            yield from series.plans(shelf, _series(author))


def index_page(shelf: Shelf) -> Page:
    """Return the list of all authors by the first letter of their family names."""
    authors = sorted(shelf.catalog.authors.values(), key=_place)
    groups = [(letter, list(group)) for letter, group in groupby(authors, key=_letter)]
    return Page(
        path=PATH,
        kind="authors",
        title="Authors",
        description=f"Everyone who wrote a paper of {shelf.settings.site_name}, from A to Z.",
        body=shelf.render("authors.md.j2", PATH, groups=groups, anchor=str.lower),
        updated=updated(shelf.catalog.papers),
    )


def _place(author: Author) -> tuple[bool, tuple[str, str]]:
    return _letter(author) == OTHER, author.sort_key


def _letter(author: Author) -> str:
    letter = author.sort_key[0][:1].upper()
    return letter if letter.isascii() and letter.isalpha() else OTHER


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
        coauthors=coauthors(shelf.catalog, author),
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


def coauthors(catalog: Catalog, author: Author) -> list[tuple[Author, int]]:
    """Return the people an author wrote with and on how many papers, the most frequent first."""
    slugs = (other.slug for paper in author.papers for other in catalog.authors_of(paper))
    counts = Counter(slugs)
    del counts[author.slug]
    pairs = ((catalog.authors[slug], number) for slug, number in counts.items())
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0].sort_key))


def _variants(catalog: Catalog, author: Author) -> list[str]:
    """Return the other ways in which papers print the author's name."""
    printed = {
        entry.name
        for paper in author.papers
        for entry in paper.authors
        if catalog.author_slugs[entry.name] == author.slug
    }
    return sorted(printed - {author.name})
