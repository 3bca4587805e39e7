"""Postings: which papers hold a term, in which field, how often and in which forms.

They are worked out of the rows of a term's words for as many terms as are asked for.
"""

from dataclasses import dataclass

import numpy as np

from generator.search.documents import FIELDS
from generator.search.inverted import Inverted
from generator.search.occurrences import (
    AUTHORS,
    FIELD_SHIFT,
    PAPER_MASK,
    ROLE_BITS,
    changes,
)
from generator.search.packing import Array

FORMS = 7
"""So many forms of a term are told apart; the last of them stands for all rarer ones."""
PLACE_BITS = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Postings:
    """The postings of some terms, sorted by term, field and paper."""

    terms: Array
    """The terms, as numbers of spellings, in order."""
    births: Array
    """For each term, its place in the first field of the first paper that holds it."""
    starts: Array
    """Where the postings of the n-th term in field f begin: at `starts[n * len(FIELDS) + f]`."""
    papers: Array
    """The paper of each posting."""
    counts: Array
    """How often the term stands there."""
    forms: Array
    """In which forms: bit n is the term's n-th commonest word. Among authors instead: whether as a
    family name (`FAMILY_NAME`), and whether as a name of the first author (`FIRST_AUTHOR`)."""
    words: Array
    """The terms' words, as numbers of spellings; of each term, the commonest first."""
    word_starts: Array
    """Where in `words` each term's words begin, and at last their number."""


def postings(index: Inverted, terms: Array) -> Postings:
    """Return the postings of some terms, given as numbers of spellings in order."""
    words, owner = _words(index, terms)
    word_starts = np.searchsorted(owner, np.arange(len(terms) + 1))
    forms = np.minimum(np.arange(len(words)) - word_starts[owner], FORMS - 1)
    rows, word = spans(index.starts[words], index.starts[words + 1])
    key = owner[word] << PLACE_BITS | index.rows.places[rows]
    order = np.argsort(key, kind="stable")
    key, rows, word = key[order], rows[order], word[order]
    first = np.flatnonzero(changes(key))
    marks = index.rows.marks[rows]
    names = (key & ((1 << PLACE_BITS) - 1)) >> FIELD_SHIFT == AUTHORS
    bits = np.where(names, marks & ((1 << ROLE_BITS) - 1), (1 << forms)[word]).astype(np.uint8)
    posting = key[first]
    slots = (posting >> PLACE_BITS) * len(FIELDS) + ((posting >> FIELD_SHIFT) & 7)
    return Postings(
        terms=terms,
        births=_births(key, marks >> ROLE_BITS),
        starts=np.searchsorted(slots, np.arange(len(terms) * len(FIELDS) + 1)),
        papers=(posting & PAPER_MASK).astype(np.int32),
        counts=_reduced(np.add, index.rows.counts[rows].astype(np.int32), first),
        forms=_reduced(np.bitwise_or, bits, first),
        words=words,
        word_starts=word_starts,
    )


def _words(index: Inverted, terms: Array) -> tuple[Array, Array]:
    """Return the words of some terms, each term's commonest first, and the term's place."""
    place = np.full(len(index.spellings) + 1, -1)  # the last for words of no term
    place[terms] = np.arange(len(terms))
    owner = place[index.term]
    words = np.flatnonzero(owner >= 0)
    order = np.lexsort((-index.written[words], owner[words]))
    return words[order], owner[words][order]


def spans(starts: Array, stops: Array) -> tuple[Array, Array]:
    """Return all numbers of some spans, one after the other, and of which span each is."""
    sizes = stops.astype(np.int64) - starts
    before = np.cumsum(sizes) - sizes
    return (
        np.arange(int(sizes.sum())) + np.repeat(starts - before, sizes),
        np.repeat(np.arange(len(sizes)), sizes),
    )


def _reduced(operation: np.ufunc, values: Array, first: Array) -> Array:
    made: Array = operation.reduceat(values, first) if len(first) else values
    return made


def _births(key: Array, before: Array) -> Array:
    """Return where each term first stands in the first field of the first paper."""
    fields = (key >> FIELD_SHIFT) & 7
    places = ((key & PAPER_MASK) << 3 | fields) << PLACE_BITS | before
    first = np.flatnonzero(changes(key >> PLACE_BITS))
    return _reduced(np.minimum, places, first) & ((1 << PLACE_BITS) - 1)
