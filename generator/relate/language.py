"""Language: what papers say, read once and counted by the terms that it stands for."""

from dataclasses import dataclass

import numpy as np

from generator.catalog import Catalog
from generator.records.models import Paper
from generator.relate.model import by_term, octaves
from generator.relate.moves import Moves
from generator.relate.pairs import Pairs, numbered
from generator.relate.rows import Array, Rows, joined, summed, two_numbers
from generator.relate.words import NO_TERM, Vocabulary, kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What all papers say, by row: words, pairs of words, tags and authors, all with numbers."""

    words: list[bytes]
    terms: list[bytes]
    term_of: Array
    """The term of each word; -1 for a filler."""
    singular_of: Array
    """The singular of each word, by number."""
    kinds: Array
    """Whether each term is a word, a tag, an author or a pair of words."""
    said: Rows
    """How often each paper says each word."""
    pairs: Pairs
    paired: Rows
    """How often each paper says each pair of words."""
    frequency: Array
    """How many of the counted papers have each term."""
    pair_frequency: Array
    """How many of the counted papers say each pair."""
    steps: Array
    """The terms' octaves."""
    counted: int

    def counts(self, rows: Array) -> Rows:
        """Return how often some papers say each term, pairs of words among them."""
        words = by_term(self.said.take(rows), self.term_of)
        pairs = by_term(self.paired.take(rows), self.pairs.term)
        row = np.concatenate([words.row_of, pairs.row_of])
        column = np.concatenate([words.columns, pairs.columns])
        return summed(row, column, np.concatenate([words.values, pairs.values]), len(rows))

    @property
    def parts(self) -> Array:
        """The terms of the two words of each pair, by its term; -1 for any other term."""
        parts = np.full((len(self.terms), 2), NO_TERM, np.int32)
        there = np.flatnonzero(self.pairs.term != NO_TERM)
        words = np.stack(two_numbers(self.pairs.keys[there]), axis=1)
        parts[self.pairs.term[there]] = self.term_of[words]
        return parts

    @property
    def worn(self) -> bool:
        """Whether most of its words, or of its pairs, are in no paper any more."""
        words = len(np.unique(self.said.columns))
        pairs = len(np.unique(self.paired.columns))
        return words * 4 < len(self.words) or pairs * 2 < len(self.pairs.keys)

    def words_of(self, row: int) -> Array:
        """Return the numbers of the words that a paper says."""
        start, stop = self.said.starts[row : row + 2].tolist()
        words: Array = self.said.columns[start:stop]
        return words

    def by_their_terms(self, row: int) -> dict[int, list[int]]:
        """Return the numbers of a paper's words by the terms that they stand for."""
        found: dict[int, list[int]] = {}
        words = self.words_of(row)
        for word, term in zip(words.tolist(), self.term_of[words].tolist(), strict=True):
            found.setdefault(term, []).append(word)
        return found


def silence() -> Language:
    """Return what no papers say."""
    none = np.zeros(0, np.int64)
    few = none.astype(np.int32)
    return Language(
        words=[],
        terms=[],
        term_of=few,
        singular_of=few,
        kinds=none.astype(np.int8),
        said=joined([], np.uint8),
        pairs=Pairs(none, few),
        paired=joined([], np.uint8),
        frequency=few,
        pair_frequency=few,
        steps=none.astype(np.int8),
        counted=0,
    )


def read(
    catalog: Catalog, papers: list[Paper], before: Language, moves: Moves, counted: int
) -> Language:
    """Return what all papers say: read those that are new, and count what of it there is.

    In how many papers a term is, is counted among the first `counted` of them.
    """
    vocabulary = Vocabulary(before.words, before.terms, before.term_of, before.singular_of)
    fresh = vocabulary.read(catalog, [papers[row] for row in moves.new.tolist()])
    known = before.pairs.with_new(fresh.keys)
    said = before.said.followed_by(fresh.words).take(moves.order)
    paired = before.paired.followed_by(numbered(known, fresh.pairs, fresh.keys)).take(moves.order)
    term_of = vocabulary.term_of
    words, pairs = len(vocabulary.terms), len(known.keys)
    entering, leaving = moves.counted(before.counted, counted)
    frequency = _grown(before.frequency, words)
    pair_frequency = _grown(before.pair_frequency, pairs)
    for sign, rows, was_said, was_paired in (
        (-1, leaving, before.said, before.paired),
        (1, entering, said, paired),
    ):
        terms = by_term(was_said.take(rows), term_of).columns
        frequency += sign * np.bincount(terms, minlength=words).astype(np.int32)
        columns = was_paired.take(rows).columns
        pair_frequency += sign * np.bincount(columns, minlength=pairs).astype(np.int32)
    known = known.promoted(pair_frequency, counted, vocabulary)
    frequency = _grown(frequency, len(vocabulary.terms))
    there = known.term != NO_TERM
    frequency[known.term[there]] = pair_frequency[there]
    kind = np.append(before.kinds, kinds(vocabulary.terms[len(before.terms) :])).astype(np.int8)
    return Language(
        words=vocabulary.words,
        terms=vocabulary.terms,
        term_of=term_of,
        singular_of=vocabulary.singular_of,
        kinds=kind,
        said=said,
        pairs=known,
        paired=paired,
        frequency=frequency,
        pair_frequency=pair_frequency,
        steps=octaves(frequency, kind, counted),
        counted=counted,
    )


def _grown(counts: Array, size: int) -> Array:
    grown = np.zeros(size, np.int32)
    grown[: len(counts)] = counts
    return grown
