"""Names: which printed names may mean one person, told from the names alone.

A name is taken as its address has it (`identifiers.address_slug`): words of ASCII letters without
case, diacritics and punctuation. So "J.-B. Örnek" is "j-b-ornek", and a name in another alphabet,
whose address ends in a hash, is like no other.
"""

from typing import NamedTuple

MOST_WORDS = 6
"""A longer name is that of a group, or an author list that nobody took apart."""

_PARTICLES = frozenset(
    "af al av ben bin da das de del della den der di do dos du e el ibn la las le los st ten ter "
    "van von y zu zum zur".split()
)
"""Words that begin a family name: van der Maaten, de la Torre."""
_SUFFIXES = frozenset({"ii", "iii", "iv", "jr", "sr"})


class Name(NamedTuple):
    """A person's name in two parts, of words."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    """With its particles before it and what tells a son from his father behind it."""

    @property
    def is_initial(self) -> bool:
        """Whether the first given name is one letter."""
        return len(self.given[0]) == 1


def parts(slug: str) -> Name | None:
    """Return the parts of a name of several words; None where they cannot be told."""
    words = slug.split("-")
    suffix = [words.pop()] if len(words) > 2 and words[-1] in _SUFFIXES else []
    if not 2 <= len(words) <= MOST_WORDS or len(words[-1]) == 1 or words[-1].isdecimal():
        return None
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    return Name(tuple(words[:start]), (*words[start:], *suffix))


def is_fuller(name: Name, other: Name) -> bool:
    """Tell whether a name says all of another one of the same family, and more.

    An initial may be spelled out, or all middle names added; nothing else may differ.
    """
    long, short = name.given, other.given
    if long == short or name.family != other.family:
        return False
    if len(long) == len(short):
        return all(map(_spells, long, short))
    return len(short) == 1 and _spells(long[0], short[0])


def are_compatible(name: Name, other: Name) -> bool:
    """Tell whether two names of one family may be one person's."""
    one, two = name.given, other.given
    if name.family != other.family or (len(one) != len(two) and 1 not in {len(one), len(two)}):
        return False
    return all(_spells(a, b) or _spells(b, a) for a, b in zip(one, two, strict=False))


def _spells(word: str, other: str) -> bool:
    return word == other or (len(other) == 1 and word[0] == other)


def rough(slug: str) -> str:
    """Return the family name and the first letter: what two forms of a name have in common."""
    name = parts(slug)
    return f"{name.given[0][0]} {'-'.join(name.family)}" if name else slug


def has_compound(printed: str) -> bool:
    """Tell whether the first given name is two with a hyphen: "Ming-Hsuan", not "J.-B."."""
    first = printed.split(" ", 1)[0].split("-")
    return len(first) > 1 and all(len(word.strip(".")) > 1 for word in first)


def turned(printed: str) -> str | None:
    """Return "Yann LeCun" for "LeCun, Yann"; None for a name without that one comma."""
    family, comma, given = printed.partition(",")
    if not comma or "," in given or not family.strip() or not given.strip():
        return None
    if given.strip(" .").casefold() in _SUFFIXES:
        return None
    return f"{given.strip()} {family.strip()}"
