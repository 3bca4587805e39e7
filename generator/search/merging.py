"""Merging: sorted lists and arrays that change in a few places, made anew without sorting."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from heapq import merge

import numpy as np

from generator.search.packing import Array

GONE = -1
Place = Callable[[Sequence[str], str], int]
"""Returns where, in a sorted list, what is not before a word begins."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A sorted list after some of it went and some came."""

    words: list[str]
    moved: Array
    """For each old place the new one, or `GONE`."""
    came: Array
    """The new places of what came, in order."""
    before: Array
    """The old places before which it came."""


def find(words: Sequence[str], word: str, place: Place = bisect_left) -> int:
    """Return the place of a word in a sorted list, or `GONE`."""
    found = place(words, word)
    return found if found < len(words) and words[found] == word else GONE


def merged(words: list[str], gone: Array, new: Sequence[str], place: Place = bisect_left) -> Merged:
    """Return a list without the places `gone` (in order) and with `new`, sorted alike."""
    before = np.array([place(words, word) for word in new], np.int64)
    edits = Splice(gone, before, len(words))
    kept = np.ones(len(words), np.bool_)
    kept[gone] = False
    moved = np.cumsum(kept) - 1 + np.searchsorted(before, np.arange(len(words)), "right")
    came = before - np.searchsorted(gone, before) + np.arange(len(new))
    return Merged(edits.of_list(words, new), np.where(kept, moved, GONE), came, before)


class Splice:
    """How some places go out of a list or array, and others come in before given places."""

    def __init__(self, gone: Array, before: Array, length: int) -> None:
        """Take the old places, each kind in order; what comes before the end has the `length`."""
        self._pieces: list[tuple[int, int, int]] = []
        """From where to where the old ones stay, and how many new ones follow."""
        comes = ((place, True) for place in before.tolist())
        goes = ((place, False) for place in gone.tolist())
        start = 0
        for place, is_new in merge(comes, goes, key=lambda edit: edit[0]):
            self._pieces.append((start, place, is_new))
            start = place if is_new else place + 1
        self._pieces.append((start, length, False))

    def of_list(self, old: Sequence[str], new: Sequence[str]) -> list[str]:
        """Return a list after the edits."""
        made: list[str] = []
        coming = iter(new)
        for start, stop, is_new in self._pieces:
            made += old[start:stop]
            if is_new:
                made.append(next(coming))
        return made

    def of_array(self, old: Array, new: Array) -> Array:
        """Return an array after the edits, of a kind that holds both."""
        pieces: list[Array] = []
        came = 0
        for start, stop, is_new in self._pieces:
            pieces.append(old[start:stop])
            if is_new:
                pieces.append(new[came : came + 1])
                came += 1
        return np.concatenate(pieces)
