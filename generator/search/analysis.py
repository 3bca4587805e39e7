"""Analysis: a text's words as the terms of the index.

lunr's steps (https://lunrjs.com/guides/core_concepts.html): split at white space and hyphens, trim
what is no letter or digit from both ends, drop stop words, take the stem. Before them, diacritics
and case are folded. In names no word is a stop word. `analysis.js` does the same to a query; a test
compares the two.
"""

import re
import sys
import unicodedata

from lunr.stemmer import PorterStemmer
from lunr.stop_word_filter import WORDS

from generator.records.identifiers import LATIN

_POSSESSIVE = re.compile(r"['’]s(?!\w)")
_EDGES = re.compile(r"^\W+|\W+$")
_LATIN = {**LATIN, ord("ß"): "ss", 0xFEFF: " "}
"""Also U+FEFF, which is white space to JavaScript alone."""

STOP_WORDS = frozenset(WORDS)
NO_WORD = -1
SEVERAL = -(2**31)
"""The number of a token that is several words once it is folded: U+00B4 takes white space along."""
UTF_16 = f"utf-16-{sys.byteorder[0]}e"
"""UTF-16 as this machine has it, without a mark of its byte order."""


def fold(text: str) -> str:
    """Return text in lower case without diacritics and without the `'s` of a genitive."""
    plain = text.lower()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.category(c).startswith("M"))
        plain = plain.lower().translate(_LATIN)
    return _POSSESSIVE.sub("", plain) if "s" in plain else plain


def tokens(text: str) -> list[str]:
    """Return the folded words of a text as they stand, with the punctuation around them."""
    return fold(text).replace("-", " ").split()


def trimmed(token: str) -> str:
    """Return a word without what is no letter, digit or underscore at its ends."""
    return token if token.isalnum() else _EDGES.sub("", token)


class Stemmer(PorterStemmer):  # type: ignore[misc]
    """Porter's stemmer as lunr.js has it; lunr.py differs where a "y" is concerned ("try", "lay").

    Source: M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980; lunr.js 2.3.9.
    """

    b: str
    k: int

    def stem(self, word: str) -> str:
        """Return a word's stem; a letter beyond U+FFFF counts as two, as in JavaScript."""
        if word.isascii() or max(word) <= "\uffff":
            return str(super().stem(word))
        units = memoryview(word.encode(UTF_16, "surrogatepass")).cast("H")
        stem = str(super().stem("".join(map(chr, units))))
        return stem.encode(UTF_16, "surrogatepass").decode(UTF_16, "surrogatepass")

    def step1ab(self) -> None:
        """Take off plurals, -ed and -ing; before a plural's ending and -eed must be a letter."""
        if self.b in {"ies", "sses"}:
            self.k -= 1
        elif self.b in {"eed", "eeds"}:
            self.k = 0
        else:
            super().step1ab()

    def doublec(self, j: int) -> bool:
        """Tell whether a doubled consonant ends at `j`; "y" is none."""
        return self.b[j] != "y" and bool(super().doublec(j))

    def step1c(self) -> None:
        """Turn a "y" at the end, after a consonant that is not the first letter, into "i"."""
        if self.ends("y") and self.k > 1 and self.b[self.k - 1] not in "aeiou":
            self.b = self.b[: self.k] + "i" + self.b[self.k + 1 :]


_STEMMER = Stemmer()


def stem(word: str) -> str:
    """Return the stem of a folded and trimmed word."""
    return _STEMMER.stem(word)


class Vocabulary(dict[str, int]):
    """Numbers words in the order of their first sight, and knows the stem of each.

    `vocabulary[token]`, of a token as it stands in a text between white space and hyphens, is the
    number n of its word, -2 - n when that is a stop word, `NO_WORD`, or `SEVERAL`. Each word is
    stemmed once. Words are folded one by one, since no rule of `fold` looks beyond white space.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.terms: list[str] = []
        """The term of each word."""
        self._numbers: dict[str, int] = {}
        self._several: dict[str, list[int]] = {}

    def __missing__(self, token: str) -> int:
        """Look at a token for the first time."""
        folded = fold(token)
        if not token.isascii():
            parts = folded.replace("-", " ").split()
            if len(parts) > 1:
                self._several[token] = [self[part] for part in parts]
                self[token] = SEVERAL
                return SEVERAL
            folded = parts[0] if parts else ""
        word = trimmed(folded)
        number = self._number(word) if word else NO_WORD
        self[token] = -2 - number if word in STOP_WORDS else number
        return self[token]

    def _number(self, word: str) -> int:
        number = self._numbers.setdefault(word, len(self.words))
        if number == len(self.words):
            self.words.append(word)
            self.terms.append(stem(word))
        return number

    def numbers(self, text: str) -> list[int]:
        """Return the number of each token of a text, as told above, but never `SEVERAL`."""
        found = list(map(self.__getitem__, text.replace("-", " ").split()))
        if self._several and not text.isascii() and SEVERAL in found:
            tokens = text.replace("-", " ").split()
            return [n for token in tokens for n in self._several.get(token) or [self[token]]]
        return found

    def telling(self, text: str) -> list[int]:
        """Return the numbers of a text's words, in order, without stop words."""
        return [number for number in self.numbers(text) if number >= 0]

    def all(self, text: str) -> list[int]:
        """Return the numbers of all words: in a name, "He" and "An" are no stop words."""
        return [n if n >= 0 else -2 - n for n in self.numbers(text) if n != NO_WORD]
