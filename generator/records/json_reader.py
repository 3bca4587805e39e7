"""JSON Lines to documents: one record a line (https://jsonlines.org)."""

import json
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from generator.problems import Problem, Severity, shown
from generator.records.document import Bare, Document, Source, has_unshowable, showable
from generator.rules import Rule


def lines_of(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield each line with its number, counted from 1, and never hold them all."""
    start = 0
    number = 1
    while (end := content.find(b"\n", start)) >= 0:
        yield number, content[start:end]
        start = end + 1
        number += 1
    yield number, content[start:]


def read_jsonl(text: str, path: str) -> Iterator[tuple[Document | None, list[Problem]]]:
    """Yield each line's record, or None when the line is not JSON, with all that is wrong in it."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield read_line(line, Source(path, number))


def read_line(line: str, source: Source) -> tuple[Document | None, list[Problem]]:
    """Return a line's record, or None when it is not JSON, and all that is wrong in it."""
    reader = _LineReader(source)
    try:
        value = json.loads(
            line,
            parse_int=_number,
            parse_float=_number,
            parse_constant=_number,
            object_pairs_hook=reader.mapping,
        )
        return Document(reader.plain(value), source), list(dict.fromkeys(reader.problems))
    except json.JSONDecodeError as error:
        return None, [_not_json(source, error.pos + 1, error.msg)]
    except RecursionError:
        return None, [_not_json(source, 1, "nested too deeply")]


def _number(text: str) -> Bare:
    return Bare("number", text)


@dataclass
class _LineReader:
    """Turns what the JSON parser found into a document's values, noting what is wrong."""

    source: Source
    problems: list[Problem] = field(default_factory=list)

    def mapping(self, pairs: list[tuple[str, object]]) -> dict[str, object]:
        result: dict[str, object] = {}
        for written, value in pairs:
            key = self.text(written)
            if key in result:
                self.report(
                    Severity.ERROR,
                    "written twice",
                    "keep one of them",
                    shown(key),
                    Rule.REPEATED_KEY,
                )
            result.setdefault(key, value)
        return result

    def plain(self, value: object) -> object:
        if isinstance(value, dict):
            return {key: self.plain(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.plain(item) for item in value]
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, bool):
            return Bare("boolean", "true" if value else "false")
        return Bare("empty", "null") if value is None else value

    def text(self, value: str) -> str:
        return showable(value, self.unshowable)

    def unshowable(self, message: str) -> None:
        self.report(Severity.WARNING, message, "delete it", rule=Rule.UNSHOWABLE)

    def report(
        self, severity: Severity, message: str, advice: str, key: str = "", rule: Rule = Rule.OTHER
    ) -> None:
        self.problems.append(
            Problem(
                path=self.source.path,
                line=self.source.line,
                severity=severity,
                key=key,
                message=message,
                advice=advice,
                rule=rule,
            )
        )


def _not_json(source: Source, column: int, reason: str) -> Problem:
    return Problem(
        path=source.path,
        line=source.line,
        column=column,
        message=f"not JSON ({reason})",
        advice="write one record a line, with straight double quotes",
        rule=Rule.SYNTAX,
    )


class _UnusualError(ValueError):
    """What a line holds that only `read_line` knows how to read."""


def read_plain_line(line: str) -> dict[str, object] | None:
    """Return what `read_line` finds in a line that needs none of its care, or else None.

    Such a line is an object of texts, lists and objects, without a repeated key and with nothing
    that cannot be shown. Nearly all are, and this takes a fifth of the time.
    """
    # The parser refuses what else ASCII has of such characters.
    unshowable = "\x7f" in line if line.isascii() else has_unshowable(line)
    if unshowable or _UNSHOWABLE_ESCAPE.search(line.replace(r"\\", "")):
        return None
    try:
        value = _PLAIN.decode(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


# Too much is found, never too little: halves of a pair of surrogates may be right.
_UNSHOWABLE_ESCAPE = re.compile(
    r"\\(?:[bf]|u(?:00[01]|007f|00[89]|d[89a-f]|fff[ef]))", re.IGNORECASE
)


def _plain_object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) < len(pairs) or not _all_plain(value.values()):
        raise _UnusualError
    return value


def _all_plain(values: Collection[object]) -> bool:
    kinds = set(map(type, values))
    if not kinds <= {str, list, dict}:
        return False
    return list not in kinds or all(_all_plain(v) for v in values if isinstance(v, list))


def _unusual(text: str) -> object:
    raise _UnusualError(text)


_PLAIN = json.JSONDecoder(
    parse_int=_unusual,
    parse_float=_unusual,
    parse_constant=_unusual,
    object_pairs_hook=_plain_object,
)
