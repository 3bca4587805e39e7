"""Files of a shelf: which of them are formatted, and what would change in each."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.formatting.form import Kind, formatted
from generator.problems import Problem, Severity
from generator.records.files import read_text
from generator.rules import Rule

_LISTS = {"tags.yml": Kind.TAGS, "authors.yml": Kind.PEOPLE}
_FOLDERS = {
    ("papers", ".yml"): Kind.PAPER,
    ("papers", ".jsonl"): Kind.LINES,
    ("collections", ".yml"): Kind.COLLECTION,
}


def kind_of(path: Path, source: Path) -> Kind | None:
    """Return what a file holds by its place in the folder of records, None when it is no record."""
    if not path.is_relative_to(source) or path.name.startswith("."):
        return None
    match path.relative_to(source).parts:
        case (name,):
            return _LISTS.get(name)
        case (folder, _):
            return _FOLDERS.get((folder, path.suffix))
    return None


def record_files(source: Path) -> list[Path]:
    """Return the files of records in a folder, `source`: those that the shelf is read from."""
    places = (source, source / "papers", source / "collections")
    found = (path for place in places if place.is_dir() for path in place.iterdir())
    return sorted(path for path in found if kind_of(path, source) and not path.is_dir())


def chosen(paths: Iterable[Path], source: Path) -> list[Path]:
    """Return files and, of folders, the files of records in them; of nothing, all of the shelf."""
    every = record_files(source)
    named = [Path(os.path.normpath(path.absolute())) for path in paths]
    below = [[f for f in every if f.is_relative_to(p)] if p.is_dir() else [p] for p in named]
    return list(dict.fromkeys(file for files in below for file in files)) if named else every


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file as it stands and as it should."""

    path: Path
    shown: str
    """The path as problems name it."""
    before: str = ""
    after: str = ""
    problems: tuple[Problem, ...] = ()
    """Why it, or a line of it, cannot be formatted."""

    @property
    def changes(self) -> bool:
        """Whether it is not in form."""
        return self.before != self.after


def format_files(paths: Iterable[Path], source: Path, root: Path) -> Iterator[Formatted]:
    """Yield each file with its text in form; `root` is the folder that shown paths start from."""
    for path in paths:
        shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        kind = kind_of(path, source)
        text, problems = read_text(path, shown)
        wrong = [problem for problem in problems if problem.severity is Severity.ERROR]
        if text is None or kind is None:
            yield Formatted(path, shown, problems=tuple(wrong))
            continue
        before = path.read_bytes().decode("utf-8")
        after, left = formatted(before, shown, kind)
        yield Formatted(path, shown, before, after, (*wrong, *left))


def not_in_form(file: Formatted) -> Problem:
    """Return what is wrong with a file that is not in form, at the first line that would change."""
    old, new = file.before.split("\n"), file.after.split("\n")
    same = min(len(old), len(new))
    line = next((n for n in range(same) if old[n] != new[n]), same - 1) + 1
    return Problem(
        path=file.shown,
        line=line,
        message="not in form",
        advice=f"run: papershelf fmt {file.shown}",
        rule=Rule.FORM,
    )
