"""Fetching: candidates that a list only names, completed by what services say of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from generator.importers.merge import Candidate
from generator.importers.parsed import Reject
from generator.lookup import NotFoundError, Services, look_up
from generator.lookup.identifiers import Identifier, Kind
from generator.web.answers import Web
from generator.web.errors import OfflineError, WebError

_KINDS = ("arxiv", "acl", "openreview", "doi", "pmid")
Say = Callable[[str], None]
"""Tells a person how far it is, a sentence at a time."""


def fetched(
    candidates: Sequence[Candidate], client: Web, services: Services, say: Say
) -> list[Candidate | Reject]:
    """Return candidates with the facts that services know of them; what a list says stays beside.

    A paper that no service knows stays as the list has it, or is a reject where the list gives it
    no title but its identifier. Without a network none is asked again.
    """
    done: list[Candidate | Reject] = []
    offline = False
    found: Mapping[str, object]
    for number, candidate in enumerate(candidates, start=1):
        identifier, found = _identifier(candidate), {}
        if identifier and not offline:
            say(f"{number:,} of {len(candidates):,}: {identifier}")
            try:
                found = look_up(identifier, client, services).record
            except OfflineError as error:
                say(f"{error}; the rest stays as the list has it")
                offline = True
            except (NotFoundError, WebError) as error:
                say(f"{identifier}: {error}")
        done.append(_joined(candidate, found, identifier))
    return done


def _identifier(candidate: Candidate) -> Identifier | None:
    for kind in _KINDS:
        if value := candidate.record.get(kind):
            return Identifier(cast("Kind", kind), str(value))
    return None


def _joined(
    candidate: Candidate, found: Mapping[str, object], identifier: Identifier | None
) -> Candidate | Reject:
    record = {**candidate.record, **found}
    if record["title"] == str(identifier):
        reason, advice = f"no title, and no service tells that of {identifier}", "write its title"
        return Reject(line=candidate.line, text=candidate.text, reason=reason, advice=advice)
    links = [said.get("links") for said in (found, candidate.record)]
    both = {k: v for one in links if isinstance(one, dict) for k, v in one.items()}
    if both:
        record["links"] = both
    return replace(candidate, record=record)
