"""The dictionary: every word and every term, for what a query's spelling alone does not lead to.

It is fetched only to correct a word that no paper holds, and for wildcards and fuzzy terms. Words
are sorted by their ends: those with the same beginning stand together in a shard already, so a word
with one wrong letter is found in the one place or the other.

A file holds its words, each spelt backwards, in order (`packing.words`), then a byte for each: 128
when it is a term, plus, when it was written as a word, one and the whole part of the logarithm
(base 2) of how often.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import overload

import numpy as np

from generator import addresses
from generator.search import packing, ranges
from generator.search.inverted import Inverted
from generator.search.merging import GONE, Merged
from generator.search.packing import Array

IS_TERM = 128
HEAVIEST = 24_000
WORD_WEIGHT = 4
"""What a word takes in a file (gzip, in bytes); measured."""
FOLDER = addresses.search("words")
_FIRST = -2
"""Stands for the one before the first."""


@dataclass(frozen=True, slots=True)
class Endings:
    """All spellings, as their numbers, in the order of their ends."""

    order: Array
    shares: Array
    """With how many letters (up to `ranges.COMPARED`) the one before ends as well."""


class Backwards(Sequence[str]):
    """The spellings in the order of their ends, each spelt backwards once it is asked for."""

    def __init__(self, spellings: Sequence[str], order: Array) -> None:
        self._spellings = spellings
        self._order = order

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        """Return one, or some in a row."""
        if isinstance(place, slice):
            return [self._spellings[number][::-1] for number in self._order[place].tolist()]
        return str(self._spellings[self._order[place]][::-1])

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._order)


def endings(spellings: Sequence[str]) -> Endings:
    """Return the order of all spellings by their ends."""
    number = {spelling[::-1]: place for place, spelling in enumerate(spellings)}
    backwards = packing.in_order(number)
    order = np.array([number[word] for word in backwards], np.int32)
    return Endings(order, packing.shared(backwards, ranges.COMPARED).astype(np.uint8))


def endings_after(old: Endings, spellings: Merged) -> Endings:
    """Return the order of ends after some spellings went and others came."""
    moved = spellings.moved[old.order]
    stays = moved[moved != GONE]
    kept = Backwards(spellings.words, stays)
    number = {spellings.words[came][::-1]: came for came in spellings.came.tolist()}
    words = packing.in_order(number)
    places = [packing.place(kept, word) for word in words]
    order = np.insert(stays, places, [number[word] for word in words]).astype(np.int32)
    return Endings(order, _shares_after(old, moved, Backwards(spellings.words, order), order))


def _shares_after(old: Endings, moved: Array, words: Backwards, order: Array) -> Array:
    """Count shared letters anew where another spelling stands before than did."""
    before, shares = np.full((2, len(order)), GONE)
    stays = moved != GONE
    before[moved[stays]] = np.append(_FIRST, moved)[:-1][stays]
    shares[moved[stays]] = old.shares[stays]
    made = shares[order].astype(np.uint8)
    anew = np.flatnonzero(before[order] != np.append(_FIRST, order)[:-1])
    pairs = [words[place] if place >= 0 else "" for n in anew.tolist() for place in (n - 1, n)]
    made[anew] = packing.shared(pairs, ranges.COMPARED)[1::2]
    return made


def places(index: Inverted, ends: Endings) -> list[int]:
    """Return where, in the order of ends, each file begins."""
    words = Backwards(index.spellings, ends.order)
    weights = np.full(len(words), WORD_WEIGHT)
    return ranges.cut(words, weights, HEAVIEST, ends.shares)


def begins(index: Inverted, ends: Endings, places: Sequence[int]) -> list[str]:
    """Return the text, spelt backwards, that each file begins with."""
    return ranges.separators(Backwards(index.spellings, ends.order), places)


def contents(
    index: Inverted, ends: Endings, places: Sequence[int], wanted: Sequence[int]
) -> Iterator[tuple[int, list[bytes]]]:
    """Yield the number of each wanted file with its content."""
    words = Backwards(index.spellings, ends.order)
    spans = list(pairwise([*places, len(words)]))
    of_spelling = kinds(index)
    for number in wanted:
        span = slice(*spans[number])
        yield number, [packing.words(words[span]) + of_spelling[ends.order[span]].tobytes()]


def kinds(index: Inverted) -> Array:
    """Return of each spelling the byte that the dictionary has for it."""
    written = np.frexp(index.written)[1]  # 0 for 0, else one and the logarithm's whole part
    return (index.is_term * IS_TERM + written).astype(np.uint8)


def respelt(old: Inverted, new: Inverted, spellings: Merged) -> list[str]:
    """Return, spelt backwards, what came, went, or has another byte than before."""
    before, after = kinds(old), np.append(kinds(new), 0)
    same = (spellings.moved != GONE) & (before == after[spellings.moved])
    changed = [old.spellings[number] for number in np.flatnonzero(~same).tolist()]
    came = [new.spellings[number] for number in spellings.came.tolist()]
    return [spelling[::-1] for spelling in (*changed, *came)]
