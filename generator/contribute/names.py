"""Names: where a text says the name of a tag, or another word for it.

A name of several words is met in any inflection of them ("adversarially perturbed examples"), one
of a single word in the singular and the plural only: what is told from "reasoning" by a stem
("for this reason") is too much. An abbreviation is met as it is written, so that "CLIP" is no clip.
Where two names stand in one place, the longer one counts: "vision transformer" does not speak of
vision.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lunr.stemmer import PorterStemmer

from generator.records.identifiers import fold, slug
from generator.records.models import Tag

_WORD = re.compile(r"[^\W_]+")
_STEMMER = PorterStemmer()
_ALIKE = ("ss", "us", "is")
"""Endings of words that end in s in the singular."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a text names a tag, and the words there."""

    tag: int
    text: str


class Names:
    """Finds the names of tags; a tag is known by its place in the vocabulary."""

    def __init__(self, tags: Sequence[Tag]) -> None:
        """Take the vocabulary; of two tags with one name the first has it."""
        self._begun: dict[str, list[tuple[tuple[str, ...], int]]] = {}
        seen: set[tuple[str, ...]] = set()
        for number, tag in enumerate(tags):
            for name in _written(tag):
                words = _keys(name)
                if words and words not in seen:
                    seen.add(words)
                    self._begun.setdefault(words[0], []).append((words, number))
        for begun in self._begun.values():
            begun.sort(key=lambda name: -len(name[0]))

    def mentions(self, text: str) -> Iterator[Mention]:
        """Yield each place where a text names a tag, from left to right."""
        text = unicodedata.normalize("NFC", text)
        words = list(_WORD.finditer(text))
        forms = [_forms(word[0]) for word in words]
        place = 0
        while place < len(words):
            found = self._longest(forms, place)
            if found is None:
                place += 1
                continue
            length, tag = found
            start, end = words[place].start(), words[place + length - 1].end()
            yield Mention(tag, " ".join(text[start:end].split()))
            place += length

    def _longest(self, forms: Sequence[tuple[str, ...]], place: int) -> tuple[int, int] | None:
        """Return how many words the longest name at a place has, and whose name it is."""
        found: list[tuple[int, int]] = []
        for first in forms[place]:
            for words, tag in self._begun.get(first, ()):
                there = forms[place : place + len(words)]
                if len(there) == len(words) and all(map(_is, words, there)):
                    found.append((len(words), tag))
                    break
        return max(found, key=lambda name: (name[0], -name[1]), default=None)


def _written(tag: Tag) -> list[str]:
    """Return the names of a tag; its id is one where it is not a name without its capitals."""
    names = [tag.name, *tag.aliases]
    spelt = {slug(name) for name in names}
    return names if tag.id in spelt else [*names, tag.id.replace("-", " ")]


def _is(word: str, forms: tuple[str, ...]) -> bool:
    return word in forms


def _keys(name: str) -> tuple[str, ...]:
    """Return the forms by which the words of a name are known."""
    words = _WORD.findall(unicodedata.normalize("NFC", name))
    kind = 1 if len(words) == 1 else 2
    return tuple(_forms(word)[0 if _is_abbreviation(word) else kind] for word in words)


def _is_abbreviation(word: str) -> bool:
    return any(letter.isupper() for letter in word[1:]) or (len(word) <= 2 and word.isupper())


@lru_cache(maxsize=1 << 17)
def _forms(word: str) -> tuple[str, str, str]:
    """Return a word as an abbreviation, in the singular, and as a stem, told apart by a sign."""
    folded = fold(word)
    return "=" + _singular(word, folded=False), "-" + _singular(folded), "~" + stem(folded)


@lru_cache(maxsize=1 << 17)
def stem(word: str) -> str:
    """Return a folded word's stem (Porter, 1980, doi:10.1108/eb046814)."""
    return str(_STEMMER.stem(word))


def _singular(word: str, *, folded: bool = True) -> str:
    """Return a word without the ending of a plural.

    After the "S" stemmer of Harman, "How effective is suffixing?", JASIS 42(1), 1991, page 10. An
    abbreviation has its plural's s after a capital: LLMs.
    """
    if not folded:
        return word[:-1] if len(word) > 2 and word[-1] == "s" and word[-2].isupper() else word
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(_ALIKE):
        return word[:-1]
    return word


def content_words(text: str, empty: Iterable[str] = ()) -> list[str]:
    """Return the words of a text, folded and in the singular, without `empty` ones."""
    without = frozenset(empty)
    words = map(fold, _WORD.findall(unicodedata.normalize("NFC", text)))
    return [_singular(word) for word in words if word not in without]
