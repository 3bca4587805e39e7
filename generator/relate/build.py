"""Build: the way from papers to links, anew or from what an earlier build knew.

Both give the same links. An earlier state only saves work: reading papers that did not change,
weighing those none of whose terms' weights did, and comparing those that were compared.
"""

import numpy as np

from generator.catalog import Catalog
from generator.records.models import Paper
from generator.relate import latent
from generator.relate.choice import choose
from generator.relate.language import Language, read, silence
from generator.relate.links import Chosen
from generator.relate.memory import State
from generator.relate.model import Bounds, weights
from generator.relate.moves import Moves, moves_since
from generator.relate.near import NOBODY, Ground, Near, heavy, nobody
from generator.relate.reasons import KEPT_TERMS, explain
from generator.relate.rows import Array, Rows, joined
from generator.relate.update import Weights, search, update


def empty(candidates: int, limit: int) -> State:
    """Return the state of no papers."""
    return State(
        digests=np.zeros(0, np.int64),
        language=silence(),
        weighed=joined([], np.int16),
        latent=latent.nothing(),
        places=np.zeros((0, 0), np.int16),
        near=nobody(0, candidates),
        chosen=Chosen(
            other=np.zeros((0, limit), np.int32),
            score=np.zeros((0, limit), np.int64),
            terms=np.zeros((0, limit, KEPT_TERMS), np.int32),
        ),
    )


def next_state(
    catalog: Catalog, papers: list[Paper], limit: int, before: State, bounds: Bounds
) -> State:
    """Return today's state of a catalog's papers by arrival, from an earlier or an empty state."""
    digests = np.array([paper.digest for paper in papers], np.int64)
    moves = moves_since(before.digests, digests)
    language = read(catalog, papers, before.language, moves, bounds.counted(len(papers)))
    learned, places = _placed(papers, before, language, moves, bounds)
    changed = _changed(before.language, language, moves)
    if learned.mark != before.latent.mark:
        changed[:] = True
    weighed = _weighed(before.weighed, language, moves, changed, bool(places.shape[1]))
    everyone = Weights(
        weighed=weighed,
        ground=Ground(
            heavy=heavy(weighed, language.steps, bounds, language.counted),
            width=len(language.terms),
            places=places.astype(np.float32),
            exact=language.counted < bounds.exact_below,
        ),
        ranks=_ranks(papers),
    )
    near = _near(everyone, before, moves, changed, bounds)
    chosen = choose(papers, everyone, near, limit)
    _explain(chosen, before, moves, changed, weighed, language)
    return State(
        digests=digests,
        language=language,
        weighed=weighed,
        latent=learned,
        places=places,
        near=near,
        chosen=chosen,
    )


def _ranks(papers: list[Paper]) -> Array:
    ids = [paper.id for paper in papers]
    ranks = np.empty(len(ids), np.int64)
    ranks[sorted(range(len(ids)), key=ids.__getitem__)] = np.arange(len(ids))
    return ranks


def _placed(
    papers: list[Paper], before: State, language: Language, moves: Moves, bounds: Bounds
) -> tuple[latent.Latent, Array]:
    """Return the latent topics, and where the papers are among them."""
    sample = latent.sample(papers, bounds)
    learned = latent.learned(before.latent, language.counts(sample), language.kinds, language.terms)
    if not len(learned.terms):
        return learned, np.zeros((len(papers), 0), np.int16)
    same = learned.mark == before.latent.mark and learned.basis.shape[1] == before.places.shape[1]
    rows = moves.new if same else np.arange(len(papers))
    places = np.empty((len(papers), learned.basis.shape[1]), np.int16)
    places[rows] = latent.places(learned, language.counts(rows), len(language.terms))
    if same:
        stays = moves.origin != NOBODY
        places[stays] = before.places[moves.origin[stays]]
    return learned, places


def _changed(before: Language, language: Language, moves: Moves) -> Array:
    """Tell of each row whether it must be weighed anew."""
    if language.counted != before.counted:
        return np.ones(len(language.said), bool)
    earlier = np.full(len(language.terms), -1, np.int8)
    earlier[: len(before.steps)] = before.steps
    other = np.append(earlier != language.steps, False)  # the last is that of no term
    changed = np.zeros(len(language.said), bool)
    for rows, term in (
        (language.said, language.term_of),
        (language.paired, language.pairs.term),
    ):
        if (columns := other[term]).any():
            changed |= rows.holding(columns)
    changed[moves.new] = True
    return changed


def _weighed(
    before: Rows, language: Language, moves: Moves, changed: Array, has_topics: bool
) -> Rows:
    rows = np.flatnonzero(changed)
    counts = language.counts(rows)
    fresh = weights(counts, language.steps, language.kinds, language.counted, has_topics)
    order = moves.origin.copy()
    order[rows] = len(before) + np.arange(len(rows))
    return before.followed_by(fresh).take(order)


def _near(everyone: Weights, before: State, moves: Moves, changed: Array, bounds: Bounds) -> Near:
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
    moves: Moves,
    changed: Array,
    weighed: Rows,
    language: Language,
) -> None:
    """Give each link its terms: the earlier ones where neither paper changed."""
    earlier = moves.target[_with_nobody(before.chosen.other)[moves.origin]]
    linked = chosen.other != NOBODY
    same = linked & (earlier == chosen.other) & ~changed[:, None] & ~changed[chosen.other]
    chosen.terms[same] = _with_nobody(before.chosen.terms)[moves.origin][same]
    explain(chosen, ~same, weighed, language.terms, language.kinds, language.parts)
