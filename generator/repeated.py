"""Papers that stand twice: one id, DOI, arXiv id or title, and when one title is of two papers."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum

from generator.problems import Problem, Severity, quoted
from generator.records.document import problem_at
from generator.records.identifiers import fold
from generator.records.models import Paper
from generator.rules import Rule

_LETTERS = re.compile(r"[^\W_]+")
_NO_LETTERS = {code: None for code in range(128) if not chr(code).isalnum()}
_IDS = ("doi", "arxiv", "openreview", "acl", "pmid")
_FEW_WORDS = 2
_OF_MANY = frozenset(
    "acknowledgements acknowledgments addendum afterword announcement authorindex backmatter "
    "bookreview bookreviews calendarofevents comment commentary comments committees conclusion "
    "conclusions contents contributors copyright copyrightpage correction corrections corrigenda "
    "corrigendum discussion editorial editorialboard editorsintroduction editorsnote epilogue "
    "errata erratum foreword frontmatter guesteditorial guesteditorsintroduction inmemoriam index "
    "introduction introductiontotheproceedings introductiontothespecialissue "
    "introductiontothisspecialissue inthisissue keynote keynotes letterfromtheeditor "
    "lettertotheeditor listofauthors listofcontributors listofreviewers messagefromthechairs "
    "messagefromthegeneralchairs messagefromtheprogramchairs news obituary organization "
    "organizingcommittee overview panel preface prefacetotheproceedings preliminaries "
    "programcommittee prologue rejoinder reply response retraction retractionnotice review "
    "reviewers sponsors subjectindex summary tableofcontents titlepage titlepages welcome "
    "welcomemessage workshops workshopsummary".split()
)
"""Titles that volumes of proceedings and of journals have, as `normalised_title` has them."""


class Apart(Enum):
    """How sure it is that two papers with one title are two papers."""

    NOT = "not"
    PERHAPS = "perhaps"
    SURELY = "surely"


def normalised_title(title: str) -> str:
    """Return a title's letters and digits alone, without case and diacritics."""
    folded = fold(title)
    return folded.translate(_NO_LETTERS) if folded.isascii() else "".join(_LETTERS.findall(folded))


def apart(one: Paper, other: Paper) -> Apart:
    """Return whether two papers with one title are two, by what else their records say.

    A title that many volumes have ("Preface") is told apart by an id, the venue, the year or the
    authors; a title of one or two words by other authors with any of those; a longer one by other
    authors with an id, and then not surely. Where somebody wrote both, they are one, but for titles
    of many with two ids.
    """
    ids = [(getattr(one, key), getattr(other, key)) for key in _IDS]
    if any(mine and mine == theirs for mine, theirs in ids):
        return Apart.NOT
    is_many = normalised_title(one.title) in _OF_MANY
    other_id = any(mine and theirs for mine, theirs in ids)
    differs = other_id or _differ(one.venue, other.venue) or _differ(_year(one), _year(other))
    mine, theirs = _authors(one), _authors(other)
    if mine & theirs:
        return Apart.PERHAPS if is_many and other_id else Apart.NOT
    other_authors = bool(mine and theirs)
    if is_many:
        return Apart.SURELY if differs or other_authors else Apart.NOT
    if other_authors and differs and _is_short(one.title):
        return Apart.SURELY
    return Apart.PERHAPS if other_authors and other_id else Apart.NOT


def _differ(one: object, other: object) -> bool:
    return bool(one and other and one != other)


def _is_short(title: str) -> bool:
    return fold(title).isascii() and len(_LETTERS.findall(title)) <= _FEW_WORDS


def _authors(paper: Paper) -> set[str]:
    return {fold(author.name) for author in paper.authors}


def _year(paper: Paper) -> int | None:
    return paper.date.year if paper.date else None


def repeated_papers(papers: Sequence[Paper]) -> Iterator[Problem]:
    """Yield what is wrong with papers that have one id, DOI, arXiv id or title."""
    values: Mapping[str, Iterable[str | None]] = {
        "id": (paper.id for paper in papers),
        "doi": (paper.doi and paper.doi.lower() for paper in papers),
        "arxiv": (paper.arxiv for paper in papers),
    }
    for key, named in values.items():
        first: dict[str, Paper] = {}
        for value, paper in zip(named, papers, strict=True):
            if value and (earlier := first.setdefault(value, paper)) is not paper:
                yield _repeated(key, paper, earlier)
    yield from _titles(papers)


def _titles(papers: Iterable[Paper]) -> Iterator[Problem]:
    titled: defaultdict[str, _Titled] = defaultdict(_Titled)
    for paper in papers:
        if not (title := normalised_title(paper.title)):
            continue
        others = titled[title]
        if problem := _title(paper, others.near(paper) if title in _OF_MANY else others.papers):
            yield problem
        others.add(paper)


class _Titled:
    """Papers of one title, and which of them another one of a title of many may be."""

    def __init__(self) -> None:
        self.papers: list[Paper] = []
        self.by_fact: defaultdict[str, dict[object, list[int]]] = defaultdict(dict)
        self.having: Counter[str] = Counter()

    def add(self, paper: Paper) -> None:
        for fact, value in _facts(paper):
            self.by_fact[fact].setdefault(value, []).append(len(self.papers))
            self.having[fact] += 1
        self.papers.append(paper)

    def near(self, paper: Paper) -> list[Paper]:
        """Return the papers that a fact does not tell from this one, which all others have."""
        facts = list(_facts(paper))
        shared = [self.by_fact[fact].get(value, []) for fact, value in facts]
        if not any(self.having[fact] == len(self.papers) for fact, _ in facts if fact != "author"):
            return self.papers
        return [self.papers[row] for row in sorted({row for rows in shared for row in rows})]


def _facts(paper: Paper) -> Iterator[tuple[str, object]]:
    """Yield what tells papers of a title of many apart, or joins them."""
    for key in (*_IDS, "venue"):
        if value := getattr(paper, key):
            yield key, value
    if year := _year(paper):
        yield "year", year
    for author in _authors(paper):
        yield "author", author


def _title(paper: Paper, others: Sequence[Paper]) -> Problem | None:
    """Return what is wrong with the title of a paper that others have, too."""
    perhaps = None
    for other in others:
        match apart(other, paper):
            case Apart.NOT:
                return _repeated("title", paper, other)
            case Apart.PERHAPS:
                perhaps = perhaps or other
    if perhaps is None or _names(paper, perhaps) or _names(perhaps, paper):
        return None
    where = f"{perhaps.source.path}:{perhaps.source.line}"
    message = f"{quoted(paper.title)} is also the title at {where}"
    advice = "keep one record a paper; if they are two, name the other under related"
    severity = Severity.WARNING
    return problem_at(
        paper.source, ("title",), message, advice, severity, "title", Rule.REPEATED_PAPER
    )


def _names(paper: Paper, other: Paper) -> bool:
    return any(related.paper == other.id for related in paper.related)


def _repeated(key: str, paper: Paper, earlier: Paper) -> Problem:
    where = f"{earlier.source.path}:{earlier.source.line}"
    message = f"{quoted(getattr(paper, key))} is already at {where}"
    advice = "keep one record a paper"
    return problem_at(paper.source, (key,), message, advice, key=key, rule=Rule.REPEATED_PAPER)
