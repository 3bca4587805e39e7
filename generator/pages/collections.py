"""Pages of collections: one a reading list, and the index."""

from collections.abc import Iterator, Sequence
from functools import partial

from markupsafe import Markup

from generator import addresses
from generator.links_in_markdown import WIKI_LINK
from generator.markdown_text import escape_with_math
from generator.pages import series
from generator.pages.faces import text_face
from generator.pages.links_from import path_of
from generator.pages.page import Crumb, Page
from generator.pages.parts import Part, Scale, cut
from generator.pages.plan import Plan, key_of
from generator.pages.render import Shelf, updated
from generator.records.models import Collection, Paper
from generator.wording import counted, first_sentence, shortened

PATH = addresses.index("collections")
CRUMB: Crumb = ("Collections", PATH)

Entry = tuple[Paper, str | None]
"""A paper of a list and why it stands there."""


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
        parts = _parts(shelf, collection)
        made = partial(_page, shelf, collection, parts)
        yield Plan(path_of(collection), "collection", key, made)
        for part in parts[1:]:
            is_last = part.number == len(parts)
            path = addresses.part(path_of(collection), part.number)
            key = key_of(_said(collection, part), is_last, faces.of(p for p, _ in part.entries))
            made = partial(_part, shelf, collection, part, is_last)
            yield Plan(path, "collection", key, made)


def _said(collection: Collection, part: Part[Entry]) -> int:
    """Return a number for what a part shows besides its papers."""
    notes = [note for _, note in part.entries]
    return text_face(repr((collection.title, part.number, part.start, notes)))


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


def _parts(shelf: Shelf, collection: Collection) -> list[Part[Entry]]:
    """Return a list in parts; the first, where readers begin, is what its own page shows."""
    entries = [
        (shelf.catalog.by_id[entry.paper], entry.note)
        for entry in collection.papers
        if entry.paper in shelf.catalog.by_id
    ]
    cards = shelf.weights
    scale: Scale[Entry] = Scale(
        lambda entry: cards[entry[0].id] + len((entry[1] or "").encode()),
        lambda entry: entry[0].id,
        series.ONE_IN,
    )
    return cut(entries, scale)


def _page(shelf: Shelf, collection: Collection, parts: Sequence[Part[Entry]]) -> Page:
    path = path_of(collection)
    entries = [entry for part in parts for entry in part.entries]
    description = collection.description
    body = shelf.render(
        "collection.md.j2",
        path,
        collection=collection,
        description=shelf.notes(description, path) if description else None,
        entries=entries,
        shown=parts[0].entries,
        ways=[(_span(part), addresses.part(path, part.number)) for part in parts[1:]],
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


def _part(shelf: Shelf, collection: Collection, part: Part[Entry], is_last: bool) -> Page:
    start = path_of(collection)
    path = addresses.part(start, part.number)
    title = f"{collection.title}, part {part.number}"
    before = start if part.number == 2 else addresses.part(start, part.number - 1)
    steps = [("← Before", before)]
    if not is_last:
        steps.append(("After →", addresses.part(start, part.number + 1)))
    body = shelf.render(
        "part_of_collection.md.j2",
        path,
        title=title,
        span=_span(part),
        entries=list(enumerate(part.entries, start=part.start)),
        steps=steps,
    )
    return Page(
        path=path,
        kind="collection",
        title=title,
        description=shortened(f"{title}: {_span(part)}. From {shelf.settings.site_name}."),
        body=body,
        crumbs=(CRUMB, (collection.title, start)),
        updated=updated(paper for paper, _ in part.entries),
    )


def _span(part: Part[Entry]) -> str:
    return f"Papers {part.start:,} – {part.start + len(part.entries) - 1:,}"
