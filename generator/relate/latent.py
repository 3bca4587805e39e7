"""Latent topics: papers in a space of few dimensions, where words that go together are near.

Latent semantic analysis (Deerwester et al., 1990, "Indexing by latent semantic analysis"): the
singular vectors of a TF-IDF matrix, here with the singular values to the power of 1.5, which
quietens the weak ones (Caron, 2001, "Experiments with LSA scoring"). It is learned from some of the
first papers, chosen by their ids, and counts words among these alone; so no other paper changes it.
The basis is rounded to whole numbers: from there on all is exact.
"""

from dataclasses import dataclass
from hashlib import blake2b
from math import sqrt

import numpy as np

from generator.records.models import Paper
from generator.relate.model import COMMON_SHARE, LATENT_SHARE, ONE, TEXT_WEIGHT, Bounds, sublinear
from generator.relate.rows import Array, Rows
from generator.relate.words import WORD

DIMENSIONS = 96
PAPERS_A_DIMENSION = 16
"""So many papers at least are there for each dimension."""
LEAST_PAPERS = 3
"""A word in fewer of the papers learned from says nothing of other words."""

_FINEST = (1 << 15) - 1
_COUNTS = 64
_COARSER = 1 << 10


@dataclass(frozen=True, slots=True)
class Latent:
    """What was learned: a vector for each of some terms."""

    terms: Array
    """int32 (terms,)"""
    basis: Array
    """int16 (terms, dimensions)"""
    mark: int
    """63 bits over all that it was learned from."""


def nothing() -> Latent:
    """Return what is learned from too few papers."""
    return Latent(np.zeros(0, np.int32), np.zeros((0, 0), np.int16), 0)


def sample(papers: list[Paper], bounds: Bounds) -> Array:
    """Return the rows of the papers to learn from, in order."""
    if len(papers) < bounds.latent_from:
        return np.zeros(0, np.int64)
    first = papers[: 1 << (len(papers).bit_length() - 1)]
    if len(first) <= bounds.latent_papers:
        return np.arange(len(first))
    chosen = sorted(range(len(first)), key=lambda row: _digest(first[row].id.encode()))
    return np.sort(np.array(chosen[: bounds.latent_papers], np.int64))


def learned(before: Latent, counts: Rows, kinds: Array, names: list[bytes]) -> Latent:
    """Return the basis for some papers that say each term so often.

    The basis of an earlier build is returned again where it was learned from the same.
    """
    if not len(counts):
        return nothing()
    frequency = np.bincount(counts.columns, minlength=len(names))
    known = (kinds == WORD) & (frequency >= LEAST_PAPERS)
    known &= frequency <= COMMON_SHARE * len(counts)
    terms = np.array(sorted(np.flatnonzero(known).tolist(), key=names.__getitem__), np.int32)
    place = np.full(len(names), -1, np.int32)
    place[terms] = np.arange(len(terms))
    rows = counts.where(known[counts.columns])
    order = np.lexsort((place[rows.columns], rows.row_of))
    rows = Rows(rows.starts, place[rows.columns][order], rows.values[order])
    mark = _digest(b"\n".join([names[term] for term in terms.tolist()]), rows)
    if mark == before.mark and len(terms) == len(before.terms):
        return Latent(terms, before.basis, mark)
    return Latent(terms, _basis(rows, frequency[terms]), mark)


def _digest(content: bytes, rows: Rows | None = None) -> int:
    digest = blake2b(content, digest_size=8)
    for array in (rows.starts, rows.columns, rows.values) if rows else ():
        digest.update(np.ascontiguousarray(array, np.int64).tobytes())
    return int.from_bytes(digest.digest(), "little") >> 1


def _basis(rows: Rows, frequency: Array) -> Array:
    """Return the rounded basis of papers (rows) by terms, each in so many of the papers."""
    from scipy.sparse import csr_array
    from scipy.sparse.linalg import svds

    idf = np.log(len(rows) / frequency)
    values = sublinear(rows.values) * idf[rows.columns]
    lengths = np.sqrt(np.bincount(rows.row_of, values**2, len(rows)))
    values /= np.maximum(lengths, 1e-9)[rows.row_of]
    matrix = csr_array((values, rows.columns, rows.starts), shape=(len(rows), len(frequency)))
    least = min(matrix.shape)
    if least < 2:  # what SciPy cannot take apart
        return np.zeros((len(frequency), 1), np.int16)
    size = max(1, min(DIMENSIONS, len(rows) // PAPERS_A_DIMENSION, least - 1))
    start = np.ones(least)  # else it would be random
    _, singular, vectors = svds(matrix, k=size, v0=start)
    basis = idf[:, None] * vectors.T * np.sqrt(singular)
    largest = max(np.abs(basis).max(initial=0), 1e-12)
    rounded: Array = np.rint(_FINEST * basis / largest).astype(np.int16)
    return rounded


def places(latent: Latent, counts: Rows, width: int) -> Array:
    """Return where papers are that say each term so often: int16 (papers, dimensions).

    The product of two of them, which is exact, is their closeness in the scale of a score.
    """
    column = np.full(width, -1, np.int32)
    column[latent.terms] = np.arange(len(latent.terms))
    known = counts.where(column[counts.columns] >= 0)
    times = np.rint(_COUNTS * sublinear(known.values))
    found = np.rint(_product(known, column[known.columns], times, latent.basis) / _COARSER)
    lengths = np.sqrt((found**2).sum(axis=1, keepdims=True))
    scale = ONE * sqrt(TEXT_WEIGHT * LATENT_SHARE)
    scaled: Array = np.rint(scale * found / np.maximum(lengths, 1)).astype(np.int16)
    return scaled


def _product(rows: Rows, columns: Array, values: Array, basis: Array) -> Array:
    """Multiply whole numbers, exactly; a few rows without SciPy, whose import would take longer."""
    if len(rows) > 200:
        from scipy.sparse import csr_array

        matrix = csr_array((values, columns, rows.starts), shape=(len(rows), len(basis)))
        return np.asarray(matrix @ basis.astype(np.float64))
    found = np.zeros((len(rows), basis.shape[1]))
    np.add.at(found, rows.row_of, basis[columns] * values[:, None])
    return found
