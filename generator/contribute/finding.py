"""Finding: from a request to the facts of a paper, by what services and the asking person say."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.contribute.addition import Choose, Difference, Reason, Record, Refusal, Request
from generator.contribute.reading_requests import Read, read_request
from generator.contribute.standing import Standing
from generator.contribute.titles import choose_by_title
from generator.importers.differences import differences
from generator.lookup import Found, Identifier, NotFoundError, look_up, search_title
from generator.problems import quoted, shown
from generator.records.forms import folded
from generator.web.answers import Web
from generator.web.errors import OfflineError, WebError
from generator.web.services import Services

YOU = "you"
"""The origin of what the asking person said."""
_OWN_KEYS = frozenset({"tags", "notes", "added", "related", "status", "tldr"})
"""What a shelf says of a paper, and no service."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A paper's record before it is one of the shelf, and where each key comes from."""

    record: Record
    origins: Mapping[str, str]
    asked: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """Where facts are asked for, and who chooses among several papers."""

    client: Web
    services: Services
    choose: Choose


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    """What asking came to: a paper, or why there is none."""

    found: Found | None = None
    refusal: Refusal = field(default_factory=lambda: Refusal(reason=Reason.NOT_FOUND, sentences=()))


def find(request: Request, standing: Standing, library: Library) -> Facts | Refusal:
    """Return what is known of the paper that a request names, or why that is nothing.

    What is on the shelf already is not asked for. Where no service answers, the facts that the
    request gives are enough if a title is among them.
    """
    read = read_request(request)
    if isinstance(read, Refusal):
        return read
    named: Record = {read.identifier.kind: read.identifier.value, **read.given}
    if earlier := standing.repeated(named):
        return standing.refusal(earlier)
    answer = _asked(read, library)
    if answer.found is not None:
        return joined(answer.found, read.given)
    if "title" not in read.given:
        return answer.refusal
    unsure = answer.refusal.reason in {Reason.OFFLINE, Reason.UNAVAILABLE}
    record = named if unsure else read.given
    return Facts(
        record=record,
        origins=dict.fromkeys(record, YOU),
        remarks=(*answer.refusal.sentences, *_alternatives(answer.refusal)),
    )


def _asked(read: Read, library: Library) -> _Answer:
    try:
        if read.identifier.kind == "title":
            return _by_title(read, library)
        return _Answer(found=look_up(read.identifier, library.client, library.services))
    except NotFoundError as error:
        return _no(Reason.NOT_FOUND, shown_whole(str(error)))
    except OfflineError as error:
        return _no(Reason.OFFLINE, f"there is no network: {shown_whole(error.reason)}")
    except WebError as error:
        return _no(Reason.UNAVAILABLE, shown_whole(str(error)))


def _no(reason: Reason, sentence: str) -> _Answer:
    return _Answer(refusal=Refusal(reason=reason, sentences=(sentence,)))


def shown_whole(text: str) -> str:
    """Return a sentence of a service on one line, nothing in it hidden, and no longer than 400."""
    line = " ".join(text.split())
    return "".join(shown(line[at : at + 50]) for at in range(0, min(len(line), 400), 50))


def _by_title(read: Read, library: Library) -> _Answer:
    title = read.identifier.value
    found = search_title(title, library.client, library.services)
    chosen = choose_by_title(title, found, read.given, library.choose)
    if isinstance(chosen, Refusal):
        return _Answer(refusal=chosen)
    if identifier := identifier_of(chosen.record):
        try:
            whole = look_up(identifier, library.client, library.services)
        except (NotFoundError, WebError):
            return _Answer(found=chosen)
        return _Answer(found=whole)
    return _Answer(found=chosen)


def identifier_of(record: Record) -> Identifier | None:
    """Return what names a record's paper most surely."""
    for kind in ("arxiv", "acl", "openreview", "doi", "pmid"):
        if isinstance(value := record.get(kind), str) and value:
            return Identifier(kind, value)
    return None


def _alternatives(refusal: Refusal) -> tuple[str, ...]:
    if not refusal.candidates:
        return ()
    named = ", ".join(
        f"{one.request} ({quoted(one.record['title'])})" for one in refusal.candidates
    )
    return (f"it may be one of these: {named}",)


def joined(found: Found, given: Record) -> Facts:
    """Return what services say, with what only the person said, and where the two differ."""
    record = dict(found.record)
    origins = dict(found.origins)
    for key, value in given.items():
        if key in _OWN_KEYS or key not in record:
            record[key], origins[key] = value, YOU
        elif isinstance(value, Mapping):
            record[key] = {**value, **_mapping(record[key])}
    both = {k: v for k, v in given.items() if k in found.record and k not in _OWN_KEYS}
    return Facts(
        record=record,
        origins=origins,
        asked=found.asked,
        differences=tuple(_differences(found.record, both)),
        remarks=tuple(shown_whole(remark) for remark in found.remarks),
    )


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _differences(found: Record, given: Record) -> list[Difference]:
    other = differences(found, given)
    return [
        Difference(key=key, given=given[key], found=found[key])
        for key in other
        if not _means_the_same(key, given[key], found[key])
    ]


def _means_the_same(key: str, given: object, found: object) -> bool:
    """Tell whether a difference is not worth telling."""
    if key == "date":
        return str(found).startswith(str(given)) or str(given).startswith(str(found))
    if isinstance(given, Mapping):
        both = _mapping(given).keys() & _mapping(found).keys()
        return all(_mapping(given)[name] == _mapping(found)[name] for name in both)
    return _plain(given) == _plain(found)


def _plain(value: object) -> object:
    if isinstance(value, str):
        return folded(value).casefold()
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
