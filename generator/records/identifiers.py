"""Slugs and paper ids: the names that end up in addresses."""

import re
import unicodedata
from collections.abc import Container
from hashlib import sha256
from itertools import count

SLUG_LIMIT = 72
LONG_SLUG_LIMIT = 96
ADDRESS_LIMIT = 200
MIN_HEAD_LENGTH = 3
RESERVED_IDS = frozenset({"index"})
"""Addresses of the lists themselves."""

LATIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
"""Letters that Unicode does not take apart into a letter and a mark."""
_PLAIN_WORDS = re.compile(r"[a-z]+(?: [a-z]+)*")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_LOOSE_END = re.compile(r"(?:-(?:an?|and|by|during|for|from|in|of|on|the|through|to|via|with))+$")
_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Return `text` without diacritics and case: "Pınar Örnek" and "pinar ornek" become one."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return plain.casefold().translate(LATIN)


def slug(text: str, limit: int = SLUG_LIMIT) -> str:
    """Return `text` as lower-case ASCII words joined by hyphens, of at most `limit` characters.

    Cut at a word boundary where there is one, and not after "of" or "the"; empty when no ASCII
    letter or digit is left.
    """
    folded = fold(text)
    if _PLAIN_WORDS.fullmatch(folded):
        words = folded.replace(" ", "-")
    else:
        words = _NOT_SLUG.sub("-", _APOSTROPHE.sub("", folded)).strip("-")
    if len(words) <= limit:
        return words
    head, _, _ = words[: limit + 1].rpartition("-")
    return _LOOSE_END.sub("", head) or words[:limit]


def address_slug(name: str) -> str:
    """Return the address of a person or a venue, which a name always has and never loses.

    A name with letters that ASCII has no form of gets a hash, so that two such names never share
    an address, and each keeps its own for ever.
    """
    folded = fold(name)
    words = slug(folded, ADDRESS_LIMIT)
    lost = not folded.isascii() and any(c.isalnum() and not c.isascii() for c in folded)
    if words and words not in RESERVED_IDS and not lost:
        return words
    return f"{words or 'name'}-{sha256(folded.encode('utf-8')).hexdigest()[:10]}"


def paper_id(title: str, taken: Container[str]) -> str:
    """Return an id for a paper of this title that is not in `taken`.

    The part before the first colon names most papers ("FiLo: Zero-Shot …" is `filo`);
    when that name is taken, the whole title, then the whole title with a number.
    """
    head = slug(title.partition(":")[0])
    short = head if len(head) >= MIN_HEAD_LENGTH else slug(title)
    long = slug(title, LONG_SLUG_LIMIT) or "paper"
    for candidate in (short, long):
        if candidate and candidate not in taken:
            return candidate
    return next(name for n in count(2) if (name := f"{long}-{n}") not in taken)
