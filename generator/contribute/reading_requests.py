"""Reading requests: what a person wrote to name a paper, whatever it is."""

import re
from dataclasses import dataclass

from generator.contribute.addition import Reason, Record, Refusal, Request
from generator.importers import bibtex
from generator.importers.parsed import Parsed
from generator.lookup import Identifier, identify
from generator.lookup.identifiers import MAX_LENGTH
from generator.problems import Problem, Severity, in_order, quoted

WHAT_TO_WRITE = (
    "write an arXiv id, a DOI, an OpenReview or ACL Anthology id, the address of one, or a title"
)
INPUT = "the input"
"""How problems name what has no file."""
MAX_BIBTEX = 100_000
"""A longer entry, in characters, is none."""
_ENTRY = re.compile(r"^\s*@\s*[A-Za-z]+\s*[{(]", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What a request names, and what it says of that paper."""

    identifier: Identifier
    given: Record


def is_bibtex(text: str) -> bool:
    """Tell whether a text has a BibTeX entry."""
    return _ENTRY.search(text) is not None


def read_request(request: Request) -> Read | Refusal:
    """Return what a request names; a refusal when that cannot be told."""
    text = request.text.strip()
    given = dict(request.given)
    if is_bibtex(text):
        entry = _entry(text)
        if isinstance(entry, Refusal):
            return entry
        given, text = {**entry, **given}, ""
    identifier = _of_record(given) if not text else identify(text)
    if identifier is None and given.get("title"):
        identifier = _of_record(given)
    if identifier is None:
        return _unclear(text)
    return Read(identifier=identifier, given=given)


def _of_record(record: Record) -> Identifier | None:
    for kind in ("arxiv", "acl", "openreview", "doi", "pmid", "title"):
        if isinstance(value := record.get(kind), str) and value:
            return Identifier(kind, value)
    return None


def _unclear(text: str) -> Refusal:
    if not text:
        what = "the request is empty"
    elif len(text) > MAX_LENGTH:
        what = f"the request has {len(text):,} characters"
    else:
        what = f"{quoted(' '.join(text.split()))} names no paper"
    return Refusal(reason=Reason.UNCLEAR, sentences=(f"{what}; {WHAT_TO_WRITE}",))


def _entry(text: str) -> Record | Refusal:
    """Return the record of a text's only BibTeX entry."""
    if len(text) > MAX_BIBTEX:
        message = f"the BibTeX entry has {len(text):,} characters; import a whole file instead"
        return Refusal(reason=Reason.UNCLEAR, sentences=(message,))
    parsed = bibtex.parse(text, INPUT)
    errors = [problem for problem in _problems(parsed) if problem.severity is Severity.ERROR]
    if len(parsed.candidates) == 1 and not errors:
        return parsed.candidates[0].record
    if errors:
        return Refusal(reason=Reason.UNCLEAR, sentences=tuple(map(str, errors)))
    number = len(parsed.candidates)
    message = f"the text has {number} BibTeX entries where one belongs; write one"
    return Refusal(reason=Reason.UNCLEAR, sentences=(message,))


def _problems(parsed: Parsed) -> list[Problem]:
    rejects = [reject.problem(INPUT) for reject in parsed.rejects]
    return in_order([*parsed.problems, *rejects])


def requests_in(text: str) -> tuple[list[Request], list[Problem]]:
    """Return the requests in a text: its BibTeX entries, or else one a line, and what is wrong."""
    if not is_bibtex(text):
        lines = (line.strip() for line in text.splitlines())
        return [Request(text=line) for line in lines if line and not line.startswith("#")], []
    parsed = bibtex.parse(text, INPUT)
    entries = [Request(text="", given=one.record) for one in parsed.candidates]
    return entries, _problems(parsed)
