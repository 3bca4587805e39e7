"""The dictionary: every word and every term, for what a query's spelling alone does not lead to.

It is fetched only to correct a word that no paper holds, and for wildcards and fuzzy terms. Words
are sorted by their ends: those with the same beginning stand together in a shard already, so a word
with one wrong letter is found in the one place or the other.

A file holds its words, each spelt backwards, in order (`packing.words`), then a byte for each: 128
when it is a term, plus, when it was written as a word, one and the whole part of the logarithm
(base 2) of how often.
"""

from itertools import pairwise

import numpy as np

from generator import addresses
from generator.search import packing, ranges
from generator.search.inverted import Inverted
from generator.search.range_files import RangeFiles, range_files

IS_TERM = 128
HEAVIEST = 24_000
WORD_WEIGHT = 4
"""What a word takes in a file (gzip, in bytes); measured."""
FOLDER = addresses.search("words")


def dictionary(index: Inverted) -> RangeFiles:
    """Return the dictionary as files, which begin with texts spelt backwards."""
    classes = dict.fromkeys(index.terms, IS_TERM)
    logarithms = np.log2(index.word_counts).astype(int).tolist()
    for word, logarithm in zip(index.words, logarithms, strict=True):
        classes[word] = classes.get(word, 0) + 1 + logarithm
    backwards = sorted(((word[::-1], kind) for word, kind in classes.items()), key=_key)
    words = [word for word, _ in backwards]
    kinds = bytes(kind for _, kind in backwards)
    weights = np.full(len(words), WORD_WEIGHT)
    places = ranges.cut(words, weights, HEAVIEST)
    contents = (
        packing.words(words[start:stop]) + kinds[start:stop]
        for start, stop in pairwise([*places, len(words)])
    )
    return range_files(FOLDER, contents, ranges.separators(words, places))


def _key(entry: tuple[str, int]) -> bytes:
    return packing.sort_key(entry[0])
