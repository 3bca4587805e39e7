"""Math in plain text: find `$…$`, and turn TeX into MathML at build time."""

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from xml.etree import ElementTree

from latex2mathml.converter import convert_to_element

# Pandoc's rule (`tex_math_dollars`): the opening dollar touches the formula, so does the closing
# one, and no digit follows it; "$5 and $6" is therefore text.
INLINE_MATH = re.compile(r"(?<![\\$])\$(?=[^\s$])((?:\\.|[^$\\])*?(?:\\.|[^\s$\\]))\$(?![\d$])")
MAX_LENGTH = 2000
"""A longer formula stays TeX; converters need more than linear time."""

_DOLLAR = '<span class="ps-dollar" aria-hidden="true">$</span>'
_CHILDREN = {"mfrac": 2, "msub": 2, "msup": 2, "mroot": 2, "msubsup": 3, "munderover": 3}

_TEXT_COMMAND = re.compile(
    r"\\(?:text\w*|mbox|math(?:rm|bf|it|sf|tt)|operatorname)\*?\s*\{[^{}]*\}"
)
_WORD_BETWEEN_SPACES = re.compile(r"\s[A-Za-z]{3,}\s")
_HTML = re.compile(r"[<>]|&(?=[A-Za-z#])")
_WRITTEN = {"<": r"\lt{}", ">": r"\gt{}", "&": "&{}"}
_READ = {written: sign for sign, written in _WRITTEN.items()}
_WRITTEN_HTML = re.compile("|".join(map(re.escape, _READ)))
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)


def pieces(text: str) -> Iterator[tuple[bool, str]]:
    """Yield the parts of `text` in order, each with whether it is math, then without dollars."""
    done = 0
    for match in INLINE_MATH.finditer(text) if "$" in text else ():
        if is_prose(match[1]):
            continue
        yield False, text[done : match.start()]
        yield True, match[1]
        done = match.end()
    yield False, text[done:]


def is_prose(tex: str) -> bool:
    """Tell whether dollars stand around text that lost its commands ("$one and the other$")."""
    return _WORD_BETWEEN_SPACES.search(_TEXT_COMMAND.sub("", tex)) is not None


@lru_cache(maxsize=4096)
def mathml(tex: str) -> str | None:
    """Return TeX as a MathML element (https://www.w3.org/TR/mathml-core/), or None.

    None means that the TeX is broken, or uses a command that the converter does not know.
    """
    tex = _WRITTEN_HTML.sub(lambda match: _READ[match[0]], tex)
    if len(tex) > MAX_LENGTH or not _balanced(tex):
        return None
    try:
        element = convert_to_element(tex)
    except Exception:  # the converter raises whatever a broken formula leads to
        return None
    for node in element.iter():
        # The converter writes character references as text.
        node.text = unescape(node.text) if node.text else None
    if not all(_sound(node) for node in element.iter()):
        return None
    element.set("alttext", tex)
    return ElementTree.tostring(element, encoding="unicode", short_empty_elements=False)


def math_html(tex: str) -> str | None:
    """Return TeX as HTML: MathML between dollars that are there but not seen, or None.

    So the words of a page, as copied or shown without styles, are those that the author wrote.
    """
    element = mathml(tex)
    return f'<span class="ps-math">{_DOLLAR}{element}{_DOLLAR}</span>' if element else None


def in_markdown(tex: str) -> str | None:
    """Return a formula as `$…$` in which no Markdown engine sees HTML or code, or None.

    The signs for less and greater become commands that mean the same, which `mathml` takes back;
    None as for `mathml`.
    """
    if "`" in tex or mathml(tex) is None:
        return None
    return f"${_HTML.sub(lambda match: _WRITTEN[match[0]], tex)}$"


def _balanced(tex: str) -> bool:
    depth = 0
    for match in _BRACE.finditer(tex):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth < 0:
            return False
    return depth == 0


def _sound(node: ElementTree.Element) -> bool:
    """Tell whether an element is complete, known to the converter, and leads nowhere."""
    unknown_command = "\\" in (node.text or "")
    leads_away = any("href" in name or name in {"style", "class", "id"} for name in node.attrib)
    wanted = _CHILDREN.get(node.tag)
    return not unknown_command and not leads_away and (wanted is None or len(node) == wanted)


def broken_formulas(text: str) -> list[str]:
    """Return the formulas in `text` that stay TeX because they cannot become MathML."""
    return [
        piece
        for paragraph in text.split("\n\n")
        for is_math, piece in pieces(paragraph)
        if is_math and in_markdown(piece) is None
    ]
