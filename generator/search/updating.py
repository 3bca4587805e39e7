"""Updating: the inverted index after some papers changed, as if it had been made anew.

The rows of the papers go and the rows of their new texts come. What depends on other papers is
counted on: how often a word was written, and how many postings a term has among the first papers.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from generator.search import packing, ranges
from generator.search.inverted import NO_TERM, Inverted, Rows, is_term, sampled, sorted_rows
from generator.search.memory import smallest
from generator.search.merging import GONE, Merged, Splice, find, merged
from generator.search.occurrences import PAPER_MASK, Numbered, read
from generator.search.packing import Array


@dataclass(frozen=True, slots=True)
class Update:
    """An index after a change."""

    index: Inverted
    spellings: Merged
    """How spellings went and came."""
    touched: set[str]
    """All words of the papers, before and after, and their terms."""


@dataclass(frozen=True, slots=True)
class _Words:
    """All spellings after a change, and those of the words that came."""

    spellings: Merged
    own: Array
    """The spelling of each word that came."""
    terms: Array
    """The spelling of its term."""


def updated(old: Inverted, papers: Array, documents: Iterable[Numbered], number: int) -> Update:
    """Return the index of `number` papers, made of the index before some of them changed.

    `papers` are the old numbers of all that changed or went; `documents` holds the numbers and
    texts of all that changed or came, in order.
    """
    documents = list(documents)
    held = read(documents)
    gone = _rows_of(old, papers)
    owners = np.searchsorted(old.starts, gone, "right") - 1
    there = np.bincount(held.word, minlength=len(held.words))
    used = np.flatnonzero(there)  # a stop word may have been seen, but in no name
    pairs = [(held.words[word], held.terms[word]) for word in used.tolist()]
    left = old.written - np.bincount(owners, old.rows.counts[gone], len(old.spellings))
    words = _words(old, left, pairs)
    rank = np.zeros(len(held.words), np.int32)
    rank[used] = words.own
    came, rows = sorted_rows(rank[held.word], held.place, held.marks)
    written = _moved(left, words.spellings)
    np.add.at(written, words.own, there[used])
    index = Inverted(
        lengths=_lengths(old, number, [paper for paper, _ in documents], held.lengths),
        spellings=words.spellings.words,
        term=_term(old, left, words),
        written=written,
        sampled=np.zeros(0, np.int32),
        starts=_starts(old, owners, words.spellings, came),
        rows=_spliced(old, gone, words.spellings, came, rows),
    )
    counted = _sampled(old, gone, index, words.spellings, (came, rows))
    before = {*owners.tolist(), *old.term[owners].tolist()}
    touched = {old.spellings[one] for one in before}.union(*pairs)
    return Update(replace(index, sampled=counted), words.spellings, touched)


def _rows_of(old: Inverted, papers: Array) -> Array:
    if not len(papers):
        return np.zeros(0, np.int64)
    wanted = np.zeros(old.documents, np.bool_)
    wanted[papers] = True
    return np.flatnonzero(wanted[old.rows.places & PAPER_MASK])


def _words(old: Inverted, left: Array, came: list[tuple[str, str]]) -> _Words:
    """Return all spellings; `left` is how often each is still written."""
    known = {word: find(old.spellings, word, packing.place) for pair in came for word in pair}
    stays = (left > 0) | is_term(np.where(left > 0, old.term, NO_TERM))
    stays[[place for place in known.values() if place != GONE]] = True
    new = packing.in_order(word for word, place in known.items() if place == GONE)
    spellings = merged(old.spellings, np.flatnonzero(~stays), new, packing.place)
    number = dict(zip(new, spellings.came.tolist(), strict=True))
    places = {
        word: number[word] if place == GONE else spellings.moved[place]
        for word, place in known.items()
    }
    own, terms = (np.array([places[pair[n]] for pair in came], np.int32) for n in (0, 1))
    return _Words(spellings, own, terms)


def _moved(values: Array, spellings: Merged, empty: int = 0) -> Array:
    """Return what each old spelling has, for the new ones."""
    stays = spellings.moved != GONE
    made = np.full(len(spellings.words), empty, np.int32)
    made[spellings.moved[stays]] = values[stays]
    return made


def _term(old: Inverted, left: Array, words: _Words) -> Array:
    is_word = left > 0
    moved = np.full(len(old.spellings), NO_TERM, np.int32)
    moved[is_word] = words.spellings.moved[old.term[is_word]]
    term = _moved(moved, words.spellings, NO_TERM)
    term[words.own] = words.terms
    return term


def _lengths(old: Inverted, number: int, papers: list[int], lengths: Array) -> Array:
    kind = np.promote_types(old.lengths.dtype, smallest(lengths).dtype)
    made = np.zeros((number, old.lengths.shape[1]), kind)
    both = min(number, old.documents)
    made[:both] = old.lengths[:both]
    made[papers] = lengths
    return made


def _sampled(
    old: Inverted, gone: Array, new: Inverted, spellings: Merged, came: tuple[Array, Rows]
) -> Array:
    """Count the postings among the first papers on, or anew where other papers are the first."""
    sample = ranges.sample_size(new.documents)
    if sample != ranges.sample_size(old.documents):
        owners = np.repeat(np.arange(len(new.term)), np.diff(new.starts))
        return sampled(new.term, owners, new.rows.places, sample)
    owners = np.searchsorted(old.starts, gone, "right") - 1
    less = sampled(old.term, owners, old.rows.places[gone], sample)
    spelling, rows = came
    more = sampled(new.term, spelling, rows.places, sample)
    return _moved(old.sampled - less, spellings) + more


def _starts(old: Inverted, gone: Array, spellings: Merged, came: Array) -> Array:
    left = np.diff(old.starts) - np.bincount(gone, minlength=len(old.spellings))
    sizes = _moved(left, spellings) + np.bincount(came, minlength=len(spellings.words))
    return np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32)


def _spliced(old: Inverted, gone: Array, spellings: Merged, came: Array, rows: Rows) -> Rows:
    """Return the old rows without those that go and with those that come."""
    starts, stops = (_moved(ends, spellings) for ends in (old.starts[:-1], old.starts[1:]))
    starts[spellings.came] = stops[spellings.came] = old.starts[spellings.before]
    spans = zip(starts[came].tolist(), stops[came].tolist(), rows.places, strict=True)
    places = old.rows.places
    before = [start + np.searchsorted(places[start:stop], place) for start, stop, place in spans]
    splice = Splice(gone, np.array(before, np.int64), len(places))
    return Rows(
        places=splice.of_array(places, rows.places),
        counts=splice.of_array(old.rows.counts, smallest(rows.counts)),
        marks=splice.of_array(old.rows.marks, smallest(rows.marks)),
    )
