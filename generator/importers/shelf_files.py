"""The record files of a folder: what stands there before an import, and writing what is new."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from generator.exports.record import record_of
from generator.importers.bib_files import papers_of_bib
from generator.importers.line_files import write_lines
from generator.importers.merge import Action, ExistingRecord, Item
from generator.importers.writing import cannot, written
from generator.problems import Problem, Severity, has_errors
from generator.records.document import Document
from generator.records.files import read_text
from generator.records.json_reader import read_jsonl
from generator.records.reading import Reading
from generator.records.yaml_reader import read_yaml

Read = tuple[dict[str, ExistingRecord], list[Problem]]


def read_existing(folder: Path) -> Read:
    """Return a folder's records by id, those that cannot be read as well, and all errors."""
    records: dict[str, ExistingRecord] = {}
    problems: list[Problem] = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        reader = _READERS.get(path.suffix.lower())
        if reader and not path.name.startswith("."):
            read, found = reader(path)
            records |= read
            problems += [p for p in found if p.severity is Severity.ERROR]
    return records, problems


def _read_file(path: Path) -> Read:
    shown = str(path)
    unread = {path.stem: ExistingRecord(path=shown)}
    text, problems = read_text(path, shown)
    if text is None:
        return unread, problems
    document, found = read_yaml(text, shown)
    problems += found
    if document is None or not isinstance(document.value, dict) or has_errors(problems):
        return unread, problems or [_no_record(shown)]
    raw = path.read_bytes().decode("utf-8")
    return {path.stem: ExistingRecord(path=shown, record=document.value, text=raw)}, problems


def _no_record(shown: str) -> Problem:
    return Problem(path=shown, message="holds no record", advice='write title: "…", or delete it')


def _read_lines(path: Path) -> Read:
    text, problems = read_text(path, str(path))
    records: dict[str, ExistingRecord] = {}
    lines = (text or "").split("\n")
    for document, found in read_jsonl(text or "", str(path)):
        problems += found
        for name, record in _identified(document):
            line = document.source.line if document else 0
            records[name] = ExistingRecord(
                path=str(path), record=record, text=lines[line - 1], line=line
            )
    return records, problems


def _identified(document: Document | None) -> Iterator[tuple[str, dict[str, object]]]:
    value = document.value if document else None
    if isinstance(value, dict) and isinstance(name := value.get("id"), str):
        yield name, value


def _read_entries(path: Path) -> Read:
    into = Reading(path.parent, {})
    papers = list(papers_of_bib(path, into))
    records = {
        paper.id: ExistingRecord(path=str(path), record=record_of(paper)) for paper in papers
    }
    return records, into.problems


_READERS: dict[str, Callable[[Path], Read]] = {
    ".yml": _read_file,
    ".jsonl": _read_lines,
    ".bib": _read_entries,
}


def write_items(
    items: Iterable[Item], folder: Path, one_file: str = ""
) -> tuple[list[Item], list[Problem]]:
    """Write the texts of a plan to `<id>.yml` and return the items that succeeded.

    With `one_file`, the name of a JSONL file in the folder, new records become lines at its end. A
    record that is a line already changes on its line. A file appears whole or not at all; a new
    record never takes the place of a file.
    """
    done: list[Item] = []
    problems: list[Problem] = []
    lines: dict[Path, list[Item]] = {}
    every = list(items)
    for item in every:
        if file := _file_of_lines(item, folder, one_file):
            lines.setdefault(file, []).append(item)
            continue
        problem = None if item.text is None else _write(item, item.text, folder)
        if problem:
            problems.append(problem)
        else:
            done.append(item)
    for file, some in lines.items():
        written, problem = write_lines(file, some)
        done += written
        problems += [problem] if problem else []
    written_ids = {item.id for item in done}
    return [item for item in every if item.id in written_ids], problems


def _file_of_lines(item: Item, folder: Path, one_file: str) -> Path | None:
    if item.text is not None and item.line:
        return Path(item.path)
    return folder / one_file if one_file and item.action is Action.NEW else None


def _write(item: Item, text: str, folder: Path) -> Problem | None:
    target = folder / f"{item.id}.yml"
    exists = item.action is Action.NEW and os.path.lexists(target)
    return cannot(target, "it exists already") if exists else written(target, text)


def source_text(path: Path, what: str) -> tuple[str | None, list[Problem]]:
    """Return the text of a file to import and the errors; `what` says what it should hold."""
    if path.is_dir():
        return None, [Problem(path=str(path), message="is a folder", advice=f"give {what}")]
    text, problems = read_text(path, str(path))
    return text, [_for_source(p, what) for p in problems if p.severity is Severity.ERROR]


def _for_source(problem: Problem, what: str) -> Problem:
    return problem if problem.advice else replace(problem, advice=f"give {what}")
