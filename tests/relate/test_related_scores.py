"""The search for related papers, beside a comparison of every paper with every other."""

from typing import Any

import numpy as np
import pytest
from helpers.random_shelf import RandomShelf
from numpy.typing import NDArray

from generator.catalog import Catalog, by_arrival
from generator.relate import MIN_SCORE, Bounds, related
from generator.relate.build import empty, next_state
from generator.relate.memory import State
from generator.relate.model import ONE, octaves, plain
from generator.relate.near import LEAST, scored, shared
from generator.relate.rows import Rows, joined, summed

LIMIT = 3


def _state(catalog: Catalog, bounds: Bounds) -> State:
    papers = by_arrival(catalog.papers)
    return next_state(catalog, papers, LIMIT, empty(bounds.candidates, LIMIT), bounds)


def _dense(rows: Rows, width: int) -> NDArray[Any]:
    dense = np.zeros((len(rows), width), np.int64)
    dense[rows.row_of, rows.columns] = rows.values
    return dense


@pytest.mark.parametrize("bounds", [Bounds(), Bounds(all_below=8, exact_below=16, candidates=60)])
def test_links_are_the_best_of_all_pairs(bounds: Bounds) -> None:
    shelf = RandomShelf(1, 60)
    catalog = shelf.catalog
    state = _state(catalog, bounds)
    weights = _dense(plain(state.weighed), len(state.terms))
    scores = weights @ weights.T / ONE**2
    links = related(catalog, LIMIT, bounds=bounds).links
    papers = by_arrival(catalog.papers)
    for row, paper in enumerate(papers):
        if not paper.related:
            best = sorted((-scores[row, o], p.id) for o, p in enumerate(papers) if o != row)
            wanted = [(name, -score) for score, name in best if -score >= MIN_SCORE][:LIMIT]
            found = [(link.paper.id, link.score) for link in links[paper.id]]
            assert found == wanted if bounds == Bounds() else len(found) <= len(wanted)


def test_each_kind_of_evidence_has_its_length() -> None:
    state = _state(RandomShelf(2, 60).catalog, Bounds())
    squares = _dense(plain(state.weighed), len(state.terms)) ** 2 / ONE**2
    for kind, weight in ((1, 0.35), (2, 0.3)):
        lengths = squares[:, state.kinds == kind].sum(axis=1)
        assert lengths[lengths > 0] == pytest.approx(weight, rel=0.01)


@pytest.mark.parametrize("rows", [1, 16, 17, 200, 201, 450])
def test_few_and_many_papers_are_multiplied_alike(rows: int) -> None:
    state = _state(RandomShelf(3, 450).catalog, Bounds())
    weights = plain(state.weighed)
    dense = _dense(weights, len(state.terms))
    some = np.random.default_rng(rows).permutation(450)[:rows]
    some.sort()
    found = np.zeros((450, 450), np.int64)
    for part, scores in scored(weights, some, len(state.terms)):
        found[part[scores.row_of], scores.columns] = scores.values
    expected = (dense @ dense.T)[some]
    assert np.array_equal(
        np.where(found[some] >= LEAST, found[some], 0), expected * (expected >= LEAST)
    )


def test_shared_terms_are_those_of_both() -> None:
    state = _state(RandomShelf(4, 100).catalog, Bounds())
    dense = _dense(state.weighed, len(state.terms))
    row = np.repeat(np.arange(len(dense)), 3)
    other = np.random.default_rng(1).permutation(row)
    found = {}
    for pairs in shared(state.weighed, row, other, len(state.terms)):
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
    assert octaves(frequency, 1024).tolist() == [2, 2, 3, 3, 4, 4, 5, 8, 8, -1]


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
