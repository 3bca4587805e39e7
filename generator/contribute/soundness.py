"""Soundness: a record to be added, as the text of its file, without what would be wrong in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from generator.checks import check
from generator.contribute.addition import Record
from generator.problems import Problem, Severity, in_order
from generator.records.document import showable
from generator.records.forms import PaperRecord, folded, paragraphs
from generator.records.models import Paper
from generator.records.read import Records
from generator.records.reading import made
from generator.records.schemes import BadValueError
from generator.records.validation import validate
from generator.records.write import record_text
from generator.records.yaml_reader import read_yaml

_IDENTIFIERS = frozenset({"arxiv", "doi", "openreview", "acl", "pmid"})
"""Keys whose values are read without what does not belong to them, such as arXiv's version."""
_MARKDOWN = frozenset({"notes"})
_PARAGRAPHS = frozenset({"abstract"})
_PART = re.compile(r"[.\[]")


@dataclass(frozen=True, slots=True)
class Sound:
    """A record without errors of its own, its text, and the paper that is read from it."""

    record: Record
    text: str
    paper: Paper
    left_out: tuple[str, ...]
    """Sentences on what was left out because it is wrong."""


def sound(record: Record, name: str, path: str) -> Sound | list[Problem]:
    """Return a record as it can be written to a file; the errors when too little of it is right.

    White space is folded; keys whose values are no such thing are left out, but for the title.
    """
    clean: Record = {key: tidy for key, value in record.items() if (tidy := _tidy(key, value))}
    left_out: list[str] = []
    while True:
        text = record_text(clean)
        paper, problems = paper_in(text, name, path)
        if paper is not None:
            own = {key: getattr(paper, key) for key in _IDENTIFIERS & clean.keys()}
            record = {**clean, **own}
            return Sound(record, record_text(record), paper, tuple(left_out))
        wrong = [problem for problem in problems if _top(problem.key) in clean]
        if not wrong or any(_top(problem.key) == "title" for problem in wrong):
            return problems
        left_out += [f"{problem.text}; left out" for problem in wrong]
        clean = _without(clean, [problem.key for problem in wrong])


def _tidy(key: str, value: object) -> object:
    """Return a value without characters that no page shows, its white space folded."""
    if isinstance(value, str):
        return _tidy_text(key, showable(value, lambda _: None).replace("\ufffd", ""))
    if isinstance(value, Mapping):
        return {name: tidy for name, item in value.items() if (tidy := _tidy(name, item))}
    if isinstance(value, Sequence):
        return [tidy for item in value if (tidy := _tidy("", item))]
    return value


def _tidy_text(key: str, text: str) -> str:
    if key in _MARKDOWN:
        return text.replace("\r", "").strip("\n") if text.strip() else ""
    if key in _PARAGRAPHS:
        try:
            return paragraphs(text)
        except BadValueError:
            return ""
    return folded(text)


def paper_in(text: str, name: str, path: str) -> tuple[Paper | None, list[Problem]]:
    """Return the paper of a record file's text, or None, and what is wrong with it."""
    document, problems = read_yaml(text, path)
    if document is None or any(problem.severity is Severity.ERROR for problem in problems):
        return None, problems
    record, wrong = validate(PaperRecord, document)
    if record is None:
        return None, wrong
    return made(Paper, record, document.source, id=name), problems


def _top(key: str) -> str:
    return _PART.split(key, maxsplit=1)[0]


def _without(record: Record, keys: Sequence[str]) -> Record:
    """Return a record without the values that problems name: of `links.code`, only that link."""
    for key in reversed(keys):  # the last of a list first, so that the others keep their places
        record = _mapping(_removed(record, _PART.split(key.replace("]", ""))))
    return record


def _removed(value: object, place: Sequence[str]) -> object:
    """Return a value without what is at a place in it, or without what is nearest above."""
    name, *rest = place
    parts = _parts(value)
    if name not in parts:
        return None
    parts[name] = _removed(parts[name], rest) if rest else None
    kept = {key: part for key, part in parts.items() if part not in (None, {}, [])}
    return list(kept.values()) if isinstance(value, list) else kept


def _parts(value: object) -> dict[str, object]:
    if isinstance(value, list):
        return {str(place): item for place, item in enumerate(value)}
    return dict(_mapping(value))


def _mapping(value: object) -> Record:
    return value if isinstance(value, Mapping) else {}


def own_problems(paper: Paper, records: Records, taken: frozenset[str]) -> list[Problem]:
    """Return what a check of the shelf would say of a new paper alone, but for what it repeats."""
    alone = Records(
        papers=(replace(paper, digest=0),),
        tags=records.tags,
        people=records.people,
        unread=records.unread | taken,
    )
    return in_order(p for p in check(alone) if p.path == paper.source.path)
