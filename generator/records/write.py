"""Records to YAML: the text of a record file, in one order and easy to compare."""

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import TypeGuard

from generator.records import yaml_scalars as scalars
from generator.records.document import Bare
from generator.records.layouts import PAPER, Layout
from generator.records.yaml_scalars import INDENT

SCHEMA_LINE = "# yaml-language-server: $schema=../schema/paper.schema.json"
PAPER_KEYS = PAPER.keys

_RUNNING_TEXT = frozenset({"tldr", "abstract", "notes"})
_LONG_TEXT = frozenset({"description", "note", "why"})
"""Stands below its key when it does not fit on a line."""
DATES = frozenset({"date", "added"})
"""Written without quotes, whether YAML reads them as dates, as numbers or as texts."""
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")


def record_text(record: Mapping[str, object]) -> str:
    """Return the text of a record file; keys that `PAPER_KEYS` does not name come last.

    Values are text, numbers, dates, sequences and mappings; a key with None is left out. What is
    read back equals `record`, except that a lone surrogate becomes U+FFFD.
    """
    blocks = (block_text(key, record[key]) for key in in_order(record) if record[key] is not None)
    return "".join([SCHEMA_LINE + "\n", *blocks])


def in_order(record: Mapping[str, object]) -> list[str]:
    """Return a record's keys in the standard order, unknown ones last as they stand."""
    return sorted(record, key=rank)


def rank(key: str) -> int:
    """Return a key's position in the standard order; unknown keys share the last one."""
    return PAPER.rank(key)


def block_text(key: str, value: object) -> str:
    """Return the text of `key: value`, which ends its last line."""
    return "\n".join(entry_lines(key, value)) + "\n"


def entry_lines(key: str, value: object, layout: Layout = PAPER) -> list[str]:
    """Return the lines of `key: value`; `layout` is that of the mapping in which it stands."""
    name = key_text(key)
    if isinstance(value, str) and _is_running(key, value, layout):
        first, *rest = scalars.block(value)
        return [f"{name} {first}", *rest]
    if key in layout.flow and is_list(value) and not any(map(_is_nested, value)):
        return [f"{name} {_flow_list(value)}"]
    if key in DATES and _DATE.fullmatch(str(value)):
        return [f"{name} {value}"]
    if lines := nested_lines(value, layout.below(key)):
        return [name, *indented(lines)]
    return [f"{name} {_scalar(value)}".rstrip()]


def key_text(key: str) -> str:
    """Return a key as it is written, with its colon."""
    return scalars.inline(key) + ":"


def _is_running(key: str, text: str, layout: Layout) -> bool:
    """Tell whether a text stands below its key: running text, and what has several lines."""
    if key in _RUNNING_TEXT:
        return True
    if key in _LONG_TEXT:
        return "\n" in text or len(key) + len(text) > scalars.WIDTH
    return "\n" in text and key not in layout.keys


def nested_lines(value: object, layout: Layout) -> list[str]:
    """Return the lines of a mapping or a list, none when it is empty or something else."""
    if isinstance(value, Mapping):
        names = sorted(map(str, value), key=layout.rank)
        items = {str(key): item for key, item in value.items()}
        return [line for name in names for line in entry_lines(name, items[name], layout)]
    if is_list(value):
        return [line for item in value for line in item_lines(nested_lines(item, layout), item)]
    return []


def item_lines(lines: Sequence[str], item: object) -> list[str]:
    """Return the lines of an item of a list, given the lines of what is nested in it."""
    first, *rest = lines or [_scalar(item)]
    return [f"- {first}".rstrip(), *indented(rest)]


def indented(lines: Sequence[str]) -> list[str]:
    """Return lines one level further in."""
    return [INDENT + line if line else "" for line in lines]


def _is_nested(item: object) -> bool:
    return isinstance(item, Mapping) or is_list(item)


def _flow_list(items: Sequence[object]) -> str:
    return "[" + ", ".join(_scalar(item, in_flow=True) for item in items) + "]"


def _scalar(value: object, *, in_flow: bool = False) -> str:
    if isinstance(value, Mapping):
        return "{}"
    if is_list(value):
        return "[]"
    if isinstance(value, Bare):
        return value.text
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int | float | datetime.date):
        return str(value)
    return scalars.inline(str(value), in_flow=in_flow)


def is_list(value: object) -> TypeGuard[Sequence[object]]:
    """Tell whether a value is written as a list."""
    return isinstance(value, Sequence) and not isinstance(value, str)
