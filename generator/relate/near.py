"""Near: the papers that may be closest to each, found by the terms that weigh most and by topics.

Only entries that are heavy for their paper and not too common are multiplied (static pruning of an
inverted index: Carmel et al., 2001, doi:10.1145/383952.383958); the closeness in latent topics is
added. What is so found is compared again with all terms. On small shelves nothing is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from generator.relate.model import ONE, Bounds, plain
from generator.relate.rows import Array, Rows

HEAVY = 0.8
"""A heavy entry weighs so much of what each would weigh in a paper of length 1 with as many."""
COMMONEST = 12
"""Terms that more than about 2 to this of the counted papers have find no paper."""
LEAST = round(0.03 * ONE * ONE)
"""What the heavy entries of two papers must come to."""
LEAST_WITH_TOPICS = round(0.14 * ONE * ONE)
"""What they must come to together with latent topics."""
LEAST_TERMS = round(0.01 * ONE * ONE)
"""Papers whose terms come to less are near by their terms alone: no reader would see why."""
NOBODY = -1

_FEW = 200
_FEW_AT_ONCE = 16
_MANY_AT_ONCE = 256
_PLACED_AT_ONCE = 1 << 21
_PLACED_TOGETHER = 1 << 14
_PAIRED_AT_ONCE = 32


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of a row and another, and their score."""

    row: Array
    other: Array
    score: Array

    def where(self, wanted: Array) -> "Pairs":
        """Return some of the pairs."""
        places = np.flatnonzero(wanted)
        return Pairs(self.row[places], self.other[places], self.score[places])


@dataclass(frozen=True, slots=True)
class Near:
    """For each row the likeliest others, best first, and then `NOBODY`."""

    other: Array
    rough: Array
    """The score by heavy entries alone."""
    close: Array
    """The score by all entries; `NOBODY` where it is not known yet."""


def heavy(weighed: Rows, steps: Array, bounds: Bounds, counted: int) -> Rows:
    """Return the weights that find papers."""
    weights = plain(weighed)
    if counted < bounds.exact_below:
        return weights
    squares = weights.values.astype(np.int64) ** 2 * np.repeat(weights.sizes, weights.sizes)
    return weights.where((squares >= (HEAVY * ONE) ** 2) & (steps[weights.columns] <= COMMONEST))


@dataclass(frozen=True, slots=True)
class Ground:
    """All papers by what finds them."""

    heavy: Rows
    """Their heavy entries."""
    width: int
    """The number of terms."""
    places: Array
    """float32 (papers, dimensions): whole numbers, their places in latent topics."""
    exact: bool
    """Whether heavy entries are all."""

    @property
    def has_topics(self) -> bool:
        """Whether the papers have places."""
        return bool(self.places.shape[1])

    @property
    def least(self) -> int:
        """The least score that counts."""
        return LEAST_WITH_TOPICS if self.has_topics else LEAST


def scored(ground: Ground, rows: Array) -> Iterator[tuple[Array, Rows]]:
    """Yield some rows at a time and their scores with all, themselves too.

    A score below the ground's `least` may be missing.
    """
    few = len(rows) <= _FEW
    size = _FEW_AT_ONCE if few else _MANY_AT_ONCE
    if not few and ground.has_topics:
        size = max(1, min(size, _PLACED_AT_ONCE // max(1, len(ground.heavy))))
    by_column = None if few else _matrix(ground.heavy, ground.width).T.tocsr()
    for first in range(0, len(rows), size):
        some = rows[first : first + size]
        own = ground.heavy.take(some)
        if few:
            yield some, _listed(_with_topics(ground, some, _few(ground, own)), ground.least)
        elif ground.has_topics:
            scores = (_matrix(own, ground.width) @ by_column).toarray().astype(np.float32)
            yield some, _listed(_with_topics(ground, some, scores), ground.least)
        else:
            product = _matrix(own, ground.width) @ by_column
            yield some, Rows(product.indptr, product.indices, product.data)


def _few(ground: Ground, own: Rows) -> Array:
    """Multiply a few rows with all: without SciPy, whose import would take longer."""
    dense = np.zeros((ground.width, len(own)), np.int32)
    dense[own.columns, own.row_of] = own.values
    wanted = np.zeros(ground.width, bool)
    wanted[own.columns] = True
    met = ground.heavy.where(wanted[ground.heavy.columns])
    filled = np.flatnonzero(met.sizes)
    products = dense[met.columns] * met.values[:, None].astype(np.int32)
    found = np.zeros((len(own), len(ground.heavy)), np.int32)
    if len(filled):
        found[:, filled] = np.add.reduceat(products, met.starts[filled]).T
    return found


def _with_topics(ground: Ground, rows: Array, scores: Array) -> Array:
    """Add the closeness in latent topics; whole numbers below 2 to the 24, so that sums are exact.

    Where all entries are multiplied, it counts only for papers that share enough of them.
    """
    if not ground.has_topics:
        return scores
    topics: Array = ground.places[rows] @ ground.places.T
    np.maximum(topics, 0, out=topics)
    if ground.exact:
        topics *= scores >= LEAST_TERMS
    topics += scores
    return topics


def _listed(scores: Array, least: int) -> Rows:
    """Return the scores of at least so much."""
    found = np.flatnonzero(scores.ravel() >= least)
    row, column = np.divmod(found, scores.shape[1])
    starts = np.searchsorted(row, np.arange(len(scores) + 1))
    return Rows(starts, column.astype(np.int32), scores.ravel()[found].astype(np.int32))


def _matrix(weights: Rows, width: int) -> Any:
    from scipy.sparse import csr_array

    parts = (weights.values.astype(np.int32), weights.columns, weights.starts.astype(np.int32))
    return csr_array(parts, shape=(len(weights), width))


def put_best(near: Near, rows: Array, pairs: Pairs, close: Array, ranks: Array) -> None:
    """Put into the lists of some rows (sorted) the best of pairs that are theirs.

    `close` is the whole score of each pair, or `NOBODY`. Among equal scores, papers with a lower
    rank are better.
    """
    line = np.searchsorted(rows, pairs.row)
    order = np.lexsort((ranks[pairs.other], -pairs.score, line))
    line = line[order]
    column = np.arange(len(line)) - np.searchsorted(line, line)
    order, line, column = (array[column < near.other.shape[1]] for array in (order, line, column))
    for array, values in (
        (near.other, pairs.other),
        (near.rough, pairs.score),
        (near.close, close),
    ):
        array[rows] = NOBODY
        array[rows[line], column] = values[order]


def nobody(rows: int, count: int) -> Near:
    """Return rows that nobody is near."""
    return Near(*(np.full((rows, count), NOBODY, np.int32) for _ in range(3)))


def promising(rows: Array, scores: Rows, count: int, least_of_all: int) -> Pairs:
    """Return the pairs that are not worse than the best `count` of their row."""
    most = count + 1  # a row's best score is its own
    places = []
    for start, stop in zip(scores.starts[:-1].tolist(), scores.starts[1:].tolist(), strict=True):
        own = scores.values[start:stop]
        size = stop - start
        least = np.partition(own, size - most)[size - most] if size > most else least_of_all
        places.append(start + np.flatnonzero(own >= max(least_of_all, least)))
    found = np.concatenate(places)
    row = np.repeat(rows, [len(some) for some in places])
    return Pairs(row, scores.columns[found], scores.values[found]).where(
        row != scores.columns[found]
    )


def shared(weighed: Rows, row: Array, other: Array, width: int) -> Iterator[Pairs]:
    """Yield, for some pairs at a time, each term that both have: pair, column, product of weights.

    The pairs must be sorted by `row`. The product is 0 in its lowest bit unless one of the two
    papers says the term often.
    """
    changes = np.flatnonzero(np.diff(row, prepend=NOBODY))
    dense = np.zeros((_PAIRED_AT_ONCE, width), np.int16)
    for first in range(0, len(changes), _PAIRED_AT_ONCE):
        some = changes[first : first + _PAIRED_AT_ONCE + 1]
        start, stop = some[0], (some[-1] if len(some) > _PAIRED_AT_ONCE else len(row))
        rows = row[some[:_PAIRED_AT_ONCE]]
        line = np.searchsorted(rows, row[start:stop])
        own = weighed.take(rows)
        dense[own.row_of, own.columns] = own.values
        places, begins = weighed.entries(other[start:stop])
        column = weighed.columns[places]
        mine = dense.ravel().take(np.repeat(line * width, np.diff(begins)) + column)
        both = np.flatnonzero(mine)
        mine, theirs = mine[both].astype(np.int32), weighed.values[places[both]].astype(np.int32)
        product = ((mine >> 1) * (theirs >> 1)) << 1 | ((mine | theirs) & 1)
        pair = np.searchsorted(begins, both, side="right") - 1
        yield Pairs(start + pair, column[both], product)
        dense[own.row_of, own.columns] = 0


def closeness(ground: Ground, weighed: Rows, row: Array, other: Array) -> Array:
    """Return the whole score of pairs, which must be sorted by `row`."""
    scores = np.zeros(len(row), np.int64)
    for terms in shared(weighed, row, other, ground.width):
        if len(terms.row):
            first = np.flatnonzero(np.diff(terms.row, prepend=NOBODY))
            scores[terms.row[first]] = np.add.reduceat(terms.score >> 1, first, dtype=np.int64)
    for start in range(0, len(row) if ground.has_topics else 0, _PLACED_TOGETHER):
        part = slice(start, start + _PLACED_TOGETHER)
        topics = np.einsum("ij,ij->i", ground.places[row[part]], ground.places[other[part]])
        topics[(topics < 0) | (scores[part] < LEAST_TERMS)] = 0
        scores[part] += topics.astype(np.int64)
    return scores
