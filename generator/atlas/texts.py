"""Texts: what papers say, with numbers that do not depend on the order in which words were met."""

from dataclasses import dataclass

import numpy as np

from generator.relate import Neighbours
from generator.relate.rows import Array, Rows


@dataclass(frozen=True, slots=True)
class Texts:
    """Papers in the order of arrival, and their words in that of the alphabet."""

    titles: list[str]
    words: list[str]
    term_of: Array
    """The term of each word; terms are numbered by their first words."""
    said: Rows
    """How often each paper says each word."""


def texts_of(neighbours: Neighbours, papers: int | None = None) -> Texts:
    """Return what papers say, all or the first ones, and words that one of them says.

    A build that goes on from another has met words in another order than one that begins anew, and
    still knows some that no paper says any more.
    """
    count = len(neighbours.papers) if papers is None else papers
    starts = neighbours.said.starts[: count + 1]
    columns = neighbours.said.columns[: starts[-1]]
    used = np.flatnonzero(np.bincount(columns, minlength=len(neighbours.words)))
    words = [neighbours.words[number] for number in used.tolist()]
    order = np.array(sorted(range(len(words)), key=words.__getitem__), np.int64)
    place = np.zeros(len(neighbours.words), np.int32)
    place[used[order]] = np.arange(len(order))
    _, first, group = np.unique(
        neighbours.term_of[used[order]], return_index=True, return_inverse=True
    )
    return Texts(
        titles=[paper.title for paper in neighbours.papers[:count]],
        words=[words[number] for number in order.tolist()],
        term_of=np.argsort(np.argsort(first)).astype(np.int32)[group],
        said=Rows(starts, place[columns], neighbours.said.values[: starts[-1]]),
    )
