"""Graph: which papers are drawn together on the map, as sparse matrices."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from generator.atlas.texts import Texts
from generator.relate.rows import Array

CLOSEST = 10
"""So many of a paper's neighbours draw it; how close they are makes no difference to the map."""
_MOST_HOLD = 4
_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Edges:
    """Pairs of papers: each paper `row` is drawn to `other`."""

    row: Array
    other: Array
    papers: int

    @property
    def linked(self) -> Array:
        """Whether each paper has a neighbour or is one."""
        found = np.zeros(self.papers, bool)
        found[self.row] = found[self.other] = True
        return found


def closest(other: Array) -> Array:
    """Return the neighbours of lists that draw their papers, in no order of closeness.

    int (papers, any), of `other`, int (papers, any), the best first; -1 for nobody.
    """
    return np.sort(other[:, : min(CLOSEST, len(other) // 10 + 1)], axis=1)


def edges_of(other: Array) -> Edges:
    """Return the edges of lists of neighbours: int (papers, any), the best first, -1 for nobody."""
    drawn = closest(other)
    row, place = np.nonzero(drawn >= 0)
    return Edges(row, drawn[row, place], len(other))


def matrix(edges: Edges, weights: Array | None = None) -> Any:
    """Return edges as a SciPy matrix in rows (papers, papers), each 1 without `weights`."""
    from scipy.sparse import csr_array

    values = np.ones(len(edges.row)) if weights is None else weights
    size = (edges.papers, edges.papers)
    return csr_array((values, (edges.row, edges.other)), shape=size)


def affinities(edges: Edges) -> Any:
    """Return what t-SNE calls P: symmetric, with the sum 1.

    Each paper is drawn by its neighbours alike (uniform affinities: Böhm, Berens and Kobak, 2022,
    "Attraction-repulsion spectrum in neighbor embeddings").
    """
    each = np.bincount(edges.row, minlength=edges.papers)
    own = matrix(edges, 1 / each[edges.row])
    both = own + own.T
    return (both / both.sum()).tocsr()


def likeness(texts: Texts, papers: int) -> Array:
    """Return the closest of the first papers to each of them, by their own words alone.

    int32 (papers, CLOSEST), the best first: cosine similarity of TF-IDF vectors of what they say,
    tags and authors included. Papers that came later have no part in it, so that the map's ground
    stands still while a shelf grows.
    """
    vectors = _vectors(texts, papers)
    turned = vectors.T.tocsr()
    found = np.empty((papers, CLOSEST), np.int32)
    for first in range(0, papers, _AT_ONCE):
        scores = (vectors[first : first + _AT_ONCE] @ turned).toarray()
        rows = np.arange(len(scores))
        scores[rows, first + rows] = -1
        best = np.argpartition(-scores, CLOSEST, axis=1)[:, :CLOSEST]
        held = np.take_along_axis(scores, best, axis=1)
        found[first : first + len(scores)] = np.where(held > 0, best, -1)
    return found


def _vectors(texts: Texts, papers: int) -> Any:
    """Return a row of length 1 for each of the first papers: sublinear TF-IDF of terms."""
    from scipy.sparse import csr_array, diags_array

    said = texts.said
    last = said.starts[papers]
    terms = texts.term_of[said.columns[:last]]
    width = int(texts.term_of.max(initial=0)) + 1
    parts = (said.values[:last].astype(np.float32), terms, said.starts[: papers + 1])
    counts = csr_array(parts, shape=(papers, width), copy=True)  # the next line changes them
    counts.sum_duplicates()
    held = np.bincount(counts.indices, minlength=width)
    telling = (held > 1) & (held * _MOST_HOLD <= papers)
    weights = np.where(telling, np.log2(papers / np.maximum(held, 1)), 0).astype(np.float32)
    counts.data = (1 + np.log2(counts.data)) * weights[counts.indices]
    lengths = np.sqrt(np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
    made = diags_array(1 / np.maximum(lengths, 1e-9)) @ counts
    made.eliminate_zeros()
    return made.astype(np.float32).tocsr()
