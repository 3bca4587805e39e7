"""Lines of a signals file to counts: a quick way for lines as we write them, and an exact one."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from msgspec import DecodeError, json

from generator.problems import Problem, did_you_mean, quoted, shown
from generator.records.document import Bare, Document, Source
from generator.records.identifiers import RESERVED_IDS
from generator.records.json_reader import lines_of, read_line
from generator.records.schemes import MAX_ID, RECORD_ID, BadValueError, record_id
from generator.rules import Rule
from generator.signals.models import KINDS, MOST, Counts

SOURCE = re.compile(r"[a-z0-9][a-z0-9.-]*(?:/[A-Za-z0-9_.-]+)*", re.ASCII)
MAX_SOURCE = 200
_decoder = json.Decoder(Counts)
_EXAMPLES = {"citations": '{"semantic-scholar": 41}', "stars": '{"github.com/owner/name": 120}'}


class Parsed(NamedTuple):
    """What a file says."""

    counts: list[tuple[int, Counts]]
    """The counts of each line, with its number."""
    next: str
    """The id of the paper with which the next round begins, or ""."""
    problems: list[Problem]


def parse(content: bytes, path: str) -> Parsed:
    """Return what a signals file says, with all that is wrong in it; the UTF-8 is valid.

    The form is described in docs/upkeep.md: one JSON object a line (https://jsonlines.org).
    """
    counts: list[tuple[int, Counts]] = []
    problems: list[Problem] = []
    following = ""
    seen: dict[str, int] = {}
    first = True
    for number, line in lines_of(content):
        if not line.strip():
            continue
        said: Counts | str | None = _quick(line)
        if said is None:
            said, found = _exact(line, Source(path, number), first=first)
            problems += found
        first = False
        if isinstance(said, str):
            following = said
        elif said and (earlier := seen.setdefault(said.id, number)) != number:
            problems.append(_twice(path, number, said.id, earlier))
        elif said:
            counts.append((number, said))
    return Parsed(counts, following, problems)


def line_text(counts: Counts) -> str:
    """Return the line of a paper."""
    return json.encode(counts, order="deterministic").decode("utf-8")


def _quick(line: bytes) -> Counts | None:
    """Return the counts of a line that says them as `line_text` does, and without a fault."""
    try:
        counts = _decoder.decode(line)
    except DecodeError:
        return None
    right = _is_id(counts.id) and (counts.citations or counts.stars) and _are_right(counts)
    return counts if right and json.encode(counts) == line else None


def _is_id(name: str) -> bool:
    return (
        RECORD_ID.fullmatch(name) is not None and len(name) <= MAX_ID and name not in RESERVED_IDS
    )


def _are_right(counts: Counts) -> bool:
    return all(
        0 <= number <= MOST and is_source(source)
        for numbers in (counts.citations, counts.stars)
        for source, number in numbers.items()
    )


def is_source(text: str) -> bool:
    """Tell whether a text can name a source: a service or a host, and a path below it."""
    return SOURCE.fullmatch(text) is not None and len(text) <= MAX_SOURCE


def _twice(path: str, line: int, name: str, earlier: int) -> Problem:
    message = f"{quoted(name)} is already on line {earlier}"
    advice, rule = "keep one of them", Rule.REPEATED_ENTRY
    return Problem(path=path, line=line, key="id", message=message, advice=advice, rule=rule)


def _exact(
    line: bytes, source: Source, *, first: bool
) -> tuple[Counts | str | None, list[Problem]]:
    """Return what a line says, an id alone for one that says with which to go on, and problems."""
    document, problems = read_line(line.decode("utf-8"), source)
    if document is None:
        return None, problems
    if first and isinstance(document.value, dict) and list(document.value) == ["next"]:
        return _named(document, "next", problems), problems
    return _counts(document, problems), problems


def _named(document: Document, key: str, problems: list[Problem]) -> str | None:
    """Return the id under a key, or None with a problem added."""
    value = document.value.get(key) if isinstance(document.value, dict) else None
    if not isinstance(value, str):
        what = "missing" if value is None else "not text"
        problems.append(_problem(document, key, what, f'write "{key}": "neural-tangent-kernel"'))
        return None
    try:
        return record_id(value)
    except BadValueError as error:
        context: Mapping[str, str] = error.context or {}
        message = f"{quoted(value)}: {context['message']}"
        problems.append(_problem(document, key, message, context["advice"]))
        return None


def _counts(document: Document, problems: list[Problem]) -> Counts | None:
    if not isinstance(document.value, dict):
        message = "not an object"
        advice = 'write {"id": "…", "citations": {…}}'
        problems.append(_problem(document, "", message, advice))
        return None
    before = len(problems)
    for key in document.value:
        if key not in ("id", *KINDS):
            advice = did_you_mean(key, ("id", *KINDS))
            rule = Rule.UNKNOWN_KEY
            problems.append(_problem(document, shown(key), "unknown key", advice, rule))
    name = _named(document, "id", problems)
    numbers = {kind: dict(_numbers(document, kind, problems)) for kind in KINDS}
    if name is None or len(problems) > before:
        return None
    if not any(numbers.values()):
        problems.append(_problem(document, "", "no count", "delete the line"))
        return None
    return Counts(name, numbers["citations"], numbers["stars"])


def _numbers(document: Document, kind: str, problems: list[Problem]) -> Iterator[tuple[str, int]]:
    value = document.value.get(kind, {}) if isinstance(document.value, dict) else {}
    if not isinstance(value, dict):
        advice = f"write {_EXAMPLES[kind]}"
        problems.append(_problem(document, kind, "not counts by their sources", advice))
        return
    for source, found in value.items():
        key = f"{kind}.{shown(source)}"
        number = _number(found)
        if not is_source(source):
            advice = f"write it as in {_EXAMPLES[kind]}"
            problems.append(_problem(document, key, "not the name of a source", advice))
        elif number is None:
            message = f"{_seen(found)} is no count"
            advice = f"write a whole number from 0 to {MOST}"
            problems.append(_problem(document, key, message, advice))
        else:
            yield source, number


def _number(value: object) -> int | None:
    if not isinstance(value, Bare) or value.kind != "number" or not value.text.isdecimal():
        return None
    return (
        int(value.text) if len(value.text) <= len(str(MOST)) and int(value.text) <= MOST else None
    )


def _seen(value: object) -> str:
    if isinstance(value, Bare):
        return quoted(value.text)
    return quoted(value) if isinstance(value, str) else "a list or an object"


def _problem(
    document: Document, key: str, message: str, advice: str, rule: Rule = Rule.BAD_VALUE
) -> Problem:
    source = document.source
    return Problem(
        path=source.path, line=source.line, key=key, message=message, advice=advice, rule=rule
    )
