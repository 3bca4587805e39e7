"""What in Markdown is alive when GitHub shows it: links, images, HTML, mentions, references."""

import re
from collections.abc import Iterator

import pyromark
from lxml import html
from lxml.etree import _Comment, _Element

OURS = frozenset({"details", "summary", "del", "ins", "sub"})
"""HTML that we write ourselves."""
_OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_STRIKETHROUGH
_LIVE = re.compile(
    r"@[\w-]"  # a mention
    r"|(?<![\w&])#\d|\bGH-\d"  # a reference
    r"|https?://|\bwww\.|\bmailto:"  # what GitHub Flavored Markdown makes a link of
    r"|:[\w+-]+:",  # an emoji
    re.IGNORECASE,
)


def alive(markdown: str, ours: str) -> list[str]:
    """Return what should not be there: all but text, code, and links that begin with `ours`."""
    body = re.sub(r"\A<!-- papershelf:[\w-]+ -->\n", "", markdown)
    made = html.fragment_fromstring(pyromark.html(body, options=_OPTIONS), create_parent=True)
    return list(_alive(made, ours))


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
