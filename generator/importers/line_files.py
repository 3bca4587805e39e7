"""Files of records as lines of JSON: new lines at the end, others changed where they stand."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.importers.merge import Item
from generator.importers.writing import cannot, written
from generator.problems import Problem
from generator.records.yaml_scalars import writable


def write_lines(file: Path, items: Sequence[Item]) -> tuple[list[Item], Problem | None]:
    """Write records into a file of lines and return those that succeeded: all or none."""
    try:
        old = file.read_bytes().decode("utf-8") if file.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        return [], cannot(file, getattr(error, "strerror", "") or "not UTF-8")
    changed = with_lines(old, items)
    if changed is None:
        return [], cannot(file, "its lines have changed meanwhile")
    problem = written(file, changed) if changed != old else None
    return ([], problem) if problem else (list(items), None)


def with_lines(text: str, items: Sequence[Item]) -> str | None:
    """Return a file's text with the records; None when a line is not of the record it was of."""
    lines = text.split("\n")
    new = [line_of(item.id, item.record) for item in items if item.record is not None]
    for item in items:
        if item.record is None and item.text is not None:
            place = item.line - 1
            if place >= len(lines) or _id_of(lines[place]) != item.id:
                return None
            ending = "\r" if lines[place].endswith("\r") else ""
            lines[place] = item.text.removesuffix("\r") + ending
    whole = "\n".join(lines)
    return whole + ("\n" if whole and not whole.endswith("\n") else "") + "".join(new)


def line_of(name: str, record: Mapping[str, object]) -> str:
    """Return a record as a line of JSON, which ends with a line end."""
    return writable(json.dumps({"id": name, **record}, ensure_ascii=False, default=str)) + "\n"


def _id_of(line: str) -> object:
    try:
        record = json.loads(line.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return None
    return record.get("id") if isinstance(record, dict) else None
