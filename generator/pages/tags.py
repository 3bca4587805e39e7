"""Pages of tags: one a tag."""

from collections.abc import Iterator, Sequence
from functools import partial

from markupsafe import Markup

from generator import addresses
from generator.pages import plot, series, tag_index, topic
from generator.pages.links_from import path_of
from generator.pages.page import Page
from generator.pages.plan import Plan
from generator.pages.render import Shelf, updated
from generator.pages.series import Series
from generator.pages.tag_index import CRUMB
from generator.records.models import Paper, Tag
from generator.wording import counted, shortened


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
    body = shelf.render(
        "tag.md.j2",
        path,
        tag=tag,
        papers=papers,
        shown=series.beginning(shelf, listed),
        parent=catalog.tags.get(tag.parent or ""),
        tree=topic.tree(catalog, tag),
        hidden=topic.hidden(catalog, tag),
        related=topic.related_tags(catalog, tag),
        people=topic.people(shelf, papers),
        plot=_plot(papers),
        feed=addresses.feed(path),
        search=addresses.explore_query([("tag", tag.id)]),
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


def _plot(papers: Sequence[Paper]) -> Markup:
    """Return the papers by year as a small figure; nothing for a few of them."""
    years = topic.years(papers)
    highest = max((number for _, number in years), default=0)
    return plot.small("Papers by year", years, highest) if years else Markup("")
