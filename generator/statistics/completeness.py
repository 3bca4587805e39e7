"""Completeness: how many papers say what of themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from generator.records.models import Paper


@dataclass(frozen=True, slots=True)
class Known:
    """A part of a record and how many papers have it."""

    part: str
    papers: int


ALWAYS = (
    *("authors", "date", "venue", "tags", "abstract"),
    *("code", "project", "pdf", "doi", "arxiv"),
)
"""What readers look for in every paper."""
SOMETIMES = ("openreview", "acl", "pmid", "dataset", "video", "slides", "tldr", "added")
"""What is counted only where a paper has it: no shelf of history misses PubMed."""

_OF_PAPERS = (
    *("authors", "date", "venue", "abstract", "doi", "arxiv"),
    *("openreview", "acl", "pmid", "tldr", "added"),
)
_OF_LINKS = ("code", "project", "dataset", "video", "slides")


def completeness(papers: Sequence[Paper], tags: Iterable[str]) -> tuple[Known, ...]:
    """Return how many papers have each part.

    Topics are those of the vocabulary, and a paper on arXiv has its PDF there.
    """
    links, vocabulary = [paper.links for paper in papers], set(tags)
    numbers = {part: _number(papers, part) for part in _OF_PAPERS}
    numbers |= {part: _number(links, part) for part in _OF_LINKS}
    numbers["tags"] = sum(not vocabulary.isdisjoint(paper.tags) for paper in papers)
    numbers["pdf"] = sum(1 for paper in papers if paper.arxiv or paper.links.pdf)
    parts = (*ALWAYS, *(part for part in SOMETIMES if numbers[part]))
    return tuple(Known(part, numbers[part]) for part in parts)


def _number(things: Sequence[object], part: str) -> int:
    return sum(map(bool, map(attrgetter(part), things)))
