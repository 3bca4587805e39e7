"""Additions to a list in a record's text that leave all else as a person wrote it."""

import json
import re
from collections.abc import Sequence

import yaml

from generator.records.rewrite import RewriteError, replace_keys
from generator.records.rewrite_line import comma, read_object, spans_of, with_key
from generator.records.yaml_scalars import inline

_LINE_END = re.compile(r"\r?\n|\Z")


def extended_file(text: str, key: str, items: Sequence[str]) -> str:
    """Return a record file's text with items at the end of one of its lists of texts.

    A list that is missing or empty is written at its place in the standard order. Comments and the
    form of the list stay. Raises `RewriteError` when the text has another form.
    """
    old = _listed(text, key)
    if not items:
        return text
    node = _node(text, key)
    if not old or node is None:
        return replace_keys(text, {key: [*old, *items]})
    result = (_in_flow if node.flow_style else _in_block)(text, node, items)
    if _read(result) != {**_read(text), key: [*old, *items]}:
        raise RewriteError("its form does not allow this change")
    return result


def _read(text: str) -> dict[str, object]:
    """Return a record with all values as text."""
    try:
        value = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes only text
    except yaml.YAMLError as error:
        raise RewriteError("not YAML") from error
    if not isinstance(value or {}, dict):
        raise RewriteError("not a block mapping that starts in the first column")
    return value or {}


def _listed(text: str, key: str) -> list[str]:
    value = _read(text).get(key) or []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise RewriteError(f"{key} is not a list of texts")
    return value


def _node(text: str, key: str) -> yaml.SequenceNode | None:
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    if not isinstance(root, yaml.MappingNode):
        return None
    found = [value for name, value in root.value if name.value == key]
    return next((value for value in found if isinstance(value, yaml.SequenceNode)), None)


def _in_flow(text: str, node: yaml.SequenceNode, items: Sequence[str]) -> str:
    at = int(node.value[-1].end_mark.index)
    return text[:at] + "".join(f", {inline(item, in_flow=True)}" for item in items) + text[at:]


def _in_block(text: str, node: yaml.SequenceNode, items: Sequence[str]) -> str:
    """Write items below the last one, whose line may end in a comment."""
    end = _LINE_END.search(text, int(node.value[-1].end_mark.index))
    assert end is not None  # noqa: S101 - the pattern matches the end of a text
    newline = "\r\n" if "\r\n" in text else "\n"
    indent = " " * int(node.start_mark.column)
    lines = "".join(f"{newline}{indent}- {inline(item)}" for item in items)
    return text[: end.start()] + lines + text[end.start() :]


def extended_line(line: str, key: str, items: Sequence[str]) -> str:
    """Return a line of JSON with items at the end of one of its record's lists of texts.

    A missing list is added after the last key that comes before it in the standard order. Raises
    `RewriteError` when the line holds no such record.
    """
    record = read_object(line)
    old = record.get(key) or []
    if not isinstance(old, list) or not all(isinstance(item, str) for item in old):
        raise RewriteError(f"{key} is not a list of texts")
    if not items:
        return line
    spans = spans_of(line)
    added = _joined(line, items)
    start, end = spans.get(key, (0, 0))
    if old:
        at = len(line[: end - 1].rstrip())
        result = line[:at] + comma(line) + added + line[at:]
    elif key in spans:
        result = line[:start] + f"[{added}]" + line[end:]
    else:
        result = with_key(line, spans, key, f"[{added}]")
    if read_object(result) != {**record, key: [*old, *items]}:
        raise RewriteError("its form does not allow this change")
    return result


def _joined(line: str, items: Sequence[str]) -> str:
    return comma(line).join(json.dumps(item, ensure_ascii=False) for item in items)
