"""Problems: what is wrong in a record, where, and what to write instead."""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum

from generator.rules import Rule

MAX_SHOWN_VALUE = 60
MAX_EXCERPT = 160


class Severity(StrEnum):
    """How bad a problem is: an error stops a build, a warning stops a strict one."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong at one place of one file; lines and columns count from 1."""

    path: str
    line: int = 1
    column: int = 1
    severity: Severity = Severity.ERROR
    key: str = ""
    message: str
    advice: str = ""
    rule: Rule = field(default=Rule.OTHER, compare=False)

    def __str__(self) -> str:
        """Return `file:line:column: error: key: what is wrong; what to write instead`."""
        return f"{self.path}:{self.line}:{self.column}: {self.severity}: {self.text}"

    @property
    def text(self) -> str:
        """The message with its key before it and the advice after it."""
        key = f"{self.key}: " if self.key else ""
        return f"{key}{self.message}" + (f"; {self.advice}" if self.advice else "")


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems file by file and, within a file, from top to bottom."""
    return sorted(problems, key=lambda p: (p.path, p.line, p.column, p.key, p.message))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether one of the problems is an error."""
    return any(p.severity is Severity.ERROR for p in problems)


def quoted(value: object) -> str:
    """Return a value as a message shows it: quoted, on one line, shortened."""
    return f'"{shown(value)}"'


def shown(value: object) -> str:
    """Return a value on one line, shortened, nothing in it hidden."""
    text = str(value)
    if len(text) > MAX_SHOWN_VALUE:
        text = text[: MAX_SHOWN_VALUE - 1] + "…"
    return visible(text)


def visible(text: str) -> str:
    """Return `text` with everything a terminal would act on, or hide, spelled out."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text)


def nearest(word: str, allowed: Iterable[str]) -> str:
    """Return the allowed word closest to `word`, or "" when none is close."""
    by_fold = {a.casefold(): a for a in allowed}
    matches = get_close_matches(word.casefold(), by_fold, n=1)
    return by_fold[matches[0]] if matches else ""


def did_you_mean(word: str, allowed: Sequence[str]) -> str:
    """Return advice that names the closest allowed word, or all of them when none is close."""
    close = nearest(word, allowed)
    if close:
        return f'did you mean "{close}"?'
    return "write one of: " + ", ".join(allowed) if len(allowed) <= 20 else ""


def count_text(problems: Sequence[Problem]) -> str:
    """Return "2 errors and 1 warning in 3 files"."""
    counts = Counter(p.severity for p in problems)
    parts = [_plural(counts[s], s.value) for s in Severity if counts[s]]
    files = _plural(len({p.path for p in problems}), "file")
    return f"{' and '.join(parts)} in {files}" if parts else "no problems"


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def excerpt(problem: Problem, read_line: Callable[[str, int], str | None]) -> str:
    """Return the problem's source line with a caret below its column, or "" without a source.

    `read_line(path, line)` gives the text of a line, counted from 1.
    """
    line = read_line(problem.path, problem.line)
    if not line:
        return ""
    start = max(0, problem.column - MAX_EXCERPT // 2)
    seen = line[start : start + MAX_EXCERPT].replace("\t", " ")
    margin = f"{problem.line:>5} | "
    caret = " " * _cells(visible(seen[: max(0, problem.column - 1 - start)])) + "^"
    return f"{margin}{visible(seen)}\n{'|':>{len(margin) - 1}} {caret}"


def _cells(text: str) -> int:
    """Return how many columns of a terminal `text` takes (Unicode Standard Annex 11)."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    return wide + sum(not unicodedata.combining(character) for character in text)
