"""GitHub's expressions, as far as our workflows use them: contexts, operators, a few functions.

https://docs.github.com/actions/reference/evaluate-expressions-in-workflows-and-actions
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}", re.DOTALL)
_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<number>-?\d+(?:\.\d+)?)"
    r"|(?P<name>[A-Za-z_][\w-]*)|(?P<sign>&&|\|\||==|!=|[!()\[\],.*]))"
)
_WORDS = {"true": True, "false": False, "null": None}


def evaluate(text: str, contexts: Mapping[str, Any]) -> Any:
    """Return the value of an expression without its `${{ }}`; what is missing is None."""
    parser = _Parser(_tokens(text), contexts)
    value = parser.either()
    assert parser.at == len(parser.tokens), f"cannot read {text!r}"
    return value


def evaluated(text: object, contexts: Mapping[str, Any]) -> str:
    """Return `text` with each `${{ … }}` replaced by its value as text."""
    return EXPRESSION.sub(lambda match: as_text(evaluate(match[1], contexts)), str(text))


def holds(condition: object, contexts: Mapping[str, Any]) -> bool:
    """Tell whether an `if:` lets a job or a step run, in a run in which nothing failed."""
    match = EXPRESSION.fullmatch(str(condition).strip())
    return bool(evaluate(match[1] if match else str(condition), contexts))


def as_text(value: Any) -> str:
    """Return a value as it stands in a text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return json.dumps(value) if isinstance(value, list | dict) else str(value)


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens, at = [], 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        assert match, f"cannot read {text!r} at {at}"
        tokens.append((str(match.lastgroup), match[str(match.lastgroup)]))
        at = match.end()
    return tokens


class _Parser:
    """Evaluates while it reads, the loosest operator first."""

    def __init__(self, tokens: Sequence[tuple[str, str]], contexts: Mapping[str, Any]) -> None:
        self.tokens = tokens
        self.contexts = contexts
        self.at = 0

    def either(self) -> Any:
        value = self.both()
        while self.takes("||"):
            other = self.both()
            value = value or other
        return value

    def both(self) -> Any:
        value = self.comparison()
        while self.takes("&&"):
            other = self.comparison()
            value = value and other
        return value

    def comparison(self) -> Any:
        value = self.negation()
        for sign in ("==", "!="):
            if self.takes(sign):
                return _equal(value, self.negation()) is (sign == "==")
        return value

    def negation(self) -> Any:
        return not self.negation() if self.takes("!") else self.value()

    def value(self) -> Any:
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "text":
            return text[1:-1].replace("''", "'")
        if kind == "number":
            return float(text) if "." in text else int(text)
        if text == "(":
            value = self.either()
            assert self.takes(")")
            return value
        if text in _WORDS:
            return _WORDS[text]
        return self.call(text) if self.takes("(") else self.path(self.contexts.get(text))

    def call(self, name: str) -> Any:
        values = []
        while not self.takes(")"):
            values.append(self.either())
            self.takes(",")
        return self.path(_FUNCTIONS[name.lower()](*values))

    def path(self, value: Any) -> Any:
        while True:
            if self.takes("."):
                value = self.entry(value, self.tokens[self.at][1])
                self.at += 1
            elif self.takes("["):
                value = self.entry(value, self.either())
                assert self.takes("]")
            else:
                return value

    def entry(self, value: Any, key: Any) -> Any:
        if key == "*":
            return _Every(value.values() if isinstance(value, Mapping) else value or ())
        if isinstance(value, _Every):
            return _Every(self.entry(inner, key) for inner in value)
        if isinstance(value, Sequence) and not isinstance(value, str):
            return value[key] if isinstance(key, int) and key < len(value) else None
        return value.get(key) if isinstance(value, Mapping) else None

    def takes(self, sign: str) -> bool:
        found = self.at < len(self.tokens) and self.tokens[self.at] == ("sign", sign)
        self.at += found
        return found


class _Every(list[Any]):
    """What `.*` gives: a key after it is asked of each entry."""


def _equal(one: Any, other: Any) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one.casefold() == other.casefold()
    return bool(one == other)


def _contains(where: Any, what: Any) -> bool:
    if isinstance(where, list | tuple):
        return any(_equal(entry, what) for entry in where)
    return as_text(what).casefold() in as_text(where).casefold()


_FUNCTIONS = {
    "contains": _contains,
    "startswith": lambda text, start: as_text(text).casefold().startswith(start.casefold()),
    "endswith": lambda text, end: as_text(text).casefold().endswith(end.casefold()),
    "format": lambda text, *values: re.sub(
        r"\{(\d+)\}", lambda match: as_text(values[int(match[1])]), text
    ),
    "tojson": lambda value: json.dumps(value, indent=2),
    "fromjson": json.loads,
    "always": lambda: True,
    "success": lambda: True,
    "failure": lambda: False,
    "cancelled": lambda: False,
    "hashfiles": lambda *_: "0" * 64,
}
