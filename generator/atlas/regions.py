"""Regions: parts of the map that a name is given to, few for a far view and more for a near one."""

from dataclasses import dataclass

import numpy as np

from generator.relate.rows import Array

_FEWEST = 8
"""On a smaller map no region is named."""
_NEAR_FROM = 300
"""From so many papers on there are regions for a near view, too."""
_SAMPLE = 6000
_ROUNDS = 12
_AT_ONCE = 4096


@dataclass(frozen=True, slots=True)
class Regions:
    """Which papers stand together."""

    far: Array
    """The number of each paper's region in the far view."""
    near: Array
    """The same in the near view; each region of it lies in one of the far view."""


def regions(places: Array) -> Regions | None:
    """Return the regions of a map, whose places are uint16 (papers, 2); None of a small one.

    By k-means (Lloyd, 1982), begun with places far from each other; the regions of the far view are
    made of those of the near view, by the number of papers in each.
    """
    papers = len(places)
    if papers < _FEWEST:
        return None
    points = places.astype(np.float64)
    number = round(1.1 * np.log2(papers) - 0.5)
    if papers < _NEAR_FROM:
        far = _nearest(points, _centres(points, np.ones(papers), number))
        return Regions(far, far)
    sample = points[:: -(-papers // _SAMPLE)]
    small = _centres(sample, np.ones(len(sample)), min(6 * number, papers // 30))
    near = _nearest(points, small)
    sizes = np.bincount(near, minlength=len(small)).astype(np.float64)
    wide = _centres(small, sizes, number)
    return Regions(_nearest(small, wide)[near], near)


def _centres(points: Array, weights: Array, number: int) -> Array:
    """Return the centres of some groups of points."""
    centres = _far_apart(points, weights, number)
    for _ in range(_ROUNDS):
        group = _nearest(points, centres)
        total = np.bincount(group, weights, len(centres))
        sums = [np.bincount(group, weights * axis, len(centres)) for axis in points.T]
        moved = np.stack(sums, axis=1) / np.maximum(total, 1e-9)[:, None]
        centres = np.where((total > 0)[:, None], moved, centres)
    return centres


def _far_apart(points: Array, weights: Array, number: int) -> Array:
    """Return some of the points, each far from those before it and where there are many."""
    chosen = [int(np.argmin(((points - np.average(points, 0, weights)) ** 2).sum(axis=1)))]
    distance = np.full(len(points), np.inf)
    step = 1 / number
    for count in range(1, number):
        distance = np.minimum(distance, ((points - points[chosen[-1]]) ** 2).sum(axis=1))
        # k-means++ (Arthur and Vassilvitskii, 2007) at even steps instead of random ones.
        reach = np.cumsum(distance * weights)
        chosen.append(min(int(np.searchsorted(reach, reach[-1] * count * step)), len(points) - 1))
    return points[chosen]


def _nearest(points: Array, centres: Array) -> Array:
    """Return the number of the centre that each point is nearest to."""
    found = [
        ((points[first : first + _AT_ONCE, None] - centres[None]) ** 2).sum(axis=2).argmin(axis=1)
        for first in range(0, len(points), _AT_ONCE)
    ]
    return np.concatenate(found)
