"""Reading signals: the files of a folder, joined into the series of each paper."""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from generator.problems import Problem, Severity
from generator.records.files import read_utf8
from generator.rules import Rule
from generator.signals.lines import Parsed, parse
from generator.signals.models import KINDS, Place, Point, Series, Signals

FOLDER = "signals"
"""Below the folder with the records."""
_NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\.jsonl")


def read_signals(folder: Path, root: Path) -> Signals:
    """Return the signals in `folder`, with paths of problems shown from `root`.

    None when there is no folder. What is wrong in a line costs that line alone.
    """
    problems: list[Problem] = []
    files = list(_files(folder, root, problems))
    return joined(files, problems)


def _files(
    folder: Path, root: Path, problems: list[Problem]
) -> Iterator[tuple[datetime.date, str, Parsed]]:
    """Yield the day, the shown path and the content of each file, the oldest first."""
    for path in _listing(folder, root, problems):
        shown = _shown(path, root)
        day = day_of(path.name)
        if day is None:
            problems.append(_not_read(shown))
            continue
        content, found = read_utf8(path, shown)
        problems.extend(found)
        if content is not None:
            yield day, shown, parse(content, shown)


def _listing(folder: Path, root: Path, problems: list[Problem]) -> list[Path]:
    try:
        found = sorted(folder.iterdir(), key=lambda path: path.name)
    except FileNotFoundError:
        return []
    except OSError as error:
        message = f"the folder cannot be read ({error.strerror})"
        problems.append(Problem(path=_shown(folder, root), message=message, rule=Rule.FILE))
        return []
    return [path for path in found if not path.name.startswith(".")]


def _shown(path: Path, root: Path) -> str:
    below = path.relative_to(root) if path.is_relative_to(root) else path
    return below.as_posix()


def day_of(name: str) -> datetime.date | None:
    """Return the day that the name of a file says: "2026-03-17.jsonl"."""
    if not _NAME.fullmatch(name):
        return None
    try:
        return datetime.date.fromisoformat(name.removesuffix(".jsonl"))
    except ValueError:
        return None


def _not_read(shown: str) -> Problem:
    advice = "signals are in files named by their day: 2026-03-17.jsonl"
    return Problem(
        path=shown,
        severity=Severity.WARNING,
        message="the file is not read",
        advice=advice,
        rule=Rule.FILE,
    )


def joined(
    files: Iterable[tuple[datetime.date, str, Parsed]], problems: Iterable[Problem] = ()
) -> Signals:
    """Return the signals of some files, given the oldest first; `problems` were met before."""
    found = list(problems)
    days: list[datetime.date] = []
    places: dict[str, Place] = {}
    points: dict[str, dict[str, dict[str, list[Point]]]] = {}
    following = ""
    for day, path, parsed in files:
        days.append(day)
        following = parsed.next
        found += parsed.problems
        for line, counts in parsed.counts:
            places.setdefault(counts.id, Place(path, line))
            of_paper = points.setdefault(counts.id, {})
            for kind in KINDS:
                for source, number in counts.of(kind).items():
                    by_source = of_paper.setdefault(kind, {})
                    by_source.setdefault(source, []).append(Point(day, number))
    return Signals(
        series={paper: _series(kinds) for paper, kinds in points.items()},
        days=tuple(days),
        next=following,
        places=places,
        problems=tuple(found),
    )


def _series(kinds: Mapping[str, Mapping[str, list[Point]]]) -> dict[str, tuple[Series, ...]]:
    return {
        kind: tuple(Series(source, tuple(points)) for source, points in sorted(by_source.items()))
        for kind, by_source in kinds.items()
    }
