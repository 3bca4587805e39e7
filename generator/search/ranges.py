"""Ranges: where a sorted list of words is cut into files of about one size.

An edit must not move the cuts, or the files behind them would all change. So the cuts are made from
what the first papers weigh (the largest power of two of them, which one more paper rarely changes);
weights are rounded to steps of 19 percent; and a range that is too heavy is cut near its middle at
the word that shares the fewest letters with the one before it, so that a small change of a weight
moves no cut, and words with the same beginning stay together.
"""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from generator.search.inverted import Numbers
from generator.search.packing import shared

WINDOW = 0.1
"""How far from the middle a cut may lie, as a share of the range's weight."""
STEPS = 4
"""Weights are rounded to so many steps in an octave."""
GROWTH_STEPS = 8
"""So often the cuts are made anew while the number of papers doubles."""


COMPARED = 32
"""Words that share as many letters are taken to share all."""


def sample_size(documents: int) -> int:
    """Return how many of the first papers decide about the cuts."""
    return 1 << (documents.bit_length() - 1) if documents else 0


def growth(documents: int) -> float:
    """Return how much heavier all papers are than the sample, rounded up to a step."""
    if not documents:
        return 1.0
    steps = int(np.ceil(np.log2(documents / sample_size(documents)) * GROWTH_STEPS))
    return float(2.0 ** (steps / GROWTH_STEPS))


def rounded(weights: NDArray[np.float64]) -> Numbers:
    """Return weights in steps, so that one more posting seldom makes a difference."""
    steps = np.round(np.log2(np.maximum(weights, 1)) * STEPS) / STEPS
    return np.round(2.0**steps).astype(np.int64) * (weights > 0)


def cut(words: Sequence[str], weights: Numbers, heaviest: float) -> list[int]:
    """Return where each range begins: places in `words` (sorted), the first of them 0.

    No range of more than one word is heavier than `heaviest`, in the unit of `weights`.
    """
    ends = np.concatenate([[0], np.cumsum(weights)])
    shares = shared(words, COMPARED)
    begins = []
    todo = [(0, len(words))]
    while todo:
        start, stop = todo.pop()
        if stop - start < 2 or ends[stop] - ends[start] <= heaviest:
            begins.append(start)
            continue
        middle = min(_middles(shares, ends, start, stop), key=lambda place: _hash(words[place]))
        todo += [(middle, stop), (start, middle)]
    return begins


def _middles(shares: Numbers, ends: Numbers, start: int, stop: int) -> list[int]:
    """Return the places near the middle of a range whose word shares least with the one before."""
    weight = ends[stop] - ends[start]
    low, high = (ends[start] + weight * (0.5 + side * WINDOW) for side in (-1, 1))
    first = int(np.clip(np.searchsorted(ends, low), start + 1, stop - 1))
    last = int(np.clip(np.searchsorted(ends, high), first + 1, stop))
    near = shares[first:last]
    return (first + np.flatnonzero(near == near.min())).tolist()


def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "replace"))


def separators(words: Sequence[str], begins: Sequence[int]) -> list[str]:
    """Return for each range the shortest text after all before it and not after its first word.

    The first range begins with the empty text.
    """
    return ["", *(_separator(words[begin - 1], words[begin]) for begin in begins[1:])]


def _separator(before: str, first: str) -> str:
    pairs = enumerate(zip(before, first, strict=False))
    same = next((place for place, (a, b) in pairs if a != b), len(before))
    return first[: same + 1]
