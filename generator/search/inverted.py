"""The inverted index: which words stand in which papers, in which field, and how often.

Nothing is weighed here: lunr's weights depend on all papers, and are worked out where they are
used, from what this holds. Everything is kept by word, not by term, since only that can be updated:
how a term's words rank, and so which form of it a paper holds, depends on all papers.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from generator.search import ranges
from generator.search.documents import Document
from generator.search.occurrences import (
    FIELD_SHIFT,
    PAPER_MASK,
    ROLE_BITS,
    Occurrences,
    changes,
    read,
)
from generator.search.packing import Array, Mask, in_order

NO_TERM = -1
KEY_BITS = 64
FIELD_BITS = 3
ROLES = (1 << ROLE_BITS) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Where words stand: a row is a word in a field of a paper, sorted by word, field and paper."""

    places: Array
    """Field and paper (see `occurrences`)."""
    counts: Array
    """How often the word stands there."""
    marks: Array
    """How many terms stand before it first, and the roles of all its occurrences there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inverted:
    """All words with their terms and rows; a spelling's number is its place in `spellings`."""

    lengths: Array
    """How many terms each field (column) of each paper (row) has."""
    spellings: list[str]
    """Every word, folded and trimmed, and every term; sorted as JavaScript does."""
    term: Array
    """The term of each word; `NO_TERM` for what is a term alone."""
    written: Array
    """How often each word was written."""
    sampled: Array
    """How many postings each term has among the first papers, which decide about the cuts."""
    starts: Array
    """Where the rows of each word begin, and at last their number."""
    rows: Rows

    @property
    def documents(self) -> int:
        """The number of papers."""
        return len(self.lengths)

    @property
    def is_term(self) -> Mask:
        """Tell of each spelling whether it is a term."""
        return is_term(self.term)


def is_term(term: Array) -> Mask:
    """Tell of each spelling whether it is the term of any."""
    found = np.zeros(len(term), np.bool_)
    found[term[term != NO_TERM]] = True
    return found


def invert(documents: Iterable[Document]) -> Inverted:
    """Return the inverted index of all documents; their numbers are their places."""
    return inverted(read((number, document.texts) for number, document in enumerate(documents)))


def inverted(held: Occurrences) -> Inverted:
    """Return the inverted index of what all papers, read in the order of their numbers, hold."""
    there = np.bincount(held.word, minlength=len(held.words))
    used = np.flatnonzero(there)  # a stop word may have been seen, but in no name
    words = [held.words[word] for word in used.tolist()]
    terms = [held.terms[word] for word in used.tolist()]
    spellings = in_order({*words, *terms})
    number = {spelling: place for place, spelling in enumerate(spellings)}
    own = np.array([number[word] for word in words], np.int32)
    term = np.full(len(spellings), NO_TERM, np.int32)
    term[own] = [number[one] for one in terms]
    written = np.zeros(len(spellings), np.int32)
    written[own] = there[used]
    rank = np.zeros(len(held.words), np.int32)
    rank[used] = own
    spelling, rows = sorted_rows(rank[held.word], held.place, held.marks)
    sample = ranges.sample_size(len(held.lengths))
    return Inverted(
        lengths=held.lengths,
        spellings=spellings,
        term=term,
        written=written,
        sampled=sampled(term, spelling, rows.places, sample),
        starts=np.searchsorted(spelling, np.arange(len(spellings) + 1)).astype(np.int32),
        rows=rows,
    )


def sorted_rows(spelling: Array, place: Array, marks: Array) -> tuple[Array, Rows]:
    """Return the spelling of each row, and the rows of some occurrences.

    All that is told of an occurrence becomes one number, since numpy sorts numbers much faster than
    it finds an order of them.
    """
    papers, mark_bits = _width(place & PAPER_MASK), _width(marks)
    key = spelling.astype(np.uint64)
    if _width(key) + FIELD_BITS + papers + mark_bits > KEY_BITS:
        raise OverflowError("the papers hold too many words, or one of them far too many")
    key <<= np.uint64(FIELD_BITS)
    key |= place >> FIELD_SHIFT
    key <<= np.uint64(papers)
    key |= place & PAPER_MASK
    key <<= np.uint64(mark_bits)
    key |= marks
    key.sort()
    marks = (key & _ones(mark_bits)).astype(np.uint32)
    key >>= np.uint64(mark_bits)
    first = np.flatnonzero(changes(key))
    counts = np.diff(first, append=len(key)).astype(np.uint32)
    key = key[first]
    roles = marks & ROLES
    roles = np.bitwise_or.reduceat(roles, first) if len(first) else roles
    paper = (key & _ones(papers)).astype(np.uint32)
    key >>= np.uint64(papers)
    field = (key & _ones(FIELD_BITS)).astype(np.uint32)
    key >>= np.uint64(FIELD_BITS)
    rows = Rows(places=field << FIELD_SHIFT | paper, counts=counts, marks=marks[first] | roles)
    return key.astype(np.int32), rows


def _ones(bits: int) -> np.uint64:
    return np.uint64((1 << bits) - 1)


def _width(values: Array) -> int:
    """Return how many bits the largest value takes."""
    return int(values.max(initial=0)).bit_length()


def sampled(term: Array, spelling: Array, places: Array, sample: int) -> Array:
    """Return how many postings each term has in some rows of the first `sample` papers."""
    within = (places & PAPER_MASK) < sample
    key = np.sort(term[spelling[within]].astype(np.int64) << 32 | places[within])
    terms = (key[changes(key)] >> 32).astype(np.int32)
    return np.bincount(terms, minlength=len(term)).astype(np.int32)
