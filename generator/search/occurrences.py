"""Occurrences: where words stand in texts, read into arrays of numbers.

A place is a number of 32 bits, `field << FIELD_SHIFT | paper`, so that one column of an array holds
both, and sorting by it sorts by the field first.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from generator.search.analysis import NO_WORD, Vocabulary
from generator.search.documents import FIELDS
from generator.search.packing import Array, Mask

FIELD_SHIFT = 28
PAPER_MASK = (1 << FIELD_SHIFT) - 1
AUTHORS = FIELDS.index("authors")
FAMILY_NAME = 1
FIRST_AUTHOR = 2
ROLE_BITS = 2
"""Among authors, a word may be a family name and a name of the first author."""
PART = 1_000
"""So many papers are read before their words are put into arrays, which take less memory."""

Numbered = tuple[int, Sequence[str]]
"""A paper's number and its texts, one for each of `FIELDS`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrences:
    """Every word of some texts, in the order in which they stand there."""

    words: list[str]
    terms: list[str]
    """The term of each word. Words that stand nowhere may be listed: stop words."""
    word: Array
    """Which word stands there."""
    place: Array
    """Field and paper."""
    marks: Array
    """How many terms stand before it in its field, shifted by `ROLE_BITS`, with its role."""
    lengths: Array
    """How many terms each field (column) of each paper that was read (row) has."""


def read(documents: Iterable[Numbered]) -> Occurrences:
    """Return what the documents hold."""
    vocabulary = Vocabulary()
    columns: list[list[Array]] = [[array] for array in _nothing()]
    for part in _parts(iter(documents)):
        for column, array in zip(columns, _read(vocabulary, part), strict=True):
            column.append(array)
    word, place, marks, lengths = map(_emptied, columns)
    return Occurrences(
        words=vocabulary.words,
        terms=vocabulary.terms,
        word=word,
        place=place,
        marks=marks,
        lengths=lengths.reshape(-1, len(FIELDS)),
    )


def _emptied(column: list[Array]) -> Array:
    """Join the arrays of a list, and let go of them at once."""
    joined = np.concatenate(column)
    column.clear()
    return joined


def _parts(documents: Iterator[Numbered]) -> Iterator[list[Numbered]]:
    while part := list(islice(documents, PART)):
        yield part


def _nothing() -> list[Array]:
    return [np.zeros(0, kind) for kind in (np.int32, np.uint32, np.uint32, np.uint32)]


def _read(vocabulary: Vocabulary, part: Sequence[Numbered]) -> tuple[Array, ...]:
    """Return word, place, marks and lengths; a line is a text, or one author's name."""
    codes: list[int] = []
    sizes: list[int] = []
    places: list[int] = []
    for paper, texts in part:
        for field, text in enumerate(texts):
            for name in text.split("\n") if field == AUTHORS else (text,):
                found = vocabulary.numbers(name)
                codes += found
                sizes.append(len(found))
                places.append(field << FIELD_SHIFT | paper)
    code = np.array(codes, np.int32)
    line = np.repeat(np.arange(len(sizes)), sizes)
    of_line = np.array(places, np.uint32)
    is_name = (of_line >> FIELD_SHIFT == AUTHORS)[line]
    kept = (code >= 0) | (is_name & (code != NO_WORD))
    code, line, is_name = code[kept], line[kept], is_name[kept]
    field_of_line = np.cumsum(changes(of_line)) - 1
    lengths = np.bincount(field_of_line[line], minlength=len(part) * len(FIELDS))
    before = np.arange(len(code)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    is_last = np.append(line[1:] != line[:-1], True)[: len(line)]
    roles = is_name * (FAMILY_NAME * is_last + FIRST_AUTHOR * changes(of_line)[line])
    return (
        np.where(code < 0, -2 - code, code).astype(np.int32),
        of_line[line],
        (before << ROLE_BITS | roles).astype(np.uint32),
        lengths.astype(np.uint32),
    )


def changes(values: Array) -> Mask:
    """Tell for each value whether it differs from the one before; the first does."""
    changed = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=changed[1:])
    return changed
