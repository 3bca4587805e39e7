"""Crossref: works of its REST API (https://github.com/CrossRef/rest-api-doc, api_format.md)."""

import re
from dataclasses import replace
from urllib.parse import quote

from generator.lookup.access import Access
from generator.lookup.facts import Author, Facts, cleaned, found_in
from generator.lookup.json_values import at, entries, number, text
from generator.lookup.plain_text import from_markup, one_line
from generator.lookup.venues import is_known, short_venue
from generator.records.schemes import ARXIV_ID, without_version
from generator.web.answers import Answer
from generator.web.errors import WebError

NAME = "Crossref"
_TYPES = {
    "journal-article": "article",
    "proceedings-article": "inproceedings",
    "book-chapter": "incollection",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "dissertation": "thesis",
    "report": "report",
    "posted-content": "preprint",
    "dataset": "dataset",
}
_SERIES = re.compile(r"lecture notes in|communications in computer|proceedings of machine", re.I)
_ARXIV_IN = re.compile(rf"(?:arxiv\.org/(?:abs|pdf)/|arxiv[.:])({ARXIV_ID.pattern})", re.I)
_ACL_DOI = re.compile(r"10\.18653/v1/(.+)", re.IGNORECASE)


def by_doi(doi: str, access: Access) -> Facts:
    """Return what Crossref says of a DOI; WebError with status 404 when it does not know it.

    Crossref writes DOIs in small letters; the one asked for stays as it is.
    """
    url = f"{access.services.crossref}/works/{quote(doi, safe='')}"
    facts = parse(access.get(url))
    return replace(facts, doi=doi) if facts.doi.casefold() == doi.casefold() else facts


def by_title(title: str, access: Access, limit: int) -> list[Facts]:
    """Return works whose titles are like a title, the best first."""
    params = {"query.bibliographic": title, "rows": str(limit)}
    return parse_list(access.get(f"{access.services.crossref}/works", params))


def parse(answer: Answer) -> Facts:
    """Return the work in an answer; WebError when there is none."""
    return found_in(answer, _facts(at(answer.json(), "message")))


def parse_list(answer: Answer) -> list[Facts]:
    """Return the works in the answer to a search; WebError when it is none."""
    content = answer.json()
    if not isinstance(at(content, "message", "items"), list):
        raise WebError(answer.url, "the answer is not a list of papers")
    return [f for work in entries(content, "message", "items") if (f := _facts(work))]


def _facts(work: object) -> Facts | None:
    title = from_markup(_title(work))
    doi = text(work, "DOI")
    if not title or not doi:
        return None
    kind = _TYPES.get(text(work, "type"), "other")
    date = _date(work)
    names = [from_markup(str(name)) for name in entries(work, "container-title")]
    venue, container = _venue(work, names, date)
    acl = _ACL_DOI.fullmatch(doi)
    return cleaned(
        Facts(
            source=NAME,
            url=f"https://doi.org/{doi}",
            title=title,
            authors=tuple(_author(person) for person in entries(work, "author")),
            date=date,
            venue="" if kind == "preprint" else venue,
            arxiv=_preprint(work),
            doi=doi,
            acl=acl[1] if acl else "",
            abstract=from_markup(text(work, "abstract")),
            publication=_publication(work, kind, venue, container, names),
            citations=number(work, "is-referenced-by-count"),
            remarks=_remarks(work),
        )
    )


def _title(work: object) -> str:
    """Return the title, with the subtitle that some publishers send apart."""
    title, subtitle = text(work, "title", 0), text(work, "subtitle", 0)
    if subtitle and subtitle.casefold() not in title.casefold() and ":" not in title:
        return f"{title}: {subtitle}"
    return title


def _author(person: object) -> Author:
    name = " ".join(filter(None, (text(person, "given"), text(person, "family"))))
    suffix = text(person, "suffix")
    name = f"{name} {suffix}" if name and suffix else name
    return Author(from_markup(name or text(person, "name")), text(person, "ORCID") or None)


def _date(work: object) -> str:
    """Return the earliest date of publication, as exact as it is known."""
    known = {"published-online", "published-print", "issued", "published", "posted"}
    parts = [entries(work, name, "date-parts", 0) for name in sorted(known)]
    dates = [d for d in map(_written, parts) if d]
    return min(dates, key=lambda d: (d.ljust(10, "9"), -len(d)), default="")


def _written(parts: list[object]) -> str:
    numbers = [part for part in parts if isinstance(part, int)]
    if not numbers or len(numbers) != len(parts):
        return ""
    return "-".join([f"{numbers[0]:04}", *(f"{part:02}" for part in numbers[1:3])])


def _venue(work: object, names: list[str], date: str) -> tuple[str, str]:
    """Return the short name of the venue, and the full name of what it is printed in."""
    container = next((n for n in names if not _SERIES.search(n)), names[0] if names else "")
    year = int(date[:4]) if date else None
    for name in (container, text(work, "event", "name"), text(work, "event", "acronym")):
        if name and is_known(name):
            return short_venue(one_line(name), year), container
    return short_venue(container, year), container


def _publication(
    work: object, kind: str, venue: str, container: str, names: list[str]
) -> dict[str, str]:
    if kind == "incollection" and is_known(venue):
        kind = "inproceedings"
    series = next((name for name in names if name != container), "")
    return {
        "type": kind,
        "in": "" if container.casefold() == venue.casefold() else container,
        "series": series,
        "volume": text(work, "volume"),
        "issue": text(work, "issue"),
        "pages": text(work, "page") or text(work, "article-number"),
        "date": _date(work),
        "publisher": text(work, "publisher"),
    }


def _preprint(work: object) -> str:
    """Return the arXiv id of the preprint that Crossref relates to a work."""
    for kind in ("has-preprint", "is-version-of", "is-same-as", "has-version"):
        for related in entries(work, "relation", kind):
            name = text(related, "id")
            if found := _ARXIV_IN.search(name):
                return without_version(found[1])
            if text(related, "id-type") == "arxiv" and ARXIV_ID.fullmatch(name):
                return without_version(name)
    return ""


def _remarks(work: object) -> tuple[str, ...]:
    """Return what readers of a record should know before they use it."""
    notices = [text(update, "type") for update in entries(work, "updated-by")]
    remarks = []
    if "retraction" in notices or _title(work).upper().startswith("RETRACTED"):
        remarks.append("Crossref says that the paper was retracted")
    if published := text(work, "relation", "is-preprint-of", 0, "id"):
        remarks.append(f"Crossref says that this preprint was published as {published}")
    return tuple(remarks)
