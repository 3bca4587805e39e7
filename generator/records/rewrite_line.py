"""A line of JSON that holds a record, changed so that all else stays as it was written."""

import json
import re
from collections.abc import Mapping

from generator.records.rewrite import RewriteError
from generator.records.write import rank

_SPACE = re.compile(r"[ \t\r\n]*")
_MARK = "\ufeff"


def replace_values(line: str, changes: Mapping[str, object]) -> str:
    """Return a record's line with the values of some keys changed; None leaves a key alone.

    Values are as JSON has them. A missing key is added after the last one that comes before it in
    the standard order. Raises `RewriteError` when the line holds no record.
    """
    wanted = {key: value for key, value in changes.items() if value is not None}
    record, result = read_object(line), line
    for key, value in sorted(wanted.items(), key=lambda change: rank(change[0])):
        spans = spans_of(result)
        text = json.dumps(value, ensure_ascii=False)
        if key in spans:
            start, end = spans[key]
            result = result[:start] + text + result[end:]
        else:
            result = with_key(result, spans, key, text)
    if read_object(result) != {**record, **wanted}:
        raise RewriteError("its form does not allow this change")
    return result


def read_object(line: str) -> dict[str, object]:
    """Return the object that a line holds; raise `RewriteError` when it holds none."""
    try:
        record = json.loads(line.removeprefix(_MARK))
    except (ValueError, RecursionError) as error:
        raise RewriteError("not JSON") from error
    if not isinstance(record, dict):
        raise RewriteError("not an object")
    return record


def spans_of(line: str) -> dict[str, tuple[int, int]]:
    """Return where the value of each key of a JSON object stands (RFC 8259, section 4)."""
    spans: dict[str, tuple[int, int]] = {}
    decoder = json.JSONDecoder()
    at = _skip(line, line.index("{") + 1)
    while line[at] != "}":
        key, at = decoder.raw_decode(line, at)
        start = _skip(line, _skip(line, at) + 1)
        _, end = decoder.raw_decode(line, start)
        if key in spans:
            raise RewriteError("a key is written twice")
        spans[key] = start, end
        at = _skip(line, end)
        at = _skip(line, at + 1) if line[at] == "," else at
    return spans


def _skip(line: str, at: int) -> int:
    space = _SPACE.match(line, at)
    return space.end() if space else at


def comma(line: str) -> str:
    """Return the comma between two values, with a space where the line has one after its first."""
    return "," if re.match(r"[^,]*,[^ ]", line) else ", "


def with_key(line: str, spans: dict[str, tuple[int, int]], key: str, value: str) -> str:
    """Return a line with a key, its value given as JSON, at its place in the standard order."""
    colon = ":" if re.match(r'[^:]*":[^ ]', line) else ": "
    written = f"{json.dumps(key)}{colon}{value}"
    before = [end for name, (_, end) in spans.items() if rank(name) < rank(key) or name == "id"]
    if before:
        at = max(before)
        return line[:at] + comma(line) + written + line[at:]
    at = line.index("{") + 1
    return line[:at] + written + (comma(line) if spans else "") + line[at:]
