"""Words: what a paper says, as numbers, with its tags and authors as words of their own kind."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import numpy as np
from lunr.stemmer import PorterStemmer
from lunr.stop_word_filter import WORDS as STOP_WORDS

from generator.catalog import Catalog
from generator.records.identifiers import fold
from generator.records.models import Paper
from generator.relate.rows import Array, Rows, joined, one_number, summed

TITLE_COUNT = 3
"""A word of the title counts as much as this many in the abstract."""
TAG, AUTHOR = b"#", b"@"
"""Before the id of a tag and the address of an author."""
WORD, TAGGED, WRITTEN, PAIR = range(4)
"""The kinds of terms."""
NO_TERM = -1
"""The term of a word that connects no papers by itself."""

_NO_WORD = -1
_SHORTEST = 3
_MOST = 255
_AT_ONCE = 500
_SIGNS = b"abcdefghijklmnopqrstuvwxyz0123456789-"
_STOPS = b".,;:!?()[]"
_TABLE = bytes(
    sign if sign in _SIGNS else ord("." if sign in _STOPS else " ") for sign in range(256)
)
_WORD = re.compile(rb"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
FILLERS = (
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
_ENDING = 3
"""A form of a filler is at most so much longer; "generalization" is none of "general"."""
_STEMMER = PorterStemmer()


def stem(word: str) -> str:
    """Return a word's stem (Porter, 1980, as in lunr)."""
    return str(_STEMMER.stem(word))


_LONGEST = {stem(word): len(word) + _ENDING for word in sorted(FILLERS, key=len)}


def singular(word: bytes) -> bytes:
    """Return a noun without the ending of its plural, as far as that can be told from it."""
    if word.endswith(b"ies") and len(word) > len(b"xies"):
        return word[:-3] + b"y"
    ends = word.endswith(b"s") and not word.endswith((b"ss", b"us", b"is"))
    return word[:-1] if ends and len(word) > _SHORTEST else word


class Reading(NamedTuple):
    """What some papers say, a row each."""

    words: Rows
    """How often each says each word (to 255)."""
    pairs: Rows
    """How often each says a word right before another: the column is a place in `keys`."""
    keys: Array
    """int64: of each distinct pair the first word's number and the second one's singular's."""


class Vocabulary(dict[bytes, int]):
    """Numbers words in the order of their first sight, and knows the term of each.

    `vocabulary[token]` is the number of the word in a token, or -1; each word is stemmed once. The
    term of a word is its stem; that of a tag or an author is itself; a filler has none.
    """

    def __init__(
        self, words: list[bytes], terms: list[bytes], term_of: Array, singular_of: Array
    ) -> None:
        """Go on with the words and terms of an earlier build, which stay as they are."""
        super().__init__(zip(words, range(len(words)), strict=True))
        self.words = list(words)
        self.terms = list(terms)
        self._term_of: list[int] = term_of.tolist()
        self._singular_of: list[int] = singular_of.tolist()

    @property
    def term_of(self) -> Array:
        """The term of each word, or `NO_TERM`."""
        return np.array(self._term_of, np.int32)

    @property
    def singular_of(self) -> Array:
        """The number of each word's singular."""
        return np.array(self._singular_of, np.int32)

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
            root = stem(word.decode())
            filler = len(word) <= _LONGEST.get(root, 0)
            number = self._add(word, None if filler else root.encode())
            one = self[singular(word)] if singular(word) != word else number
            self._singular_of[number] = number if one == _NO_WORD else one
        self[token] = number
        return number

    def _add(self, word: bytes, term: bytes | None) -> int:
        self.words.append(word)
        self._term_of.append(NO_TERM if term is None else self.term(term))
        self._singular_of.append(len(self.words) - 1)
        self[word] = len(self.words) - 1
        return len(self.words) - 1

    def term(self, name: bytes) -> int:
        """Return the number of a term, which is added when it is new."""
        number = self._numbers.setdefault(name, len(self.terms))
        if number == len(self.terms):
            self.terms.append(name)
        return number

    def read(self, catalog: Catalog, papers: Sequence[Paper]) -> Reading:
        """Return what some papers say."""
        steps = range(0, len(papers), _AT_ONCE)
        parts = [self._some(catalog, papers[n : n + _AT_ONCE]) for n in steps]
        keys = [part.keys for part in parts]
        distinct = np.unique(np.concatenate([np.zeros(0, np.int64), *keys]))
        pairs = [
            Rows(p.pairs.starts, _places(distinct, p.keys)[p.pairs.columns], p.pairs.values)
            for p in parts
        ]
        words = joined([part.words for part in parts], np.uint8)
        return Reading(words, joined(pairs, np.uint8), distinct)

    def _some(self, catalog: Catalog, papers: Sequence[Paper]) -> Reading:
        row, number = self._numbered([_tokens(paper) for paper in papers])
        named, name = self._numbered([_names(catalog, paper) for paper in papers])
        term_of, singular_of = np.append(self.term_of, NO_TERM), np.append(self.singular_of, 0)
        said = term_of[number] != NO_TERM  # the last is that of no word
        words = _counted(
            np.append(row[said], named), np.append(number[said], name).astype(np.int64), len(papers)
        )
        together = (row[1:] == row[:-1]) & said[:-1] & (number[1:] != _NO_WORD)
        first, second = number[:-1][together], singular_of[number[1:][together]]
        keys, column = np.unique(one_number(first, second), return_inverse=True)
        return Reading(words, _counted(row[:-1][together], column, len(papers)), keys)

    def _numbered(self, lines: list[list[bytes]]) -> tuple[Array, Array]:
        row = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
        number = np.fromiter(map(self.__getitem__, chain.from_iterable(lines)), np.int64, len(row))
        return row, number


def _counted(row: Array, column: Array, rows: int) -> Rows:
    counts = summed(row, column, np.ones(len(row), np.int64), rows)
    return Rows(counts.starts, counts.columns, np.minimum(counts.values, _MOST).astype(np.uint8))


def _places(distinct: Array, keys: Array) -> Array:
    return np.searchsorted(distinct, keys).astype(np.int32)


def _tokens(paper: Paper) -> list[bytes]:
    title = [*_split(paper.title), b"."]
    return title * TITLE_COUNT + _split(paper.abstract or "")


def _names(catalog: Catalog, paper: Paper) -> list[bytes]:
    return [
        *(TAG + tag.encode() for tag in dict.fromkeys(paper.tags)),
        *(AUTHOR + slug.encode() for slug in dict.fromkeys(catalog.slugs_of(paper))),
    ]


def _split(text: str) -> list[bytes]:
    """Return tokens with at most one word each: a word has single hyphens inside."""
    plain = text.lower()
    if not text.isascii():
        plain = " ".join(token if token.isascii() else fold(token) for token in plain.split())
    signs = plain.encode("ascii", "replace").translate(_TABLE)
    return signs.replace(b"--", b" ").replace(b".", b" . ").split()


def kinds(terms: Iterable[bytes]) -> Array:
    """Return the kind of each term."""
    return np.array([_kind(term) for term in terms], np.int8)


def _kind(term: bytes) -> int:
    if term[:1] == TAG:
        return TAGGED
    if term[:1] == AUTHOR:
        return WRITTEN
    return PAIR if b" " in term else WORD
