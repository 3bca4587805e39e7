"""Weights: about how many bytes of HTML each entry of a list takes, and never fewer.

They are worked out from the records, without a template, so that all lists can be cut into parts
before any page is made.
"""

from collections.abc import Iterator
from urllib.parse import quote

from generator.catalog import Author, Catalog, Venue
from generator.pages.text import SHOWN_AUTHORS, SNIPPET_LENGTH
from generator.records.models import Paper

_CARD = 210
"""A card's tags, its address but for the id, a date and a status."""
_ENTRY = 50
"""A list entry's tags and address but for the id."""
_MATH = 60
"""A formula's MathML and its TeX, by the letter."""


class CardWeights(dict[str, int]):
    """The weight of each paper's card, by the paper's id."""

    def __init__(self, catalog: Catalog) -> None:
        """Weigh the cards of all papers."""
        tags = {t.id: _ENTRY + len(t.id) + written(t.name) for t in catalog.tags.values()}
        super().__init__((paper.id, _card(paper, tags)) for paper in catalog.papers)
        self.heaviest = max(self.values(), default=1)


def _card(paper: Paper, tags: dict[str, int]) -> int:
    said = (paper.tldr or paper.abstract or "")[:SNIPPET_LENGTH]
    weight = _CARD + len(paper.id) + sentence(said) + written(paper.title)
    if paper.venue:
        weight += written(paper.venue)
    for author in paper.authors[:SHOWN_AUTHORS]:
        weight += 2 + len(author.name.encode())
    for tag in paper.tags:
        weight += tags.get(tag, 0)
    return weight


def sentence(text: str) -> int:
    """Return the bytes of text in which math and web addresses are shown as such."""
    weight = written(text)
    if "$" in text:
        weight += _MATH * len(text)
    if "://" in text:
        weight += len(text) + _ENTRY
    return weight


def written(text: str) -> int:
    """Return the bytes of text in HTML."""
    return len(text.encode()) + 4 * (text.count("&") + text.count("<") + text.count(">"))


def name(author: Author) -> int:
    """Return the weight of an author in a list of names, whether it leads to a page or a search."""
    return _ENTRY + 24 + written(author.name) + max(len(author.slug), len(quote(author.name)))


def venue(one: Venue, editions: str) -> int:
    """Return the weight of a venue in the list of them."""
    return _ENTRY + 30 + len(one.slug) + written(one.name) + written(editions)


def all_of(weights: CardWeights, papers: tuple[Paper, ...]) -> Iterator[int]:
    """Yield the weight of each paper's card."""
    return (weights[paper.id] for paper in papers)
