"""Moves: which papers stayed since an earlier build, and in which row they are now."""

from dataclasses import dataclass

import numpy as np

from generator.relate.near import NOBODY
from generator.relate.rows import Array


@dataclass(frozen=True, slots=True)
class Moves:
    """Which papers stayed, and in which row."""

    origin: Array
    """For each of today's rows the earlier one, or for a new or changed paper `NOBODY`."""
    target: Array
    """For each earlier row today's, or `NOBODY`; and then `NOBODY`, which that itself finds."""

    @property
    def new(self) -> Array:
        """Today's rows of papers that are new or changed."""
        return np.flatnonzero(self.origin == NOBODY)

    @property
    def order(self) -> Array:
        """Where today's rows stand among the earlier rows, followed by the new ones."""
        order = self.origin.copy()
        order[self.new] = len(self.target) - 1 + np.arange(len(self.new))
        return order

    def counted(self, before: int, now: int) -> tuple[Array, Array]:
        """Return the rows that enter the counted papers, and the earlier ones that leave them."""
        was = (self.origin != NOBODY) & (self.origin < before)
        stays = (self.target[:-1] != NOBODY) & (self.target[:-1] < now)
        return np.flatnonzero(~was[:now]), np.flatnonzero(~stays[:before])


def moves_since(before: Array, digests: Array) -> Moves:
    """Return which papers stayed, by the digests of earlier and of today's papers by row."""
    order = np.argsort(before)
    places = np.searchsorted(before, digests, sorter=order)
    rows = np.append(order, NOBODY)[places]
    same = (np.append(before, 0)[rows] == digests) & (digests != 0)
    target = np.full(len(before) + 1, NOBODY, np.int64)
    target[rows[same]] = np.flatnonzero(same)
    return Moves(np.where(same, rows, NOBODY), target)
