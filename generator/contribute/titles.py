"""Titles: which of the papers that a search found is the one that is asked for."""

from collections.abc import Iterator, Sequence

from generator.contribute.addition import Candidate, Choose, Reason, Record, Refusal
from generator.contribute.alike import title_words
from generator.lookup import Found, Identifier
from generator.lookup.titles import POSSIBLE, SURE
from generator.problems import quoted
from generator.records.identifiers import slug
from generator.same_paper import likeness, normalised_title

_FEWEST_WORDS = 2
"""A title of fewer telling words is many papers'."""


def choose_by_title(
    title: str, found: Sequence[Found], given: Record, choose: Choose
) -> Found | Refusal:
    """Return the paper of a title: the only one that is surely it, else the one that is chosen."""
    ranked = list(_ranked(title, found))
    sure = [one for candidate, one in ranked if _is_sure(title, candidate, given)]
    if len(sure) == 1:
        return sure[0]
    candidates = tuple(candidate for candidate, _ in ranked)
    if not candidates:
        sentence = f"no service knows a paper with the title {quoted(title)} or one like it"
        return Refusal(reason=Reason.NOT_FOUND, sentences=(sentence,))
    chosen = choose(title, candidates)
    if chosen is None:
        several = "several papers" if len(candidates) > 1 else "another paper"
        sentence = f"{quoted(title)} may mean {several}"
        return Refusal(reason=Reason.UNCLEAR, sentences=(sentence,), candidates=candidates)
    return next(one for candidate, one in ranked if candidate is chosen)


def _ranked(title: str, found: Sequence[Found]) -> Iterator[tuple[Candidate, Found]]:
    """Yield each paper once, the likeliest first."""
    alike = [likeness(title, str(one.record.get("title", ""))) for one in found]
    seen: set[tuple[str, str]] = set()
    for place in sorted(range(len(found)), key=lambda place: -alike[place]):
        record = found[place].record
        key = (normalised_title(str(record.get("title", ""))), _first_author(record))
        if alike[place] >= POSSIBLE and key not in seen:
            seen.add(key)
            request = request_for(record)
            yield Candidate(record=record, request=request, likeness=alike[place]), found[place]


def _is_sure(title: str, candidate: Candidate, given: Record) -> bool:
    if candidate.likeness < SURE or len(title_words(title)) < _FEWEST_WORDS:
        return False
    mine, theirs = _families(given), _families(candidate.record)
    return not (mine and theirs) or bool(mine & theirs)


def _families(record: Record) -> set[str]:
    return {_family(name) for name in _names(record)} - {""}


def _family(name: str) -> str:
    """Return the last word of a family name, which "Gu, Zhaopeng" has before the comma."""
    return slug(name.partition(",")[0]).rpartition("-")[2]


def _names(record: Record) -> list[str]:
    authors = record.get("authors")
    listed = authors if isinstance(authors, list | tuple) else []
    return [str(a.get("name", "") if isinstance(a, dict) else a) for a in listed]


def _first_author(record: Record) -> str:
    return next(map(_family, _names(record)), "")


def request_for(record: Record) -> str:
    """Return what to ask for to have just the paper of a record; its title when it has no id."""
    for kind in ("arxiv", "doi", "openreview", "acl", "pmid"):
        if isinstance(value := record.get(kind), str) and value:
            return str(Identifier(kind, value))
    return str(record.get("title", ""))
