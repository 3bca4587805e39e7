"""Pairs: two words that follow each other; those of several papers are terms like any word."""

from dataclasses import dataclass

import numpy as np

from generator.relate.rows import Array, Rows, two_numbers
from generator.relate.words import NO_TERM, Vocabulary

LEAST_PAPERS = 3
"""A pair in so many of the counted papers is a term; on a small shelf, in two."""
SMALL = 256


@dataclass(frozen=True, slots=True)
class Pairs:
    """All pairs that papers said, numbered in the order of their first sight."""

    keys: Array
    """int64: the first word's number and, in the lower half, the second one's singular's."""
    term: Array
    """int32: the term of each, or `NO_TERM` while too few papers say it."""

    def with_new(self, keys: Array) -> "Pairs":
        """Return these and those of some (sorted, distinct) that are not among them."""
        places = np.searchsorted(keys, self.keys)
        met = np.zeros(len(keys) + 1, bool)
        met[places[np.append(keys, -1)[places] == self.keys]] = True
        new = keys[~met[:-1]]
        term = np.full(len(new), NO_TERM, np.int32)
        return Pairs(np.concatenate([self.keys, new]), np.concatenate([self.term, term]))

    def numbers(self, keys: Array) -> Array:
        """Return the numbers of some (sorted, distinct) of these pairs."""
        places = np.searchsorted(keys, self.keys)
        there = np.flatnonzero(np.append(keys, -1)[places] == self.keys)
        numbers = np.empty(len(keys), np.int32)
        numbers[places[there]] = there
        return numbers

    def promoted(self, frequency: Array, counted: int, vocabulary: Vocabulary) -> "Pairs":
        """Return the pairs, with a term for each that enough papers say."""
        wanted = (frequency >= least_papers(counted)) & (self.term == NO_TERM)
        numbers = np.flatnonzero(wanted)
        words, term = vocabulary.words, self.term.copy()
        first, second = two_numbers(self.keys[numbers])
        names = [
            words[a] + b" " + words[b] for a, b in zip(first.tolist(), second.tolist(), strict=True)
        ]
        term[numbers] = [vocabulary.term(name) for name in names]
        return Pairs(self.keys, term)


def least_papers(counted: int) -> int:
    """Return in how many of the counted papers a pair must be to count."""
    return LEAST_PAPERS if counted >= SMALL else LEAST_PAPERS - 1


def numbered(pairs: Pairs, said: Rows, keys: Array) -> Rows:
    """Return rows whose columns are places in `keys`, with the pairs' numbers instead."""
    return Rows(said.starts, pairs.numbers(keys)[said.columns], said.values)
