"""Vocabulary: what is known of each tag, from its entry and from the papers that have it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Any

import numpy as np
from msgspec.structs import replace as with_values

from generator.catalog import Catalog
from generator.contribute.names import Names, content_words
from generator.records.models import Paper, Tag
from generator.relate import Neighbours
from generator.relate.rows import Array

COMMON_SHARE = 0.35
"""A word in more than this share of the papers tells of no tag."""


def without_tags(catalog: Catalog) -> Catalog:
    """Return a catalog whose papers have no tags, so that none of them is close for its tags."""
    papers = tuple(with_values(paper, tags=()) for paper in catalog.papers)
    return replace(catalog, papers=papers, by_id={paper.id: paper for paper in papers})


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """Papers and tags by number: rows and columns of sparse matrices (scipy.sparse.csr_array)."""

    tags: tuple[Tag, ...]
    papers: list[Paper]
    neighbours: Neighbours
    given: Any
    """bool (papers, tags): whether a paper has a tag."""
    in_title: Any
    """int32 (papers, tags): how often a paper's title names a tag."""
    in_abstract: Any
    """int32 (papers, tags): how often its abstract does."""
    words: Any
    """float64 (papers, terms): what each term weighs in a paper; a row has the length 1.

    Columns are in order, here and below."""
    of_papers: Any
    """float64 (tags, terms): the sum of the rows of a tag's papers."""
    of_entry: Any
    """float64 (tags, terms): what each term weighs in a tag's entry; a row has the length 1."""


def learn(catalog: Catalog, neighbours: Neighbours) -> Vocabulary:
    """Return what is known of the tags of a catalog.

    `neighbours` are those of `without_tags(catalog)`, so that no evidence comes of a paper's tags
    but that which counts them.
    """
    tags = tuple(catalog.tags.values())
    papers = [catalog.by_id[paper.id] for paper in neighbours.papers]
    given = _given(papers, tags)
    names = Names(tags)
    counts, idf = _counts(neighbours)
    words = _weighed(counts, idf)
    of_papers = given.T.tocsr().astype(np.float64) @ words
    of_papers.sort_indices()
    return Vocabulary(
        tags=tags,
        papers=papers,
        neighbours=neighbours,
        given=given,
        in_title=_mentioned(names, [paper.title for paper in papers], len(tags)),
        in_abstract=_mentioned(names, [paper.abstract or "" for paper in papers], len(tags)),
        words=words,
        of_papers=of_papers,
        of_entry=_weighed(_entries(tags, neighbours), idf),
    )


def _sparse(rows: Sequence[int], columns: Sequence[int], shape: tuple[int, int]) -> Any:
    """Return how often each place is named."""
    from scipy.sparse import csr_array  # its import takes as long as all else on a small shelf

    ones = np.ones(len(rows), np.int32)
    matrix = csr_array((ones, (np.array(rows, int), np.array(columns, int))), shape=shape)
    matrix.sum_duplicates()
    return matrix


def _given(papers: Sequence[Paper], tags: Sequence[Tag]) -> Any:
    numbers = {tag.id: number for number, tag in enumerate(tags)}
    places = [
        (row, numbers[tag])
        for row, paper in enumerate(papers)
        for tag in dict.fromkeys(paper.tags)
        if tag in numbers
    ]
    return _at(places, (len(papers), len(tags))).astype(bool)


def _at(places: Iterable[tuple[int, int]], shape: tuple[int, int]) -> Any:
    listed = list(places)
    return _sparse([row for row, _ in listed], [column for _, column in listed], shape)


def _mentioned(names: Names, texts: Sequence[str], tags: int) -> Any:
    places = ((row, found.tag) for row, text in enumerate(texts) for found in names.mentions(text))
    return _at(places, (len(texts), tags))


def _counts(neighbours: Neighbours) -> tuple[Any, Array]:
    """Return how often each paper says each term, and what the rarity of the term is worth."""
    from scipy.sparse import csr_array

    said, term_of = neighbours.said, np.asarray(neighbours.term_of)
    terms = int(term_of.max(initial=-1)) + 1
    spoken = np.array([word[:1] not in {"#", "@"} for word in neighbours.words], bool)
    wanted = (spoken & (term_of >= 0))[said.columns]
    row, column = said.row_of[wanted], term_of[said.columns[wanted]]
    shape = (len(neighbours.papers), terms)
    counts = csr_array((said.values[wanted].astype(np.float64), (row, column)), shape=shape)
    counts.sum_duplicates()
    papers = max(1, shape[0])
    frequency = np.bincount(counts.indices, minlength=terms)
    idf = log(papers) - np.log(np.maximum(frequency, 1))
    return counts, np.where(frequency <= COMMON_SHARE * papers, idf, 0.0)


def _weighed(counts: Any, idf: Array) -> Any:
    """Return TF-IDF weights with sublinear counts, each row of length 1.

    Salton and Buckley, 1988, doi:10.1016/0306-4573(88)90021-0.
    """
    weights = counts.copy()
    weights.data = (1 + np.log(weights.data)) * idf[weights.indices]
    lengths = np.sqrt(np.asarray((weights * weights).sum(axis=1)).ravel())
    weights.data /= np.repeat(np.maximum(lengths, 1e-9), np.diff(weights.indptr))
    weights.eliminate_zeros()
    return weights


def _entries(tags: Sequence[Tag], neighbours: Neighbours) -> Any:
    """Return how often the entry of each tag says each term that a paper says."""
    numbers = dict(zip(neighbours.words, range(len(neighbours.words)), strict=True))
    term_of = neighbours.term_of
    terms = int(np.asarray(term_of).max(initial=-1)) + 1
    places = [
        (row, int(term_of[number]))
        for row, tag in enumerate(tags)
        for text in (tag.name, tag.name, tag.description or "", *tag.aliases)
        for number in _numbers(text, numbers)
        if term_of[number] >= 0
    ]
    return _at(places, (len(tags), terms)).astype(np.float64)


def _numbers(text: str, numbers: dict[str, int]) -> Iterable[int]:
    """Yield the numbers of the words of a text that papers say, in the plural or not."""
    for word in content_words(text):
        found = numbers.get(word, numbers.get(word + "s"))
        if found is not None:
            yield found
