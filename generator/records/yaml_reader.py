"""YAML to documents: values with the line and column of each, and nothing that runs or explodes.

Reads the subset of YAML 1.1 that a record needs. Anchors, aliases and tags are problems, so a
small file can neither grow without bound nor make objects; a repeated key is a problem, not the
loss of a value.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.problems import Problem, Severity, quoted, shown
from generator.records.document import KEY, Bare, Document, Location, Mark, Source, showable
from generator.rules import Rule

MAX_DEPTH = 16

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER: Any = yaml.resolver.Resolver()
_KINDS = {"int": "number", "float": "number", "bool": "boolean", "null": "empty"}
_KINDS["timestamp"] = "date"


class _BadYamlError(Exception):
    """Reading cannot go on; carries the place, what is wrong, and what to write instead."""

    def __init__(self, mark: Mark, message: str, advice: str) -> None:
        super().__init__(message)
        self.problem = (mark, message, advice)


def read_yaml(text: str, path: str) -> tuple[Document | None, list[Problem]]:
    """Return the one document in `text`, or None when it is not YAML, and all that is wrong."""
    builder = _Builder(path)
    try:
        value = builder.document(_events(text))
    except _BadYamlError as bad:
        return None, [*builder.problems, builder.problem(*bad.problem, rule=Rule.SYNTAX)]
    source = Source.marked(path, _first_line(builder.marks), builder.marks)
    return Document(value, source), builder.problems


def _first_line(marks: dict[Location, Mark]) -> int:
    return marks[()].line if () in marks else 1


def _events(text: str) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Mark(mark.line + 1, mark.column + 1) if mark else Mark(1, 1)
        raise _BadYamlError(place, *_explained(error, text, place)) from error
    except yaml.reader.ReaderError as error:
        # The position that the error carries counts bytes or characters, as the parser likes.
        forbidden = yaml.reader.Reader.NON_PRINTABLE.search(text)
        position = forbidden.start() if forbidden else 0
        before = text[:position]
        place = Mark(before.count("\n") + 1, len(before) - before.rfind("\n"))
        raise _BadYamlError(
            place, f"character U+{ord(text[position]):04X} is not allowed", "delete it"
        ) from error


def _explained(error: yaml.MarkedYAMLError, text: str, place: Mark) -> tuple[str, str]:
    """Return what is wrong and what to write instead, in a contributor's words."""
    lines = text.split("\n")
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    what = error.problem or "cannot be read"
    if "\t" in line[: len(line) - len(line.lstrip())] or "\\t" in what:
        return "a tab stands where YAML wants spaces", "indent with spaces"
    if "mapping values are not allowed" in what:
        return "a second colon on the line", 'put the text in quotes: title: "Part one: part two"'
    if "cannot start any token" in what:
        return f"the value starts with {quoted(line[place.column - 1 :][:1])}", (
            "put the text in quotes"
        )
    return f"not YAML ({what})", "put text with special characters in quotes"


def plain_value(text: str) -> str | Bare:
    """Return what text without quotes means: itself, or a number, a date, yes or no, nothing."""
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))
    kind = _KINDS.get(tag.rpartition(":")[2])
    return Bare(kind, text) if kind else text


@dataclass
class _Builder:
    """Builds one value from events, noting the mark of each part and what is wrong."""

    path: str
    marks: dict[Location, Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def problem(
        self,
        mark: Mark,
        message: str,
        advice: str,
        severity: Severity = Severity.ERROR,
        key: str = "",
        rule: Rule = Rule.OTHER,
    ) -> Problem:
        return Problem(
            path=self.path,
            line=mark.line,
            column=mark.column,
            severity=severity,
            key=shown(key),
            message=message,
            advice=advice,
            rule=rule,
        )

    def document(self, events: Iterator[yaml.Event]) -> object:
        """Return the value of the first document; a second one is an error."""
        value: object = None
        seen = False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    raise _BadYamlError(
                        _mark(event), "a second document in one file", "write one record a file"
                    )
                seen = True
                value = self.value(next(events), events, ())
        return value

    def value(self, event: yaml.Event, events: Iterator[yaml.Event], where: Location) -> object:
        mark = _mark(event)
        self.marks.setdefault(where, mark)
        self._refuse_references(event, mark)
        if len(where) > MAX_DEPTH:
            raise _BadYamlError(mark, "nested too deeply", "a record has at most three levels")
        if isinstance(event, yaml.MappingStartEvent):
            return self.mapping(events, where)
        if isinstance(event, yaml.SequenceStartEvent):
            return self.sequence(events, where)
        assert isinstance(event, yaml.ScalarEvent)  # noqa: S101 - the parser yields nothing else
        return self.scalar(event, mark)

    def _refuse_references(self, event: yaml.Event, mark: Mark) -> None:
        if isinstance(event, yaml.AliasEvent):
            raise _BadYamlError(
                mark,
                f"*{shown(event.anchor)} is a YAML alias",
                "write the value out, or put it in quotes",
            )
        if getattr(event, "anchor", None):
            raise _BadYamlError(
                mark, "a YAML anchor (&)", "write the value out, or put it in quotes"
            )
        if getattr(event, "tag", None):
            raise _BadYamlError(mark, "a YAML tag (!)", "write plain values, or put it in quotes")

    def mapping(self, events: Iterator[yaml.Event], where: Location) -> dict[str, object]:
        result: dict[str, object] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            mark = _mark(event)
            key = self.key(event, mark)
            first = key not in result
            if not first:
                earlier = self.marks[(*where, key, KEY)]
                self.problems.append(
                    self.problem(
                        mark,
                        f"written twice (first on line {earlier.line})",
                        "keep one of them",
                        key=key,
                        rule=Rule.REPEATED_KEY,
                    )
                )
            self.marks.setdefault((*where, key, KEY), mark)
            inner = (*where, key) if first else (*where, key, KEY, KEY)
            value = self.value(next(events), events, inner)
            result.setdefault(key, value)
        return result

    def key(self, event: yaml.Event, mark: Mark) -> str:
        self._refuse_references(event, mark)
        if not isinstance(event, yaml.ScalarEvent):
            raise _BadYamlError(mark, "a key is a list or a mapping", "write a word, then a colon")
        return self.text(event.value, mark)

    def sequence(self, events: Iterator[yaml.Event], where: Location) -> list[object]:
        result: list[object] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            result.append(self.value(event, events, (*where, len(result))))
        return result

    def scalar(self, event: yaml.ScalarEvent, mark: Mark) -> object:
        if event.style:
            return self.text(event.value, mark)
        value = plain_value(event.value)
        return value if isinstance(value, Bare) else self.text(value, mark)

    def text(self, value: str, mark: Mark) -> str:
        def report(message: str) -> None:
            self.problems.append(
                self.problem(mark, message, "delete it", Severity.WARNING, rule=Rule.UNSHOWABLE)
            )

        return showable(value, report)


def _mark(event: yaml.Event) -> Mark:
    start = event.start_mark
    return Mark(start.line + 1, start.column + 1) if start else Mark(1, 1)
