"""Files that are mended: their text before and after, and every repair with its place."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.fixes.plan import Repair, repaired_line, repaired_yaml
from generator.fixes.registry import Fix
from generator.formatting.files import kind_of
from generator.formatting.form import Kind
from generator.problems import Problem, quoted, visible
from generator.records.document import Location
from generator.records.files import read_text
from generator.records.rewrite import RewriteError
from generator.records.validation import key_text
from generator.rules import Rule

MENDED = frozenset(
    {
        Rule.BAD_VALUE,
        Rule.WRONG_TYPE,
        Rule.UNKNOWN_TAG,
        Rule.UNKNOWN_PAPER,
        Rule.REPEATED_ENTRY,
        Rule.LINE_ENDS,
    }
)
"""Rules whose problems a repair may take away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """A repair of a file; lines and columns count from 1."""

    path: str
    line: int = 1
    column: int = 1
    key: str = ""
    fix: str
    old: str
    new: str | None
    """None when the value goes."""

    def __str__(self) -> str:
        """Return `file:line:column: fixed: key: "old" → "new"`."""
        place = f"{self.path}:{self.line}:{self.column}: fixed: "
        key = f"{visible(self.key)}: " if self.key else ""
        new = "taken out" if self.new is None else quoted(self.new)
        return f"{place}{key}{quoted(self.old)} → {new}"


@dataclass(frozen=True, slots=True)
class MendedFile:
    """A file as it stands, as it is when mended, and each repair, from top to bottom."""

    path: Path
    shown: str
    """The path as problems name it."""
    before: str
    after: str
    fixed: tuple[Fixed, ...]


def mended_files(
    paths: Iterable[Path],
    source: Path,
    root: Path,
    fixes: Sequence[Fix],
    lines: Collection[tuple[str, int]] | None = None,
) -> Iterator[MendedFile]:
    """Yield each file in which something can be mended.

    `source` is the folder of the records, and shown paths start from `root`. Of JSON Lines, only
    those `lines` are looked at, given by shown path and number; all by default.
    """
    for path in paths:
        shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        kind = kind_of(path, source)
        text, _ = read_text(path, shown)
        if text is None or kind is None:
            continue
        before = path.read_bytes().decode("utf-8")
        after, fixed = _mended(text, shown, kind, fixes, lines)
        fixed = [*_of_text(before, shown), *fixed]
        if fixed:
            yield MendedFile(path, shown, before, after, tuple(fixed))


def _of_text(before: str, shown: str) -> Iterator[Fixed]:
    """Yield what reading mends: line ends, and a byte order mark."""
    if before.startswith("\ufeff"):
        yield Fixed(path=shown, fix="line-ends", old="byte order mark", new=None)
    if "\r" in before:
        at = before.index("\r")
        line = before.count("\n", 0, at) + 1
        column = at - before.rfind("\n", 0, at) - before.startswith("\ufeff")
        yield Fixed(path=shown, line=line, column=column, fix="line-ends", old="CRLF", new="LF")


def _mended(
    text: str,
    shown: str,
    kind: Kind,
    fixes: Sequence[Fix],
    lines: Collection[tuple[str, int]] | None,
) -> tuple[str, list[Fixed]]:
    if kind is Kind.LINES:
        return _mended_lines(text, shown, fixes, lines)
    try:
        after, repairs = repaired_yaml(text, fixes)
    except RewriteError:
        return text, []
    is_list = kind in {Kind.TAGS, Kind.PEOPLE}
    return after, [_fixed(repair, text, shown, is_list=is_list) for repair in repairs]


def _mended_lines(
    text: str, shown: str, fixes: Sequence[Fix], wanted: Collection[tuple[str, int]] | None
) -> tuple[str, list[Fixed]]:
    lines = text.split("\n")
    fixed: list[Fixed] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or (wanted is not None and (shown, number) not in wanted):
            continue
        try:
            lines[number - 1], repairs = repaired_line(line, fixes)
        except RewriteError:
            continue
        fixed += [_fixed(repair, line, shown, before=number - 1) for repair in repairs]
    return "\n".join(lines), fixed


def _fixed(
    repair: Repair, text: str, shown: str, *, before: int = 0, is_list: bool = False
) -> Fixed:
    """Return a repair with its place; `before` is how many lines stand before the text."""
    location: Location = repair.location[1:] if is_list else repair.location
    return Fixed(
        path=shown,
        line=before + text.count("\n", 0, repair.start) + 1,
        column=repair.start - text.rfind("\n", 0, repair.start),
        key=key_text(location),
        fix=repair.fix,
        old=repair.old,
        new=repair.new,
    )


def mendable(problems: Iterable[Problem], fixed: Iterable[Fixed]) -> list[Problem]:
    """Return those problems that repairs take away."""
    places = {(fix.path, fix.line, fix.key) for fix in fixed if fix.fix != "line-ends"}
    return [
        problem
        for problem in problems
        if problem.rule is Rule.LINE_ENDS or (problem.path, problem.line, problem.key) in places
    ]
