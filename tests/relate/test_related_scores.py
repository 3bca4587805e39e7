"""The search for related papers, beside a comparison of every paper with every other."""

from dataclasses import replace
from math import log2
from typing import Any

import numpy as np
import pytest
from helpers.random_shelf import RandomShelf
from numpy.typing import NDArray

from generator.catalog import Catalog, by_arrival
from generator.relate import MIN_SCORE, Bounds, related
from generator.relate.build import empty, next_state
from generator.relate.choice import ALIKE
from generator.relate.memory import State
from generator.relate.model import (
    AUTHOR_WEIGHT,
    LATENT_SHARE,
    ONE,
    RARITY,
    TAG_WEIGHT,
    octaves,
    plain,
)
from generator.relate.near import LEAST, LEAST_TERMS, LEAST_WITH_TOPICS, Ground, scored, shared
from generator.relate.rows import Rows, joined, summed
from generator.relate.words import PAIR, TAGGED, WORD, WRITTEN

LIMIT = 3


def _state(catalog: Catalog, bounds: Bounds) -> State:
    papers = by_arrival(catalog.papers)
    return next_state(catalog, papers, LIMIT, empty(bounds.candidates, LIMIT), bounds)


def _dense(rows: Rows, width: int) -> NDArray[Any]:
    dense = np.zeros((len(rows), width), np.int64)
    dense[rows.row_of, rows.columns] = rows.values
    return dense


TOPICS = Bounds(latent_from=32, latent_papers=64)
"""Bounds with which a shelf of a hundred papers has latent topics."""


def _similarities(state: State) -> NDArray[Any]:
    """Return the score of every paper with every other, worked out at length."""
    weights = _dense(plain(state.weighed), len(state.language.terms))
    terms = weights @ weights.T
    places = state.places.astype(np.int64)
    topics = np.maximum(places @ places.T, 0) if places.size else np.zeros_like(terms)
    return np.asarray((terms + np.where(terms >= LEAST_TERMS, topics, 0)) / ONE**2)


def _best(
    row: int, scores: NDArray[Any], names: list[str], least: float
) -> list[tuple[str, float]]:
    """Return the links of a row: the closest, but versions of one paper once if there are more."""
    close = [(-s, name, o) for o, (s, name) in enumerate(zip(scores[row], names, strict=True))]
    kept: list[tuple[float, str, int]] = []
    versions = []
    limits = ALIKE * np.sqrt(np.outer(np.diag(scores), np.diag(scores)))
    for one in sorted(entry for entry in close if -entry[0] >= least and entry[2] != row):
        alike = any(scores[one[2], other] >= limits[one[2], other] for _, _, other in kept)
        (versions if alike else kept).append(one)
    return [(name, -score) for score, name, _ in sorted([*kept, *versions][:LIMIT])]


@pytest.mark.parametrize("papers", [60, 100])
@pytest.mark.parametrize(
    "bounds", [Bounds(candidates=99), TOPICS, Bounds(all_below=8, exact_below=16, candidates=60)]
)
def test_links_are_the_best_of_all_pairs(papers: int, bounds: Bounds) -> None:
    catalog = RandomShelf(1, papers).catalog
    scores = _similarities(_state(catalog, bounds))
    links = related(catalog, LIMIT, bounds=bounds).links
    rows = by_arrival(catalog.papers)
    named = {entry.paper for paper in rows for entry in paper.related}
    names = [paper.id for paper in rows]
    for row, paper in enumerate(rows):
        if not paper.related and paper.id not in named:
            found = [(link.paper.id, link.score) for link in links[paper.id]]
            least = LEAST_WITH_TOPICS / ONE**2 if bounds is TOPICS else MIN_SCORE
            wanted = _best(row, scores, names, least)
            if bounds.exact_below > papers:
                assert found == wanted
            else:
                assert len(found) <= len(wanted)


def test_each_kind_of_evidence_has_its_length() -> None:
    for bounds, text in ((Bounds(), 1), (TOPICS, 1 - LATENT_SHARE)):
        state = _state(RandomShelf(2, 60).catalog, bounds)
        rarity = np.maximum(log2(60) - state.language.steps, 0) / (RARITY * log2(60))
        rarity[state.language.steps < 0] = np.inf  # without weight
        squares = (_dense(plain(state.weighed), len(state.language.terms)) / rarity) ** 2 / ONE**2
        for kind, weight in ((TAGGED, TAG_WEIGHT), (WRITTEN, AUTHOR_WEIGHT)):
            lengths = squares[:, state.language.kinds == kind].sum(axis=1)
            assert lengths.max() == pytest.approx(weight, rel=0.01)
        said = squares[:, state.language.kinds == WORD].sum(axis=1)
        assert text / 2 < said.max() <= text * 1.01  # common words add to a length alone
        if state.places.size:
            topics = (state.places.astype(np.int64) ** 2).sum(axis=1) / ONE**2
            assert topics[topics > 0] == pytest.approx(LATENT_SHARE, rel=0.02)


@pytest.mark.parametrize("bounds", [Bounds(), TOPICS, replace(TOPICS, exact_below=2)])
@pytest.mark.parametrize("rows", [1, 16, 17, 200, 201, 450])
def test_few_and_many_papers_are_multiplied_alike(rows: int, bounds: Bounds) -> None:
    state = _state(RandomShelf(3, 450).catalog, bounds)
    ground = Ground(
        heavy=plain(state.weighed),
        width=len(state.language.terms),
        places=state.places.astype(np.float32),
        exact=bounds.exact_below > state.language.counted,
    )
    dense, places = _dense(ground.heavy, ground.width), state.places.astype(np.int64)
    some = np.random.default_rng(rows).permutation(450)[:rows]
    some.sort()
    found = np.zeros((450, 450), np.int64)
    for part, scores in scored(ground, some):
        found[part[scores.row_of], scores.columns] = scores.values
    terms = dense @ dense.T
    topics = np.maximum(places @ places.T, 0) if places.size else 0 * terms
    counts = terms >= LEAST_TERMS if ground.exact else np.ones_like(terms)
    expected = (terms + topics * counts)[some]
    least = LEAST_WITH_TOPICS if places.size else LEAST
    assert ground.least == least
    assert np.array_equal(
        np.where(found[some] >= least, found[some], 0), expected * (expected >= least)
    )


def test_shared_terms_are_those_of_both() -> None:
    state = _state(RandomShelf(4, 100).catalog, Bounds())
    dense = _dense(state.weighed, len(state.language.terms))
    row = np.repeat(np.arange(len(dense)), 3)
    other = np.random.default_rng(1).permutation(row)
    found = {}
    for pairs in shared(state.weighed, row, other, len(state.language.terms)):
        parts = (pairs.row.tolist(), pairs.other.tolist(), pairs.score.tolist())
        found |= {(p, term): product for p, term, product in zip(*parts, strict=True)}
    for pair, (mine, theirs) in enumerate(zip(dense[row], dense[other], strict=True)):
        for term in np.flatnonzero(mine * theirs).tolist():
            often = (mine[term] | theirs[term]) & 1
            product = ((mine[term] >> 1) * (theirs[term] >> 1)) << 1 | often
            assert found.pop((pair, term)) == product
    assert found == {}


def test_the_number_of_papers_with_a_term_is_rounded_to_powers_of_two() -> None:
    frequency = np.array([0, 1, 8, 11, 12, 22, 23, 300, 361, 400])
    words = np.full(len(frequency), WORD)
    assert octaves(frequency, words, 1024).tolist() == [2, 2, 3, 3, 4, 4, 5, 8, 8, -1]
    pairs = np.full(4, PAIR)
    assert octaves(np.array([1, 2, 3, 8]), pairs, 1024).tolist() == [-1, -1, 2, 3]
    assert octaves(np.array([1, 2, 3, 8]), pairs, 80).tolist() == [-1, 2, 2, 3]
    assert octaves(np.array([1, 2, 3, 4]), words[:4], 16).tolist() == [1, 1, 2, 2]


def test_rows_are_taken_apart_and_put_together() -> None:
    random = np.random.default_rng(2)
    dense = random.integers(0, 3, (20, 7))
    row, column = np.nonzero(dense)
    rows = summed(row, column, dense[row, column], 20)
    assert np.array_equal(_dense(rows, 7), dense)
    for order in (np.arange(20), random.permutation(20), np.array([], np.int64), np.array([5, 5])):
        assert np.array_equal(_dense(rows.take(order), 7), dense[order])
    both = joined([rows, rows.take(np.array([3]))], np.int64)
    assert np.array_equal(_dense(both, 7), np.vstack([dense, dense[3]]))
    assert np.array_equal(rows.holding(np.arange(7) == 2), dense[:, 2] > 0)
    twos = rows.where(rows.values == 2)
    assert np.array_equal(_dense(twos, 7), np.where(dense == 2, 2, 0))
