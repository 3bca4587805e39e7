"""Text to LaTeX: special characters, accents and capitals as BibTeX wants them.

After "BibTeXing" (O. Patashnik, 1988), section 4, and the text commands of LaTeX2e.
"""

import re
import unicodedata
from functools import lru_cache

from generator.tex_math import mathml, pieces

_ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0323": "d",
    "\u0327": "c",
    "\u0328": "k",
    "\u0331": "b",
}
_BELOW = frozenset("dckb")
_CHARACTERS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "ß": r"{\ss}",
    "æ": r"{\ae}",
    "Æ": r"{\AE}",
    "œ": r"{\oe}",
    "Œ": r"{\OE}",
    "ø": r"{\o}",
    "Ø": r"{\O}",
    "ł": r"{\l}",
    "Ł": r"{\L}",
    "ı": r"{\i}",
    "ȷ": r"{\j}",
    "đ": r"{\dj}",
    "Đ": r"{\DJ}",
    "ð": r"{\dh}",
    "Ð": r"{\DH}",
    "þ": r"{\th}",
    "Þ": r"{\TH}",
    "–": "--",
    "—": "---",
    "‘": "`",
    "’": "'",
    "“": "``",
    "”": "''",
    "…": r"{\ldots}",
    "\u00a0": "~",
}
_RINGED = {"å": r"{\aa}", "Å": r"{\AA}"}
_HYPHENATED = r"[^\W_]+(?:['’][^\W_]+)*(?:-[^\W_]+(?:['’][^\W_]+)*)*"
_SPECIAL = r"[\\{}~^<>|&%$#_]|[^\x00-\x7f]"
_SPECIAL_CHARACTER = re.compile(_SPECIAL)
_TOKEN_OR_CHARACTER = re.compile(f"(?P<token>{_HYPHENATED})|{_SPECIAL}")


def escaped(text: str) -> str:
    """Return plain text as LaTeX: `50% of Müller` is `50\\% of M{\\"u}ller`.

    Characters of other scripts stay as they are; a TeX of this century reads them.
    """
    text = unicodedata.normalize("NFC", text)
    return _SPECIAL_CHARACTER.sub(lambda match: _character(match[0]), text)


@lru_cache(maxsize=4096)
def _character(character: str) -> str:
    known = _CHARACTERS.get(character) or _RINGED.get(character)
    return known or _accented(character)


def _accented(character: str) -> str:
    base, *marks = list(unicodedata.normalize("NFD", character))
    if not marks or not (base.isascii() and base.isalpha()) or not set(marks) <= set(_ACCENTS):
        return character
    command = base
    for mark in marks:
        command = _with_accent(_ACCENTS[mark], command)
    return "{" + command + "}"


def _with_accent(accent: str, letter: str) -> str:
    if letter in {"i", "j"} and accent not in _BELOW:
        letter = "\\" + letter
    if accent.isalpha() or (len(letter) > 1 and letter not in {"\\i", "\\j"}):
        return f"\\{accent}{{{letter}}}"
    return f"\\{accent}{letter}"


def title(text: str) -> str:
    """Return a title as LaTeX, with braces around capitals that a style may not make small.

    Those are in acronyms and in words with a capital inside; `$…$` stays math.
    """
    parts = pieces(unicodedata.normalize("NFC", text))
    return "".join(_math(part) if is_math else _words(part) for is_math, part in parts)


def with_math(text: str) -> str:
    """Return text as LaTeX in which `$…$` stays math."""
    parts = pieces(unicodedata.normalize("NFC", text))
    return "".join(_math(part) if is_math else escaped(part) for is_math, part in parts)


def _math(tex: str) -> str:
    if _is_contained(tex) and mathml(tex) is not None:
        return "{$" + tex + "$}"
    return escaped(f"${tex}$")


def _is_contained(tex: str) -> bool:
    """Tell whether BibTeX, which knows no escapes, finds the end of the field behind `tex`."""
    depth = 0
    for character in tex:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0 or character == "%":
            return False
    return depth == 0


def _words(text: str) -> str:
    return _TOKEN_OR_CHARACTER.sub(
        lambda match: _protected(match[0]) if match["token"] else _character(match[0]), text
    )


@lru_cache(maxsize=16_384)
def _protected(token: str) -> str:
    """Return a word, hyphenated or not, with braces: `{IBN-Net}` whole, `Non-{IID}` in part."""
    words = token.split("-")
    if _has_fixed_case(words[0]):
        return "{" + escaped(token) + "}"
    return "-".join("{" + escaped(w) + "}" if _has_fixed_case(w) else escaped(w) for w in words)


def _has_fixed_case(word: str) -> bool:
    one_letter = len(word) == 1 and word.isupper() and word != "A"
    return one_letter or any(character.isupper() for character in word[1:])
