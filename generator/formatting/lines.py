"""Lines of JSON: records of a JSON Lines file, each on one line, keys in the standard order."""

import json
from collections.abc import Mapping

from generator.problems import Problem
from generator.records.document import Bare, Source
from generator.records.json_reader import read_line
from generator.records.layouts import LINE, Layout
from generator.records.yaml_scalars import is_visible
from generator.rules import Rule


def formatted_lines(text: str, path: str) -> tuple[str, list[Problem]]:
    """Return the text of a JSON Lines file in form, and why some lines are left as they are.

    `text` has `\\n` line ends. Empty lines go.
    """
    lines: list[str] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            problem = _problem(line, Source(path, number))
            problems += [problem] if problem else []
            lines.append(line if problem else line_text(_read(line)))
    return "".join(f"{line}\n" for line in lines), problems


def line_text(record: Mapping[str, object]) -> str:
    """Return a record as a line of JSON (RFC 8259), without its end.

    Values are texts, numbers (also as `Bare`), booleans, None, lists and mappings. What cannot be
    seen is escaped, and so is half of a surrogate pair, so that the line is UTF-8.
    """
    return _json(record, LINE)


def _json(value: object, layout: Layout) -> str:
    if isinstance(value, Mapping):
        names = sorted(value, key=layout.rank)
        pairs = (f"{_text(name)}: {_json(value[name], layout.below(name))}" for name in names)
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_json(item, layout) for item in value) + "]"
    if isinstance(value, Bare):
        return value.text
    return _text(value) if isinstance(value, str) else json.dumps(value)


def _text(text: str) -> str:
    written = json.dumps(text, ensure_ascii=False)
    return written if written.isprintable() else "".join(map(_escaped, written))


def _escaped(character: str) -> str:
    return character if is_visible(character) else json.dumps(character)[1:-1]


def _problem(line: str, source: Source) -> Problem | None:
    """Return why a line is left as it is: it is no JSON, no object, or says a key twice."""
    document, problems = read_line(line, source)
    wrong = next((problem for problem in problems if problem.severity == "error"), None)
    if wrong or document is None or isinstance(document.value, dict):
        return wrong
    return Problem(
        path=source.path, line=source.line, message="holds no keys and values", rule=Rule.NO_RECORD
    )


def _read(line: str) -> dict[str, object]:
    """Return a record with the digits of its numbers as they are written."""
    value: dict[str, object] = json.loads(
        line, parse_int=_number, parse_float=_number, parse_constant=_number
    )
    return value


def _number(text: str) -> Bare:
    return Bare("number", text)
