"""JSON Lines to documents: one record a line (https://jsonlines.org)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.problems import Problem, Severity, shown
from generator.records.document import Bare, Document, Source, showable


def read_jsonl(text: str, path: str) -> Iterator[tuple[Document | None, list[Problem]]]:
    """Yield each line's record, or None when the line is not JSON, with all that is wrong in it."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _read_line(line, Source(path, number))


def _read_line(line: str, source: Source) -> tuple[Document | None, list[Problem]]:
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
                self.report(Severity.ERROR, "written twice", "keep one of them", shown(key))
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
        self.report(Severity.WARNING, message, "delete it")

    def report(self, severity: Severity, message: str, advice: str, key: str = "") -> None:
        self.problems.append(
            Problem(
                path=self.source.path,
                line=self.source.line,
                severity=severity,
                key=key,
                message=message,
                advice=advice,
            )
        )


def _not_json(source: Source, column: int, reason: str) -> Problem:
    return Problem(
        path=source.path,
        line=source.line,
        column=column,
        message=f"not JSON ({reason})",
        advice="write one record a line, with straight double quotes",
    )
