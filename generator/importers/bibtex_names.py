"""Names in BibTeX to names as people write them ("BibTeXing", O. Patashnik, 1988, section 4)."""

import re
from collections.abc import Iterator

from generator.importers.latex import group_end, plain

OTHERS = "others"
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_BREAK = re.compile(r"\\.|\{|(?P<break>\s+and(?=\s)\s*)", re.IGNORECASE | re.DOTALL)
_COMMA = re.compile(r"\\.|\{|,", re.DOTALL)
_SUFFIX = re.compile(r"(?:jr|sr|i{1,3}|iv|v)\.?", re.IGNORECASE)
_PART = re.compile(r"\s*(family|given|prefix|suffix)\s*=\s*(.*)", re.IGNORECASE | re.DOTALL)


def names(text: str) -> tuple[list[str], bool]:
    """Return the names in a field, given names first, and whether it says that there are others.

    "Family, Given" and "von Family, Jr, Given" are turned; a name in braces is one of a body and
    stays as it is.
    """
    written = [part.strip() for part in _split(text)]
    people = [part for part in written if part and part.casefold() != OTHERS]
    found = [name for name in map(_name, people) if name]
    return found, any(part.casefold() == OTHERS for part in written)


def _split(text: str) -> Iterator[str]:
    """Yield what stands between the words "and" that are in no braces."""
    if "{" not in text:
        yield from _AND.split(text)
        return
    start = at = 0
    while found := _BREAK.search(text, at):
        at = found.end()
        if found[0] == "{":
            at = group_end(text, found.start())
        elif found["break"]:
            yield text[start : found.start()]
            start = at
    yield text[start:]


def _name(text: str) -> str:
    if text.startswith("{") and group_end(text, 0) == len(text):
        return _line(text[1:-1])
    parts = list(_at_commas(text))
    if len(parts) > 1 and all(map(_PART.fullmatch, parts)):
        return _extended(parts)
    return _turned([_line(part) for part in parts])


def _line(text: str) -> str:
    return " ".join(plain(text).split())


def _at_commas(text: str) -> Iterator[str]:
    start = at = 0
    while found := _COMMA.search(text, at):
        at = group_end(text, found.start()) if found[0] == "{" else found.end()
        if found[0] == ",":
            yield text[start : found.start()]
            start = at
    yield text[start:]


def turned(text: str) -> str:
    """Return "Family, Given", which may have a suffix behind it, with the given names first."""
    parts = [" ".join(part.split()) for part in text.split(",")]
    if len(parts) == 3 and _SUFFIX.fullmatch(parts[2]):
        parts = [parts[0], parts[2], parts[1]]
    return _turned(parts)


def _turned(parts: list[str]) -> str:
    """Return a name given as parts between commas with its given names first."""
    if len(parts) == 2 and _SUFFIX.fullmatch(parts[1]):
        return " ".join(parts)
    if len(parts) == 2:
        return " ".join(part for part in reversed(parts) if part)
    if len(parts) == 3:
        family, suffix, given = parts
        return " ".join(part for part in (given, family, suffix) if part)
    return ", ".join(part for part in parts if part)


def _extended(parts: list[str]) -> str:
    """Return a name that biblatex's extended format gives part by part."""
    found = (match for part in parts if (match := _PART.fullmatch(part)))
    known = {match[1].lower(): _line(match[2]) for match in found}
    order = ("given", "prefix", "family", "suffix")
    return " ".join(known[name] for name in order if known.get(name))
