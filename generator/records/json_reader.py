"""JSON Lines to documents: one record a line (https://jsonlines.org)."""

import json
from collections.abc import Iterator

from generator.problems import Problem, Severity, visible
from generator.records.document import Bare, Document, Source, showable


def read_jsonl(text: str, path: str) -> Iterator[tuple[Document | None, list[Problem]]]:
    """Yield each line's record, or None when the line is not JSON, with all that is wrong in it."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _read_line(line, Source(path, number))


def _read_line(line: str, source: Source) -> tuple[Document | None, list[Problem]]:
    problems: list[Problem] = []

    def report(severity: Severity, key: str, message: str, advice: str) -> None:
        problems.append(
            Problem(
                path=source.path,
                line=source.line,
                severity=severity,
                key=visible(key),
                message=message,
                advice=advice,
            )
        )

    def unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
        result: dict[str, object] = {}
        for key, value in pairs:
            if key in result:
                report(Severity.ERROR, key, "written twice", "keep one of them")
            result.setdefault(key, value)
        return result

    def plain(value: object) -> object:
        if isinstance(value, str):
            return showable(value, unshowable)
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items()}
        if isinstance(value, list):
            return [plain(item) for item in value]
        return value

    def unshowable(character: str) -> None:
        message = f"{character} cannot be shown on a page and becomes U+FFFD"
        report(Severity.WARNING, "", message, "delete it")

    try:
        value = json.loads(
            line,
            parse_int=_number,
            parse_float=_number,
            parse_constant=_number,
            object_pairs_hook=unique,
        )
        return Document(_with_bare(plain(value)), source), problems
    except json.JSONDecodeError as error:
        return None, [_not_json(source, error.pos + 1, error.msg)]
    except RecursionError:
        return None, [_not_json(source, 1, "nested too deeply")]


def _number(text: str) -> Bare:
    return Bare("number", text)


def _with_bare(value: object) -> object:
    if value is None:
        return Bare("empty", "null")
    if isinstance(value, bool):
        return Bare("boolean", "true" if value else "false")
    if isinstance(value, dict):
        return {key: _with_bare(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_bare(item) for item in value]
    return value


def _not_json(source: Source, column: int, reason: str) -> Problem:
    return Problem(
        path=source.path,
        line=source.line,
        column=column,
        message=f"not JSON ({reason})",
        advice="write one record a line, with straight double quotes",
    )
