"""Weights: about how many bytes of HTML each entry of a list takes, and never fewer.

They are worked out from the records, without a template, so that all lists can be cut into parts
before any page is made.
"""

from generator.addresses import author_query
from generator.catalog import Author, Catalog, Venue
from generator.records.models import Paper, Tag
from generator.tex_math import INLINE_MATH
from generator.wording import SHOWN_AUTHORS, SNIPPET_LENGTH

_CARD = 180
"""A card's tags, its address but for the id, a date and a status."""
_ENTRY = 50
"""A list entry's tags and address but for the id."""
_NAME = 52
_ORCID = 34
_SEARCH = 14
_FORMULA = 270
_LETTER_OF_FORMULA = 22
_NO_END = ("e.g.", "i.e.", " al.", " vs.")


class CardWeights(dict[str, int]):
    """The weight of each paper's card, by the paper's id."""

    def __init__(self, catalog: Catalog) -> None:
        """Weigh the cards of all papers."""
        tags = {t.id: _ENTRY + len(t.id) + written(t.name) for t in catalog.tags.values()}
        super().__init__((paper.id, _card(paper, tags)) for paper in catalog.papers)
        self.heaviest = max(self.values(), default=1)


def _card(paper: Paper, tags: dict[str, int]) -> int:
    said = _first_sentence((paper.tldr or paper.abstract or "")[:SNIPPET_LENGTH])
    names = "  ".join([author.name for author in paper.authors[:SHOWN_AUTHORS]])
    weight = _CARD + len(paper.id) + rich(f"{said}{paper.title}{paper.venue}{names}")
    for tag in paper.tags:
        weight += tags.get(tag, 0)
    return weight


def _first_sentence(text: str) -> str:
    """Return what holds the first sentence, and is most often no longer; faster than `text` is."""
    end = text.find(". ")
    if end < 0 or not "A" <= text[end + 2 : end + 3] <= "Z":
        return text
    sentence = text[: end + 1]
    return text if sentence.endswith(_NO_END) else sentence


def rich(text: str) -> int:
    """Return the bytes of text in which math and web addresses are shown as such."""
    weight = written(text)
    if "$" in text:
        for formula in INLINE_MATH.finditer(text):
            weight += _FORMULA + _LETTER_OF_FORMULA * len(formula[1])
    if "://" in text:
        weight += len(text) + _ENTRY
    return weight


def written(text: str) -> int:
    """Return the bytes of text in HTML."""
    signs = text.count("&") + text.count("<") + text.count(">")
    return (len(text) if text.isascii() else len(text.encode())) + 4 * signs


def name(author: Author, least: int) -> int:
    """Return the weight of an author in a list of names; of few papers, it leads to a search."""
    name = author.name
    weight = _NAME + (len(name) if name.isascii() and "&" not in name else written(name))
    if author.namesakes and author.orcid:
        weight += _ORCID
    if len(author.papers) < least:
        return weight + _SEARCH + len(author_query(name))
    return weight + len(author.slug)


def venue(one: Venue, editions: str) -> int:
    """Return the weight of a venue in the list of them."""
    return _ENTRY + 30 + len(one.slug) + written(one.name) + written(editions)


def tag(one: Tag) -> int:
    """Return the weight of a tag in the list of them."""
    return _ENTRY + 60 + len(one.id) + written(f"{one.name}{one.description}")
