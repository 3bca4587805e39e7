"""Markdown that people wrote: `[[paper-id]]`, HTML as text, addresses not to be followed.

What a contributor writes may become formatted text, never HTML of its own. No guess about what is
code decides that: where a "<" stands in code, the code is written as HTML with references, so that
an engine that disagrees on where the code ends shows other formatting and nothing worse.
"""

import re
from collections.abc import Callable, Iterator
from html import escape as html_escape
from html import unescape

from generator import markdown_text, tex_math

WIKI_LINK = re.compile(r"\[\[([^\[\]\n]+)\]\]")

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_DESTINATION = re.compile(r"\]\(\s*<?([^\s)>]+)|^ {0,3}\[[^\]]+\]:\s*<?(\S+)", re.MULTILINE)
_FENCED = re.compile(
    r"^(?P<open>(?P<indent> {0,3})(?P<fence>(?P<sign>[`~])(?P=sign){2,}))"
    r"(?:(?<=`)[^\n`]*|(?<=~)[^\n]*)(?:\n|\Z)"
    r"(?P<code>.*?)(?P<end>^ {0,3}(?P=fence)(?P=sign)*[ \t]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)
_CODE = re.compile(r"(?<![\\`])(`+)(?!`)((?:(?!\n\s*\n).)+?)(?<!`)\1(?!`)", re.DOTALL)
_AUTOLINK = re.compile(r"""(<(?:https?://[^\s<>"'`]+|mailto:[\w.+-]+@[\w.-]+)>)""")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_BRACE = re.compile(r"(?<!\\)((?:\\\\)*)\{")
_ALLOWED = {"http", "https", "mailto"}


def paper_links(text: str) -> Iterator[str]:
    """Yield the id of each `[[paper-id]]` outside of code."""
    for kind, part in _parts(text):
        if kind == "text":
            yield from (match[1].strip() for match in WIKI_LINK.finditer(part))


def without_code(text: str) -> str:
    """Return Markdown with blanks in place of its code; all else stays at its line and column."""

    def blank(match: re.Match[str]) -> str:
        return re.sub(r"[^\n]", " ", match[0])

    return _CODE.sub(blank, _FENCED.sub(blank, text))


def is_safe(address: str) -> bool:
    """Tell whether a link's address is relative, or has a scheme that only leads to a page."""
    plain = re.sub(r"[\x00-\x20\\]", "", unescape(address))
    scheme = _SCHEME.match(plain)
    return scheme is None or scheme[1].lower() in _ALLOWED


def unsafe_links(text: str) -> list[str]:
    """Return the addresses in Markdown that a page must not link to, such as `javascript:`."""
    prose = "".join(part if kind == "text" else " " for kind, part in _parts(text))
    found = (match[1] or match[2] for match in _DESTINATION.finditer(prose))
    return [address for address in found if not is_safe(address)]


def has_html(text: str) -> bool:
    """Tell whether Markdown holds an HTML tag outside of code and math."""
    return any(
        _TAG.search(_AUTOLINK.sub("", part)) for kind, part in _parts(text) if kind == "text"
    )


def without_html(text: str, link: Callable[[re.Match[str]], str]) -> str:
    """Return Markdown with `[[id]]` replaced by `link`, and nothing in it that makes HTML."""
    write: dict[str, Callable[[str], str]] = {
        "fence": _fence,
        "code": _code,
        "math": str,
        "text": lambda part: _text(part, link),
    }
    return "".join(write[kind](part) for kind, part in _parts(text))


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of Markdown in order: a "fence", "code", "math" (as written) or "text"."""
    done = 0
    for match in _FENCED.finditer(text):
        yield from _spans(text[done : match.start()])
        yield "fence", match[0]
        done = match.end()
    yield from _spans(text[done:])


def _spans(text: str) -> Iterator[tuple[str, str]]:
    done = 0
    for match in _CODE.finditer(text):
        yield from _formulas(text[done : match.start()])
        yield "code", match[0]
        done = match.end()
    yield from _formulas(text[done:])


def _formulas(text: str) -> Iterator[tuple[str, str]]:
    for is_math, part in tex_math.pieces(text):
        formula = tex_math.in_markdown(part) if is_math else None
        yield ("math", formula) if formula else ("text", f"${part}$" if is_math else part)


def _fence(text: str) -> str:
    match = _FENCED.match(text)
    assert match  # noqa: S101 - a part of this kind is a match
    if "<" not in text:
        # An unclosed fence would swallow the rest of the page.
        return text if match["end"] else f"{text.rstrip()}\n{match['open']}\n"
    return f"{match['indent']}<pre><code>{html_escape(match['code'], quote=False)}</code></pre>\n"


def _code(text: str) -> str:
    if "<" not in text:
        return text
    return f"<code>{markdown_text.escape(text.strip('`').strip())}</code>"


def _text(text: str, link: Callable[[re.Match[str]], str]) -> str:
    parts = _AUTOLINK.split(text)
    parts[::2] = [_BRACE.sub(r"\1\\{", part.replace("<", "&lt;")) for part in parts[::2]]
    return WIKI_LINK.sub(link, "".join(parts))


def plain(text: str) -> str:
    """Return Markdown as the words that a reader sees, for a description."""
    words = re.sub(r"!?\[\[?([^\[\]]*)\]?\](?:\([^)]*\))?", r"\1", text)
    return re.sub(r"(?m)^\s*(?:#+|[-*+>]|\d+\.)\s+|(?<!\w)[*_]+|[*_]+(?!\w)|`+", "", words)
