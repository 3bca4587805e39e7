"""Published versions of preprints: what services know of a paper that its record lacks."""

from collections.abc import Iterable, Sequence

from generator.catalog import venue_name
from generator.lookup import openalex, semantic_scholar
from generator.lookup.facts import Facts
from generator.records.identifiers import fold
from generator.records.models import Paper
from generator.same_paper import normalised_title
from generator.upkeep.models import Change, Claim, Conflict, Proposal

KEYS = ("venue", "doi", "openreview", "acl")
"""What is proposed; a title or an abstract is never changed."""
GATHERERS = frozenset({semantic_scholar.NAME, openalex.NAME})
"""Services that gather from publishers and preprints."""


def is_preprint(paper: Paper) -> bool:
    """Tell whether a paper is on arXiv, and its record does not say all of where it appeared."""
    return bool(paper.arxiv) and not (paper.venue and paper.doi)


def proposal(paper: Paper, said: Sequence[Facts]) -> Proposal:
    """Return what to add to a record by what services say, the most trusted first.

    Services that say different things make a conflict. One that has the paper under another title
    may speak of another paper, or the title changed: then nothing is added at all.
    """
    others = [f for f in said if not _is_same(paper, f) and _has_news(paper, f)]
    if others:
        titles = tuple(Claim(facts.title, facts.source, facts.url) for facts in others)
        return Proposal(conflicts=(Conflict(paper=paper, key="title", claims=titles),))
    same = [facts for facts in said if _is_same(paper, facts)]
    changes: list[Change] = []
    conflicts: list[Conflict] = []
    for key in KEYS:
        claims = _claims(key, same)
        if getattr(paper, key) or not claims:
            continue
        if _disagree(key, claims):
            conflicts.append(Conflict(paper=paper, key=key, claims=claims))
        else:
            changes.append(Change(paper=paper, key=key, claims=claims))
    return Proposal(changes=tuple(changes), conflicts=tuple(conflicts))


def _is_same(paper: Paper, facts: Facts) -> bool:
    return normalised_title(facts.title) == normalised_title(paper.title)


def _has_news(paper: Paper, facts: Facts) -> bool:
    return any(getattr(facts, key) and not getattr(paper, key) for key in KEYS)


def _claims(key: str, said: Iterable[Facts]) -> tuple[Claim, ...]:
    found = ((getattr(facts, key), facts) for facts in said)
    return tuple(Claim(value, facts.source, facts.url) for value, facts in found if value)


def _disagree(key: str, claims: Sequence[Claim]) -> bool:
    """Tell whether claims, the most trusted first, cannot all be right.

    Where only the years of a venue differ, the word of a publisher or of the authors counts: those
    who gather from others often have the year of the preprint.
    """
    if key == "venue" and claims[0].service not in GATHERERS:
        return len({fold(venue_name(claim.value)) for claim in claims}) > 1
    return len({_compared(key, claim.value) for claim in claims}) > 1


def _compared(key: str, value: str) -> str:
    """Return a value as it is compared: DOIs have no case (DOI Handbook, 2.4)."""
    return value.lower() if key == "doi" else fold(value)
