"""The inverted index: which papers hold a term, in which field, and how often.

Texts are read in parts, by worker processes when there are many; what they count is merged with
numpy. Nothing is weighed here: lunr's weights depend on all papers, and are worked out where they
are used, from what this holds.
"""

import os
from collections import Counter
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from multiprocessing import get_context

import numpy as np
from numpy.typing import NDArray

from generator.search.analysis import Vocabulary
from generator.search.documents import FIELDS, Document
from generator.search.packing import sort_key

Numbers = NDArray[np.int64]

PART = 1_000
"""How many papers one worker reads at a time."""
FEWEST_FOR_WORKERS = 4_000
"""For fewer papers, starting workers takes longer than they save."""


FORMS = 7
"""So many forms of a term are told apart; the last of them stands for all rarer ones."""
FAMILY_NAME = 1
FIRST_AUTHOR = 2
AUTHORS = FIELDS.index("authors")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inverted:
    """All postings, sorted by term, field and paper; terms and words sorted as JavaScript does."""

    documents: int
    terms: list[str]
    births: Numbers
    """For each term, its place in the first field of the first paper that holds it."""
    starts: Numbers
    """Where the postings of term t in field f begin: at `starts[t * len(FIELDS) + f]`."""
    papers: Numbers
    """The paper of each posting."""
    counts: Numbers
    """How often the term stands there."""
    forms: Numbers
    """In which forms: bit n is the term's n-th commonest word. Among authors instead: whether as a
    family name (`FAMILY_NAME`), and whether as a name of the first author (`FIRST_AUTHOR`)."""
    lengths: Numbers
    """How many terms each field (column) of each paper (row) has."""
    words: list[str]
    """Every word that was written, folded and trimmed."""
    term_of_word: Numbers
    word_counts: Numbers
    """How often each word was written."""
    words_by_term: Numbers
    """Places in `words`, by term; of each term, the commonest word first."""
    word_starts: Numbers
    """Where in `words_by_term` each term's words begin, and at last their number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What some of the papers hold; its words have numbers of their own.

    A row is a word in a field of a paper.
    """

    words: list[str]
    stems: list[str]
    """The term of each word."""
    word: Numbers
    place: Numbers
    """Paper times fields plus field, counted from the part's first paper."""
    counts: Numbers
    births: Numbers
    """Where in its field the word first stands."""
    roles: Numbers
    lengths: Numbers


def invert(documents: Sequence[Document]) -> Inverted:
    """Return the inverted index of all documents; their numbers are their places."""
    parts = [documents[start : start + PART] for start in range(0, len(documents), PART)]
    return _merged(list(_counted(parts)), len(documents))


def _counted(parts: Sequence[Sequence[Document]]) -> Iterable[_Part]:
    texts = [[document.texts for document in part] for part in parts]
    if len(parts) * PART < FEWEST_FOR_WORKERS:
        return map(_count, texts)
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as workers:
        return list(workers.map(_count, texts))


def _count(texts: Sequence[Sequence[str]]) -> _Part:
    vocabulary = Vocabulary()
    fields = [
        vocabulary.all(text) if field == AUTHORS else vocabulary.telling(text)
        for row in texts
        for field, text in enumerate(row)
    ]
    lengths = np.fromiter(map(len, fields), np.int64, len(fields))
    words = np.fromiter(chain.from_iterable(fields), np.int64, int(lengths.sum()))
    places = np.repeat(np.arange(len(fields)), lengths)
    roles = np.zeros(len(words), np.int64)
    roles[places % len(FIELDS) == AUTHORS] = [
        role for row in texts for role in _roles(vocabulary, row[AUTHORS])
    ]
    order = np.lexsort((words, places))
    rows = _firsts(places[order], words[order])
    first = np.minimum.reduceat(order, rows) if len(rows) else rows
    return _Part(
        words=vocabulary.words,
        stems=vocabulary.terms,
        word=words[first],
        place=places[first],
        counts=np.diff([*rows, len(words)]),
        births=first - (np.cumsum(lengths) - lengths)[places[first]],
        roles=np.bitwise_or.reduceat(roles[order], rows) if len(rows) else rows,
        lengths=lengths.reshape(-1, len(FIELDS)),
    )


def _roles(vocabulary: Vocabulary, authors: str) -> Iterable[int]:
    """Yield for each word of the authors, a line each, whose name it is and which part of it."""
    for place, name in enumerate(authors.split("\n")):
        first = 0 if place else FIRST_AUTHOR
        last = len(vocabulary.all(name)) - 1
        yield from (first + FAMILY_NAME * (word == last) for word in range(last + 1))


def _firsts(*keys: Numbers) -> Numbers:
    """Return where each run of equal keys begins; the keys are sorted."""
    changes = np.any([np.diff(key, prepend=-1) != 0 for key in keys], axis=0)
    return np.flatnonzero(changes)


def _merged(parts: Sequence[_Part], documents: int) -> Inverted:
    words = _Words.of(parts)
    word = _joined(words.renumbered(part)[part.word] for part in parts)
    place = _joined(part.place + n * PART * len(FIELDS) for n, part in enumerate(parts))
    paper, field = np.divmod(place, len(FIELDS))
    term = words.term[word]
    bits = np.where(field == AUTHORS, _joined(part.roles for part in parts), words.bits[word])
    order = np.lexsort((paper, field, term))
    rows = _firsts(term[order], field[order], paper[order])
    slots = (term * len(FIELDS) + field)[order][rows]
    return Inverted(
        documents=documents,
        terms=words.terms,
        births=_births(term[order], place[order], _joined(p.births for p in parts)[order]),
        starts=np.searchsorted(slots, np.arange(len(words.terms) * len(FIELDS) + 1)),
        papers=paper[order][rows],
        counts=_sums(np.add, _joined(part.counts for part in parts)[order], rows),
        forms=_sums(np.bitwise_or, bits[order], rows),
        lengths=np.concatenate([np.zeros((0, len(FIELDS)), np.int64), *(p.lengths for p in parts)]),
        words=words.words,
        term_of_word=words.term,
        word_counts=words.counts,
        words_by_term=words.by_term,
        word_starts=words.starts,
    )


def _sums(operation: np.ufunc, values: Numbers, rows: Numbers) -> Numbers:
    made: Numbers = operation.reduceat(values, rows) if len(rows) else values
    return made


def _joined(arrays: Iterable[Numbers]) -> Numbers:
    return np.concatenate([np.zeros(0, np.int64), *arrays])


def _births(term: Numbers, place: Numbers, births: Numbers) -> Numbers:
    """Return where each term first stands in the first field of the first paper; terms sorted."""
    longest = int(births.max(initial=0)) + 1
    return _sums(np.minimum, place * longest + births, _firsts(term)) % longest


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """All words and terms with their numbers."""

    words: list[str]
    numbers: dict[str, int]
    counts: Numbers
    terms: list[str]
    term: Numbers
    """The term of each word."""
    by_term: Numbers
    starts: Numbers
    bits: Numbers
    """Which form of its term each word is, as a bit."""

    @classmethod
    def of(cls, parts: Sequence[_Part]) -> "_Words":
        """Number the words and terms of all parts."""
        stems: dict[str, str] = {}
        totals: Counter[str] = Counter()
        for part in parts:
            counts = np.bincount(part.word, part.counts, len(part.words)).astype(int).tolist()
            for word, stem, count in zip(part.words, part.stems, counts, strict=True):
                if count:  # a stop word may have been seen, but in no name
                    stems[word] = stem
                    totals[word] += count
        words = sorted(stems, key=sort_key)
        terms = sorted(set(stems.values()), key=sort_key)
        place = {term: number for number, term in enumerate(terms)}
        term = np.array([place[stems[word]] for word in words], dtype=np.int64)
        written = np.array([totals[word] for word in words], dtype=np.int64)
        by_term = np.lexsort((-written, term))
        starts = np.searchsorted(term[by_term], np.arange(len(terms) + 1))
        bits = np.zeros(len(words), np.int64)
        ranks = np.arange(len(words)) - starts[term[by_term]]
        bits[by_term] = 1 << np.minimum(ranks, FORMS - 1)
        return cls(
            words=words,
            numbers={word: number for number, word in enumerate(words)},
            counts=written,
            terms=terms,
            term=term,
            by_term=by_term,
            starts=starts,
            bits=bits,
        )

    def renumbered(self, part: _Part) -> Numbers:
        """Return the number of each of a part's words; -1 for one that stands nowhere."""
        return np.array([self.numbers.get(word, -1) for word in part.words], dtype=np.int64)
