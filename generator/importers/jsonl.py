"""JSON Lines of our own records (https://jsonlines.org), one a line."""

import json
from collections.abc import Mapping

from generator.importers.merge import Candidate
from generator.importers.parsed import REJECTED, Parsed, Reject
from generator.problems import Problem
from generator.records.document import Document, Source
from generator.records.forms import PaperRecord
from generator.records.json_reader import read_line
from generator.records.schemes import BadValueError, record_id
from generator.records.validation import validate

_KEYS = frozenset(field.alias or name for name, field in PaperRecord.model_fields.items())


def parse(text: str, path: str) -> Parsed:
    """Return the records of a text, one a line, and the lines that hold none.

    `path` is the file's name in problems. Keys that no record has are left.
    """
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip()]
    made = [_made(line, number, path) for number, line in lines]
    problems = [] if made else [Problem(path=path, message="empty file", advice="write records")]
    return Parsed(
        candidates=[item for item in made if isinstance(item, Candidate)],
        rejects=[item for item in made if isinstance(item, Reject)],
        problems=problems,
    )


def _made(line: str, number: int, path: str) -> Candidate | Reject:
    document, problems = read_line(line, Source(path, number))
    value = document.value if document else None
    if not isinstance(value, dict):
        return _reject(line, number, problems or [Problem(path=path, message="not a record")])
    value = {key: item for key, item in value.items() if key != REJECTED}
    name = value.pop("id", "")
    record = {key: item for key, item in value.items() if key in _KEYS}
    _, wrong = validate(PaperRecord, Document(record, Source(path, number)))
    if wrong:
        return _reject(line, number, wrong)
    written = json.loads(line)
    return Candidate(
        line=number,
        record={key: written[key] for key in record},
        id=_id(name),
        text=line,
        left={key: written.get(key) for key in value if key not in _KEYS},
    )


def _reject(line: str, number: int, problems: list[Problem]) -> Reject:
    first = problems[0]
    return Reject(
        line=number,
        column=first.column,
        text=line,
        key=first.key,
        reason=first.message,
        advice=first.advice,
    )


def _id(name: object) -> str:
    try:
        return record_id(str(name))
    except BadValueError:
        return ""


def with_reason(line: str, reason: str) -> str:
    """Return a line of rejects: the record with the reason beside its keys, or the line as text."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        value = None
    known: Mapping[str, object] = value if isinstance(value, dict) else {"line": line}
    return json.dumps({**known, REJECTED: reason}, ensure_ascii=False)
