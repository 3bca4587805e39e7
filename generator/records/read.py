"""Reading a shelf: every record file of a folder, and every problem in them."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from msgspec import Struct

from generator.problems import Problem, Severity
from generator.records.digests import digest, digest_of_all
from generator.records.document import Document, problem_at
from generator.records.forms import CollectionRecord, PaperRecord, PersonRecord, TagRecord
from generator.records.models import Collection, Paper, Person, Tag
from generator.records.paper_lines import papers_of_lines
from generator.records.reading import R, Reading, T
from generator.records.schemes import BadValueError, record_id
from generator.rules import Rule

ReadPapers = Callable[[Path, Reading], Iterator[Paper]]
"""Yields the papers of a file with several of them, and notes every problem in it."""


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


def read_records(
    folder: Path,
    root: Path,
    known: Mapping[int, Paper] = MappingProxyType({}),
    others: Mapping[str, ReadPapers] = MappingProxyType({}),
) -> Records:
    """Return everything that stands in `folder` (site_src), with paths shown from `root`.

    `known` are papers by digest that an earlier reading found nothing wrong in; their records are
    not read again. `others` read the papers of files of other formats, by their suffixes.
    """
    into = Reading(root, known)
    papers = tuple(_papers(folder / "papers", into, others))
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


def read_tags(folder: Path, root: Path) -> tuple[Tag, ...]:
    """Return the vocabulary of a folder (site_src), also what is right in a tag with problems."""
    into = Reading(root, {})
    tags = tuple(_listed(folder / "tags.yml", TagRecord, Tag, into))
    return (*tags, *(thing for thing in into.damaged if isinstance(thing, Tag)))


def _files(folder: Path, suffixes: Sequence[str], into: Reading) -> Iterator[Path]:
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
                    rule=Rule.FILE_NAME,
                )
            )


def _listing(folder: Path, into: Reading) -> list[Path]:
    """Return what stands in a folder; none when it is not there."""
    try:
        return sorted(folder.iterdir(), key=lambda path: path.name)
    except FileNotFoundError:
        return []
    except OSError as error:
        message = f"the folder cannot be read ({error.strerror})"
        into.problems.append(Problem(path=into.shown(folder), message=message, rule=Rule.FILE))
        return []


def _papers(folder: Path, into: Reading, others: Mapping[str, ReadPapers]) -> Iterator[Paper]:
    readers = {".jsonl": papers_of_lines, **others}
    for path in _files(folder, (".yml", *readers), into):
        if path.suffix in readers and not path.is_dir():
            yield from readers[path.suffix](path, into)
        elif paper := _paper_of_file(path, into):
            yield paper
        else:
            into.unread.add(path.stem)


def _paper_of_file(path: Path, into: Reading) -> Paper | None:
    content, shown = into.content(path)
    written = digest(shown, content or b"")
    if written in into.known:
        return into.known[written]
    document = None if content is None else into.yaml(content, shown, 'title: "…"')
    named = _well_named(path, into)
    if document is None:
        return None
    paper = into.valid(PaperRecord, Paper, document, id=path.stem, digest=written)
    return paper if named else None


def _well_named(path: Path, into: Reading) -> bool:
    try:
        record_id(path.stem)
    except BadValueError:
        message = "the file's name is not an id"
        advice = "use lower-case letters, digits and hyphens: neural-tangent-kernel.yml"
        into.problems.append(
            Problem(path=into.shown(path), message=message, advice=advice, rule=Rule.FILE_NAME)
        )
        return False
    return True


def _collections(folder: Path, into: Reading) -> Iterator[Collection]:
    for path in _files(folder, (".yml",), into):
        document = into.listed(path, 'title: "…"')
        named = _well_named(path, into)
        collection = document and into.valid(CollectionRecord, Collection, document, id=path.stem)
        if collection and named:
            yield collection


def _listed(path: Path, model: type[R], kept: type[T], into: Reading) -> Iterator[T]:
    """Yield the entries of a file that holds one list."""
    if not os.path.lexists(path):
        return
    document = into.listed(path, "a list of entries, or delete the file")
    if document is None:
        into.unread.add(path.name)
        return
    if not isinstance(document.value, list):
        message, advice = "not a list", "start each entry with a hyphen"
        into.problems.append(problem_at(document.source, (), message, advice, rule=Rule.NO_RECORD))
        into.unread.add(path.name)
        return
    for value, source in zip(document.value, document.source.entries(), strict=True):
        if thing := into.valid(model, kept, Document(value, source)):
            yield thing
