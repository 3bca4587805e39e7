"""Shards: the inverted index as files, each with the terms and words of one range.

`shard_packing` says what a shard holds. Where the ranges begin is decided by the terms that the
first papers hold (see `ranges`); terms that later papers bring move no cut.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from generator import addresses
from generator.search import packing, ranges
from generator.search.inverted import NO_TERM, Inverted
from generator.search.packing import Array
from generator.search.shard_packing import Range, packed_ranges

HEAVIEST = 17_000
"""A shard is about so heavy at most (gzip, in bytes), and most are heavier than two thirds of it.

Three words lead to three shards: of 25 kB each they would be too much to wait for, and smaller ones
would make the manifest longer, which every search waits for.
"""
TERM_WEIGHT = 10
POSTING_WEIGHT = 2.2
"""What a term and a posting take in a file (gzip, in bytes); measured."""
FOLDER = addresses.search("terms")
ROWS_AT_ONCE = 200_000
"""So many rows of the index become shards at a time: few steps for numpy, and little memory."""


def begins(index: Inverted) -> list[str]:
    """Return the text that each range begins with."""
    terms = np.flatnonzero(index.is_term)
    weights = weights_of(index.sampled[terms], index.documents)
    known = weights > 0
    spellings = [index.spellings[term] for term in terms[known].tolist()]
    heaviest = HEAVIEST / ranges.growth(index.documents)
    return ranges.separators(spellings, ranges.cut(spellings, weights[known], heaviest))


def weights_of(sampled: Array, documents: int) -> Array:
    """Return what terms weigh when cuts are made, from their postings among the first papers."""
    return ranges.weights(sampled, documents, TERM_WEIGHT, POSTING_WEIGHT)


def contents(
    index: Inverted, begins: Sequence[str], wanted: Sequence[int]
) -> Iterator[tuple[int, list[bytes]]]:
    """Yield the number of each wanted range, in order, with the contents of its shards."""
    places = [*packing.places(index.spellings, begins), len(index.spellings)]
    spans = [Range(number, places[number], places[number + 1]) for number in wanted]
    most = int(HEAVIEST / POSTING_WEIGHT)
    for batch in _batches(spans, _rows_before(index)):
        yield from packed_ranges(index, batch, most)


def _rows_before(index: Inverted) -> Array:
    """Return for each spelling how many rows the terms before it have."""
    rows = np.zeros(len(index.spellings) + 1, np.int64)
    words = np.flatnonzero(index.term != NO_TERM)
    np.add.at(rows, index.term[words] + 1, np.diff(index.starts)[words])
    return np.cumsum(rows)


def _batches(spans: Sequence[Range], before: Array) -> Iterator[list[Range]]:
    batch: list[Range] = []
    rows = 0
    for one in spans:
        batch.append(one)
        rows += int(before[one.stop] - before[one.start])
        if rows >= ROWS_AT_ONCE:
            yield batch
            batch, rows = [], 0
    if batch:
        yield batch
