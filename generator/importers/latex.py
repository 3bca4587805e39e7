"""LaTeX to plain text: accents and macros become characters, braces go, `$…$` stays math.

After "BibTeXing" (O. Patashnik, 1988), section 4, and the text commands of LaTeX2e; what a macro
stands for is told by pylatexenc. The way back is `generator.exports.latex`.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from pylatexenc.latex2text import get_default_latex_context_db

_PLAIN = re.compile(r"[^\\{}~$`'-]*(?:['-](?!['-])[^\\{}~$`'-]*)*")
_TOKEN = re.compile(
    r"\$\$(?P<display>(?:[^$\\]|\\.)+)\$\$"
    r"|\$(?P<math>(?:[^$\\]|\\.)+)\$"
    r"|\\\((?P<inline>.{1,400}?)\\\)|\\\[(?P<block>.{1,400}?)\\\]"
    r"|\\(?P<word>[A-Za-z]+\*?)[ \t\n]*"
    r"|\\(?P<sign>[^A-Za-z])"
    r"|---?|``|''|[{}]|(?<!/)~",
    re.DOTALL,
)
_SIGNS = {
    "---": "—", "--": "–", "``": "“", "''": "”", "{": "", "}": "", "~": " ",
}  # fmt: skip
_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
_WORDS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textunderscore": "_",
    "textquotesingle": "'",
    "textquotedbl": '"',
    "textdollar": "$",
    "ldots": "…",
    "dots": "…",
    "textellipsis": "…",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
    "BibTeX": "BibTeX",
    "par": "\n\n",
    "newline": " ",
    "quad": " ",
    "qquad": " ",
    "space": " ",
    "newblock": "",
}
_ESCAPED = {**dict.fromkeys("\\ \t\n,;:", " "), **dict.fromkeys("!/-", "")}
_FORMS = frozenset(
    "emph textbf textit textrm textsc textsf textsl texttt textup textmd textnormal text mbox hbox"
    " bf it rm sc sf sl tt em bfseries itshape rmfamily scshape sffamily ttfamily mdseries upshape"
    " normalfont tiny small large Large protect relax textsuperscript textsubscript underline"
    " uppercase lowercase MakeUppercase MakeLowercase NoCaseChange nocase"
    " enquote uline lowercase noopsort bibinfo natexlab ignorespaces".split()
)
"""Macros that say only how their text looks."""
_VERBATIM = frozenset({"url", "path", "nolinkurl"})
_SPACE = re.compile(r"[ \t\n]*")
_MACRO = re.compile(r"\\(?:(?P<word>[A-Za-z]+)[ \t\n]*|(?P<sign>[^A-Za-z]))", re.DOTALL)
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_MARKS = "".join(map(chr, range(0x300, 0x370)))
_BELOW = "\u0323"
"""The first of the marks that stand below a letter, as far as LaTeX has accents for them."""
_DEPTH = 20


def plain(latex: str) -> str:
    r"""Return LaTeX as plain text: `{\"O}rnek \& $a_{1}$` is `Örnek & $a_{1}$`.

    Any text is accepted; a macro that nobody knows stays as it stands. A dollar or a backslash
    that is none of LaTeX's stays as well.
    """
    return latex if _PLAIN.fullmatch(latex) else _plain(latex)


@lru_cache(maxsize=1 << 14)
def _plain(latex: str) -> str:
    return unicodedata.normalize("NFC", "".join(_pieces(latex, 0)))


def _pieces(latex: str, depth: int) -> Iterator[str]:
    at = 0
    while token := _TOKEN.search(latex, at):
        yield latex[at : token.start()]
        text, at = _token(token, latex, depth)
        yield text
    yield latex[at:]


def _token(token: re.Match[str], latex: str, depth: int) -> tuple[str, int]:
    """Return what a token stands for, and where the text goes on behind it."""
    end = token.end()
    if formula := _formula(token):
        return f"${formula}$", end
    if sign := token["sign"]:
        if sign in _ACCENTS:
            return _accented(sign, latex, end, depth)
        return _ESCAPED.get(sign, sign), end
    if word := token["word"]:
        return _word(word, token, latex, depth)
    return _SIGNS[token[0]], end


def _formula(token: re.Match[str]) -> str:
    return token["math"] or token["display"] or token["inline"] or token["block"] or ""


def _word(word: str, token: re.Match[str], latex: str, depth: int) -> tuple[str, int]:
    end = token.end()
    name = word.rstrip("*")
    if name in _ACCENTS:
        return _accented(name, latex, end, depth)
    if name == "ensuremath":
        formula, end = _argument(latex, end)
        return f"${formula.strip('$')}$" if formula else "", end
    if name in _VERBATIM:
        return _argument(latex, end)
    if name == "href":
        _, end = _argument(latex, end)
        return "", end
    if name in _FORMS:
        return "", end
    known = _WORDS.get(name, _known(name))
    if known is None:
        start, end = end, _groups_end(latex, end)
        return token[0] + latex[start:end], end
    return known, end + 2 if latex.startswith("{}", end) else end


@cache
def _known(name: str) -> str | None:
    """Return the character that a macro without arguments stands for, or None for any other."""
    found: Any = _macros().get_macro_spec(name)
    text = getattr(found, "simplify_repl", None)
    return text if isinstance(text, str) and text and "%" not in text else None


@cache
def _macros() -> Any:
    return get_default_latex_context_db()


def _accented(accent: str, latex: str, at: int, depth: int) -> tuple[str, int]:
    """Return a letter with an accent, and what else stands in the accent's braces."""
    argument, end = _argument(latex, at)
    letters = "".join(_pieces(argument, depth + 1)) if depth < _DEPTH else argument
    letters = unicodedata.normalize("NFD", letters.strip())
    if not letters:
        return ("\\" + accent if end == at else ""), end
    mark = _ACCENTS[accent]
    base = {"ı": "i", "ȷ": "j"}.get(letters[0], letters[0]) if mark < _BELOW else letters[0]
    rest = letters[1:]
    marks = rest[: len(rest) - len(rest.lstrip(_MARKS))]
    return unicodedata.normalize("NFC", base + marks + mark + rest[len(marks) :]), end


def _groups_end(latex: str, at: int) -> int:
    """Return where the groups that begin at a place end, the place itself if there is none."""
    while latex.startswith("{", at):
        at = min(group_end(latex, at), len(latex))
    return at


def _argument(latex: str, at: int, *, inner: bool = False) -> tuple[str, int]:
    """Return the argument that begins at a place: a group, a macro or a character; and its end."""
    space = _SPACE.match(latex, at)
    start = space.end() if space else at
    if latex.startswith("{", start):
        end = group_end(latex, start)
        return latex[start + 1 : end - 1], end
    if macro := _MACRO.match(latex, start):
        if not inner and (macro["word"] or macro["sign"]) in _ACCENTS:
            _, end = _argument(latex, macro.end(), inner=True)
            return latex[start:end], end
        return macro[0], macro.end()
    if start < len(latex) and latex[start].isalpha():
        return latex[start], start + 1
    return "", at


def group_end(latex: str, start: int) -> int:
    """Return where the group that begins at a brace ends: behind its brace, or with the text."""
    depth = 0
    for brace in _BRACE.finditer(latex, start):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if depth == 0 and len(brace[0]) == 1:
            return brace.end()
    return len(latex) + 1
