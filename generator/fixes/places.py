"""Places: where each value of a record stands in its text, in YAML and in a line of JSON."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from generator.records.document import Bare, Location
from generator.records.yaml_reader import plain_value

_SPACE = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Place:
    """A value that stands on its own, from `start` up to `end`."""

    location: Location
    value: str | Bare
    start: int
    end: int
    in_flow: bool = True
    """Whether it stands in brackets."""

    @property
    def key(self) -> str:
        """The key that it is a value of, also when it is an item of that key's list."""
        return next((part for part in reversed(self.location) if isinstance(part, str)), "")


def yaml_places(text: str) -> Iterator[Place]:
    """Yield the values in a text of YAML that are not below `>` or `|`.

    A parser's `yaml.YAMLError` passes.
    """
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    if root is not None:
        yield from _of_node(root, (), in_flow=False)


def _of_node(node: yaml.Node, where: Location, *, in_flow: bool) -> Iterator[Place]:
    if isinstance(node, yaml.CollectionNode):
        inner = in_flow or bool(node.flow_style)
        for number, item in enumerate(node.value):
            if isinstance(item, tuple):
                yield from _of_node(item[1], (*where, str(item[0].value)), in_flow=inner)
            else:
                yield from _of_node(item, (*where, number), in_flow=inner)
    elif isinstance(node, yaml.ScalarNode) and node.style not in {"|", ">"}:
        text = str(node.value)
        value = plain_value(text) if node.style is None else text
        yield Place(where, value, node.start_mark.index, node.end_mark.index, in_flow)


def json_places(line: str) -> Iterator[Place]:
    """Yield the texts and numbers in a line of JSON (RFC 8259); raise `ValueError` for another."""
    _DECODER.decode(line)
    yield from _below(line, _skip(line, 0), ())


def _below(line: str, at: int, where: Location) -> Iterator[Place]:
    if line[at] == "{":
        for key, start in _members(line, at, has_keys=True):
            yield from _below(line, start, (*where, key))
    elif line[at] == "[":
        for number, (_, start) in enumerate(_members(line, at, has_keys=False)):
            yield from _below(line, start, (*where, number))
    else:
        value, end = _DECODER.raw_decode(line, at)
        if isinstance(value, str):
            yield Place(where, value, at, end)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield Place(where, Bare("number", line[at:end]), at, end)


def _members(line: str, at: int, *, has_keys: bool) -> Iterator[tuple[str, int]]:
    """Yield the key, if there is one, and the place of each value of an object or an array."""
    at = _skip(line, at + 1)
    while line[at] not in "}]":
        key = ""
        if has_keys:
            key, at = _DECODER.raw_decode(line, at)
            at = _skip(line, _skip(line, at) + 1)
        yield key, at
        _, end = _DECODER.raw_decode(line, at)
        at = _skip(line, end)
        at = _skip(line, at + 1) if line[at] == "," else at


def _skip(line: str, at: int) -> int:
    space = _SPACE.match(line, at)
    return space.end() if space else at
