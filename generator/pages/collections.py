"""Pages of collections: one a reading list, and the index."""

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from generator import addresses
from generator.links_in_markdown import WIKI_LINK
from generator.markdown_text import escape_with_math
from generator.pages.faces import text_face
from generator.pages.links_from import path_of
from generator.pages.page import Crumb, Page
from generator.pages.plan import Plan, key_of
from generator.pages.render import Shelf, updated
from generator.pages.text import counted, first_sentence, shortened
from generator.records.models import Collection

PATH = addresses.index("collections")
CRUMB: Crumb = ("Collections", PATH)


def plans(shelf: Shelf) -> Iterator[Plan]:
    """Yield the plans of the index and of every collection."""
    faces = shelf.faces
    shown = text_face("\n".join(introductions(shelf).values()))
    yield Plan(PATH, "collections", key_of(faces.shelf, shown), partial(index_page, shelf))
    for collection in shelf.catalog.collections:
        key = key_of(
            faces.collections[collection.id],
            faces.named(entry.paper for entry in collection.papers),
            faces.named(m[1].strip() for m in WIKI_LINK.finditer(collection.description or "")),
        )
        yield Plan(path_of(collection), "collection", key, partial(_page, shelf, collection))


def index_page(shelf: Shelf) -> Page:
    """Return the list of collections."""
    return Page(
        path=PATH,
        kind="collections",
        title="Collections",
        description=f"Reading lists of {shelf.settings.site_name}.",
        body=shelf.render("collections.md.j2", PATH, introductions=introductions(shelf)),
        updated=updated(shelf.catalog.papers),
    )


def introductions(shelf: Shelf) -> dict[str, Markup]:
    """Return the first sentence of each collection's introduction, without its links."""
    return {
        collection.id: escape_with_math(first_sentence(shelf.words(collection.description or "")))
        for collection in shelf.catalog.collections
    }


def _page(shelf: Shelf, collection: Collection) -> Page:
    path = path_of(collection)
    entries = [
        (shelf.catalog.by_id[entry.paper], entry.note)
        for entry in collection.papers
        if entry.paper in shelf.catalog.by_id
    ]
    description = collection.description
    body = shelf.render(
        "collection.md.j2",
        path,
        collection=collection,
        description=shelf.notes(description, path) if description else None,
        entries=entries,
    )
    number = counted(len(entries), "paper")
    summary = shelf.words(description) if description else f"A list of {number}."
    return Page(
        path=path,
        kind="collection",
        title=collection.title,
        description=shortened(summary),
        body=body,
        crumbs=(CRUMB,),
        updated=updated([paper for paper, _ in entries]),
    )
