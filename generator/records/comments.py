"""Comments of YAML: where each stands, found between the parser's tokens."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

_COMMENT = re.compile("#[^\r\n\x85\u2028\u2029]*")
_HEADER_COMMENT = re.compile("(?<=[ \t])#[^\r\n\x85\u2028\u2029]*")
_LINE_END = re.compile(r"\r?\n|\Z")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment from its `#` to the end of its line."""

    start: int
    text: str
    column: int
    """Counted from 0."""
    alone: bool
    """Whether nothing else stands on its line."""


def comments(text: str) -> Iterator[Comment]:
    """Yield each comment: what stands between two tokens, or after `>-` and `|-`.

    `text` is YAML; a parser's `yaml.YAMLError` passes.
    """
    position = 0
    for token in yaml.scan(text, Loader=yaml.BaseLoader):
        start, end = token.start_mark.index, token.end_mark.index
        for match in _COMMENT.finditer(text, position, start):
            yield _comment(text, match)
        if isinstance(token, yaml.ScalarToken) and token.style in {"|", ">"}:
            line_end = _LINE_END.search(text, start)
            header = line_end and _HEADER_COMMENT.search(text, start, line_end.start())
            if header:
                yield _comment(text, header)
        position = max(position, end)


def _comment(text: str, match: re.Match[str]) -> Comment:
    line = text.rfind("\n", 0, match.start()) + 1
    before = text[line : match.start()]
    return Comment(match.start(), match[0], len(before), not before.strip())
