"""Update: who is near whom after some papers came, changed or went, from who was before.

The result is what a search among all papers gives. A row's list is searched anew only when one has
left it and it can no longer be told from those that remain who comes next.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from generator.relate.model import plain
from generator.relate.near import (
    NOBODY,
    Ground,
    Near,
    Pairs,
    closeness,
    nobody,
    promising,
    put_best,
    scored,
)
from generator.relate.rows import Array, Rows


@dataclass(frozen=True, slots=True)
class Weights:
    """All papers by their weights."""

    weighed: Rows
    ground: Ground
    ranks: Array
    """The order of the papers among equals."""

    @property
    def selves(self) -> Array:
        """The score of each paper with itself."""
        rows, places = plain(self.weighed), self.ground.places
        squares = rows.values.astype(np.int64) ** 2
        found = np.bincount(rows.row_of, squares, len(rows))
        if self.ground.has_topics:
            found += (places.astype(np.float64) ** 2).sum(axis=1)
        return found.astype(np.int64)


def search(papers: Weights, count: int) -> Near:
    """Return who is near whom."""
    near = nobody(len(papers.ranks), count)
    for _ in _searched(papers, near, np.arange(len(papers.ranks))):
        pass
    return _compared(papers, near)


def update(papers: Weights, before: Near, changed: Array) -> Near:
    """Return who is near whom, after some papers `changed` (true for each row) or went.

    `before` is who was, in today's rows. A place that one had who is gone or changed is `NOBODY`'s
    and still has its rough score; a new row has no places.
    """
    near = Near(before.other.copy(), before.rough.copy(), before.close.copy())
    full = (near.rough[:, -1] != NOBODY) & ~changed
    least = np.where(full, near.rough[:, -1], papers.ground.least)
    lost = ((near.other == NOBODY) & (near.rough != NOBODY)).any(axis=1) & ~changed
    arrivals = _joined(
        [
            _arrivals(rows, scores, changed, least)
            for rows, scores in _searched(papers, near, np.flatnonzero(changed))
        ]
    )
    open_rows = _merge(papers, near, arrivals, lost, np.where(full, least, NOBODY))
    for _ in _searched(papers, near, open_rows):
        pass
    return _compared(papers, near)


def _searched(papers: Weights, near: Near, rows: Array) -> Iterator[tuple[Array, Rows]]:
    """Fill in the lists of some rows and yield all scores that came into question."""
    for array in (near.other, near.rough, near.close):
        array[rows] = NOBODY
    ground = papers.ground
    for some, scores in scored(ground, rows):
        best = promising(some, scores, near.other.shape[1], ground.least)
        unknown = np.full(len(best.row), NOBODY, np.int32)
        put_best(near, some, best, unknown, papers.ranks)
        yield some, scores


def _arrivals(rows: Array, scores: Rows, changed: Array, least: Array) -> Pairs:
    """Return unchanged rows, as far as a changed one may be near them, and that one."""
    wanted = (scores.values >= least[scores.columns]) & ~changed[scores.columns]
    places = np.flatnonzero(wanted)
    other = rows[np.searchsorted(scores.starts, places, side="right") - 1]
    return Pairs(scores.columns[places], other, scores.values[places])


def _joined(pairs: list[Pairs]) -> Pairs:
    none = np.zeros(0, np.int32)
    return Pairs(
        np.concatenate([none, *(some.row for some in pairs)]),
        np.concatenate([none, *(some.other for some in pairs)]),
        np.concatenate([none, *(some.score for some in pairs)]),
    )


def _merge(papers: Weights, near: Near, arrivals: Pairs, lost: Array, least: Array) -> Array:
    """Put arrivals into the lists and close the gaps; return the rows that must be searched anew.

    Whoever is not on a list that was full has at most the score `least`; so it is known who is best
    when enough are above that, or were on the list.
    """
    touched = lost.copy()
    touched[arrivals.row] = True
    rows = np.flatnonzero(touched)
    line, column = np.nonzero(near.other[rows] != NOBODY)
    row = rows[line]
    known = Pairs(
        np.concatenate([row, arrivals.row]),
        np.concatenate([near.other[row, column], arrivals.other]),
        np.concatenate([near.rough[row, column], arrivals.score]),
    )
    close = np.concatenate([near.close[row, column], np.full(len(arrivals.row), NOBODY)])
    certain = np.bincount(row, minlength=len(touched))
    above = arrivals.row[arrivals.score > least[arrivals.row]]
    certain += np.bincount(above, minlength=len(touched))
    put_best(near, rows, known, close, papers.ranks)
    count = near.other.shape[1]
    return np.flatnonzero(touched & (least != NOBODY) & (certain < count))


def _compared(papers: Weights, near: Near) -> Near:
    """Return the lists with all whole scores."""
    if papers.ground.exact:
        return Near(near.other, near.rough, near.rough)
    row, column = np.nonzero((near.other != NOBODY) & (near.close == NOBODY))
    other = near.other[row, column]
    near.close[row, column] = closeness(papers.ground, papers.weighed, row, other)
    return near
