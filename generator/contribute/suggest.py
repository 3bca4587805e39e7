"""Suggest: tags that papers might have, the likeliest first, each with what speaks for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from generator.catalog import Catalog
from generator.contribute.evidence import Evidence, evidence
from generator.contribute.names import Names, content_words
from generator.contribute.vocabulary import Vocabulary, learn, without_tags
from generator.records.models import Paper, Tag
from generator.relate import related
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
    catalog: Catalog, papers: Sequence[Paper], limit: int, least: float
) -> Iterator[Suggested]:
    """Yield for each paper, in the given order, at most `limit` tags with a score of `least`.

    Tags that the paper has, and wider ones, are not among them.
    """
    known = learn(catalog, related(without_tags(catalog), 0).neighbours)
    names = Names(known.tags)
    numbers = {paper.id: row for row, paper in enumerate(known.papers)}
    rows = np.array([numbers[paper.id] for paper in papers], np.int64)
    for some in evidence(known, rows):
        scores = some.scores
        for place, row in enumerate(some.rows.tolist()):
            paper = known.papers[row]
            chosen = choose(catalog, paper, known.tags, scores[place], limit, least)
            found = (_suggestion(catalog, known, names, some, place, tag) for tag in chosen)
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
    catalog: Catalog, known: Vocabulary, names: Names, some: Evidence, place: int, number: int
) -> Suggestion:
    row = int(some.rows[place])
    paper, tag = known.papers[row], known.tags[number]
    in_title = _named(names, paper.title, number)
    in_abstract = _named(names, paper.abstract or "", number)
    told = frozenset(content_words(" ".join((*in_title, *in_abstract))))
    others = known.of_papers[[number]].toarray()[0]
    if tag.id in paper.tags:
        others = others - known.words[[row]].toarray()[0]
    return Suggestion(
        tag=tag,
        score=float(some.scores[place, number]),
        in_title=in_title,
        in_abstract=in_abstract,
        naming=int(some.naming[place, number]),
        naming_and_having=int(some.naming_and_having[place, number]),
        sharing=int(some.sharing[place, number]),
        closest=int(some.closest[place]),
        words=_shared(known, row, others, told),
        entry_words=_shared(known, row, known.of_entry[[number]].toarray()[0], told),
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


def _shared(known: Vocabulary, row: int, profile: Array, told: frozenset[str]) -> tuple[str, ...]:
    """Return what of a paper's words weighs most in a profile, as the paper writes it.

    `told` are words that are told already, as `content_words` gives them.
    """
    said = known.neighbours.said
    span = slice(int(said.starts[row]), int(said.starts[row + 1]))
    length = float(np.sqrt(profile @ profile)) or 1.0
    own = known.words[[row]].toarray()[0]
    forms: dict[int, tuple[int, str]] = {}
    for number, times in zip(said.columns[span].tolist(), said.values[span].tolist(), strict=True):
        term, word = int(known.neighbours.term_of[number]), known.neighbours.words[number]
        if term >= 0 and (times, word) > forms.get(term, (0, "")):
            forms[term] = (times, word)
    worth = {term: own[term] * profile[term] / length for term in forms}
    best = sorted(worth, key=lambda term: (-worth[term], forms[term][1]))[:SHOWN_WORDS]
    shown = [forms[term][1] for term in best if worth[term] >= _TELLING]
    return tuple(word for word in shown if not told.issuperset(content_words(word)))
