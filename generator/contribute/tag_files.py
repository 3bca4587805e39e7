"""Tag files: writing tags into records; a file that cannot be changed safely is left alone."""

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from generator.problems import Problem
from generator.records.extend import extended_file, extended_line
from generator.records.models import Paper
from generator.records.rewrite import RewriteError
from generator.whole_files import write_whole

_KEY = "tags"
Additions = Sequence[tuple[Paper, tuple[str, ...]]]
"""Papers, and the tags that each is to have besides its own."""
Written = list[tuple[str, tuple[str, ...]]]
"""The ids of papers, and the tags that each has now besides its own."""


def write_tags(root: Path, additions: Additions) -> tuple[Written, list[Problem]]:
    """Add tags to the records of papers; return what was added, and what went wrong.

    `root` is the folder that the papers' paths start from. A file changes at once or not at all.
    """
    by_file: defaultdict[str, list[tuple[Paper, tuple[str, ...]]]] = defaultdict(list)
    for paper, tags in additions:
        if tags:
            by_file[paper.source.path].append((paper, tags))
    done: Written = []
    problems: list[Problem] = []
    for name, some in by_file.items():
        try:
            content = (root / name).read_bytes().decode("utf-8")
            text, written, failed = changed(content, name, some)
            if written:
                write_whole(root / name, text.encode("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            problems.append(_unwritten(name, 1, getattr(error, "strerror", "") or "not UTF-8"))
            continue
        done += written
        problems += failed
    return done, problems


def changed(content: str, name: str, additions: Additions) -> tuple[str, Written, list[Problem]]:
    """Return a file's text with more tags, what was added, and what went wrong."""
    lines = content.split("\n") if name.endswith(".jsonl") else [content]
    done: Written = []
    problems: list[Problem] = []
    for paper, tags in additions:
        try:
            if name.endswith(".jsonl"):
                _change_line(lines, paper, tags)
            else:
                lines[0] = extended_file(lines[0], _KEY, tags)
            done.append((paper.id, tags))
        except RewriteError as error:
            problems.append(_unwritten(name, paper.source.line, str(error), tags))
    return "\n".join(lines), done, problems


def _change_line(lines: list[str], paper: Paper, tags: Sequence[str]) -> None:
    place = paper.source.line - 1
    line = lines[place] if place < len(lines) else ""
    if _id_of(line) != paper.id:
        raise RewriteError("the record is not on its line any more")
    lines[place] = extended_line(line, _KEY, tags)


def _id_of(line: str) -> object:
    try:
        record = json.loads(line.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        return None
    return record.get("id") if isinstance(record, dict) else None


def _unwritten(name: str, line: int, reason: str, tags: Sequence[str] = ()) -> Problem:
    advice = f"add by hand: {', '.join(tags)}" if tags else ""
    message = f"cannot be written ({reason})"
    return Problem(path=name, line=line, key=_KEY, message=message, advice=advice)
