"""Reasons: the terms that explain a link."""

import numpy as np

from generator.relate.dull import is_dull
from generator.relate.links import Chosen
from generator.relate.near import NOBODY, Pairs, shared
from generator.relate.rows import Array, Rows
from generator.relate.words import PAIR, WORD

KEPT_TERMS = 5
"""So many terms are kept for each link; a page shows the first of those that read well."""
AT_LEAST = 2
"""So many terms are kept where papers share them, even if both say some of them in passing."""

_LOOKED_AT = 8
_TERM = 32


def explain(
    chosen: Chosen, wanted: Array, weighed: Rows, terms: list[bytes], kinds: Array, parts: Array
) -> None:
    """Fill in the shared terms of some links (true for each): those that weigh most in both.

    A pair of words stands for its words. A term that both papers use in passing may add to their
    closeness but explains little: it comes last, or not at all. A dull one explains nothing: it is
    kept only where there is no other. `parts` are the terms of a pair's two words (terms, 2), or
    -1.
    """
    row, place = np.nonzero(wanted & (chosen.other != NOBODY))
    chosen.terms[wanted] = NOBODY
    other = chosen.other[row, place]
    alphabet, dull = _looked_up(terms, weighed.take(np.unique(row)).columns)
    for found in shared(weighed, row, other, len(terms)):
        said = (kinds[found.other] == WORD) | (kinds[found.other] == PAIR)
        best = _best(found.where(said), dull, alphabet)
        lines, line = np.unique(best.row, return_inverse=True)
        column = np.arange(len(line)) - np.searchsorted(line, line)
        table = np.full((len(lines), _LOOKED_AT), NOBODY, np.int64)
        passing = np.zeros((len(lines), _LOOKED_AT), bool)
        there = column < _LOOKED_AT
        table[line[there], column[there]] = best.other[there]
        passing[line[there], column[there]] = best.score[there] & 1 == 0
        tedious = dull[table] & (table != NOBODY)
        shown = _shown(table, passing, tedious, parts)
        chosen.terms[row[lines], place[lines]] = shown


def _best(found: Pairs, dull: Array, alphabet: Array) -> Pairs:
    """Return the terms of each link, best first: dull ones last, those in passing before them."""
    passing = found.score & 1 == 0
    order = np.lexsort(
        (alphabet[found.other], -(found.score >> 1), passing, dull[found.other], found.row)
    )
    return Pairs(found.row[order], found.other[order], found.score[order])


def _shown(table: Array, passing: Array, dull: Array, parts: Array) -> Array:
    """Return for each line of terms, best first, those to keep."""
    halves = parts[table]
    halves[table == NOBODY] = NOBODY
    inside = (halves[:, None, :, :] == table[:, :, None, None]).any(axis=(2, 3))
    kept = (table != NOBODY) & ~inside
    kept &= ~dull | ~(kept & ~dull).any(axis=1, keepdims=True)
    number = np.cumsum(kept, axis=1)
    kept &= (number <= KEPT_TERMS) & (~(passing | dull) | (number <= AT_LEAST))
    order = np.argsort(~kept, axis=1, kind="stable")[:, :KEPT_TERMS]
    shown = np.take_along_axis(table, order, axis=1)
    return np.where(np.take_along_axis(kept, order, axis=1), shown, NOBODY)


def _looked_up(terms: list[bytes], numbers: Array) -> tuple[Array, Array]:
    """Return, by number, the places of given terms in the alphabet, and which of them are dull."""
    some = np.unique(numbers).tolist()
    places, dull = np.zeros(len(terms), np.int32), np.zeros(len(terms), bool)
    places[sorted(some, key=terms.__getitem__)] = np.arange(len(some))
    dull[some] = [is_dull(terms[number]) for number in some]
    return places, dull
