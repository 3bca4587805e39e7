"""Issue forms: their fields, and reading what was typed into them out of an issue's text.

GitHub writes a filled-in form as Markdown: for each field a heading `### <label>`, a blank line and
the value, or `_No response_`; a field with `render` comes as a fenced block
(https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests).
The text is a stranger's, and may be edited afterwards.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from generator.records.document import showable

NO_RESPONSE = "_No response_"

_FENCE = re.compile(r"(`{3,})[^\n`]*\n(?P<inside>.*?)\n?\1`*", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field: its key in our code, its label in the form, how many characters it may have."""

    key: str
    label: str
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form: its file in .github/ISSUE_TEMPLATE, and its fields in order."""

    name: str
    file: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A filled-in form: the values of the fields that are not empty, by key."""

    form: Form
    values: Mapping[str, str]

    def too_long(self) -> tuple[str, ...]:
        """Return a sentence for each value that is longer than its field allows."""
        return tuple(
            f"the field {field.label} has {len(value):,} characters; write at most {field.limit:,}"
            for field in self.form.fields
            if len(value := self.values.get(field.key, "")) > field.limit
        )


ADD = Form(
    name="add",
    file="add-paper.yml",
    fields=(
        Field(key="link", label="Link, id or title", limit=1000),
        Field(key="title", label="Title", limit=500),
        Field(key="authors", label="Authors", limit=20_000),
        Field(key="abstract", label="Abstract", limit=10_000),
        Field(key="tags", label="Tags", limit=500),
        Field(key="note", label="Note", limit=5000),
        Field(key="bibtex", label="BibTeX", limit=20_000),
    ),
)
CORRECT = Form(
    name="correct",
    file="correct-paper.yml",
    fields=(
        Field(key="paper", label="Paper", limit=500),
        Field(key="field", label="What is wrong", limit=100),
        Field(key="value", label="What it should say", limit=20_000),
        Field(key="source", label="Source", limit=2000),
    ),
)
FORMS = (ADD, CORRECT)


def parse_form(body: str) -> Filled | None:
    """Return the form that an issue's text is; None when it does not begin as one does.

    A field's value goes up to the heading of a later field of that form; any other heading is part
    of the value. A field whose heading somebody took away is empty. What no page can show, such as
    a control character, is left out.
    """
    shown = showable(body.replace("\r\n", "\n").replace("\r", "\n"), lambda _: None)
    lines = shown.replace("\ufffd", "").strip().split("\n")
    for form in FORMS:
        if lines[0].rstrip() == f"### {form.fields[0].label}":
            return Filled(form=form, values=_values(form, lines))
    return None


def _values(form: Form, lines: list[str]) -> dict[str, str]:
    places = {f"### {field.label}": number for number, field in enumerate(form.fields)}
    current, begun = 0, 1
    values: dict[str, str] = {}
    for number, line in enumerate([*lines, ""]):
        place = places.get(line.rstrip(), -1)
        if place > current or number == len(lines):
            value = _value(lines[begun:number])
            if value:
                values[form.fields[current].key] = value
            current, begun = place, number + 1
    return values


def _value(lines: list[str]) -> str:
    text = "\n".join(lines).strip()
    if text == NO_RESPONSE:
        return ""
    fenced = _FENCE.fullmatch(text)
    return fenced["inside"].strip() if fenced else text
