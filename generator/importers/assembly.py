"""Entries of any format to records: what a record has a place for, and what is left."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from pydantic import ValidationError

from generator.exports.bibtex import kind
from generator.importers.merge import Candidate
from generator.importers.parsed import Reject
from generator.importers.venues import venue_of
from generator.importers.weblinks import kind_of
from generator.lookup.identifiers import Identifier, identify
from generator.records.document import Document, Source
from generator.records.forms import PaperRecord, folded
from generator.records.schemes import BadValueError, record_id, web_address
from generator.records.validation import validate

OWN = "papershelf"
_ARXIV = re.compile(r"arxiv|corr\b", re.IGNORECASE)
_ARXIV_ID = re.compile(
    r"(?:arxiv\s*(?:preprint\s*)?:?\s*|abs/)((?:[a-z-]+(?:\.[A-Z]{2})?/)?[0-9.]{7,12}(?:v[0-9]+)?)",
    re.IGNORECASE,
)
_SAYS_NO_MORE = re.compile(
    r"https?://(?:www\.|dx\.|export\.)?(?:arxiv\.org|doi\.org|openreview\.net|aclanthology\.org"
    r"|aclweb\.org|pubmed\.ncbi\.nlm\.nih\.gov)/",
    re.IGNORECASE,
)
"""Addresses that an identifier says; a publisher's page is more than the DOI in its address."""
_IDENTIFIERS = ("arxiv", "doi", "openreview", "acl", "pmid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What an entry of some format says, in the words of a record."""

    line: int
    column: int = 1
    text: str
    """The entry as it stands in its file."""
    facts: Mapping[str, str]
    """Texts by the record's keys: title, date, venue, tldr, abstract, and identifiers."""
    authors: Sequence[object] = ()
    publication: Mapping[str, object] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    addresses: Sequence[str] = ()
    """Addresses of which it is not said where they lead."""
    keywords: Sequence[str] = ()
    left: Mapping[str, object] = field(default_factory=dict)
    """What the format says besides."""
    own: Mapping[str, object] | None = None
    """Values that Papershelf itself put beside the others, None for a key that is not there."""


def assembled(entry: Entry) -> Candidate | Reject:
    """Return the record that an entry becomes, or the entry with the reason why it becomes none.

    A value that a record cannot hold (a page number that is none, an address that is none) is
    left, and so is what the entry says besides.
    """
    left = dict(entry.left)
    record = _record(entry, left)
    if entry.own is not None:
        record = {**record, **{key: value for key, value in entry.own.items() if key != "id"}}
        record = {key: value for key, value in record.items() if value is not None}
    _, problems = validate(PaperRecord, Document(_plain(record), Source("")))
    if problems:
        first = problems[0]
        return Reject(
            line=entry.line,
            column=entry.column,
            text=entry.text,
            key=first.key,
            reason=first.message,
            advice=first.advice,
        )
    return Candidate(
        line=entry.line,
        record=record,
        id=_own_id(entry.own),
        text=entry.text,
        keywords=tuple(entry.keywords),
        left=left,
    )


def read_record(entry: Entry) -> dict[str, object]:
    """Return the record that an entry's own fields make, whatever Papershelf put beside them."""
    return _record(entry, {})


def _own_id(own: Mapping[str, object] | None) -> str:
    try:
        return record_id(str((own or {}).get("id", "")))
    except BadValueError:
        return ""


def _plain(record: Mapping[str, object]) -> dict[str, object]:
    """Return a record without tuples, as a file would give it."""
    return {key: list(v) if isinstance(v, tuple) else v for key, v in record.items()}


def _record(entry: Entry, left: dict[str, object]) -> dict[str, object]:
    facts = {key: value for key, value in entry.facts.items() if value}
    publication = {key: value for key, value in entry.publication.items() if value}
    found = _identifiers(facts, publication, left)
    links = dict(entry.links)
    for address in entry.addresses:
        _place(address, found, links, publication, left)
    venue = facts.get("venue") or _venue(publication, facts.get("date", ""))
    if venue and publication.get("in") == venue:
        del publication["in"]
    record: dict[str, object] = {
        "title": folded(facts.get("title", "")),
        "authors": list(entry.authors),
        "date": facts.get("date"),
        "venue": venue,
        "publication": publication,
        **found,
        "links": links,
        "added": facts.get("added"),
        "tldr": facts.get("tldr"),
        "abstract": facts.get("abstract"),
    }
    record = {key: value for key, value in record.items() if value}
    _drop_wrong(record, left)
    if set(publication) == {"type"} and _is_told(str(publication["type"]), venue):
        record.pop("publication", None)
    return record


def _is_told(type_: str, venue: str | None) -> bool:
    """Tell whether the type of a work is what its venue says already."""
    if type_ in ("preprint", "other"):
        return not venue
    return type_ == kind(venue or None)


def _identifiers(
    facts: Mapping[str, str], publication: dict[str, object], left: dict[str, object]
) -> dict[str, str]:
    """Return the paper's identifiers by their keys; a preprint's journal and volume are its id."""
    found: dict[str, str] = {}
    for key in _IDENTIFIERS:
        if value := facts.get(key):
            known = identify(f"{key}:{value}")
            if known and known.kind != "title":
                found.setdefault(known.kind, known.value)
            else:
                left.setdefault(key, value)
    container = str(publication.get("in", ""))
    if _ARXIV.match(container):
        _from_container(container, found, publication)
    return found


def _from_container(container: str, found: dict[str, str], publication: dict[str, object]) -> None:
    """Take the arXiv id out of "arXiv preprint arXiv:1806.07572" or of "CoRR", "abs/1806.07572"."""
    said = " ".join((container, str(publication.get("volume", ""))))
    match = _ARXIV_ID.search(said)
    known = identify(f"arxiv:{match[1]}") if match else None
    if known and found.setdefault("arxiv", known.value) != known.value:
        return
    if known and str(publication.get("volume", "")).startswith("abs/"):
        del publication["volume"]
    if known or container.casefold() in ("arxiv", "corr", "arxiv preprint"):
        del publication["in"]
        publication["type"] = "preprint"


def _place(
    address: str,
    found: dict[str, str],
    links: dict[str, str],
    publication: dict[str, object],
    left: dict[str, object],
) -> None:
    """Put an address where a record has a place for it, unless an identifier says it already."""
    known = identify(address) if _SAYS_NO_MORE.match(address) else None
    if known and _is_or_becomes(found, known):
        return
    try:
        web_address(address)
    except BadValueError:
        _leave(address, left)
        return
    if (key := _link_key(address)) and links.setdefault(key, address) == address:
        return
    if publication.setdefault("url", address) != address:
        _leave(address, left)


def _leave(address: str, left: dict[str, object]) -> None:
    left["url"] = f"{left['url']} {address}" if "url" in left else address


def _is_or_becomes(found: dict[str, str], known: Identifier) -> bool:
    """Tell whether an identifier is what was found already, or nothing else of its kind was."""
    return found.setdefault(known.kind, known.value).casefold() == known.value.casefold()


def _link_key(address: str) -> str:
    """Return the key of `links` for an address that says itself where it leads, or else ""."""
    parts = urlsplit(address)
    if parts.path.lower().endswith(".pdf"):
        return "pdf"
    if (parts.hostname or "").endswith((".github.io", ".gitlab.io")):
        return "project"
    key = kind_of(address)
    return key if key in ("code", "dataset", "video") else ""


def _venue(publication: Mapping[str, object], date: str) -> str:
    """Return what readers call the place where a paper appeared; "" where it appeared in none."""
    container = str(publication.get("in", ""))
    if publication.get("type") in ("book", "thesis", "mastersthesis", "report"):
        return container
    return venue_of(container, date[:4]) if container else ""


def _drop_wrong(record: dict[str, object], left: dict[str, object]) -> None:
    """Take out of a record what it cannot hold; a title stays, so that its entry is refused."""
    try:
        PaperRecord.model_validate(_plain(record))
        return
    except ValidationError as errors:
        wrong = [error["loc"] for error in errors.errors(include_url=False)]
    for where in wrong:
        key, *inner = map(str, where)
        if key == "title" or key not in record:
            continue
        value = record[key]
        if inner and isinstance(value, dict):
            left[_name(key, inner)] = value.pop(inner[0], None)
            if not value:
                del record[key]
        else:
            left[key] = record.pop(key)


def _name(key: str, inner: Iterable[str]) -> str:
    return ".".join((key, *inner)) if key != "publication" else ".".join(inner)
