"""The index of tags, as a tree; of a long vocabulary it leads to parts."""

from collections.abc import Iterator, Sequence
from functools import partial

from generator import addresses
from generator.catalog import Catalog
from generator.pages import weights
from generator.pages.page import Crumb, Page
from generator.pages.parts import Part, Scale, Step, cut, path_of_part, steps
from generator.pages.plan import Plan, key_of
from generator.pages.render import Shelf, updated
from generator.records.models import Tag

PATH = addresses.index("tags")
CRUMB: Crumb = ("Topics", PATH)
ONE_IN = 30


def plans(shelf: Shelf) -> Iterator[Plan]:
    """Yield the plans of the index and its parts."""
    key = key_of(shelf.faces.shelf, tag_counts(shelf.catalog))
    scale: Scale[Tag] = Scale(weights.tag, lambda tag: tag.id, ONE_IN)
    parts = cut(list(_in_order(shelf.catalog)), scale)
    yield Plan(PATH, "tags", key, partial(_index, shelf, parts))
    if len(parts) == 1:
        return
    for part in parts:
        path = addresses.part(PATH, part.number)
        yield Plan(path, "tags", key, partial(_part, shelf, part, len(parts)))


def tag_counts(catalog: Catalog) -> int:
    """Return a number for how many papers each tag has."""
    return key_of(*(len(catalog.papers_tagged.get(name, ())) for name in catalog.tags))


def _in_order(catalog: Catalog) -> Iterator[Tag]:
    """Yield each tag before the narrower ones below it."""
    waiting = list(reversed(_roots(catalog)))
    while waiting:
        tag = waiting.pop()
        yield tag
        waiting += reversed(catalog.tag_children.get(tag.id, ()))


def _roots(catalog: Catalog) -> list[Tag]:
    return [tag for tag in catalog.tags.values() if tag.parent not in catalog.tags]


def _index(shelf: Shelf, parts: Sequence[Part[Tag]]) -> Page:
    catalog = shelf.catalog
    body = shelf.render(
        "tags.md.j2",
        PATH,
        roots=_roots(catalog),
        number=len(catalog.tags),
        ways=_ways(parts) if len(parts) > 1 else (),
    )
    return Page(
        path=PATH,
        kind="tags",
        title="Topics",
        description=f"The topics of {shelf.settings.site_name}, from wide to narrow.",
        body=body,
        updated=updated(catalog.papers),
    )


def _ways(parts: Sequence[Part[Tag]]) -> list[Step]:
    return [(_span(part), addresses.part(PATH, part.number)) for part in parts]


def _part(shelf: Shelf, part: Part[Tag], last: int) -> Page:
    path = path_of_part(PATH, part.number, last + 1)
    title = f"Topics, part {part.number}"
    neighbours = steps(PATH, part.number, last + 1, ("Before", "After"))
    body = shelf.render(
        "part_of_tags.md.j2",
        path,
        title=title,
        span=_span(part),
        tags=[(tag, shelf.catalog.tag_path(tag)) for tag in part.entries],
        steps=[("All topics", PATH), *(step for step in neighbours if step[1] != PATH)],
    )
    return Page(
        path=path,
        kind="tags",
        title=title,
        description=f"{title}: {_span(part)}. From {shelf.settings.site_name}.",
        body=body,
        crumbs=(CRUMB,),
        updated=updated(shelf.catalog.papers),
    )


def _span(part: Part[Tag]) -> str:
    """Return the first and the last tag of a part."""
    return " – ".join(dict.fromkeys(part.entries[end].name for end in (0, -1)))
