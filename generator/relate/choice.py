"""Choice: to which of the papers near a paper its page links."""

from collections import defaultdict

import numpy as np

from generator.records.models import Paper
from generator.relate.links import Chosen
from generator.relate.model import ONE
from generator.relate.near import NOBODY, Near, closeness
from generator.relate.reasons import KEPT_TERMS
from generator.relate.rows import Array
from generator.relate.update import Weights

NAMED_WEIGHT = 10
"""What a record names counts so much, the first of several names the most."""
MIN_SCORE = 0.03
ALIKE = 0.75
"""Papers so much as close to each other as to themselves are as versions of one.

A list holds one of them, as long as there are others.
"""

_RANKS = 1 << 32
_BEHIND = 1 << 56
"""More than any score and rank."""
_LAST = -1 << 62


def choose(papers: list[Paper], weights: Weights, near: Near, limit: int) -> Chosen:
    """Return at most `limit` others for each row: those that records name, then the closest."""
    least = round(MIN_SCORE * ONE**2)
    ranks = np.append(weights.ranks, 0)[near.other]  # nobody is the last
    keys = np.where(near.close >= least, near.close.astype(np.int64) * _RANKS - ranks, _LAST)
    keys[_versions(near, weights.selves, keys, limit)] -= _BEHIND
    best = np.argsort(-keys, axis=1, kind="stable")[:, :limit]
    taken = np.take_along_axis(np.where(near.close >= least, near.close, NOBODY), best, axis=1)
    order = np.argsort(-taken.astype(np.int64), axis=1, kind="stable")
    best, taken = (np.take_along_axis(array, order, axis=1) for array in (best, taken))
    other = np.where(taken == NOBODY, NOBODY, np.take_along_axis(near.other, best, axis=1))
    chosen = Chosen(
        other=other,
        score=np.where(taken == NOBODY, 0, taken).astype(np.int64),
        terms=np.full((len(papers), limit, KEPT_TERMS), NOBODY, np.int32),
    )
    _name(papers, weights, chosen)
    return chosen


def _versions(near: Near, selves: Array, keys: Array, limit: int) -> tuple[Array, Array]:
    """Return the places (rows, columns) of papers that are alike to a closer one of the same list.

    Those alike are near each other, so their lists say so.
    """
    own = np.sqrt(selves.astype(np.float64))
    alike = ALIKE * own[:, None] * np.append(own, 0)[near.other]  # nobody is the last
    row, column = np.nonzero((near.close >= alike) & (near.close > 0))
    pairs = set(zip(row.tolist(), near.other[row, column].tolist(), strict=True))
    known = np.zeros(len(near.other) + 1, bool)
    known[row] = True
    known[near.other[row, column]] = True
    known[NOBODY] = False
    lines = np.flatnonzero(known[near.other].sum(axis=1) > 1) if pairs and limit else row[:0]
    rows, columns = [], []
    for line in lines.tolist():
        kept: list[int] = []
        others = near.other[line].tolist()
        for place in np.argsort(-keys[line], kind="stable").tolist():
            other = others[place]
            if any((other, one) in pairs or (one, other) in pairs for one in kept):
                rows.append(line)
                columns.append(place)
            elif other != NOBODY:
                kept.append(other)
    return np.array(rows, np.int64), np.array(columns, np.int64)


def named_by(papers: list[Paper]) -> dict[tuple[int, int], int]:
    """Return the pairs of rows of which one names the other: for both, how early it does so.

    A greater number is earlier.
    """
    naming = [row for row, paper in enumerate(papers) if paper.related]
    rows = {paper.id: row for row, paper in enumerate(papers)} if naming else {}
    named: dict[tuple[int, int], int] = {}
    for row in naming:
        entries = papers[row].related
        for place, entry in reversed(list(enumerate(entries))):
            other = rows.get(entry.paper, row)
            if other != row:
                named[row, other] = len(entries) - place
    return {(b, a): 0 for a, b in named} | named


def _name(papers: list[Paper], weights: Weights, chosen: Chosen) -> None:
    """Put the papers first that records name, and those whose records name this one."""
    named = named_by(papers)
    if not named or not chosen.other.shape[1]:
        return
    pairs = np.array(sorted(named), np.int64).reshape(-1, 2)
    found = closeness(weights.ground, weights.weighed, pairs[:, 0], pairs[:, 1])
    scores: dict[int, dict[int, int]] = defaultdict(dict)
    for row in sorted({row for row, _ in named}):
        taken = zip(chosen.other[row].tolist(), chosen.score[row].tolist(), strict=True)
        scores[row] = {other: score for other, score in taken if other != NOBODY}
    for (row, other), score in zip(pairs.tolist(), found.tolist(), strict=True):
        scores[row][other] = score + (1 + named[row, other]) * NAMED_WEIGHT * ONE**2
    for row, known in scores.items():
        close = sorted((-score, int(weights.ranks[o]), o) for o, score in known.items())
        for place, (score, _, other) in enumerate(close[: chosen.other.shape[1]]):
            chosen.other[row, place], chosen.score[row, place] = other, -score
