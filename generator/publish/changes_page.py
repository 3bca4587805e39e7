"""The page in front of a preview: what changed, the pages that show it, and then all others."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator import addresses
from generator.pages import Page, Shelf
from generator.pages.links_from import path_of
from generator.records.models import Paper
from generator.review.models import HOWS, Difference, Review
from generator.review.wording import headline

MOST_PAGES = 3_000
"""Of more pages than so many, only the lists are named."""

Link = tuple[str, str]
"""A page's name and its path."""
_HEADINGS = {
    "tags": "Topics",
    "authors": "Authors",
    "venues": "Venues",
    "years": "Years",
    "collections": "Collections",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that changed, as the page shows it."""

    title: str
    id: str
    path: str
    """Of its page; "" where it has none."""
    said: str
    paper: Paper | None


def changes_page(shelf: Shelf, review: Review, is_there: Callable[[str], bool]) -> Page:
    """Return the page; it lies at the root of the site.

    `is_there` tells whether the site has a file. Only pages that are there are linked.
    """

    def has(path: str) -> bool:
        return is_there(addresses.file_of(path, directories=shelf.settings.directory_urls))

    touched = [shelf.catalog.by_id[name] for name in _papers(review) if name in shelf.catalog.by_id]
    around = _around(shelf, touched, has)
    shown = {path for _, links in around for _, path in links} | {path_of(p) for p in touched}
    others = [(heading, path, links) for heading, path, links in _all(shelf, shown, has) if links]
    many = sum(len(links) for _, _, links in others) > MOST_PAGES
    title = "What this change does"
    body = shelf.render(
        "changes.md.j2",
        addresses.HOME,
        title=title,
        headline=headline(review),
        groups=list(_groups(shelf, review, has)),
        around=around,
        others=[] if many else others,
        lists=[link for link in _lists() if has(link[1])],
    )
    return Page(path=addresses.HOME, kind="changes", title=title, description="", body=body)


def _papers(review: Review) -> list[str]:
    return [one.id for one in review.differences if one.kind == "paper" and one.how != "removed"]


def _groups(
    shelf: Shelf, review: Review, has: Callable[[str], bool]
) -> Iterator[tuple[str, list[Entry]]]:
    """Yield what changed: papers by what happened to them, then the rest by kind."""
    papers = [one for one in review.differences if one.kind == "paper"]
    for how in HOWS:
        if some := [_entry(shelf, one, has) for one in papers if one.how == how]:
            yield f"{how.title()} {'paper' if len(some) == 1 else 'papers'}", some
    for kind, heading in (("tag", "Topics"), ("collection", "Collections"), ("author", "Authors")):
        if some := [_entry(shelf, one, has) for one in review.differences if one.kind == kind]:
            yield heading, some
    if pages := list(_written(shelf, review, has)):
        yield "Hand-written pages", pages


def _entry(shelf: Shelf, one: Difference, has: Callable[[str], bool]) -> Entry:
    paper = shelf.catalog.by_id.get(one.id) if one.kind == "paper" else None
    path = _page_of(shelf, one)
    return Entry(one.title, one.id, path if path and has(path) else "", _said(one), paper)


def _page_of(shelf: Shelf, one: Difference) -> str:
    if one.how == "removed":
        return ""
    if one.kind != "author":
        return addresses.page(f"{one.kind}s", one.id)
    authors = [author for author in shelf.catalog.authors.values() if author.name == one.title]
    return path_of(authors[0]) if len(authors) == 1 else ""


def _said(one: Difference) -> str:
    """Return what happened to a record, in a line."""
    if one.how == "renamed":
        keys = _keys(one)
        return f"Was {one.was}." + (f" Changed: {keys}." if keys else "")
    if one.how == "changed":
        return f"Changed: {_keys(one)}." if one.changes else "It has errors."
    return "New." if one.how == "added" else "It is not on the shelf any more."


def _keys(one: Difference) -> str:
    return ", ".join(change.key for change in one.changes)


def _written(shelf: Shelf, review: Review, has: Callable[[str], bool]) -> Iterator[Entry]:
    """Yield the hand-written pages that changed."""
    for file in review.files:
        path = PurePosixPath(file.path)
        if path.suffix != ".md" or not path.is_relative_to(shelf.settings.docs_dir):
            continue
        page = path.relative_to(shelf.settings.docs_dir).as_posix()
        there = page if file.how != "removed" and has(page) else ""
        yield Entry(page, file.path, there, f"{file.how.title()}.", None)


def _around(
    shelf: Shelf, touched: Iterable[Paper], has: Callable[[str], bool]
) -> list[tuple[str, Sequence[Link]]]:
    """Return the lists that the touched papers stand in, by kind."""
    catalog = shelf.catalog
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for paper in touched:
        for tag in sorted(catalog.topics_of(paper)):
            found["tags"][path_of(catalog.tags[tag])] = catalog.tags[tag].name
        for author in catalog.authors_of(paper):
            found["authors"][path_of(author)] = author.name
        if venue := catalog.venue_of(paper):
            found["venues"][path_of(venue)] = venue.name
        if paper.date:
            found["years"][path_of(paper.date.year)] = str(paper.date.year)
        for collection in catalog.collections_with.get(paper.id, ()):
            found["collections"][path_of(collection)] = collection.title
    return [
        (heading, links)
        for kind, heading in _HEADINGS.items()
        if (links := _there(((name, path) for path, name in found[kind].items()), has))
    ]


def _all(
    shelf: Shelf, shown: set[str], has: Callable[[str], bool]
) -> Iterator[tuple[str, str, list[Link]]]:
    """Yield all pages of each kind that are not shown yet, with the page that lists them."""
    catalog = shelf.catalog
    kinds: dict[str, Iterable[Link]] = {
        "papers": ((paper.title, path_of(paper)) for paper in catalog.papers),
        "tags": ((tag.name, path_of(tag)) for tag in catalog.tags.values()),
        "authors": ((author.name, path_of(author)) for author in catalog.authors.values()),
        "venues": ((venue.name, path_of(venue)) for venue in catalog.venues.values()),
        "years": ((str(year), path_of(year)) for year in catalog.years),
        "collections": ((one.title, path_of(one)) for one in catalog.collections),
    }
    for kind, links in kinds.items():
        left = ((name, path) for name, path in links if path not in shown)
        yield {"papers": "Papers", **_HEADINGS}[kind], addresses.index(kind), _there(left, has)


def _there(links: Iterable[Link], has: Callable[[str], bool]) -> list[Link]:
    return [link for link in links if has(link[1])]


def _lists() -> Iterator[Link]:
    yield "Home", addresses.HOME
    for kind in ("papers", *_HEADINGS):
        yield {"papers": "Papers", **_HEADINGS}[kind], addresses.index(kind)
    for name in ("explore", "map", "statistics"):
        yield name.title(), addresses.index(name)
