"""Start: where papers stand before the layout moves them; wide differences show in it already."""

from typing import Any

import numpy as np

from generator.atlas.graph import Edges, matrix
from generator.relate.rows import Array

_STEPS = 80
_WIDE = 1e-4
_CLOSE = 4
"""How much more a neighbour counts that has many neighbours in common with a paper."""
# Additive recurrences with the plastic number (Roberts, 2018, "The unreasonable effectiveness of
# quasirandom sequences"): no two papers begin at one place, and no generator of random numbers has
# to stay the same.
_PLASTIC = 1.32471795724474602596


def scattered(papers: int, columns: int = 2) -> Array:
    """Return numbers from -0.5 to 0.5, (papers, columns), spread evenly and alike each time."""
    steps = (1 / _PLASTIC) ** np.arange(1, columns + 1)
    return (np.arange(1, papers + 1)[:, None] * steps) % 1 - 0.5


def diffused(affinities: Any) -> Array:
    """Return (papers, 2): the slowest modes of a random walk, as spectral layouts have them.

    By power iteration with vectors made orthogonal at each step, without LAPACK, whose last digits
    depend on the number of threads.
    """
    degree = np.asarray(affinities.sum(axis=1)).ravel()
    share = degree / degree.sum()
    inverse = 1 / np.maximum(degree, 1e-12)
    modes = scattered(len(degree), 4)
    for _ in range(_STEPS):
        modes = modes + inverse[:, None] * (affinities @ modes)
        modes = _orthogonal(modes, share)
    turned = np.where((modes**3 * share[:, None]).sum(axis=0) < 0, -1, 1)
    return (modes * turned)[:, :2] * _WIDE


def _orthogonal(modes: Array, share: Array) -> Array:
    """Return vectors without their mean, at right angles and of length 1 (Gram and Schmidt)."""
    made: list[Array] = []
    for vector in modes.T:
        left = vector - (vector * share).sum()
        for earlier in made:
            left = left - earlier * (left * earlier * share).sum()
        made.append(left / max(np.sqrt((left * left * share).sum()), 1e-12))
    return np.stack(made, axis=1)


def beside_placed(edges: Edges, placed: Array) -> Array:
    """Return (papers, 2): places of the first papers as given, and of the others beside them.

    A paper stands in the middle of those of its neighbours that are placed, the likest foremost;
    one that knows none of them waits for its neighbours to be placed.
    """
    drawn = matrix(edges)
    both = drawn + drawn.T
    alike = both.multiply(both @ both).tocsr() + both * 0.1
    alike.data = alike.data**_CLOSE
    place = np.zeros((edges.papers, 2))
    place[: len(placed)] = placed
    known = np.arange(edges.papers) < len(placed)
    for _ in range(4):
        weight = alike @ known.astype(float)
        found = (weight > 0) & ~(np.arange(edges.papers) < len(placed))
        means = (alike @ (place * known[:, None])) / np.maximum(weight, 1e-300)[:, None]
        place[found] = means[found]
        known |= found
    spread = float(np.abs(placed).max(initial=1.0))
    return place + scattered(edges.papers) * spread * 1e-3
