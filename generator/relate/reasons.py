"""Reasons: which papers a page links to, and the words that explain each link."""

from collections import defaultdict

import numpy as np

from generator.records.models import Paper
from generator.relate.links import Chosen
from generator.relate.model import ONE
from generator.relate.near import NOBODY, Near, closeness, shared
from generator.relate.rows import Array, Rows
from generator.relate.update import Weights

NAMED_WEIGHT = 10
MIN_SCORE = 0.08
SHOWN_WORDS = 3

_RANKS = 1 << 32


def choose(papers: list[Paper], weights: Weights, near: Near, limit: int) -> Chosen:
    """Return at most `limit` others for each row: those that its record names, then the closest."""
    least = round(MIN_SCORE * ONE**2)
    ranks = np.append(weights.ranks, 0)[near.other]  # nobody is the last
    keys = np.where(near.close >= least, near.close.astype(np.int64) * _RANKS - ranks, NOBODY)
    best = np.argsort(-keys, axis=1, kind="stable")[:, :limit]
    keys = np.take_along_axis(keys, best, axis=1)
    other = np.where(keys == NOBODY, NOBODY, np.take_along_axis(near.other, best, axis=1))
    score = np.where(keys == NOBODY, 0, np.take_along_axis(near.close, best, axis=1))
    chosen = Chosen(
        other=other,
        score=score.astype(np.int64),
        terms=np.full((len(papers), limit, SHOWN_WORDS), NOBODY, np.int32),
    )
    _name(papers, weights, near, chosen)
    return chosen


def _name(papers: list[Paper], weights: Weights, near: Near, chosen: Chosen) -> None:
    """Put the papers first that records name."""
    naming = [row for row, paper in enumerate(papers) if paper.related]
    if not naming or not chosen.other.shape[1]:
        return
    rows = {paper.id: row for row, paper in enumerate(papers)}
    named = {
        (row, rows[entry.paper]): len(papers[row].related) - place
        for row in naming
        for place, entry in reversed(list(enumerate(papers[row].related)))
        if entry.paper in rows and rows[entry.paper] != row
    }
    pairs = np.array(sorted(named), np.int64).reshape(-1, 2)
    found = closeness(weights.weighed, pairs[:, 0], pairs[:, 1], weights.width)
    scores: dict[int, dict[int, int]] = defaultdict(dict)
    for row in naming:
        scores[row] = dict(zip(near.other[row].tolist(), near.close[row].tolist(), strict=True))
        scores[row].pop(NOBODY, None)
    for (row, other), score in zip(pairs.tolist(), found.tolist(), strict=True):
        scores[row][other] = score + named[row, other] * NAMED_WEIGHT * ONE**2
    for row in naming:
        close = [(-s, int(weights.ranks[o]), o) for o, s in scores[row].items()]
        close = [entry for entry in sorted(close) if -entry[0] >= MIN_SCORE * ONE**2]
        for place, (score, _, other) in enumerate(close[: chosen.other.shape[1]]):
            chosen.other[row, place], chosen.score[row, place] = other, -score


def explain(chosen: Chosen, wanted: Array, weighed: Rows, terms: list[bytes], kinds: Array) -> None:
    """Fill in the shared words of some links (true for each): those that weigh most in both.

    A word that both papers use in passing may add to their closeness but explains little: it counts
    only where they share nothing else.
    """
    row, place = np.nonzero(wanted & (chosen.other != NOBODY))
    chosen.terms[wanted] = NOBODY
    other = chosen.other[row, place]
    alphabet = _alphabet(terms, weighed.take(np.unique(row)).columns)
    for found in shared(weighed, row, other, len(terms)):
        said = kinds[found.other] == 0
        strong = ~said | (found.score & 1 > 0)
        helped = np.zeros(len(row), bool)
        helped[found.row[strong]] = True
        words = found.where(said & (strong | ~helped[found.row]))
        order = np.lexsort((alphabet[words.other], -(words.score >> 1), words.row))
        pair, term = words.row[order], words.other[order]
        column = np.arange(len(pair)) - np.searchsorted(pair, pair)
        first = column < SHOWN_WORDS
        pair, term, column = pair[first], term[first], column[first]
        chosen.terms[row[pair], place[pair], column] = term


def _alphabet(terms: list[bytes], numbers: Array) -> Array:
    """Return the places of the given terms in the alphabet, by number."""
    some = np.unique(numbers).tolist()
    places = np.zeros(len(terms), np.int32)
    places[sorted(some, key=terms.__getitem__)] = np.arange(len(some))
    return places


def forms(chosen: Chosen, words: list[bytes], term_of: Array, said: Array) -> dict[int, str]:
    """Return how each term that a link shows is written: as the counted papers do most often.

    `said` is how often they say each word; -1 for one that no paper says any more.
    """
    shown = np.zeros(int(term_of.max(initial=0)) + 1, bool)
    shown[chosen.terms[chosen.terms != NOBODY]] = True
    numbers = np.flatnonzero(shown[term_of] & (said >= 0))
    best: dict[int, tuple[int, bytes]] = {}
    for number, term, times in zip(
        numbers.tolist(), term_of[numbers].tolist(), said[numbers].tolist(), strict=True
    ):
        form = (-times, words[number])
        if term not in best or form < best[term]:
            best[term] = form
    return {term: word.decode() for term, (_, word) in best.items()}
