"""Looking a paper up: which services are asked, in which order, and what each contributes."""

from functools import partial

from generator.lookup import acl, arxiv, crossref, openalex, openreview, semantic_scholar
from generator.lookup.access import Access
from generator.lookup.combine import same_paper
from generator.lookup.facts import Facts
from generator.lookup.found import Found
from generator.lookup.identifiers import Identifier, Kind
from generator.lookup.inquiry import Inquiry
from generator.lookup.titles import best_by_title, search_title
from generator.web.answers import Web
from generator.web.services import Services

__all__ = ["look_up", "search_title"]

_ACL_DOI = "10.18653/v1/"


def look_up(identifier: Identifier, client: Web, services: Services | None = None) -> Found:
    """Return the paper that an identifier names, as the services describe it.

    NotFoundError when the services do not know it, OfflineError when none can be reached, another
    WebError when none gave a usable answer. A title is looked up as the best hit of
    `search_title`, if its title is nearly the same.
    """
    access = Access(client, services or Services())
    if identifier.kind == "title":
        return _by_title(identifier.value, access)
    inquiry = Inquiry(access)
    _FIRST[identifier.kind](inquiry, identifier.value)
    if inquiry.facts:
        _complete(inquiry)
    return inquiry.found(str(identifier))


def _by_title(title: str, access: Access) -> Found:
    best = best_by_title(title, access)
    for kind in _BY_SURENESS:
        if value := str(best.record.get(kind, "")):
            return look_up(Identifier(kind, value), access.client, access.services)
    return best


_BY_SURENESS: tuple[Kind, ...] = ("arxiv", "acl", "openreview", "doi", "pmid")


def _arxiv(inquiry: Inquiry, name: str) -> None:
    """Ask arXiv; when it gives no answer, those who copy from it."""
    if inquiry.ask(arxiv.NAME, partial(_of_arxiv, name)) or arxiv.NAME in inquiry.unknown_to:
        return
    if not inquiry.ask(semantic_scholar.NAME, partial(semantic_scholar.by_id, "arxiv", name)):
        inquiry.ask(openalex.NAME, partial(openalex.by_arxiv, name))


def _of_arxiv(name: str, access: Access) -> Facts | None:
    return next(iter(arxiv.by_ids([name], access)), None)


def _doi(inquiry: Inquiry, doi: str) -> None:
    """Ask Crossref, then those who know DOIs of other agencies."""
    if inquiry.ask(crossref.NAME, partial(crossref.by_doi, doi)):
        return
    if not inquiry.ask(openalex.NAME, partial(openalex.by_doi, doi)):
        inquiry.ask(semantic_scholar.NAME, partial(semantic_scholar.by_id, "doi", doi))


def _openreview(inquiry: Inquiry, name: str) -> None:
    """Ask OpenReview, and arXiv for a preprint of the same title."""
    facts = inquiry.ask(openreview.NAME, partial(openreview.by_id, name))
    if facts:
        inquiry.ask(arxiv.NAME, partial(_preprint_of, facts))


def _preprint_of(facts: Facts, access: Access) -> Facts | None:
    hits = arxiv.by_title(facts.title, access, 3)
    return next((hit for hit in hits if same_paper(facts, hit)), None)


def _acl(inquiry: Inquiry, name: str) -> None:
    """Ask the Anthology; when it gives no answer, Crossref by the DOI that most papers have."""
    if inquiry.ask(acl.NAME, partial(acl.by_id, name)):
        return
    if not inquiry.ask(crossref.NAME, partial(crossref.by_doi, _ACL_DOI + name)):
        inquiry.ask(semantic_scholar.NAME, partial(semantic_scholar.by_id, "acl", name))


def _pmid(inquiry: Inquiry, name: str) -> None:
    if not inquiry.ask(openalex.NAME, partial(openalex.by_pmid, name)):
        inquiry.ask(semantic_scholar.NAME, partial(semantic_scholar.by_id, "pmid", name))


_FIRST = {"arxiv": _arxiv, "doi": _doi, "openreview": _openreview, "acl": _acl, "pmid": _pmid}


def _complete(inquiry: Inquiry) -> None:
    """Ask for what is still missing: where it was published, its preprint, its abstract."""
    _ask_crossref(inquiry)
    lacks = not (inquiry.known("venue") and inquiry.known("arxiv") and inquiry.known("abstract"))
    if lacks and semantic_scholar.NAME not in inquiry.asked:
        for kind in ("arxiv", "doi", "acl", "pmid"):
            if value := inquiry.known(kind):
                inquiry.ask(semantic_scholar.NAME, partial(semantic_scholar.by_id, kind, value))
                break
        _ask_crossref(inquiry)
    name = inquiry.known("arxiv")
    if name and arxiv.NAME not in inquiry.asked:
        inquiry.ask(arxiv.NAME, partial(_of_arxiv, name))
    doi = inquiry.known("doi")
    if doi and not inquiry.known("abstract") and openalex.NAME not in inquiry.asked:
        inquiry.ask(openalex.NAME, partial(openalex.by_doi, doi))


def _ask_crossref(inquiry: Inquiry) -> None:
    doi = inquiry.known("doi")
    if doi and crossref.NAME not in inquiry.asked:
        inquiry.ask(crossref.NAME, partial(crossref.by_doi, doi))
