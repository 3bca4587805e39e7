"""Evidence: what speaks for each tag of a paper, as numbers, and what they come to.

A score is the probability that a person would choose the tag: a logistic function of the evidence
with the weights below, which a logistic regression over the papers of this repository's shelf gave
(`python -m tests.benchmarks.tags --learn`; docs/suggest-tags.md). None of a paper's own tags counts
among its evidence, so what the shelf knows of a paper is the same before and after it is tagged.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from generator.contribute.vocabulary import Vocabulary
from generator.relate.rows import Array

KINDS = ("title", "abstract", "usage", "neighbours", "words", "entry")
"""The kinds of evidence:

- title: whether the title names the tag;
- abstract: how often the abstract does, at most `MOST_MENTIONS` times, by that number;
- usage: of the other papers that name it, how many have it, as the logarithm of the odds;
- neighbours: the share of the closest papers that have it, each by its closeness;
- words: the cosine similarity to the tag's other papers together, as a share of that to the papers
  of the tag for which it is the highest;
- entry: the cosine similarity to the tag's name, aliases and description.
"""
WEIGHTS = (1.9, 3.7, 1.1, 1.6, 3.1, 3.3)
BASE = -5.5
UNUSED_WEIGHTS = (2.1, 3.9, 0.0, 0.0, 0.0, 5.3)
"""For a tag that no other paper has: its papers can tell nothing, so the rest counts for more."""
UNUSED_BASE = -3.7
CLOSEST = 8
"""So many of the closest papers are asked for their tags."""
MOST_MENTIONS = 3

_AT_ONCE = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What speaks for the tags of some papers; arrays (papers, tags) of float64."""

    rows: Array
    """The papers' rows in the vocabulary."""
    kinds: dict[str, Array]
    """The numbers of each of `KINDS`."""
    sharing: Array
    """How many of the closest papers have each tag."""
    closest: Array
    """How many closest papers there are, for each paper."""
    naming: Array
    """How many other papers name each tag."""
    naming_and_having: Array
    """How many of those have it."""
    used: Array
    """Whether another paper has each tag."""

    @property
    def scores(self) -> Array:
        """The probability of each tag, from 0 to 1, to four digits."""
        used, unused = self._sum(WEIGHTS, BASE), self._sum(UNUSED_WEIGHTS, UNUSED_BASE)
        return np.round(1 / (1 + np.exp(-np.where(self.used, used, unused))), 4)

    def _sum(self, weights: tuple[float, ...], base: float) -> Array:
        parts = [weight * self.kinds[kind] for kind, weight in zip(KINDS, weights, strict=True)]
        total: Array = base + np.add.reduce(parts)
        return total


def evidence(known: Vocabulary, rows: Array) -> Iterator[Evidence]:
    """Yield what speaks for each tag of the papers in `rows`, for some papers at a time."""
    named = (known.in_title + known.in_abstract).astype(bool)
    naming = np.asarray(named.sum(axis=0)).ravel()
    having = np.asarray(known.given.multiply(named).sum(axis=0)).ravel()
    users = np.asarray(known.given.sum(axis=0)).ravel()
    lengths = np.asarray(known.of_papers.multiply(known.of_papers).sum(axis=1)).ravel()
    for first in range(0, len(rows), _AT_ONCE):
        some = rows[first : first + _AT_ONCE]
        given = known.given[some].toarray()
        says = named[some].toarray()
        others, others_having = naming - says, having - (says & given)
        shares, sharing, closest = _neighbours(known, some)
        in_abstract = np.minimum(known.in_abstract[some].toarray(), MOST_MENTIONS)
        yield Evidence(
            rows=some,
            kinds={
                "title": (known.in_title[some].toarray() > 0).astype(np.float64),
                "abstract": in_abstract / MOST_MENTIONS,
                "usage": np.where(says, _odds(others_having, others), 0.0),
                "neighbours": shares,
                "words": _similar(known, some, given, lengths),
                "entry": (known.words[some] @ known.of_entry.T).toarray(),
            },
            sharing=sharing,
            closest=closest,
            naming=others,
            naming_and_having=others_having,
            used=users > given,
        )


def _odds(having: Array, others: Array) -> Array:
    """Return the logarithm of the odds of having a tag, as if one more had it and one more not."""
    odds: Array = np.log((having + 1) / (others - having + 1))
    return odds


def _neighbours(known: Vocabulary, rows: Array) -> tuple[Array, Array, Array]:
    """Return the share of the closest papers that have each tag, their number, and that of all."""
    near = known.neighbours
    order = np.argsort(-near.closeness[rows], axis=1, kind="stable")[:, :CLOSEST]
    other = np.take_along_axis(near.other[rows], order, axis=1)
    there = other >= 0
    close = np.where(there, np.take_along_axis(near.closeness[rows], order, axis=1), 0.0)
    total = np.maximum(close.sum(axis=1, keepdims=True), 1e-9)
    shape = (len(rows), known.given.shape[0])
    shares = _spread(other, close / total, there, shape) @ known.given
    sharing = _spread(other, there.astype(np.float64), there, shape) @ known.given
    return shares.toarray(), sharing.toarray().astype(np.int64), there.sum(axis=1)


def _spread(columns: Array, values: Array, there: Array, shape: tuple[int, int]) -> Any:
    from scipy.sparse import csr_array

    row, _ = np.nonzero(there)
    return csr_array((values[there].astype(np.float64), (row, columns[there])), shape=shape)


def _similar(known: Vocabulary, rows: Array, given: Array, lengths: Array) -> Array:
    """Return how similar each paper is to each tag's papers, that paper left out.

    That is the cosine to their sum, as a share of the highest. `lengths` are the squares of the
    sums' lengths; a paper's own row has the length 1, or 0 when it says nothing.
    """
    words = known.words[rows]
    own = np.asarray(words.multiply(words).sum(axis=1)).ravel()[:, None] * given
    product = (words @ known.of_papers.T).toarray()
    squares = lengths - 2 * product * given + own
    similar: Array = (product - own) / np.sqrt(np.maximum(squares, 1e-9))
    similar = np.maximum(np.where(squares > 1e-6, similar, 0.0), 0.0)
    shares: Array = similar / np.maximum(similar.max(axis=1, initial=0.0, keepdims=True), 1e-9)
    return shares
