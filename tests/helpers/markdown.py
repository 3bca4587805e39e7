"""Markdown as engines read it: that of our pages, that of MkDocs, and a CommonMark parser."""

from functools import cache

import markdown
from lxml import html
from lxml.etree import _Element as Element
from markdown_it import MarkdownIt

from generator.publish.page_html import page_html

PLAIN = ("fenced_code", "tables", "toc", "md_in_html", "generator.publish.markdown_extension")
MANY = (
    *PLAIN,
    *("admonition", "attr_list", "abbr", "def_list", "footnotes"),
    *(f"pymdownx.{name}" for name in ("caret", "details", "emoji", "keys", "magiclink", "mark")),
    *(
        f"pymdownx.{name}"
        for name in ("superfences", "tabbed", "tilde", "betterem", "inlinehilite")
    ),
)


@cache
def _engine(extensions: tuple[str, ...]) -> markdown.Markdown:
    return markdown.Markdown(extensions=list(extensions))


def rendered(text: str, extensions: tuple[str, ...] = PLAIN) -> str:
    """Return the HTML that Python-Markdown makes."""
    return _engine(extensions).reset().convert(text)


def page(text: str) -> str:
    """Return the HTML of a generated page."""
    return page_html(text, lambda target: target).html


def commonmark(text: str) -> str:
    """Return the HTML that CommonMark asks for, with GitHub's tables and strike-through."""
    return str(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text))


def tree(content: str) -> Element:
    """Return HTML as one element."""
    return html.fragment_fromstring(content, create_parent="div")
