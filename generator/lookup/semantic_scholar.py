"""Semantic Scholar: papers of its Graph API (https://api.semanticscholar.org/api-docs/graph)."""

import re
from urllib.parse import quote

from generator.lookup.access import Access
from generator.lookup.facts import Author, Facts, cleaned, found_in
from generator.lookup.json_values import at, entries, number, text
from generator.lookup.plain_text import from_markup
from generator.lookup.venues import short_venue
from generator.web.answers import Answer
from generator.web.errors import WebError

NAME = "Semantic Scholar"
BATCH = 200
"""Ids in one question; 500 are allowed."""
FIELDS = (
    "title,abstract,authors,year,publicationDate,venue,publicationVenue,externalIds,citationCount"
)
_PREFIXES = {"arxiv": "ARXIV", "doi": "DOI", "acl": "ACL", "pmid": "PMID"}


def paper_name(kind: str, value: str) -> str:
    """Return how Semantic Scholar names a paper of an identifier: "ARXIV:1806.07572"."""
    return f"{_PREFIXES[kind]}:{value}"


def by_id(kind: str, value: str, access: Access) -> Facts:
    """Return what it says of an arXiv id, DOI, ACL id or PubMed id.

    WebError with status 404 when it does not know it.
    """
    name = quote(paper_name(kind, value), safe=":/")
    url = f"{access.services.semantic_scholar}/graph/v1/paper/{name}"
    return parse(access.get(url, {"fields": FIELDS}))


def by_title(title: str, access: Access, limit: int) -> list[Facts]:
    """Return papers that a search for a title finds, the best first."""
    url = f"{access.services.semantic_scholar}/graph/v1/paper/search"
    query = " ".join(title.replace("-", " ").split())
    params = {"query": query, "limit": str(limit), "fields": FIELDS}
    return parse_list(access.get(url, params))


def by_names(names: list[str], access: Access) -> list[Facts | None]:
    """Return what it says of papers named as by `paper_name`, for each; None where nothing."""
    found: list[Facts | None] = []
    url = f"{access.services.semantic_scholar}/graph/v1/paper/batch"
    for start in range(0, len(names), BATCH):
        batch = names[start : start + BATCH]
        answer = access.post(url, {"ids": batch}, {"fields": FIELDS})
        found += parse_batch(answer, len(batch))
    return found


def parse(answer: Answer) -> Facts:
    """Return the paper in an answer; WebError when there is none."""
    return found_in(answer, _facts(answer.json()))


def parse_list(answer: Answer) -> list[Facts]:
    """Return the papers in the answer to a search; WebError when it is none."""
    content = answer.json()
    if not isinstance(at(content, "data"), list) and number(content, "total") != 0:
        raise WebError(answer.url, "the answer is not a list of papers")
    return [facts for paper in entries(content, "data") if (facts := _facts(paper))]


def parse_batch(answer: Answer, size: int) -> list[Facts | None]:
    """Return the papers of a batch, in the order of its `size` names."""
    content = answer.json()
    if not isinstance(content, list) or len(content) != size:
        raise WebError(answer.url, "the answer is not a list of the papers asked for")
    return [_facts(paper) for paper in content]


def _facts(paper: object) -> Facts | None:
    title = from_markup(text(paper, "title"))
    if not title:
        return None
    year = number(paper, "year")
    return cleaned(
        Facts(
            source=NAME,
            url=f"https://www.semanticscholar.org/paper/{text(paper, 'paperId')}",
            title=title,
            authors=tuple(Author(text(one, "name")) for one in entries(paper, "authors")),
            date=text(paper, "publicationDate") or str(year or ""),
            venue=_venue(paper),
            arxiv=text(paper, "externalIds", "ArXiv"),
            doi=text(paper, "externalIds", "DOI"),
            acl=text(paper, "externalIds", "ACL"),
            pmid=text(paper, "externalIds", "PubMed"),
            abstract=from_markup(text(paper, "abstract")),
            citations=number(paper, "citationCount"),
        )
    )


def _venue(paper: object) -> str:
    """Return where a paper appeared, "" when it cannot be told in which year.

    `year` may be that of the preprint. The keys of DBLP (https://dblp.org/faq/1474678.html), of
    the ACL Anthology and many DOIs have the year of publication.
    """
    name = text(paper, "publicationVenue", "name") or text(paper, "venue")
    year = _year_of_publication(paper)
    return short_venue(name, year) if year else ""


def _year_of_publication(paper: object) -> int | None:
    ids = at(paper, "externalIds")
    for found in (
        re.match(r"(\d{4})\.", text(ids, "ACL")),
        re.match(r"(?!10\.48550/).*[./]((?:19|20)\d\d)[./]", text(ids, "DOI")),
    ):
        if found:
            return int(found[1])
    dblp = re.match(r"(?:conf|journals)/(?!corr/).*[A-Za-z](\d\d)[a-z]?$", text(ids, "DBLP"))
    year = number(paper, "year")
    if dblp:
        short = int(dblp[1])
        return 2000 + short if short < 70 else 1900 + short
    published = text(paper, "publicationDate")[:4]
    return year if year and published.isdigit() and int(published) < year else None
