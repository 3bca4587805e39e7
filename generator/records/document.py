"""A document: the plain value of a record and the place of each of its parts."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from msgspec import Struct, msgpack

from generator.problems import Problem, Severity
from generator.rules import Rule

Location = tuple[str | int, ...]
"""The keys and list positions that lead from the top of a record to one of its values."""


KEY = "\0key"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file; line and column count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Bare:
    """A value that is not text: `kind` is "number", "boolean", "empty" or "date"."""

    kind: str
    text: str


class Source(Struct, frozen=True, array_like=True, gc=False):
    """Where a record stands: its file, its first line, and a mark for each key and value.

    The mark of a key is kept at the location of its value followed by `KEY`. Marks are needed for
    problems alone, so they are kept packed, as long as the record is.
    """

    path: str
    line: int = 1
    packed_marks: bytes = b""

    @staticmethod
    def marked(path: str, line: int, marks: Mapping[Location, Mark]) -> "Source":
        """Return a source with marks."""
        rows = [(where, mark.line, mark.column) for where, mark in marks.items()]
        return Source(path, line, msgpack.encode(rows))

    @property
    def marks(self) -> Mapping[Location, Mark]:
        """The place of each value and key."""
        return _unpacked(self.packed_marks) if self.packed_marks else {}

    def at(self, *location: str | int) -> Mark:
        """Return the place of a value, or of the closest value around it."""
        marks = self.marks
        for length in range(len(location), -1, -1):
            if mark := marks.get(location[:length]):
                return mark
        return Mark(self.line, 1)

    def at_key(self, *location: str | int) -> Mark:
        """Return the place of the key of a value."""
        return self.marks.get((*location, KEY)) or self.at(*location)

    def entries(self) -> list["Source"]:
        """Return the source of each entry of a list, with the marks of that entry alone."""
        marks: dict[str | int, dict[Location, Mark]] = {}
        for where, mark in self.marks.items():
            if where:
                marks.setdefault(where[0], {})[where[1:]] = mark
        return [Source.marked(self.path, own[()].line, own) for own in marks.values()]


_Rows = msgpack.Decoder(list[tuple[Location, int, int]])


@lru_cache(maxsize=8)  # the problems of one record come together
def _unpacked(packed_marks: bytes) -> Mapping[Location, Mark]:
    return {where: Mark(line, column) for where, line, column in _Rows.decode(packed_marks)}


@dataclass(frozen=True, slots=True)
class Document:
    """A record as read: nested dicts, lists, strings and `Bare` values, with its source."""

    value: object
    source: Source


_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def has_unshowable(text: str) -> bool:
    """Tell whether `showable` would replace something."""
    return not text.isprintable() and _UNSHOWABLE.search(text) is not None


def showable(text: str, report: Callable[[str], None]) -> str:
    """Return `text` with what no web page can hold replaced by U+FFFD; report each kind.

    Those are control characters, lone surrogates and noncharacters (HTML 13.2.3.5, "Preprocessing
    the input stream").
    """
    if not has_unshowable(text):
        return text
    for character in sorted(set(_UNSHOWABLE.findall(text))):
        report(f"U+{ord(character):04X} cannot be shown on a page and becomes U+FFFD")
    return _UNSHOWABLE.sub("\ufffd", text)


def problem_at(
    source: Source,
    location: Location,
    message: str,
    advice: str = "",
    severity: Severity = Severity.ERROR,
    key: str = "",
    rule: Rule = Rule.OTHER,
) -> Problem:
    """Return a problem at a value of a record."""
    mark = source.at(*location)
    return Problem(
        path=source.path,
        line=mark.line,
        column=mark.column,
        severity=severity,
        key=key,
        message=message,
        advice=advice,
        rule=rule,
    )
