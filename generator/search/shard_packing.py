"""What a shard holds, one after the other (`words` and `varints` as in `packing`).

1. its terms, in order
2. how many words each term stands for, and these words, each term's commonest first
3. the words of its range whose terms lie elsewhere, in order; those terms, in order and each once;
   and the place of each such word's term among them
4. for each word of (2) and (3), the whole part of the logarithm (base 2) of how often it was
   written, a byte each
5. for each term, its place in the first field of the first paper that holds it
6. for each field, for each term, how many papers hold it there
7. for each term, for each field, the papers' numbers, each less the one before
8. in the same order, how often the term stands there, less one
9. in the same order, how many terms that field of that paper has
10. in the same order, in which forms it stands there: bit n for its n-th word, the last bit for all
    rarer ones; among authors bit 0 for a family name, bit 1 for a name of the first author

A term too heavy for one shard is cut into several, which hold only it and begin with the same text.
Counts and lengths are raw, so that a shard changes only when a paper that holds its words does.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise

import numpy as np

from generator.search import packing
from generator.search.documents import FIELDS
from generator.search.inverted import NO_TERM, Inverted
from generator.search.packing import Array, Varints
from generator.search.postings import Postings, postings


@dataclass(frozen=True, slots=True)
class Range:
    """Some spellings in a row, and the number of their range among all."""

    number: int
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class _Shard:
    """Which terms of a batch a shard holds, which postings of them, and which words of its own."""

    terms: slice
    postings: slice
    words: slice


@dataclass(frozen=True, slots=True)
class _Words:
    """What a shard says of words."""

    lists: tuple[Array, Array, Array, Array]
    """Its terms, their words, words of terms that lie elsewhere, and these terms."""
    places: Array
    """Which of the terms elsewhere each word has whose term lies there."""
    logarithms: Array
    """The whole part of the logarithm (base 2) of how often each of the words was written."""


def packed_ranges(
    index: Inverted, batch: Sequence[Range], most: int
) -> Iterator[tuple[int, list[bytes]]]:
    """Yield the number of each range with the contents of its shards.

    A term that is alone in its range and has more than `most` postings is cut into several shards.
    """
    spellings = np.concatenate([np.arange(one.start, one.stop) for one in batch])
    held = postings(index, spellings[index.is_term[spellings]])
    shards = [_shards(held, one, most) for one in batch]
    contents = _contents(index, held, list(chain.from_iterable(shards)))
    for one, own in zip(batch, shards, strict=True):
        yield one.number, list(islice(contents, len(own)))


def _shards(held: Postings, one: Range, most: int) -> list[_Shard]:
    first, last = np.searchsorted(held.terms, (one.start, one.stop)).tolist()
    start, stop = held.starts[[first * len(FIELDS), last * len(FIELDS)]].tolist()
    step = most if last - first == 1 else max(most, stop - start)
    cuts = [*range(start, stop, step), stop] if stop > start else [start, stop]
    words = [slice(one.start, one.stop), *[slice(one.stop, one.stop)] * len(cuts)]
    return [
        _Shard(slice(first, last), slice(*cut), own)
        for cut, own in zip(pairwise(cuts), words, strict=False)
    ]


def _streams(index: Inverted, held: Postings, shards: Sequence[_Shard]) -> list[Varints]:
    """Return the columns (7) to (10) of all postings; a shard holds a slice of each."""
    papers = held.papers
    gaps = np.diff(papers, prepend=0)
    cuts = np.array([shard.postings.start for shard in shards], np.int64)
    first = np.concatenate([held.starts, cuts])
    first = first[first < len(papers)]
    gaps[first] = papers[first]
    fields = np.repeat(np.arange(len(held.starts) - 1) % len(FIELDS), np.diff(held.starts))
    lengths = index.lengths[papers, fields]
    return [Varints(column) for column in (gaps, held.counts - 1, lengths, held.forms)]


def _contents(index: Inverted, held: Postings, shards: Sequence[_Shard]) -> Iterator[bytes]:
    words = [_words(index, held, shard) for shard in shards]
    texts = iter(packing.word_lists([_spelt(index, one) for own in words for one in own.lists]))
    streams = _streams(index, held, shards)
    births, sizes = Varints(held.births), Varints(np.diff(held.word_starts))
    for shard, own in zip(shards, words, strict=True):
        terms, local, foreign, elsewhere = islice(texts, 4)
        starts = held.starts[shard.terms.start * len(FIELDS) : shard.terms.stop * len(FIELDS) + 1]
        ends = np.clip(starts, shard.postings.start, shard.postings.stop)
        parts = [
            terms,
            sizes[shard.terms],
            local,
            foreign,
            elsewhere,
            packing.varints(own.places),
            own.logarithms.tobytes(),
            births[shard.terms],
            packing.varints(np.diff(ends).reshape(-1, len(FIELDS)).T),
        ]
        yield b"".join([*parts, *(stream[shard.postings] for stream in streams)])


def _words(index: Inverted, held: Postings, shard: _Shard) -> _Words:
    starts = held.word_starts[shard.terms.start : shard.terms.stop + 1]
    local = held.words[starts[0] : starts[-1]]
    terms = index.term[shard.words]
    outside = (terms != NO_TERM) & ((terms < shard.words.start) | (terms >= shard.words.stop))
    foreign = shard.words.start + np.flatnonzero(outside)
    elsewhere = np.unique(terms[outside])
    written = index.written[np.concatenate([local, foreign])]
    return _Words(
        lists=(held.terms[shard.terms], local, foreign, elsewhere),
        places=np.searchsorted(elsewhere, terms[outside]),
        logarithms=(np.frexp(written)[1] - 1).astype(np.uint8),
    )


def _spelt(index: Inverted, spellings: Array) -> list[str]:
    return [index.spellings[number] for number in spellings.tolist()]
