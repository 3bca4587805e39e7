"""OpenAlex: its works (https://docs.openalex.org/api-entities/works/work-object)."""

import re
from urllib.parse import quote

from generator.lookup.access import Access
from generator.lookup.facts import Author, Facts, cleaned, found_in
from generator.lookup.json_values import at, entries, number, text
from generator.lookup.plain_text import MAX_TEXT, from_markup
from generator.lookup.venues import short_venue
from generator.records.schemes import ARXIV_ID
from generator.web.answers import Answer
from generator.web.errors import WebError

NAME = "OpenAlex"
BATCH = 50
"""DOIs in one question; OpenAlex allows 100 values, and addresses of some 4,000 characters."""
_ARXIV_ADDRESS = re.compile(rf"arxiv\.org/(?:abs|pdf)/({ARXIV_ID.pattern})", re.IGNORECASE)
_MAX_WORDS = 10_000
_FROM_PUBLISHER = ("arxiv.org", "aclanthology.org", "openreview.net")


def by_doi(doi: str, access: Access) -> Facts:
    """Return what OpenAlex says of a DOI; WebError with status 404 when it does not know it."""
    return _one(f"doi:{doi}", access)


def by_arxiv(arxiv: str, access: Access) -> Facts:
    """Return what OpenAlex says of an arXiv id, by the DOI that arXiv gives it."""
    return by_doi(f"10.48550/arxiv.{arxiv}", access)


def by_pmid(pmid: str, access: Access) -> Facts:
    """Return what OpenAlex says of a PubMed id."""
    return _one(f"pmid:{pmid}", access)


def _one(name: str, access: Access) -> Facts:
    return parse(access.get(f"{access.services.openalex}/works/{quote(name, safe=':/')}"))


def by_title(title: str, access: Access, limit: int) -> list[Facts]:
    """Return works whose titles are like a title, the best first."""
    words = " ".join(re.findall(r"[^\W_]+", title))
    params = {"filter": f"title.search:{words}", "per-page": str(limit)}
    return parse_list(access.get(f"{access.services.openalex}/works", params))


def by_dois(dois: list[str], access: Access) -> list[Facts]:
    """Return what OpenAlex says of some DOIs, those that it knows, fifty in a question."""
    found: list[Facts] = []
    usable = [doi for doi in dois if not re.search(r"[|,]", doi)]
    for start in range(0, len(usable), BATCH):
        batch = usable[start : start + BATCH]
        params = {"filter": f"doi:{'|'.join(batch)}", "per-page": str(len(batch))}
        answer = access.get(f"{access.services.openalex}/works", params)
        found += parse_list(answer)
    return found


def parse(answer: Answer) -> Facts:
    """Return the work in an answer; WebError when there is none."""
    return found_in(answer, _facts(answer.json()))


def parse_list(answer: Answer) -> list[Facts]:
    """Return the works in the answer to a search; WebError when it is none."""
    content = answer.json()
    if not isinstance(at(content, "results"), list):
        raise WebError(answer.url, "the answer is not a list of papers")
    return [facts for work in entries(content, "results") if (facts := _facts(work))]


def _facts(work: object) -> Facts | None:
    title = from_markup(text(work, "title") or text(work, "display_name"))
    if not title:
        return None
    source = at(work, "primary_location", "source")
    is_repository = text(source, "type") == "repository"
    year = number(work, "publication_year")
    venue = "" if is_repository else short_venue(text(source, "display_name"), year)
    return cleaned(
        Facts(
            source=NAME,
            url=text(work, "id") or "https://openalex.org/",
            title=title,
            authors=tuple(_author(one) for one in entries(work, "authorships")),
            date=text(work, "publication_date"),
            venue=venue,
            arxiv=_arxiv(work),
            doi=text(work, "doi"),
            pmid=text(work, "ids", "pmid").rstrip("/").rpartition("/")[2],
            links=_pdf(work),
            abstract=from_markup(abstract_of(at(work, "abstract_inverted_index"))),
            citations=number(work, "cited_by_count"),
            remarks=_remarks(work),
        )
    )


def _author(authorship: object) -> Author:
    """Return an author as the paper names them.

    OpenAlex's ORCID iDs are those of people it believes to be the author, so none is taken.
    """
    name = text(authorship, "raw_author_name") or text(authorship, "author", "display_name")
    family, comma, given = name.partition(", ")
    return Author(f"{given} {family}" if comma and "," not in given else name)


def abstract_of(index: object) -> str:
    """Return the text that an inverted index holds: words, each with its places from 0."""
    places: dict[int, str] = {}
    for word, found in index.items() if isinstance(index, dict) else ():
        for place in found if isinstance(found, list) else ():
            if isinstance(place, int) and 0 <= place < _MAX_WORDS:
                places[place] = str(word)
    return " ".join(places[place] for place in sorted(places))[:MAX_TEXT]


def _arxiv(work: object) -> str:
    for location in [at(work, "primary_location"), *entries(work, "locations")]:
        if found := _ARXIV_ADDRESS.search(text(location, "landing_page_url")):
            return found[1]
    return ""


def _pdf(work: object) -> dict[str, str]:
    address = text(work, "primary_location", "pdf_url")
    return {} if not address or any(h in address for h in _FROM_PUBLISHER) else {"pdf": address}


def _remarks(work: object) -> tuple[str, ...]:
    retracted = at(work, "is_retracted") is True
    return ("OpenAlex says that the paper was retracted",) if retracted else ()
