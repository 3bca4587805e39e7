"""Plain text from what services send: HTML, JATS and LaTeX; math between dollars is kept."""

import re
from html import unescape

from pylatexenc.latex2text import LatexNodes2Text

from generator.tex_math import pieces

MAX_TEXT = 20_000
_TAGS = (
    r"(?:[a-z]+:)?(?:italic|bold|sc|sub|sup|em|strong|i|b|u|p|br|span|scp|small|tt|div|title|"
    r"sec|list|list-item|ext-link|xref|inline-formula|disp-formula|alternatives|tex-math|monospace|"
    r"underline|label|named-content|styled-content|fn|a|h[1-6]|ul|ol|li|"
    r"inline-graphic|graphic|abstract)|mml:[a-z]+|math|m(?:i|n|o|row|sub|sup|subsup|frac|sqrt|root|"
    r"text|space|over|under|underover|table|tr|td|style|fenced)|semantics|annotation"
)
_TAG = re.compile(rf"</?(?:{_TAGS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BLOCK_END = re.compile(r"</(?:jats:)?(?:p|sec|list-item|div|li)\s*>|<br\s*/?>", re.IGNORECASE)
_HEADING_END = re.compile(r"\s*([.:?!]?)\s*</(?:jats:)?(?:title|h[1-6])\s*>", re.IGNORECASE)
_HEADING = re.compile(
    r"<(jats:title|title|h[1-6])(?:\s[^<>]*)?>\s*(?:abstract|summary)\s*[.:]?\s*</\1\s*>",
    re.IGNORECASE,
)
_TEX = re.compile(
    r"<(?:jats:)?tex-math(?:\s[^<>]*)?>(.{0,4000}?)</(?:jats:)?tex-math\s*>", re.S | re.I
)
_FORMULA = re.compile(
    r"<(?:jats:)?(?:inline|disp)-formula(?:\s[^<>]*)?>(.{0,4000}?)"
    r"</(?:jats:)?(?:inline|disp)-formula\s*>",
    re.S | re.I,
)
_BETWEEN_DOLLARS = re.compile(r"\${1,2}([^$]+)\${1,2}")
_LATEX = re.compile(
    r"""\\[`'^"~=.uvHcdbkrt](?:\s*\{\\?[A-Za-z]{1,2}\}|\s*\\[ij](?![A-Za-z])|(?<=[^A-Za-z])[A-Za-z])"""
    r"|\\(?:[A-Za-z]+\*?)(?:\s*\{[^{}]*\})?(?:\{\})?|\{\\[A-Za-z`'^\"~=.][^{}]*\}"
)
_URL = re.compile(r"\\url\s*\{([^{}]*)\}")
_HREF = re.compile(r"\\href\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_LINE_BREAK = re.compile(r"\\\\(?:\[[^\]]*\])?")
_CITATION = re.compile(r"[\s~]*\\[cC]ite[a-z]*\*?\s*(?:\[[^\]]*\]){0,2}\s*\{[^{}]*\}")
_ESCAPED = re.compile(r"\\([%&_#${}])")
_TIE = re.compile(r"(?<=[\w.,)])~(?=[\w\\($])")
_MATH_PARENTHESES = re.compile(r"\\\((.+?)\\\)", re.S)
_HELD = {"%": "\ue000", "&": "\ue001", "_": "\ue002", "#": "\ue003", "{": "\ue005", "}": "\ue006"}
_BACK = {held: sign for sign, held in _HELD.items()} | {"\ue004": "$"}
_QUOTES = (("``", "“"), ("''", "”"), ("---", "—"), ("--", "–"))


def one_line(text: str) -> str:
    """Return a text with white space folded, without characters that nobody can see."""
    return " ".join("".join(map(_visible, text[:MAX_TEXT])).split())


def _visible(character: str) -> str:
    if character.isprintable() or character in "\u200d\u200c\ufe0f":
        return character
    return " " if character.isspace() else ""


def paragraphs(text: str) -> str:
    """Return a text with white space folded inside its paragraphs, which blank lines separate."""
    parts = re.split(r"\n\s*\n", text[:MAX_TEXT].replace("\r", ""))
    return "\n\n".join(part for part in map(one_line, parts) if part)


def from_markup(text: str) -> str:
    """Return the text of HTML or JATS (https://jats.nlm.nih.gov), with paragraphs apart.

    Only tags of these are markup: "<unk>" stays as it is. TeX in a formula becomes `$…$`, a heading
    the beginning of its paragraph ("Background: …").
    """
    text = _HEADING.sub("", text[: 4 * MAX_TEXT])
    text = _FORMULA.sub(lambda match: _formula(match[1]), text)
    text = _TEX.sub(lambda match: _dollars(match[1]), text)
    text = _HEADING_END.sub(lambda match: f"{match[1] or ':'} ", text)
    text = _TAG.sub("", _BLOCK_END.sub("\n\n", text))
    return paragraphs(unescape(unescape(text)))


def _formula(inside: str) -> str:
    """Return a formula once: as TeX where it is given, else by its characters."""
    tex = _TEX.search(inside)
    return _dollars(tex[1]) if tex else inside


def _dollars(tex: str) -> str:
    found = _BETWEEN_DOLLARS.search(tex)
    inner = " ".join((found[1] if found else tex).split())
    return f"${inner}$" if inner else ""


def from_latex(text: str) -> str:
    """Return the text of LaTeX as arXiv and BibTeX files have it; what is in `$…$` stays."""
    text = _MATH_PARENTHESES.sub(lambda match: f"${match[1].strip()}$", text[: 2 * MAX_TEXT])
    if not any(sign in text for sign in "\\{}~`'-"):
        return paragraphs(text)
    text = text.replace("\\$", "\ue004")
    parts = (f"${part}$" if is_math else _prose(part) for is_math, part in pieces(text))
    return paragraphs("".join(_BACK.get(character, character) for character in "".join(parts)))


def _prose(text: str) -> str:
    text = _CITATION.sub("", _HREF.sub(r"\2 (\1)", _URL.sub(r"\1", text)))
    text = _LINE_BREAK.sub(" ", text)
    text = _ESCAPED.sub(lambda match: _HELD.get(match[1], match[1]), text)
    for _ in range(3):  # a command may stand within another one
        text, count = _LATEX.subn(lambda match: _converted(match[0]), text)
        if not count:
            break
    text = _TIE.sub(" ", text).replace("{", "").replace("}", "")
    for tex, sign in _QUOTES:
        text = text.replace(tex, sign)
    return text


_CONVERTER = LatexNodes2Text(math_mode="verbatim", keep_comments=True)


def _converted(tex: str) -> str:
    try:
        return str(_CONVERTER.latex_to_text(tex)).strip("\n")
    except Exception:  # the converter raises whatever broken LaTeX leads to
        return tex.replace("\\", "")
