"""Rows: a sparse matrix as three arrays, in rows that can be taken apart and put together.

What SciPy calls compressed sparse rows. SciPy itself is only asked for the one great product: its
import takes as long as all that one changed paper needs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_HALF = 32
_LOW = (1 << _HALF) - 1


@dataclass(frozen=True, slots=True)
class Rows:
    """A number for some columns of each row."""

    starts: Array
    """Where each row starts, and where the last one ends."""
    columns: Array
    values: Array

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.starts) - 1

    @property
    def sizes(self) -> Array:
        """How many columns each row has."""
        return np.diff(self.starts)

    @property
    def row_of(self) -> Array:
        """The row of each entry."""
        return np.repeat(np.arange(len(self), dtype=np.int32), self.sizes)

    def take(self, rows: Array) -> "Rows":
        """Return some rows in a given order; quick where they follow each other as before."""
        breaks = np.flatnonzero(np.diff(rows) != 1) + 1
        firsts = rows[np.concatenate([[0], breaks])] if len(rows) else rows
        lasts = rows[np.concatenate([breaks, [len(rows)]]) - 1] if len(rows) else rows
        spans = [
            slice(start, stop)
            for start, stop in zip(
                self.starts[firsts].tolist(), self.starts[lasts + 1].tolist(), strict=True
            )
        ]
        return Rows(
            _starts(self.sizes[rows]),
            np.concatenate([self.columns[:0], *(self.columns[span] for span in spans)]),
            np.concatenate([self.values[:0], *(self.values[span] for span in spans)]),
        )

    def followed_by(self, other: "Rows") -> "Rows":
        """Return these rows and then others."""
        return joined([self, other], self.values.dtype)

    def where(self, wanted: Array) -> "Rows":
        """Return the same rows with the wanted entries alone."""
        kept = np.concatenate([[0], np.cumsum(wanted)])
        return Rows(kept[self.starts], self.columns[wanted], self.values[wanted])

    def holding(self, columns: Array) -> Array:
        """Tell of each row whether it has a column that is true in `columns`."""
        counts = np.concatenate([[0], np.cumsum(columns[self.columns])])
        return np.diff(counts[self.starts]) > 0

    def entries(self, rows: Array) -> tuple[Array, Array]:
        """Return the places of all entries of some rows, and where each row's begin among them."""
        sizes = self.sizes[rows]
        begins = _starts(sizes)
        shift = np.repeat(self.starts[rows] - begins[:-1], sizes)
        return np.arange(begins[-1]) + shift, begins


def one_number(first: Array, second: Array) -> Array:
    """Return two numbers of 32 bits as one, int64; such numbers are sorted as the pairs are."""
    joined: Array = first.astype(np.int64) << _HALF | second
    return joined


def two_numbers(numbers: Array) -> tuple[Array, Array]:
    """Return the two numbers of which each is made."""
    return numbers >> _HALF, numbers & _LOW


def summed(row: Array, column: Array, value: Array, rows: int) -> Rows:
    """Return rows in which the entries of one row and one column are one, with their sum."""
    order = np.argsort(key := one_number(row, column), kind="stable")
    key, value = key[order], value[order]
    first = np.flatnonzero(np.diff(key, prepend=-1))
    sums = np.add.reduceat(value, first) if len(first) else value
    row, column = two_numbers(key[first])
    return Rows(_starts(np.bincount(row, minlength=rows)), column.astype(np.int32), sums)


def joined(parts: Sequence[Rows], dtype: Any) -> Rows:
    """Return the rows of all parts; `dtype` is the type of their values."""
    return Rows(
        _starts(np.concatenate([np.zeros(0, np.int64), *(part.sizes for part in parts)])),
        np.concatenate([np.zeros(0, np.int32), *(part.columns for part in parts)]),
        np.concatenate([np.zeros(0, dtype), *(part.values for part in parts)]),
    )


def _starts(sizes: Array) -> Array:
    return np.concatenate([[0], np.cumsum(sizes)])
