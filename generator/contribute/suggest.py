"""Suggest: tags that papers might have, the likeliest first, each with what speaks for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from generator.catalog import Catalog
from generator.contribute.evidence import Evidence, evidence
from generator.contribute.names import Names, content_words
from generator.contribute.vocabulary import Vocabulary, learn, without_tags
from generator.records.models import Paper, Tag
from generator.relate import Neighbours, related
from generator.relate.rows import Array

SHOWN_WORDS = 3
_TELLING = 0.03
"""What a word that is shown adds at least to a similarity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A tag that a paper might have, and what speaks for it."""

    tag: Tag
    score: float
    """How likely a person would choose it, from 0 to 1."""
    in_title: tuple[str, ...]
    """The names of the tag as the title writes them, each once."""
    in_abstract: tuple[str, ...]
    naming: int
    """How many other papers name the tag."""
    naming_and_having: int
    """How many of those have it."""
    sharing: int
    """How many of the closest papers have it."""
    closest: int
    """How many closest papers were asked."""
    words: tuple[str, ...]
    """What the paper says as other papers with the tag do."""
    entry_words: tuple[str, ...]
    """What the paper says as the tag's entry does."""
    below: Tag | None
    """A wider tag that the paper has."""


@dataclass(frozen=True, slots=True)
class Suggested:
    """A paper and the tags that it might have."""

    paper: Paper
    suggestions: tuple[Suggestion, ...]


def suggest(
    catalog: Catalog,
    papers: Sequence[Paper],
    limit: int,
    least: float,
    neighbours: Neighbours | None = None,
) -> Iterator[Suggested]:
    """Yield for each paper, in the given order, at most `limit` tags with a score of `least`.

    Tags that the paper has, and wider ones, are not among them. `neighbours` are those of
    `without_tags(catalog)`, where they are known already.
    """
    known = learn(catalog, neighbours or related(without_tags(catalog), 0).neighbours)
    names = Names(known.tags)
    numbers = {paper.id: row for row, paper in enumerate(known.papers)}
    rows = np.array([numbers[paper.id] for paper in papers], np.int64)
    for some in evidence(known, rows):
        scores = some.scores
        for place, row in enumerate(some.rows.tolist()):
            paper = known.papers[row]
            chosen = choose(catalog, paper, known.tags, scores[place], limit, least)
            found = (
                _suggestion(catalog, known, names, some, (place, tag), float(scores[place, tag]))
                for tag in chosen
            )
            yield Suggested(paper, tuple(found))


def choose(
    catalog: Catalog, paper: Paper, tags: Sequence[Tag], scores: Array, limit: int, least: float
) -> list[int]:
    """Return the numbers of the likeliest tags that a paper lacks, by their scores.

    Of a tag and one below it the narrower is chosen when it scores more, or half as much.
    """
    has = {above.id for tag in catalog.tags_of(paper) for above in [tag, *catalog.tag_path(tag)]}
    order = [n for n in np.argsort(-scores, kind="stable").tolist() if scores[n] >= least]
    order = [number for number in order if tags[number].id not in has]
    strength = {tags[number].id: float(scores[number]) for number in order}
    wider = {
        above.id
        for number in order
        for above in catalog.tag_path(tags[number])
        if strength[tags[number].id] >= strength.get(above.id, 0.0) / 2
    }
    return [number for number in order if tags[number].id not in wider][:limit]


def _suggestion(
    catalog: Catalog,
    known: Vocabulary,
    names: Names,
    some: Evidence,
    at: tuple[int, int],
    score: float,
) -> Suggestion:
    place, number = at
    row = int(some.rows[place])
    paper, tag = known.papers[row], known.tags[number]
    in_title = _named(names, paper.title, number)
    in_abstract = _named(names, paper.abstract or "", number)
    told = frozenset(content_words(" ".join((*in_title, *in_abstract))))
    return Suggestion(
        tag=tag,
        score=score,
        in_title=in_title,
        in_abstract=in_abstract,
        naming=int(some.naming[at]),
        naming_and_having=int(some.naming_and_having[at]),
        sharing=int(some.sharing[at]),
        closest=int(some.closest[place]),
        words=_shared(known, row, known.of_papers, number, told),
        entry_words=_shared(known, row, known.of_entry, number, told),
        below=next(
            (above for above in reversed(catalog.tag_path(tag)) if above.id in paper.tags), None
        ),
    )


def _named(names: Names, text: str, tag: int) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for mention in names.mentions(text):
        if mention.tag == tag:
            found.setdefault(" ".join(content_words(mention.text)), mention.text)
    return tuple(found.values())


def _shared(
    known: Vocabulary, row: int, profiles: Any, tag: int, told: frozenset[str]
) -> tuple[str, ...]:
    """Return what of a paper's words weighs most in a tag's profile, as the paper writes it.

    `told` are words that are told already, as `content_words` gives them.
    """
    terms, own = _row(known.words, row)
    columns, weights = _row(profiles, tag)
    if not len(columns):
        return ()
    places = np.minimum(np.searchsorted(columns, terms), len(columns) - 1)
    length = float(np.sqrt(weights @ weights))
    worth = np.where(columns[places] == terms, own * weights[places], 0.0) / length
    best = np.argsort(-worth, kind="stable")[:SHOWN_WORDS]
    shown = [_form(known, row, int(terms[n])) for n in best.tolist() if worth[n] >= _TELLING]
    return tuple(word for word in shown if not told.issuperset(content_words(word)))


def _row(matrix: Any, number: int) -> tuple[Array, Array]:
    """Return the columns of a row, in order, and their values."""
    span = slice(int(matrix.indptr[number]), int(matrix.indptr[number + 1]))
    return matrix.indices[span], matrix.data[span]


def _form(known: Vocabulary, row: int, term: int) -> str:
    """Return how a paper writes a term most often."""
    near = known.neighbours
    span = slice(int(near.said.starts[row]), int(near.said.starts[row + 1]))
    numbers, times = near.said.columns[span], near.said.values[span]
    places = np.flatnonzero(near.term_of[numbers] == term).tolist()
    return max((int(times[n]), near.words[int(numbers[n])]) for n in places)[1]
