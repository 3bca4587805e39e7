"""Papers that stand twice on a shelf: one id, DOI, arXiv id or title."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from generator.problems import Problem, Severity, quoted
from generator.records.document import problem_at
from generator.records.models import Paper
from generator.rules import Rule
from generator.same_paper import IDS, OF_MANY, Apart, apart, authors_of, normalised_title, year_of


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
        if problem := _title(paper, others.near(paper) if title in OF_MANY else others.papers):
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
    for key in (*IDS, "venue"):
        if value := getattr(paper, key):
            yield key, value
    if year := year_of(paper):
        yield "year", year
    for author in authors_of(paper):
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
