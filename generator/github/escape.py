"""Text that strangers wrote, as GitHub shows it: to the letter, without mentions, links or HTML.

GitHub Flavored Markdown (https://github.github.com/gfm/) makes links of bare addresses, and GitHub
itself makes mentions of `@name`, references of `#12`, and emoji of `:tada:`. A mention sends mail
and a reference to an issue leaves a trace there, so a zero-width space stands in each of them.
"""

import re
from urllib.parse import quote, urlsplit, urlunsplit

from generator import markdown_text
from generator.problems import visible

COMMENT_LIMIT = 65_536
"""How many characters the body of a comment, an issue or a pull request may have."""

_LIVE = re.compile(
    r"(?:@|&#64;)(?=[\w-])"  # @name, @team
    r"|\\#(?=\d)|(?i:\bGH-)(?=\d)"  # #12, GH-12
    r"|:(?=//)|(?i:\bwww|&#(?:119|87);ww)(?=\.)|(?i:\bmailto|\bxmpp):"
    r"|(?:&#58;|:)(?=[\w+-]+:)"  # :tada:
)
_ADDRESS = re.compile(r"https?://[^\s\x00-\x1f\x7f]+", re.IGNORECASE)
_RUN = re.compile("`+")
_BREAK = "&#8203;"
_TRACELESS: tuple[list[str], ...] = ([], ["actions"], ["blob"], ["tree"])
"""What stands after owner and name where a link cannot leave a trace."""


def text(value: str, limit: int = 300) -> str:
    """Return a line of text as Markdown that shows these characters, at most `limit` of them."""
    shown = visible(_cut(" ".join(value.split()), limit))
    return _LIVE.sub(lambda match: match[0] + _BREAK, str(markdown_text.escape(shown)))


def code(value: str, limit: int = 300) -> str:
    """Return a line of text as a code span, in which nothing is live."""
    shown = visible(_cut(" ".join(value.split()), limit))
    ticks = "`" * (max(map(len, _RUN.findall(shown)), default=0) + 1)
    inner = f" {shown} " if shown.startswith("`") or shown.endswith("`") else shown
    return f"{ticks}{inner}{ticks}" if shown else ""


def block(value: str, limit: int = 3000, language: str = "") -> str:
    """Return lines of text as a fenced block, in which nothing is live."""
    lines = _cut(value.strip("\n"), limit).splitlines()
    shown = "\n".join(visible(line.replace("\t", "    ")) for line in lines)
    return str(markdown_text.fence(shown, language))


def link(label: str, address: str, limit: int = 300) -> str:
    """Return a link to an http or https address; of any other, the label alone."""
    if not _ADDRESS.fullmatch(address):
        return text(label, limit)
    target = markdown_text.destination(without_trace(address))
    return f"[{text(label, limit)}]({target.replace('|', '%7C')})"  # it may stand in a table


def without_trace(address: str) -> str:
    """Return an address that leads to the same page and leaves no trace there.

    A link to an issue, a pull request or a discussion shows there who linked to it; GitHub's own
    way around that is the host redirect.github.com (https://docs.github.com, "Avoiding backlinks").
    """
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return address
    pieces = [piece for piece in parts.path.split("/") if piece]
    if host not in {"github.com", "www.github.com"} or pieces[2:3] in _TRACELESS:
        return address
    return urlunsplit(parts._replace(netloc="redirect.github.com"))


def file_address(base: str, path: str, line: int = 0) -> str:
    """Return the address of a file below `base`, at a line; "" where a path could lead out of it.

    A browser takes `..` away with what stands before it (URL Standard, "path state").
    """
    parts = path.split("/")
    if not all(parts) or not {".", ".."}.isdisjoint(parts):
        return ""
    return f"{base}/{quote(path)}" + (f"#L{line}" if line else "")


def cut(body: str, limit: int = COMMENT_LIMIT) -> str:
    """Return a body that GitHub accepts; a longer one ends at a line's end and says so."""
    note = "\n\nThis was longer than GitHub allows; the rest is left out."
    if len(body) <= limit:
        return body
    head, _, _ = body[: limit - len(note)].rpartition("\n")
    return (head or body[: limit - len(note)]) + note


def _cut(value: str, limit: int) -> str:
    return value if len(value) <= limit else value[: limit - 1] + "…"
