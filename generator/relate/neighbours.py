"""Neighbours: for every paper the closest others, whether its page shows them or not."""

from dataclasses import dataclass

from generator.records.models import Paper
from generator.relate.rows import Array, Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """Papers by row, in the order of arrival, and who is close to whom."""

    papers: list[Paper]
    other: Array
    """int32 (papers, candidates): the rows of the closest others, the best first; then -1."""
    closeness: Array
    """float32 (papers, candidates): the similarity of each, from 0 to 1 and a little more."""
    said: Rows
    """How often each paper says each word."""
    words: list[str]
    """The words by number; a tag begins with "#", an author with "@"."""
    term_of: Array
    """The term of each word: words with one stem have one term, a filler has -1."""
