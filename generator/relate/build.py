"""Build: the way from papers to links, anew or from what an earlier build knew.

Both give the same links. An earlier state only saves work: reading papers that did not change,
weighing those none of whose terms' weights did, and comparing those that were compared.
"""

from dataclasses import dataclass

import numpy as np

from generator.catalog import Catalog
from generator.records.models import Paper
from generator.relate import reasons
from generator.relate.links import Chosen
from generator.relate.memory import State
from generator.relate.model import Bounds, by_term, octaves, weights
from generator.relate.near import NOBODY, Near, heavy, nobody
from generator.relate.rows import Array, Rows, joined
from generator.relate.update import Weights, search, update
from generator.relate.words import Vocabulary, kinds


def empty(candidates: int, limit: int) -> State:
    """Return the state of no papers."""
    none = np.zeros(0, np.int64)
    return State(
        digests=none,
        words=[],
        terms=[],
        term_of=none.astype(np.int32),
        kinds=none.astype(np.int8),
        said=joined([], np.uint8),
        frequency=none.astype(np.int32),
        totals=none,
        steps=none.astype(np.int8),
        weighed=joined([], np.int16),
        near=nobody(0, candidates),
        chosen=Chosen(
            other=np.zeros((0, limit), np.int32),
            score=np.zeros((0, limit), np.int64),
            terms=np.zeros((0, limit, reasons.SHOWN_WORDS), np.int32),
        ),
        counted=0,
    )


@dataclass(frozen=True, slots=True)
class _Moves:
    """Which papers stayed, and in which row."""

    origin: Array
    """For each of today's rows the earlier one, or for a new or changed paper `NOBODY`."""
    target: Array
    """For each earlier row today's, or `NOBODY`; and then `NOBODY`, which that itself finds."""

    @property
    def new(self) -> Array:
        return np.flatnonzero(self.origin == NOBODY)

    @property
    def order(self) -> Array:
        """Where today's rows stand among the earlier rows, followed by the new ones."""
        order = self.origin.copy()
        order[self.new] = len(self.target) - 1 + np.arange(len(self.new))
        return order


def next_state(
    catalog: Catalog, papers: list[Paper], limit: int, before: State, bounds: Bounds
) -> State:
    """Return today's state of a catalog's papers by arrival, from an earlier or an empty state."""
    counted = bounds.counted(len(papers))
    digests = np.array([paper.digest for paper in papers], np.int64)
    moves = _moves(digests, before.digests)
    vocabulary = Vocabulary(before.words, before.terms)
    fresh = vocabulary.read(catalog, [papers[row] for row in moves.new.tolist()])
    said = before.said.followed_by(fresh).take(moves.order)
    term_of = np.append(before.term_of, np.array(vocabulary.terms_of_new, np.int32))
    frequency, totals = _counts(before, said, moves, counted, term_of, len(vocabulary.terms))
    steps = octaves(frequency, counted)
    kind = np.append(before.kinds, kinds(vocabulary.terms[len(before.terms) :]))
    changed = _changed(before, said, moves, steps[term_of], counted)
    weighed = _weighed(before, said, moves, changed, (term_of, steps, kind, counted))
    everyone = Weights(
        weighed=weighed,
        heavy=heavy(weighed, steps, bounds, counted),
        width=len(vocabulary.terms),
        ranks=_ranks(papers),
        exact=counted < bounds.exact_below,
    )
    near = _near(everyone, before, moves, changed, bounds)
    chosen = reasons.choose(papers, everyone, near, limit)
    _explain(chosen, before, moves, changed, weighed, vocabulary.terms, kind)
    return State(
        digests=digests,
        words=vocabulary.words,
        terms=vocabulary.terms,
        term_of=term_of,
        kinds=kind,
        said=said,
        frequency=frequency,
        totals=totals,
        steps=steps,
        weighed=weighed,
        near=near,
        chosen=chosen,
        counted=counted,
    )


def _moves(digests: Array, before: Array) -> _Moves:
    order = np.argsort(before)
    places = np.searchsorted(before, digests, sorter=order)
    rows = np.append(order, NOBODY)[places]
    same = (np.append(before, 0)[rows] == digests) & (digests != 0)
    target = np.full(len(before) + 1, NOBODY, np.int64)
    target[rows[same]] = np.flatnonzero(same)
    return _Moves(np.where(same, rows, NOBODY), target)


def _ranks(papers: list[Paper]) -> Array:
    ids = [paper.id for paper in papers]
    ranks = np.empty(len(ids), np.int64)
    ranks[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
    return ranks


def _counts(
    before: State, said: Rows, moves: _Moves, counted: int, term_of: Array, terms: int
) -> tuple[Array, Array]:
    """Return how many counted papers have each term, and how often they say each word."""
    stays = (moves.target[:-1] != NOBODY) & (moves.target[:-1] < counted)
    leaving = np.flatnonzero(~stays[: before.counted])
    was = (moves.origin != NOBODY) & (moves.origin < before.counted)
    entering = np.flatnonzero(~was[:counted])
    frequency = np.zeros(terms, np.int32)
    frequency[: len(before.frequency)] = before.frequency
    totals = np.zeros(len(term_of), np.int64)
    totals[: len(before.totals)] = before.totals
    for rows, sign in ((before.said.take(leaving), -1), (said.take(entering), 1)):
        frequency += sign * np.bincount(by_term(rows, term_of).columns, minlength=terms)
        totals += sign * np.bincount(rows.columns, rows.values, len(term_of)).astype(np.int64)
    return frequency, totals


def _changed(before: State, said: Rows, moves: _Moves, steps: Array, counted: int) -> Array:
    """Tell of each row whether it must be weighed anew; `steps` are the octaves of words."""
    if counted != before.counted:
        return np.ones(len(said), bool)
    other = np.zeros(len(steps), bool)
    earlier = before.steps[before.term_of]
    other[: len(earlier)] = steps[: len(earlier)] != earlier
    changed = said.holding(other) if other.any() else np.zeros(len(said), bool)
    changed[moves.new] = True
    return changed


def _weighed(
    before: State, said: Rows, moves: _Moves, changed: Array, model: tuple[Array, Array, Array, int]
) -> Rows:
    term_of, steps, kind, counted = model
    rows = np.flatnonzero(changed)
    fresh = weights(by_term(said.take(rows), term_of), steps, kind, counted)
    order = moves.origin.copy()
    order[rows] = len(before.weighed) + np.arange(len(rows))
    return before.weighed.followed_by(fresh).take(order)


def _near(everyone: Weights, before: State, moves: _Moves, changed: Array, bounds: Bounds) -> Near:
    count = before.near.other.shape[1]
    if changed.sum() > bounds.most_changed * len(changed):
        return search(everyone, count)
    origin = np.where(changed, NOBODY, moves.origin)
    earlier = Near(*(_with_nobody(a)[origin] for a in _three(before.near)))
    other = moves.target[earlier.other]
    other[changed[other] & (other != NOBODY)] = NOBODY
    close = np.where(other == NOBODY, NOBODY, earlier.close)
    return update(everyone, Near(other.astype(np.int32), earlier.rough, close), changed)


def _three(near: Near) -> tuple[Array, Array, Array]:
    return near.other, near.rough, near.close


def _with_nobody(array: Array) -> Array:
    """Return rows with one more, which `NOBODY` finds."""
    return np.concatenate([array, np.full((1, *array.shape[1:]), NOBODY, array.dtype)])


def _explain(
    chosen: Chosen,
    before: State,
    moves: _Moves,
    changed: Array,
    weighed: Rows,
    terms: list[bytes],
    kind: Array,
) -> None:
    """Give each link its words: the earlier ones where neither paper changed."""
    earlier = moves.target[_with_nobody(before.chosen.other)[moves.origin]]
    linked = chosen.other != NOBODY
    same = linked & (earlier == chosen.other) & ~changed[:, None] & ~changed[chosen.other]
    chosen.terms[same] = _with_nobody(before.chosen.terms)[moves.origin][same]
    reasons.explain(chosen, ~same, weighed, terms, kind)
