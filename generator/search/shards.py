"""Shards: the inverted index as files, each with the terms and words of one range.

`shard_packing` says what a shard holds. Where the ranges begin is decided by the terms that the
first papers hold (see `ranges`); terms that later papers bring move no cut.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from generator import addresses
from generator.search import packing, ranges
from generator.search.inverted import Inverted
from generator.search.merging import Merged
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
    terms, weights = _weighed(index)
    spellings = [index.spellings[term] for term in terms.tolist()]
    return ranges.separators(spellings, ranges.cut(spellings, weights, _heaviest(index)))


def begin_alike(old: Inverted, new: Inverted, spellings: Merged) -> bool:
    """Tell whether the ranges of two indexes begin alike for certain."""
    (before, weights), (after, others) = _weighed(old), _weighed(new)
    return (
        _heaviest(old) == _heaviest(new)
        and np.array_equal(spellings.moved[before], after)
        and np.array_equal(weights, others)
    )


def _weighed(index: Inverted) -> tuple[Array, Array]:
    """Return the terms that weigh anything among the first papers, and their weights."""
    weights = ranges.weights(index.sampled, index.documents, TERM_WEIGHT, POSTING_WEIGHT)
    terms = np.flatnonzero(weights)
    return terms, weights[terms]


def _heaviest(index: Inverted) -> float:
    return HEAVIEST / ranges.growth(index.documents)


def contents(
    index: Inverted, begins: Sequence[str], wanted: Sequence[int]
) -> Iterator[tuple[int, list[bytes]]]:
    """Yield the number of each wanted range, in order, with the contents of its shards."""
    places = [*(packing.place(index.spellings, begin) for begin in begins), len(index.spellings)]
    spans = [Range(number, places[number], places[number + 1]) for number in wanted]
    most = int(HEAVIEST / POSTING_WEIGHT)
    for batch in _batches(spans, _rows_before(index)):
        yield from packed_ranges(index, batch, most)


def _rows_before(index: Inverted) -> Array:
    """Return for each spelling how many rows the terms before it have."""
    rows = np.bincount(index.term + 1, np.diff(index.starts), len(index.spellings) + 1)
    rows[0] = 0  # what is a term alone has no rows
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
