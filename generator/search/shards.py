"""Shards: the inverted index as files, each with the terms and words of one range.

A shard holds, one after the other (`words` and `varints` as in `packing`):

1. its terms, in order
2. how many words each term stands for, and these words, each term's commonest first
3. the words of its range whose terms lie elsewhere, in order; those terms, in order and each once;
   and the place of each such word's term among them
4. for each word of (2) and (3), the whole part of the logarithm (base 2) of how often it was
   written, a byte each
5. for each term, its place in the first field of the first paper that holds it
6. for each field, for each term, how many papers hold it there
7. for each term, for each field, the papers' numbers, each less the one before
8. in the same order, how often the term stands there, less one
9. in the same order, how many terms that field of that paper has
10. in the same order, in which forms it stands there: bit n for its n-th word, the last bit for all
    rarer ones; among authors bit 0 for a family name, bit 1 for a name of the first author

A term too heavy for one shard is cut into several, which hold only it and begin with the same text.
Counts and lengths are raw, so that a shard changes only when a paper that holds its words does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from generator import addresses
from generator.search import packing, ranges
from generator.search.documents import FIELDS
from generator.search.inverted import Inverted, Numbers
from generator.search.range_files import RangeFiles, range_files

HEAVIEST = 17_000
"""A shard is about so heavy at most (gzip, in bytes), and most are heavier than two thirds of it.

Three words lead to three shards: of 25 kB each they would be too much to wait for, and smaller ones
would make the manifest longer, which every search waits for.
"""
TERM_WEIGHT = 10
POSTING_WEIGHT = 2.2
"""What a term and a posting take in a file (gzip, in bytes); measured."""
FOLDER = addresses.search("terms")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Range:
    """Some terms and words in a row, and which postings of each term and field belong to it."""

    begin: str
    terms: slice
    words: slice
    froms: Numbers
    tos: Numbers
    """The postings of the range's n-th term in field f are froms[n, f] to tos[n, f]."""


def shards(index: Inverted) -> RangeFiles:
    """Return the index as files."""
    found = _ranges(index)
    contents = (_content(index, one) for one in found)
    return range_files(FOLDER, contents, [one.begin for one in found])


def _ranges(index: Inverted) -> list[_Range]:
    begins = _begins(index)
    places, words = _places(index.terms, begins), _places(index.words, begins)
    whole = [
        _Range(
            begin=begin,
            terms=slice(*terms),
            words=slice(*own),
            froms=index.starts[terms[0] * len(FIELDS) : terms[1] * len(FIELDS)],
            tos=index.starts[terms[0] * len(FIELDS) + 1 : terms[1] * len(FIELDS) + 1],
        )
        for begin, terms, own in zip(
            begins,
            pairwise([*places, len(index.terms)]),
            pairwise([*words, len(index.words)]),
            strict=True,
        )
    ]
    return [part for one in whole for part in _parts(one)]


def _begins(index: Inverted) -> list[str]:
    """Return the text that each range begins with; terms that later papers bring move no cut."""
    weights = _weights(index)
    known = np.flatnonzero(weights)
    terms = [index.terms[term] for term in known.tolist()]
    heaviest = HEAVIEST / ranges.growth(index.documents)
    return ranges.separators(terms, ranges.cut(terms, weights[known], heaviest))


def _weights(index: Inverted) -> Numbers:
    """Return what each term takes among the first papers, in bytes."""
    sampled = np.concatenate([[0], np.cumsum(index.papers < ranges.sample_size(index.documents))])
    ends = sampled[index.starts[:: len(FIELDS)]]
    return ranges.weights(np.diff(ends), index.documents, TERM_WEIGHT, POSTING_WEIGHT)


def _places(words: Sequence[str], begins: Sequence[str]) -> list[int]:
    """Return where in sorted words each range begins."""
    keys = np.array([packing.sort_key(word) for word in words], dtype=object)
    wanted = np.array([packing.sort_key(begin) for begin in begins], dtype=object)
    return [int(place) for place in np.searchsorted(keys, wanted)]


def _parts(one: _Range) -> list[_Range]:
    """Cut a term that is alone in its range and too heavy by its postings, field by field."""
    most = int(HEAVIEST / POSTING_WEIGHT)
    postings = int((one.tos - one.froms).sum())
    if one.terms.stop - one.terms.start > 1 or postings <= most:
        return [one]
    sizes = one.tos - one.froms
    before = np.cumsum(sizes) - sizes
    parts = []
    for number in range(-(-postings // most)):
        low, high = (np.clip(end * most - before, 0, sizes) for end in (number, number + 1))
        words = one.words if not number else slice(one.words.stop, one.words.stop)
        parts.append(
            _Range(
                begin=one.begin,
                terms=one.terms,
                words=words,
                froms=one.froms + low,
                tos=one.froms + high,
            )
        )
    return parts


def _content(index: Inverted, one: _Range) -> bytes:
    sizes = one.tos - one.froms
    places = np.repeat(one.froms - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum())
    papers = index.papers[places]
    gaps = papers - np.concatenate([[0], papers[:-1]])
    first = (np.cumsum(sizes) - sizes)[sizes > 0]
    gaps[first] = papers[first]
    fields = np.tile(np.arange(len(FIELDS)), one.terms.stop - one.terms.start)
    lengths = index.lengths[papers, np.repeat(fields, sizes)]
    return b"".join(
        [
            packing.words(index.terms[one.terms]),
            _words(index, one),
            packing.varints(index.births[one.terms]),
            packing.varints(sizes.reshape(-1, len(FIELDS)).T),
            packing.varints(gaps),
            packing.varints(index.counts[places] - 1),
            packing.varints(lengths),
            packing.varints(index.forms[places]),
        ]
    )


def _words(index: Inverted, one: _Range) -> bytes:
    """Return the words of the range's terms, and the range's words that belong to other terms."""
    starts = index.word_starts[one.terms.start : one.terms.stop + 1]
    local = index.words_by_term[starts[0] : starts[-1]].tolist()
    terms = index.term_of_word[one.words]
    outside = (terms < one.terms.start) | (terms >= one.terms.stop)
    foreign = np.arange(one.words.start, one.words.stop)[outside].tolist()
    elsewhere = np.unique(terms[outside])
    logarithms = np.log2(index.word_counts[local + foreign]).astype(np.uint8)
    return b"".join(
        [
            packing.varints(np.diff(starts)),
            packing.words([index.words[word] for word in local]),
            packing.words([index.words[word] for word in foreign]),
            packing.words([index.terms[term] for term in elsewhere.tolist()]),
            packing.varints(np.searchsorted(elsewhere, terms[outside])),
            logarithms.tobytes(),
        ]
    )
