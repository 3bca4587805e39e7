"""Changes to a record file's text that leave everything else as a person wrote it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import yaml

from generator.records.comments import comments
from generator.records.write import block_text, entry_lines, in_order, rank, record_text

_LINE_END = re.compile(r"(?=\r?\n|\Z)")
_NEWLINE = re.compile(r"\r?\n|\Z")
_INDENTED_COMMENTS = re.compile(r"(?:[ \t]+#[^\n]*(?:\n|\Z))*")
_COMMENT = re.compile(r"#[^\r\n]*")


class RewriteError(ValueError):
    """A record file whose form keeps `replace_keys` from changing it safely."""


def replace_keys(text: str, changes: Mapping[str, object]) -> str:
    """Return a record file's text with the values of some top-level keys changed.

    A missing key is added at its place in the standard order; a key with None is left alone.
    Everything else stays byte for byte, and comments inside a changed value move above it.
    Raises `RewriteError` when the text is not a plain block mapping.
    """
    wanted = {key: changes[key] for key in in_order(changes) if changes[key] is not None}
    spans = _spans(text)
    newline = "\r\n" if "\r\n" in text else "\n"
    edits = [_replacement(text, spans[key], wanted[key]) for key in wanted if key in spans]
    edits += _additions(text, spans, {k: v for k, v in wanted.items() if k not in spans})
    result = text
    for edit in sorted(edits, key=lambda e: (e.start, e.end), reverse=True):
        new = edit.text.replace("\n", newline)
        result = result[: edit.start] + new + result[edit.end :]
    _verify(text, result, wanted)
    return result


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a key and its value stand: from `start` up to `end`, and the ends of its last line."""

    key: str
    start: int
    end: int
    line_end: int
    after: int


@dataclass(frozen=True, slots=True)
class _Edit:
    """New text, with `\\n` line ends, for the characters from `start` up to `end`."""

    start: int
    end: int
    text: str


def _spans(text: str) -> dict[str, _Span]:
    """Return the span of each top-level key, in the order of the file."""
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise RewriteError("not YAML") from error
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode) or root.flow_style or root.start_mark.column:
        raise RewriteError("not a block mapping that starts in the first column")
    spans = [_span(text, key, value) for key, value in root.value]
    if len({span.key for span in spans}) < len(spans):
        raise RewriteError("a key is written twice")
    return {span.key: span for span in spans}


def _span(text: str, key: yaml.Node, value: yaml.Node) -> _Span:
    if not isinstance(key, yaml.ScalarNode) or key.start_mark.column:
        raise RewriteError("a key is not plain text in the first column")
    start = key.start_mark.index
    end = start + len(text[start : max(_end(value), key.end_mark.index)].rstrip())
    colon = text.index(":", key.end_mark.index)
    line_end = _found(_LINE_END, text, max(end, colon + 1)).start()
    after = _found(_INDENTED_COMMENTS, text, _found(_NEWLINE, text, line_end).end()).end()
    return _Span(str(key.value), start, end, line_end, after)


def _found(pattern: re.Pattern[str], text: str, start: int) -> re.Match[str]:
    match = pattern.search(text, start)
    assert match is not None  # noqa: S101 - each of these patterns matches the end of a text
    return match


def _end(node: yaml.Node) -> int:
    """Return where a value's last token ends; a block collection's own mark lies past that."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)


def _replacement(text: str, span: _Span, value: object) -> _Edit:
    """Return the edit of one value; a comment at the end of its line stays on its first line."""
    above = [c.text for c in comments(text) if span.start <= c.start < span.end]
    first, *rest = entry_lines(span.key, value)
    comment = _COMMENT.search(text, span.end, span.line_end)
    kept = f"  {comment[0]}" if comment else ""
    return _Edit(span.start, span.line_end, "\n".join([*above, first + kept, *rest]))


def _additions(text: str, spans: Mapping[str, _Span], new: Mapping[str, object]) -> list[_Edit]:
    """Return one insertion for each place where keys are missing."""
    blocks: dict[int, str] = {}
    for key, value in new.items():
        place = _place(text, spans, key)
        blocks[place] = blocks.get(place, "") + block_text(key, value)
    return [_Edit(at, at, _on_own_line(text, at) + added) for at, added in blocks.items()]


def _place(text: str, spans: Mapping[str, _Span], key: str) -> int:
    """Return where a missing key belongs: after the nearest known key that comes before it."""
    before = [span for span in spans.values() if rank(span.key) < rank(key)]
    if before:
        return max(before, key=lambda span: rank(span.key)).after
    return min((span.start for span in spans.values()), default=len(text))


def _on_own_line(text: str, at: int) -> str:
    return "" if at == 0 or text[at - 1] == "\n" else "\n"


def _verify(before: str, after: str, wanted: Mapping[str, object]) -> None:
    old, new, changed = map(_read, (before, after, record_text(wanted)))
    if new is None or new != {**(old or {}), **(changed or {})}:
        raise RewriteError("its form does not allow this change")


def _read(text: str) -> dict[str, object] | None:
    """Return a record with all values as text, or None when it is not YAML."""
    try:
        return yaml.load(text, Loader=yaml.BaseLoader) or {}  # noqa: S506 - makes only text
    except yaml.YAMLError:
        return None
