"""Markdown to HTML for generated pages: CommonMark with tables and math, by pyromark.

Python-Markdown, which MkDocs renders hand-written pages with, takes fifty times as long. Links
between pages are left to the caller, who knows where each page lies.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape

import pyromark
from markdown.extensions.toc import slugify, unique

from generator.links_in_markdown import is_safe
from generator.tex_math import is_prose, math_html

_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_MATH
_WRAPPER = re.compile(r'<(div|details) class="([\w -]+)"( data-newest="[\d ]+")? markdown>')
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_MATH = re.compile(r'<span class="math math-(inline|display)">(.*?)</span>', re.DOTALL)
_LINK = re.compile(r'(<(?:a|img)(?: [^<>]*?)?) (href|src)="([^"]*)"')


_CARDS = re.compile(r'(<div class="ps-cards") markdown>\n\n-   (.*?)\n\n</div>', re.DOTALL)
_CARD = re.compile(r"[^\n]+\n\n    [^\n]+(?:\n(?:    [^\n]*)?)*")
"""A card: a line, and paragraphs and lists below it."""
_DEFINITION = re.compile(r"^\s*\[[^\]]*\]:", re.MULTILINE)
"""Gives other cards the address of a link."""
_PLACE = '<div class="ps-cards" data-place></div>'
"""Where a list of cards goes; no record can write it, for HTML in records is text."""
MOST_CARDS = 10_000
"""So many cards are kept, of about a kilobyte each."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page: its level (1–6), its anchor, and its words as HTML."""

    level: int
    anchor: str
    name: str


@dataclass(frozen=True, slots=True)
class PageHtml:
    """A page's content, its headings in order, and the links that lead to no page."""

    html: str
    headings: tuple[Heading, ...]
    broken: tuple[str, ...]


class Made:
    """What was made for earlier pages, and is the same on all that are as deep in the site."""

    def __init__(self, up: str = "") -> None:
        """Begin with nothing; links that begin with `up` lead to the same page from each."""
        self.up = up
        self.cards: dict[str, str] = {}
        """The HTML of cards by their Markdown."""
        self.links: dict[str, str] = {}
        """Addresses as they stand in HTML, by the links that stand for them in Markdown."""


Address = Callable[[str], str | None]
"""Gives the address of a link to another page as it stands in the Markdown, such as
"../papers/filo.md#cite", or None when there is no such page."""


def page_html(markdown: str, address: Address, earlier: Made | None = None) -> PageHtml:
    """Return a generated page's Markdown as HTML.

    `earlier` keeps what pages share; it must be that of the pages as deep as this one.
    """
    earlier = earlier or Made()
    lists: list[str] = []
    broken: list[str] = []
    headings: list[Heading] = []

    def cards_html(match: re.Match[str]) -> str:
        made = _cards_html(match[2], address, earlier)
        if made is None:
            return match[0]
        lists.append(f"{match[1]}>\n{made}</div>")
        return _PLACE

    def heading(match: re.Match[str]) -> str:
        level, name = match.groups()
        taken = {other.anchor for other in headings}
        words = _TAG.sub("", name) if "<" in name else name
        anchor = unique(_slug(words), taken)
        headings.append(Heading(int(level), anchor, words))
        return f'<h{level} id="{anchor}">{name}</h{level}>'

    rest = _CARDS.sub(cards_html, markdown)
    made = _HEADING.sub(heading, _linked(_rendered(rest), address, earlier, broken))
    for one in lists:
        made = made.replace(_PLACE, one, 1)
    return PageHtml(made, tuple(headings), tuple(broken))


def _rendered(markdown: str) -> str:
    made = _WRAPPER.sub(r'<\1 class="\2"\3>', pyromark.html(markdown, options=_OPTIONS))
    return _MATH.sub(_formula, made)


def _linked(html: str, address: Address, earlier: Made, broken: list[str]) -> str:
    """Return HTML whose links lead to addresses, or nowhere when they are not safe."""
    known = earlier.links

    def link(match: re.Match[str]) -> str:
        start, attribute, value = match.groups()
        if value in known:
            return f'{start} {attribute}="{known[value]}"'
        target = unescape(value)
        if _leads_to_a_page(target):
            found = address(target)
            if found is None:
                broken.append(target)
                return match[0]
            made = escape(found)
            if earlier.up and target.startswith(earlier.up):
                known[value] = made
            return f'{start} {attribute}="{made}"'
        return match[0] if is_safe(target) else str(start)

    return _LINK.sub(link, html)


def _cards_html(markdown: str, address: Address, earlier: Made) -> str | None:
    """Return a list of cards as HTML, each made once; None when it is not plainly such a list."""
    parts, cards = [], earlier.cards
    for text in markdown.split("\n\n-   "):
        made = cards.get(text)
        if made is None:
            made = _card_html(text, address, earlier)
            if made is None:
                return None
            if len(cards) >= MOST_CARDS:
                del cards[next(iter(cards))]
            cards[text] = made
        parts.append(made)
    return f"<ul>\n{''.join(parts)}</ul>\n"


def _card_html(text: str, address: Address, earlier: Made) -> str | None:
    """Return the item of a list that stands for itself; None when it might not."""
    if not _CARD.fullmatch(text) or _DEFINITION.search(text):
        return None
    broken: list[str] = []
    made = _linked(_rendered(f"-   {text}\n"), address, earlier, broken)
    if broken or "<h" in made:
        return None
    return made.removeprefix("<ul>\n").removesuffix("</ul>\n")


@lru_cache(maxsize=1024)  # most headings are those of many pages
def _slug(words: str) -> str:
    return slugify(unescape(words), "-")


def _leads_to_a_page(target: str) -> bool:
    path = target.partition("#")[0]
    return path.endswith(".md") and ":" not in path


def _formula(match: re.Match[str]) -> str:
    tex = unescape(match[2])
    dollars = "$" if match[1] == "inline" else "$$"
    element = None if is_prose(tex) else math_html(tex)
    return element or escape(f"{dollars}{tex}{dollars}", quote=False)
