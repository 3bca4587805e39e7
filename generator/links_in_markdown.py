"""Links in Markdown that people wrote: `[[paper-id]]`, and addresses that must not be followed."""

import re
from collections.abc import Callable, Iterator
from html import unescape

WIKI_LINK = re.compile(r"\[\[([^\[\]\n]+)\]\]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_DESTINATION = re.compile(r"\]\(\s*<?([^\s)>]+)|^ {0,3}\[[^\]]+\]:\s*<?(\S+)", re.MULTILINE)
_CODE = re.compile(r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
_TAG = re.compile(r"<(?=[A-Za-z/!?])(?!https?:|mailto:)")
_ALLOWED = {"http", "https", "mailto"}


def paper_links(text: str) -> Iterator[tuple[int, str]]:
    """Yield the position and the id of each `[[paper-id]]`."""
    for match in WIKI_LINK.finditer(text):
        yield match.start(), match[1].strip()


def is_safe(address: str) -> bool:
    """Tell whether a link's address is relative, or has a scheme that only leads to a page."""
    plain = re.sub(r"[\x00-\x20\\]", "", unescape(address))
    scheme = _SCHEME.match(plain)
    return scheme is None or scheme[1].lower() in _ALLOWED


def unsafe_links(text: str) -> list[str]:
    """Return the addresses in Markdown that a page must not link to, such as `javascript:`."""
    found = (match[1] or match[2] for match in _DESTINATION.finditer(text))
    return [address for address in found if not is_safe(address)]


def has_html(text: str) -> bool:
    """Tell whether Markdown holds an HTML tag outside of code."""
    return any(_TAG.search(part) for part in _split_code(text)[::2])


def _split_code(text: str) -> list[str]:
    """Return text, code, text, …, text; code spans and fences keep their backticks."""
    parts, done = [], 0
    for match in _CODE.finditer(text):
        parts += [text[done : match.start()], match[0]]
        done = match.end()
    return [*parts, text[done:]]


def without_html(text: str, link: Callable[[re.Match[str]], str]) -> str:
    """Return Markdown with `[[id]]` replaced by `link` and `<` escaped, code left as it is."""
    parts = _split_code(text)
    for position in range(0, len(parts), 2):
        escaped = _TAG.sub("&lt;", parts[position])
        parts[position] = WIKI_LINK.sub(link, escaped)
    return "".join(parts)


def plain(text: str) -> str:
    """Return Markdown as the words that a reader sees, for a description."""
    words = re.sub(r"!?\[\[?([^\[\]]*)\]?\](?:\([^)]*\))?", r"\1", text)
    return re.sub(r"(?m)^\s*(?:#+|[-*+>]|\d+\.)\s+|[*_`]+", "", words)
