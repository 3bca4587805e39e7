"""What in Markdown is alive when GitHub shows it: links, images, HTML, mentions, references."""

import re
from collections.abc import Iterator

import pyromark
from lxml import html
from lxml.etree import _Comment, _Element
from markdown_it import MarkdownIt

OURS = frozenset({"details", "summary", "del", "ins", "sub"})
"""HTML that we write ourselves."""
_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
_ADDRESS = re.compile(r"(?<!\w)(?:https?:/|www\.|mailto:)", re.IGNORECASE)
"""What GitHub Flavored Markdown makes a link of, where it is written without an escape."""
_LIVE = re.compile(
    r"@[\w-]"  # a mention
    r"|(?<![\w&])#\d|\bGH-\d"  # a reference
    r"|:[\w+-]+:",  # an emoji
    re.IGNORECASE,
)


def alive(markdown: str, ours: str) -> list[str]:
    """Return what should not be there: all but text, code, and links that begin with `ours`."""
    body = re.sub(r"\A<!-- papershelf:[\w-]+ -->\n", "", markdown)
    made = html.fragment_fromstring(pyromark.html(body, options=_OPTIONS), create_parent=True)
    return [*_alive(made, ours), *_bare(body)]


def _bare(markdown: str) -> Iterator[str]:
    """Yield what is an address in a text as it is written, escapes apart."""
    for token in MarkdownIt("commonmark").disable("text_join").parse(markdown):
        for inner in token.children or ():
            if inner.type == "text":
                yield from (f"{match[0]} is a link" for match in _ADDRESS.finditer(inner.content))


def _alive(element: _Element, ours: str) -> Iterator[str]:
    for inner in element.iter():
        if isinstance(inner, _Comment):
            yield f"comment {inner.text!r}"
            continue
        if inner.tag in {"img", "script", "iframe"} or (inner.attrib and inner.tag in OURS):
            yield f"<{inner.tag}>"
        if inner.tag == "a" and not str(inner.get("href")).startswith(ours):
            yield f"link to {inner.get('href')}"
        if inner.tag not in {"code", "pre"}:
            yield from (f"{match[0]!r} in {inner.text!r}" for match in _found(inner.text))
        if inner is not element:
            yield from (f"{match[0]!r} in {inner.tail!r}" for match in _found(inner.tail))


def _found(text: str | None) -> Iterator[re.Match[str]]:
    return _LIVE.finditer(text or "")
