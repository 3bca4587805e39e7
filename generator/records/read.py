"""Reading a shelf: every record file of a folder, and every problem in them."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from generator.problems import Problem, Severity, visible
from generator.records.digests import digest, digest_of_all
from generator.records.document import Document, Location, Mark, Source
from generator.records.files import read_text
from generator.records.forms import (
    CollectionRecord,
    JsonPaperRecord,
    Model,
    PaperRecord,
    PersonRecord,
    TagRecord,
)
from generator.records.json_reader import read_jsonl
from generator.records.models import Collection, Paper, Person, Tag
from generator.records.schemes import BadValueError, record_id
from generator.records.validation import salvage, validate
from generator.records.yaml_reader import read_yaml

R = TypeVar("R", bound=Model)
T = TypeVar("T", bound=Struct)


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All records of a shelf, what is left of those with problems, and all problems."""

    papers: tuple[Paper, ...] = ()
    tags: tuple[Tag, ...] = ()
    people: tuple[Person, ...] = ()
    collections: tuple[Collection, ...] = ()
    damaged: tuple[Struct, ...] = ()
    """What is right in records with problems, of every kind: for checks, not for the catalog."""
    unread: frozenset[str] = frozenset()
    """The ids of papers, and the names of lists such as tags.yml, that could not be read."""
    problems: tuple[Problem, ...] = ()
    vocabulary_digest: int = 0
    """A number of 63 bits for the text of tags.yml, authors.yml and all collections."""


class _Collector:
    """Gathers problems and what is left of records that have some, while files are walked."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.damaged: list[Struct] = []
        self.unread: set[str] = set()
        self.vocabulary: list[int] = []

    def shown(self, path: Path) -> str:
        """Return a path as problems name it: from the shelf's root where it lies below."""
        below = path.relative_to(self.root) if path.is_relative_to(self.root) else path
        return visible(below.as_posix())

    def text(self, path: Path) -> tuple[str | None, str]:
        shown = self.shown(path)
        text, problems = read_text(path, shown)
        self.problems += problems
        return text, shown

    def listed(self, path: Path, what: str) -> Document | None:
        """Return the document of a file that holds no paper; its text counts as vocabulary."""
        text, shown = self.text(path)
        self.vocabulary.append(digest(shown, text or ""))
        return None if text is None else self.yaml(text, shown, what)

    def yaml(self, text: str, shown: str, what: str) -> Document | None:
        document, problems = read_yaml(text, shown)
        self.problems += problems
        if document is not None and document.value is None:
            self.problems.append(Problem(path=shown, message="empty file", advice=f"write {what}"))
            return None
        return document

    def valid(
        self,
        model: type[R],
        kept: type[T],
        document: Document,
        **more: str | int,
    ) -> T | None:
        """Return the thing that a record stands for; of one with problems keep what is right."""
        record, problems = validate(model, document)
        self.problems += problems
        if record:
            return _kept(kept, record, document.source, **more)
        if rest := salvage(model, document):
            self.damaged.append(_kept(kept, rest, document.source, **more))
        return None


def read_records(folder: Path, root: Path) -> Records:
    """Return everything that stands in `folder` (site_src), with paths shown from `root`."""
    into = _Collector(root)
    papers = tuple(_papers(folder / "papers", into))
    tags = tuple(_listed(folder / "tags.yml", TagRecord, Tag, into))
    people = tuple(_listed(folder / "authors.yml", PersonRecord, Person, into))
    collections = tuple(_collections(folder / "collections", into))
    return Records(
        papers=papers,
        tags=tags,
        people=people,
        collections=collections,
        damaged=tuple(into.damaged),
        unread=frozenset(into.unread),
        problems=tuple(into.problems),
        vocabulary_digest=digest_of_all(into.vocabulary),
    )


def _files(folder: Path, suffixes: Sequence[str], into: _Collector) -> Iterator[Path]:
    for path in _listing(folder, into):
        if path.name.startswith("."):
            continue
        if path.suffix in suffixes or path.is_dir():
            yield path
        else:
            into.problems.append(
                Problem(
                    path=into.shown(path),
                    severity=Severity.WARNING,
                    message="the file is not read",
                    advice=f"records are {' or '.join(suffixes)} files",
                )
            )


def _listing(folder: Path, into: _Collector) -> list[Path]:
    """Return what stands in a folder; none when it is not there."""
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        message = f"the folder cannot be read ({error.strerror})"
        into.problems.append(Problem(path=into.shown(folder), message=message))
        return []


def _papers(folder: Path, into: _Collector) -> Iterator[Paper]:
    for path in _files(folder, (".yml", ".jsonl"), into):
        if path.suffix == ".jsonl" and not path.is_dir():
            yield from _papers_of_lines(path, into)
        elif paper := _paper_of_file(path, into):
            yield paper
        else:
            into.unread.add(path.stem)


def _paper_of_file(path: Path, into: _Collector) -> Paper | None:
    text, shown = into.text(path)
    document = None if text is None else into.yaml(text, shown, 'title: "…"')
    named = _well_named(path, into)
    if text is None or document is None:
        return None
    number = digest(shown, text)
    paper = into.valid(PaperRecord, Paper, document, id=path.stem, digest=number)
    return paper if named else None


def _well_named(path: Path, into: _Collector) -> bool:
    try:
        record_id(path.stem)
    except BadValueError:
        message = "the file's name is not an id"
        advice = "use lower-case letters, digits and hyphens: neural-tangent-kernel.yml"
        into.problems.append(Problem(path=into.shown(path), message=message, advice=advice))
        return False
    return True


def _papers_of_lines(path: Path, into: _Collector) -> Iterator[Paper]:
    text, shown = into.text(path)
    if text is None:
        return
    if not text.strip():
        into.problems.append(
            Problem(path=shown, message="empty file", advice="write one record a line")
        )
    lines = text.split("\n")
    for document, problems in read_jsonl(text, shown):
        into.problems += problems
        if document is None:
            continue
        line = lines[document.source.line - 1]
        record, _ = validate(JsonPaperRecord, document)
        if record:
            yield _kept(Paper, record, document.source, digest=digest(shown, line))
            continue
        into.unread |= _id_of(document)
        into.valid(JsonPaperRecord, Paper, _with_columns(document, line))


def _with_columns(document: Document, line: str) -> Document:
    """Return a line's record with the columns that YAML, which JSON nearly is, gives its parts."""
    source = document.source
    marked, _ = read_yaml(line, source.path)
    places = marked.source.marks if marked else {}
    marks = {where: Mark(source.line, mark.column) for where, mark in places.items()}
    return Document(document.value, Source.marked(source.path, source.line, marks))


def _id_of(document: Document) -> set[str]:
    value = document.value.get("id") if isinstance(document.value, dict) else None
    return {value} if isinstance(value, str) else set()


def _collections(folder: Path, into: _Collector) -> Iterator[Collection]:
    for path in _files(folder, (".yml",), into):
        document = into.listed(path, 'title: "…"')
        named = _well_named(path, into)
        collection = document and into.valid(CollectionRecord, Collection, document, id=path.stem)
        if collection and named:
            yield collection


def _listed(path: Path, model: type[R], kept: type[T], into: _Collector) -> Iterator[T]:
    """Yield the entries of a file that holds one list."""
    if not os.path.lexists(path):
        return
    document = into.listed(path, "a list of entries, or delete the file")
    if document is None:
        into.unread.add(path.name)
        return
    if not isinstance(document.value, list):
        message, advice = "not a list", "start each entry with a hyphen"
        into.problems.append(problem_at(document.source, (), message, advice))
        into.unread.add(path.name)
        return
    for value, source in zip(document.value, document.source.entries(), strict=True):
        if thing := into.valid(model, kept, Document(value, source)):
            yield thing


def _kept(kept: type[T], record: Model, source: Source, **more: str | int) -> T:
    """Return the record as the thing it stands for; its values are valid already."""
    return kept(**record.__dict__, source=source, **more)


def problem_at(
    source: Source,
    location: Location,
    message: str,
    advice: str = "",
    severity: Severity = Severity.ERROR,
    key: str = "",
) -> Problem:
    """Return a problem at a value of a record."""
    mark = source.at(*location)
    return Problem(
        path=source.path,
        line=mark.line,
        column=mark.column,
        severity=severity,
        key=key,
        message=message,
        advice=advice,
    )
