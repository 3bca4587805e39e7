"""arXiv: its API answers with an Atom feed (https://info.arxiv.org/help/api/user-manual.html)."""

import re
from collections.abc import Iterable

from generator.importers.weblinks import links_in
from generator.lookup.access import Access
from generator.lookup.facts import Author, Facts, cleaned
from generator.lookup.plain_text import from_latex, one_line
from generator.lookup.safe_xml import Element, XmlError, parse_xml
from generator.lookup.venues import is_known, mentioned_venue, short_venue
from generator.records.schemes import ARXIV_ID, without_version
from generator.web.answers import Answer
from generator.web.errors import WebError

NAME = "arXiv"
BATCH = 50
"""Ids in one question; the answer is then some 100 kB."""
_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_ID = re.compile(rf"/abs/({ARXIV_ID.pattern})$")
_ERRORS = "/api/errors"
_PAGES = re.compile(r"\bpp?\.?\s*\d+\s*[-–]+\s*\d+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


def by_ids(ids: Iterable[str], access: Access) -> list[Facts]:
    """Return what arXiv says of the papers of some ids, those that it knows."""
    wanted, found = list(dict.fromkeys(ids)), list[Facts]()
    for start in range(0, len(wanted), BATCH):
        batch = wanted[start : start + BATCH]
        params = {"id_list": ",".join(batch), "max_results": str(len(batch))}
        answer = access.get(f"{access.services.arxiv}/api/query", params)
        found += parse(answer)
    return found


def by_title(title: str, access: Access, limit: int) -> list[Facts]:
    """Return papers whose titles have all words of a title, the best first."""
    words = " ".join(_WORD.findall(title))
    params = {"search_query": f'ti:"{words}"', "max_results": str(limit)}
    answer = access.get(f"{access.services.arxiv}/api/query", params)
    return parse(answer)


def parse(answer: Answer) -> list[Facts]:
    """Return the papers in an answer, in its order; none when arXiv knows none of the ids.

    WebError when it is no feed, as when arXiv is asked too often and says so in a line of text.
    """
    if answer.content[:200].strip().lower().startswith(b"rate exceeded"):
        raise WebError(answer.url, "arXiv was asked too often; try again later", status=429)
    try:
        feed = parse_xml(answer.content)
    except XmlError:
        raise WebError(answer.url, "the answer is not a feed") from None
    if feed.name != f"{_ATOM}feed":
        raise WebError(answer.url, "the answer is not a feed")
    return [facts for entry in feed.all(f"{_ATOM}entry") if (facts := _facts(entry))]


def _facts(entry: Element) -> Facts | None:
    address = entry.first(f"{_ATOM}id").strip()
    found = _ID.search(address)
    title = from_latex(entry.first(f"{_ATOM}title"))
    if found is None or not title or _ERRORS in address:
        return None
    name = without_version(found[1])
    comment = one_line(entry.first(f"{_ARXIV}comment"))
    abstract = from_latex(entry.first(f"{_ATOM}summary"))
    return cleaned(
        Facts(
            source=NAME,
            url=f"https://arxiv.org/abs/{name}",
            title=title,
            authors=tuple(_author(person) for person in entry.all(f"{_ATOM}author")),
            date=entry.first(f"{_ATOM}published").strip()[:10],
            venue=_venue(one_line(entry.first(f"{_ARXIV}journal_ref")), comment),
            arxiv=name,
            doi=entry.first(f"{_ARXIV}doi").strip().partition(" ")[0],
            links={**links_in(abstract), **links_in(comment)},
            abstract=abstract,
            remarks=_remarks(comment),
        )
    )


def _author(person: Element) -> Author:
    return Author(from_latex(person.first(f"{_ATOM}name")))


def _venue(reference: str, comment: str) -> str:
    """Return where a paper appeared, by its journal reference if that is a known venue."""
    reference = _PAGES.sub("", reference)
    if is_known(reference):
        return short_venue(reference)
    return mentioned_venue(comment)


def _remarks(comment: str) -> tuple[str, ...]:
    is_withdrawn = re.search(r"\b(?:been )?withdrawn\b", comment, re.IGNORECASE)
    return (f"arXiv says of the paper: {comment[:300]}",) if is_withdrawn else ()
