"""Skeletons: a record with its title alone, and every other key with what to write, as comments.

What to write is what the forms of records say, from which the reference page and the JSON Schema
come as well.
"""

import datetime
from collections.abc import Iterator, Mapping
from typing import Any

from generator.contribute.addition import Addition, Reason, Refusal
from generator.contribute.reading_requests import not_utf8
from generator.contribute.soundness import own_problems, paper_in, sound
from generator.contribute.standing import Standing
from generator.records.forms import PaperRecord
from generator.records.schema import json_schema
from generator.records.write import PAPER_KEYS, SCHEMA_LINE, block_text, in_order, record_text

_INTRODUCTION = """\
# Take the "#" away before a key that you know, and write its value in place of the example.
# Delete what you do not need. "papershelf check" says what is wrong or missing.
"""
_SOME_TEXT = "…"
Schema = Mapping[str, Any]


def plan_skeleton(
    title: str, standing: Standing, *, today: datetime.date, wanted: str = ""
) -> Addition | Refusal:
    """Return the file of a new record to fill in, or why there cannot be one. Pure.

    `wanted` is the id to give it; "" makes one of the title.
    """
    if refusal := not_utf8(title):
        return refusal
    record = {"title": title, "added": today.isoformat()}
    if earlier := standing.repeated(record):
        return standing.refusal(earlier)
    name = standing.free_id(title, wanted)
    if isinstance(name, Refusal):
        return name
    path = f"{standing.folder}/{name}.yml"
    first = sound(record, name, path)
    if isinstance(first, list):
        return Refusal(reason=Reason.WRONG, sentences=("a paper needs a title",))
    text = skeleton(first.record)
    paper, problems = paper_in(text, name, path)
    if paper is None:
        return Refusal(reason=Reason.WRONG, sentences=tuple(map(str, problems)))
    problems += own_problems(paper, standing.records, standing.taken)
    return Addition(
        id=name,
        path=path,
        text=text,
        record=first.record,
        origins=dict.fromkeys(first.record, "you"),
        problems=tuple(problems),
        paper=paper,
    )


def skeleton(record: Mapping[str, object]) -> str:
    """Return the text of a record file with the other keys as comments, in the standard order."""
    schema = json_schema(PaperRecord)
    forms = schema.get("$defs", {})
    lines = [SCHEMA_LINE, *_INTRODUCTION.splitlines()]
    for key in in_order(dict.fromkeys(PAPER_KEYS)):
        described = schema["properties"][key]
        lines += ["", f"# {described['description']}"]
        if key in record:
            lines += record_text({key: record[key]}).splitlines()[1:]
        else:
            lines += [f"#{line}" for line in _example_lines(key, described, forms)]
    return "\n".join(lines) + "\n"


def _example_lines(key: str, schema: Schema, forms: Schema) -> Iterator[str]:
    """Yield the lines of a key with an example of its value."""
    if form := _form(schema, forms):
        yield f"{key}:"
        yield from (f"  {line}" for line in _inner_lines(form))
    elif form := _form(schema.get("items", {}), forms):
        yield f"{key}:"
        first, *rest = _inner_lines(form)
        yield f"  - {first}"
        yield from (f"    {line}" for line in rest)
    else:
        yield from block_text(key, _example(schema)).splitlines()


def _form(schema: Schema, forms: Schema) -> Schema | None:
    """Return the form that a value has; None for text, and where text is enough."""
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    found: Schema | None = forms.get(name)
    return found


def _inner_lines(form: Schema) -> Iterator[str]:
    for key, schema in form["properties"].items():
        text = block_text(key, _example(schema)).rstrip("\n")
        first, *rest = text.splitlines()
        yield f"{first}  # {schema['description']}"
        yield from rest


def _example(schema: Schema) -> object:
    if examples := schema.get("examples"):
        return examples[0]
    if "items" in schema:
        return [_example(schema["items"])]
    if schema.get("pattern") == "^https?://":
        return "https://example.org/"
    return _SOME_TEXT
