"""The inverted index: which papers hold a term, in which field, and how often.

Texts are read in parts, by worker processes when there are many; what they count is merged with
numpy. Nothing is weighed here: lunr's weights depend on all papers, and are worked out where they
are used, from what this holds.
"""

import os
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
    lengths: Numbers
    """How many terms each field (column) of each paper (row) has."""
    words: list[str]
    """Every word that was written, folded and trimmed."""
    term_of_word: Numbers
    word_counts: Numbers
    """How often each word was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """What some of the papers hold; its terms and words have numbers of their own."""

    terms: list[str]
    words: list[str]
    term_of_word: Numbers
    word_counts: Numbers
    term: Numbers
    place: Numbers
    """Paper times fields plus field, counted from the part's first paper."""
    counts: Numbers
    births: Numbers
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
    fields = [vocabulary.numbers(text) for text in chain.from_iterable(texts)]
    lengths = np.fromiter(map(len, fields), np.int64, len(fields))
    words = np.fromiter(chain.from_iterable(fields), np.int64, int(lengths.sum()))
    places = np.repeat(np.arange(len(fields)), lengths)
    term_of_word = np.asarray(vocabulary.term_of_word, dtype=np.int64)
    size = max(1, len(vocabulary.terms))
    keys = places * size + term_of_word[words]
    postings, first, counts = np.unique(keys, return_index=True, return_counts=True)
    place = postings // size
    begins = np.cumsum(lengths) - lengths
    return _Part(
        terms=vocabulary.terms,
        words=vocabulary.words,
        term_of_word=term_of_word,
        word_counts=np.bincount(words, minlength=len(vocabulary.words)),
        term=postings % size,
        place=place,
        counts=counts,
        births=first - begins[place],
        lengths=lengths.reshape(-1, len(FIELDS)),
    )


def _merged(parts: Sequence[_Part], documents: int) -> Inverted:
    terms = sorted({term for part in parts for term in part.terms}, key=sort_key)
    number = {term: place for place, term in enumerate(terms)}
    renumbered = [np.array([number[t] for t in part.terms], dtype=np.int64) for part in parts]
    first_places = np.arange(len(parts)) * PART * len(FIELDS)
    term = _joined(new[part.term] for new, part in zip(renumbered, parts, strict=True))
    place = _joined(part.place + first for part, first in zip(parts, first_places, strict=True))
    paper, field = np.divmod(place, len(FIELDS))
    slot = term * len(FIELDS) + field
    order = np.argsort(slot * max(1, documents) + paper, kind="stable")
    births = _births(term, place, _joined(part.births for part in parts), len(terms))
    words, term_of_word, word_counts = _words(parts, renumbered)
    return Inverted(
        documents=documents,
        terms=terms,
        births=births,
        starts=np.searchsorted(slot[order], np.arange(len(terms) * len(FIELDS) + 1)),
        papers=paper[order],
        counts=_joined(part.counts for part in parts)[order],
        lengths=np.concatenate([np.zeros((0, len(FIELDS)), np.int64), *(p.lengths for p in parts)]),
        words=words,
        term_of_word=term_of_word,
        word_counts=word_counts,
    )


def _joined(arrays: Iterable[Numbers]) -> Numbers:
    return np.concatenate([np.zeros(0, np.int64), *arrays])


def _births(term: Numbers, place: Numbers, births: Numbers, terms: int) -> Numbers:
    """Return the place within its field of each term's first posting."""
    first = np.lexsort((place, term))
    begins = np.searchsorted(term[first], np.arange(terms))
    return births[first[begins]]


def _words(
    parts: Sequence[_Part], renumbered: Sequence[Numbers]
) -> tuple[list[str], Numbers, Numbers]:
    counts: dict[str, int] = {}
    terms: dict[str, int] = {}
    for part, new in zip(parts, renumbered, strict=True):
        term_of_word = new[part.term_of_word].tolist()
        rows = zip(part.words, term_of_word, part.word_counts.tolist(), strict=True)
        for word, term, count in rows:
            counts[word] = counts.get(word, 0) + count
            terms[word] = term
    words = sorted(counts, key=sort_key)
    return (
        words,
        np.array([terms[word] for word in words], dtype=np.int64),
        np.array([counts[word] for word in words], dtype=np.int64),
    )
