"""Combining: from what several services say of one paper to one record, with origins."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from generator.lookup import acl, arxiv, crossref, openalex, openreview, semantic_scholar
from generator.lookup.facts import Author, Facts
from generator.records.identifiers import fold
from generator.same_paper import normalised_title

_BY_ABSTRACT = (
    arxiv.NAME,
    acl.NAME,
    openreview.NAME,
    crossref.NAME,
    semantic_scholar.NAME,
    openalex.NAME,
)
_BY_VENUE = (
    acl.NAME,
    openreview.NAME,
    crossref.NAME,
    arxiv.NAME,
    semantic_scholar.NAME,
    openalex.NAME,
)
_BY_DATE = (arxiv.NAME,)
_ORDERS = {"abstract": _BY_ABSTRACT, "venue": _BY_VENUE, "date": _BY_DATE}
_IDENTIFIERS = ("arxiv", "doi", "openreview", "acl", "pmid")
_HAS_OWN_PDF = frozenset({"arxiv", "openreview", "acl"})


def combined(facts: Sequence[Facts]) -> tuple[dict[str, object], dict[str, str]]:
    """Return a record and the origin of each of its keys, from what services say of one paper.

    `facts` has at least one item, the surest first. The date is that of the preprint where there
    is one; a venue is best known to those who print it, an abstract to those whom the authors
    gave it. An ORCID iD comes only from who has it from the author.
    """
    makers: dict[str, Callable[[Sequence[Facts]], tuple[object, Facts] | None]] = {
        "title": lambda f: _first(f, "title"),
        "authors": _authors,
        "date": lambda f: _first(f, "date"),
        "venue": lambda f: _first(f, "venue"),
        "publication": _publication,
        **{key: lambda f, key=key: _first(f, key) for key in _IDENTIFIERS},  # type: ignore[misc]
        "links": _links,
        "abstract": lambda f: _first(f, "abstract"),
    }
    record: dict[str, object] = {}
    origins: dict[str, str] = {}
    for key, make in makers.items():
        if made := make(facts):
            record[key], source = made
            origins[key] = f"{source.source}, {source.url}"
    return record, origins


def _first(facts: Sequence[Facts], key: str) -> tuple[str, Facts] | None:
    """Return the first value of a key, in the key's own order of services."""
    order = _ORDERS.get(key, ())
    ranks = {name: rank for rank, name in enumerate(order)}
    ranked = sorted(facts, key=lambda one: ranks.get(one.source, len(order)))
    return next(((getattr(one, key), one) for one in ranked if getattr(one, key)), None)


def _authors(facts: Sequence[Facts]) -> tuple[list[object], Facts] | None:
    source = next((one for one in facts if one.authors), None)
    if source is None:
        return None
    known = _orcids(facts)
    return [_author(author, known) for author in source.authors], source


def _author(author: Author, known: Mapping[str, str]) -> object:
    orcid = author.orcid or known.get(fold(author.name))
    return {"name": author.name, "orcid": orcid} if orcid else author.name


def _orcids(facts: Sequence[Facts]) -> dict[str, str]:
    """Return the ORCID iDs of names that one service has once only."""
    found: dict[str, str] = {}
    for one in facts:
        names = [fold(author.name) for author in one.authors]
        for author, name in zip(one.authors, names, strict=True):
            if author.orcid and names.count(name) == 1:
                found.setdefault(name, author.orcid)
    return found


def _publication(facts: Sequence[Facts]) -> tuple[dict[str, str], Facts] | None:
    """Return how a paper was published, by the first who knows more than what kind it is."""
    date = (_first(facts, "date") or ("",))[0]
    for one in facts:
        kept = {k: v for k, v in one.publication.items() if (k, v) != ("date", date)}
        if kept.get("type") != "preprint" and kept.keys() - {"type", "date", "publisher"}:
            return kept, one
    return None


def _links(facts: Sequence[Facts]) -> tuple[dict[str, str], Facts] | None:
    links: dict[str, str] = {}
    has_own = any(getattr(one, key) for one in facts for key in _HAS_OWN_PDF)
    for one in facts:
        for kind, address in one.links.items():
            if kind != "pdf" or not has_own:
                links.setdefault(kind, address)
    source = next((one for one in facts if links.items() & one.links.items()), None)
    return (links, source) if source else None


def same_paper(one: Facts, other: Facts) -> bool:
    """Tell whether two services speak of one paper: the same title, and an author of one name."""
    if normalised_title(one.title) != normalised_title(other.title):
        return False
    mine, theirs = _families(one), _families(other)
    return not mine or not theirs or bool(mine & theirs)


def _families(facts: Facts) -> set[Any]:
    return {fold(author.name).split()[-1] for author in facts.authors if author.name.split()}
