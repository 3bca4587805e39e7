"""Titles: searching for a paper by what it is called."""

from collections.abc import Callable, Iterable, Iterator

from generator.lookup import arxiv, crossref, openalex, semantic_scholar
from generator.lookup.access import Access
from generator.lookup.combine import combined
from generator.lookup.facts import Facts
from generator.lookup.found import Found, NotFoundError
from generator.problems import quoted
from generator.same_paper import likeness, normalised_title
from generator.web.answers import Web
from generator.web.errors import OfflineError, WebError
from generator.web.services import Services

SURE = 0.95
"""A title that is so like the one asked for is that one."""
POSSIBLE = 0.5
"""A title that is less like it is not worth showing."""
_Search = Callable[[str, Access, int], list[Facts]]
_SEARCHES: tuple[tuple[str, _Search], ...] = (
    (arxiv.NAME, arxiv.by_title),
    (semantic_scholar.NAME, semantic_scholar.by_title),
    (openalex.NAME, openalex.by_title),
    (crossref.NAME, crossref.by_title),
)


def search_title(
    title: str, client: Web, services: Services | None = None, *, limit: int = 5
) -> tuple[Found, ...]:
    """Return the papers with the closest titles, the closest first; none when nothing is near.

    One service after the other is asked until one has a paper of just that title. OfflineError
    when none can be reached, another WebError when none gave a usable answer.
    """
    access = Access(client, services or Services())
    hits, asked, failures = list[Facts](), list[str](), list[tuple[str, WebError]]()
    for name, search in _SEARCHES:
        asked.append(name)
        try:
            hits += search(title, access, limit)
        except WebError as error:
            failures.append((name, error))
        if any(likeness(title, hit.title) >= SURE for hit in hits):
            break
    if len(failures) == len(asked):
        errors = [error for _, error in failures]
        raise next((e for e in errors if not isinstance(e, OfflineError)), errors[0])
    remarks = tuple(f"{name} gave no answer: {error.reason}" for name, error in failures)
    return tuple(_found(hit, asked, remarks) for hit in _best(title, hits)[:limit])


def best_by_title(title: str, access: Access) -> Found:
    """Return the paper of a title; NotFoundError when none has nearly that title."""
    hits = search_title(title, access.client, access.services)
    if hits and likeness(title, str(hits[0].record["title"])) >= SURE:
        return hits[0]
    near = f"; the nearest is {quoted(hits[0].record['title'])}" if hits else ""
    raise NotFoundError(f"no service knows a paper with the title {quoted(title)}{near}")


def _best(title: str, hits: Iterable[Facts]) -> list[Facts]:
    ranked = sorted(hits, key=lambda hit: -likeness(title, hit.title))
    return list(_once(hit for hit in ranked if likeness(title, hit.title) >= POSSIBLE))


def _once(hits: Iterable[Facts]) -> Iterator[Facts]:
    """Yield each paper once, as the first service has it."""
    seen: set[str] = set()
    for hit in hits:
        families = [author.name.split()[-1].casefold() for author in hit.authors[:1]]
        names = {f"title:{normalised_title(hit.title)} {families}"}
        names |= {f"arxiv:{hit.arxiv}"} if hit.arxiv else set()
        names |= {f"doi:{hit.doi.casefold()}"} if hit.doi else set()
        if not names & seen:
            yield hit
        seen |= names


def _found(hit: Facts, asked: list[str], remarks: tuple[str, ...]) -> Found:
    record, origins = combined([hit])
    return Found(record=record, origins=origins, asked=tuple(asked), remarks=remarks)
