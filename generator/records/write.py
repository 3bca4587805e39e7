"""Records to YAML: the text of a record file, in one order and easy to compare."""

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import TypeGuard

from generator.records import yaml_scalars as scalars
from generator.records.yaml_scalars import INDENT

SCHEMA_LINE = "# yaml-language-server: $schema=../schema/paper.schema.json"
PAPER_KEYS = (
    "title",
    "authors",
    "date",
    "venue",
    "tags",
    "arxiv",
    "doi",
    "openreview",
    "acl",
    "pmid",
    "links",
    "added",
    "tldr",
    "abstract",
    "notes",
    "related",
    "status",
)

_RUNNING_TEXT = frozenset({"tldr", "abstract", "notes"})
_DATES = frozenset({"date", "added"})
_FLOW_LISTS = frozenset({"tags"})
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
    return PAPER_KEYS.index(key) if key in PAPER_KEYS else len(PAPER_KEYS)


def block_text(key: str, value: object) -> str:
    """Return the text of `key: value`, which ends its last line."""
    return "\n".join(entry_lines(key, value)) + "\n"


def entry_lines(key: str, value: object) -> list[str]:
    """Return the lines of `key: value`."""
    name = scalars.inline(key) + ":"
    if isinstance(value, str) and key in _RUNNING_TEXT:
        first, *rest = scalars.block(value)
        return [f"{name} {first}", *rest]
    if key in _FLOW_LISTS and _is_list(value):
        return [f"{name} {_flow_list(value)}"]
    if key in _DATES and _DATE.fullmatch(str(value)):
        return [f"{name} {value}"]
    if not isinstance(value, str) and (lines := _nested(value)):
        return [name, *_indented(lines)]
    return [f"{name} {_scalar(value)}"]


def _nested(value: object) -> list[str]:
    """Return the lines of a mapping or a list, none when it is empty or something else."""
    if isinstance(value, Mapping):
        return [line for key, item in value.items() for line in entry_lines(str(key), item)]
    if _is_list(value):
        return [line for item in value for line in _item(item)]
    return []


def _item(value: object) -> list[str]:
    first, *rest = _nested(value) or [_scalar(value)]
    return ["- " + first, *_indented(rest)]


def _indented(lines: Sequence[str]) -> list[str]:
    return [INDENT + line if line else "" for line in lines]


def _flow_list(items: Sequence[object]) -> str:
    return "[" + ", ".join(scalars.inline(str(item), in_flow=True) for item in items) + "]"


def _scalar(value: object) -> str:
    if isinstance(value, Mapping):
        return "{}"
    if _is_list(value):
        return "[]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int | float | datetime.date):
        return str(value)
    return scalars.inline(str(value))


def _is_list(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence) and not isinstance(value, str)
