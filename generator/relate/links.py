"""Links: related papers with the evidence for each, made from numbers when they are asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np

from generator.catalog import Catalog
from generator.records.models import Paper
from generator.relate.dull import is_dull
from generator.relate.language import Language
from generator.relate.model import ONE
from generator.relate.near import NOBODY
from generator.relate.rows import Array
from generator.relate.spelling import Spelling, plurals

Words = Mapping[int, list[int]]
"""The numbers of a paper's words by the terms that they stand for."""
SHOWN = 3
"""So many shared terms are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A paper that belongs beside another, with the evidence for it."""

    paper: Paper
    why: str = ""
    """What a person wrote in the record."""
    named: bool = False
    """Whether the record of the other paper names this one."""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    score: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """For each row (a paper in the order of arrival) the rows it links to, and the evidence."""

    other: Array
    score: Array
    terms: Array
    """Some shared terms for each link, those first that explain it best."""


class Links(Mapping[str, tuple[Link, ...]]):
    """The related papers of each paper, the closest first, by its id."""

    def __init__(
        self, catalog: Catalog, papers: list[Paper], chosen: Chosen, language: Language
    ) -> None:
        """Take the papers by row, and what they say."""
        self._catalog = catalog
        self._papers = papers
        self._chosen = chosen
        self._language = language
        self._rows = {paper.id: row for row, paper in enumerate(papers)}

    def __getitem__(self, paper_id: str) -> tuple[Link, ...]:
        """Return a paper's links."""
        row = self._rows[paper_id]
        others = self._chosen.other[row].tolist()
        mine, spelling = self._language.by_their_terms(row), Spelling(self._papers[row])
        return tuple(
            self._link(row, place, other, mine, spelling)
            for place, other in enumerate(others)
            if other != NOBODY
        )

    def __iter__(self) -> Iterator[str]:
        """Iterate over the papers' ids in the catalog's order."""
        return (paper.id for paper in self._catalog.papers)

    def __len__(self) -> int:
        """Return the number of papers."""
        return len(self._papers)

    def __contains__(self, paper_id: object) -> bool:
        """Tell whether a paper is on the shelf."""
        return paper_id in self._rows

    def ids(self, paper_id: str) -> list[str]:
        """Return the ids of a paper's related papers, without the evidence."""
        others = self._chosen.other[self._rows[paper_id]].tolist()
        return [self._papers[other].id for other in others if other != NOBODY]

    def face(self, paper_id: str) -> int:
        """Return a number of 64 bits for the related papers' records and the words of all reasons.

        Shared tags and authors follow from the records and from what authors are called.
        """
        return int(self._faces[self._rows[paper_id]])

    @cached_property
    def _faces(self) -> Array:
        digests = np.array([*(paper.digest for paper in self._papers), 0], np.uint64)
        shown = self._chosen.terms
        names = np.zeros(len(self._language.terms) + 1, np.uint64)  # the last is that of no term
        for term in np.unique(shown[shown != NOBODY]).tolist():
            name = blake2b(self._language.terms[term], digest_size=8).digest()
            names[term] = int.from_bytes(name)
        parts = [digests[self._chosen.other], *np.moveaxis(names[shown], 2, 0)]
        faces = np.zeros(len(self._papers), np.uint64)
        for part in parts:
            for column in part.T:
                faces = _mixed(faces ^ column)
        return faces

    def _link(
        self,
        row: int,
        place: int,
        other_row: int,
        mine: Mapping[int, list[int]],
        spelling: Spelling,
    ) -> Link:
        paper, other = self._papers[row], self._papers[other_row]
        slugs = set(self._catalog.slugs_of(other))
        authors = tuple(slug for slug in self._catalog.slugs_of(paper) if slug in slugs)
        tags = tuple(tag for tag in paper.tags if tag in other.tags)
        terms = [t for t in self._chosen.terms[row, place].tolist() if t != NOBODY]
        if (tags or authors) and all(self._is_dull(term) for term in terms):
            terms = []
        return Link(
            paper=other,
            why=next((r.why for r in paper.related if r.paper == other.id), ""),
            named=any(entry.paper == paper.id for entry in other.related),
            tags=tags,
            authors=authors,
            words=spelling.phrases(self._forms(mine, other_row, terms))[:SHOWN],
            score=int(self._chosen.score[row, place]) / ONE**2,
        )

    def _is_dull(self, term: int) -> bool:
        return is_dull(self._language.terms[term])

    def _forms(self, mine: Words, other: int, terms: list[int]) -> list[tuple[str, ...]]:
        """Return the forms in which a paper may write each term; those that both write first.

        A term that each writes in another form comes last: "decisive" is not "decision".
        """
        language = self._language
        singular_of = language.singular_of
        theirs = set(singular_of[language.words_of(other)].tolist())
        shared: list[tuple[str, ...]] = []
        apart: list[tuple[str, ...]] = []
        for term in terms:
            if term not in mine:
                shared.append(plurals(language.terms[term].decode()))
                continue
            both = [word for word in mine[term] if int(singular_of[word]) in theirs]
            forms = tuple(language.words[word].decode() for word in both or mine[term])
            (shared if both else apart).append(forms)
        return shared or apart[:1]


def _mixed(numbers: Array) -> Array:
    """Spread each number over 64 bits.

    SplitMix64: Steele, Lea and Flood, 2014, doi:10.1145/2660193.2660195.
    """
    mixed = numbers + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    result: Array = mixed ^ (mixed >> np.uint64(31))
    return result
