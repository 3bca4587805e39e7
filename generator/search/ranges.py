"""Ranges: where a sorted list of words is cut into files of about one size.

An edit must not move the cuts, or the files behind them would all change. So the cuts are made from
what the first papers weigh (the largest power of two of them, which one more paper rarely changes),
in steps so coarse that an edit seldom changes one; and a range that is too heavy is cut in its
middle half at the word that shares the fewest letters with the one before it. Many words are there
to choose from, so that a little more weight on one side does not change the choice, and words with
the same beginning stay together.
"""

from collections.abc import Sequence
from zlib import crc32

import numpy as np

from generator.search.packing import Array, shared

WINDOW = 0.25
"""How far from the middle a cut may lie, as a share of the range's weight."""
RARE = 2048
"""A word is rare when fewer than one in so many papers has a posting of it."""
ALIKE = 4
"""Words up to so many times as common as a rare one weigh alike."""
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


def weights(postings: Array, documents: int, word: float, posting: float) -> Array:
    """Return what each word weighs, in octaves, from its postings among the first papers.

    `word` and `posting` are what one takes. A rare word weighs nothing, and those that are not much
    commoner weigh alike: with an edit they come and go.
    """
    rare = max(1, sample_size(documents) // RARE)
    alike = np.where(postings <= ALIKE * rare, np.sqrt(ALIKE) * rare, postings)
    heavy = (word + posting * alike) * (1 + 0.1 * np.log2(rare))  # the rare ones' share is spread
    octaves: Array = np.round(2.0 ** np.round(np.log2(heavy))).astype(np.int64)
    return np.where(postings >= rare, octaves, 0)


def cut(
    words: Sequence[str], weights: Array, heaviest: float, shares: Array | None = None
) -> list[int]:
    """Return where each range begins: places in `words` (sorted), the first of them 0.

    No range of more than one word is heavier than `heaviest`, in the unit of `weights`. `shares`
    are with how many letters, up to `COMPARED`, the word before begins as well, if that is known.
    """
    ends = np.concatenate([[0], np.cumsum(weights)])
    shares = shared(words, COMPARED) if shares is None else shares
    begins = []
    todo = [(0, len(words))]
    while todo:
        start, stop = todo.pop()
        if stop - start < 2 or ends[stop] - ends[start] <= heaviest:
            begins.append(start)
            continue
        middles = _middles(shares, ends, start, stop)
        middle = min(middles, key=lambda place: _hash(words[place][: shares[place] + 1]))
        todo += [(middle, stop), (start, middle)]
    return begins


def _middles(shares: Array, ends: Array, start: int, stop: int) -> list[int]:
    """Return the places near the middle of a range whose word shares least with the one before."""
    weight = ends[stop] - ends[start]
    window = [ends[start] + weight * (0.5 + side * WINDOW) for side in (-1, 1)]
    low, high = np.searchsorted(ends, window).tolist()
    first = min(max(low, start + 1), stop - 1)
    last = min(max(high, first + 1), stop)
    near = shares[first:last]
    found: list[int] = (first + np.flatnonzero(near == near.min())).tolist()
    return found


def _hash(beginning: str) -> int:
    return crc32(beginning.encode("utf-8", "replace"))


def separators(words: Sequence[str], begins: Sequence[int]) -> list[str]:
    """Return for each range the shortest text after all before it and not after its first word.

    The first range begins with the empty text.
    """
    return ["", *(_separator(words[begin - 1], words[begin]) for begin in begins[1:])]


def _separator(before: str, first: str) -> str:
    pairs = enumerate(zip(before, first, strict=False))
    same = next((place for place, (a, b) in pairs if a != b), len(before))
    return first[: same + 1]
