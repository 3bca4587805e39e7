"""Advice: which new or changed papers may stand twice, and which tags new ones might have."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.catalog import Catalog, build_catalog
from generator.contribute.duplicates import likely_pairs
from generator.contribute.suggest import suggest
from generator.contribute.vocabulary import without_tags
from generator.contribute.wording import reasons
from generator.records.models import Paper
from generator.records.read import Records
from generator.relate import related
from generator.review.closest import closest
from generator.review.models import Difference, Duplicate, TagSuggestion

WHOLE = 2_000
"""A shelf of so many papers is related as a whole."""
TOUCHED = 300
"""Of more papers than so many nothing is said: that is an import, which says it itself."""
_AROUND = 1_000
_TAGS = 4
_LEAST = 0.5
"""What a tag must score to be suggested."""


@dataclass(frozen=True, slots=True)
class Advice:
    """What a maintainer may want to look at."""

    duplicates: tuple[Duplicate, ...] = ()
    suggestions: tuple[TagSuggestion, ...] = ()


def advice(records: Records, differences: Iterable[Difference]) -> Advice | None:
    """Return what to say of the papers of some differences; None when they are too many."""
    how = {one.id: one.how for one in differences if one.kind == "paper" and one.how != "removed"}
    touched = [paper for paper in records.papers if paper.id in how]
    if len(touched) > TOUCHED:
        return None
    if not touched:
        return Advice()
    catalog = _catalog(records, touched)
    new = [paper for paper in touched if how[paper.id] == "added"]
    return Advice(tuple(_duplicates(catalog, how)), tuple(_suggestions(catalog, new)))


def _catalog(records: Records, touched: Sequence[Paper]) -> Catalog:
    papers = records.papers
    if len(papers) > WHOLE:
        papers = tuple(closest(papers, touched, max(20, _AROUND // len(touched))))
    return build_catalog(replace(records, papers=papers, collections=()))


def _duplicates(catalog: Catalog, touched: Iterable[str]) -> Iterator[Duplicate]:
    names = frozenset(touched)
    for one, other, why in likely_pairs(catalog, related(catalog, 0).neighbours, names):
        mine, theirs = (other, one) if one.id not in names else (one, other)
        yield Duplicate(
            id=mine.id,
            other=theirs.id,
            title=theirs.title,
            path=theirs.source.path,
            line=theirs.source.line,
            why=why,
        )


def _suggestions(catalog: Catalog, new: Sequence[Paper]) -> Iterator[TagSuggestion]:
    if not catalog.tags or not new:
        return
    neighbours = related(without_tags(catalog), 0).neighbours
    for one in suggest(catalog, new, _TAGS, _LEAST, neighbours):
        for found in one.suggestions:
            yield TagSuggestion(
                id=one.paper.id, tag=found.tag.id, score=found.score, why=reasons(found)
            )
