"""Pages of tags: one a tag."""

from collections import Counter
from collections.abc import Iterator
from functools import partial

from generator.catalog import Catalog
from generator.pages import series, tag_index
from generator.pages.links_from import path_of
from generator.pages.page import Page
from generator.pages.plan import Plan
from generator.pages.render import Shelf, updated
from generator.pages.series import Series
from generator.pages.tag_index import CRUMB
from generator.pages.text import counted, shortened
from generator.records.models import Tag

SHOWN_RELATED = 8


def plans(shelf: Shelf) -> Iterator[Plan]:
    """Yield the plans of the index and of every tag."""
    yield from tag_index.plans(shelf)
    for tag in shelf.catalog.tags.values():
        # Counts of narrower and of other tags follow from the papers: all are among these.
        key = shelf.faces.of(shelf.catalog.papers_tagged.get(tag.id, ()))
        yield Plan(path_of(tag), "tag", key, partial(_page, shelf, tag))
        yield from series.plans(shelf, _series(shelf, tag))


def _series(shelf: Shelf, tag: Tag) -> Series:
    above = tuple((parent.name, path_of(parent)) for parent in shelf.catalog.tag_path(tag))
    return Series(
        path=path_of(tag),
        kind="tag",
        title=tag.name[:1].upper() + tag.name[1:],
        crumbs=(CRUMB, *above),
        papers=shelf.catalog.papers_tagged.get(tag.id, ()),
        label=series.year_label,
    )


def _page(shelf: Shelf, tag: Tag) -> Page:
    catalog = shelf.catalog
    listed = _series(shelf, tag)
    path, papers = listed.path, listed.papers
    children = catalog.tag_children.get(tag.id, ())
    body = shelf.render(
        "tag.md.j2",
        path,
        tag=tag,
        papers=papers,
        shown=series.beginning(shelf, listed),
        parent=catalog.tags.get(tag.parent or ""),
        children=[(child, len(catalog.papers_tagged.get(child.id, ()))) for child in children],
        related=related_tags(catalog, tag)[:SHOWN_RELATED],
    )
    return Page(
        path=path,
        kind="tag",
        title=listed.title,
        description=shortened(tag.description or f"{counted(len(papers), 'paper')} on {tag.name}."),
        body=body,
        crumbs=listed.crumbs,
        updated=updated(papers),
    )


def related_tags(catalog: Catalog, tag: Tag) -> list[tuple[Tag, int]]:
    """Return the tags that share papers with a tag and how many, without its own family."""
    family = {tag.id, *(above.id for above in catalog.tag_path(tag))}
    family |= {below.id for below in catalog.tag_children.get(tag.id, ())}
    papers = catalog.papers_tagged.get(tag.id, ())
    counts = Counter(name for paper in papers for name in set(paper.tags) - family)
    known = (
        (catalog.tags[name], number) for name, number in counts.items() if name in catalog.tags
    )
    return sorted(known, key=lambda pair: (-pair[1], pair[0].id))
