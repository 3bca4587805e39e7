"""Words: what a paper says, as numbers, with its tags and authors as words of their own kind."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain

import numpy as np
from lunr.stemmer import PorterStemmer
from lunr.stop_word_filter import WORDS as STOP_WORDS

from generator.catalog import Catalog
from generator.records.identifiers import fold
from generator.records.models import Paper
from generator.relate.rows import Array, Rows, joined, summed

TITLE_COUNT = 3
"""A word of the title counts as much as this many in the abstract."""
TAG, AUTHOR = b"#", b"@"
"""Before the id of a tag and the address of an author."""

_NO_WORD = -1
_SHORTEST = 3
_MOST = 255
_AT_ONCE = 500
_SIGNS = b"abcdefghijklmnopqrstuvwxyz0123456789-"
_TABLE = bytes(sign if sign in _SIGNS else ord(" ") for sign in range(256))
_WORD = re.compile(rb"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_FILLERS = (
    "across advantage allow also approach available base become both can capability challenge "
    "common consider content demonstrate despite develop different due during effect effective "
    "enable evaluate even exhibit existing experiment extensive find first further furthermore "
    "general high however important improve improvement insight introduce investigate large lead "
    "learn like limited many method model moreover new novel number obtain often one only "
    "outperform over paper paradigm performance present previous produce property propose provide "
    "recent research result scenario several show significant solution specific specifically "
    "state-of-the-art study suitable superior task therefore three thus towards train training two "
    "under understand use various via well while without work yet"
).split()
"""Words of almost every abstract, which connect no two papers."""
_STEMMER = PorterStemmer()


def _stem(word: str) -> str:
    return str(_STEMMER.stem(word))


_EMPTY = frozenset(_stem(word) for word in _FILLERS)


class Vocabulary(dict[bytes, int]):
    """Numbers words in the order of their first sight, and knows the term of each.

    `vocabulary[token]` is the number of the word in a token, or -1; each word is stemmed once. The
    term of a word is its stem; that of a tag or an author is itself.
    """

    def __init__(self, words: list[bytes], terms: list[bytes]) -> None:
        """Go on with the words and terms of an earlier build, which stay as they are."""
        super().__init__(zip(words, range(len(words)), strict=True))
        self.words = list(words)
        self.terms = list(terms)
        self.terms_of_new: list[int] = []

    @cached_property
    def _numbers(self) -> dict[bytes, int]:
        return dict(zip(self.terms, range(len(self.terms)), strict=True))

    def __missing__(self, token: bytes) -> int:
        """Look at a token for the first time."""
        found = None if token[:1] in {TAG, AUTHOR} else _WORD.search(token)
        word = found.group() if found else b""
        if token[:1] in {TAG, AUTHOR}:
            number = self._add(token, token)
        elif len(word) < _SHORTEST or word.decode() in STOP_WORDS:
            number = _NO_WORD
        elif word != token:
            number = self[word]
        else:
            stem = _stem(word.decode())
            number = _NO_WORD if stem in _EMPTY else self._add(word, stem.encode())
        self[token] = number
        return number

    def _add(self, word: bytes, term: bytes) -> int:
        number = self._numbers.setdefault(term, len(self.terms))
        if number == len(self.terms):
            self.terms.append(term)
        self.words.append(word)
        self.terms_of_new.append(number)
        return len(self.words) - 1

    def read(self, catalog: Catalog, papers: Sequence[Paper]) -> Rows:
        """Return for each paper the numbers of its words, and how often it says each (to 255)."""
        steps = range(0, len(papers), _AT_ONCE)
        return joined([self._some(catalog, papers[n : n + _AT_ONCE]) for n in steps], np.uint8)

    def _some(self, catalog: Catalog, papers: Sequence[Paper]) -> Rows:
        lines = [_tokens(catalog, paper) for paper in papers]
        row = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
        number = np.fromiter(map(self.__getitem__, chain.from_iterable(lines)), np.int64, len(row))
        there = number != _NO_WORD
        said = summed(row[there], number[there], np.ones(int(there.sum()), np.int64), len(lines))
        return Rows(said.starts, said.columns, np.minimum(said.values, _MOST).astype(np.uint8))


def _tokens(catalog: Catalog, paper: Paper) -> list[bytes]:
    return [
        *_split(paper.title) * TITLE_COUNT,
        *_split(paper.abstract or ""),
        *(TAG + tag.encode() for tag in dict.fromkeys(paper.tags)),
        *(AUTHOR + slug.encode() for slug in dict.fromkeys(catalog.slugs_of(paper))),
    ]


def _split(text: str) -> list[bytes]:
    """Return tokens with at most one word each: a word has single hyphens inside."""
    plain = text.lower()
    if not text.isascii():
        plain = " ".join(token if token.isascii() else fold(token) for token in plain.split())
    return plain.encode("ascii", "replace").translate(_TABLE).replace(b"--", b" ").split()


def kinds(terms: Iterable[bytes]) -> Array:
    """Return 0 for each word among terms, 1 for each tag and 2 for each author."""
    firsts = np.frombuffer(b"".join(term[:1] for term in terms), np.uint8)
    return np.select([firsts == ord(TAG), firsts == ord(AUTHOR)], [1, 2]).astype(np.int8)
