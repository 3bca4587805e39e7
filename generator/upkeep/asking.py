"""Asking: many papers at once where a service allows it; one that fails is not asked again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from generator.lookup import acl, arxiv, crossref, openalex, semantic_scholar
from generator.lookup.access import Access
from generator.lookup.facts import Facts
from generator.records.models import Paper
from generator.upkeep import stars
from generator.upkeep.published import is_preprint, proposal
from generator.web.errors import OfflineError, WebError

T = TypeVar("T")
_KINDS = ("arxiv", "doi", "acl", "pmid")
_ARXIV_DOI = "10.48550/arxiv."


@dataclass
class Asked:
    """What services said, paper by paper, and which of them did not answer."""

    facts: dict[str, list[Facts]] = field(default_factory=dict)
    """By the papers' ids, in the order of the questions."""
    stars: dict[str, int] = field(default_factory=dict)
    """By repository, owner/name."""
    troubles: dict[str, str] = field(default_factory=dict)
    """A sentence by the name of the service."""
    answered: bool = False
    offline: bool = False

    def add(self, paper: Paper, facts: Facts | None) -> None:
        """Take what a service says of a paper, if it is of this one."""
        if facts and not (facts.arxiv and paper.arxiv and facts.arxiv != paper.arxiv):
            self.facts.setdefault(paper.id, []).append(facts)

    def of(self, paper: Paper) -> Sequence[Facts]:
        """Return what is said of a paper, the most trusted service first."""
        return sorted(self.facts.get(paper.id, ()), key=lambda facts: _TRUST.index(facts.source))

    def tried(self, name: str, questions: Iterable[T]) -> Iterator[T]:
        """Yield the answers of a service until it fails, which is noted."""
        try:
            for answer in questions:
                self.answered = True
                yield answer
        except OfflineError as error:
            self.offline = True
            self.troubles[name] = f"{name} cannot be reached: {error.reason}"
        except WebError as error:
            self.answered = True
            self.troubles[name] = f"{name} did not answer: {error.reason}"


_TRUST = (crossref.NAME, acl.NAME, arxiv.NAME, semantic_scholar.NAME, openalex.NAME)
"""Publishers first; then authors; then those who gather from others."""


def ask_about_papers(
    papers: Sequence[Paper], asked: Asked, access: Access, advance: Callable[[int], None]
) -> None:
    """Ask for citations and published versions at Semantic Scholar; what it lacks, at OpenAlex."""
    named = [(paper, name) for paper in papers if (name := _scholar_name(paper))]
    for some in _batches(named, semantic_scholar.BATCH):
        names = [name for _, name in some]
        answers = _once(partial(semantic_scholar.by_names, names, access))
        for found in asked.tried(semantic_scholar.NAME, answers):
            for (paper, _), facts in zip(some, found, strict=True):
                asked.add(paper, facts)
        advance(len(some))
        if semantic_scholar.NAME in asked.troubles:
            break
    unknown = [paper for paper in papers if not _is_counted(asked.of(paper))]
    _ask_openalex(unknown, asked, access)


def _is_counted(said: Iterable[Facts]) -> bool:
    return any(facts.citations is not None for facts in said)


def _scholar_name(paper: Paper) -> str:
    found = ((kind, getattr(paper, kind)) for kind in _KINDS)
    return next((semantic_scholar.paper_name(k, value) for k, value in found if value), "")


def _ask_openalex(papers: Sequence[Paper], asked: Asked, access: Access) -> None:
    by_doi: dict[str, Paper] = {}
    for paper in papers:
        if doi := paper.doi or (paper.arxiv and _ARXIV_DOI + paper.arxiv):
            by_doi.setdefault(doi.lower(), paper)
    for dois in _batches(list(by_doi), openalex.BATCH):
        answers = _once(partial(openalex.by_dois, list(dois), access))
        for found in asked.tried(openalex.NAME, answers):
            for facts in found:
                doi = facts.doi.lower() or _ARXIV_DOI + facts.arxiv
                if doi in by_doi:
                    asked.add(by_doi[doi], facts)
        if openalex.NAME in asked.troubles:
            return


def ask_arxiv(papers: Sequence[Paper], asked: Asked, access: Access) -> None:
    """Ask arXiv whether authors say where their preprints appeared."""
    by_id = {paper.arxiv: paper for paper in papers if paper.arxiv and is_preprint(paper)}
    for ids in _batches(list(by_id), arxiv.BATCH):
        answers = _once(partial(arxiv.by_ids, ids, access))
        for found in asked.tried(arxiv.NAME, answers):
            for facts in found:
                if facts.arxiv in by_id:
                    asked.add(by_id[facts.arxiv], facts)
        if arxiv.NAME in asked.troubles:
            return


def ask_publishers(papers: Sequence[Paper], asked: Asked, access: Access) -> None:
    """Ask Crossref and the ACL Anthology for the published versions that others tell of."""
    for paper in papers:
        new = {change.key: change.value for change in proposal(paper, asked.of(paper)).changes}
        if doi := new.get("doi"):
            _ask_one(paper, crossref.NAME, partial(crossref.by_doi, doi, access), asked)
        if name := new.get("acl"):
            _ask_one(paper, acl.NAME, partial(acl.by_id, name, access), asked)


def _ask_one(paper: Paper, name: str, question: Callable[[], Facts], asked: Asked) -> None:
    """Ask a publisher, unless it failed before; one that does not know a paper did not fail."""
    if name in asked.troubles:
        return
    for facts in asked.tried(name, _known(question)):
        asked.add(paper, facts)


def _known(question: Callable[[], Facts]) -> Iterator[Facts]:
    try:
        yield question()
    except WebError as error:
        if error.status not in {404, 410}:
            raise


def ask_stars(papers: Sequence[Paper], asked: Asked, access: Access, *, by_token: bool) -> None:
    """Ask GitHub for the stars of all repositories, each once."""
    wanted = sorted({name for paper in papers if (name := stars.repository_of(paper))})
    answers = stars.stars(wanted, access, by_token=by_token)
    asked.stars.update(asked.tried(stars.NAME, answers))


def _once(question: Callable[[], T]) -> Iterator[T]:
    yield question()


def _batches(things: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (things[start : start + size] for start in range(0, len(things), size))


def citations_of(said: Sequence[Facts]) -> Mapping[str, int]:
    """Return how often a paper is cited, by the names that signals have for services."""
    names = {semantic_scholar.NAME: "semantic-scholar", openalex.NAME: "openalex"}
    return {
        names[facts.source]: facts.citations
        for facts in said
        if facts.source in names and facts.citations is not None
    }
