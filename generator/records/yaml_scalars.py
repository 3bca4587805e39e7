"""Text to YAML scalars: the most readable form that reads back as exactly the same text."""

import re
import textwrap
from functools import lru_cache
from typing import Any

import yaml

WIDTH = 92
INDENT = "  "
REPLACEMENT = "\ufffd"

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_RESOLVER = yaml.resolver.Resolver()
_TEXT_TAG = "tag:yaml.org,2002:str"

_SURROGATE = re.compile("[\ud800-\udfff]")
_PLAIN = re.compile(r"(?:[^\W_]|[$(/<\\])(?:[^\n]*[^\s:])?")
_NUMBER_1_2 = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|0o[0-7]+")
_FLOW_INDICATORS = frozenset(",[]{}:?#")
_BOOLEANS_1_1 = frozenset({"y", "n"})
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_JOINERS = frozenset("\u200c\u200d")


def writable(text: str) -> str:
    """Return `text` with each lone surrogate, which UTF-8 cannot hold, replaced by U+FFFD."""
    return _SURROGATE.sub(REPLACEMENT, text)


@lru_cache(maxsize=1 << 13)  # venues, publishers and the names of people come again
def inline(text: str, *, in_flow: bool = False) -> str:
    """Return `text` as a scalar on one line: plain where that is safe, else in double quotes.

    `in_flow` is for text inside `[…]` or `{…}`, where more characters have a meaning.
    """
    text = writable(text)
    plain = _is_plain(text) and not (in_flow and _FLOW_INDICATORS & set(text))
    return text if plain and _reads_back(text, text) else double_quoted(text)


def _is_plain(text: str) -> bool:
    return (
        _PLAIN.fullmatch(text) is not None
        and ": " not in text
        and " #" not in text
        and _all_visible(text)
        and not _has_a_type(text)
    )


def is_visible(character: str) -> bool:
    """Tell whether a character can be seen, or shapes those beside it."""
    # Joiners shape Persian words and emoji families; an escape there would hide the text.
    return character.isprintable() or character in _JOINERS


def _all_visible(text: str) -> bool:
    return text.isprintable() or all(map(is_visible, text))


def _has_a_type(text: str) -> bool:
    """Tell whether YAML 1.1 or 1.2 takes the plain text for a number, a date, a boolean or null."""
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    return (
        tag != _TEXT_TAG
        or text.casefold() in _BOOLEANS_1_1
        or _NUMBER_1_2.fullmatch(text) is not None
    )


def double_quoted(text: str) -> str:
    """Return `text` in double quotes, everything that cannot be seen escaped (YAML 1.2, 5.7)."""
    return '"' + "".join(map(_escaped, writable(text))) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if is_visible(character):
        return character
    code = ord(character)
    if code > 0xFFFF:
        return f"\\U{code:08X}"
    return f"\\u{code:04X}" if code > 0xFF else f"\\x{code:02X}"


def block(text: str) -> list[str]:
    """Return running text as the lines of a scalar, its first line standing after the key.

    A paragraph is folded (`>-`), several lines are kept (`|-`); text that either would change
    stands in double quotes.
    """
    text = writable(text)
    for form in (_folded, _literal):
        if (lines := form(text)) and _reads_back("\n".join(lines) + "\n", text):
            return lines
    return [double_quoted(text)]


def _folded(text: str) -> list[str]:
    """Return the lines of a folded scalar (YAML 1.2, 8.1.3), or none when there is no such form."""
    if not text or text != " ".join(text.split()) or not _all_visible(text):
        return []
    lines = textwrap.wrap(text, WIDTH - len(INDENT), break_long_words=False, break_on_hyphens=False)
    return [">-", *(INDENT + line for line in lines)]


def _literal(text: str) -> list[str]:
    """Return the lines of a literal scalar (YAML 1.2, 8.1.2), or none when it has no such form."""
    head = "|" if text.endswith("\n") else "|-"
    lines = text.removesuffix("\n").split("\n")
    if lines[0][:1] in {"", " "} or not lines[-1]:
        return []
    if any(line != line.rstrip() or not _all_visible(line) for line in lines):
        return []
    return [head, *(INDENT + line if line else "" for line in lines)]


def _reads_back(form: str, text: str) -> bool:
    try:
        return bool(yaml.load(f"key: {form}", Loader=_Loader) == {"key": text})  # noqa: S506
    except yaml.YAMLError:
        return False
