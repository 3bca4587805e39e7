"""Facts: what one service says of a paper, cleaned of what no record may hold."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from generator.lookup.plain_text import one_line, paragraphs
from generator.records import schemes
from generator.records.dates import parse
from generator.records.schemes import BadValueError
from generator.web.answers import Answer
from generator.web.errors import WebError

MAX_AUTHORS = 5000
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Author:
    """An author's printed name, and the ORCID iD where the service has it from the author."""

    name: str
    orcid: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What one service says of a paper: `source` names it, `url` is where people can read it.

    All texts are plain and all identifiers have the form of their scheme; "" and () where the
    service says nothing. `date` is "2018-06-20", or less of it.
    """

    source: str
    url: str
    title: str
    authors: tuple[Author, ...] = ()
    date: str = ""
    venue: str = ""
    arxiv: str = ""
    doi: str = ""
    openreview: str = ""
    acl: str = ""
    pmid: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    abstract: str = ""
    publication: Mapping[str, str] = field(default_factory=dict)
    citations: int | None = None
    remarks: tuple[str, ...] = ()


def cleaned(facts: Facts) -> Facts:
    """Return facts without what no record may hold: wrong identifiers, dates, addresses, authors.

    A DOI that arXiv gave (10.48550) is the arXiv id.
    """
    doi = _checked(schemes.doi, facts.doi.removeprefix("https://doi.org/"))
    of_arxiv = _ARXIV_DOI.fullmatch(doi)
    return Facts(
        source=facts.source,
        url=facts.url,
        title=one_line(facts.title),
        authors=tuple(_authors(facts.authors)),
        date=_date(facts.date),
        venue=one_line(facts.venue),
        arxiv=_checked(schemes.arxiv_id, facts.arxiv or (of_arxiv[1] if of_arxiv else "")),
        doi="" if of_arxiv else doi,
        openreview=_checked(schemes.openreview_id, facts.openreview),
        acl=_checked(schemes.acl_id, facts.acl),
        pmid=_checked(schemes.pmid, facts.pmid),
        links={k: v for k, v in facts.links.items() if _checked(schemes.web_address, v)},
        abstract=paragraphs(facts.abstract),
        publication=_publication(facts.publication),
        citations=facts.citations,
        remarks=facts.remarks,
    )


def _checked(check: Callable[[str], str], text: str) -> str:
    try:
        return check(text.strip()) if text else ""
    except BadValueError:
        return ""


def found_in(answer: Answer, facts: Facts | None) -> Facts:
    """Return the facts that were read from an answer; WebError when it had none."""
    if facts is None:
        raise WebError(answer.url, "the answer has no paper with a title")
    return facts


def _publication(publication: Mapping[str, str]) -> dict[str, str]:
    checks = {"pages": lambda text: _checked(schemes.pages, text), "date": _date}
    texts = {key: one_line(text) for key, text in publication.items()}
    kept = {key: checks[key](text) if key in checks else text for key, text in texts.items()}
    return {key: text for key, text in kept.items() if text}


def _date(text: str) -> str:
    try:
        return str(parse(text)) if text else ""
    except BadValueError:
        return ""


def _authors(authors: Iterable[Author]) -> Iterable[Author]:
    for author in list(authors)[:MAX_AUTHORS]:
        if name := one_line(author.name).strip(","):
            orcid = (author.orcid or "").rstrip("/").rpartition("/")[2]
            yield Author(name, _checked(schemes.orcid, orcid) or None)
