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
_WRAPPER = re.compile(r'<div class="([\w -]+)" markdown>')
_HEADING = re.compile(r"<h([1-6])>(.*?)</h\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_MATH = re.compile(r'<span class="math math-(inline|display)">(.*?)</span>', re.DOTALL)
_LINK = re.compile(r'(<(?:a|img)(?: [^<>]*?)?) (href|src)="([^"]*)"')


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


def page_html(markdown: str, address: Callable[[str], str | None]) -> PageHtml:
    """Return a generated page's Markdown as HTML.

    `address` gives the address of a link to another page as it stands in the Markdown, such as
    "../papers/filo.md#cite", or None when there is no such page.
    """
    headings: list[Heading] = []
    broken: list[str] = []

    def heading(match: re.Match[str]) -> str:
        level, name = match.groups()
        taken = {other.anchor for other in headings}
        words = _TAG.sub("", name) if "<" in name else name
        anchor = unique(_slug(words), taken)
        headings.append(Heading(int(level), anchor, words))
        return f'<h{level} id="{anchor}">{name}</h{level}>'

    def link(match: re.Match[str]) -> str:
        start, attribute, value = match.groups()
        target = unescape(value) if "&" in value else value
        if _leads_to_a_page(target):
            found = address(target)
            if found is None:
                broken.append(target)
            else:
                value = escape(found)
        elif not is_safe(target):
            return str(start)
        return f'{start} {attribute}="{value}"'

    made = _WRAPPER.sub(r'<div class="\1">', pyromark.html(markdown, options=_OPTIONS))
    made = _LINK.sub(link, _HEADING.sub(heading, _MATH.sub(_formula, made)))
    return PageHtml(made, tuple(headings), tuple(broken))


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
