"""Exact t-SNE for a few papers: every pair is looked at, with NumPy alone.

A small shelf is built in less time than the library for large ones takes to load. The gradient is
that of van der Maaten and Hinton (2008), equation 5; momentum and gains are theirs, too.
"""

import numpy as np

from generator.atlas.graph import Edges
from generator.atlas.start import scattered
from generator.relate.rows import Array

_ROUNDS = 500
_EAGER = 120
"""In the first rounds papers attract each other more, so that they can pass each other."""
_EXAGGERATION = 4.0
_RATE = 0.25


def exact(edges: Edges) -> Array:
    """Return places, float64 (papers, 2), in which papers with an edge are close."""
    drawn = _affinities(edges)
    place = _start(drawn)
    speed, gains = np.zeros_like(place), np.ones_like(place)
    for number in range(_ROUNDS if edges.papers > 1 else 0):
        eager = number < _EAGER
        gradient = _gradient(place, drawn * _EXAGGERATION if eager else drawn)
        same = (gradient > 0) == (speed > 0)
        gains = np.maximum(np.where(same, gains * 0.8, gains + 0.2), 0.01)
        speed = speed * (0.5 if eager else 0.8) - _RATE * edges.papers * gains * gradient
        place = place + speed
        place = place - place.mean(axis=0)
    return place


def _affinities(edges: Edges) -> Array:
    drawn = np.zeros((edges.papers, edges.papers))
    each = np.bincount(edges.row, minlength=edges.papers)
    drawn[edges.row, edges.other] = 1 / each[edges.row]
    both = drawn + drawn.T
    made: Array = both / max(both.sum(), 1e-12)
    return made


def _start(drawn: Array) -> Array:
    """Return places after some steps of a random walk, which bring what belongs together close."""
    place = scattered(len(drawn))
    step = drawn / np.maximum(drawn.sum(axis=1, keepdims=True), 1e-12)
    for _ in range(12):
        place = place + np.einsum("ij,jk->ik", step, place)
        place = place - place.mean(axis=0)
        place = place / np.maximum(np.sqrt((place**2).mean(axis=0)), 1e-12)
    return place * 0.1


def _gradient(place: Array, drawn: Array) -> Array:
    apart = place[:, None] - place[None]
    near = 1 / (1 + (apart**2).sum(axis=2))
    np.fill_diagonal(near, 0)
    pull = (drawn - near / max(near.sum(), 1e-12)) * near
    made: Array = 4 * np.einsum("ij,ijk->ik", pull, apart)
    return made
