"""Names of people in parts, as other formats want them: given names, particle, family, suffix."""

from dataclasses import dataclass

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NameParts:
    """A name taken apart at its spaces; joined with spaces in this order it is the name again."""

    given: str = ""
    particle: str = ""
    family: str
    suffix: str = ""


def name_parts(name: str) -> NameParts:
    """Return the parts of a name: words in small letters before the last begin the family name.

    "Ludwig van Beethoven Jr." has the particle "van" and the suffix "Jr."; of "Beethoven, Ludwig"
    the part before the comma is the family name. A single word is a family name.
    """
    family, comma, given = name.partition(",")
    if comma and "," not in given:
        return NameParts(given=given.strip(), family=family.strip())
    words = name.split()
    suffix = ""
    if len(words) > 2 and words[-1].casefold().strip(".") in _SUFFIXES:
        suffix = words.pop()
    first = next((n for n in range(1, len(words) - 1) if words[n][:1].islower()), len(words) - 1)
    last = next((n for n in range(first, len(words)) if not words[n][:1].islower()), len(words) - 1)
    return NameParts(
        given=" ".join(words[:first]),
        particle=" ".join(words[first:last]),
        family=" ".join(words[last:]),
        suffix=suffix,
    )
