"""Text to Markdown: whatever stands in a record is shown as exactly those characters.

The result means the same to CommonMark (https://spec.commonmark.org, 2.4 and 2.5) and to
Python-Markdown with the extensions that sites commonly switch on; backslashes are used where both
know them, character references elsewhere.
"""

import re
from functools import lru_cache

from markupsafe import Markup

from generator import tex_math

_REFERENCES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "~": "&#126;", "^": "&#94;"}
_BACKSLASHED = frozenset(r"\`*_{}[]#$")
_SPECIAL = re.compile(
    r"[\\`*_{}\[\]#$]"  # known to both as escapes
    r"|[&<>|~^]"  # tables, strike-through, superscript, HTML
    r"|=(?==)|\+(?=\+)"  # marked text and keys
    r"|:(?=[\w+-]+:)|(?<=\]):"  # and a definition, `[x]: y`
    r"|(?:https?|ftp)(?=://)|www(?=\.)|(?<=\w)@(?=\w)",  # what engines make a link of
    re.IGNORECASE,
)
# The same without links, with one set of characters first, which is found several times faster.
_SPECIAL_SIGN = re.compile(
    r"[\\`*_{}\[\]#$&<>|~^=+:]"
    r"(?:(?<![=+:])|(?<==)(?==)|(?<=\+)(?=\+)|(?<=:)(?=[\w+-]+:)|(?<=\]:))"
)
# An address without signs that mean something to HTML, to Markdown or to math, and all of it.
_ADDRESS = re.compile(
    r"https?://(?:[.~:?@+,;]*+[A-Za-z0-9_/#=%-]++)++(?=[.,;:?!)\]'\"”’]*(?:\s|$))"
)
_SPACE = re.compile(r"\s+")
_LINE_START = re.compile(r"(\s*)(?:([-+=:!?/%'\"])|(\d+)([.)]))")


@lru_cache(maxsize=16_384)
def escape(text: str) -> Markup:
    """Return one paragraph of plain text as Markdown; line breaks become spaces."""
    return Markup(_with_escaped_start(_with_escaped_signs(_folded(text))))


def _folded(text: str) -> str:
    # A printable text has no white space but spaces.
    if "  " not in text and text.isprintable():
        return text
    return _SPACE.sub(" ", text)


def _with_escaped_signs(text: str) -> str:
    pattern = _SPECIAL if _may_hold_address(text) else _SPECIAL_SIGN
    return pattern.sub(_escaped, text)


def _may_hold_address(text: str) -> bool:
    return "://" in text or "@" in text or "www." in text.lower()


def _escaped(match: re.Match[str]) -> str:
    found = match[0]
    if found in _REFERENCES:
        return _REFERENCES[found]
    if found[0] in _BACKSLASHED:
        return "\\" + found
    return f"&#{ord(found[0])};{found[1:]}"


def _with_escaped_start(text: str) -> str:
    match = _LINE_START.match(text)
    return _escaped_start(match) + text[match.end() :] if match else text


def _escaped_start(match: re.Match[str]) -> str:
    space, sign, number, point = match.groups()
    return f"{space}&#{ord(sign)};" if sign else f"{space}{number}\\{point}"


def escape_with_math(text: str) -> Markup:
    """Return one paragraph as Markdown in which `$…$` that MathML can show stays math."""
    shown = (
        (tex_math.in_markdown(piece) if is_math else None) or _literal(piece, is_math)
        for is_math, piece in tex_math.pieces(_folded(text))
    )
    return Markup(_with_escaped_start("".join(shown)))


def _literal(piece: str, is_math: bool) -> str:
    """Escape everything but web addresses, which become links that show themselves."""
    text = f"${piece}$" if is_math else piece
    parts, done = [], 0
    for match in _ADDRESS.finditer(text):
        parts += [_with_escaped_signs(text[done : match.start()]), f"<{match[0]}>"]
        done = match.end()
    return "".join(parts) + _with_escaped_signs(text[done:])


def paragraphs(text: str) -> Markup:
    """Return text whose paragraphs are separated by blank lines as Markdown, with its math."""
    return Markup("\n\n").join(escape_with_math(part) for part in text.split("\n\n"))


def fence(content: str, language: str) -> Markup:
    """Return `content` as a fenced code block whose fence is longer than any run inside it."""
    longest = max((len(run) for run in re.findall(r"`+", content)), default=0)
    ticks = "`" * max(3, longest + 1)
    return Markup(f"{ticks}{language}\n{content.rstrip()}\n{ticks}")


def destination(address: str) -> Markup:
    """Return a web address as the destination of a Markdown link."""
    encoded = re.sub(r"[()\[\]$\\<>\s\"'`*_]", lambda m: f"%{ord(m[0]):02X}", address)
    return Markup(encoded.replace("&", "&amp;"))
