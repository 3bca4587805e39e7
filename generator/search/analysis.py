"""Analysis: a text's words as the terms of the index.

lunr's steps (https://lunrjs.com/guides/core_concepts.html): split at white space and hyphens, trim
what is no letter or digit from both ends, drop stop words, take the stem. Before them, diacritics
and case are folded. `analysis.js` does the same to a query; a test compares the two.
"""

import re
import unicodedata

from lunr.stemmer import PorterStemmer
from lunr.stop_word_filter import WORDS as STOP_WORDS

from generator.records.identifiers import LATIN

_POSSESSIVE = re.compile(r"['’]s(?!\w)")
_EDGES = re.compile(r"^\W+|\W+$")
_LATIN = {**LATIN, ord("ß"): "ss"}

NO_TERM = -1


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
    return _EDGES.sub("", token)


class Vocabulary(dict[str, int]):
    """Numbers words in the order of their first sight, and knows the stem of each.

    `vocabulary[token]` is the number of the word in a token, or `NO_TERM` when it is a stop word
    or holds no word. Each word is stemmed once.
    """

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.terms: list[str] = []
        self.term_of_word: list[int] = []
        self._words: dict[str, int] = {}
        self._terms: dict[str, int] = {}
        self._stem = PorterStemmer().stem

    def __missing__(self, token: str) -> int:
        word = trimmed(token)
        if not word or word in STOP_WORDS:
            number = NO_TERM
        elif word in self._words:
            number = self._words[word]
        else:
            number = self._add(word)
        self[token] = number
        return number

    def _add(self, word: str) -> int:
        term = str(self._stem(word))
        if term not in self._terms:
            self._terms[term] = len(self.terms)
            self.terms.append(term)
        number = self._words[word] = len(self.words)
        self.words.append(word)
        self.term_of_word.append(self._terms[term])
        return number

    def numbers(self, text: str) -> list[int]:
        """Return the number of each word of a text that has a term, in order."""
        return [number for token in tokens(text) if (number := self[token]) != NO_TERM]


def terms(text: str) -> list[str]:
    """Return the terms of a text, in order."""
    vocabulary = Vocabulary()
    return [vocabulary.terms[vocabulary.term_of_word[n]] for n in vocabulary.numbers(text)]
