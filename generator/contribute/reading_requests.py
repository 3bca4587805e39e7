"""Reading requests: what a person wrote to name a paper, whatever it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.contribute.addition import Reason, Record, Refusal, Request
from generator.importers import bibtex
from generator.importers.merge import Candidate
from generator.importers.parsed import Parsed
from generator.lookup import Identifier, identify
from generator.lookup.identifiers import MAX_LENGTH
from generator.problems import Problem, Severity, in_order, quoted, visible

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
    if refusal := not_utf8(f"{request.text}{request.given.get('title', '')}"):
        return refusal
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


def not_utf8(text: str) -> Refusal | None:
    """Return why a text cannot be asked for that holds what UTF-8 cannot; None when it can.

    Python gives each byte of an argument that is not UTF-8 as half of a surrogate pair (PEP 383).
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        sentence = f"{quoted(text)} is not written in UTF-8; write it in UTF-8"
        return Refusal(reason=Reason.UNCLEAR, sentences=(sentence,))
    return None


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
    left = [problem for one in parsed.candidates for problem in _left(one)]
    return entries, in_order([*_problems(parsed), *left])


def _left(entry: Candidate) -> Iterator[Problem]:
    """Yield what of an entry a record has no place for."""
    for field, value in entry.left.items():
        message = f"{visible(field)} = {quoted(value)} has no place in a record"
        yield Problem(path=INPUT, line=entry.line, severity=Severity.WARNING, message=message)
