"""Edits: how often a change to one paper moves a cut, and so changes shards without its words."""

import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from generator.search import ranges
from generator.search.analysis import Vocabulary
from generator.search.documents import FIELDS
from generator.search.occurrences import AUTHORS
from generator.search.packing import sort_key
from generator.search.shards import HEAVIEST, POSTING_WEIGHT, TERM_WEIGHT

SEED = 1
ABSTRACT = FIELDS.index("abstract")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def moved_cuts(documents: Path, edits: int) -> dict[str, object]:
    """Return how many of some random edits move a cut; `documents` lists [id, text of each field].

    An edit takes a sentence out of an abstract and puts in one of another abstract.
    """
    texts: list[list[str]] = [texts for _, *texts in json.loads(documents.read_text("utf-8"))]
    sample = texts[: ranges.sample_size(len(texts))]
    postings = Counter({term: 0 for text in texts for term in _postings(text)})
    postings.update(term for text in sample for term in _postings(text))
    before = _cuts(postings, texts)
    chance = random.Random(SEED)  # noqa: S311 - no secret
    moved = [len(before ^ _cuts(_edited(postings, sample, chance), texts)) for _ in range(edits)]
    return {
        "what": "edits of a random paper after which other shards than those of its words change",
        "shards": len(before),
        "edits": edits,
        "edits_that_move_a_cut": sum(number > 0 for number in moved),
    }


def _edited(
    postings: Counter[str], sample: Sequence[Sequence[str]], chance: random.Random
) -> Counter[str]:
    paper, other = chance.sample(sample, 2)
    sentences = _SENTENCE.split(paper[ABSTRACT])
    sentences[chance.randrange(len(sentences))] = chance.choice(_SENTENCE.split(other[ABSTRACT]))
    after = [*paper[:ABSTRACT], " ".join(sentences)]
    edited = Counter(postings)
    edited.subtract(_postings(paper))
    edited.update(_postings(after))
    return edited  # a term that is gone stays listed, as if another paper held it


def _postings(texts: Sequence[str]) -> Iterable[str]:
    """Yield a term for each field of a paper that holds it."""
    vocabulary = Vocabulary()
    for field, text in enumerate(texts):
        words = vocabulary.all(text) if field == AUTHORS else vocabulary.telling(text)
        yield from {vocabulary.terms[word] for word in words}


def _cuts(postings: Counter[str], texts: Sequence[object]) -> set[str]:
    """Return the texts that the shards begin with."""
    terms = sorted(postings, key=sort_key)
    numbers = np.array([postings[term] for term in terms], dtype=np.int64)
    weights = ranges.weights(numbers, len(texts), TERM_WEIGHT, POSTING_WEIGHT)
    places = ranges.cut(terms, weights, HEAVIEST / ranges.growth(len(texts)))
    return set(ranges.separators(terms, places))
