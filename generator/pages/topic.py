"""What a tag's page says besides its papers: the tree around the tag, its people, its years."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.catalog import Author, Catalog
from generator.pages.render import Shelf
from generator.records.models import Paper, Tag

SHOWN_RELATED = 8
SHOWN_PEOPLE = 8
LEAST_PAPERS = 2
"""Of fewer papers, each names its own people and topics."""
LEAST_IN_PLOT = 3
"""Fewer papers are no plot."""
MOST_BESIDE = 12
"""Of more tags beside one another none is shown; the page of the tag above them has all."""
MOST_BELOW = 40
"""Of more tags below one, those right below it are shown, and of these no more."""
MOST_ABOVE = 4


@dataclass(frozen=True, slots=True)
class Branch:
    """A tag in the tree around another one."""

    tag: Tag
    number: int
    """Of its papers, where they are among those of the page's tag; else 0.

    What other papers there are is not to change the page.
    """
    below: Sequence["Branch"] = ()
    is_here: bool = False


def tree(catalog: Catalog, tag: Tag) -> list[Branch]:
    """Return the tags above a tag, beside it and below it, as a tree; nothing for a lone one."""
    here = Branch(tag, 0, narrower(catalog, tag), is_here=True)
    above = catalog.tag_path(tag)[-MOST_ABOVE:]
    if not above:
        return [here] if here.below else []
    level = _beside(catalog, here)
    for wider in reversed(above):
        level = [Branch(wider, 0, level)]
    return level


def _beside(catalog: Catalog, here: Branch) -> list[Branch]:
    """Return a tag among those that have the same one above them."""
    tags = catalog.tag_children.get(here.tag.parent or "", ())
    if len(tags) > MOST_BESIDE:
        return [here]
    return [here if other.id == here.tag.id else Branch(other, 0) for other in tags]


def narrower(catalog: Catalog, tag: Tag) -> list[Branch]:
    """Return the tags below a tag, with theirs as long as these are not many."""
    inner = len(list(_below(catalog, tag))) <= MOST_BELOW
    return [_branch(catalog, child, inner) for child in _children(catalog, tag)[:MOST_BELOW]]


def hidden(catalog: Catalog, tag: Tag) -> int:
    """Return how many of the tags right below a tag its page leaves out."""
    return max(0, len(_children(catalog, tag)) - MOST_BELOW)


def _branch(catalog: Catalog, tag: Tag, inner: bool) -> Branch:
    below = [_branch(catalog, child, inner) for child in _children(catalog, tag)] if inner else []
    return Branch(tag, len(catalog.papers_tagged.get(tag.id, ())), below)


def _children(catalog: Catalog, tag: Tag) -> Sequence[Tag]:
    return catalog.tag_children.get(tag.id, ())


def _below(catalog: Catalog, tag: Tag) -> Iterator[Tag]:
    waiting = list(_children(catalog, tag))
    while waiting:
        below = waiting.pop()
        yield below
        waiting += _children(catalog, below)


def related_tags(catalog: Catalog, tag: Tag) -> list[tuple[Tag, int]]:
    """Return the tags that share most papers with a tag and how many, without its own family.

    A wider tag has the papers of those below it. Those of a single paper stand beside it anyway, so
    there are none.
    """
    family = {tag.id, *(above.id for above in catalog.tag_path(tag))}
    family |= {below.id for below in _below(catalog, tag)}
    papers = catalog.papers_tagged.get(tag.id, ())
    if len(papers) < LEAST_PAPERS:
        return []
    counts = Counter(name for paper in papers for name in catalog.topics_of(paper) - family)
    known = [(catalog.tags[name], number) for name, number in counts.items()]
    return sorted(known, key=lambda pair: (-pair[1], pair[0].id))[:SHOWN_RELATED]


def people(shelf: Shelf, papers: Iterable[Paper]) -> list[tuple[Author, int]]:
    """Return those who wrote the most of some papers and how many, the most first."""
    catalog = shelf.catalog
    counts = Counter(slug for paper in papers for slug in set(catalog.slugs_of(paper)))
    found = [(catalog.authors[slug], n) for slug, n in counts.items() if n >= LEAST_PAPERS]
    found.sort(key=lambda pair: (-pair[1], shelf.sort_key(pair[0]), pair[0].slug))
    return found[:SHOWN_PEOPLE]


def years(papers: Sequence[Paper]) -> list[tuple[str, int]]:
    """Return the number of papers of each year, of those between too; nothing for a few papers."""
    counts = Counter(paper.date.year for paper in papers if paper.date)
    if len(papers) < LEAST_IN_PLOT or len(counts) < 2:
        return []
    return [(str(year), counts[year]) for year in range(min(counts), max(counts) + 1)]
