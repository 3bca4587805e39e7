"""Writing what a round found: keys into records, counts into the file of the day."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.problems import Problem
from generator.records.models import Paper
from generator.records.rewrite import RewriteError, replace_keys
from generator.records.rewrite_line import read_object, replace_values
from generator.upkeep.models import Change
from generator.whole_files import write_whole

Wanted = Mapping[str, tuple[Paper, Mapping[str, str]]]
"""Papers by id, each with the keys to add."""


def wanted(changes: Sequence[Change]) -> dict[str, dict[str, tuple[Paper, dict[str, str]]]]:
    """Return the keys to add by file, then by paper."""
    files: defaultdict[str, dict[str, tuple[Paper, dict[str, str]]]] = defaultdict(dict)
    for change in changes:
        of_file = files[change.paper.source.path]
        of_file.setdefault(change.paper.id, (change.paper, {}))[1][change.key] = change.value
    return dict(files)


def changed_text(text: str, path: str, papers: Wanted) -> tuple[str, list[Problem]]:
    """Return a record file's text with keys added to some papers, and what could not be added.

    All else stays as a person wrote it.
    """
    problems: list[Problem] = []
    change = _changed_line if path.endswith(".jsonl") else _changed_file
    for paper, keys in papers.values():
        try:
            text = change(text, paper, keys)
        except RewriteError as error:
            problems.append(_unwritten(paper, keys, str(error)))
    return text, problems


def _changed_file(text: str, _: Paper, keys: Mapping[str, str]) -> str:
    return replace_keys(text, keys)


def _changed_line(text: str, paper: Paper, keys: Mapping[str, str]) -> str:
    lines = text.split("\n")
    place = paper.source.line - 1
    line = lines[place] if place < len(lines) else ""
    if not line or read_object(line).get("id") != paper.id:
        raise RewriteError("the record is not on its line any more")
    lines[place] = replace_values(line, keys)
    return "\n".join(lines)


def _unwritten(paper: Paper, keys: Mapping[str, str], reason: str) -> Problem:
    return Problem(
        path=paper.source.path,
        line=paper.source.line,
        key=", ".join(keys),
        message=f"cannot be written ({reason})",
        advice="add by hand: " + ", ".join(f"{key}: {value}" for key, value in keys.items()),
    )


def write_changes(root: Path, changes: Sequence[Change]) -> list[Problem]:
    """Add keys to the records below `root`; return what could not be written."""
    problems: list[Problem] = []
    for path, papers in wanted(changes).items():
        file = root / path
        try:
            before = file.read_bytes().decode("utf-8")
            after, found = changed_text(before, path, papers)
            problems += found
            if after != before:
                write_whole(file, after.encode("utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", "") or "not UTF-8"
            problems += [_unwritten(paper, keys, reason) for paper, keys in papers.values()]
    return problems
