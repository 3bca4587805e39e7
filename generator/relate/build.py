"""Build: the way from papers to links, anew or from what an earlier build knew.

Both give the same links. An earlier state only saves work: reading papers that did not change,
weighing those none of whose terms' weights did, and comparing those that were compared.
"""

from dataclasses import dataclass

import numpy as np

from generator.catalog import Catalog
from generator.records.models import Paper
from generator.relate import latent
from generator.relate.choice import choose
from generator.relate.links import Chosen
from generator.relate.memory import State
from generator.relate.model import Bounds, by_term, octaves, weights
from generator.relate.near import NOBODY, Ground, Near, heavy, nobody
from generator.relate.pairs import Pairs, numbered
from generator.relate.reasons import KEPT_TERMS, explain
from generator.relate.rows import Array, Rows, joined, summed
from generator.relate.update import Weights, search, update
from generator.relate.words import NO_TERM, Vocabulary, kinds

_HALF = 32


def empty(candidates: int, limit: int) -> State:
    """Return the state of no papers."""
    none = np.zeros(0, np.int64)
    few = none.astype(np.int32)
    return State(
        digests=none,
        words=[],
        terms=[],
        term_of=few,
        singular_of=few,
        kinds=none.astype(np.int8),
        said=joined([], np.uint8),
        pairs=Pairs(none, few),
        paired=joined([], np.uint8),
        frequency=few,
        pair_frequency=few,
        steps=none.astype(np.int8),
        weighed=joined([], np.int16),
        latent=latent.nothing(),
        places=np.zeros((0, 0), np.int16),
        near=nobody(0, candidates),
        chosen=Chosen(
            other=np.zeros((0, limit), np.int32),
            score=np.zeros((0, limit), np.int64),
            terms=np.zeros((0, limit, KEPT_TERMS), np.int32),
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

    def counted(self, before: int, now: int) -> tuple[Array, Array]:
        """Return the rows that enter the counted papers, and the earlier ones that leave them."""
        was = (self.origin != NOBODY) & (self.origin < before)
        stays = (self.target[:-1] != NOBODY) & (self.target[:-1] < now)
        return np.flatnonzero(~was[:now]), np.flatnonzero(~stays[:before])


def next_state(
    catalog: Catalog, papers: list[Paper], limit: int, before: State, bounds: Bounds
) -> State:
    """Return today's state of a catalog's papers by arrival, from an earlier or an empty state."""
    digests = np.array([paper.digest for paper in papers], np.int64)
    moves = _moves(digests, before.digests)
    read = _read(catalog, papers, before, moves, bounds.counted(len(papers)))
    learned, places = _placed(papers, before, read, moves, bounds)
    changed = _changed(before, read, moves)
    if learned.mark != before.latent.mark:
        changed[:] = True
    weighed = _weighed(before, read, moves, changed, bool(places.shape[1]))
    everyone = Weights(
        weighed=weighed,
        ground=Ground(
            heavy=heavy(weighed, read.steps, bounds, read.counted),
            width=len(read.terms),
            places=places.astype(np.float32),
            exact=read.counted < bounds.exact_below,
        ),
        ranks=_ranks(papers),
    )
    near = _near(everyone, before, moves, changed, bounds)
    chosen = choose(papers, everyone, near, limit)
    _explain(chosen, before, moves, changed, weighed, read)
    return State(
        digests=digests,
        words=read.words,
        terms=read.terms,
        term_of=read.term_of,
        singular_of=read.singular_of,
        kinds=read.kinds,
        said=read.said,
        pairs=read.pairs,
        paired=read.paired,
        frequency=read.frequency,
        pair_frequency=read.pair_frequency,
        steps=read.steps,
        weighed=weighed,
        latent=learned,
        places=places,
        near=near,
        chosen=chosen,
        counted=read.counted,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """What all papers say; the fields are those of `State`."""

    words: list[bytes]
    terms: list[bytes]
    term_of: Array
    singular_of: Array
    kinds: Array
    said: Rows
    pairs: Pairs
    paired: Rows
    frequency: Array
    pair_frequency: Array
    steps: Array
    counted: int

    def counts(self, rows: Array) -> Rows:
        """Return how often some papers say each term, pairs of words among them."""
        words = by_term(self.said.take(rows), self.term_of)
        pairs = by_term(self.paired.take(rows), self.pairs.term)
        row = np.concatenate([words.row_of, pairs.row_of])
        column = np.concatenate([words.columns, pairs.columns])
        return summed(row, column, np.concatenate([words.values, pairs.values]), len(rows))


def _read(
    catalog: Catalog, papers: list[Paper], before: State, moves: "_Moves", counted: int
) -> _Read:
    """Read the papers that are new, and count anew what all say."""
    vocabulary = Vocabulary(before.words, before.terms, before.term_of, before.singular_of)
    fresh = vocabulary.read(catalog, [papers[row] for row in moves.new.tolist()])
    known = before.pairs.with_new(fresh.keys)
    said = before.said.followed_by(fresh.words).take(moves.order)
    paired = before.paired.followed_by(numbered(known, fresh.pairs, fresh.keys)).take(moves.order)
    term_of = vocabulary.term_of
    words, pairs = len(vocabulary.terms), len(known.keys)
    entering, leaving = moves.counted(before.counted, counted)
    frequency = _grown(before.frequency, words)
    pair_frequency = _grown(before.pair_frequency, pairs)
    for sign, rows, was_said, was_paired in (
        (-1, leaving, before.said, before.paired),
        (1, entering, said, paired),
    ):
        terms = by_term(was_said.take(rows), term_of).columns
        frequency += sign * np.bincount(terms, minlength=words).astype(np.int32)
        columns = was_paired.take(rows).columns
        pair_frequency += sign * np.bincount(columns, minlength=pairs).astype(np.int32)
    known = known.promoted(pair_frequency, counted, vocabulary)
    frequency = _grown(frequency, len(vocabulary.terms))
    there = known.term != NO_TERM
    frequency[known.term[there]] = pair_frequency[there]
    kind = np.append(before.kinds, kinds(vocabulary.terms[len(before.terms) :])).astype(np.int8)
    return _Read(
        words=vocabulary.words,
        terms=vocabulary.terms,
        term_of=term_of,
        singular_of=vocabulary.singular_of,
        kinds=kind,
        said=said,
        pairs=known,
        paired=paired,
        frequency=frequency,
        pair_frequency=pair_frequency,
        steps=octaves(frequency, kind, counted),
        counted=counted,
    )


def _grown(counts: Array, size: int) -> Array:
    grown = np.zeros(size, np.int32)
    grown[: len(counts)] = counts
    return grown


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


def _placed(
    papers: list[Paper], before: State, read: _Read, moves: _Moves, bounds: Bounds
) -> tuple[latent.Latent, Array]:
    """Return the latent topics, and where the papers are among them."""
    sample = latent.sample(papers, bounds)
    learned = latent.learned(before.latent, read.counts(sample), read.kinds, read.terms)
    if not len(learned.terms):
        return learned, np.zeros((len(papers), 0), np.int16)
    same = learned.mark == before.latent.mark and learned.basis.shape[1] == before.places.shape[1]
    rows = moves.new if same else np.arange(len(papers))
    places = np.empty((len(papers), learned.basis.shape[1]), np.int16)
    places[rows] = latent.places(learned, read.counts(rows), len(read.terms))
    if same:
        stays = moves.origin != NOBODY
        places[stays] = before.places[moves.origin[stays]]
    return learned, places


def _changed(before: State, read: _Read, moves: _Moves) -> Array:
    """Tell of each row whether it must be weighed anew."""
    if read.counted != before.counted:
        return np.ones(len(read.said), bool)
    earlier = np.full(len(read.terms), -1, np.int8)
    earlier[: len(before.steps)] = before.steps
    other = np.append(earlier != read.steps, False)  # the last is that of no term
    changed = np.zeros(len(read.said), bool)
    for rows, term in ((read.said, read.term_of), (read.paired, read.pairs.term)):
        if (columns := other[term]).any():
            changed |= rows.holding(columns)
    changed[moves.new] = True
    return changed


def _weighed(before: State, read: _Read, moves: _Moves, changed: Array, has_topics: bool) -> Rows:
    rows = np.flatnonzero(changed)
    fresh = weights(read.counts(rows), read.steps, read.kinds, read.counted, has_topics)
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
    chosen: Chosen, before: State, moves: _Moves, changed: Array, weighed: Rows, read: _Read
) -> None:
    """Give each link its terms: the earlier ones where neither paper changed."""
    earlier = moves.target[_with_nobody(before.chosen.other)[moves.origin]]
    linked = chosen.other != NOBODY
    same = linked & (earlier == chosen.other) & ~changed[:, None] & ~changed[chosen.other]
    chosen.terms[same] = _with_nobody(before.chosen.terms)[moves.origin][same]
    explain(chosen, ~same, weighed, read.terms, read.kinds, _parts(read))


def _parts(read: _Read) -> Array:
    """Return the terms of the two words of each pair, by its term; -1 for any other term."""
    parts = np.full((len(read.terms), 2), NO_TERM, np.int32)
    there = np.flatnonzero(read.pairs.term != NO_TERM)
    keys, term = read.pairs.keys[there], read.pairs.term[there]
    parts[term, 0] = read.term_of[keys >> _HALF]
    parts[term, 1] = read.term_of[keys & ((1 << _HALF) - 1)]
    return parts
