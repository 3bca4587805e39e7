"""Validation: a document becomes a model, or problems that say what to write instead."""

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from generator.problems import Problem, did_you_mean, quoted, shown
from generator.records.document import Bare, Document
from generator.records.forms import As, CollectionRecord, PaperRecord
from generator.rules import Rule

M = TypeVar("M", bound=BaseModel)

_ARTICLES = {"empty": "empty", "number": "a number", "boolean": "a yes or no", "date": "a date"}
_NAMED_BY_FILE = {PaperRecord, CollectionRecord}
_SHORT_FORMS = {("authors",), ("papers",)}
"""Where a name or an id alone may stand for keys and values."""


def validate(model: type[M], document: Document) -> tuple[M | None, list[Problem]]:
    """Return the record as a `model`, or None with every problem in it."""
    try:
        return model.model_validate(document.value), []
    except ValidationError as errors:
        details = errors.errors(include_url=False)
        return None, [_problem(model, document, error) for error in details]


def salvage(model: type[M], document: Document) -> M | None:
    """Return what is right in a record with problems, or None when that is not enough for a record.

    A required text that is missing or wrong becomes "?". For checks between records, so that one
    problem does not hide another.
    """
    if not isinstance(document.value, dict):
        return None
    try:
        return model.model_validate(document.value)
    except ValidationError as errors:
        wrong = {error["loc"][0] for error in errors.errors() if error["loc"]}
    required = {name: "?" for name, field in model.model_fields.items() if field.is_required()}
    right = {key: value for key, value in document.value.items() if key not in wrong}
    try:
        return model.model_validate({**required, **right})
    except ValidationError:
        return None


def _problem(model: type[BaseModel], document: Document, error: ErrorDetails) -> Problem:
    location = error["loc"]
    unknown = error["type"] == "extra_forbidden"
    source = document.source
    mark = source.at_key(*location) if unknown else source.at(*location)
    message, advice = _SENTENCES.get(error["type"], _other)(model, error)
    return Problem(
        path=source.path,
        line=mark.line,
        column=mark.column,
        key=shown(key_text(error["loc"])),
        message=message,
        advice=advice,
        rule=_RULES.get(error["type"], Rule.WRONG_TYPE),
    )


def key_text(location: Sequence[str | int]) -> str:
    """Return the way to a value as a message names it: `authors[0].orcid`."""
    text = ""
    for part in location:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


Sentence = tuple[str, str]


def _missing(_: type[BaseModel], error: ErrorDetails) -> Sentence:
    key = error["loc"][-1]
    return "missing", f"write {key}: …"


def _unknown(model: type[BaseModel], error: ErrorDetails) -> Sentence:
    if error["loc"] == ("id",) and model in _NAMED_BY_FILE:
        return "unknown key", "the file's name is the id; delete the key"
    fields = _fields_at(model, error["loc"][:-1])
    return "unknown key", did_you_mean(str(error["loc"][-1]), fields)


def _fields_at(model: type[BaseModel], location: Sequence[str | int]) -> list[str]:
    """Return the keys that are allowed at a location of a model."""
    for part in location:
        if isinstance(part, str):
            field = model.model_fields[part]
            model = _form(field.metadata) or _inner_form(field.annotation) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def _inner_form(annotation: Any) -> type[BaseModel] | None:
    """Return the form that the values in an annotated type are read as."""
    inner = (_inner_form(argument) for argument in getattr(annotation, "__args__", ()))
    return _form(getattr(annotation, "__metadata__", ())) or next(filter(None, inner), None)


def _form(metadata: Sequence[Any]) -> type[BaseModel] | None:
    return next((note.form for note in metadata if isinstance(note, As)), None)


def _not_text(_: type[BaseModel], error: ErrorDetails) -> Sentence:
    value = error["input"]
    if isinstance(value, Bare) and value.kind == "empty":
        return "empty", "write text, or delete the key"
    if isinstance(value, Bare):
        return _unquoted(value)
    return f"{_kind(value)} where text belongs", "write text"


def _unquoted(value: Bare) -> Sentence:
    what = _ARTICLES[value.kind]
    return f"{shown(value.text)} is {what}", f"put it in quotes: {quoted(value.text)}"


def _not_a_list(_: type[BaseModel], error: ErrorDetails) -> Sentence:
    value = error["input"]
    if isinstance(value, Bare) and value.kind == "empty":
        return "empty", "write a list, or delete the key"
    example = shown(value) if isinstance(value, str) and len(value) <= 40 else "first, second"
    return f"{_kind(value)} where a list belongs", f"write [{example}]"


def _not_keys(model: type[BaseModel], error: ErrorDetails) -> Sentence:
    value = error["input"]
    if isinstance(value, Bare) and value.kind != "empty" and error["loc"][:1] in _SHORT_FORMS:
        return _unquoted(value)
    fields = _fields_at(model, error["loc"])
    wanted = ", ".join(f"{name}: …" for name in fields[:2])
    return f"{_kind(error['input'])} where keys and values belong", f"write {{{wanted}}}"


def _bad_value(_: type[BaseModel], error: ErrorDetails) -> Sentence:
    context = error["ctx"]
    value = error["input"]
    written = value.text if isinstance(value, Bare) else value
    message = context["message"]
    if isinstance(written, str) and written.strip():
        message = f"{quoted(written)}: {message}"
    return message, context["advice"]


def _not_listed(_: type[BaseModel], error: ErrorDetails) -> Sentence:
    value = error["input"]
    written = value.text if isinstance(value, Bare) else value
    what = quoted(written) if isinstance(written, str) else _kind(value)
    allowed = re.findall(r"'([^']+)'", error["ctx"]["expected"])
    return f"{what} is none of the words for it", did_you_mean(str(written), allowed)


def _other(_: type[BaseModel], error: ErrorDetails) -> Sentence:
    return error["msg"], ""


def _kind(value: object) -> str:
    if isinstance(value, Bare):
        return _ARTICLES[value.kind]
    if isinstance(value, str):
        return f"the text {quoted(value)}"
    return "a list" if isinstance(value, list) else "a mapping"


_SENTENCES: dict[str, Callable[[type[BaseModel], ErrorDetails], Sentence]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "string_type": _not_text,
    "tuple_type": _not_a_list,
    "model_type": _not_keys,
    "model_attributes_type": _not_keys,
    "dict_type": _not_keys,
    "literal_error": _not_listed,
    "bad_value": _bad_value,
}
_RULES = {
    "missing": Rule.MISSING,
    "extra_forbidden": Rule.UNKNOWN_KEY,
    "literal_error": Rule.BAD_VALUE,
    "bad_value": Rule.BAD_VALUE,
}
