"""The model: how much each paper's words, tags and authors weigh, in whole numbers.

TF-IDF with sublinear counts (Salton and Buckley, 1988, doi:10.1016/0306-4573(88)90021-0). Three
things make it stand still while a shelf grows and is edited. The numbers of papers with a term are
counted among the first papers alone (the largest power of two of them), and rounded to powers of
two, so that an edit seldom changes one. A paper's length is that of its counts, without the rarity
of its terms, so that a change of one touches only papers that share it. Weights are whole numbers,
so that their sums are exact: the same on every machine, in any order.
"""

from dataclasses import dataclass
from math import log, log2

import numpy as np

from generator.relate.pairs import least_papers
from generator.relate.rows import Array, Rows, summed
from generator.relate.words import NO_TERM, PAIR, TAGGED, WORD, WRITTEN

TEXT_WEIGHT, TAG_WEIGHT, AUTHOR_WEIGHT = 1.0, 0.35, 0.2
"""What the words of two papers count for, their tags and their authors."""
RARITY = 0.7
"""A term so rare, as a share of the rarity of one that is in one paper alone, has the weight 1."""
LATENT_SHARE = 0.3
"""So much of the text's weight is that of the latent topics, where there are any."""
COMMON_SHARE = 0.25
"""A term in more than this share of the papers (rounded, so up to 0.35) connects none of them."""
NEVER_COMMON = 5
"""On a small shelf, what so few papers share still connects them."""
RAREST = 8
"""Terms in fewer papers weigh no more; on a shelf of fewer than 2,048, those in fewer than 4."""
ONE = 1 << 11
"""The weight 1 as a whole number; a score of 1 is its square."""
OFTEN = 2
"""A paper that says a word so often speaks of it."""

_PRECISION = 256
_KINDS = 3
_TF = np.array([0.0, *(1 + log(count) for count in range(1, 256))])


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Where the ways of counting change; tests lower them."""

    all_below: int = 1024
    """On smaller shelves all papers count, not the largest power of two of them."""
    exact_below: int = 4096
    """When fewer papers count, all that share a term are compared."""
    candidates: int = 24
    """So many of the likeliest papers are compared exactly, or three times what is shown."""
    latent_from: int = 512
    """Fewer papers have no latent topics."""
    latent_papers: int = 2048
    """From so many papers at most the latent topics are learned."""
    most_changed: float = 0.1
    """When more than this share of the papers changed, all are compared anew."""

    def counted(self, papers: int) -> int:
        """Return how many of the first papers count."""
        if papers < self.all_below:
            return papers
        return 1 << (papers.bit_length() - 1)


def sublinear(counts: Array) -> Array:
    """Return 1 + log of each number of times (to 255) that a term is said."""
    return _TF[np.minimum(counts, len(_TF) - 1)]


def by_term(said: Rows, term_of: Array) -> Rows:
    """Return how often each paper says each term, from how often it says each word or pair."""
    known = said.where(term_of[said.columns] != NO_TERM)
    term = term_of[known.columns]
    return summed(known.row_of, term, known.values.astype(np.int64), len(known))


def octaves(frequency: Array, kinds: Array, counted: int) -> Array:
    """Return the number of papers with each term as a power of two; -1 for one without weight.

    That is a term in too many papers, or a pair of words in too few.
    """
    rarest = min(RAREST, max(2.0, min(4.0, counted / 8), counted / 256))
    steps = np.rint(np.log2(np.maximum(frequency, rarest))).astype(np.int8)
    shares = 2.0**steps / max(1, counted)
    common = (shares > COMMON_SHARE) & (frequency > NEVER_COMMON)
    lone = (kinds == PAIR) & (frequency < least_papers(counted))
    return np.where(common | lone, np.int8(-1), steps)


def weights(terms: Rows, steps: Array, kinds: Array, counted: int, latent: bool) -> Rows:
    """Return the weight of each paper's terms, twice over, plus 1 where it says a term often.

    `terms` is how often it says each, `steps` are the terms' `octaves`; `latent` tells whether
    latent topics count, too.
    """
    rarity = np.array([log2(max(1, counted)) - step for step in range(64)] + [0.0])
    idf = np.maximum(rarity[steps], 0)  # -1, a term without weight, is the last
    idf /= RARITY * log2(max(2, counted))
    raw = np.rint(_PRECISION * sublinear(terms.values)).astype(np.int64)
    evidence = np.where(kinds == PAIR, WORD, kinds)
    place = terms.row_of.astype(np.int64) * _KINDS + evidence[terms.columns]
    squares = np.where(kinds[terms.columns] == PAIR, 0, raw * raw)
    lengths = np.sqrt(np.bincount(place, squares, len(terms) * _KINDS))
    scale = ONE * np.sqrt(_kind_weights(latent))[evidence] * idf
    weight = np.rint(scale[terms.columns] * raw / np.maximum(lengths[place], 1)).astype(np.int64)
    values = np.minimum(weight, (1 << 14) - 1) << 1 | (terms.values >= OFTEN)
    return Rows(terms.starts, terms.columns, values.astype(np.int16)).where(weight > 0)


def _kind_weights(latent: bool) -> Array:
    found = np.zeros(_KINDS)
    found[WORD] = TEXT_WEIGHT * (1 - LATENT_SHARE if latent else 1)
    found[TAGGED], found[WRITTEN] = TAG_WEIGHT, AUTHOR_WEIGHT
    return found


def plain(weighed: Rows) -> Rows:
    """Return weights without the mark of what is said often."""
    return Rows(weighed.starts, weighed.columns, weighed.values >> 1)
